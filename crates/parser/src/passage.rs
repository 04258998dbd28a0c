//! A stretch of text that reads as one: a line, or several that the page layout broke.
//!
//! Grammars read the text of a passage and return byte ranges in it; the passage leads them back to the source.

use std::borrow::Cow;
use std::ops::Range;

use yosan_normaliser::{Folded, Span};

/// Text from one or more lines, with the way back to the folded text.
#[derive(Clone, Debug)]
pub struct Passage<'t> {
    /// The text as it reads.
    pub text: Cow<'t, str>,
    /// Where the first part begins: in `text`, and in the folded text.
    first: Part,
    /// The same of the parts behind it. Nearly all passages are of one part, and take no memory for more.
    more: Vec<Part>,
}

/// One line's share of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part {
    at: usize,
    folded: usize,
    len: usize,
}

impl<'t> Passage<'t> {
    /// The passage of one piece of the folded text.
    #[must_use]
    pub fn new(folded: &'t str, range: Range<usize>) -> Self {
        let text = folded.get(range.clone()).unwrap_or_default();
        let first = Part { at: 0, folded: range.start, len: text.len() };
        Self { text: Cow::Borrowed(text), first, more: Vec::new() }
    }

    /// Adds a piece of the folded text that continues the passage. Between two Latin words a blank is put back.
    pub fn push(&mut self, folded: &'t str, range: Range<usize>) {
        let piece = folded.get(range.clone()).unwrap_or_default();
        if piece.is_empty() {
            return;
        }
        if self.text.is_empty() {
            *self = Self::new(folded, range);
            return;
        }
        let blank = needs_blank(&self.text, piece);
        let text = self.text.to_mut();
        if blank {
            text.push(' ');
        }
        self.more.push(Part { at: text.len(), folded: range.start, len: piece.len() });
        text.push_str(piece);
    }

    /// Adds a line that begins anew: what stood on the line before, such as a note, has ended.
    pub fn push_line(&mut self, folded: &'t str, range: Range<usize>) {
        if !self.text.is_empty() {
            self.text.to_mut().push('\n');
        }
        self.push(folded, range);
    }

    /// The passage that is a range of this one.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        let text = match &self.text {
            Cow::Borrowed(text) => Cow::Borrowed(text.get(range.clone()).unwrap_or_default()),
            Cow::Owned(text) => Cow::Owned(text.get(range.clone()).unwrap_or_default().to_owned()),
        };
        let mut parts = self.parts().filter_map(|part| part.within(&range));
        let nothing = || Part { at: 0, folded: self.folded_start(range.start), len: 0 };
        let first = parts.next().unwrap_or_else(nothing);
        // An empty range lies in one part, although it may touch two.
        let more = if range.is_empty() { Vec::new() } else { parts.collect() };
        Self { text, first, more }
    }

    /// The passage without blanks at its ends.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        let end = self.text.trim_end().len().max(start);
        if start == 0 && end == self.text.len() { self.clone() } else { self.slice(start..end) }
    }

    /// The source span of a range of the text.
    #[must_use]
    pub fn span(&self, range: Range<usize>, folded: &Folded<'_>) -> Span {
        let start = self.folded_start(range.start);
        let end = self.folded_end(range.end).max(start);
        folded.map.source_span(start..end)
    }

    /// The source span of all of it.
    #[must_use]
    pub fn whole_span(&self, folded: &Folded<'_>) -> Span {
        self.span(0..self.text.len(), folded)
    }

    /// Where the pieces begin in the folded text.
    pub fn offsets(&self) -> impl Iterator<Item = usize> {
        self.parts().map(|part| part.folded)
    }

    fn parts(&self) -> impl Iterator<Item = Part> {
        std::iter::once(self.first).chain(self.more.iter().copied())
    }

    /// The offset in the folded text of the character at `at`.
    #[must_use]
    pub fn folded_start(&self, at: usize) -> usize {
        let behind = self.more.partition_point(|part| part.at <= at);
        let part = self.part(behind);
        // In the blank between two parts: the next part.
        match self.more.get(behind) {
            Some(next) if at >= part.at + part.len => next.folded,
            _ => part.folded + (at - part.at).min(part.len),
        }
    }

    /// The offset in the folded text behind the character that ends at `at`.
    fn folded_end(&self, at: usize) -> usize {
        let part = self.part(self.more.partition_point(|part| part.at < at));
        part.folded + (at - part.at.min(at)).min(part.len)
    }

    /// The first part is 0.
    fn part(&self, index: usize) -> Part {
        index.checked_sub(1).map_or(self.first, |behind| self.more[behind])
    }
}

impl Part {
    /// What of it lies in a range of the text, as a part of the passage that is that range.
    fn within(self, range: &Range<usize>) -> Option<Self> {
        let (start, end) = (self.at.max(range.start), (self.at + self.len).min(range.end));
        let lies_in = start < end || start == end && range.is_empty();
        lies_in.then(|| Self { at: start - range.start, folded: self.folded + (start - self.at), len: end - start })
    }
}

/// Whether two pieces need a blank between them: Latin words do, Japanese does not.
fn needs_blank(before: &str, after: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric();
    let last = before.chars().next_back();
    let first = after.chars().next();
    let both_digits = last.is_some_and(|c| c.is_ascii_digit() || c == ',') && first.is_some_and(|c| c.is_ascii_digit());
    !both_digits && last.is_some_and(|c| word(c) || c == ',') && first.is_some_and(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_broken_over_a_line_reads_as_one() {
        let text = "総額3兆9,\n637億5,400万円を計上";
        let folded = yosan_normaliser::fold(text);
        let mut passage = Passage::new(&folded.text, 0.."総額3兆9,".len());
        let second = "総額3兆9,\n".len();
        passage.push(&folded.text, second..text.len());
        assert_eq!(passage.text, "総額3兆9,637億5,400万円を計上");
        let start = "総額".len();
        let end = "総額3兆9,637億5,400万円".len();
        assert_eq!(&text[passage.span(start..end, &folded).range()], "3兆9,\n637億5,400万円");
        assert_eq!(&text[passage.slice(start..end).whole_span(&folded).range()], "3兆9,\n637億5,400万円");
    }

    #[test]
    fn latin_words_keep_a_blank() {
        let text = "Carbon dioxide\nCapture\n技術";
        let folded = yosan_normaliser::fold(text);
        let mut passage = Passage::new(&folded.text, 0..14);
        passage.push(&folded.text, 15..22);
        passage.push(&folded.text, 23..text.len());
        assert_eq!(passage.text, "Carbon dioxide Capture技術");
        let at = passage.text.find("Capture").expect("is there");
        assert_eq!(&text[passage.span(at..at + 7, &folded).range()], "Capture");
    }
}
