//! A number with its units, as yen: `14兆5,959億2,000万円`, `7億9千万円`, `9,245,636 百 万 円`, `五兆九四七二億円`.
//!
//! Nothing is decided here about what the text means. A number without a unit is read too (the caller may know the
//! unit from elsewhere), and a unit without 円 (the caller knows whether `30億` can be money where it stands).

use crate::numeral::{
    Decimal, NumeralError, blanks_len, digit_value, kanji_digit_value, read_decimal, read_kanji_number,
    small_multiplier,
};

/// Why a number with units is not a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyError {
    /// The digits or the order of the units make no number: `1,2,3億円`, `5億3兆円`.
    Malformed,
    /// Larger than 64 bits can hold.
    OutOfRange,
    /// Not a whole number of yen: `27.3円`.
    Fraction,
}

/// A sum and the weight of its last printed digit: `30.4億円` is 3,040,000,000 with 10,000,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The sum, in yen.
    pub yen: i64,
    /// The weight of the last printed digit, in yen.
    pub precision_yen: i64,
}

/// A number with whatever units are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The sum, counted in yen as far as units are printed; a number without a unit counts as it stands, and is
    /// [`MoneyError::Fraction`] where it has decimals.
    pub sum: Result<Sum, MoneyError>,
    /// The last large unit: 100,000,000 for 億, 1 where none is printed.
    pub unit: i64,
    /// The first large unit; `5兆300億` has 兆.
    pub largest_unit: i64,
    /// Whether 円 (or ¥) is printed.
    pub has_yen: bool,
    /// Whether it is one number with at most one large unit.
    pub single: bool,
    /// Whether it begins in kanji numerals.
    pub kanji: bool,
    /// Whether it is a multiplier without a digit: 百万円.
    pub multiplier_only: bool,
    /// The multiplier in front of the last large unit or 円: 1,000 for 千万円 and 千円, else 1.
    pub multiplier: i64,
    /// Whether digits follow directly that belong to no unit: `3億500`.
    pub cut_off: bool,
    /// Bytes of the number and its units without 円.
    pub number_len: usize,
    /// Bytes of the whole.
    pub len: usize,
    /// The number in front of the last large unit.
    last: Result<Number, MoneyError>,
    /// What stands in front of that number, in yen.
    above: Result<i128, MoneyError>,
}

impl Quantity {
    /// The number in front of the only large unit, for lending it the unit of another number.
    #[must_use]
    pub fn number(&self) -> Option<Number> {
        self.last.ok().filter(|_| self.single)
    }

    /// The number as it counts, decimals included: `1.23456万` is 12345.6. What stands behind the point is kept as
    /// printed where no unit multiplies it: `2.0`.
    ///
    /// # Errors
    /// Where the digits make no number, or one that is too large.
    pub fn value(&self) -> Result<Decimal, MoneyError> {
        let (number, above) = (self.last?, self.above?);
        let Decimal { digits, mut decimals } = number.value;
        let power = 10_u128.checked_pow(decimals).ok_or(MoneyError::OutOfRange)?;
        let multiplied = self.unit > 1 || number.weight > 1;
        if !multiplied && above == 0 {
            return Ok(number.value);
        }
        let scaled = |value: u128, by: i128| value.checked_mul(u128::try_from(by).ok()?);
        let total =
            scaled(digits, self.unit.into()).zip(scaled(power, above)).and_then(|(low, high)| low.checked_add(high));
        let mut digits = total.ok_or(MoneyError::OutOfRange)?;
        while multiplied
            && decimals > 0
            && let Some(tenth) = tenth_of(digits)
        {
            (digits, decimals) = (tenth, decimals - 1);
        }
        Ok(Decimal { digits, decimals })
    }

    /// This number as the lower end of a range up to `high`, with the units of `high` where it has none of its own:
    /// 千万 for the 1 of `1～3千万円`, 万 for the 500 of `500～3千万円`. `None` where it can borrow no unit.
    #[must_use]
    pub fn lower_end(&self, high: &Self) -> Option<Result<Sum, MoneyError>> {
        if self.unit > 1 || self.has_yen {
            return Some(self.sum);
        }
        match (self.number(), self.sum) {
            (Some(number), _) if high.single => {
                let limit = high.sum.map_or(0, |sum| sum.yen);
                let multiplied = high.unit.checked_mul(high.multiplier).filter(|_| self.multiplier == 1);
                let full = multiplied.and_then(|unit| number.times(unit).ok()).filter(|sum| sum.yen <= limit);
                Some(full.map_or_else(|| number.times(high.unit), Ok))
            }
            (_, Err(error)) => Some(Err(error)),
            _ => None,
        }
    }
}

