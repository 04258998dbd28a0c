//! From places in folded text back to places in the text it was made from.
//!
//! Folding is written down as a list of changes in order: at this place, these source bytes became those folded bytes.
//! Between two changes the texts are equal, so a place there is found by one binary search and one addition. Inside a
//! change nothing is interpolated: a place there snaps to the change's edges. Text that was deleted stands between two
//! folded characters and belongs to neither, so a range that begins right after removed markup begins after it.
//!
//! Spans here are in the decoded text, ranges in the folded text.

use std::ops::Range;

use crate::Span;

/// Which side of deleted or replaced text a single place goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bias {
    /// Before it: where the text on the left ends.
    Before,
    /// After it: where the text on the right begins.
    After,
}

/// One place where folded and source text differ. A deletion has an empty folded range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Change {
    folded: Span,
    source: Span,
}

/// How many changes are looked at one by one before they are searched.
const NEAR: usize = 8;

/// The map of one pass of folding, from folded text to source.
///
/// `**25.0億円**` folds to `25.0億円`; the range `0..9` of that is the span `2..11` of the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    changes: Vec<Change>,
    /// For each block of the folded text the index of the first change that ends behind the block's beginning: so a
    /// search looks at the few changes of a block, not at all.
    blocks: Vec<u32>,
}

/// The bytes of a block.
const BLOCK: usize = 512;

impl OffsetMap {
    /// The source text that the folded range came from, snapped outward to the edges of replaced characters. Text
    /// that was deleted at the outer edges is not included. An empty range gives an empty span, unless it lies inside
    /// a replaced character.
    #[must_use]
    pub fn source_span(&self, folded: Range<usize>) -> Span {
        let at = folded.start;
        let next = self.first_ending_behind(at);
        let change = self.changes.get(next).filter(|change| change.folded.start as usize <= at);
        if folded.is_empty() {
            if let Some(change) = change.filter(|change| (change.folded.start as usize) < at) {
                return change.source;
            }
            let before = self.last_before(at);
            return Span::new(before, before);
        }
        let start = change.map_or_else(|| self.behind(next, at), |change| change.source.start as usize);
        // Most ranges hold few changes: to go from one to the next takes less than to search again.
        let later = self.changes.get(next..).unwrap_or_default();
        let begins_inside = |change: &Change| (change.folded.start as usize) < folded.end;
        let near = later.iter().take(NEAR).take_while(|change| begins_inside(change)).count();
        let inside = if near < NEAR { near } else { later.partition_point(begins_inside) };
        Span::new(start, self.behind(next + inside, folded.end))
    }

    /// The place in the source of one place in the folded text.
    #[must_use]
    pub fn source_offset(&self, folded: usize, bias: Bias) -> usize {
        self.offset(folded, bias)
    }

    /// The place in the folded text of one place in the source; inside deleted or replaced text, where that begins.
    #[must_use]
    pub fn folded_offset(&self, source: usize) -> usize {
        let next = self.changes.partition_point(|change| change.source.start as usize <= source);
        let Some(change) = next.checked_sub(1).and_then(|index| self.changes.get(index)) else { return source };
        if source < change.source.end as usize {
            change.folded.start as usize
        } else {
            change.folded.end as usize + (source - change.source.end as usize)
        }
    }

    /// The folded text that came from any byte of the span, snapped outward.
    #[must_use]
    pub fn folded_range(&self, source: Span) -> Range<usize> {
        let start = self.folded_offset(source.start as usize);
        let next = self.changes.partition_point(|change| (change.source.start) < source.end);
        let end = match next.checked_sub(1).and_then(|index| self.changes.get(index)) {
            Some(change) if source.end < change.source.end => change.folded.end as usize,
            _ => self.folded_offset(source.end as usize),
        };
        start..end.max(start)
    }

    /// The number of places where the texts differ.
    #[must_use]
    pub fn change_count(&self) -> usize {
        self.changes.len()
    }

    /// Whether folding changed nothing.
    #[must_use]
    pub fn is_identity(&self) -> bool {
        self.changes.is_empty()
    }

    /// Writes down the next change. Changes come in the order of the text and do not overlap.
    pub(crate) fn push(&mut self, folded: Range<usize>, source: Range<usize>) {
        let change =
            Change { folded: Span::new(folded.start, folded.end), source: Span::new(source.start, source.end) };
        match self.changes.last_mut() {
            Some(last) if last.deletes() && change.deletes() && last.source.end == change.source.start => {
                last.source.end = change.source.end;
            }
            _ => {
                while self.blocks.len() * BLOCK < folded.end {
                    self.blocks.push(u32::try_from(self.changes.len()).unwrap_or(u32::MAX));
                }
                self.changes.push(change);
            }
        }
    }

    /// The index of the first change that ends behind the folded place.
    fn first_ending_behind(&self, folded: usize) -> usize {
        let first_of = |block: usize| self.blocks.get(block).map_or(self.changes.len(), |&first| first as usize);
        let (first, end) = (first_of(folded / BLOCK), first_of(folded / BLOCK + 1));
        let changes = self.changes.get(first..end).unwrap_or_default();
        first + changes.partition_point(|change| change.folded.end as usize <= folded)
    }

