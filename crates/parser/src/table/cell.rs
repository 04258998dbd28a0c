//! What a cell says: a figure, a percentage, a dash, 新規, or words.
//!
//! Reading goes in two steps. [`Scan`] looks at the cell alone and decides what is a header and what a figure;
//! [`CellValue`] comes from it once the unit of the column is known.

use yosan_normaliser::MoneyError;

use super::compact::compact;
use super::unit::Unit;
use crate::amount::{Figure, footnote_mark, read_figure, status_word};
use crate::brackets;
use crate::record::Status;

/// The value of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CellValue {
    /// Nothing is printed.
    #[default]
    Empty,
    /// A sum: `1,386` under 単位：億円, or `15億円`.
    Money {
        /// Yen; `▲71` is negative.
        yen: i64,
        /// The weight of the last printed digit, in yen.
        precision_yen: i64,
        /// In brackets: `(1,110)`, mostly the year before or a part.
        bracketed: bool,
        /// `うち 56`.
        of_which: bool,
        /// `17＋事項要求`: more is asked for without a sum.
        open_ended: bool,
    },
    /// `-`, `―`, `皆減`: there is none, which is not 0.
    None,
    /// `新規`, `皆増`: there was none before.
    New,
    /// `事項要求`: asked for without a sum.
    Unstated,
    /// A percentage as a decimal without its sign: `▲3.5%` is `-3.5`.
    Percent(String),
    /// A sum beyond 64 bits.
    OutOfRange,
    /// Anything else, numbers without a unit included.
    Text,
}

/// What a cell holds, whatever the unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Scan {
    Blank,
    Dash,
    New,
    Unstated,
    Percent(String),
    Figure(Box<Signed>),
    Words,
}

/// A figure with what stands around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Signed {
    figure: Figure,
    bracketed: bool,
    of_which: bool,
    open_ended: bool,
}

const OF_WHICH: &[&str] = &["うち、", "うち,", "うち", "内、", "内,"];
/// What stands behind `17＋事項要求`.
const MORE: &[&str] = &["+事項要求", "+事項要望"];
const NOTE_MARKS: &str = "※*†注";

impl Scan {
    /// ```text
    /// cell   = open? (dash | 新規 | 事項要求 | value) close?
    /// value  = うち? sign? figure ("%" | 増 | 減 | "+" 事項要求)? note?
    /// ```
    pub(super) fn of(text: &str) -> Self {
        let compact = compact(text);
        if compact.is_empty() {
            return Self::Blank;
        }
        let inside = brackets::inside(&compact);
        let (inner, bracketed) = (inside.unwrap_or(&compact), inside.is_some());
        word(inner).unwrap_or_else(|| value(inner, bracketed).unwrap_or(Self::Words))
    }

    /// Whether it stands where a table has its figures.
    pub(super) fn is_figure(&self) -> bool {
        !matches!(self, Self::Blank | Self::Words)
    }

    /// Whether a cell holds figures, one or two.
    pub(super) fn has_figures(text: &str) -> bool {
        Self::of(text).is_figure() || second_figure(text).is_some()
    }

    /// The value under the unit that holds for the cell; without one, only what prints its own unit is money.
    pub(super) fn value(self, unit: Option<Unit>) -> CellValue {
        match self {
            Self::Blank => CellValue::Empty,
            Self::Dash => CellValue::None,
            Self::New => CellValue::New,
            Self::Unstated => CellValue::Unstated,
            Self::Percent(printed) => CellValue::Percent(printed),
            Self::Figure(signed) => signed.value(unit),
            Self::Words => CellValue::Text,
        }
    }
}

impl Signed {
    fn value(&self, unit: Option<Unit>) -> CellValue {
        if unit == Some(Unit::Percent)
            && let Some(percent) = percent(&self.figure)
        {
            return CellValue::Percent(percent);
        }
        let yen_per_unit = match unit {
            Some(Unit::Yen(yen)) => Some(yen),
            _ => None,
        };
        match self.figure.sum(yen_per_unit) {
            Some(Err(MoneyError::OutOfRange)) => CellValue::OutOfRange,
            Some(Ok(sum)) => CellValue::Money {
                yen: sum.yen,
                precision_yen: sum.precision_yen,
                bracketed: self.bracketed,
                of_which: self.of_which,
                open_ended: self.open_ended,
            },
            Some(Err(_)) | None => CellValue::Text,
        }
    }
}