/// A number with its small multipliers: 8千 is 8000 with weight 1000.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    value: Decimal,
    weight: u64,
}

impl Number {
    /// The sum that this number makes with a unit: the 10 of `10～20億円` with 億.
    ///
    /// # Errors
    /// Where the sum is too large, or no whole number of yen.
    pub fn times(self, unit: i64) -> Result<Sum, MoneyError> {
        let yen = scale(self.value.digits, self.value.decimals, unit)?;
        let precision = scale(self.weight.into(), self.value.decimals, unit)?;
        to_sum(yen, precision)
    }
}

/// `digits × unit ÷ 10^decimals`, where that is a whole number.
fn scale(digits: u128, decimals: u32, unit: i64) -> Result<i128, MoneyError> {
    // Division of 128 bits takes ten times as long, and nearly all sums fit into 64.
    let short = i64::try_from(digits).ok().and_then(|digits| digits.checked_mul(unit));
    if let (Some(scaled), Some(divisor)) = (short, 10_i64.checked_pow(decimals)) {
        let whole = decimals == 0 || scaled % divisor == 0;
        return if whole { Ok((scaled / divisor).into()) } else { Err(MoneyError::Fraction) };
    }
    let digits = i128::try_from(digits).map_err(|_| MoneyError::OutOfRange)?;
    let scaled = digits.checked_mul(unit.into()).ok_or(MoneyError::OutOfRange)?;
    let divisor = 10_i128.checked_pow(decimals).ok_or(MoneyError::Fraction)?;
    if scaled % divisor == 0 { Ok(scaled / divisor) } else { Err(MoneyError::Fraction) }
}

/// A tenth of the number, where that is whole.
fn tenth_of(number: u128) -> Option<u128> {
    match u64::try_from(number) {
        Ok(small) => small.is_multiple_of(10).then_some(u128::from(small / 10)),
        Err(_) => number.is_multiple_of(10).then_some(number / 10),
    }
}

fn to_sum(yen: i128, precision: i128) -> Result<Sum, MoneyError> {
    let yen = i64::try_from(yen).map_err(|_| MoneyError::OutOfRange)?;
    let precision_yen = i64::try_from(precision).map_err(|_| MoneyError::OutOfRange)?;
    Ok(Sum { yen, precision_yen })
}

/// Reads the number at the start of `text` with its units.
///
/// ```text
/// quantity = [ "¥" ] group { group } [ 円 ]          units descend: 14兆 5,959億 2,000万 円
/// group    = number [ 京 | 兆 | 億 | 万 ]
/// number   = decimal [ 千 | 百 | 十 { digits multiplier } [ digits ] ] | kanji number
/// ```
///
/// Blanks and one line break may stand between a number and its unit, inside the unit, and between groups.
#[must_use]
pub fn read_quantity(text: &str) -> Option<Quantity> {
    let first = text.chars().next()?;
    let sign = if matches!(first, '¥' | '￥') { first.len_utf8() } else { 0 };
    let start = sign + if sign > 0 { blanks_len(&text[sign..]) } else { 0 };
    let first = read_group(&text[start..])?;
    let mut groups = Groups::new(first, start + first.len);
    groups.kanji = text[start..].chars().next().is_some_and(|first| digit_value(first).is_none());
    groups.has_yen = sign > 0;
    while groups.take_next(text) {}
    Some(groups.finish())
}

/// Reads a unit of money that has no number: `億円`, `百 万 円`, `千円`, `円`. Gives the unit in yen and its length.
#[must_use]
pub fn read_unit(text: &str) -> Option<(i64, usize)> {
    let mut unit: i64 = 1;
    let mut end = 0;
    loop {
        let here = end + blanks_len(&text[end..]);
        let character = text[here..].chars().next()?;
        if character == '円' {
            return Some((unit, here + character.len_utf8()));
        }
        let factor = small_multiplier(character)
            .and_then(|factor| i64::try_from(factor).ok())
            .or_else(|| large_unit(character))
            .filter(|_| unit <= 1_000_000_000_000)?;
        unit = unit.checked_mul(factor)?;
        end = here + character.len_utf8();
    }
}

