//! Whether a sum is a rule, and of which kind.

use super::condition;
use super::judge::Around;
use super::money::read_money_range;
use super::paid::{is_paid, past_bracket, starts_with_digit};
use super::part;
use super::per;
use super::scope::Attached;
use super::vocabulary::{
    AT_LEAST, AT_MOST, CAP_AFTER, COUNTERS, FLOOR_AFTER, Label, MOST, OTHER_SUMS, PAYING_VERBS, THRESHOLDS, Words,
    words,
};
use crate::characters::{RANGE_SIGNS, is_blank, is_digit, skip_blanks};
use crate::record::TermKind;

/// Verbs that make a sum for each of something a grant: `1人当たり10万円を支給`.
const GRANTING_VERBS: Words = words!("支給 給付 交付 支援");
/// Before a sum: it is the most.
const MOST_WORDS: Words = words!("最大 最大で 最高");

/// How many sums of a list are looked at.
const ENTRIES: usize = 8;
/// The most characters of the name of a sum in a list.
const LONGEST_NAME: usize = 20;

/// What a sum is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sum {
    /// A rule of one kind.
    Kind(TermKind),
    /// The range of a grant: a floor and a cap.
    Range,
}

impl Around<'_, '_> {
    /// What a sum is; `range` says that it has two ends.
    pub(super) fn sum(&self, range: bool) -> Option<Sum> {
        let after = self.after.trim_start_matches(is_blank);
        let lead = self.lead.trim_end_matches(is_blank);
        let calculated = lead.ends_with(['=', '＝']) || is_multiplied(after) && !(self.direct && is_counted(after));
        let foreign = self.label == Some(Label::Foreign);
        let threshold = THRESHOLDS.start(after) || part::is_bound(after);
        // `上限：複数年度の場合は総額30億円`
        let limit = matches!(self.label, Some(Label::Cap | Label::Limit));
        let total = limit && self.direct && ["総額", "合計"].iter().any(|word| lead.ends_with(word));
        if foreign || calculated || threshold || !total && is_other_sum(lead) || self.is_old() {
            return None;
        }
        self.said_behind(after).or_else(|| self.labelled(lead, after, range)).or_else(|| self.granted(lead, after))
    }

    /// `200万円を上限に`, `500万円（上限）`, `50万円（賃上げ枠は200万円）を上限`.
    fn said_behind(&self, after: &str) -> Option<Sum> {
        let after = per::after(after).map_or(after, |(_, len)| &after[len..]);
        if is_said(after, FLOOR_AFTER) {
            return Some(Sum::Kind(TermKind::Floor));
        }
        let over = past_bracket(after);
        let limit = is_said(after, CAP_AFTER) || over.starts_with(['を', 'が']) && is_said(over, CAP_AFTER);
        limit.then(|| Sum::Kind(self.limit()))
    }

    /// A sum under a label.
    fn labelled(&self, lead: &str, after: &str, range: bool) -> Option<Sum> {
        if !self.direct && !self.stands_alone() {
            return None;
        }
        let at_most = AT_MOST.start(after) || MOST.end(lead);
        match self.label? {
            Label::Cap => Some(Sum::Kind(TermKind::Cap)),
            Label::Limit => Some(Sum::Kind(self.limit())),
            Label::Floor if at_most && !self.direct => Some(Sum::Kind(TermKind::Cap)),
            Label::Floor => Some(Sum::Kind(TermKind::Floor)),
            Label::LoanLimit => Some(Sum::Kind(TermKind::LoanLimit)),
            Label::Loan => at_most.then_some(Sum::Kind(TermKind::LoanLimit)),
            Label::Grant if range => Some(Sum::Range),
            Label::Grant if at_most => Some(Sum::Kind(TermKind::Cap)),
            Label::Grant if AT_LEAST.start(after) => Some(Sum::Kind(TermKind::Floor)),
            Label::Grant => Some(Sum::Kind(TermKind::Fixed)),
            Label::Rate | Label::Payment if self.attached == Attached::Rate && at_most => {
                Some(Sum::Kind(TermKind::Cap))
            }
            Label::Rate | Label::Payment if self.opens_frame(lead) && range => Some(Sum::Range),
            Label::Rate | Label::Payment if self.opens_frame(lead) && at_most => Some(Sum::Kind(TermKind::Cap)),
            Label::Rate | Label::Payment | Label::Interest | Label::Foreign => None,
        }
    }

