//! Round brackets and quotation marks of an item: what stands inside them is said of something, not of the sentence.

use std::sync::LazyLock;

use yosan_normaliser::CharSet;

use crate::brackets::{Bracket, closing, opening};

/// What encloses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EnclosureKind {
    /// （ ）, and ［ ］ and 〔 〕.
    Bracket,
    /// 「 」 and 『 』.
    Quote,
}

fn kind_of(bracket: Bracket) -> Option<EnclosureKind> {
    match bracket {
        Bracket::Round | Bracket::Tortoise => Some(EnclosureKind::Bracket),
        Bracket::Quote => Some(EnclosureKind::Quote),
        _ => None,
    }
}

/// A pair of marks; `start` is where the opening mark begins, `end` where the closing mark ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Enclosure {
    pub(super) kind: EnclosureKind,
    pub(super) start: usize,
    pub(super) inner: usize,
    pub(super) close: usize,
    pub(super) end: usize,
    /// The enclosure around this one.
    pub(super) parent: Option<usize>,
}

/// Marks nested deeper than this enclose nothing: no text prints them, and looking outwards stays short.
const DEEPEST: usize = 8;

/// The enclosures of a text, in the order in which they open.
#[derive(Debug, Default)]
pub(super) struct Enclosures {
    list: Vec<Enclosure>,
}

impl Enclosures {
    /// Pairs the marks of `text`; marks without a partner enclose nothing.
    pub(super) fn of(text: &str) -> Self {
        let mut list = Vec::new();
        let mut open: Vec<(EnclosureKind, usize, usize)> = Vec::new();
        let mut end = 0;
        loop {
            let at = end + MARKS.skip(&text[end..]);
            let Some(mark) = text[at..].chars().next() else { break };
            end = at + mark.len_utf8();
            if let Some(kind) = opening(mark).and_then(kind_of) {
                if open.len() < DEEPEST {
                    open.push((kind, at, end));
                }
            } else if let Some(kind) = closing(mark).and_then(kind_of) {
                close(&mut open, &mut list, kind, at, end);
            }
        }
        list.sort_by_key(|enclosure: &Enclosure| enclosure.start);
        nest(&mut list);
        Self { list }
    }

    /// The enclosure with this index.
    pub(super) fn get(&self, index: usize) -> Option<&Enclosure> {
        self.list.get(index)
    }

    /// The innermost enclosure around `at`.
    pub(super) fn around(&self, at: usize) -> Option<usize> {
        let mut index = self.list.partition_point(|enclosure| enclosure.inner <= at).checked_sub(1);
        while let Some(enclosure) = index.and_then(|index| self.list.get(index)) {
            if at < enclosure.end {
                return index;
            }
            index = enclosure.parent;
        }
        None
    }

    /// The innermost enclosure of a kind around `at`.
    pub(super) fn around_of(&self, at: usize, kind: EnclosureKind) -> Option<&Enclosure> {
        let mut index = self.around(at);
        while let Some(enclosure) = index.and_then(|index| self.list.get(index)) {
            if enclosure.kind == kind {
                return Some(enclosure);
            }
            index = enclosure.parent;
        }
        None
    }
}

/// The marks that enclose.
static MARKS: LazyLock<CharSet> = LazyLock::new(|| CharSet::new("（(）)［[〔｛{］]〕｝}「『」』".chars()));

/// Marks that opened inside and were never closed are dropped with the one that closes.
fn close(
    open: &mut Vec<(EnclosureKind, usize, usize)>,
    list: &mut Vec<Enclosure>,
    kind: EnclosureKind,
    close: usize,
    end: usize,
) {
    let Some(&(top, start, inner)) = open.last() else { return };
    if top == kind {
        open.pop();
        list.push(Enclosure { kind, start, inner, close, end, parent: None });
    } else if let Some(&(below, start, inner)) = open.len().checked_sub(2).and_then(|index| open.get(index))
        && below == kind
    {
        open.truncate(open.len() - 2);
        list.push(Enclosure { kind, start, inner, close, end, parent: None });
    }
}

fn nest(list: &mut [Enclosure]) {
    let mut stack: Vec<(usize, usize)> = Vec::new();
    for (index, enclosure) in list.iter_mut().enumerate() {
        while stack.last().is_some_and(|&(_, end)| end <= enclosure.start) {
            stack.pop();
        }
        enclosure.parent = stack.last().map(|&(parent, _)| parent);
        stack.push((index, enclosure.end));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_is_looked_at() {
        let encloses = |mark: &char| opening(*mark).or_else(|| closing(*mark)).and_then(kind_of).is_some();
        assert!(('\0'..='\u{ffff}').filter(encloses).all(|mark| MARKS.may_hold(mark)));
    }

    #[test]
    fn nested_and_unpaired_marks() {
        let text = "あ（い「う」）え」お（か";
        let enclosures = Enclosures::of(text);
        let around = |word: &str| {
            let at = text.find(word).unwrap_or_default();
            enclosures.around(at).and_then(|index| enclosures.get(index)).map(|enclosure| enclosure.kind)
        };
        assert_eq!(around("い"), Some(EnclosureKind::Bracket));
        assert_eq!(around("う"), Some(EnclosureKind::Quote));
        assert_eq!(around("え"), None);
        assert_eq!(around("か"), None);
    }
}
