//! Tables in the document whose cells blanks part: `一般会計　　3,495　　3,510　　15　0.4%`.
//!
//! ```text
//! table = unit-line? header-line* row ((heading | bracket)? row)+ unit-line?
//! ```
//! Blank lines may stand between all of them. Rows have as many figures as each other; a line counts as a row only
//! beside another. Without a unit they are no money, and stay with the layouts.

use yosan_normaliser::Span;

use super::{Frame, lines_above, record};
use crate::draft::Draft;
use crate::facts::Facts;
use crate::table::{self, SpacedLine};

/// How many blank lines can stand between two rows.
const BLANK_LINES: usize = 2;

/// How many lines of column heads can stand above the rows.
const MOST_HEADS: usize = 10;

/// Reads the table whose first row stands on a line; gives the line behind its rows.
pub(super) fn read_at(draft: &mut Draft<'_>, index: usize) -> Option<usize> {
    let first = row_at(draft, index)?;
    let rows = Rows::from(draft, index, first);
    if rows.count < 2 {
        return Some(index + 1);
    }
    let after = rows.last + 1;
    let heads = heads(draft, index);
    let top = heads.first().copied().unwrap_or(index);
    let above = lines_above(draft, top);
    let above_text: Vec<&str> = above.iter().map(|at| draft.lines[*at].full).collect();
    let end = draft.lines.len().min(after + BLANK_LINES + 4);
    let lines: Vec<&str> = (top..end).map(|at| draft.lines[at].full).collect();
    let below = table::unit_below(&lines, after - top);
    let head: Vec<SpacedLine<'_>> = heads.iter().map(|at| spaced(draft, *at).at(at - top)).collect();
    let body: Vec<SpacedLine<'_>> = rows.lines.into_iter().map(|(at, line)| line.at(at - top)).collect();
    let bold: Vec<bool> = draft.lines[top..after].iter().map(|line| line.bold).collect();
    let read = table::read_by_blanks(&head, &body, rows.figures, &bold, &above_text, below.as_ref());
    let Some(read) = read else { return Some(after) };
    let is_below = below.as_ref().is_some_and(|(anchor, _)| read.unit_printed.as_ref() == Some(anchor));
    let lines = below.filter(|_| is_below).map_or(after - top, |(anchor, _)| anchor.line_after());
    record(draft, &Frame { first: top, above, unit_elsewhere: false }, lines, read);
    Some(top + lines)
}

/// A line with the words that blanks part in the source.
fn spaced<'t>(draft: &Draft<'t>, index: usize) -> SpacedLine<'t> {
    let line = &draft.lines[index];
    let span = draft.source.line_span(line.number);
    let printed = printed(draft, index);
    let word = |word: &str| {
        // The offset of a piece of the line.
        let start = span.start as usize + (word.as_ptr() as usize - printed.as_ptr() as usize);
        let folded = draft.folded.map.folded_range(Span::new(start, start + word.len()));
        let inside = |offset: usize| offset.saturating_sub(line.offset).min(line.full.len());
        inside(folded.start)..inside(folded.end)
    };
    let words = printed.split_whitespace().map(word).filter(|word| !word.is_empty());
    let start = if line.dash { line.text_offset - line.offset } else { 0 };
    SpacedLine::new(0, line.full, start, words.collect())
}

/// The line as the source has it, with all its blanks.
fn printed<'t>(draft: &Draft<'t>, index: usize) -> &'t str {
    let span = draft.source.line_span(draft.lines[index].number);
    draft.source.text().get(span.range()).unwrap_or_default()
}

/// Whether bare figures stand at the end of a line.
pub(crate) fn ends_in_figures(draft: &Draft<'_>, index: usize) -> bool {
    let facts = draft.lines[index].facts;
    facts.any(Facts::DIGIT) && !facts.any(Facts::STOP) && spaced(draft, index).ends_in_figures()
}

