//! Tables of words: the longest of many words that a text starts with.
//!
//! The words are sorted once. A search halves the words with the same first character instead of comparing every word of
//! the table, which made the units behind numbers ten times as fast to read.

use std::ops::Range;

use yosan_normaliser::CharSet;

/// Words, each with what it means.
#[derive(Debug)]
pub(crate) struct WordTable<T> {
    /// In the order of their bytes.
    words: Vec<(&'static str, T)>,
    /// The first characters in order, with the places of their words.
    starts: Vec<(char, Range<usize>)>,
}

impl<T: Copy> WordTable<T> {
    /// The table of these words; no word may occur twice.
    pub(crate) fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut words: Vec<_> = words.into_iter().collect();
        words.sort_by_key(|(word, _)| *word);
        debug_assert!(words.is_sorted_by(|one, two| one.0 < two.0), "a word occurs twice");
        let mut starts: Vec<(char, Range<usize>)> = Vec::new();
        for (at, first) in words.iter().enumerate().filter_map(|(at, (word, _))| Some((at, word.chars().next()?))) {
            match starts.last_mut().filter(|(start, _)| *start == first) {
                Some((_, places)) => places.end = at + 1,
                None => starts.push((first, at..at + 1)),
            }
        }
        Self { words, starts }
    }

    /// The longest word that `text` starts with.
    ///
    /// It is not behind the last word that sorts before the text; where that one goes on otherwise, the word is not
    /// longer than what both share.
    pub(crate) fn longest(&self, text: &str) -> Option<(&'static str, T)> {
        let first = text.chars().next()?;
        let start = self.starts.binary_search_by_key(&first, |(first, _)| *first).ok()?;
        let mut words = &self.words[self.starts[start].1.clone()];
        let mut head = text.as_bytes();
        loop {
            words = &words[..words.partition_point(|(word, _)| word.as_bytes() <= head)];
            let (word, meaning) = *words.last()?;
            let shared = word.bytes().zip(head).take_while(|(one, two)| one == *two).count();
            if shared == word.len() {
                return Some((word, meaning));
            }
            head = &head[..shared];
        }
    }
}

/// Words that may stand anywhere in a text: found in one pass instead of one for each word.
#[derive(Debug)]
pub(crate) struct Phrases {
    table: WordTable<()>,
    starts: CharSet,
}

impl Phrases {
    /// These words; none may occur twice.
    pub(crate) fn new(words: impl IntoIterator<Item = &'static str>) -> Self {
        let table = WordTable::new(words.into_iter().map(|word| (word, ())));
        let starts = CharSet::new(table.starts.iter().map(|(first, _)| *first));
        Self { table, starts }
    }

    /// Whether one of the words stands in `text`.
    pub(crate) fn within(&self, text: &str) -> bool {
        let mut at = 0;
        loop {
            at += self.starts.skip(&text[at..]);
            let Some(first) = text[at..].chars().next() else { return false };
            if self.table.longest(&text[at..]).is_some() {
                return true;
            }
            at += first.len_utf8();
        }
    }
}

/// Whether `text` starts with `word`.
///
/// The last byte of the word is compared first: in a list of words it refuses nearly all of them without the call that
/// compares bytes, and vetoes by lists took half the time with it.
#[inline]
pub(crate) fn starts(text: &str, word: &str) -> bool {
    let Some(&last) = word.as_bytes().last() else { return true };
    text.as_bytes().get(word.len() - 1) == Some(&last) && text.starts_with(word)
}

/// Whether `text` ends with `word`; the last byte is compared first.
#[inline]
pub(crate) fn ends(text: &str, word: &str) -> bool {
    let Some(last) = word.as_bytes().last() else { return true };
    text.as_bytes().last() == Some(last) && text.ends_with(word)
}

#[cfg(test)]
mod tests {
    use super::{Phrases, WordTable, ends, starts};

    #[test]
    fn phrases_anywhere_in_a_text() {
        let phrases = Phrases::new(["見込", "切り捨て", "切捨"]);
        for (text, within) in
            [("千円未満は切り捨て", true), ("見込", true), ("切り上げ、見切", false), ("🈟", false), ("", false)]
        {
            assert_eq!(phrases.within(text), within, "{text}");
        }
    }

    #[test]
    fn words_at_the_edges() {
        for (text, word) in [("補助率", "補助"), ("補助率", ""), ("", ""), ("", "率"), ("助", "補"), ("率", "補助率")]
        {
            assert_eq!(starts(text, word), text.starts_with(word), "{text} {word}");
            assert_eq!(ends(text, word), text.ends_with(word), "{text} {word}");
        }
        assert!(ends("補助率", "助率") && !ends("補助率", "補率"));
    }

    #[test]
    fn the_longest_word_wins_over_those_that_sort_between() {
        let table = WordTable::new([("補助", 1), ("補助率", 2), ("補助上限", 3), ("補助上限額", 4), ("上限", 5)]);
        let longest = |text: &str| table.longest(text).map(|(word, _)| word);
        assert_eq!(longest("補助率は"), Some("補助率"));
        assert_eq!(longest("補助上限を"), Some("補助上限"));
        assert_eq!(longest("補助事業"), Some("補助"));
        assert_eq!(longest("補助"), Some("補助"));
        assert_eq!(longest("補正"), None);
        assert_eq!(longest(""), None);
        assert_eq!(longest("龍"), None);
    }
}