/// Where a second figure in brackets begins: `4,280 (3,550)`. A single digit in brackets may be a footnote mark.
pub(super) fn second_figure(text: &str) -> Option<usize> {
    let (at, _) = text.char_indices().rev().find(|(_, c)| brackets::opens(*c))?;
    let (first, second) = text.split_at_checked(at)?;
    let is_mark = second.chars().count() <= 3 && second.chars().any(|c| c.is_ascii_digit());
    let bracketed = brackets::inside(&compact(second)).is_some();
    let figures = Scan::of(first).is_figure() && Scan::of(second).is_figure();
    (figures && bracketed && !is_mark).then_some(at)
}

fn word(text: &str) -> Option<Scan> {
    Some(match status_word(text)? {
        Status::None => Scan::Dash,
        Status::New => Scan::New,
        Status::Unstated => Scan::Unstated,
        Status::Amount => return None,
    })
}

fn value(text: &str, bracketed: bool) -> Option<Scan> {
    let behind = OF_WHICH.iter().find_map(|word| text.strip_prefix(word));
    let text = behind.unwrap_or(text);
    let (figure, len) = read_figure(text)?;
    let rest = &text[len..];
    let percent_sign = rest.strip_prefix('%');
    let more = MORE.iter().find_map(|word| rest.strip_prefix(word));
    let rest = percent_sign.or(more).unwrap_or(rest);
    if !rest.is_empty() && !rest.starts_with(|c: char| NOTE_MARKS.contains(c)) && footnote_mark(rest).is_none() {
        return None;
    }
    match percent_sign {
        Some(_) => Some(Scan::Percent(percent(&figure)?)),
        None => {
            let (of_which, open_ended) = (behind.is_some(), more.is_some());
            Some(Scan::Figure(Box::new(Signed { figure, bracketed, of_which, open_ended })))
        }
    }
}

