//! A table as a grid of trimmed cells, whatever marks separated them on the page.
//!
//! The readers of the three forms (`tab`, `pipe`, `html`) make grids; everything behind them sees only grids. A cell
//! keeps the places of its pieces, so that what is read from it can be traced back to its line.

use std::borrow::Cow;
use std::ops::Range;

use super::At;

/// One cell; its text is what stands between two separators, blanks at both ends removed.
#[derive(Clone, Debug, Default)]
pub(super) struct GridCell<'t> {
    /// The pieces joined with a blank.
    pub(super) text: Cow<'t, str>,
    /// Where the pieces stand; none for an empty cell, several where tags or line ends part them.
    pub(super) places: Vec<At>,
    /// Blanks in front of the text.
    pub(super) indent: usize,
    /// A copy, because the cell printed to the left or above spans this one too.
    pub(super) copied: bool,
}

/// One row; rows of different length are normal.
#[derive(Clone, Debug, Default)]
pub(super) struct GridRow<'t> {
    pub(super) line: usize,
    pub(super) cells: Vec<GridCell<'t>>,
}

/// The cells of a table, and what the markup itself says about them.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid<'t> {
    pub(super) rows: Vec<GridRow<'t>>,
    /// Rows that the markup says are the header: above the rule of a pipe table, `<th>` in HTML.
    pub(super) marked_header: usize,
    /// The markup states spans, so that an empty header cell is really empty.
    pub(super) spans_stated: bool,
    /// `<caption>`.
    pub(super) caption: Option<GridCell<'t>>,
}

impl<'t> GridCell<'t> {
    /// The cell that stands in `raw`, which begins at byte `start` of line `line`.
    pub(super) fn cut(line: usize, start: usize, raw: &'t str) -> Self {
        let text = raw.trim();
        if text.is_empty() {
            return Self::default();
        }
        let lead = raw.len() - raw.trim_start().len();
        let indent = raw.chars().take_while(|c| c.is_whitespace()).count();
        let begin = start + lead;
        let place = At { line, range: begin..begin + text.len() };
        Self { text: Cow::Borrowed(text), places: vec![place], indent, copied: false }
    }

    /// Adds a further piece of the same cell.
    pub(super) fn append(&mut self, piece: Self) {
        if self.is_empty() {
            *self = piece;
        } else if !piece.is_empty() {
            let joined = self.text.to_mut();
            joined.push(' ');
            joined.push_str(&piece.text);
            self.places.extend(piece.places);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The pieces that a stretch at the start of `text` takes.
    pub(super) fn pieces_to(&self, end: usize) -> Vec<At> {
        let mut start = 0;
        let mut pieces = Vec::new();
        for place in &self.places {
            let length = place.range.len().min(end.saturating_sub(start));
            if length > 0 {
                pieces.push(At { line: place.line, range: place.range.start..place.range.start + length });
            }
            start += place.range.len() + ' '.len_utf8();
        }
        pieces
    }

    /// Where a stretch of `text` stands; none where it runs over two pieces.
    pub(super) fn place_of(&self, stretch: &Range<usize>) -> Option<At> {
        let mut start = 0;
        for place in &self.places {
            let end = start + place.range.len();
            if start <= stretch.start && stretch.end <= end {
                let begin = place.range.start + (stretch.start - start);
                return Some(At { line: place.line, range: begin..begin + stretch.len() });
            }
            start = end + ' '.len_utf8();
        }
        None
    }
}

impl<'t> GridRow<'t> {
    pub(super) fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.text.as_ref())
    }

    /// The cells with something in them that was printed there, with their columns.
    pub(super) fn filled(&self) -> impl Iterator<Item = (usize, &GridCell<'t>)> {
        self.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty() && !cell.copied)
    }
}

impl<'t> Grid<'t> {
    /// Columns up to the last one that holds anything.
    pub(super) fn columns(&self) -> usize {
        let last = |row: &GridRow<'t>| row.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        self.rows.iter().map(last).max().unwrap_or(0)
    }
}
