//! Telephone numbers: `03-3501-1654`, `03(3501)1654（内線 2345）`.
//!
//! ```text
//! phone     = number [ extension ]
//! number    = "0" 1*4digit mark 1*4digit mark 3*4digit        one blank may stand on either side of a mark
//! extension = [ "（" ] ( 内線 | 内 ) [ "：" ] 1*( digit | "、" | "～" | "・" | "-" ) [ "）" ]
//! ```

use std::ops::Range;

use crate::characters::is_digit;

/// Where a telephone number stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phone {
    /// The number alone.
    pub number: Range<usize>,
    /// With its extension.
    pub whole: Range<usize>,
}

/// The telephone numbers of a text, in order.
pub(super) fn find_all(text: &str) -> impl Iterator<Item = Phone> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let phone = find_from(text, from)?;
        from = phone.whole.end;
        Some(phone)
    })
}

/// The first telephone number of a text.
pub(super) fn find(text: &str) -> Option<Phone> {
    find_from(text, 0)
}

/// All begin with a 0, which few lines hold.
fn find_from(text: &str, from: usize) -> Option<Phone> {
    text[from..].match_indices('0').map(|(at, _)| from + at).find_map(|start| {
        let behind = number(&text[start..])?;
        let (end, whole_end) = (text.len() - behind.len(), text.len() - extension(behind).unwrap_or(behind).len());
        Some(Phone { number: start..end, whole: start..whole_end })
    })
}

/// What is behind the number that a text starts with.
fn number(text: &str) -> Option<&str> {
    let text = mark(digits(text, 2, 5)?, |mark| matches!(mark, '(' | '（'))?;
    let text = mark(digits(text, 1, 4)?, |mark| matches!(mark, ')' | '）'))?;
    let length = text.len() - text.trim_start_matches(is_digit).len();
    let last = text.char_indices().nth(4).map_or(length, |(end, _)| length.min(end));
    (text[..last].chars().count() >= 3).then(|| &text[last..])
}

/// What is behind a run of so many digits.
fn digits(text: &str, least: usize, most: usize) -> Option<&str> {
    let rest = text.trim_start_matches(is_digit);
    let count = text[..text.len() - rest.len()].chars().count();
    (least..=most).contains(&count).then_some(rest)
}

/// What is behind a hyphen or one of these brackets, and a blank on either side of it.
fn mark(text: &str, is_bracket: fn(char) -> bool) -> Option<&str> {
    let blank = |text: &'_ str| text.len() - text.strip_prefix(char::is_whitespace).unwrap_or(text).len();
    let text = &text[blank(text)..];
    let text = text.strip_prefix(|mark| is_hyphen(mark) || is_bracket(mark))?;
    Some(&text[blank(text)..])
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '‐' | '‑' | '–' | '—' | '−' | '－' | 'ー' | 'ｰ')
}

/// What is behind the extension that a text starts with.
fn extension(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let text = text.strip_prefix(['(', '（']).unwrap_or(text).trim_start();
    let text = text.strip_prefix("内線").or_else(|| text.strip_prefix('内'))?.trim_start();
    let text = text.strip_prefix(['：', ':']).unwrap_or(text).trim_start();
    let rest = text.trim_start_matches(|c| is_digit(c) || matches!(c, '、' | ',' | '～' | '~' | '・' | '-'));
    let behind = rest.trim_start();
    (rest.len() < text.len()).then(|| behind.strip_prefix([')', '）']).unwrap_or(behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_extensions() {
        for (text, number, whole) in [
            ("総務課 03-3501-1654", "03-3501-1654", "03-3501-1654"),
            ("03 (3501) 1654（内線 2345）", "03 (3501) 1654", "03 (3501) 1654（内線 2345）"),
            ("TEL：0120 － 12－ 3456 内：12～14、-", "0120 － 12－ 3456", "0120 － 12－ 3456 内：12～14、-"),
            ("103-3501-16543", "03-3501-1654", "03-3501-1654"),
            ("03-3501-1654 （内線）", "03-3501-1654", "03-3501-1654"),
            ("00-03-3501-165", "00-03-3501", "00-03-3501"),
        ] {
            let found = find(text).map(|phone| (&text[phone.number], &text[phone.whole]));
            assert_eq!(found, Some((number, whole)), "{text}");
        }
    }

    #[test]
    fn other_numbers() {
        for text in
            ["3-3501-1654", "0-3501-1654", "03-35012-1654", "03-3501-16", "03  -3501-1654", "012345-12-3456", "030", ""]
        {
            assert_eq!(find(text), None, "{text}");
        }
    }

    #[test]
    fn all_of_a_line() {
        let text = "総務課 03-3501-1654、03-3501-1655（内 12）";
        assert_eq!(
            find_all(text).map(|phone| &text[phone.whole]).collect::<Vec<_>>(),
            ["03-3501-1654", "03-3501-1655（内 12）"]
        );
    }
}
