//! Which rows of a grid head the columns, which columns hold the labels, and what each column is called.
//!
//! ```text
//! grid    = preface* header* body+
//! preface = a row of one cell: the caption, or the unit (`単位：億円`); or both in one row
//! header  = a row without figures above the first row of figures; a row of years (2019 2020 2021) counts as words
//! ```
//!
//! A header over two rows: an empty upper cell continues the one to its left where the lower cell is filled, an empty
//! lower cell means the upper label alone. `一般会計 | うち、その他` becomes `一般会計 / うち、その他`.

use super::At;
use super::cell::Scan;
use super::grid::{Grid, GridCell, GridRow};
use super::label;
use super::unit::{self, Unit};

const MOST_HEADER_ROWS: usize = 4;
const MOST_PREFACE_ROWS: usize = 3;

/// How a grid is laid out.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    /// The first row of the body.
    pub(super) body: usize,
    /// Rows of column heads above it.
    pub(super) rows: usize,
    /// Columns on the left that hold the labels.
    pub(super) labels: usize,
    /// The first of them holds running numbers, the labels stand beside it.
    pub(super) is_numbered: bool,
    /// The other columns.
    pub(super) columns: Vec<Column>,
    /// A unit that the corner or a preface row states, in yen, and where.
    pub(super) unit: Option<(At, i64)>,
    /// A caption that is printed inside the table.
    pub(super) caption: Option<At>,
}

/// A column behind the labels.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    /// Its labels, outermost first; levels that say nothing but a unit are left out.
    pub(super) path: Vec<String>,
    /// The unit in its head, and where that stands.
    pub(super) unit: Option<(Option<At>, Unit)>,
}

impl Head {
    pub(super) fn of(grid: &Grid<'_>) -> Self {
        let mut head = Self::default();
        if let Some(cell) = &grid.caption {
            head.take_caption(cell);
        }
        let preface = head.read_preface(grid);
        head.rows = header_rows(grid, preface);
        head.body = preface + head.rows;
        head.is_numbered = is_numbered(grid, preface, head.body);
        head.labels = if head.is_numbered { 2 } else { label_columns(grid, preface, head.body) };
        head.read_corner(grid, preface);
        let shift = shift(grid, preface, &head);
        head.columns = (head.labels..grid.columns()).map(|at| column(grid, preface, &head, at, shift)).collect();
        head
    }

    /// Takes the rows above the column heads that hold the caption or the unit; gives their number.
    fn read_preface(&mut self, grid: &Grid<'_>) -> usize {
        let mut taken = 0;
        while taken < MOST_PREFACE_ROWS && self.take_preface_row(grid, taken) {
            taken += 1;
        }
        taken
    }

