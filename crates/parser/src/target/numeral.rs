//! The value of a printed number, as a decimal string without separators.
//!
//! Strings, not machine numbers: `2.0` keeps its last digit, and no rounding can creep in.

use super::cursor::{Cursor, digit};

/// A number without its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numeral {
    pub(super) end: usize,
    pub(super) value: String,
    /// 百, 千, 万, 億 or 兆 was printed, so whatever follows is a unit.
    pub(super) scaled: bool,
}

/// More digits than any budget paper prints: a longer run is no number.
const MOST_DIGITS: usize = 18;

/// Digits as printed: `112.5` is 1125 with one decimal.
#[derive(Clone, Debug)]
struct Digits {
    digits: String,
    decimals: usize,
}

/// Reads a number at `at`.
///
/// ```text
/// numeral := part part*                         1億2,000万
/// part    := digits ("," ddd)* ("." digits)? scale?
/// scale   := ("十" | "百" | "千")? ("万" | "億" | "兆")?
/// ```
pub(super) fn read_numeral(text: &str, at: usize) -> Option<Numeral> {
    read_scaled(text, at, 0)
}

/// Reads the first number of a range, which may lend its scale from the second: `1～2万件`.
pub(super) fn read_first_of_range(text: &str, at: usize, second_at: usize) -> Option<Numeral> {
    let mut first = Cursor::new(text, at);
    let mut second = Cursor::new(text, second_at);
    let (low, high) = (digits(&mut first)?, digits(&mut second)?);
    let own = scale(&mut first);
    let lent = scale(&mut second);
    let rises = (low.digits.len(), &low.digits) < (high.digits.len(), &high.digits);
    read_scaled(text, at, if own == 0 && rises { lent } else { 0 })
}

fn read_scaled(text: &str, at: usize, lent: usize) -> Option<Numeral> {
    let mut cursor = Cursor::new(text, at);
    let first = digits(&mut cursor)?;
    let exponent = scale(&mut cursor);
    let value = shifted(&first, exponent.max(lent));
    let mut numeral = Numeral { end: cursor.at(), value, scaled: exponent > 0 };
    let mut last = exponent;
    while last >= 4 {
        cursor.blank();
        let Some(part) = digits(&mut cursor) else { break };
        let exponent = scale(&mut cursor);
        let Some(sum) = sum(&numeral.value, &shifted(&part, exponent)).filter(|_| exponent < last) else { break };
        numeral = Numeral { end: cursor.at(), value: sum, scaled: true };
        last = exponent;
    }
    Some(numeral)
}

fn digits(cursor: &mut Cursor<'_>) -> Option<Digits> {
    let mut read = Digits { digits: String::new(), decimals: 0 };
    loop {
        while let Some(value) = cursor.peek().and_then(digit) {
            cursor.eat_char(|_| true);
            read.digits.push(char::from(b'0' + value));
            if read.digits.len() > MOST_DIGITS {
                return None;
            }
        }
        if read.digits.is_empty() || !thousands_separator(cursor) {
            break;
        }
    }
    fraction(cursor, &mut read);
    (!read.digits.is_empty() && read.digits.len() <= MOST_DIGITS).then_some(read)
}

/// A comma stands between digits only before a full group of three: `28,000` but not `1,2`.
fn thousands_separator(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    if ahead.eat_char(|next| matches!(next, ',' | '，')).is_none() {
        return false;
    }
    let group = ahead.rest().chars().take(4).take_while(|&next| digit(next).is_some()).count();
    if group == 3 {
        *cursor = ahead;
    }
    group == 3
}

fn fraction(cursor: &mut Cursor<'_>, read: &mut Digits) {
    let mut ahead = *cursor;
    if ahead.eat_char(|next| matches!(next, '.' | '．')).is_none() {
        return;
    }
    let printed = ahead.eat_while(MOST_DIGITS, |next| digit(next).is_some());
    if !printed.is_empty() {
        read.decimals = printed.chars().count();
        read.digits.extend(printed.chars().filter_map(digit).map(|value| char::from(b'0' + value)));
        *cursor = ahead;
    }
}