/// 兆 and the like, in yen.
fn large_unit(character: char) -> Option<i64> {
    Some(match character {
        '京' => 10_000_000_000_000_000,
        '兆' => 1_000_000_000_000,
        '億' => 100_000_000,
        '万' | '萬' => 10_000,
        _ => return None,
    })
}

#[derive(Clone, Copy)]
struct Group {
    number: Result<Number, MoneyError>,
    unit: i64,
    multiplier_only: bool,
    len: usize,
}

/// The groups read so far, added up.
struct Groups {
    yen: Result<i128, MoneyError>,
    last: Group,
    largest: i64,
    count: usize,
    kanji: bool,
    multiplier_only: bool,
    has_yen: bool,
    cut_off: bool,
    number_end: usize,
    end: usize,
}

impl Groups {
    fn new(first: Group, end: usize) -> Self {
        Self {
            yen: Ok(0),
            last: first,
            largest: first.unit,
            count: 1,
            kanji: false,
            multiplier_only: first.multiplier_only,
            has_yen: false,
            cut_off: false,
            number_end: end,
            end,
        }
    }

    /// Takes 円, which ends the quantity, or one more group. Gives whether there may be more.
    fn take_next(&mut self, text: &str) -> bool {
        let gap = blanks_len(&text[self.end..]);
        let here = self.end + gap;
        if text[here..].starts_with('円') {
            (self.has_yen, self.end) = (true, here + '円'.len_utf8());
            return false;
        }
        if self.last.unit == 1 {
            return false;
        }
        let Some(next) = read_group(&text[here..]) else { return false };
        let after = here + next.len;
        let ends_in_yen = || text[after + blanks_len(&text[after..])..].starts_with('円');
        if next.unit == 1 && !ends_in_yen() {
            self.cut_off = gap == 0 && text[here..].chars().next().and_then(digit_value).is_some();
            return false;
        }
        let descends = next.unit < self.last.unit;
        if !descends && gap > 0 {
            return false;
        }
        self.add_last(descends && fits_below(next, self.last.unit));
        (self.last, self.end, self.count) = (next, after, self.count + 1);
        self.number_end = after;
        true
    }

    /// Adds the group that turned out not to be the last; it must be whole.
    fn add_last(&mut self, well_formed: bool) {
        let whole = self.last.number.is_ok_and(|number| number.value.decimals == 0);
        self.yen = match (self.yen, well_formed && whole) {
            (Ok(yen), true) => self.last_yen().and_then(|last| yen.checked_add(last).ok_or(MoneyError::OutOfRange)),
            (Ok(_), false) => Err(self.last.number.err().unwrap_or(MoneyError::Malformed)),
            (error, _) => error,
        };
    }

    fn last_yen(&self) -> Result<i128, MoneyError> {
        let number = self.last.number?;
        scale(number.value.digits, number.value.decimals, self.last.unit)
    }

    fn finish(self) -> Quantity {
        let sum = self.yen.and_then(|yen| {
            let number = self.last.number?;
            let precision = scale(number.weight.into(), number.value.decimals, self.last.unit);
            let total = yen.checked_add(self.last_yen()?).ok_or(MoneyError::OutOfRange)?;
            to_sum(total, precision?)
        });
        let multiplier = self.last.number.map_or(1, |number| number.weight);
        Quantity {
            sum,
            unit: self.last.unit,
            largest_unit: self.largest,
            has_yen: self.has_yen,
            single: self.count == 1,
            kanji: self.kanji,
            multiplier_only: self.multiplier_only,
            multiplier: i64::try_from(multiplier).unwrap_or(1),
            cut_off: self.cut_off,
            number_len: self.number_end,
            len: self.end,
            last: self.last.number,
            above: self.yen,
        }
    }
}

