//! Endings of names, by their last characters: most texts end in none by theirs.

use std::collections::BTreeMap;

use yosan_normaliser::CharSet;

/// Words that a text can end in.
#[derive(Clone, Debug)]
pub(super) struct EndingTable {
    by_last: BTreeMap<Option<char>, Vec<String>>,
    lasts: Box<CharSet>,
}

impl EndingTable {
    pub(super) fn new(endings: &[String]) -> Self {
        let mut by_last: BTreeMap<Option<char>, Vec<String>> = BTreeMap::new();
        for ending in endings {
            by_last.entry(ending.chars().next_back()).or_default().push(ending.clone());
        }
        let lasts = Box::new(CharSet::new(by_last.keys().copied().flatten()));
        Self { by_last, lasts }
    }

    /// Whether a text is made of the words and nothing else. Of the words that it can end in, the longest is taken off.
    pub(super) fn make_up(&self, text: &str) -> bool {
        let mut rest = text;
        while !rest.is_empty() {
            let words = self.by_last.get(&rest.chars().next_back());
            let before = words.into_iter().flatten().filter_map(|word| rest.strip_suffix(word.as_str()));
            let Some(shortest) = before.min_by_key(|before| before.len()) else { return false };
            rest = shortest;
        }
        !text.is_empty()
    }

    /// Whether a text ends in one of the words.
    pub(super) fn end(&self, text: &str) -> bool {
        let last = text.chars().next_back();
        // An empty ending, which a label file can hold, stands under no character.
        let sought = [last.filter(|last| self.lasts.may_hold(*last)), None];
        sought.iter().any(|last| {
            self.by_last.get(last).is_some_and(|words| words.iter().any(|word| text.ends_with(word.as_str())))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::EndingTable;

    #[test]
    fn words_are_found_by_their_last_characters() {
        let table = EndingTable::new(&["事業", "業務", "費", "事業費"].map(str::to_owned));
        for (text, ends) in
            [("支援事業", true), ("対策費", true), ("業務", true), ("作業", false), ("国", false), ("", false)]
        {
            assert_eq!(table.end(text), ends, "{text}");
        }
        assert!(EndingTable::new(&[String::new()]).end("国"));
        let made_up = ["事業", "事業費", "業務費事業", "", "作業"].map(|text| table.make_up(text));
        assert_eq!(made_up, [true, true, true, false, false]);
    }
}
