//! Printed changes and percentages against the amounts that they follow from: 対前年増減率 20.6% of 4,280 and 3,550.
//!
//! Which two rows or columns a rate compares is not printed. The pair that explains most of the printed figures is
//! taken, if it explains at least half of them; the rest are then contradictions. Amounts are taken as the intervals
//! that their rounding leaves open, so that 0.0% of 56 and 56 is as right as 1.7% of them.

use super::cell::CellValue;
use super::draft::DraftRow;
use super::label::{self, Derived};
use super::sums::{Amount, Axis, Compared, Matrix, compare};
use super::{CheckKind, ReadCheck};

/// The checks of the lines along an axis whose labels say that they follow from others.
pub(super) fn checks(
    axis: Axis,
    rows: &[DraftRow],
    matrix: &Matrix,
    along: &[&str],
    across: &[&str],
) -> Vec<ReadCheck> {
    let derived: Vec<Option<Derived>> = along.iter().map(|label| label::derived(label)).collect();
    let totals = across.iter().enumerate().filter(|(_, label)| label::total(label).is_some());
    let totals: Vec<usize> = totals.map(|(at, _)| at).rev().take(MOST_TOTALS).collect();
    let table = Table { axis, rows, matrix, derived: &derived, totals: &totals };
    let lines = derived.iter().enumerate().filter_map(|(at, kind)| Some((at, (*kind)?)));
    lines.flat_map(|(at, kind)| table.best(at, kind)).collect()
}

/// The totals, from the last, that a share may be of.
const MOST_TOTALS: usize = 3;

struct Table<'a> {
    axis: Axis,
    rows: &'a [DraftRow],
    matrix: &'a Matrix,
    derived: &'a [Option<Derived>],
    totals: &'a [usize],
}

/// A way to compute the figures of a line.
#[derive(Clone, Copy)]
enum Rule {
    /// current − previous.
    Change(usize, usize),
    /// (current − previous) / previous.
    Growth(usize, usize),
    /// current / previous.
    Ratio(usize, usize),
    /// The amount of a line against that of a total in the same line.
    Share(usize, usize),
}

/// The most lines of amounts around a rate that are tried.
const REACH: usize = 6;

impl Table<'_> {
    fn best(&self, line: usize, kind: Derived) -> Vec<ReadCheck> {
        let tried = self.rules(line, kind).into_iter().map(|rule| self.apply(line, rule));
        let hits = |checks: &[ReadCheck]| checks.iter().filter(|check| check.within_rounding).count();
        let best = tried.reduce(|best, next| if hits(&next) > hits(&best) { next } else { best }).unwrap_or_default();
        if hits(&best) > 0 && hits(&best) * 2 >= best.len() { best } else { Vec::new() }
    }

    fn rules(&self, line: usize, kind: Derived) -> Vec<Rule> {
        let near = self.near(line);
        let pairs =
            || near.iter().flat_map(|one| near.iter().filter(move |two| *two != one).map(move |two| (*one, *two)));
        let pair_rules = |make: &[fn(usize, usize) -> Rule]| -> Vec<Rule> {
            pairs().flat_map(|(one, two)| make.iter().map(move |make| make(one, two))).collect()
        };
        match kind {
            Derived::Change => pair_rules(&[Rule::Change, Rule::Growth]),
            Derived::Growth => pair_rules(&[Rule::Growth]),
            Derived::Ratio => pair_rules(&[Rule::Ratio, Rule::Growth]),
            Derived::Share => {
                let shares =
                    |one: &usize| self.totals.iter().map(|total| Rule::Share(*one, *total)).collect::<Vec<_>>();
                near.iter().rev().flat_map(shares).collect()
            }
        }
    }

    /// The nearest lines with amounts before a line, else behind it.
    fn near(&self, at: usize) -> Vec<usize> {
        let is_amount = |line: &usize| {
            self.matrix.has_money(self.axis, *line) && self.derived.get(*line).is_some_and(Option::is_none)
        };
        let mut before: Vec<usize> = (0..at).rev().take(4 * REACH).filter(is_amount).take(REACH).collect();
        before.reverse();
        let behind = (at + 1..self.matrix.len(self.axis)).take(REACH).filter(is_amount);
        if before.is_empty() { behind.collect() } else { before }
    }

    fn apply(&self, line: usize, rule: Rule) -> Vec<ReadCheck> {
        (0..self.matrix.width(self.axis)).filter_map(|cross| self.check(line, cross, rule)).collect()
    }

    fn check(&self, line: usize, cross: usize, rule: Rule) -> Option<ReadCheck> {
        let (row, column) = self.axis.cell(line, cross);
        let cells = match rule {
            Rule::Change(one, two) | Rule::Growth(one, two) | Rule::Ratio(one, two) => {
                [self.axis.cell(one, cross), self.axis.cell(two, cross)]
            }
            Rule::Share(one, total) => [self.axis.cell(one, cross), self.axis.cell(one, total)],
        };
        let [current, previous] = cells.map(|(row, column)| self.matrix.at(Axis::Rows, row, column));
        let value = &self.rows.get(row)?.cells.get(column)?.value;
        let (kind, compared) = match (rule, value) {
            (Rule::Change(..), CellValue::Money { .. }) => (CheckKind::Difference, change(value, current, previous)?),
            (Rule::Growth(..), CellValue::Percent(printed)) => {
                (CheckKind::Percent, rate(printed, current, previous, true)?)
            }
            (Rule::Ratio(..) | Rule::Share(..), CellValue::Percent(printed)) => {
                (CheckKind::Percent, rate(printed, current, previous, false)?)
            }
            _ => return None,
        };
        Some(ReadCheck {
            row,
            column,
            parts: cells.to_vec(),
            printed: compared.printed,
            sum: compared.sum,
            difference: compared.difference(),
            within_rounding: compared.within,
            kind,
        })
    }
}

