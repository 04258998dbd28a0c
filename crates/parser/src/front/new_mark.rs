//! A bullet that a document says marks what is new: `●は新規事業、○は継続事業`.
//!
//! ```text
//! legend = mark [ "印" ] [ "の" | "を付した" ] [ "事業" | "施策" | … ] link new
//! link   = ( "は" | "：" | "＝" ) [ "、" ]                         new: a word of the vocabulary
//! ```
//! Without such a line a bullet says nothing: most papers print ● in front of everything.

use crate::draft::Draft;
use crate::line::is_bullet;
use crate::record::LineRole;

/// Words between a mark and what it stands for, in the order in which they can stand.
const LEADS: [&[&str]; 3] = [&["印"], &["の付いた", "のついた", "を付した", "の"], &["事業", "施策", "項目", "もの"]];

/// No such line is longer, in bytes.
const LONGEST: usize = 300;

/// Finds the bullets that mark what is new, and claims the lines that say so.
pub(crate) fn read(draft: &mut Draft<'_>) {
    for index in 0..draft.lines.len() {
        let line = &draft.lines[index];
        if draft.is_taken(index) || line.full.len() > LONGEST {
            continue;
        }
        let places = draft.vocabulary.new_words().flat_map(|word| line.full.match_indices(word));
        let marks: Vec<char> = places.filter_map(|(at, _)| mark_of(&line.full[..at])).collect();
        if !marks.is_empty() {
            draft.new_bullets.extend(marks);
            draft.own(index, LineRole::Legend, None, None);
        }
    }
}

/// The programmes that begin with such a bullet are new.
pub(crate) fn apply(draft: &mut Draft<'_>) {
    if draft.new_bullets.is_empty() {
        return;
    }
    for programme in &mut draft.programmes {
        let line = (programme.span.line as usize).checked_sub(1).and_then(|index| draft.lines.get(index));
        let bullet = line.and_then(|line| line.bullet).and_then(|bullet| bullet.chars().next());
        programme.new |= bullet.is_some_and(|bullet| draft.new_bullets.contains(&bullet));
    }
}

/// The mark that a text, which ends in front of the word for something new, explains.
fn mark_of(text: &str) -> Option<char> {
    let text = text.trim_end_matches(['、', ' ']);
    let mut text = text.strip_suffix(['は', '：', ':', '＝', '='])?.trim_end();
    for words in LEADS.iter().rev() {
        text = words.iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text).trim_end();
    }
    let mark = text.chars().next_back()?;
    let at = text.len() - mark.len_utf8();
    let is_mark = matches!(mark, '★' | '☆') || is_bullet(mark);
    let stands_free = !text[..at].ends_with(char::is_alphanumeric);
    (is_mark && stands_free).then_some(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_in_front_of_its_meaning() {
        let cases = [
            ("●は", Some('●')),
            ("※ ○：継続、◎印は", Some('◎')),
            ("凡例　★ ＝ ", Some('★')),
            ("〇を付した事業は、", Some('〇')),
            ("⬛：", Some('⬛')),
            ("〇を付した事業は", Some('〇')),
            ("● 事業は", Some('●')),
            ("●生産性革命推進事業は", None),
            ("本事業は", None),
            ("●", None),
        ];
        for (text, expected) in cases {
            assert_eq!(mark_of(text), expected, "{text}");
        }
    }
}
