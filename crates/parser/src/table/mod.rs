//! Printed tables: tabs, pipes, HTML or blanks, to rows with levels, sums in yen and checked totals.
//!
//! ```text
//! 【平成31年度予算額】            caption   ┐ find_caption
//! 単位：億円                      unit      ┘
//!     ⇥平成31年度当初予算         header    ┐
//! 一般会計⇥3,550                  total     │ find, read
//! 中小企業対策費⇥1,117            part      ┘
//! ```
//!
//! The reader is pure: it gets folded lines and gives back places in them. A table goes one way: its form makes a
//! `grid`, the `header` tells columns from labels, each `cell` gets its value under the unit that holds for it
//! (`draft`), a `verdict` says whether it is a table at all; then `rows` and `columns` find which lines are the
//! parts of which total, and `checks` and `derived` compare what is printed. Nothing is repaired: a total that is off
//! stays as printed, with its check.

mod arrange;
mod blanks;
mod caption;
mod cell;
mod checks;
mod columns;
mod compact;
mod derived;
mod draft;
mod grid;
mod header;
mod html;
mod label;
mod pipe;
mod rows;
mod stacked;
mod sums;
mod tab;
#[cfg(test)]
mod tests;
mod tree;
mod unit;
mod verdict;

use std::ops::Range;

pub(crate) use blanks::SpacedLine;
pub use caption::{Caption, find_caption};
pub use cell::CellValue;
pub(crate) use stacked::Stack;

use draft::Draft;
use sums::{Amount, Axis, Matrix};
use unit::Unit;

/// Whether a line says nothing but a unit: `（単位：億円）`.
pub(crate) fn says_unit(line: &str) -> bool {
    unit::alone(line).is_some()
}

/// Whether words name a total: `合計`, `経済産業省合計`, not `一般会計`.
pub(crate) fn is_total(label: &str) -> bool {
    label::total(label).is_some()
}

/// The unit of money that a text states, in yen: `単位：億円。〈 〉書きは…`, `億円`.
pub(crate) fn stated_yen(text: &str) -> Option<i64> {
    stated_unit(text).map(|(_, yen)| yen)
}

/// Where a text states a unit of money, and what one is worth in yen.
pub(crate) fn stated_unit(text: &str) -> Option<(Range<usize>, i64)> {
    match unit::stated(text)? {
        (range, Unit::Yen(yen)) => Some((range, yen)),
        _ => None,
    }
}

/// A stretch of one line: the index of the line in the slice that was given, and bytes in that line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct At {
    /// Index of the line.
    pub line: usize,
    /// Bytes in the line.
    pub range: Range<usize>,
}

/// A place above the table or in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// In the lines above.
    Above(At),
    /// In the lines of the table.
    Inside(At),
}

impl Anchor {
    /// The index of the line behind it.
    pub(crate) fn line_after(&self) -> usize {
        match self {
            Self::Above(at) | Self::Inside(at) => at.line + 1,
        }
    }
}

/// What separates the cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Tabs.
    Tab,
    /// `| … | … |`.
    Pipe,
    /// `<tr><td>`.
    Html,
}

/// How far a table reaches, and of what kind it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableShape {
    /// Lines that it takes.
    pub lines: usize,
    /// What separates its cells.
    pub form: Form,
    /// At least one cell is an amount of money.
    pub is_money: bool,
    /// Lines behind them that state the unit.
    pub behind: usize,
}

