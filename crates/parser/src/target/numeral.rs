//! The value of a printed number, as a decimal string without separators; the numbers themselves are read by the
//! normaliser.
//!
//! Strings, not machine numbers: `2.0` keeps its last digit, and no rounding can creep in.

use yosan_normaliser::{
    Decimal, NumeralError, Quantity, digit_value, kanji_digit_value, read_decimal, read_kanji_number, read_quantity,
    small_multiplier,
};

use super::cursor::Cursor;
use crate::characters::{is_digit, skip_blanks};

/// A number without its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numeral {
    pub(super) end: usize,
    pub(super) value: String,
    /// 百, 千, 万, 億 or 兆 was printed, so whatever follows is a unit.
    pub(super) scaled: bool,
}

/// Larger numbers than any budget paper prints are none.
const MOST: u128 = 10_u128.pow(18);

/// Reads a number in digits at `at`: `3,500`, `40 万`, `1億2,000万`.
///
/// Of a run that is no number (`1,2`) its first digits are read: goals list numbers that way.
pub(super) fn read_numeral(text: &str, at: usize) -> Option<Numeral> {
    let rest = text.get(at..).filter(|rest| rest.starts_with(is_digit))?;
    let quantity = read_quantity(rest)?;
    let scaled = is_scaled(&quantity);
    let listed = !scaled && rest.get(..quantity.number_len).is_some_and(|printed| printed.contains('・'));
    match quantity.value() {
        Ok(_) if quantity.unit > 1 => with_rest(rest, at, &quantity, read_decimal),
        Ok(value) if !listed => numeral(at + quantity.number_len, value, scaled),
        _ => first_digits(rest, at),
    }
}

fn numeral(end: usize, value: Decimal, scaled: bool) -> Option<Numeral> {
    // A whole number of 64 bits is written in a fifth of the instructions.
    let printed = || match u64::try_from(value.digits) {
        Ok(whole) if value.decimals == 0 => whole.to_string(),
        _ => value.to_string(),
    };
    (value.digits < MOST).then(|| Numeral { end, value: printed(), scaled })
}

fn is_scaled(quantity: &Quantity) -> bool {
    quantity.unit > 1 || quantity.multiplier > 1
}

/// `1万2,000件`, `三万二千人`: what stands behind the last unit, in numerals of the same kind, counts one by one.
fn with_rest(text: &str, at: usize, quantity: &Quantity, read: fn(&str) -> Option<ReadDecimal>) -> Option<Numeral> {
    let value = quantity.value().ok()?;
    let scaled = is_scaled(quantity);
    let start = quantity.number_len + text.get(quantity.number_len..).map_or(0, skip_blanks);
    let ones =
        |rest: Decimal| value.decimals + rest.decimals == 0 && rest.digits < u128::from(quantity.unit.unsigned_abs());
    match text.get(start..).and_then(read) {
        Some((Ok(rest), len)) if ones(rest) => {
            let sum = Decimal { digits: value.digits.checked_add(rest.digits)?, decimals: 0 };
            numeral(at + start + len, sum, scaled)
        }
        _ => numeral(at + quantity.number_len, value, scaled),
    }
}

type ReadDecimal = (Result<Decimal, NumeralError>, usize);

fn kanji_decimal(text: &str) -> Option<ReadDecimal> {
    read_kanji_number(text).map(|(number, len)| (number.map(|number| number.value), len))
}

fn first_digits(text: &str, at: usize) -> Option<Numeral> {
    let len = text.find(|next| !is_digit(next)).unwrap_or(text.len());
    let digits = text.get(..len)?.trim_start_matches(['0', '０']);
    let digits = if digits.is_empty() { "0" } else { digits };
    let (value, _) = read_decimal(digits)?;
    numeral(at + len, value.ok()?, false)
}

