//! `number + unit` to yen, for the sums of rules.
//!
//! A stand-in with the signature of the shared reader of amounts, so that it can be replaced by it. It knows what rules
//! print: `2,000千円`, `1,000 万円`, `3億円`, `1億5,000万円`, `7億`. A sum is digits × 10^(unit − decimals); no floating
//! point.

use super::number::{digit, skip_blanks};

/// Units and the power of ten of each; the longest word first.
const UNITS: &[(&str, u32)] =
    &[("百万円", 6), ("十億円", 9), ("千円", 3), ("万円", 4), ("億円", 8), ("兆円", 12), ("円", 0)];

/// Units that may be followed by a smaller one, or stand without 円 at the end of a value.
const HEADS: &[(&str, u32)] = &[("兆", 12), ("億", 8), ("千万", 7), ("百万", 6), ("万", 4)];

/// What may stand after a sum without 円 (`上限1億/件`); anything else makes it a count (`1億人`).
const ENDS: &str = "、。，,）)】］]|/／;；\t\n ・（(";

/// The sum that `text` starts with, and the bytes it takes. `2,000 千円` is (2000000, 11).
///
/// ```text
/// sum    = number head sum | number unit | number head end
/// number = digit+ ( "," digit{3} )* ( "." digit+ )?
/// ```
pub(super) fn read_money(text: &str) -> Option<(i64, usize)> {
    let mut yen: i64 = 0;
    let mut at = 0;
    let mut ceiling = u32::MAX;
    loop {
        let number = Number::read(&text[at..])?;
        let unit_at = at + number.len + skip_blanks(&text[at + number.len..]);
        let rest = &text[unit_at..];
        if let Some((power, len)) = unit(rest, UNITS) {
            let end = unit_at + len;
            return (power < ceiling).then_some(yen.checked_add(number.times(power)?)?).map(|yen| (yen, end));
        }
        let (power, len) = unit(rest, HEADS)?;
        if power >= ceiling {
            return None;
        }
        yen = yen.checked_add(number.times(power)?)?;
        let end = unit_at + len;
        let next = end + skip_blanks(&text[end..]);
        if text[next..].starts_with(|c| digit(c).is_some()) {
            (at, ceiling) = (next, power);
        } else if text[end..].chars().next().is_none_or(|c| ENDS.contains(c)) {
            return Some((yen, end));
        } else {
            return None;
        }
    }
}

/// A sum or a range of sums; the unit on the right serves both ends. `15万円~50万円` is (150000, Some(500000), …).
pub(super) fn read_money_range(text: &str) -> Option<(i64, Option<i64>, usize)> {
    let low = match read_money(text) {
        Some((yen, len)) => Low { yen: Some(yen), len },
        None => Low { yen: None, len: Number::read(text)?.len },
    };
    let Some((high, end)) = upper_end(text, low.len) else { return low.yen.map(|yen| (yen, None, low.len)) };
    let yen = match low.yen {
        Some(yen) => yen,
        None => {
            let (_, unit_power) = last_unit(&text[low.len..end])?;
            Number::read(text)?.times(unit_power)?
        }
    };
    if yen < high { Some((yen, Some(high), end)) } else { low.yen.map(|yen| (yen, None, low.len)) }
}

/// The lower end of a range; without a unit of its own it has no sum yet.
struct Low {
    yen: Option<i64>,
    len: usize,
}

/// The sum after a range mark, and where it ends.
fn upper_end(text: &str, at: usize) -> Option<(i64, usize)> {
    let mark = at + skip_blanks(&text[at..]);
    let len =
        ["～", "〜", "~", "－", "-", "―", "から"].iter().find(|mark_word| text[mark..].starts_with(**mark_word))?.len();
    let start = mark + len + skip_blanks(&text[mark + len..]);
    let (yen, len) = read_money(&text[start..])?;
    let end = start + len;
    // `50万円から100万円に` is a change, not a range.
    let changed = text[mark..].starts_with("から") && ["に", "へ"].iter().any(|word| text[end..].starts_with(word));
    (!changed).then_some((yen, end))
}

/// The unit at the very end of a sum, with its power of ten.
fn last_unit(text: &str) -> Option<(&'static str, u32)> {
    UNITS.iter().chain(HEADS).find(|(word, _)| text.ends_with(word)).copied()
}

fn unit(text: &str, units: &[(&str, u32)]) -> Option<(u32, usize)> {
    let (blanks, word_power) = units.iter().find_map(|(word, power)| spaced(text, word).map(|len| (len, *power)))?;
    Some((word_power, blanks))
}

/// The bytes that `word` takes at the start of `text`, blanks between its characters allowed: `百 万 円`.
fn spaced(text: &str, word: &str) -> Option<usize> {
    let mut at = 0;
    for c in word.chars() {
        at += skip_blanks(&text[at..]);
        at += text[at..].starts_with(c).then(|| c.len_utf8())?;
    }
    Some(at)
}

/// Printed digits: `1,234.5` is 12345 with one decimal.
struct Number {
    digits: i64,
    decimals: u32,
    len: usize,
}

impl Number {
    fn read(text: &str) -> Option<Self> {
        let mut number = Self { digits: 0, decimals: 0, len: 0 };
        let mut fraction = false;
        for (at, c) in text.char_indices() {
            if let Some(value) = digit(c) {
                number.digits = number.digits.checked_mul(10)?.checked_add(i64::from(value))?;
                number.decimals += u32::from(fraction);
                number.len = at + c.len_utf8();
            } else if number.len != at || !inner(c, fraction) {
                break;
            } else {
                fraction |= matches!(c, '.' | '．');
            }
        }
        (number.len > 0).then_some(number)
    }

    /// The number times ten to the power, where that is a whole number of yen.
    fn times(&self, power: u32) -> Option<i64> {
        let scale = 10_i64.checked_pow(power.checked_sub(self.decimals)?)?;
        self.digits.checked_mul(scale)
    }
}

/// Characters that may stand once between two digits.
fn inner(c: char, fraction: bool) -> bool {
    !fraction && matches!(c, ',' | '，' | '.' | '．')
}
