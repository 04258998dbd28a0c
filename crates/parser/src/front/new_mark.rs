//! A bullet that a document says marks what is new: `●は新規事業、○は継続事業`.
//!
//! ```text
//! legend = mark [ "印" ] [ "の" | "を付した" ] [ "事業" | "施策" | … ] ( "は" | "：" | "＝" ) "新規"
//! ```
//! Without such a line a bullet says nothing: most papers print ● in front of everything.

use crate::draft::Draft;
use crate::record::LineRole;

/// Words between a mark and what it stands for, in the order in which they can stand.
const LEADS: [&[&str]; 3] = [&["印"], &["の付いた", "のついた", "を付した", "の"], &["事業", "施策", "項目", "もの"]];

/// Finds the bullets that mark what is new, and claims the lines that say so.
pub(crate) fn read(draft: &mut Draft<'_>) {
    for index in 0..draft.lines.len() {
        let line = &draft.lines[index];
        if draft.is_taken(index) || line.full.len() > 300 || !line.full.contains("新規") {
            continue;
        }
        let marks: Vec<char> =
            line.full.match_indices("新規").filter_map(|(at, _)| mark_of(&line.full[..at])).collect();
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

/// The mark that a text, which ends in front of 新規, explains.
fn mark_of(text: &str) -> Option<char> {
    let mut text = text.trim_end().strip_suffix(['は', '：', ':', '＝', '='])?.trim_end();
    for words in LEADS.iter().rev() {
        text = words.iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text).trim_end();
    }
    let mark = text.chars().next_back()?;
    let is_mark = matches!(mark, '\u{25A0}'..='\u{25FF}' | '\u{2600}'..='\u{27BF}' | '〇' | '・');
    let stands_free = text[..text.len() - mark.len_utf8()].chars().next_back().is_none_or(|before| !is_word(before));
    (is_mark && stands_free).then_some(mark)
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric()
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
            ("〇を付した事業は、", None),
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
