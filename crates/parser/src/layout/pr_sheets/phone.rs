//! Telephone numbers: `03-3501-1654`, `03(3501)1654（内線 2345）`.
//!
//! ```text
//! phone     = number [ extension ]
//! number    = area 1*4digit mark 3*4digit                     one blank may stand on either side of a mark
//! area      = "0" 1*4digit mark | "(" "0" 1*4digit ")"
//! extension = [ "（" ] ( 内線 | 内 ) [ "：" ] 1*( digit | "、" | "～" | "・" | "-" ) [ "）" ]
//! ```

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

static PHONE: LazyLock<Regex> = LazyLock::new(|| {
    let mark = |brackets| format!(r"\s?[-‐‑–—−－ーｰ{brackets}]\s?");
    let digit = "[0-9０-９]";
    let (first, second) = (mark("(（"), mark(")）"));
    let area = format!(r"(?:[(（]\s?0{digit}{{1,4}}\s?[)）]\s?|0{digit}{{1,4}}{first})");
    let number = format!("(?P<number>{area}{digit}{{1,4}}{second}{digit}{{3,4}})");
    let extension = format!(r"(?:\s*[(（]?\s*(?:内線|内)\s*[：:]?\s*(?:{digit}|[、,～~・-])+\s*[)）]?)?");
    Regex::new(&(number + &extension)).expect("the pattern is valid")
});

/// Where a telephone number stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phone {
    /// The number alone.
    pub number: Range<usize>,
    /// With its extension.
    pub whole: Range<usize>,
}

impl Phone {
    fn of(found: &Captures<'_>) -> Option<Self> {
        Some(Self { number: found.name("number")?.range(), whole: found.get(0)?.range() })
    }
}

/// The telephone numbers of a text, in order.
pub(super) fn find_all(text: &str) -> impl Iterator<Item = Phone> {
    let searched = if may_hold(text) { text } else { "" };
    let found = (!searched.is_empty()).then(|| PHONE.captures_iter(searched));
    found.into_iter().flatten().filter_map(|found| Phone::of(&found))
}

/// The first telephone number of a text.
pub(super) fn find(text: &str) -> Option<Phone> {
    find_all(text).next()
}

/// All begin with a 0, which few lines hold.
fn may_hold(text: &str) -> bool {
    text.as_bytes().contains(&b'0')
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
