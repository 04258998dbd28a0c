//! Pieces of a text: edges without blanks, the inside of a bracket, the name of a pot.

use std::ops::Range;

use super::vocabulary::FUND_ENDINGS;
use crate::brackets::closes;

/// The pot named by the words in front of an amount: 財務省 of 財務省計上. A commitment is none: 国庫債務負担行為の歳出化分.
pub(super) fn fund(text: &str, words: &Range<usize>) -> Option<Range<usize>> {
    let mut range = trim(text, words);
    while let Some(ending) = FUND_ENDINGS.iter().find(|ending| text[range.clone()].ends_with(**ending)) {
        let shorter = trim(text, &(range.start..range.end - ending.len()));
        if shorter.is_empty() {
            break;
        }
        range = shorter;
    }
    let printed = &text[range.clone()];
    let is_name = !printed.is_empty() && !printed.contains('。') && !printed.contains("歳出化");
    (is_name && printed.chars().count() <= 40).then_some(range)
}

/// A range without the blanks and separators at its edges.
pub(super) fn trim(text: &str, range: &Range<usize>) -> Range<usize> {
    const EDGES: &[char] = &[' ', '\u{3000}', '\u{a0}', '\t', '\n', '\r', '、', '，', ',', '：', ':', '・', '/', '／'];
    let printed = &text[range.clone()];
    let start = range.start + (printed.len() - printed.trim_start_matches(EDGES).len());
    let end = start + printed.trim_matches(EDGES).len();
    start..end
}

/// What stands between two brackets.
pub(super) fn inner_text<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    let printed = &text[range.clone()];
    let first = printed.chars().next().map_or(0, char::len_utf8);
    let last = printed.chars().next_back().filter(|last| closes(*last)).map_or(0, char::len_utf8);
    printed.get(first..printed.len() - last).unwrap_or_default()
}
