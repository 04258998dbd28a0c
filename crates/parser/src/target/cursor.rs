//! A place in a text that moves forward: what the small readers of goals are written with.
//!
//! Nothing here can panic: every step ends at the end of a character, and a step that does not match moves nothing.

use crate::characters::range_sign;
use crate::word_table::starts;

/// Arrows from what is to what shall be.
pub(super) const ARROWS: [char; 4] = ['→', '⇒', '➡', '➔'];

/// A text and what follows a place in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    rest: &'t str,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { text, rest: text.get(at..).unwrap_or("") }
    }

    /// The whole text, of which `at` is an offset.
    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    /// The byte offset reached.
    pub(super) fn at(&self) -> usize {
        self.text.len() - self.rest.len()
    }

    /// All that follows.
    pub(super) fn rest(&self) -> &'t str {
        self.rest
    }

    /// Goes to where another reader of the same text stopped.
    pub(super) fn jump(&mut self, at: usize) {
        *self = Self::new(self.text, at);
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    pub(super) fn starts_with(&self, word: &str) -> bool {
        starts(self.rest, word)
    }

    pub(super) fn starts_with_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.starts_with(word))
    }

    /// Steps over `word` if it comes next.
    pub(super) fn eat(&mut self, word: &str) -> bool {
        let found = self.starts_with(word);
        if found {
            self.skip(word.len());
        }
        found
    }

    /// Steps over the longest of `words` that comes next.
    pub(super) fn eat_any(&mut self, words: &[&'static str]) -> Option<&'static str> {
        let word = words.iter().copied().filter(|word| self.starts_with(word)).max_by_key(|word| word.len())?;
        self.skip(word.len());
        Some(word)
    }

    /// Steps over the sign or word that joins the ends of a range.
    pub(super) fn eat_range_sign(&mut self) -> Option<&'t str> {
        let sign = range_sign(self.rest)?;
        self.skip(sign.len());
        Some(sign)
    }

    /// Steps over one character that `accept` takes.
    pub(super) fn eat_char(&mut self, accept: impl Fn(char) -> bool) -> Option<char> {
        let next = self.peek().filter(|&next| accept(next))?;
        self.skip(next.len_utf8());
        Some(next)
    }

    /// Steps over at most `most` characters that `accept` takes, and returns them.
    pub(super) fn eat_while(&mut self, most: usize, accept: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest;
        let len = rest.chars().take(most).take_while(|&next| accept(next)).map(char::len_utf8).sum();
        self.skip(len);
        rest.get(..len).unwrap_or("")
    }

    /// Steps over a blank that survived folding.
    pub(super) fn blank(&mut self) {
        self.eat_while(2, char::is_whitespace);
    }

    fn skip(&mut self, len: usize) {
        self.rest = self.rest.get(len..).unwrap_or("");
    }
}

/// The last `most` characters before `at`: rules look back a little, never to the beginning.
pub(super) fn before(text: &str, at: usize, most: usize) -> &str {
    let head = text.get(..at).unwrap_or("");
    let start = head.char_indices().rev().take(most).last().map_or(head.len(), |(start, _)| start);
    head.get(start..).unwrap_or("")
}

/// The first `most` characters from `at` on.
pub(super) fn after(text: &str, at: usize, most: usize) -> &str {
    let tail = text.get(at..).unwrap_or("");
    let end = tail.char_indices().nth(most).map_or(tail.len(), |(end, _)| end);
    tail.get(..end).unwrap_or("")
}
