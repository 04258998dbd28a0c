//! The number in a cell, exact: `12,421`, `３．５`, `1兆2,421億円`, `1,500千円`.
//!
//! A stand-in for the shared grammar of amounts, as small as the cells of tables allow: no words around the number, no
//! ranges, no kanji numerals.

/// What the digits of a cell say: the part whose unit is printed, and the part that waits for the unit of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Figure {
    settled: Option<Settled>,
    bare: Option<Bare>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Settled {
    yen: i128,
    precision: i128,
    least_unit: i128,
}

/// A decimal: `mantissa / 10^decimals`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bare {
    pub(super) mantissa: i128,
    pub(super) decimals: u32,
}

/// A sum in yen and the weight of its last printed digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Yen {
    Exact { yen: i64, precision: i64 },
    OutOfRange,
}

impl Figure {
    /// The number where no unit is printed with it.
    pub(super) fn bare(&self) -> Option<Bare> {
        self.bare.filter(|_| self.settled.is_none())
    }

    /// The sum, where its unit is printed or given.
    pub(super) fn yen(&self, unit: Option<i64>) -> Option<Yen> {
        let waiting = match (self.bare, unit) {
            (Some(bare), Some(unit)) => Some(bare.times(i128::from(unit))?),
            (Some(_), None) => return None,
            (None, _) => None,
        };
        let sum = match (self.settled, waiting) {
            (Some(high), Some(low)) if low.least_unit < high.least_unit => high.plus(low),
            (Some(_), Some(_)) | (None, None) => return None,
            (high, low) => high.or(low)?,
        };
        let exact = i64::try_from(sum.yen).ok().zip(i64::try_from(sum.precision).ok());
        Some(exact.map_or(Yen::OutOfRange, |(yen, precision)| Yen::Exact { yen, precision }))
    }
}

impl Bare {
    /// None where the last digit would weigh less than one yen.
    fn times(self, unit: i128) -> Option<Settled> {
        let divisor = 10_i128.checked_pow(self.decimals)?;
        let precision = (unit % divisor == 0).then_some(unit / divisor)?;
        Some(Settled { yen: self.mantissa.checked_mul(precision)?, precision, least_unit: unit })
    }
}

impl Settled {
    fn plus(self, low: Self) -> Self {
        Self { yen: self.yen + low.yen, ..low }
    }
}

/// Reads the number at the beginning of a compact text (see [`compact`]), and gives the rest.
///
/// ```text
/// figure = part+                         units falling: 1兆2,421億円
/// part   = number (ten? great? "円"?)?    a number without a unit is the last
/// number = digits ("," 3 digits)* ("." digits)?
/// ```
pub(super) fn figure(text: &str) -> Option<(Figure, &str)> {
    let (mut settled, mut rest): (Option<Settled>, &str) = (None, text);
    while let Some((number, behind)) = number(rest) {
        let Some((unit, behind, ended)) = unit(behind) else {
            return Some((Figure { settled, bare: Some(number) }, behind));
        };
        let part = number.times(unit)?;
        settled = Some(match settled {
            Some(high) if high.least_unit <= unit => return None,
            Some(high) => high.plus(part),
            None => part,
        });
        rest = behind;
        if ended {
            break;
        }
    }
    settled.map(|sum| (Figure { settled: Some(sum), bare: None }, rest))
}

const MOST_DIGITS: usize = 24;

fn number(text: &str) -> Option<(Bare, &str)> {
    let length = text.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.')).count();
    let (printed, rest) = text.split_at_checked(length)?;
    let (whole, fraction) = printed.split_once('.').unwrap_or((printed, ""));
    let padded = whole.len() > 1 && whole.starts_with('0');
    let well_formed = is_grouped(whole) && fraction.bytes().all(|byte| byte.is_ascii_digit());
    if !well_formed || padded || printed.ends_with('.') || printed.len() > MOST_DIGITS {
        return None;
    }
    let digits = printed.replace([',', '.'], "");
    Some((Bare { mantissa: digits.parse().ok()?, decimals: u32::try_from(fraction.len()).ok()? }, rest))
}

