//! A total below the entries that it adds up: `計　2,162億円（2,048億円）`, `経済産業省合計：30.5億円`. It is no entry of its
//! own, and no text of the entry above.

use super::entry::Entry;
use crate::amount::is_only_amounts;
use crate::draft::Draft;
use crate::facts::Facts;
use crate::record::LineRole;
use crate::table;

/// How many characters the words of a total have at most.
const LABEL: usize = 20;

/// Whether a line is nothing but a total. Deeper than the text of an entry, it adds up what that text lists.
pub(crate) fn is_total(draft: &Draft<'_>, index: usize, open: Option<&Entry<'_>>) -> bool {
    let line = &draft.lines[index];
    let in_text = || open.is_some_and(|entry| line.indent > entry.indent && entry.is_described(draft));
    line.facts.any(Facts::MONEY) && line.hashes == 0 && label_end(line.text).is_some() && !in_text()
}

/// Where the words of a total end, if only amounts follow. 総額 can be a total over years of the entry above.
fn label_end(text: &str) -> Option<usize> {
    let ends = text.match_indices('計').map(|(at, word)| at + word.len());
    ends.take_while(|end| text[..*end].chars().count() <= LABEL).find(|end| {
        let amounts = text[*end..].trim_start_matches(['）', ')', '】', ']', '：', ':', '…', '‥', '・', ' ', '\t']);
        table::is_total(&text[..*end]) && is_only_amounts(amounts)
    })
}

/// Reads a total: its amounts are those of no programme.
pub(crate) fn read(draft: &mut Draft<'_>, index: usize) {
    let passage = draft.passage(index);
    draft.own(index, LineRole::Note, None, None);
    draft.leave_prose(passage, None, None);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_is_a_word_and_amounts() {
        for text in
            ["計2,162億円（2,048億円）", "経済産業省合計：30.5億円", "（小計）12億円", "総計 … 1兆円(9,000億円)"]
        {
            assert!(label_end(text).is_some(), "{text}");
        }
        for text in ["一般会計3,455億円", "計画策定10億円", "合計で10億円", "統計調査の計画 計3億円を支援", "計"]
        {
            assert_eq!(label_end(text), None, "{text}");
        }
    }
}
