//! Sums of printed figures, and how far rounding lets a total differ from them.
//!
//! A figure printed in 億円 can stand for anything up to half a unit beside it. A total agrees with its parts where
//! the difference is no more than half a unit of the total and half a unit of each part: 12,805 agrees with
//! 3,455 + 7,798 + 1,552, and 7,798 with 5,966 + 1,770 + 61 = 7,797.

use super::cell::CellValue;

/// What a cell adds to a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    Known {
        yen: i64,
        precision: i64,
        bracketed: bool,
    },
    /// Nothing is printed: nothing, or a figure that was lost.
    Absent,
    /// Something that cannot be added: words, 事項要求, a percentage.
    Unknown,
}

impl Amount {
    pub(super) fn of(value: &CellValue) -> Self {
        match value {
            CellValue::Money { open_ended: true, .. } => Self::Unknown,
            CellValue::Money { yen, precision_yen, bracketed, .. } => {
                Self::Known { yen: *yen, precision: *precision_yen, bracketed: *bracketed }
            }
            CellValue::None | CellValue::New => Self::Known { yen: 0, precision: 0, bracketed: false },
            CellValue::Empty => Self::Absent,
            CellValue::Unstated | CellValue::Percent(_) | CellValue::OutOfRange | CellValue::Text => Self::Unknown,
        }
    }

    pub(super) fn is_nothing(self) -> bool {
        matches!(self, Self::Absent | Self::Known { yen: 0, .. })
    }
}

/// A total beside the sum of its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Compared {
    pub(super) printed: i64,
    pub(super) sum: i64,
    /// Twice the difference that rounding allows.
    slack: i128,
}

impl Compared {
    pub(super) fn difference(self) -> i64 {
        self.printed.saturating_sub(self.sum)
    }

    pub(super) fn is_within(self) -> bool {
        i128::from(self.difference()).abs() * 2 <= self.slack
    }

    /// Close enough that a misprinted digit, not a missing part, is the likely reason.
    pub(super) fn is_near(self) -> bool {
        i128::from(self.difference()).abs() * 5 <= i128::from(self.printed).abs() + 5 * self.slack
    }

    /// The parts are more than the whole.
    pub(super) fn exceeds(self) -> bool {
        self.printed >= 0 && self.sum > self.printed && !self.is_within()
    }

    /// Decimal digits that agree not just by chance: 3 for 2,489 against the sum of three.
    pub(super) fn strength(self) -> u32 {
        let ratio = i128::from(self.printed).abs() * 2 / self.slack.max(1);
        if self.is_within() { ratio.checked_ilog10().unwrap_or(0) } else { 0 }
    }
}

/// A total, and its parts as far as they are added up.
#[derive(Clone, Copy, Debug)]
struct Adding {
    printed: i64,
    bracketed: bool,
    sum: i128,
    slack: i128,
    has_known: bool,
    has_absent: bool,
}

impl Adding {
    /// None where the total is no figure.
    fn up_to(total: Amount) -> Option<Self> {
        let Amount::Known { yen: printed, precision, bracketed } = total else { return None };
        Some(Self { printed, bracketed, sum: 0, slack: precision.into(), has_known: false, has_absent: false })
    }

    /// Adds a part; false where it is no figure.
    fn add(&mut self, part: Amount) -> bool {
        match part {
            Amount::Known { yen, precision, bracketed } if bracketed == self.bracketed || precision == 0 => {
                self.sum += i128::from(yen);
                self.slack += i128::from(precision);
                self.has_known = true;
            }
            Amount::Absent => self.has_absent = true,
            Amount::Known { .. } | Amount::Unknown => return false,
        }
        true
    }

    /// Where a part is absent, only an agreement counts.
    fn compared(&self) -> Option<Compared> {
        let compared = Compared { printed: self.printed, sum: i64::try_from(self.sum).ok()?, slack: self.slack };
        let counts = self.has_known && self.slack > 0 && (!self.has_absent || compared.is_within());
        counts.then_some(compared)
    }
}

/// None where the total or a part is no figure; where a part is absent, only an agreement counts.
pub(super) fn compare(total: Amount, parts: impl IntoIterator<Item = Amount>) -> Option<Compared> {
    let mut adding = Adding::up_to(total)?;
    parts.into_iter().all(|part| adding.add(part)).then(|| adding.compared())?
}

/// The direction in which parts stand beside their total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Axis {
    /// Totals and parts are rows; each column is compared.
    Rows,
    /// Totals and parts are columns; each row is compared.
    Columns,
}

/// The figures of a table; a line is a row or a column, as the axis says.
#[derive(Clone, Debug)]
pub(super) struct Matrix {
    amounts: Vec<Vec<Amount>>,
    columns: usize,
}

impl Matrix {
    pub(super) fn new(amounts: Vec<Vec<Amount>>, columns: usize) -> Self {
        Self { amounts, columns }
    }

    /// Lines along the axis.
    pub(super) fn len(&self, axis: Axis) -> usize {
        match axis {
            Axis::Rows => self.amounts.len(),
            Axis::Columns => self.columns,
        }
    }

    /// Cells of each line.
    pub(super) fn width(&self, axis: Axis) -> usize {
        match axis {
            Axis::Rows => self.columns,
            Axis::Columns => self.amounts.len(),
        }
    }

    pub(super) fn at(&self, axis: Axis, line: usize, cross: usize) -> Amount {
        let (row, column) = axis.cell(line, cross);
        self.amounts.get(row).and_then(|row| row.get(column)).copied().unwrap_or(Amount::Absent)
    }