/// Whether a group is smaller than one of the unit in front of it: 9,637億 is below one 兆, 12,000億 is not.
fn fits_below(group: Group, unit: i64) -> bool {
    let Ok(number) = group.number else { return false };
    let Decimal { digits, decimals } = number.value;
    let whole = if decimals == 0 { digits } else { digits / 10_u128.checked_pow(decimals).unwrap_or(u128::MAX) };
    whole.checked_mul(group.unit.unsigned_abs().into()).is_some_and(|yen| yen < unit.unsigned_abs().into())
}

fn read_group(text: &str) -> Option<Group> {
    let first = text.chars().next()?;
    let (number, multiplier_only, mut len) = if digit_value(first).is_some() {
        let (number, len) = read_arabic(text)?;
        (number, false, len)
    } else if kanji_digit_value(first).is_some() || small_multiplier(first).is_some() {
        let (number, len) = read_kanji_number(text)?;
        let only = number.is_ok_and(|number| number.multiplier_only);
        (number.map(|kanji| Number { value: kanji.value, weight: kanji.weight }).map_err(from_numeral), only, len)
    } else {
        return None;
    };
    let mut unit = 1;
    let gap = blanks_len(&text[len..]);
    if let Some((value, unit_len)) = read_large_unit(&text[len + gap..]) {
        unit = value;
        len += gap + unit_len;
    }
    Some(Group { number, unit, multiplier_only, len })
}

/// 京 counts only where money goes on behind it; it begins too many names of places.
fn read_large_unit(text: &str) -> Option<(i64, usize)> {
    let first = text.chars().next()?;
    let unit = large_unit(first)?;
    let len = first.len_utf8();
    let after = text[len..].chars().next();
    (first != '京' || after.is_some_and(|next| next == '円' || digit_value(next).is_some())).then_some((unit, len))
}

fn from_numeral(error: NumeralError) -> MoneyError {
    match error {
        NumeralError::Malformed => MoneyError::Malformed,
        NumeralError::OutOfRange => MoneyError::OutOfRange,
    }
}

/// Digits with small multipliers between them: `7,884,742千`, `1千5百`, `2千300`.
fn read_arabic(text: &str) -> Option<(Result<Number, MoneyError>, usize)> {
    let (first, mut end) = read_decimal(text)?;
    let mut parts = first.map(|value| Number { value, weight: 1 }).map_err(from_numeral);
    let Some((multiplier, mut after)) = multiplier_at(text, end) else { return Some((parts, end)) };
    parts = parts.and_then(|number| multiply(number, multiplier));
    let mut lowest = multiplier;
    loop {
        end = after;
        // 千 directly followed by digits goes on: 1千5百, 2千300.
        let Some((next, len)) = read_decimal(&text[end..]) else { return Some((parts, end)) };
        let next = next.map(|value| Number { value, weight: 1 }).map_err(from_numeral);
        let Some((multiplier, further)) = multiplier_at(text, end + len) else {
            return Some((add(parts, next, lowest), end + len));
        };
        parts = add(parts, next.and_then(|number| multiply(number, multiplier)), lowest);
        (lowest, after) = (multiplier, further);
    }
}

/// Words that begin like a multiplier: 3千葉, 5百貨店.
const NO_MULTIPLIERS: &[&str] = &["千葉", "百貨", "十分"];

/// The multiplier at `at` or behind blanks, with where it ends.
fn multiplier_at(text: &str, at: usize) -> Option<(u64, usize)> {
    let here = at + blanks_len(&text[at..]);
    let character = text[here..].chars().next()?;
    let multiplier = small_multiplier(character)?;
    let other_word = NO_MULTIPLIERS.iter().any(|word| text[here..].starts_with(word));
    (!other_word).then_some((multiplier, here + character.len_utf8()))
}

fn multiply(number: Number, multiplier: u64) -> Result<Number, MoneyError> {
    let digits = number.value.digits.checked_mul(multiplier.into()).ok_or(MoneyError::OutOfRange)?;
    Ok(Number { value: Decimal { digits, ..number.value }, weight: multiplier })
}