/// Groups of three behind a first one of one to three, or no commas.
fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let mut rest = groups.peekable();
    let plain = rest.peek().is_none();
    !first.is_empty() && (plain || first.len() <= 3) && rest.all(|group| group.len() == 3)
}

const TENS: &[(char, i128)] = &[('十', 10), ('百', 100), ('千', 1_000)];
const GREATS: &[(char, i128)] = &[('万', 10_000), ('億', 100_000_000), ('兆', 1_000_000_000_000)];

/// The weight of the unit at the beginning, the rest, and whether 円 ends the figure.
pub(super) fn unit(text: &str) -> Option<(i128, &str, bool)> {
    let (ten, rest) = word(text, TENS);
    let (great, rest) = word(rest, GREATS);
    let behind = rest.strip_prefix('円');
    if behind.is_none() && great.is_none() {
        return None;
    }
    Some((ten.unwrap_or(1) * great.unwrap_or(1), behind.unwrap_or(rest), behind.is_some()))
}

fn word<'t>(text: &'t str, words: &[(char, i128)]) -> (Option<i128>, &'t str) {
    let found = words.iter().find_map(|(word, weight)| text.strip_prefix(*word).map(|rest| (Some(*weight), rest)));
    found.unwrap_or((None, text))
}

/// The text in half width without the blanks that letter-spacing left. A blank between two digits is kept, as it may
/// part two numbers, unless every character stands alone: `1 , 3 8 6`.
pub(super) fn compact(text: &str) -> String {
    let chars: Vec<char> = text.trim().chars().map(half_width).collect();
    let spaced = chars.len() > 3 && chars.chunks(2).all(|pair| pair[0] != ' ' && pair.get(1).is_none_or(|c| *c == ' '));
    let digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    let keeps = |at: usize, c: char| c != ' ' || (!spaced && digit(at.checked_sub(1)) && digit(Some(at + 1)));
    chars.iter().enumerate().filter(|(at, c)| keeps(*at, **c)).map(|(_, c)| *c).collect()
}

fn half_width(c: char) -> char {
    match c {
        '　' | '\u{a0}' => ' ',
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yen(text: &str, unit: Option<i64>) -> Option<Yen> {
        let compact = compact(text);
        let (figure, rest) = figure(&compact)?;
        rest.is_empty().then(|| figure.yen(unit)).flatten()
    }

    #[test]
    fn numbers_are_exact() {
        let hundred_million = Some(100_000_000);
        let cases = [
            ("1,386", hundred_million, 138_600_000_000, 100_000_000),
            ("３．５", hundred_million, 350_000_000, 10_000_000),
            ("1 , 3 8 6", hundred_million, 138_600_000_000, 100_000_000),
            ("12, 421", hundred_million, 1_242_100_000_000, 100_000_000),
            ("0", hundred_million, 0, 100_000_000),
            ("1兆2,421", hundred_million, 1_242_100_000_000, 100_000_000),
            ("1兆2,421億円", None, 1_242_100_000_000, 100_000_000),
            ("16兆8千億円", None, 16_800_000_000_000, 100_000_000_000),
            ("1,500 千円", hundred_million, 1_500_000, 1_000),
            ("15億", Some(1_000_000), 1_500_000_000, 100_000_000),
            ("9.7億円", None, 970_000_000, 10_000_000),
        ];
        for (text, unit, expected, precision) in cases {
            assert_eq!(yen(text, unit), Some(Yen::Exact { yen: expected, precision }), "{text}");
        }
    }

    #[test]
    fn what_may_be_wrong_is_no_number() {
        for text in ["1,38", "12 421", "1,2345", "03", "1.", "1..2", "0.001", "2億3兆円", "", ","] {
            assert_eq!(yen(text, Some(1)), None, "{text}");
        }
    }

    #[test]
    fn beyond_64_bits_is_said_so() {
        assert_eq!(yen("99,999,999,999", Some(1_000_000_000_000)), Some(Yen::OutOfRange));
    }
}