/// A table that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadTable {
    /// What names it.
    pub caption: Option<Anchor>,
    /// The unit that holds where a column states no other.
    pub unit_printed: Option<Anchor>,
    /// What one of that unit is worth, in yen.
    pub unit_yen: Option<i64>,
    /// The columns behind the labels.
    pub columns: Vec<ReadColumn>,
    /// The rows below the header.
    pub rows: Vec<ReadRow>,
    /// Printed figures against those that they follow from.
    pub checks: Vec<ReadCheck>,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadColumn {
    /// Header levels joined with ` / `; empty where none is printed.
    pub label: String,
    /// The unit in yen that holds in it; none where its bare numbers are no money.
    pub unit_yen: Option<i64>,
    /// The part of the label that names a fiscal year or stage: `令和6年度当初予算`.
    pub period: Option<String>,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadRow {
    /// Where its label stands, without a bullet; in a line above where one label spans several rows.
    pub label: Option<At>,
    /// Further pieces of the label, where tags or line ends part it.
    pub label_more: Vec<At>,
    /// Depth, 0 outermost; a grand total at the end stands beside its parts, other totals one above theirs.
    pub level: u8,
    /// One per column.
    pub cells: Vec<ReadCell>,
    /// Index of its (first) line.
    pub line: usize,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadCell {
    /// Where its text stands; none for an empty cell.
    pub place: Option<At>,
    /// Further pieces of its text, where tags or line ends part it.
    pub more: Vec<At>,
    /// What it says.
    pub value: CellValue,
    /// A second figure in brackets behind it: `4,280 (3,550)`. No check counts it.
    pub second: Option<(At, CellValue)>,
}

/// What a printed figure is checked against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckKind {
    /// The sum of its parts, in yen.
    Sum,
    /// The difference of two amounts, in yen: 増減額.
    Difference,
    /// A rate of two amounts, in units of its last printed decimal: 20.6% is 206.
    Percent,
}

/// One printed figure against the figures that it follows from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadCheck {
    /// Row of the figure.
    pub row: usize,
    /// Column of the figure.
    pub column: usize,
    /// Row and column of each figure that it follows from.
    pub parts: Vec<(usize, usize)>,
    /// What is printed; yen, but see [`CheckKind::Percent`].
    pub printed: i64,
    /// What the parts give.
    pub sum: i64,
    /// Printed less sum.
    pub difference: i64,
    /// Whether the printed precision explains the difference.
    pub within_rounding: bool,
    /// What it is checked against.
    pub kind: CheckKind,
}

/// Lines that are looked at to decide whether there is a table, so that a long run that is none costs little.
const LOOK_AHEAD: usize = 64;

/// How many blank lines can stand between a table and the unit below it.
const BLANK_LINES: usize = 2;

/// A table that was found and not read yet.
#[derive(Clone, Debug)]
pub struct Found {
    /// How far it reaches.
    pub shape: TableShape,
    /// What was read to decide whether it is a table, where that is all of it.
    draft: Option<Draft>,
}

/// Whether a table begins at the first line, and how far it reaches. `above` are the non-blank lines before, nearest
/// last: a unit there is evidence that numbers are a table.
pub fn find(lines: &[&str], above: &[&str]) -> Option<Found> {
    let seen = lines.get(..lines.len().min(LOOK_AHEAD))?;
    let (form, length) = form(seen)?;
    let grid = form.grid(seen.get(..length)?);
    let run = form.run(lines);
    let below = unit_below(lines, run);
    let (draft, is_money) = verdict::judge(form != Form::Tab, &grid, above, below.as_ref())?;
    let behind = below.filter(|below| draft.unit.as_ref() == Some(below)).map_or(0, |(at, _)| at.line_after() - run);
    let shape = TableShape { lines: run, form, is_money, behind };
    Some(Found { shape, draft: (run == length).then_some(draft) })
}

/// The drawn table that begins at the first line, in a paper that states the unit once, somewhere else.
pub(crate) fn find_with_unit(lines: &[&str], above: &[&str], unit: &(Anchor, i64)) -> Option<Found> {
    let (form, length) = form(lines.get(..lines.len().min(LOOK_AHEAD))?).filter(|(form, _)| *form != Form::Tab)?;
    let (draft, is_money) = verdict::judge(true, &form.grid(lines.get(..length)?), above, Some(unit))?;
    let shape = TableShape { lines: length, form, is_money, behind: 0 };
    (form.run(lines) == length).then_some(Found { shape, draft: Some(draft) })
}