    fn take_preface_row(&mut self, grid: &Grid<'_>, at: usize) -> bool {
        let (Some(row), Some(next)) = (grid.rows.get(at), grid.rows.get(at + 1)) else { return false };
        let filled: Vec<(usize, &GridCell<'_>)> = row.filled().collect();
        match filled.as_slice() {
            [(_, cell)] if unit::alone(&cell.text).is_some() => self.take_unit(cell),
            [(0, cell)] if self.caption.is_none() && !is_body(next) && !label::is_sentence(&cell.text) => {
                self.take_caption(cell);
                true
            }
            [(0, name), (_, cell)] if cell.text.contains("単位") && !is_body(next) => {
                self.take_caption(name);
                self.take_unit(cell)
            }
            _ => false,
        }
    }

    fn take_caption(&mut self, cell: &GridCell<'_>) {
        self.caption = cell.places.first().cloned();
        self.take_unit(cell);
    }

    fn read_corner(&mut self, grid: &Grid<'_>, preface: usize) {
        for row in grid.rows.iter().take(self.body).skip(preface) {
            let corner = row.cells.iter().take(self.labels).find(|cell| !cell.copied && !cell.is_empty());
            if let Some(cell) = corner.or_else(|| lone_unit(row)) {
                self.take_unit(cell);
            }
        }
    }

    fn take_unit(&mut self, cell: &GridCell<'_>) -> bool {
        let Some((range, Unit::Yen(yen))) = unit::stated(&cell.text) else { return false };
        self.unit = self.unit.take().or_else(|| Some((cell.place_of(&range)?, yen)));
        true
    }
}

/// Whether a row holds figures behind its first cell.
pub(super) fn is_body(row: &GridRow<'_>) -> bool {
    row.filled().any(|(column, cell)| column > 0 && Scan::has_figures(&cell.text))
}

fn header_rows(grid: &Grid<'_>, preface: usize) -> usize {
    let rows = grid.rows.get(preface..).unwrap_or(&[]);
    let marked = grid.marked_header.saturating_sub(preface).min(rows.len());
    let has_figures = rows.iter().skip(marked).any(is_body);
    let rest = rows.iter().skip(marked);
    let further = match (has_figures, marked) {
        (true, 0) => rest.take(MOST_HEADER_ROWS).take_while(|row| is_head(row)).count(),
        (true, _) => rest.take(1).take_while(|row| is_head(row) && continues_head(row)).count(),
        (false, 0) => rest.take(1).filter(|row| label::is_corner(row.text(0))).count(),
        (false, _) => 0,
    };
    (marked + further).min(rows.len().saturating_sub(1))
}

fn is_head(row: &GridRow<'_>) -> bool {
    let wide = row.cells.iter().enumerate().any(|(column, cell)| column > 0 && !cell.is_empty());
    let prose = row.filled().any(|(_, cell)| label::is_sentence(&cell.text));
    lone_unit(row).is_some() || (wide && !prose && (!is_body(row) || is_row_of_years(row)))
}

fn continues_head(row: &GridRow<'_>) -> bool {
    row.text(0).is_empty() || row.cells.first().is_some_and(|cell| cell.copied) || lone_unit(row).is_some()
}

/// The one cell of a row that says nothing but a unit: `（単位：千円）`.
fn lone_unit<'g, 't>(row: &'g GridRow<'t>) -> Option<&'g GridCell<'t>> {
    let mut filled = row.filled();
    let (_, cell) = filled.next().filter(|(_, cell)| unit::alone(&cell.text).is_some())?;
    filled.next().is_none().then_some(cell)
}

/// `区分⇥2019⇥2020`, or `年度⇥29⇥30`.
fn is_row_of_years(row: &GridRow<'_>) -> bool {
    let first = row.text(0);
    let named = label::is_corner(first);
    let short = |text: &str| text.len() <= 2 && text.parse::<u8>().is_ok_and(|year| year > 0);
    let is_year = |text: &str| label::is_year(text) || (first == "年度" && short(text));
    let mut years = row.filled().filter(|(column, _)| *column > 0).map(|(_, cell)| cell.text.as_ref()).peekable();
    (named || first.is_empty()) && years.peek().is_some() && years.all(is_year)
}

/// One column of labels is the rule; none where the first column holds figures; several where each row fills one of
/// them, so that the column tells the depth.
fn label_columns(grid: &Grid<'_>, preface: usize, body: usize) -> usize {
    let rows = grid.rows.get(body..).unwrap_or(&[]);
    let is_figure = |row: &&GridRow<'_>| Scan::has_figures(row.text(0)) && !label::is_year(row.text(0));
    let corner = grid.rows.get(preface..body).unwrap_or(&[]).iter().any(|row| label::is_corner(row.text(0)));
    if !corner && rows.iter().filter(is_figure).count() * 2 > rows.len() {
        return 0;
    }
    let stair = |column: usize| is_stair(grid, preface, body, column);
    (1..grid.columns()).take_while(|column| stair(*column)).count() + 1
}

/// Whether running numbers stand in front of the labels: `番号 | 事業名 | 6年度当初`, `1 | 中小企業取引対策事業 | 2,800`.
fn is_numbered(grid: &Grid<'_>, preface: usize, body: usize) -> bool {
    let rows = grid.rows.get(body..).unwrap_or(&[]);
    let named = grid.rows.get(preface..body).unwrap_or(&[]).iter().any(|row| label::heads_numbers(row.text(0)));
    let numbers: Vec<u32> = rows.iter().filter_map(|row| row.text(0).trim().parse().ok()).collect();
    let labelled = |row: &&GridRow<'_>| !row.text(1).is_empty() && !Scan::has_figures(row.text(1));
    let counts_up = numbers.len() >= 2 && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1);
    grid.columns() > 2
        && counts_up
        && (named || numbers[0] == 1)
        && rows.iter().filter(labelled).count() * 4 > rows.len() * 3
}

fn is_stair(grid: &Grid<'_>, preface: usize, body: usize, column: usize) -> bool {
    let headless = grid.rows.iter().take(body).skip(preface).all(|row| row.text(column).is_empty());
    let rows = grid.rows.get(body..).unwrap_or(&[]);
    let mut steps = rows.iter().filter(|row| !row.text(column).is_empty()).peekable();
    let has_steps = steps.peek().is_some();
    let fits =
        |row: &GridRow<'_>| (0..column).all(|left| row.text(left).is_empty()) && !Scan::has_figures(row.text(column));
    headless && has_steps && steps.all(fits)
}

/// 1 where the tab in front of the column heads was lost: `令和6年度⇥令和5年度` over rows of three cells.
fn shift(grid: &Grid<'_>, preface: usize, head: &Head) -> usize {
    let heads = grid.rows.get(preface..head.body).unwrap_or(&[]);
    let complete = |row: &GridRow<'_>| {
        let width = row.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        width + 1 == grid.columns() && row.filled().count() == width
    };
    let telling = |text: &str| label::is_period(text) || label::derived(text).is_some();
    let lost = head.labels == 1 && !heads.is_empty() && !grid.spans_stated;
    usize::from(lost && heads.iter().all(|row| complete(row) && telling(row.text(0)) && !label::is_corner(row.text(0))))
}

