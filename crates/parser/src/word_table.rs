//! Tables of words: the longest of many words that a text starts with.
//!
//! A table is a tree by characters: a search goes one step for each character that the text shares with a word, and most
//! end at the first. Comparing every word of the table took more than ten times as long.

use std::ops::Range;

use yosan_normaliser::CharSet;

/// Words, each with what it means.
#[derive(Debug)]
pub(crate) struct WordTable<T> {
    /// The root first; the children of a node stand side by side, in the order of their characters.
    nodes: Vec<Node<T>>,
}

/// What the words that begin alike have in common.
#[derive(Debug)]
struct Node<T> {
    /// The last character.
    character: char,
    /// The word that ends here.
    word: Option<(&'static str, T)>,
    children: Range<usize>,
}

impl<T> Node<T> {
    fn new(character: char) -> Self {
        Self { character, word: None, children: 0..0 }
    }
}

impl<T: Copy> WordTable<T> {
    /// The table of these words; no word may occur twice.
    pub(crate) fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut words: Vec<_> = words.into_iter().collect();
        words.sort_by_key(|(word, _)| *word);
        debug_assert!(words.is_sorted_by(|one, two| one.0 < two.0), "a word occurs twice");
        let mut nodes = vec![Node::new('\0')];
        // For each node: the words that begin so, and the bytes that they share.
        let mut heads = vec![(0..words.len(), 0)];
        let mut at = 0;
        while let Some((under, shared)) = heads.get(at).cloned() {
            let first = nodes.len();
            for index in under {
                let (word, meaning) = words[index];
                let Some(character) = word[shared..].chars().next() else { continue };
                if nodes.len() == first || nodes[nodes.len() - 1].character != character {
                    nodes.push(Node::new(character));
                    heads.push((index..index, shared + character.len_utf8()));
                }
                let last = nodes.len() - 1;
                heads[last].0.end = index + 1;
                if heads[last].1 == word.len() {
                    nodes[last].word = Some((word, meaning));
                }
            }
            nodes[at].children = first..nodes.len();
            at += 1;
        }
        Self { nodes }
    }

    /// The longest word that `text` starts with.
    pub(crate) fn longest(&self, text: &str) -> Option<(&'static str, T)> {
        let mut node = self.nodes.first()?;
        let mut found = None;
        for character in text.chars() {
            let children = &self.nodes[node.children.clone()];
            let Ok(next) = children.binary_search_by_key(&character, |child| child.character) else { break };
            node = &children[next];
            found = node.word.or(found);
        }
        found
    }

    /// The characters that the words begin with.
    pub(crate) fn starts(&self) -> impl Iterator<Item = char> {
        let children = self.nodes.first().map_or(0..0, |root| root.children.clone());
        self.nodes[children].iter().map(|child| child.character)
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
        Self { starts: CharSet::new(table.starts()), table }
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
/// compares bytes.
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