const SMALL_SCALES: [(&str, usize); 3] = [("千", 3), ("百", 2), ("十", 1)];
const GREAT_SCALES: [(&str, usize); 3] = [("兆", 12), ("億", 8), ("万", 4)];

/// Words that begin like a scale: `3千葉`.
const NO_SCALES: [&str; 3] = ["千葉", "百貨", "十分"];

fn scale(cursor: &mut Cursor<'_>) -> usize {
    let mut ahead = *cursor;
    ahead.blank();
    if ahead.starts_with_any(&NO_SCALES) {
        return 0;
    }
    let mut exponent = 0;
    for table in [SMALL_SCALES, GREAT_SCALES] {
        exponent += table.iter().find(|(word, _)| ahead.eat(word)).map_or(0, |&(_, power)| power);
    }
    if exponent > 0 {
        *cursor = ahead;
    }
    exponent
}

/// The digits with the point moved: 1125 with one decimal, eight places up, is `11250000000`.
fn shifted(read: &Digits, exponent: usize) -> String {
    let mut digits = read.digits.clone();
    let decimals = read.decimals.saturating_sub(exponent);
    digits.extend(std::iter::repeat_n('0', exponent.saturating_sub(read.decimals)));
    let (whole, fraction) = digits.split_at(digits.len().saturating_sub(decimals));
    let whole = Some(whole.trim_start_matches('0')).filter(|whole| !whole.is_empty()).unwrap_or("0");
    // `2.0` is printed so; `1.50万` is not.
    let fraction = if exponent > 0 { fraction.trim_end_matches('0') } else { fraction };
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}

fn sum(left: &str, right: &str) -> Option<String> {
    let total = left.parse::<u128>().ok()?.checked_add(right.parse::<u128>().ok()?)?;
    Some(total.to_string())
}

/// Reads a number in kanji: `二百`, `五`, `三万二千`. The caller insists on a counter behind it.
pub(super) fn read_kanji(text: &str, at: usize) -> Option<Numeral> {
    let mut cursor = Cursor::new(text, at);
    let printed = cursor.eat_while(16, |next| "〇一二三四五六七八九十百千万億".contains(next));
    let (mut total, mut section, mut unit) = (0u64, 0u64, None::<u64>);
    for next in printed.chars() {
        if let Some(index) = "〇一二三四五六七八九".chars().position(|kanji| kanji == next) {
            unit = Some(unit.unwrap_or(0).checked_mul(10)?.checked_add(u64::try_from(index).ok()?)?);
            continue;
        }
        let small = "十百千".chars().position(|kanji| kanji == next);
        if let Some(power) = small {
            let part = unit.take().unwrap_or(1).checked_mul([10, 100, 1000].get(power).copied()?)?;
            section = section.checked_add(part)?;
        } else {
            let power = if next == '万' { 10_000 } else { 100_000_000 };
            let head = section.checked_add(unit.take().unwrap_or(0))?;
            total = total.checked_add(head.max(1).checked_mul(power)?)?;
            section = 0;
        }
    }
    let value = total.checked_add(section)?.checked_add(unit.unwrap_or(0))?;
    (!printed.is_empty()).then(|| Numeral { end: cursor.at(), value: value.to_string(), scaled: false })
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
    let more = cursor.peek().is_some_and(|next| digit(next).is_some() || matches!(next, '/' | '／' | '.' | ','));
    let proper = 0 < numerator && numerator < denominator && (denominator <= 10 || denominator == 100);
    (proper && !more).then(|| Numeral { end: cursor.at(), value: format!("{numerator}/{denominator}"), scaled: false })
}

fn small(cursor: &mut Cursor<'_>) -> Option<u32> {
    let printed = cursor.eat_while(3, |next| digit(next).is_some());
    if printed.is_empty() {
        let kanji = cursor.eat_char(|next| "一二三四五六七八九十".contains(next))?;
        let index = "一二三四五六七八九十".chars().position(|known| known == kanji)?;
        return u32::try_from(index).ok().map(|index| index + 1);
    }
    printed.chars().try_fold(0u32, |total, next| Some(total * 10 + u32::from(digit(next)?)))
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
