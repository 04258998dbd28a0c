//! The amount of a table cell: `4,280`, `▲71`, `-`, `0`, `(31)`, `1.2兆円`.
//!
//! A cell takes the unit of its column. A cell with anything else in it (`20.6%`, `12件`) is no amount.

use std::ops::Range;

use yosan_normaliser::MoneyError;

use super::printed::{Found, Setting, footnote_mark, read_printed};
use super::problem;
use super::reading::Problem;
use super::vocabulary::{DASHES, NEW, NOTHING, UNSTATED};
use crate::record::Status;

/// An amount in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellAmount {
    /// Yen, signed.
    pub yen: Option<i64>,
    /// The upper end of a range.
    pub yen_max: Option<i64>,
    /// The weight of the last printed digit.
    pub precision_yen: Option<i64>,
    /// Whether a sum is stated.
    pub status: Status,
    /// Whether the cell prints its own unit.
    pub own_unit: bool,
    /// 約, 程度.
    pub approximate: bool,
    /// The amount as printed, with its sign.
    pub range: Range<usize>,
}

/// Reads a cell; `unit_yen` is the unit of its column.
///
/// ```text
/// cell = [ bracket ] ( [ sign ] number [ unit ] | dash | 皆増 | 皆減 | 新規 | 事項要求 ) [ footnote mark ] [ bracket ]
/// ```
///
/// `None` where it is no money, an error where it is a damaged number.
#[must_use]
pub fn read_cell(text: &str, unit_yen: Option<i64>) -> Option<Result<CellAmount, Problem>> {
    let range = content(text);
    let printed = &text[range.clone()];
    if let Some(status) = status_word(printed) {
        let amount = CellAmount {
            yen: None,
            yen_max: None,
            precision_yen: None,
            status,
            own_unit: false,
            approximate: false,
            range,
        };
        return unit_yen.map(|_| Ok(amount));
    }
    let cell = &text[..range.end];
    match read_printed(cell, range.start, Setting::Headline)? {
        Found::Money(money) => {
            let amount = CellAmount {
                yen: Some(money.sum.yen),
                yen_max: money.yen_max,
                precision_yen: Some(money.sum.precision_yen),
                status: Status::Amount,
                own_unit: true,
                approximate: money.words.approximate,
                range: money.range,
            };
            rest_is_empty(cell, money.whole.end).then_some(Ok(amount))
        }
        Found::Bare(number) => {
            let unit = unit_yen.filter(|_| rest_is_empty(cell, number.range.end))?;
            let down = number.words.change == Some(true);
            Some(number.number.times(unit).map_err(|error| damaged(text, &number.range, error)).map(|sum| CellAmount {
                yen: Some(if down { -sum.yen } else { sum.yen }),
                yen_max: None,
                precision_yen: Some(sum.precision_yen),
                status: Status::Amount,
                own_unit: false,
                approximate: number.words.approximate,
                range: number.range,
            }))
        }
        Found::Broken(error, broken) => Some(Err(damaged(text, &broken, error))),
        // `1,2,3` is a damaged number only where the column holds money.
        Found::Other(end) => {
            unit_yen.filter(|_| rest_is_empty(cell, end) && end > range.start)?;
            let malformed = cell[range.start..end].chars().all(|c| c.is_numeric() || ",，.．・".contains(c));
            malformed.then(|| Err(damaged(text, &(range.start..end), MoneyError::Malformed)))
        }
    }
}

fn damaged(text: &str, range: &Range<usize>, error: MoneyError) -> Problem {
    problem::of_error(error, text, range.clone())
}

/// What stands in the cell, without blanks and one pair of brackets.
fn content(text: &str) -> Range<usize> {
    let trimmed = trim(text, &(0..text.len()));
    let printed = &text[trimmed.clone()];
    for (open, close) in [('（', '）'), ('(', ')'), ('〔', '〕'), ('[', ']'), ('【', '】'), ('<', '>')] {
        if let Some(inner) = printed.strip_prefix(open).and_then(|rest| rest.strip_suffix(close)) {
            let start = trimmed.start + open.len_utf8();
            return trim(text, &(start..start + inner.len()));
        }
    }
    trimmed
}

fn trim(text: &str, range: &Range<usize>) -> Range<usize> {
    let printed = &text[range.clone()];
    let start = range.start + (printed.len() - printed.trim_start().len());
    start..start + printed.trim().len()
}

/// A dash or a word in the place of a sum.
fn status_word(printed: &str) -> Option<Status> {
    let dashes = !printed.is_empty() && printed.chars().count() <= 3 && printed.chars().all(|c| DASHES.contains(&c));
    if dashes || NOTHING.contains(&printed) {
        return Some(Status::None);
    }
    if NEW.contains(&printed) {
        return Some(Status::New);
    }
    UNSTATED.contains(&printed).then_some(Status::Unstated)
}

fn rest_is_empty(cell: &str, end: usize) -> bool {
    let rest = cell[end..].trim();
    rest.is_empty() || footnote_mark(rest).is_some_and(|len| rest[len..].trim().is_empty())
}
