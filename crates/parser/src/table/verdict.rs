//! Is it a table at all?
//!
//! Pipes and HTML rows are drawn on purpose: two columns and two rows are enough (one column is a box around text).
//! Tabs, and blanks, also stand in the contents and between the words of a lost figure (`国⇥委託⇥民間企業等`). There a table has
//! - no dot leaders or page marks, and no operators or arrows: `B社⇥1000万円⇥+⇥200万円×3`;
//! - figures in at least half of the rows of its body, and in half of the filled cells of those rows;
//! - a stated unit, or column heads, or three full rows of sums with their own units, or a row of totals.

use super::cell::{CellValue, Scan};
use super::draft::Draft;
use super::grid::{Grid, GridRow};
use super::header::{self, Head};
use super::{Anchor, label};
use crate::characters::is_digit;

/// The grid as it is read where it is a table, and whether it holds money. Pipes and tags are drawn; `below` is a unit
/// that stands below the table.
pub(super) fn judge(
    drawn: bool,
    grid: &Grid<'_>,
    above: &[&str],
    below: Option<&(Anchor, i64)>,
) -> Option<(Draft, bool)> {
    let shaped = grid.columns() >= 2 && grid.rows.len() >= 2;
    if !shaped || is_contents(grid) || (!drawn && is_flow(grid)) {
        return None;
    }
    let draft = Draft::of(grid, above, below);
    let is_table = !draft.rows.is_empty() && (drawn || is_tab_table(grid, &draft));
    let is_money = is_table && holds_money(&draft);
    is_table.then_some((draft, is_money))
}

fn holds_money(draft: &Draft) -> bool {
    let mut cells = draft.rows.iter().flat_map(|row| &row.cells);
    cells.any(|cell| matches!(cell.value, CellValue::Money { .. } | CellValue::OutOfRange))
}

const LEADERS: &[&str] = &["....", ". . .", "……", "・・・", "‥‥", "…………"];
const PAGE_HEADS: &[&str] = &["頁", "ページ", "P", "P.", "page"];

fn is_contents(grid: &Grid<'_>) -> bool {
    let mut cells = grid.rows.iter().flat_map(|row| &row.cells);
    let leader = |text: &str| LEADERS.iter().any(|leader| text.contains(leader));
    cells.any(|cell| leader(&cell.text)) || has_page_marks(grid)
}

/// `P 4`, `p.12` in most rows, or a column called 頁.
fn has_page_marks(grid: &Grid<'_>) -> bool {
    let page = |text: &str| {
        let rest = text.trim_start_matches(['P', 'p', 'Ｐ', '.', '．', ' ']);
        rest.len() < text.len() && !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || c == ' ')
    };
    let pages = grid.rows.iter().filter(|row| page(last(row))).count();
    let headed = grid.columns() == 2 && grid.rows.first().is_some_and(|row| PAGE_HEADS.contains(&last(row)));
    headed || pages * 2 > grid.rows.len()
}

fn last<'t>(row: &'t GridRow<'_>) -> &'t str {
    row.filled().last().map_or("", |(_, cell)| &cell.text)
}

fn is_tab_table(grid: &Grid<'_>, draft: &Draft) -> bool {
    let body = grid.rows.get(draft.head.body..).unwrap_or(&[]);
    let figures: Vec<&GridRow<'_>> = body.iter().filter(|row| has_figures(row, &draft.head)).collect();
    let filled = |is: fn(&str) -> bool| {
        let cells = figures.iter().flat_map(|row| row.filled().filter(|(column, _)| *column >= draft.head.labels));
        cells.filter(|(_, cell)| is(&cell.text)).count()
    };
    !figures.is_empty()
        && figures.len() * 2 >= body.len()
        && filled(Scan::has_figures) * 2 >= filled(|_| true)
        && has_evidence(draft, &figures)
}

fn has_figures(row: &GridRow<'_>, head: &Head) -> bool {
    if head.labels > 0 { header::is_body(row) } else { row.filled().any(|(_, cell)| Scan::has_figures(&cell.text)) }
}

const OPERATORS: &[&str] = &["+", "＋", "=", "＝", "×", "÷", "→", "⇒", "←", "↓", "↑", "⇔"];

/// A calculation or a flow: a cell that is an operator, or holds an arrow or a multiplication.
fn is_flow(grid: &Grid<'_>) -> bool {
    let flows = |text: &str| {
        OPERATORS.contains(&text) || ["→", "⇒", "←"].iter().any(|arrow| text.contains(arrow)) || is_calculation(text)
    };
    grid.rows.iter().any(|row| row.filled().any(|(_, cell)| flows(&cell.text)))
}

fn is_calculation(text: &str) -> bool {
    text.contains(['×', '÷']) && text.contains(is_digit)
}

fn has_evidence(draft: &Draft, figures: &[&GridRow<'_>]) -> bool {
    let has_unit = draft.unit.is_some() || draft.head.columns.iter().any(|column| column.unit.is_some());
    let own_units = figures.len() >= 3 && draft.rows.iter().all(|row| row.cells.iter().all(has_own_unit));
    let has_total = figures.len() >= 2 && draft.rows.iter().any(|row| label::total(&row.text).is_some());
    has_unit || draft.head.rows > 0 || own_units || has_total
}

fn has_own_unit(cell: &super::ReadCell) -> bool {
    matches!(cell.value, CellValue::Money { .. } | CellValue::None | CellValue::Percent(_))
}
