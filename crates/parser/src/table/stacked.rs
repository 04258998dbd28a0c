//! Tables whose cells stand on lines of their own, the way converters print a table that they did not see.
//!
//! ```text
//! table  = word* row row+            the words in front head the columns: 区分, 令和4年度当初予算額, 増減額
//! row    = label figure figure+      each row has as many figures
//! ```
//! `一般会計` / `3,495` / `3,510` / `15`. A figure in brackets belongs to the one above it, and the two to an entry. A cycle that breaks ends the table: what follows is not guessed at.

use std::ops::Range;

use super::blanks::Columns;
use super::cell::Scan;
use super::grid::{Grid, GridCell, GridRow};
use super::label;
use crate::brackets::opens;

/// The fewest figures that make a row: one figure below a label is an entry.
const FEWEST_FIGURES: usize = 2;

/// Words longer than this are text.
const MOST_CHARS: usize = 40;

/// How a table lies in its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stack {
    /// Lines that head the columns.
    heads: usize,
    /// Figures of each row.
    figures: usize,
    rows: usize,
}

impl Stack {
    /// The table that the first lines make; blank lines are left out.
    pub(crate) fn of(lines: &[&str]) -> Option<Self> {
        let is_figure = |at: usize| lines.get(at).is_some_and(|line| Scan::has_figures(line.trim()));
        let words = (0..lines.len()).take_while(|at| !is_figure(*at) && is_word(lines[*at])).count();
        let heads = words.checked_sub(1)?;
        let figures = (words..lines.len()).take_while(|at| is_figure(*at)).count();
        let first = &lines[words..words + figures];
        if figures < FEWEST_FIGURES || names_years(first) || first.iter().any(|line| line.trim().starts_with(opens)) {
            return None;
        }
        let is_row = |row: &usize| {
            let label = heads + row * (1 + figures);
            lines.get(label).is_some_and(|line| is_word(line))
                && !is_figure(label)
                && (1..=figures).all(|figure| is_figure(label + figure))
                && !is_figure(label + figures + 1)
        };
        let rows = (0..lines.len()).take_while(is_row).count();
        (rows >= 2).then_some(Self { heads, figures, rows })
    }

    /// How many of the lines it takes.
    pub(crate) fn lines(&self) -> usize {
        self.heads + self.rows * (1 + self.figures)
    }

    /// The grid; `lines` have their index in the table.
    pub(super) fn grid<'t>(&self, lines: &[(usize, &'t str)]) -> Grid<'t> {
        let columns = Columns { numbered: false, labels: 1, figures: self.figures, remarks: false };
        let cells = |range: Range<usize>| -> Vec<GridCell<'t>> {
            lines[range].iter().map(|(at, line)| GridCell::cut(*at, 0, line)).collect()
        };
        let head = columns.joined_header(0, cells(0..self.heads));
        let row = |label: usize| GridRow { line: lines[label].0, cells: cells(label..label + 1 + self.figures) };
        let rows = (0..self.rows).map(|at| row(self.heads + at * (1 + self.figures)));
        Grid { rows: head.into_iter().chain(rows).collect(), ..Grid::default() }
    }
}

/// `2019`, `2020`: they head the columns.
fn names_years(figures: &[&str]) -> bool {
    figures.iter().all(|figure| label::is_year(figure.trim()))
}

/// A label or a column head.
fn is_word(line: &str) -> bool {
    let text = line.trim();
    text.chars().count() <= MOST_CHARS && !label::is_sentence(text) && !text.starts_with('※')
}

#[cfg(test)]
mod tests {
    use super::Stack;

    fn stack(text: &str) -> Option<(usize, usize, usize)> {
        let lines: Vec<&str> = text.split('/').collect();
        Stack::of(&lines).map(|stack| (stack.heads, stack.figures, stack.rows))
    }

    #[test]
    fn a_cycle_of_label_and_figures() {
        for (text, expected) in [
            ("区分/R4/R5/一般会計/3,495/3,510/特会/7,052/7,814", Some((3, 2, 2))),
            ("一般会計/3,495/3,510/特会/7,052/-/（注）四捨五入", Some((0, 2, 2))),
            ("一般会計/3,495/3,510/特会/7,052/7,814/3", None),
            ("区分/2019/2020/一般会計/1/2/特会/3/4", None),
            ("事業A/190/事業B/200", None),
            ("一般会計/3,495/3,510", None),
            ("石油の備蓄/190/(305)/地熱の調査/20/(新規)", None),
            ("次のとおりです。/一般会計/1/2/特会/3/4", None),
        ] {
            assert_eq!(stack(text), expected, "{text}");
        }
    }
}
