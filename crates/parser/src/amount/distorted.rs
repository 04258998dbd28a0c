//! Numbers that text recognition or letter-spacing distorted: `1 2 . 5 億 円`, `1O.5億円`.
//!
//! ```text
//! spaced  = digit { " " ( digit | separator ) } unit      every character stands alone: 12.5億円
//! damaged = 1*( digit | look-alike | separator ) unit      1O.5億円 is an amount that cannot be read
//! ```
//!
//! Only where an amount has to stand; elsewhere `1 2` may be anything.

use std::ops::Range;

use yosan_normaliser::{MoneyError, digit_value, read_quantity, read_unit};

use super::printed::{Found, money};
use super::vocabulary::looks_like_digit;

/// A number of more characters is not printed anywhere.
const LONGEST: usize = 40;

/// Whether a distorted number can begin with a character.
pub(super) fn may_begin(first: char) -> bool {
    digit_value(first).is_some() || looks_like_digit(first)
}

/// Reads the distorted number at `at`; `None` where the number is whole, or none.
pub(super) fn read(text: &str, at: usize) -> Option<Found> {
    let Run { range: run, looks_like, spaced } = run(text, at)?;
    if !looks_like && !spaced {
        return None;
    }
    let end = run.end + read_unit(&text[run.end..])?.1;
    let printed = text[run.clone()].trim_end();
    if looks_like {
        let has_digit = printed.chars().any(|c| digit_value(c).is_some());
        return has_digit.then_some(Found::Broken(MoneyError::Malformed, at..end));
    }
    if printed.split(BLANKS).any(|piece| piece.chars().nth(1).is_some()) {
        // `1,234, 567千円` is broken over two lines or columns, `1 2.5億円` is torn.
        let whole = read_quantity(&text[at..]).is_some_and(|quantity| at + quantity.len >= end);
        return (!whole).then_some(Found::Broken(MoneyError::Malformed, at..end));
    }
    let closed: String = printed.chars().filter(|c| !BLANKS.contains(c)).collect();
    let quantity = read_quantity(&(closed + &text[run.end..end]))?;
    Some(match quantity.sum {
        Ok(sum) => Found::Money(money(text, at..end, sum, quantity.unit)),
        Err(error) => Found::Broken(error, at..end),
    })
}

const BLANKS: &[char] = &[' ', '\u{3000}', '\u{a0}'];

/// Digits and what stands among them.
struct Run {
    range: Range<usize>,
    /// It holds a character that only looks like a digit.
    looks_like: bool,
    /// It holds a blank that is not its last character.
    spaced: bool,
}

/// Digits, what looks like them, separators and single blanks, up to a unit of money.
fn run(text: &str, at: usize) -> Option<Run> {
    let (mut behind_blank, mut looks_like, mut spaced) = (false, false, false);
    for (offset, c) in text[at..].char_indices().take(LONGEST) {
        if BLANKS.contains(&c) {
            if behind_blank {
                return None;
            }
            behind_blank = true;
            continue;
        }
        if digit_value(c).is_none() && !matches!(c, ',' | '，' | '.' | '．' | '・') {
            if !looks_like_digit(c) {
                return (offset > 0).then_some(Run { range: at..at + offset, looks_like, spaced });
            }
            looks_like = true;
        }
        spaced |= behind_blank;
        behind_blank = false;
    }
    None
}