    /// The comparisons of a total with its parts, by cross line.
    pub(super) fn tally(&self, axis: Axis, total: usize, parts: &[usize]) -> Tally {
        let compared = |cross: usize| {
            let parts = parts.iter().map(|part| self.at(axis, *part, cross));
            compare(self.at(axis, total, cross), parts).map(|compared| (cross, compared))
        };
        Tally((0..self.width(axis)).filter_map(compared).collect())
    }

    /// The comparisons of a total with no part yet.
    pub(super) fn growing(&self, axis: Axis, total: usize) -> Growing<'_> {
        let line = |cross| Some((cross, Adding::up_to(self.at(axis, total, cross))?));
        Growing { matrix: self, axis, lines: (0..self.width(axis)).filter_map(line).collect() }
    }

    /// Whether nothing in the line adds to a sum.
    pub(super) fn is_nothing(&self, axis: Axis, line: usize) -> bool {
        (0..self.width(axis)).all(|cross| self.at(axis, line, cross).is_nothing())
    }

    pub(super) fn has_money(&self, axis: Axis, line: usize) -> bool {
        (0..self.width(axis)).any(|cross| matches!(self.at(axis, line, cross), Amount::Known { .. }))
    }
}

impl Axis {
    /// Row and column of a cell.
    pub(super) fn cell(self, line: usize, cross: usize) -> (usize, usize) {
        match self {
            Self::Rows => (line, cross),
            Self::Columns => (cross, line),
        }
    }
}

/// One total against ever more parts: what is added up stays, so that a part more costs no more than itself.
#[derive(Clone, Debug)]
pub(super) struct Growing<'a> {
    matrix: &'a Matrix,
    axis: Axis,
    /// The cross lines that can still be compared.
    lines: Vec<(usize, Adding)>,
}

impl Growing<'_> {
    pub(super) fn add(&mut self, part: usize) {
        let (matrix, axis) = (self.matrix, self.axis);
        self.lines.retain_mut(|(cross, adding)| adding.add(matrix.at(axis, part, *cross)));
    }

    /// Whether the parts so far agree with the total in some line.
    pub(super) fn agrees_somewhere(&self) -> bool {
        self.lines.iter().any(|(_, adding)| adding.compared().is_some_and(Compared::is_within))
    }

    pub(super) fn tally(&self) -> Tally {
        Tally(self.lines.iter().filter_map(|(cross, adding)| Some((*cross, adding.compared()?))).collect())
    }
}

/// One total against its parts, in each cross line that can be compared.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally(pub(super) Vec<(usize, Compared)>);

impl Tally {
    pub(super) fn within(&self) -> usize {
        self.0.iter().filter(|(_, compared)| compared.is_within()).count()
    }

    pub(super) fn is_near(&self) -> bool {
        !self.0.is_empty() && self.0.iter().all(|(_, compared)| compared.is_near())
    }

    /// Agrees everywhere, or in half of the lines and nearly in the rest (a misprint).
    pub(super) fn agrees(&self) -> bool {
        let within = self.within();
        within > 0 && (within == self.0.len() || (within * 2 >= self.0.len() && self.is_near()))
    }

    pub(super) fn exceeds_everywhere(&self) -> bool {
        !self.0.is_empty() && self.0.iter().all(|(_, compared)| compared.exceeds())
    }

    pub(super) fn strength(&self) -> u32 {
        self.0.iter().map(|(_, compared)| compared.strength()).sum()
    }

    /// By how much the lines that disagree do.
    pub(super) fn disagreement(&self) -> i128 {
        let off = self.0.iter().filter(|(_, compared)| !compared.is_within());
        off.map(|(_, compared)| i128::from(compared.difference()).abs()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(yen: i64, precision: i64) -> Amount {
        Amount::Known { yen, precision, bracketed: false }
    }

    #[test]
    fn rounding_is_allowed_and_no_more() {
        let total = known(7_798, 1);
        let parts = [known(5_966, 1), known(1_770, 1), known(61, 1)];
        let compared = compare(total, parts).unwrap();
        assert_eq!((compared.sum, compared.difference(), compared.is_within()), (7_797, 1, true));
        assert!(compare(known(7_799, 1), parts).unwrap().is_within());
        assert!(!compare(known(7_800, 1), parts).unwrap().is_within());
    }

    #[test]
    fn each_figure_brings_its_own_precision() {
        let parts = [known(15, 10), known(5, 1)];
        assert!(compare(known(26, 1), parts).unwrap().is_within());
        assert!(!compare(known(27, 1), parts).unwrap().is_within());
    }

    #[test]
    fn parts_can_be_added_one_by_one() {
        let column = [known(12, 1), known(5, 1), known(7, 1), Amount::Unknown];
        let matrix = Matrix::new(column.iter().map(|amount| vec![*amount, Amount::Absent]).collect(), 2);
        let mut growing = matrix.growing(Axis::Rows, 0);
        for (count, agrees) in [(1, false), (2, true), (3, false)] {
            growing.add(count);
            let parts: Vec<usize> = (1..=count).collect();
            assert_eq!(growing.tally().0, matrix.tally(Axis::Rows, 0, &parts).0, "{count}");
            assert_eq!(growing.agrees_somewhere(), agrees, "{count}");
        }
    }

    #[test]
    fn what_cannot_be_added_is_not_compared() {
        assert_eq!(compare(known(3, 1), [known(3, 1), Amount::Unknown]), None);
        assert_eq!(compare(known(3, 1), [known(1, 1), Amount::Absent]), None);
        assert!(compare(known(3, 1), [known(3, 1), Amount::Absent]).is_some());
        assert_eq!(compare(Amount::Absent, [known(3, 1)]), None);
    }
}