/// Reads a table of money whose cells blanks part: its header lines, and its rows of so many figures with the headings
/// between them. `below` is a unit that stands below it.
pub(crate) fn read_by_blanks(
    head: &[SpacedLine<'_>],
    rows: &[SpacedLine<'_>],
    figures: usize,
    bold: &[bool],
    above: &[&str],
    below: Option<&(Anchor, i64)>,
) -> Option<ReadTable> {
    let (draft, is_money) = verdict::judge(false, &blanks::grid(head, rows, figures), above, below)?;
    is_money.then(|| read_draft(draft, bold))
}

/// Reads a table of money whose cells stand on lines of their own, each with its index in the table.
pub(crate) fn read_stacked(stack: &Stack, lines: &[(usize, &str)], above: &[&str]) -> Option<ReadTable> {
    let (draft, is_money) = verdict::judge(false, &stack.grid(lines), above, None)?;
    is_money.then(|| read_draft(draft, &[]))
}

/// The unit on a line of its own below a table, unless it heads the next one.
pub(crate) fn unit_below(lines: &[&str], run: usize) -> Option<(Anchor, i64)> {
    let mut behind = lines.iter().enumerate().skip(run).filter(|(_, line)| !line.trim().is_empty());
    let (at, line) = behind.next().filter(|(at, _)| at - run <= BLANK_LINES)?;
    let heads_next = behind.next().is_some_and(|(_, next)| next.contains(['\t', '|', '<']));
    match unit::alone(line).filter(|_| !heads_next)? {
        (range, Unit::Yen(yen)) => Some((Anchor::Inside(At { line: at, range }), yen)),
        _ => None,
    }
}

impl Found {
    /// Reads the table; `lines` and `above` are those that it was found in, `bold` is as in [`read`].
    pub fn read(self, lines: &[&str], bold: &[bool], above: &[&str]) -> ReadTable {
        match self.draft {
            Some(draft) => read_draft(draft, bold),
            None => read(lines, bold, &self.shape, above),
        }
    }
}

fn form(lines: &[&str]) -> Option<(Form, usize)> {
    let first = lines.first()?;
    let marks = [(Form::Html, '<'), (Form::Pipe, '|'), (Form::Tab, '\t')];
    let forms = marks.into_iter().filter(|(_, mark)| first.contains(*mark));
    forms.map(|(form, _)| (form, form.run(lines))).find(|(_, length)| *length > 0)
}

impl Form {
    fn run(self, lines: &[&str]) -> usize {
        match self {
            Self::Tab => tab::run(lines),
            Self::Pipe => pipe::run(lines),
            Self::Html => html::run(lines),
        }
    }

    fn grid<'t>(self, lines: &[&'t str]) -> grid::Grid<'t> {
        match self {
            Self::Tab => tab::grid(lines),
            Self::Pipe => pipe::grid(lines),
            Self::Html => html::grid(lines),
        }
    }
}

/// Reads a table of this shape. `bold` says by line whether it is printed bold; it may be shorter.
pub fn read(lines: &[&str], bold: &[bool], shape: &TableShape, above: &[&str]) -> ReadTable {
    let below = if shape.behind > 0 { unit_below(lines, shape.lines) } else { None };
    let lines = lines.get(..shape.lines).unwrap_or(lines);
    // The grid goes before the rest is read: it takes as much memory as the draft.
    let draft = Draft::of(&shape.form.grid(lines), above, below.as_ref());
    read_draft(draft, bold)
}

fn read_draft(draft: Draft, bold: &[bool]) -> ReadTable {
    let matrix = matrix(&draft);
    let bold: Vec<bool> = draft.rows.iter().map(|row| bold.get(row.line).copied().unwrap_or(false)).collect();
    let by_row = rows::tree(&draft.rows, &bold, &matrix);
    let by_column = columns::tree(&draft.head.columns, &matrix);
    let mut checks = checks::of_tree(Axis::Rows, &matrix, &by_row);
    checks.extend(checks::of_tree(Axis::Columns, &matrix, &by_column));
    checks.extend(derived_checks(&draft, &matrix));
    checks.sort_by_key(|check| (check.row, check.column));
    finish(draft, &by_row.levels, checks)
}

fn matrix(draft: &Draft) -> Matrix {
    let amounts = draft.rows.iter().map(|row| row.cells.iter().map(|cell| Amount::of(&cell.value)).collect());
    Matrix::new(amounts.collect(), draft.head.columns.len())
}

fn derived_checks(draft: &Draft, matrix: &Matrix) -> Vec<ReadCheck> {
    let rows: Vec<&str> = draft.rows.iter().map(|row| row.text.as_str()).collect();
    let columns: Vec<String> = draft.head.columns.iter().map(header::Column::label).collect();
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    [(Axis::Rows, &rows, &columns), (Axis::Columns, &columns, &rows)]
        .into_iter()
        .flat_map(|(axis, along, across)| derived::checks(axis, &draft.rows, matrix, along, across))
        .collect()
}

fn finish(draft: Draft, levels: &[u8], checks: Vec<ReadCheck>) -> ReadTable {
    let table_unit = draft.unit.as_ref().map(|(_, yen)| *yen);
    let columns = draft.head.columns.iter().map(|column| ReadColumn {
        label: column.label(),
        unit_yen: match column.unit_in_force() {
            Some(Unit::Yen(yen)) => Some(yen),
            Some(_) => None,
            None => table_unit,
        },
        period: column.period(),
    });
    let columns = columns.collect();
    let levels = levels.iter().copied().chain(std::iter::repeat(0));
    let row = |(row, level): (draft::DraftRow, u8)| ReadRow {
        label: row.label,
        label_more: row.label_more,
        level,
        cells: row.cells,
        line: row.line,
    };
    let rows = draft.rows.into_iter().zip(levels).map(row).collect();
    let (unit_printed, unit_yen) = draft.unit.unzip();
    ReadTable { caption: draft.caption, unit_printed, unit_yen, columns, rows, checks }
}