/// Reads the first number of a range, which may lend its scale from the second: `1～2万件`.
pub(super) fn read_first_of_range(text: &str, at: usize, second_at: usize) -> Option<Numeral> {
    let low = read_numeral(text, at)?;
    let quantities = text.get(at..).and_then(read_quantity).zip(text.get(second_at..).and_then(read_quantity));
    let Some((first, high)) = quantities.filter(|(first, high)| !is_scaled(first) && is_scaled(high)) else {
        return Some(low);
    };
    match (first.lower_end(&high), high.sum) {
        (Some(Ok(lent)), Ok(high)) if lent.yen <= high.yen => Some(Numeral { value: lent.yen.to_string(), ..low }),
        _ => Some(low),
    }
}

/// Reads a number in kanji: `二百`, `五`, `三万二千`. The caller insists on a counter behind it.
pub(super) fn read_kanji(text: &str, at: usize) -> Option<Numeral> {
    let kanji = |first: char| kanji_digit_value(first).is_some() || small_multiplier(first).is_some();
    let quantity = text.get(at..).filter(|rest| rest.starts_with(kanji)).and_then(read_quantity)?;
    let numeral = with_rest(text.get(at..)?, at, &quantity, kanji_decimal)?;
    Some(Numeral { scaled: false, ..numeral })
}

/// Reads a proper fraction: `1/2`, `3分の1`, `三分の二`.
pub(super) fn read_fraction(text: &str, at: usize) -> Option<Numeral> {
    let mut cursor = Cursor::new(text, at);
    let left = small(&mut cursor)?;
    let (numerator, denominator) = if cursor.eat("分の") {
        (small(&mut cursor)?, left)
    } else {
        cursor.eat_any(&["/", "／"])?;
        (left, small(&mut cursor)?)
    };
    let more = cursor.peek().is_some_and(|next| is_digit(next) || matches!(next, '/' | '／' | '.' | ','));
    let proper = 0 < numerator && numerator < denominator && (denominator <= 10 || denominator == 100);
    (proper && !more).then(|| Numeral { end: cursor.at(), value: format!("{numerator}/{denominator}"), scaled: false })
}

/// Up to three digits, or one kanji numeral.
fn small(cursor: &mut Cursor<'_>) -> Option<u32> {
    let printed = cursor.eat_while(3, is_digit);
    if printed.is_empty() {
        let kanji = |next| kanji_digit_value(next).or((next == '十').then_some(10)).filter(|value| *value > 0);
        return cursor.eat_char(|next| kanji(next).is_some()).and_then(kanji);
    }
    printed.chars().try_fold(0, |total, next| Some(total * 10 + digit_value(next)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(numeral: Option<Numeral>) -> Option<String> {
        numeral.map(|numeral| numeral.value)
    }

    #[test]
    fn printed_numbers() {
        for (printed, expected) in [
            ("3,500社", "3500"),
            ("40 万者", "400000"),
            ("112.5億円", "11250000000"),
            ("2.0%", "2.0"),
            ("１，２５０件", "1250"),
            ("1億2,000万人", "120000000"),
            ("5千万円", "50000000"),
            ("20百万円", "20000000"),
            ("0件", "0"),
            ("3.50万件", "35000"),
            ("1.23456万人", "12345.6"),
            ("1,2", "1"),
        ] {
            assert_eq!(value(read_numeral(printed, 0)).as_deref(), Some(expected), "{printed}");
        }
        assert_eq!(value(read_numeral("1234567890123456789件", 0)), None);
    }

    #[test]
    fn kanji_and_fractions() {
        assert_eq!(value(read_kanji("三割", 0)).as_deref(), Some("3"));
        assert_eq!(value(read_kanji("二百五十件", 0)).as_deref(), Some("250"));
        assert_eq!(value(read_kanji("三万二千人", 0)).as_deref(), Some("32000"));
        assert_eq!(value(read_fraction("1/2の", 0)).as_deref(), Some("1/2"));
        assert_eq!(value(read_fraction("３分の２以上", 0)).as_deref(), Some("2/3"));
        for printed in ["24/7", "2024/4/1", "3/31まで", "10/10"] {
            assert_eq!(value(read_fraction(printed, 0)), None, "{printed}");
        }
    }
}
