//! Telephone numbers: `03-3501-1654`, `03(3501)1654（内線 2345）`.
//!
//! ```text
//! phone     = number [ extension ]
//! number    = area 1*4digit mark 3*4digit                     one blank may stand on either side of a mark
//! area      = "0" 1*4digit mark | "(" "0" 1*4digit ")"
//! extension = [ "（" ] ( 内線 | 内 ) [ "：" ] 1*( digit | "、" | "～" | "・" | "-" ) [ "）" ] | "（代）"
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
        let phone = find_behind(text, from)?;
        from = phone.whole.end;
        Some(phone)
    })
}

/// The first telephone number of a text.
pub(super) fn find(text: &str) -> Option<Phone> {
    find_behind(text, 0)
}

/// The first telephone number that begins at `from` or behind it. All areas begin with a 0, which few lines hold.
fn find_behind(text: &str, from: usize) -> Option<Phone> {
    let zeros = text[from..].match_indices('0').map(|(at, _)| from + at);
    zeros.into_iter().find_map(|zero| {
        let bracket = in_bracket(&text[from..zero]).map(|at| from + at);
        let behind_area = |start: usize| {
            let rest = digits(&text[zero + '0'.len_utf8()..], 1, 4)?;
            if start < zero { closed(rest) } else { marked(rest, |mark| matches!(mark, '(' | '（')) }
        };
        bracket.into_iter().chain([zero]).find_map(|start| {
            let rest = marked(digits(behind_area(start)?, 1, 4)?, |mark| matches!(mark, ')' | '）'))?;
            let rest = digits(rest, 3, 4)?;
            let end = text.len() - extension(rest).unwrap_or(rest).len();
            Some(Phone { number: start..text.len() - rest.len(), whole: start..end })
        })
    })
}

/// Where the bracket stands that a text ends in, a blank behind it or none.
fn in_bracket(text: &str) -> Option<usize> {
    let behind = text.strip_suffix(char::is_whitespace).unwrap_or(text);
    behind.strip_suffix(['(', '（']).map(str::len)
}

/// What is behind the bracket that closes around an area.
fn closed(text: &str) -> Option<&str> {
    Some(blank(blank(text).strip_prefix([')', '）'])?))
}

/// What is behind a mark between two parts of a number: a dash, or one of these brackets.
fn marked(text: &str, is_bracket: impl Fn(char) -> bool) -> Option<&str> {
    let is_mark = |c: char| matches!(c, '-' | '‐' | '‑' | '–' | '—' | '−' | '－' | 'ー' | 'ｰ') || is_bracket(c);
    Some(blank(blank(text).strip_prefix(is_mark)?))
}

/// What is behind one blank or none.
fn blank(text: &str) -> &str {
    text.strip_prefix(char::is_whitespace).unwrap_or(text)
}

/// What is behind `fewest` to `most` digits.
fn digits(text: &str, fewest: usize, most: usize) -> Option<&str> {
    let digits = text.chars().take(most).take_while(|c| is_digit(*c));
    let (count, len) = digits.fold((0, 0), |(count, len), digit| (count + 1, len + digit.len_utf8()));
    (count >= fewest).then(|| &text[len..])
}

/// What is behind an extension.
fn extension(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let text = text.strip_prefix(['(', '（']).unwrap_or(text).trim_start();
    if let Some(behind) = text.strip_prefix('代') {
        return behind.trim_start().strip_prefix([')', '）']);
    }
    let text = text.strip_prefix('内')?;
    let text = text.strip_prefix('線').unwrap_or(text).trim_start();
    let text = text.strip_prefix([':', '：']).unwrap_or(text).trim_start();
    let is_number = |c: char| is_digit(c) || matches!(c, '、' | ',' | '～' | '~' | '・' | '-');
    let behind = text.trim_start_matches(is_number);
    if behind.len() == text.len() {
        return None;
    }
    let behind = behind.trim_start();
    Some(behind.strip_prefix([')', '）']).unwrap_or(behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_extensions() {
        for (text, number, whole) in [
            ("総務課 03-3501-1654", "03-3501-1654", "03-3501-1654"),
            ("03 (3501) 1654（内線 2345）", "03 (3501) 1654", "03 (3501) 1654（内線 2345）"),
            ("総務課 (03)3501-1654", "(03)3501-1654", "(03)3501-1654"),
            ("TEL：0120 － 12－ 3456 内：12～14、-", "0120 － 12－ 3456", "0120 － 12－ 3456 内：12～14、-"),
            ("総務課（03-3501-1654（代））", "03-3501-1654", "03-3501-1654（代）"),
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
