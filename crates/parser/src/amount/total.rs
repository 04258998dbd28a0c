//! A line that is nothing but a total, of no programme: the words of a total or a label of year and stage, and amounts.
//!
//! ```text
//! total = [ label ] [ words ] amounts           令和2年度概算要求額：1,425億円（1,305億円）, 総額 2,933億円（2,904億円）
//!       | "うち" account amounts                  うち一般会計　812億円（741億円）
//! words = total-word | account                  合計, 総額, 一般会計
//! ```
//! Its brackets mean what those of an entry mean. It states a budget only where its label says which, or where the sum of
//! another year stands beside it: `合計 5,000億円` may add up anything.

use yosan_normaliser::Era;

use super::reading::{BasisAt, ReadAmount, ReadBasis, Reading, Surroundings};
use super::{headline, tail};
use crate::budget_label::find_budget_labels;
use crate::characters::is_digit;
use crate::record::Role;
use crate::table;

/// How many characters the words of a total have at most.
const WORDS: usize = 24;

/// Words of a total that add up the paper.
const TOTALS: &[&str] = &["総額", "予算総額", "要求総額", "歳出総額", "予算額", "要求額"];

/// What the names of accounts end in.
const ACCOUNTS: &[&str] = &["会計", "特会", "特", "勘定"];

/// What the parts of a budget end in, behind うち.
const PARTS: &[&str] = &["枠", "計上", "計上分", "計上額"];

/// Whether a line is the words of a total and nothing else: `総　額`; its amounts stand below.
pub(super) fn is_words(text: &str) -> bool {
    text.len() <= 4 * WORDS && is_total_words(&compact(text))
}

/// Reads a text that is a total and nothing else.
pub(super) fn read(text: &str, surroundings: &Surroundings<'_>) -> Option<Reading> {
    let at = tail::find(text).or_else(|| behind_words(text)).filter(|at| text[..*at].chars().count() <= 2 * WORDS)?;
    let mut reading = headline::read(text, surroundings);
    let first = reading.amounts.first()?;
    let words = compact(without_label(&text[..first.range.start.max(at)], surroundings.default_era));
    let names_budget = matches!(first.basis.fiscal_year, Some(BasisAt::Here { .. }));
    let of_year_before = |amount: &ReadAmount| amount.role == Role::Previous || amount.previous;
    let is_total = if words.is_empty() { names_budget } else { is_total_words(&words) || is_part(&words) };
    if !is_total || !names_budget && !reading.amounts.iter().any(of_year_before) {
        return None;
    }
    for amount in &mut reading.amounts {
        match amount.role {
            Role::Current | Role::Supplementary => (amount.role, amount.basis.role) = (Role::Text, None),
            // `4,253億円（3,497億円） ＋756億円`: more of what, or than what, is not said.
            Role::Related if amount.fund.is_none() => {
                let basis = ReadBasis { unit: amount.basis.unit, ..ReadBasis::default() };
                let same = ReadAmount { role: Role::Text, label: None, basis, ..amount.clone() };
                *amount = ReadAmount { fiscal_year: None, stage: None, round: None, ..same };
            }
            _ => {}
        }
    }
    Some(reading)
}

/// Where the amounts begin that stand right behind the words of a total: `総額2,309億円(2,326億円)`.
fn behind_words(text: &str) -> Option<usize> {
    let at = text.find(is_digit)?;
    (is_words(&text[..at]) && tail::is_only_amounts(&text[at..])).then_some(at)
}

/// The words behind the label that they begin with, or all of them.
fn without_label(words: &str, era: Era) -> &str {
    let label = find_budget_labels(words, era).into_iter().next().filter(|label| label.range.start == 0);
    label.map_or(words, |label| &words[label.range.end..])
}

/// Whether words name a part of a total: `うちエネルギー対策特別会計`.
fn is_part(words: &str) -> bool {
    let part = words.strip_prefix("うち").filter(|part| part.chars().count() <= WORDS);
    part.is_some_and(|part| ends(part, ACCOUNTS) || ends(part, PARTS))
}

fn is_total_words(words: &str) -> bool {
    let short = words.chars().count() <= WORDS;
    // 民間投資総額 is a total of something else.
    let adds_up = || words.ends_with('計') && table::is_total(words);
    short && (TOTALS.contains(&words) || ends(words, ACCOUNTS) || adds_up())
}

fn ends(words: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| words.ends_with(ending))
}

/// The words without blanks, marks and leaders: `総　　額 …` gives `総額`.
fn compact(words: &str) -> String {
    let is_filler = |c: char| c.is_whitespace() || matches!(c, '：' | ':' | '…' | '‥' | '、' | '，');
    words.chars().filter(|c| !is_filler(*c)).collect()
}