/// Adds a lower part; both whole, the lower below the multiplier in front of it.
fn add(upper: Result<Number, MoneyError>, lower: Result<Number, MoneyError>, bound: u64) -> Result<Number, MoneyError> {
    let (upper, lower) = (upper?, lower?);
    if upper.value.decimals + lower.value.decimals > 0 || lower.value.digits >= bound.into() {
        return Err(MoneyError::Malformed);
    }
    let digits = upper.value.digits.checked_add(lower.value.digits).ok_or(MoneyError::OutOfRange)?;
    Ok(Number { value: Decimal { digits, decimals: 0 }, weight: lower.weight })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yen(text: &str) -> Option<(i64, i64)> {
        let quantity = read_quantity(text)?;
        assert_eq!(quantity.len, text.len(), "{text}");
        quantity.sum.ok().map(|sum| (sum.yen, sum.precision_yen))
    }

    #[test]
    fn sums_in_every_mix_of_units() {
        let cases: &[(&str, i64, i64)] = &[
            ("41.2億円", 4_120_000_000, 10_000_000),
            ("３ 兆28億円", 3_002_800_000_000, 100_000_000),
            ("18兆2,345億6,000万円", 18_234_560_000_000, 10_000),
            ("12兆3千億円", 12_300_000_000_000, 100_000_000_000),
            ("4億7千万円", 470_000_000, 10_000_000),
            ("3・5兆円", 3_500_000_000_000, 100_000_000_000),
            ("八百十二億三千万円", 81_230_000_000, 10_000_000),
            ("三兆八一二五億四四〇〇万円", 3_812_544_000_000, 10_000),
            ("5,500千円", 5_500_000, 1_000),
            ("1,234,567 百 万 円", 1_234_567_000_000, 1_000_000),
            ("1千5百万円", 15_000_000, 1_000_000),
            ("2千300円", 2_300, 1),
            ("2兆8,\n112億3,100万円", 2_811_231_000_000, 10_000),
            ("¥12,000", 12_000, 1),
            ("7円", 7, 1),
        ];
        for (text, sum, precision) in cases {
            assert_eq!(yen(text), Some((*sum, *precision)), "{text}");
        }
    }

    #[test]
    fn sums_that_are_none() {
        let error = |text: &str| read_quantity(text).and_then(|quantity| quantity.sum.err());
        assert_eq!(error("1,2,3億円"), Some(MoneyError::Malformed));
        assert_eq!(error("5億3兆円"), Some(MoneyError::Malformed));
        assert_eq!(error("3兆12,000億円"), Some(MoneyError::Malformed));
        assert_eq!(error("1.2兆3,000億円"), Some(MoneyError::Malformed));
        assert_eq!(error("99,999,999兆円"), Some(MoneyError::OutOfRange));
        assert_eq!(error("27.3円"), Some(MoneyError::Fraction));
    }

    #[test]
    fn numbers_as_they_count() {
        fn value(text: &str) -> Option<(u128, u32, &str)> {
            let quantity = read_quantity(text)?;
            let value = quantity.value().ok()?;
            Some((value.digits, value.decimals, &text[..quantity.number_len]))
        }
        assert_eq!(value("1.23456万人"), Some((123_456, 1, "1.23456万")));
        assert_eq!(value("2.0%"), Some((20, 1, "2.0")));
        assert_eq!(value("3.50万件"), Some((35_000, 0, "3.50万")));
        assert_eq!(value("1億2,000万円"), Some((120_000_000, 0, "1億2,000万")));
        assert_eq!(value("20百万円"), Some((20_000_000, 0, "20百万")));
        assert_eq!(value("3千葉県"), Some((3, 0, "3")));
        assert_eq!(value("1,2"), None);
    }

    #[test]
    fn the_lower_end_of_a_range_borrows_its_unit() {
        let lower = |low: &str, high: &str| {
            let sum = read_quantity(low)?.lower_end(&read_quantity(high)?)?;
            sum.ok().map(|sum| sum.yen)
        };
        assert_eq!(lower("10", "20億円"), Some(1_000_000_000));
        assert_eq!(lower("1", "3千万円"), Some(10_000_000));
        assert_eq!(lower("500", "3千万円"), Some(5_000_000));
        assert_eq!(lower("15万円", "50万円"), Some(150_000));
        assert_eq!(lower("1", "1億2,000万円"), None);
    }

    #[test]
    fn units_without_numbers() {
        assert_eq!(read_unit("億円"), Some((100_000_000, 6)));
        assert_eq!(read_unit("百 万 円"), Some((1_000_000, 11)));
        assert_eq!(read_unit("億人"), None);
    }
}
