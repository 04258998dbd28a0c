//! An unnumbered heading between the entries of two chapters: no bullet, number or mark says that it is one.
//!
//! ```text
//! between = NEWLINE words NEWLINE              最重要課題：島の復興, by itself among entries that follow closely
//!         | bullet words                       ■ 漁港の整備, below a heading ■ … over entries with ○
//!         | open? word number close? words     〈施策２〉担い手の確保, below a heading 〈施策１〉…
//! ```
//! Text of an entry can stand by itself too; it says what is done (`…を支援`), or stands there below each entry.

use super::entry::Entry;
use super::{contact, listing};
use crate::brackets::opens;
use crate::characters::{is_digit, is_hiragana};
use crate::draft::Draft;
use crate::record::Kind;
use yosan_normaliser::digit_value;

/// How many characters such a heading has at most.
const LENGTH: usize = 40;

/// How many characters the word in front of the running number has at most, and how many headings back it is looked for.
const WORD: usize = 6;
const BACK: usize = 64;

/// Whether a line is such a heading.
pub(super) fn is_heading(draft: &Draft<'_>, index: usize, end: usize, entry: Option<&Entry<'_>>) -> bool {
    let line = &draft.lines[index];
    let Some(entry) = entry.filter(|entry| entry.kind == Kind::Listing && line.indent <= entry.indent) else {
        return false;
    };
    let is_name =
        !line.text.ends_with(|c: char| is_hiragana(c) || matches!(c, '：' | ':')) && !line.text.contains('。');
    if !is_name || line.text.chars().count() > LENGTH || contact::names_office(draft, index) {
        return false;
    }
    if line.bullet.is_some() {
        return is_beside_heading(draft, index, end, entry);
    }
    goes_on(draft, line.text) || stands_alone(draft, index, end, entry)
}

/// A line over listings with the bullet of the last heading, which is not theirs.
fn is_beside_heading(draft: &Draft<'_>, index: usize, end: usize, entry: &Entry<'_>) -> bool {
    let (line, head) = (&draft.lines[index], &draft.lines[entry.first]);
    let Some(last) = draft.outline.last() else { return false };
    let above = draft.lines.get(draft.lines.partition_point(|above| above.number < last.span.line));
    let same =
        above.is_some_and(|above| (above.bullet, above.dash, above.indent) == (line.bullet, line.dash, line.indent));
    let is_entry = |next: usize| draft.lines[next].bullet == head.bullet && listing::is_listing(draft, next, None);
    same && line.bullet != head.bullet && draft.next_free(index + 1, end).is_some_and(is_entry)
}

/// A line by itself among entries that follow closely.
fn stands_alone(draft: &Draft<'_>, index: usize, end: usize, entry: &Entry<'_>) -> bool {
    let blank = |at: usize| draft.lines.get(at).is_some_and(|line| line.is_blank());
    let text = draft.lines[index].text;
    if !blank(index.wrapping_sub(1)) || !blank(index + 1) || text.contains('を') || text.starts_with(['（', '(', '→'])
    {
        return false;
    }
    // Above it, an entry with its text or another entry stands without a blank line.
    let closely =
        entry.last > entry.first && !(entry.first..entry.last).any(blank) || !blank(entry.first.wrapping_sub(1));
    let (head, next) = (&draft.lines[entry.first], draft.next_free(index + 1, end));
    closely
        && next.is_some_and(|next| {
            let below = &draft.lines[next];
            (below.bullet, below.dash, below.indent) == (head.bullet, head.dash, head.indent)
                && below.is_bullet()
                && listing::is_listing(draft, next, None)
        })
}

/// Whether a line has the next running number of a heading above it.
fn goes_on(draft: &Draft<'_>, text: &str) -> bool {
    let Some((word, value)) = running(text) else { return false };
    let above = draft.outline.iter().rev().take(BACK).filter(|heading| heading.number.is_none());
    above
        .filter_map(|heading| running(&heading.title))
        .find(|(other, _)| *other == word)
        .is_some_and(|it| it.1 + 1 == value)
}

/// The bracket and word in front of a running number, and the number: `〈施策` and 2 of `〈施策２〉担い手の確保`.
fn running(text: &str) -> Option<(&str, u32)> {
    let at = text.char_indices().take(WORD + 2).find(|(_, c)| is_digit(*c))?.0;
    let (word, rest) = text.split_at(at);
    let plain = word.strip_prefix(opens).unwrap_or(word);
    let is_word = plain.chars().all(|c| c.is_alphabetic() && !is_hiragana(c)) && plain.chars().nth(1).is_some();
    let mut digits = rest.chars();
    let value = digits.next().and_then(digit_value).filter(|value| *value > 0)?;
    let one =
        digits.next().is_some_and(|next| !is_digit(next) && !matches!(next, '.' | ',' | '年' | '月' | '億' | '%'));
    (is_word && one).then_some((word, value))
}

#[cfg(test)]
mod tests {
    use super::running;

    #[test]
    fn running_numbers_behind_a_word() {
        for (text, expected) in [
            ("〈施策2〉担い手の確保", Some(("〈施策", 2))),
            ("施策2担い手の確保", Some(("施策", 2))),
            ("【重点3 島の復興】", Some(("【重点", 3))),
            ("令和6年度の事業", None),
            ("第2期の計画", None),
            ("人口12万人", None),
            ("担い手の確保", None),
        ] {
            assert_eq!(running(text), expected, "{text}");
        }
    }
}
