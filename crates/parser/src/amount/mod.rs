//! Amounts of money: read from folded text, with what the words and brackets around them say.
//!
//! The way of a text: `token` cuts it into pieces (numbers are read by `printed`), `tree` groups them by brackets,
//! then `headline`, `bracket` and `budget`, or `prose`, decide what each amount means. All are pure functions over `&str`
//! that give byte ranges in it. Nothing is guessed: what the text leaves open is null, and a finding says so.

mod bare_tail;
mod became;
mod bracket;
mod budget;
mod cell;
mod distorted;
mod doubtful;
mod entry_tail;
mod headline;
mod piece;
mod pot;
mod printed;
mod problem;
mod prose;
mod reading;
mod remark;
mod tail;
mod token;
mod total;
mod tree;
mod vocabulary;

use crate::brackets;
use crate::characters::ARROWS;
use crate::facts::Facts;
use printed::Setting;

pub(crate) use cell::{Figure, read_figure, status_word};
pub(crate) use printed::footnote_mark;
pub use reading::{BasisAt, OwnBudget, Problem, ProblemKind, ReadAmount, ReadBasis, Reading, Surroundings};
pub(crate) use tail::Tail;

/// Reads a headline: `令和6年度予算案額 7.3億円（6.5億円）`, or the tail of a listing bullet:
/// `249.6億円(239.3億円)の内数 【補正】27.7億円`.
#[must_use]
pub fn read_headline(text: &str, surroundings: &Surroundings<'_>) -> Reading {
    headline::read(text, surroundings)
}

/// Reads any other text: every printed amount of money, `貸付限度額：2,000万円`.
#[must_use]
pub fn read_prose(text: &str, surroundings: &Surroundings<'_>) -> Reading {
    prose::read(text, surroundings)
}

/// Reads a line that is nothing but a total, of no programme: `うち一般会計　812億円（741億円）`.
pub(crate) fn read_total(text: &str, surroundings: &Surroundings<'_>) -> Option<Reading> {
    total::read(text, surroundings)
}

/// Whether a line is the words of a total, whose amounts stand below: `総　額`.
pub(crate) fn is_total_words(text: &str) -> bool {
    total::is_words(text)
}

/// Where the amounts of a listing bullet or a heading begin: `Go To事業（再掲） 10.1億円（新規）` gives the offset of
/// `10.1`. `None` where the text does not end in amounts.
#[must_use]
pub fn find_headline_tail(text: &str) -> Option<usize> {
    tail::find(text)
}

/// Where the bare figures of a listing bullet or a heading begin, `- 廃炉 24〈24〉`, in a document that states their unit
/// once. `blank_at` tells whether the source has a blank at an offset of `text`.
#[must_use]
pub(crate) fn find_bare_tail(text: &str, blank_at: &dyn Fn(usize) -> bool) -> Option<usize> {
    bare_tail::find(text, blank_at)
}

/// Where the pot begins that stands between a name and the amounts at `at`: the JETRO of `輸出の支援　JETRO運営費交付金
/// 262億円の内数`.
pub(crate) fn find_pot(text: &str, at: usize, blank_at: &dyn Fn(usize) -> bool) -> Option<usize> {
    pot::start(text, at, blank_at)
}

/// Whether a line is nothing but amounts: `26.5億円(26.5億円)`, `【補正】 17.9億円`, `（新規）`.
#[must_use]
pub fn is_only_amounts(text: &str) -> bool {
    tail::is_only_amounts(text)
}

/// All of a line at once: where its amounts begin, whether it is nothing else, and whether it is a sheet's headline.
pub(crate) fn read_tail(text: &str, facts: Facts) -> Tail {
    tail::read(text, facts)
}

/// Whether a text ends in a sign or word that joins one more amount: `30億円（25億円）及び`, `760億円→`.
pub(crate) fn joins_more(text: &str) -> bool {
    text.ends_with(['+', '＋']) || text.ends_with(ARROWS) || vocabulary::JOINING.iter().any(|word| text.ends_with(word))
}

/// Whether a text says nothing but that the sum is not settled: `事項要求`, `（事項要望）`.
pub(crate) fn is_unstated(text: &str) -> bool {
    vocabulary::UNSTATED.contains(&brackets::inside(text).unwrap_or(text))
}

/// Whether a text ends in the word for a share: `60億円の内数`, `（60億円の内数）`.
pub(crate) fn ends_as_share(text: &str) -> bool {
    let text = text.trim_end_matches(brackets::closes);
    vocabulary::INNER.iter().any(|word| text.ends_with(word))
}

/// Whether a line is a sheet's headline, a label with year or stage and its amounts: `令和6年度予算案額2.0億円（1.3億円）`.
#[must_use]
pub fn is_sheet_headline(text: &str) -> bool {
    tail::is_sheet_headline(text)
}