struct Outcome {
    printed: i64,
    sum: i64,
    within: bool,
}

impl Outcome {
    fn difference(&self) -> i64 {
        self.printed.saturating_sub(self.sum)
    }
}

impl From<Compared> for Outcome {
    fn from(compared: Compared) -> Self {
        Self { printed: compared.printed, sum: compared.sum, within: compared.is_within() }
    }
}

fn change(printed: &CellValue, current: Amount, previous: Amount) -> Option<Outcome> {
    let minus = match previous {
        Amount::Known { yen, precision, bracketed } => Amount::Known { yen: -yen, precision, bracketed },
        Amount::Absent | Amount::Unknown => return None,
    };
    let known = matches!(current, Amount::Known { .. });
    compare(Amount::of(printed), [current, minus]).filter(|_| known).map(Outcome::from)
}

/// Compares in units of the last printed decimal of the percentage.
fn rate(printed: &str, current: Amount, previous: Amount, is_growth: bool) -> Option<Outcome> {
    let (Amount::Known { yen: c, precision: pc, .. }, Amount::Known { yen: p, precision: pp, .. }) =
        (current, previous)
    else {
        return None;
    };
    let decimals = printed.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let scale = 100 * 10_i128.checked_pow(u32::try_from(decimals).ok()?)?;
    let printed: i64 = printed.replace('.', "").parse().ok()?;
    let (c, pc, p, pp) = (i128::from(c), i128::from(pc), i128::from(p), i128::from(pp));
    let base = if is_growth { p } else { 0 };
    let (low, high) = (Ratio::new(2 * c - pc, 2 * p + pp)?, Ratio::new(2 * c + pc, 2 * p - pp)?);
    let shift = if is_growth { 1 } else { 0 };
    // Twice the printed value, one either side of it, against twice the ends of what the amounts allow.
    let twice = 2 * i128::from(printed);
    let within = low.at_most(twice + 1, scale, shift)? && high.at_least(twice - 1, scale, shift)?;
    let sum = i64::try_from(rounded((c - base).checked_mul(scale)?, p)?).ok()?;
    Some(Outcome { printed, sum, within })
}

/// A fraction over a positive number.
struct Ratio {
    over: i128,
    under: i128,
}

impl Ratio {
    fn new(over: i128, under: i128) -> Option<Self> {
        (under > 0).then_some(Self { over, under })
    }

    /// 2 · scale · (ratio − shift) ≤ twice
    fn at_most(&self, twice: i128, scale: i128, shift: i128) -> Option<bool> {
        Some(self.doubled(scale, shift)? <= twice.checked_mul(self.under)?)
    }

    fn at_least(&self, twice: i128, scale: i128, shift: i128) -> Option<bool> {
        Some(self.doubled(scale, shift)? >= twice.checked_mul(self.under)?)
    }

    fn doubled(&self, scale: i128, shift: i128) -> Option<i128> {
        (self.over - shift * self.under).checked_mul(2)?.checked_mul(scale)
    }
}

/// Rounded half away from zero.
fn rounded(over: i128, under: i128) -> Option<i128> {
    let double = over.checked_mul(2)?;
    let half = if over < 0 { -under } else { under };
    (double + half).checked_div(under.checked_mul(2)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(yen: i64) -> Amount {
        Amount::Known { yen: yen * 100_000_000, precision: 100_000_000, bracketed: false }
    }

    #[test]
    fn printed_growth_agrees_with_its_amounts() {
        for (printed, current, previous) in
            [("20.6", 4280, 3550), ("0.0", 56, 56), ("-7.3", 7230, 7798), ("15.1", 14292, 12421)]
        {
            let outcome = rate(printed, known(current), known(previous), true).unwrap();
            assert!(outcome.within, "{printed}: {}", outcome.sum);
        }
    }

    #[test]
    fn a_wrong_digit_is_seen() {
        for (printed, current, previous) in [("21.6", 4280, 3550), ("20.7", 4280, 3550), ("7.3", 7230, 7798)] {
            assert!(!rate(printed, known(current), known(previous), true).unwrap().within, "{printed}");
        }
    }

    #[test]
    fn ratios_and_shares() {
        assert!(rate("120.6", known(4280), known(3550), false).unwrap().within);
        assert_eq!(rate("28.6", known(3550), known(12421), false).unwrap().sum, 286);
        assert!(rate("10.0", known(1), known(0), false).is_none());
    }
}