/// The line as a row of figures, where it is one. Most lines hold no digit, or no blanks between words.
fn row_at<'t>(draft: &Draft<'t>, index: usize) -> Option<SpacedLine<'t>> {
    let line = &draft.lines[index];
    let may_be = draft.is_free(index)
        && line.facts.any(Facts::DIGIT)
        && !line.facts.any(Facts::CELLS | Facts::STOP)
        && line.hashes == 0
        && !line.is_note();
    let row = spaced_if(draft, index, may_be && SpacedLine::may_be_row(printed(draft, index)))?;
    row.row().is_some().then_some(row)
}

fn spaced_if<'t>(draft: &Draft<'t>, index: usize, may_be: bool) -> Option<SpacedLine<'t>> {
    may_be.then(|| spaced(draft, index))
}

/// The rows of a table, and the headings between them.
struct Rows<'t> {
    lines: Vec<(usize, SpacedLine<'t>)>,
    /// How many of them are rows.
    count: usize,
    /// How many figures each row has.
    figures: usize,
    last: usize,
}

impl<'t> Rows<'t> {
    fn from(draft: &Draft<'t>, index: usize, mut first: SpacedLine<'t>) -> Self {
        let mut figures = first.row().unwrap_or_default();
        let second = next_line(draft, index).and_then(|next| row_at(draft, next));
        if second.is_some_and(|second| second.row().is_some_and(|row| first.row_with_mark() == Some(row))) {
            first.drop_mark();
            figures -= 1;
        }
        let mut rows = Self { lines: vec![(index, first)], count: 1, figures, last: index };
        while rows.add_next(draft) {}
        rows
    }

    /// Adds the next row, with the heading above it, or what stands in brackets below the last one.
    fn add_next(&mut self, draft: &Draft<'t>) -> bool {
        let Some(next) = next_line(draft, self.last) else { return false };
        if self.add(draft, next) {
            return true;
        }
        let has_digits = draft.lines[next].facts.any(Facts::DIGIT);
        let may_stand_between = |line: &SpacedLine<'_>| line.is_bracket() || !has_digits && line.is_head();
        let between = spaced_if(draft, next, is_plain(draft, next)).filter(may_stand_between);
        let Some(heading) = between else { return false };
        let Some(row) = next_line(draft, next) else { return false };
        let place = self.lines.len();
        let added = self.add(draft, row);
        if added {
            self.lines.insert(place, (next, heading));
        }
        added
    }

    fn add(&mut self, draft: &Draft<'t>, index: usize) -> bool {
        let Some(mut row) = row_at(draft, index) else { return false };
        if row.row_with_mark() == Some(self.figures) {
            row.drop_mark();
        }
        if row.row() != Some(self.figures) {
            return false;
        }
        self.lines.push((index, row));
        (self.count, self.last) = (self.count + 1, index);
        true
    }
}

/// The next line with something on it, where it is free.
fn next_line(draft: &Draft<'_>, index: usize) -> Option<usize> {
    let next = (index + 1..draft.lines.len()).take(BLANK_LINES + 1).find(|at| !draft.lines[*at].is_blank())?;
    draft.is_free(next).then_some(next)
}

fn is_plain(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    draft.is_free(index) && line.hashes == 0 && !line.is_note() && !line.facts.any(Facts::CELLS | Facts::STOP)
}

/// The lines of column heads above the first row: all up to the unit, or one or two that name years.
fn heads(draft: &Draft<'_>, index: usize) -> Vec<usize> {
    let mut heads: Vec<usize> = Vec::new();
    let above = (0..index).rev().take(MOST_HEADS * 3).filter(|at| !draft.lines[*at].is_blank());
    let mut near = 0;
    for at in above.take(MOST_HEADS + 1) {
        if table::says_unit(draft.lines[at].text) {
            heads.reverse();
            return heads;
        }
        let head = spaced_if(draft, at, is_plain(draft, at)).filter(SpacedLine::is_head);
        let Some(head) = head else { break };
        if heads.len() < 2 && near == heads.len() && head.names_period() {
            near += 1;
        }
        heads.push(at);
    }
    heads.truncate(near);
    heads.reverse();
    heads
}
