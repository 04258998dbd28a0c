//! The decoded text of one document and where its lines begin.
//!
//! A line ends at `\n` or `\r\n`. Only where the document holds no `\n` at all does a lone `\r` end a line, so that a
//! stray carriage return does not shift the numbers of all lines below it. A document that ends in a line end has no
//! empty line after it. The byte order mark is not part of the text.

use encoding_rs::Encoding;

use crate::Span;
use crate::decode::{self, DecodeError, Decoded};

/// The decoded UTF-8 text of one document.
#[derive(Clone, Debug)]
pub struct Source {
    text: String,
    encoding: &'static Encoding,
    malformed: Vec<Span>,
    line_starts: Vec<u32>,
    terminator: u8,
}

impl Source {
    /// Decodes a copy of the bytes. Without an encoding it is detected; a byte order mark wins over both.
    ///
    /// # Errors
    /// If the bytes are no text, or more text than a [`Span`] can point into.
    pub fn from_bytes(bytes: &[u8], encoding: Option<&'static Encoding>) -> Result<Self, DecodeError> {
        Self::from_vec(bytes.to_vec(), encoding)
    }

    /// Decodes the bytes.
    ///
    /// # Errors
    /// As [`Source::from_bytes`].
    pub fn from_vec(bytes: Vec<u8>, encoding: Option<&'static Encoding>) -> Result<Self, DecodeError> {
        decode::decode(bytes, encoding).map(Self::new)
    }

    /// Takes over text that is decoded already. Places beyond 4 GiB cannot be pointed at.
    #[must_use]
    pub fn from_text(text: impl Into<String>) -> Self {
        let mut text = text.into();
        if text.starts_with('\u{FEFF}') {
            text.drain(..'\u{FEFF}'.len_utf8());
        }
        Self::new(Decoded { text, encoding: encoding_rs::UTF_8, malformed: Vec::new() })
    }

    fn new(decoded: Decoded) -> Self {
        let Decoded { text, encoding, malformed } = decoded;
        let terminator = line_terminator(&text);
        let line_starts = line_starts(text.as_bytes(), terminator);
        Self { text, encoding, malformed, line_starts, terminator }
    }

    /// The decoded text, without a byte order mark.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The WHATWG name of the encoding that the bytes were read in: `Shift_JIS`.
    #[must_use]
    pub fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    /// Where decoding put U+FFFD for bytes that mean nothing in the encoding; neighbours are one span.
    #[must_use]
    pub fn malformed(&self) -> &[Span] {
        &self.malformed
    }

    /// The number of lines; 0 for an empty document.
    #[must_use]
    pub fn line_count(&self) -> u32 {
        u32::try_from(self.line_starts.len()).unwrap_or(u32::MAX)
    }

    /// The 1-based line that holds the byte. A line's end belongs to the line it ends.
    #[must_use]
    pub fn line_of(&self, offset: u32) -> u32 {
        let before = self.line_starts.partition_point(|&start| start <= offset);
        u32::try_from(before).unwrap_or(u32::MAX).max(1)
    }

    /// The 1-based lines that hold the first and the last byte of the span, which are mostly one.
    #[must_use]
    pub fn lines_of(&self, span: Span) -> (u32, u32) {
        let first = self.line_of(span.start);
        let last = if span.is_empty() { span.start } else { span.end - 1 };
        let ends_behind = self.line_starts.get(first as usize).is_none_or(|&next| last < next);
        (first, if ends_behind { first } else { self.line_of(last) })
    }

    /// Where a 1-based line begins. A line that is not there begins at the end.
    #[must_use]
    pub fn line_start(&self, line: u32) -> usize {
        let start = (line as usize).checked_sub(1).and_then(|index| self.line_starts.get(index));
        start.map_or(self.text.len(), |&start| start as usize)
    }

    /// The text of a 1-based line, without its end. A line that is not there is the empty span at the end.
    #[must_use]
    pub fn line_span(&self, line: u32) -> Span {
        let start = self.line_start(line);
        let end = self.line_start(line.saturating_add(1)).max(start);
        Span::new(start, self.without_terminator(start, end))
    }

    /// The lines in order, each with its 1-based number and its text without the line end.
    pub fn lines(&self) -> impl Iterator<Item = (u32, Span)> + '_ {
        (1..=self.line_count()).map(|line| (line, self.line_span(line)))
    }

    fn without_terminator(&self, start: usize, end: usize) -> usize {
        let line = self.text.as_bytes().get(start..end).unwrap_or_default();
        let Some(body) = line.strip_suffix(&[self.terminator]) else { return end };
        let body = if self.terminator == b'\n' { body.strip_suffix(b"\r").unwrap_or(body) } else { body };
        start + body.len()
    }
}

/// The byte that ends lines in this text: `\n`, or `\r` where there is no `\n`.
pub(crate) fn line_terminator(text: &str) -> u8 {
    let bytes = text.as_bytes();
    if memchr::memchr(b'\n', bytes).is_none() && memchr::memchr(b'\r', bytes).is_some() { b'\r' } else { b'\n' }
}

fn line_starts(text: &[u8], terminator: u8) -> Vec<u32> {
    let after_ends = memchr::memchr_iter(terminator, text).map(|end| end + 1);
    let starts = std::iter::once(0).chain(after_ends).filter(|&start| start < text.len());
    starts.map(|start| u32::try_from(start).unwrap_or(u32::MAX)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of a text, as a person would number them.
    fn check(text: &str, expected: &[&str]) {
        let source = Source::from_text(text);
        let lines: Vec<&str> = source.lines().map(|(_, span)| &source.text()[span.range()]).collect();
        assert_eq!(lines, expected, "{text:?}");
        for (line, span) in source.lines() {
            assert_eq!(source.line_of(span.start), line, "{text:?}");
        }
    }

    #[test]
    fn lines_end_at_line_feeds() {
        check("", &[]);
        check("予算", &["予算"]);
        check("予算\n", &["予算"]);
        check("予算\n\n概要", &["予算", "", "概要"]);
        check("予算\r\n概要\r\n", &["予算", "概要"]);
        check("\n", &[""]);
    }

    #[test]
    fn a_carriage_return_ends_a_line_only_where_there_is_no_line_feed() {
        check("予算\r概要\r", &["予算", "概要"]);
        check("予\r算\n概要", &["予\r算", "概要"]);
    }

    #[test]
    fn places_beyond_the_text_are_its_end() {
        let source = Source::from_text("予算\n概要");
        assert_eq!(source.line_of(6), 1);
        assert_eq!(source.line_of(7), 2);
        assert_eq!(source.line_of(9999), 2);
        assert_eq!(source.lines_of(Span::new(0, 7)), (1, 1));
        assert_eq!(source.lines_of(Span::new(3, 8)), (1, 2));
        assert_eq!(source.lines_of(Span::new(7, 7)), (2, 2));
        assert_eq!(source.line_span(0), Span::new(13, 13));
        assert_eq!(source.line_span(3), Span::new(13, 13));
        assert_eq!(Source::from_text("").line_of(0), 1);
    }

    #[test]
    fn the_byte_order_mark_is_not_text() {
        assert_eq!(Source::from_text("\u{FEFF}予算").text(), "予算");
        let source = Source::from_vec("\u{FEFF}予算".into(), None).unwrap();
        assert_eq!((source.text(), source.encoding()), ("予算", "UTF-8"));
    }
}