    /// `セキュリティ枠：5万円～150万円、1/2` below a line of rates.
    fn opens_frame(&self, lead: &str) -> bool {
        self.inherited && self.item.inherited.frame && lead.trim_end_matches(RANGE_SIGNS).trim().is_empty()
    }

    /// A sum without a label that a verb or 最大 makes a rule: `最大450万円`, `1人当たり10万円を支給`.
    fn granted(&self, lead: &str, after: &str) -> Option<Sum> {
        let unit = per::after(after).map_or(0, |(_, len)| len);
        if ["の定額", "（定額", "(定額", "定額補助"].iter().any(|word| after[unit..].starts_with(word)) {
            return Some(Sum::Kind(TermKind::Fixed));
        }
        if MOST_WORDS.end(lead) && (self.item.speaks_of_grants() || self.speaks_of_loans()) {
            return Some(Sum::Kind(self.limit()));
        }
        let is_granted = |text: &str| is_paid(text, PAYING_VERBS) || is_paid(text, GRANTING_VERBS);
        let is_granted_with_next = || lead.is_empty() && past_entries(after).is_some_and(is_granted);
        let at_once = |rest: &str| PAYING_VERBS.start(rest) || is_granted(rest);
        if AT_MOST.strip_from(after).is_some_and(|rest| at_once(rest) || is_granted_with_next()) {
            return Some(Sum::Kind(TermKind::Cap));
        }
        if self.sum_alone() {
            return Some(Sum::Kind(TermKind::Cap));
        }
        let each = per::before(lead).is_some() || lead.ends_with("一律") || lead.ends_with("定額");
        (each && is_granted(after)).then_some(Sum::Kind(TermKind::Fixed))
    }

    fn speaks_of_loans(&self) -> bool {
        self.label != Some(Label::Rate) && self.item.speaks_of_loans()
    }

    /// A limit, of a loan where the text speaks of loans.
    fn limit(&self) -> TermKind {
        if self.speaks_of_loans() { TermKind::LoanLimit } else { TermKind::Cap }
    }
}

/// Whether a sum is multiplied: `200万円×2`.
fn is_multiplied(after: &str) -> bool {
    after.strip_prefix(['×', '✕']).is_some_and(starts_with_digit)
}

/// Whether a sum is multiplied by how many get it, and no product follows: `上限300万円×500者程度`.
fn is_counted(after: &str) -> bool {
    let behind = after.trim_start_matches(|c| matches!(c, '×' | '✕' | ',') || is_digit(c));
    let Some(rest) = COUNTERS.strip_from(behind) else { return false };
    let rest = rest.trim_start_matches(is_blank);
    !rest.starts_with(['=', '＝', '×', '✕'])
}

/// Past the sums with names that follow a sum: `以内、B枠：25億円以内で助成`.
fn past_entries(after: &str) -> Option<&str> {
    let mut rest = after;
    for entry in 0..ENTRIES {
        let Some(next) = AT_MOST.strip_from(rest).and_then(|rest| rest.strip_prefix('、')) else {
            return (entry > 0).then_some(rest);
        };
        let (colon, sign) =
            next.char_indices().take(LONGEST_NAME).find(|(_, c)| matches!(c, '：' | ':' | '、' | '。'))?;
        let sum = &next[colon + sign.len_utf8()..];
        let (.., len) = read_money_range(sum).filter(|_| matches!(sign, '：' | ':'))?;
        rest = &sum[len..];
    }
    None
}

/// Whether the words before a sum name something else: `課税所得`, `売上高が`, `出資金の額は`.
fn is_other_sum(lead: &str) -> bool {
    let words = &lead[condition::trim(lead)];
    let words = words.strip_suffix("の額").or_else(|| words.strip_suffix(['額', '高', '金'])).unwrap_or(words);
    OTHER_SUMS.end(words) || OTHER_SUMS.end(&lead[condition::trim(lead)])
}

/// Whether one of the words says what the sum before it is, and is not the label of the next one.
fn is_said(after: &str, words: Words) -> bool {
    let inner = after.strip_prefix(['（', '(']);
    let text = inner.unwrap_or(after);
    let Some(rest) = words.strip_from(text) else { return false };
    let label = rest.starts_with(['：', ':', 'は', '額']) || starts_with_digit(&rest[skip_blanks(rest)..]);
    if inner.is_some() { rest.starts_with(['）', ')']) } else { text.starts_with(['を', 'が']) || !label }
}