    /// The source of a folded place where `next` is the index of the first change that lies behind it.
    fn behind(&self, next: usize, folded: usize) -> usize {
        let Some(change) = next.checked_sub(1).and_then(|index| self.changes.get(index)) else { return folded };
        change.source.end as usize + folded.saturating_sub(change.folded.end as usize)
    }

    /// Where the text that ends at the folded place ends in the source, without deletions at that place.
    fn last_before(&self, folded: usize) -> usize {
        self.behind(self.changes.partition_point(|change| (change.folded.start as usize) < folded), folded)
    }

    /// The change that gave the character at the folded place, if one did.
    fn first_after(&self, folded: usize) -> Option<Change> {
        let next = self.changes.get(self.first_ending_behind(folded)).copied();
        next.filter(|change| change.folded.start as usize <= folded)
    }

    fn offset(&self, folded: usize, bias: Bias) -> usize {
        match (self.first_after(folded), bias) {
            (Some(change), Bias::After) if (change.folded.start as usize) < folded => change.source.end as usize,
            (Some(change), Bias::After) => change.source.start as usize,
            (Some(change), Bias::Before) if (change.folded.start as usize) < folded => change.source.start as usize,
            (_, Bias::Before) => self.last_before(folded),
            (None, Bias::After) => self.behind(self.first_ending_behind(folded), folded),
        }
    }
}

impl Change {
    fn deletes(self) -> bool {
        self.folded.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `**３億** 円\r\n次` folded to `3億円\n次`.
    fn sample() -> OffsetMap {
        let mut map = OffsetMap::default();
        map.push(0..0, 0..2);
        map.push(0..1, 2..5);
        map.push(4..4, 8..10);
        map.push(4..4, 10..11);
        map.push(7..8, 14..16);
        map
    }

    #[test]
    fn ranges_go_back_to_their_source() {
        let cases: [(Range<usize>, Span); 9] = [
            (0..1, Span::new(2, 5)),
            (0..4, Span::new(2, 8)),
            (0..7, Span::new(2, 14)),
            (4..7, Span::new(11, 14)),
            (7..8, Span::new(14, 16)),
            (8..11, Span::new(16, 19)),
            (0..11, Span::new(2, 19)),
            (0..0, Span::new(0, 0)),
            (4..4, Span::new(8, 8)),
        ];
        for (folded, expected) in cases {
            assert_eq!(sample().source_span(folded.clone()), expected, "{folded:?}");
        }
    }

    #[test]
    fn ranges_of_many_changes_end_where_the_last_one_does() {
        let mut map = OffsetMap::default();
        (0..5 * BLOCK).for_each(|at| map.push(at..at + 1, 3 * at..3 * at + 3));
        for start in [0, 2, BLOCK - 1, BLOCK, 3 * BLOCK - 2, 5 * BLOCK - 1] {
            for end in start + 1..=5 * BLOCK {
                assert_eq!(map.source_span(start..end), Span::new(3 * start, 3 * end));
            }
        }
        assert_eq!(map.source_span(9 * BLOCK..9 * BLOCK + 2), Span::new(19 * BLOCK, 19 * BLOCK + 2));
    }

    #[test]
    fn single_places_choose_a_side_of_deleted_text() {
        let map = sample();
        assert_eq!(map.source_offset(0, Bias::Before), 0);
        assert_eq!(map.source_offset(0, Bias::After), 2);
        assert_eq!(map.source_offset(4, Bias::Before), 8);
        assert_eq!(map.source_offset(4, Bias::After), 11);
        assert_eq!(map.source_offset(8, Bias::Before), 16);
    }

    #[test]
    fn source_places_go_forward() {
        let map = sample();
        let cases =
            [(0, 0), (1, 0), (2, 0), (3, 0), (5, 1), (8, 4), (9, 4), (11, 4), (14, 7), (15, 7), (16, 8), (19, 11)];
        for (source, folded) in cases {
            assert_eq!(map.folded_offset(source), folded, "{source}");
        }
        assert_eq!(map.folded_range(Span::new(3, 4)), 0..1);
        assert_eq!(map.folded_range(Span::new(8, 11)), 4..4);
    }

    #[test]
    fn a_place_inside_a_replaced_piece_snaps_to_its_edges() {
        let mut map = OffsetMap::default();
        map.push(0..2, 0..3); // an ideographic space of indentation is two spaces
        assert_eq!(map.source_span(1..2), Span::new(0, 3));
        assert_eq!(map.source_span(1..1), Span::new(0, 3));
        assert_eq!(map.source_offset(1, Bias::Before), 0);
        assert_eq!(map.source_offset(1, Bias::After), 3);
    }

    #[test]
    fn without_changes_everything_stays_in_place() {
        let map = OffsetMap::default();
        assert!(map.is_identity());
        assert_eq!(map.source_span(3..7), Span::new(3, 7));
        assert_eq!(map.folded_offset(5), 5);
    }
}
