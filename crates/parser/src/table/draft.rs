//! A grid read with its header: every cell has its value, no row has its level yet.

use super::caption::find_caption;
use super::cell::{CellValue, Scan, second_figure};
use super::grid::{Grid, GridCell, GridRow};
use super::header::{Column, Head};
use super::unit::{self, Unit};
use super::{Anchor, At, ReadCell, label};

/// What is known of a table before its rows are put in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) head: Head,
    pub(super) caption: Option<Anchor>,
    /// The unit of the whole table, and where it is printed.
    pub(super) unit: Option<(Anchor, i64)>,
    pub(super) rows: Vec<DraftRow>,
}

/// A row of the body.
#[derive(Clone, Debug, Default)]
pub(super) struct DraftRow {
    pub(super) line: usize,
    pub(super) label: Option<At>,
    pub(super) label_more: Vec<At>,
    pub(super) text: String,
    /// How far the label is moved in: blanks, and columns of a stair of labels.
    pub(super) indent: usize,
    pub(super) cells: Vec<ReadCell>,
}

impl DraftRow {
    /// A label without figures, over the rows below it.
    pub(super) fn heads_others(&self) -> bool {
        self.label.is_some() && self.cells.iter().all(|cell| cell.place.is_none())
    }
}

impl Draft {
    pub(super) fn of(grid: &Grid<'_>, above: &[&str], below: Option<&(Anchor, i64)>) -> Self {
        let head = Head::of(grid);
        let outside = find_caption(above);
        let inside = head.unit.clone().map(|(at, yen)| (Anchor::Inside(at), yen));
        let above = || outside.unit.clone().map(|(at, yen)| (Anchor::Above(at), yen));
        let in_columns = head.columns.iter().any(|column| column.unit.is_some());
        let unit = inside.or_else(above).or_else(|| below.filter(|_| !in_columns).cloned());
        let caption = head.caption.clone().map(Anchor::Inside).or(outside.title.map(Anchor::Above));
        let mut draft = Self { head, caption, unit, rows: Vec::new() };
        let in_force: Vec<Option<Unit>> = draft.head.columns.iter().map(Column::unit_in_force).collect();
        draft.rows = grid.rows.iter().skip(draft.head.body).map(|row| draft.row(row, &in_force)).collect();
        draft.repeat_labels();
        draft.unit = draft.unit.take().or_else(|| draft.common_unit());
        draft
    }

    /// A row of the body; `in_force` are the units of the columns.
    fn row(&self, row: &GridRow<'_>, in_force: &[Option<Unit>]) -> DraftRow {
        let mut labels = row.cells.iter().take(self.head.labels).enumerate();
        let numbers =
            |column: usize, cell: &GridCell<'_>| self.head.is_numbered && column == 0 && Scan::has_figures(&cell.text);
        let Some((column, cell)) = labels.find(|(column, cell)| !cell.is_empty() && !numbers(*column, cell)) else {
            return DraftRow { line: row.line, cells: self.cells(row, "", in_force), ..DraftRow::default() };
        };
        let text = cell.text.trim_start_matches(|c| c == ' ' || weight(c).is_some());
        let moved_in = cell.text.chars().next().and_then(weight).unwrap_or(0);
        let bullet = cell.text.len() - text.len();
        let mut places = cell.places.iter().cloned();
        let label =
            places.next().map(|at| At { range: (at.range.start + bullet).min(at.range.end)..at.range.end, ..at });
        DraftRow {
            line: row.line,
            label,
            label_more: places.collect(),
            indent: column.saturating_sub(usize::from(self.head.is_numbered)) * STEP + cell.indent + moved_in,
            cells: self.cells(row, text, in_force),
            text: text.to_owned(),
        }
    }

    /// The unit of a cell: that of its row where it is not money, that of its column, of its row, of the table.
    fn cells(&self, row: &GridRow<'_>, label: &str, in_force: &[Option<Unit>]) -> Vec<ReadCell> {
        let of_row = unit_of_row(label);
        let of_table = self.unit.as_ref().map(|(_, yen)| Unit::Yen(*yen));
        let unit = |of_column: Option<Unit>| match of_row {
            Some(Unit::Percent | Unit::Other) => of_row,
            _ => of_column.or(of_row).or(of_table),
        };
        let cells = row.cells.iter().skip(self.head.labels).map(Some).chain(std::iter::repeat(None));
        let read = |(of_column, cell): (&Option<Unit>, Option<&GridCell<'_>>)| {
            cell.map_or_else(ReadCell::default, |cell| read_cell(cell, unit(*of_column)))
        };
        in_force.iter().zip(cells).map(read).collect()
    }

    /// A label cell that spans several rows may be printed once and left empty below it.
    fn repeat_labels(&mut self) {
        let is_words = |row: &DraftRow| row.cells.first().is_some_and(|cell| cell.value == CellValue::Text);
        if !self.rows.iter().all(is_words) {
            return;
        }
        let mut last = DraftRow::default();
        for row in &mut self.rows {
            if row.label.is_none() {
                row.label.clone_from(&last.label);
                row.label_more.clone_from(&last.label_more);
                row.text.clone_from(&last.text);
                row.indent = last.indent;
            } else {
                last = DraftRow { cells: Vec::new(), ..row.clone() };
            }
        }
    }

    /// The unit of every column that states one in yen, where they agree.
    fn common_unit(&self) -> Option<(Anchor, i64)> {
        let mut units = self.head.columns.iter().filter_map(|column| match &column.unit {
            Some((at, Unit::Yen(yen))) => Some((at.clone(), *yen)),
            _ => None,
        });
        let (at, yen) = units.next()?;
        units.all(|(_, other)| other == yen).then_some((Anchor::Inside(at?), yen))
    }
}

/// The unit that the label of a row states, or that it counts something other than money.
fn unit_of_row(label: &str) -> Option<Unit> {
    let counted = || label::counts_other(label).then_some(Unit::Other);
    unit::stated(label).map(|(_, unit)| unit).or_else(counted)
}

/// Bullets in front of a label, and how far each moves it in: `・` stands below `○`.
const BULLETS: &[(char, usize)] =
    &[('●', 1), ('○', 1), ('◎', 1), ('◆', 1), ('◇', 1), ('■', 1), ('□', 1), ('✓', 2), ('・', 2)];

fn weight(bullet: char) -> Option<usize> {
    BULLETS.iter().find(|(known, _)| *known == bullet).map(|(_, weight)| *weight)
}

/// What a column of a stair weighs against blanks in front of a label.
const STEP: usize = 16;

/// A copy of a spanning cell holds nothing of its own: its sum is printed once.
fn read_cell(cell: &GridCell<'_>, unit: Option<Unit>) -> ReadCell {
    if cell.copied {
        return ReadCell::default();
    }
    if let Some(second) = second_figure(&cell.text).and_then(|at| read_pair(cell, at, unit)) {
        return second;
    }
    let mut places = cell.places.iter().cloned();
    let place = places.next();
    ReadCell { place, more: places.collect(), value: Scan::of(&cell.text).value(unit), second: None }
}

fn read_pair(cell: &GridCell<'_>, at: usize, unit: Option<Unit>) -> Option<ReadCell> {
    let (first, second) = cell.text.split_at_checked(at)?;
    let second_value = (cell.place_of(&(at..cell.text.len()))?, Scan::of(second).value(unit));
    let mut pieces = cell.pieces_to(first.trim_end().len()).into_iter();
    let place = pieces.next();
    Some(ReadCell { place, more: pieces.collect(), value: Scan::of(first).value(unit), second: Some(second_value) })
}