/// The number as a decimal string: all its printed decimals, no separators.
fn percent(figure: &Figure) -> Option<String> {
    let sign = if figure.is_down() { "-" } else { "" };
    Some(format!("{sign}{}", figure.bare()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OKU: Option<Unit> = Some(Unit::Yen(100_000_000));

    fn money(text: &str) -> (i64, i64) {
        match Scan::of(text).value(OKU) {
            CellValue::Money { yen, precision_yen, .. } => (yen, precision_yen),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn figures_under_a_unit_are_money() {
        let cases = [
            ("1,386", 138_600_000_000, 100_000_000),
            ("▲71", -7_100_000_000, 100_000_000),
            ("△3.5", -350_000_000, 10_000_000),
            ("－12", -1_200_000_000, 100_000_000),
            ("+5", 500_000_000, 100_000_000),
            ("140増", 14_000_000_000, 100_000_000),
            ("140減", -14_000_000_000, 100_000_000),
            ("(1,110)", 111_000_000_000, 100_000_000),
            ("（１，１１０）", 111_000_000_000, 100_000_000),
            ("うち 56", 5_600_000_000, 100_000_000),
            ("1,386※1", 138_600_000_000, 100_000_000),
            ("1,500千円", 1_500_000, 1_000),
            ("17＋事項要求", 1_700_000_000, 100_000_000),
            ("0", 0, 100_000_000),
        ];
        for (text, yen, precision) in cases {
            assert_eq!(money(text), (yen, precision), "{text}");
        }
    }

    #[test]
    fn brackets_and_parts_are_marked() {
        assert!(matches!(Scan::of("(1,110)").value(OKU), CellValue::Money { bracketed: true, of_which: false, .. }));
        assert!(matches!(Scan::of("うち56").value(OKU), CellValue::Money { bracketed: false, of_which: true, .. }));
    }

    #[test]
    fn other_cells() {
        let cases = [
            ("-", CellValue::None),
            ("―", CellValue::None),
            ("（－）", CellValue::None),
            ("-億円", CellValue::None),
            ("皆減", CellValue::None),
            ("皆増", CellValue::New),
            ("（新規）", CellValue::New),
            ("事項要求", CellValue::Unstated),
            ("20.6%", CellValue::Percent("20.6".into())),
            ("▲0.5％", CellValue::Percent("-0.5".into())),
            ("", CellValue::Empty),
            ("令和6年度", CellValue::Text),
            ("1/2", CellValue::Text),
            ("03-3580-3922", CellValue::Text),
            ("10件", CellValue::Text),
            ("上限額 1,500千円", CellValue::Text),
            ("1,386(1,117)", CellValue::Text),
            ("9999999999999999", CellValue::OutOfRange),
        ];
        for (text, expected) in cases {
            assert_eq!(Scan::of(text).value(OKU), expected, "{text}");
        }
    }

    #[test]
    fn a_second_figure_stands_in_brackets() {
        assert_eq!(second_figure("4,280 (3,550)"), Some(6));
        assert_eq!(second_figure("20（新規）"), Some(2));
        for text in ["4,280(1)", "4,280(千円)", "(3,550)", "4,280", "一般会計(3,550)", "("] {
            assert_eq!(second_figure(text), None, "{text}");
        }
    }

    #[test]
    fn without_a_unit_numbers_are_text() {
        assert_eq!(Scan::of("1,386").value(None), CellValue::Text);
        assert!(matches!(Scan::of("15億円").value(None), CellValue::Money { yen: 1_500_000_000, .. }));
        assert_eq!(Scan::of("20.6").value(Some(Unit::Percent)), CellValue::Percent("20.6".into()));
        assert_eq!(Scan::of("20").value(Some(Unit::Other)), CellValue::Text);
    }

    #[test]
    fn cells_take_the_unit_of_their_column() {
        let million = Some(Unit::Yen(1_000_000));
        let amount = |text: &str, unit| match Scan::of(text).value(unit) {
            CellValue::Money { yen, .. } => Some(yen),
            _ => None,
        };
        assert_eq!(amount("4,280", million), Some(4_280_000_000));
        assert_eq!(amount("△ 1,203", million), Some(-1_203_000_000));
        assert_eq!(amount("-3.5", million), Some(-3_500_000));
        assert_eq!(amount("(31)", million), Some(31_000_000));
        assert_eq!(amount("0", million), Some(0));
        assert_eq!(amount("１，２３４", million), Some(1_234_000_000));
        assert_eq!(amount("1.2兆円", million), Some(1_200_000_000_000));
        assert_eq!(amount("152億円", None), Some(15_200_000_000));
        assert_eq!(amount(" 88※1 ", million), Some(88_000_000));
        assert_eq!(amount("4,280", None), None);
        for text in ["20.6%", "12件", "", "①", "令和5年度", "一般会計", "30者", "1.5倍", "R5", "対前年度比", "1,2,3"]
        {
            assert_eq!(amount(text, million), None, "{text}");
        }
        assert_eq!(Scan::of("99999999999999999").value(million), CellValue::OutOfRange);
    }

    fn sum(text: &str, unit: Option<i64>) -> Option<Result<(i64, i64), MoneyError>> {
        let compact = compact(text);
        let (figure, len) = read_figure(&compact)?;
        let sum = figure.sum(unit).filter(|sum| *sum != Err(MoneyError::Fraction))?;
        (len == compact.len()).then(|| sum.map(|sum| (sum.yen, sum.precision_yen)))
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
            assert_eq!(sum(text, unit), Some(Ok((expected, precision))), "{text}");
        }
    }

    #[test]
    fn what_may_be_wrong_is_no_number() {
        for text in ["1,38", "12 421", "1,2345", "03", "1.", "1..2", "0.001", "2億3兆円", "", ","] {
            assert_eq!(sum(text, Some(1)), None, "{text}");
        }
    }

    #[test]
    fn beyond_64_bits_is_said_so() {
        assert_eq!(sum("99,999,999,999", Some(1_000_000_000_000)), Some(Err(MoneyError::OutOfRange)));
    }
}
