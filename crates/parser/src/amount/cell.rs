//! What a table cell holds in the place of an amount: `4,280`, `▲71`, `1兆2,421`, `140減`, `皆減`, `-億円`.
//!
//! A cell takes the unit of its column, which is known only later; what else stands in it is for the reader of tables.

use yosan_normaliser::{Decimal, MoneyError, Quantity, Sum, read_quantity};

use super::vocabulary::{CHANGE_SIGNS, NEW, NOTHING, UNSTATED, is_dash};
use crate::characters::is_digit;
use crate::record::Status;

/// The number of a cell: the part whose unit is printed, and the part that waits for the unit of the column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Figure {
    down: bool,
    settled: Option<Quantity>,
    bare: Option<Quantity>,
}

impl Figure {
    /// The number where no unit is printed with it.
    pub(crate) fn bare(&self) -> Option<Decimal> {
        self.bare.filter(|_| self.settled.is_none())?.value().ok()
    }

    /// Whether it is a decrease.
    pub(crate) fn is_down(&self) -> bool {
        self.down
    }

    /// The sum, where its unit is printed or given; a decrease is negative.
    pub(crate) fn sum(&self, unit: Option<i64>) -> Option<Result<Sum, MoneyError>> {
        let sum = match (self.settled, self.bare) {
            (Some(settled), None) => settled.sum,
            (settled, Some(bare)) => with_unit(settled, bare, unit?)?,
            (None, None) => return None,
        };
        Some(sum.map(|sum| if self.down { Sum { yen: -sum.yen, ..sum } } else { sum }))
    }
}

/// `1兆2,421` under 億円.
fn with_unit(settled: Option<Quantity>, bare: Quantity, unit: i64) -> Option<Result<Sum, MoneyError>> {
    let low = bare.number()?.times(unit);
    let Some(high) = settled else { return Some(low) };
    let (high_sum, low) = (high.sum.ok()?, low.ok()?);
    let yen = high_sum.yen.checked_add(low.yen).ok_or(MoneyError::OutOfRange);
    (low.yen < high.unit && unit < high.unit).then(|| yen.map(|yen| Sum { yen, ..low }))
}

/// Reads the figure at the start of a cell, and gives its length.
///
/// ```text
/// figure = [ sign ] quantity [ number ] [ 増 | 減 ]      1兆2,421: the second number waits for its unit
/// ```
///
/// `None` where no number stands there, or one that may be wrong.
pub(crate) fn read_figure(text: &str) -> Option<(Figure, usize)> {
    let sign = CHANGE_SIGNS.iter().find(|(sign, _)| text.starts_with(sign));
    let start = sign.map_or(0, |(sign, _)| sign.len());
    let start = start + text[start..].len() - text[start..].trim_start_matches(['+', '＋', ' ']).len();
    let quantity = arabic(&text[start..])?;
    let mut end = start + quantity.len;
    let (settled, bare) = if is_bare(&quantity) {
        (None, Some(whole(&text[start..], quantity)?))
    } else {
        let rest = if quantity.cut_off { arabic(&text[end..]).filter(is_bare) } else { None };
        end += rest.map_or(0, |rest| rest.len);
        (Some(quantity), rest)
    };
    let malformed = |quantity: &Quantity| quantity.sum == Err(MoneyError::Malformed);
    if settled.as_ref().is_some_and(malformed) || quantity.cut_off && bare.is_none() {
        return None;
    }
    let change = text[end..].chars().next().filter(|next| matches!(next, '増' | '減'));
    let down = sign.is_some_and(|(_, down)| *down) || change == Some('減');
    Some((Figure { down, settled, bare }, end + change.map_or(0, char::len_utf8)))
}

/// A number in digits: 一般会計 begins with none.
fn arabic(text: &str) -> Option<Quantity> {
    if text.starts_with(|first| is_digit(first) || matches!(first, '¥' | '￥')) { read_quantity(text) } else { None }
}

fn is_bare(quantity: &Quantity) -> bool {
    quantity.unit == 1 && !quantity.has_yen
}

/// A bare number that is one: `1,2,3`, `3・4` and `2千` are none in a cell.
fn whole(text: &str, quantity: Quantity) -> Option<Quantity> {
    let listed = text.get(..quantity.len).is_none_or(|printed| printed.contains('・'));
    (quantity.value().is_ok() && quantity.multiplier == 1 && !listed).then_some(quantity)
}

/// A word or dash in the place of a sum: `皆減`, `―`, `-億円`, `新規`, `事項要求`.
pub(crate) fn status_word(printed: &str) -> Option<Status> {
    let marks = printed.trim_end_matches(['円', '億', '万', '千', '百', '兆', '%']);
    let only_dashes = !marks.is_empty() && marks.chars().all(is_dash);
    match printed {
        _ if only_dashes || NOTHING.contains(&printed) => Some(Status::None),
        "新" => Some(Status::New),
        _ if NEW.contains(&printed) => Some(Status::New),
        _ => UNSTATED.contains(&printed).then_some(Status::Unstated),
    }
}
