//! Writes folded text and its offset map: unchanged text is copied in long runs, at the changes only.

use std::borrow::Cow;
use std::ops::Range;

use crate::OffsetMap;

/// The folded text as far as it is written.
pub(super) struct Writer<'s> {
    source: &'s str,
    text: String,
    map: OffsetMap,
    /// How much of the source is written; what follows up to the next change is unchanged.
    done: usize,
}

impl<'s> Writer<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self { source, text: String::new(), map: OffsetMap::default(), done: 0 }
    }

    /// Puts `text` in the place of a range of the source. Ranges come in order.
    pub(super) fn replace(&mut self, range: Range<usize>, text: &str) {
        if self.map.is_identity() {
            self.text.reserve(self.source.len());
        }
        self.text.push_str(self.source.get(self.done..range.start).unwrap_or_default());
        let start = self.text.len();
        self.text.push_str(text);
        self.map.push(start..self.text.len(), range.clone());
        self.done = range.end;
    }

    /// The place in the folded text that the last change ended at.
    pub(super) fn position(&self) -> usize {
        self.text.len()
    }

    pub(super) fn finish(mut self) -> (Cow<'s, str>, OffsetMap) {
        if self.map.is_identity() {
            return (Cow::Borrowed(self.source), self.map);
        }
        self.text.push_str(self.source.get(self.done..).unwrap_or_default());
        (Cow::Owned(self.text), self.map)
    }
}