fn column(grid: &Grid<'_>, preface: usize, head: &Head, at: usize, shift: usize) -> Column {
    let heads = grid.rows.get(preface..head.body).unwrap_or(&[]);
    let first = head.labels.saturating_sub(shift);
    let Some(at) = at.checked_sub(shift) else { return Column::default() };
    let mut column = Column::default();
    let mut last: Option<&GridCell<'_>> = None;
    for (level, row) in heads.iter().enumerate() {
        let below = heads.get(level + 1..).unwrap_or(&[]);
        let is_label = lone_unit(row).is_none() || grid.columns() <= head.labels + 1;
        let Some(cell) = head_cell(row, below, first, at, grid.spans_stated).filter(|_| is_label) else { continue };
        if last.is_none_or(|last| last.places != cell.places) {
            column.add(cell);
        }
        last = Some(cell);
    }
    column
}

fn head_cell<'g, 't>(
    row: &'g GridRow<'t>,
    below: &[GridRow<'_>],
    first: usize,
    at: usize,
    spans_stated: bool,
) -> Option<&'g GridCell<'t>> {
    let own = row.cells.get(at).filter(|cell| !cell.is_empty());
    let continues = !spans_stated && below.iter().any(|row| !row.text(at).is_empty());
    let left = || row.cells.get(first..at)?.iter().rev().find(|cell| !cell.is_empty());
    own.or_else(|| if continues { left() } else { None })
}

impl Column {
    fn add(&mut self, cell: &GridCell<'_>) {
        if let Some((range, unit)) = unit::stated(&cell.text) {
            self.unit = Some((cell.place_of(&range), unit));
        }
        if unit::alone(&cell.text).is_none() {
            self.path.push(cell.text.to_string());
        }
    }

    /// The unit that its head states, or that it counts something other than money: `件数`.
    pub(super) fn unit_in_force(&self) -> Option<Unit> {
        let counted = || self.path.last().filter(|label| label::counts_other(label)).map(|_| Unit::Other);
        self.unit.as_ref().map(|(_, unit)| *unit).or_else(counted)
    }

    /// The full label: `エネルギー対策特別会計 / うち、エネルギー需給勘定`.
    pub(super) fn label(&self) -> String {
        self.path.join(" / ")
    }

    /// The levels that name a year or stage.
    pub(super) fn period(&self) -> Option<String> {
        let levels: Vec<&str> = self.path.iter().map(String::as_str).filter(|level| label::is_period(level)).collect();
        (!levels.is_empty()).then(|| levels.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tab;
    use super::*;

    fn head(text: &str) -> (usize, usize, Vec<String>) {
        let lines: Vec<&str> = text.lines().collect();
        let head = Head::of(&tab::grid(&lines));
        (head.body, head.labels, head.columns.iter().map(Column::label).collect())
    }

    #[test]
    fn headers_of_one_and_two_rows() {
        let cases: &[(&str, usize, usize, &[&str])] = &[
            ("\tR6\tR5\nA\t1\t2", 1, 1, &["R6", "R5"]),
            ("A\t1\t2\nB\t3\t4", 0, 1, &["", ""]),
            ("区分\tX\t\tY\n\tうちa\tうちb\t\nA\t1\t2\t3", 2, 1, &["X / うちa", "X / うちb", "Y"]),
            ("区分\tX\t\t\tY\n\t\tうちa\tうちb\t\nA\t1\t2\t3\t4", 2, 1, &["X", "X / うちa", "X / うちb", "Y"]),
            ("令和6年度\t令和5年度\nA\t1\t2\nB\t3\t4", 1, 1, &["令和6年度", "令和5年度"]),
            ("年度\t2019\t2020\nA\t1\t2", 1, 1, &["2019", "2020"]),
            ("年度\t29\t30\nA\t1\t2", 1, 1, &["29", "30"]),
            ("表1 予算\t\n\tR6\nA\t1\nB\t2", 2, 1, &["R6"]),
            ("予算\t\t単位：億円\n\tR6\tR5\nA\t1\t2", 2, 1, &["R6", "R5"]),
            ("区分\tR6\tR5\n\t億円\t千円\nA\t1\t2", 2, 1, &["R6", "R5"]),
            ("番号\t事業名\tR6\n1\tA\t5\n2\tB\t3\n\t計\t8", 1, 2, &["R6"]),
            ("区分\t\tR6\n一般会計\t\t5\n\tうちA\t3\n\tうちB\t2", 1, 2, &["R6"]),
        ];
        for (text, body, labels, columns) in cases {
            let expected = (*body, *labels, columns.iter().map(|column| (*column).to_owned()).collect());
            assert_eq!(head(text), expected, "{text}");
        }
    }

    #[test]
    fn the_corner_can_state_the_unit() {
        let head = Head::of(&tab::grid(&["(億円)\tR6", "A\t1"]));
        assert_eq!(head.unit, Some((At { line: 0, range: 1..7 }, 100_000_000)));
    }
}
