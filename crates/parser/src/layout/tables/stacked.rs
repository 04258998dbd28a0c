//! Tables in the document whose cells stand on lines of their own, below a unit: `（単位：億円）`, `区分`, `令和4年度`, …

use super::{Frame, lines_above, record};
use crate::draft::Draft;
use crate::facts::Facts;
use crate::table::{self, Stack};

/// How many blank lines can stand between two cells.
const BLANK_LINES: usize = 2;

/// Reads the table below a line that states its unit; gives the line behind it.
pub(super) fn read_below(draft: &mut Draft<'_>, index: usize) -> Option<usize> {
    let line = &draft.lines[index];
    if !line.facts.any(Facts::MONEY) || !table::says_unit(line.text) {
        return None;
    }
    let cells = cells_below(draft, index);
    let text: Vec<&str> = cells.iter().map(|at| draft.lines[*at].full).collect();
    let stack = Stack::of(&text)?;
    let cells = &cells[..stack.lines()];
    let (top, last) = (*cells.first()?, *cells.last()?);
    let above = lines_above(draft, top);
    let above_text: Vec<&str> = above.iter().map(|at| draft.lines[*at].full).collect();
    let lines: Vec<(usize, &str)> = cells.iter().map(|at| (at - top, draft.lines[*at].full)).collect();
    let read = table::read_stacked(&stack, &lines, &above_text)?;
    record(draft, &Frame { first: top, above, unit_elsewhere: false }, last + 1 - top, read);
    Some(last + 1)
}

/// The free lines below a unit up to the next one, or to what cannot be a cell.
fn cells_below(draft: &Draft<'_>, index: usize) -> Vec<usize> {
    let mut cells: Vec<usize> = Vec::new();
    for at in index + 1..draft.lines.len() {
        let line = &draft.lines[at];
        let gap = at - cells.last().copied().unwrap_or(index);
        if line.is_blank() && gap <= BLANK_LINES {
            continue;
        }
        let ends = draft.is_taken(at)
            || line.hashes > 0
            || line.is_note()
            || line.facts.any(Facts::CELLS | Facts::STOP)
            || table::says_unit(line.text);
        if ends {
            break;
        }
        cells.push(at);
    }
    cells
}
