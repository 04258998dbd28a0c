//! Numbers that text recognition or letter-spacing distorted: `1 2 . 5 億 円`, `1O.5億円`.
//!
//! ```text
//! spaced  = digit { " " ( digit | separator ) } unit      every character stands alone: 12.5億円
//! damaged = 1*( digit | look-alike | separator ) unit      1O.5億円 is an amount that cannot be read
//! ```
//!
//! Only where an amount has to stand; elsewhere `1 2` may be anything, and [`torn_number`] decides.

use std::ops::Range;

use yosan_normaliser::{MoneyError, Quantity, digit_value, read_quantity, read_unit};

use super::printed::{Found, money};
use super::vocabulary::looks_like_digit;
use crate::brackets::{Bracket, opening};
use crate::broken::torn_number::{self, Torn};
use crate::characters::is_blank;

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
    if printed.split(is_blank).any(|piece| piece.chars().nth(1).is_some()) {
        // `1,234, 567千円` is broken over two lines or columns, `1 2.5億円` is torn.
        let whole = read_quantity(&text[at..]).is_some_and(|quantity| at + quantity.len >= end);
        return (!whole).then_some(Found::Broken(MoneyError::Malformed, at..end));
    }
    let closed: String = printed.chars().filter(|c| !is_blank(*c)).collect();
    let quantity = read_quantity(&(closed + &text[run.end..end]))?;
    Some(match quantity.sum {
        Ok(sum) => Found::Money(money(text, at..end, sum, quantity.unit)),
        Err(error) => Found::Broken(error, at..end),
    })
}

/// Reads a torn or damaged number where anything may stand: behind the name of a listing, or in a sentence.
///
/// Two single digits are a number where the bracket behind has such a number too: `事業1 8億円（1 5億円）`.
pub(super) fn read_anywhere(text: &str, at: usize) -> Option<Found> {
    let torn = torn_number::read(text, at).filter(|torn| torn.start == at)?;
    let unit_end = torn.end + read_unit(&text[torn.end..])?.1;
    let like_bracket = || {
        let bracket = text[unit_end..].trim_start_matches(is_blank);
        let opens = |c: char| opening(c).is_some_and(|bracket| bracket != Bracket::Quote);
        let inside = bracket.strip_prefix(opens)?.trim_start_matches(is_blank);
        torn_number::read(text, text.len() - inside.len())?.closed
    };
    let closed = torn.closed.clone().or_else(|| {
        let printed = text[at..torn.end].chars().filter(|c| !is_blank(*c));
        like_bracket().map(|_| printed.collect())
    });
    let torn = Torn { closed, ..torn };
    let whole = torn.read_closed(text, |closed| read_quantity(closed).map(|quantity| (quantity, quantity.len)));
    Some(match whole {
        Some((Quantity { sum: Ok(sum), unit, .. }, end)) => Found::Money(money(text, at..end, sum, unit)),
        _ => Found::Broken(MoneyError::Malformed, at..unit_end),
    })
}

/// Whether the number behind the words at `at` is torn: `上限1 , 0 0 0万円`.
pub(super) fn follows_words(text: &str, at: usize) -> bool {
    let digit = text[at..].char_indices().take(8).find(|(_, c)| digit_value(*c).is_some());
    digit.is_some_and(|(words, _)| words > 0 && torn_number::read(text, at + words).is_some())
}

/// Whether a number has a point where thousands are parted, and no other value can be meant: `1.850百万円`, not `0.125百万円`.
pub(super) fn has_point_for_comma(printed: &str) -> bool {
    let digits = printed.len() - printed.trim_start_matches(|c| digit_value(c).is_some()).len();
    let whole = &printed[..digits];
    let behind = printed[digits..].strip_prefix(['.', '．']).map(|behind| behind.split_at_checked(3));
    let Some(Some((group, rest))) = behind else { return false };
    let unit = rest.trim_start_matches(is_blank);
    (1..=3).contains(&digits)
        && !whole.starts_with('0')
        && group.chars().all(|c| c.is_ascii_digit())
        && ["百万", "千円"].iter().any(|word| unit.starts_with(word))
}

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
        if is_blank(c) {
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
