//! Whether a share or 定額 is a rule, and of which kind; `sum.rs` asks the same of sums.
//!
//! A value is a rule because of a label directly before it (`補助率 2/3`), a verb of paying behind it (`2/3を補助`), or a
//! label that is still in force where the value stands alone between its separators (`、その他1/2）`).

use super::condition;
use super::item::Item;
use super::money::read_money;
use super::paid::{is_paid, is_paid_later, past_tails, starts_with_digit};
use super::part;
use super::scope::Attached;
use super::share::{Form, Share, read_share};
use super::token::starts_with_label;
use super::vocabulary::{
    FROM, JOINS, Label, MEASURES, NATION, NOT_A_SHARE, PAYERS, PAYING_VERBS, SUPPORTING_VERBS, TO, TOPICS,
};
use crate::characters::{is_blank, is_digit, is_kanji};
use crate::record::TermKind;

/// What may stand behind a value that stands alone.
const EDGES: &str = "、。，,；;：:／/）)】］]（(【［[\t\n|・→⇒+＋<＜※";
/// The most characters before a value that stands alone.
const LONGEST_LEAD: usize = 60;

/// The most characters up to the end of the label in a bracket that limits the value before it.
const LONGEST_LIMIT: usize = 12;

/// What stands around a value.
pub(super) struct Around<'i, 't> {
    /// The item that it stands in.
    pub(super) item: &'i Item<'t>,
    /// The words before it, back to the last separator, label or rule.
    pub(super) lead: &'t str,
    /// All that follows.
    pub(super) after: &'t str,
    /// The label in force.
    pub(super) label: Option<Label>,
    /// Whether it stands directly before the lead.
    pub(super) direct: bool,
    /// What the bracket around it hangs on.
    pub(super) attached: Attached,
    /// The label stands in another item.
    pub(super) inherited: bool,
}

impl Around<'_, '_> {
    /// The kind of rule that a share is.
    pub(super) fn share(&self, share: &Share) -> Option<TermKind> {
        if self.is_old() || self.is_burden() || self.attached == Attached::Rate && !self.is_own_part() {
            return None;
        }
        if self.is_paid_share(share) {
            return Some(TermKind::Rate);
        }
        if NOT_A_SHARE.start(self.after.trim_start_matches(is_blank)) {
            return None;
        }
        let fraction = share.form == Form::Fraction;
        if self.is_of_part() || fraction && self.label.is_none() && self.is_capped() {
            return Some(TermKind::Rate);
        }
        if self.label.is_none() {
            return self.share_alone(share);
        }
        match self.label? {
            Label::Interest => (!fraction && (self.direct || self.stands_alone())).then_some(TermKind::Interest),
            Label::Rate if self.direct => (!self.measures() && self.is_own_part()).then_some(TermKind::Rate),
            Label::Rate | Label::Payment => self.is_listed_share(fraction).then_some(TermKind::Rate),
            Label::Cap | Label::Limit | Label::Floor | Label::Grant => {
                self.is_share_of_sum(fraction).then_some(TermKind::Rate)
            }
            Label::Foreign | Label::Loan | Label::LoanLimit => None,
        }
    }

    /// Whether 定額 is a rule here.
    pub(super) fn fixed(&self) -> Option<TermKind> {
        let verb = PAYING_VERBS.start(self.after) || is_paid(self.after, PAYING_VERBS);
        let capped = self.is_capped();
        let share_follows = starts_with_digit(self.after.trim_start_matches(is_blank));
        let listed = self.stands_alone() || share_follows;
        let labelled = match self.label {
            Some(Label::Rate) => self.direct || listed,
            Some(Label::Payment | Label::Grant) => listed,
            _ => self.is_of_part() || self.attached == Attached::Sum && self.lead.trim().is_empty() && listed,
        };
        let sum = self.after.trim_start_matches(|c| is_blank(c) || matches!(c, '（' | '('));
        (verb || labelled || capped || self.fixed_alone() || read_money(sum).is_some()).then_some(TermKind::Fixed)
    }

    /// `1/2以内（上限500万円）`, `定額（1戸当たり上限100万円）`: only of a grant a limit is told in a bracket behind it.
    fn is_capped(&self) -> bool {
        let Some(inner) = past_tails(self.after).strip_prefix(['（', '(']) else { return false };
        let near = inner.char_indices().nth(LONGEST_LIMIT).map_or(inner, |(at, _)| &inner[..at]);
        let limit = near.find("上限").or_else(|| near.find("限度額"));
        limit.is_some_and(|at| !near[..at].contains(['、', '）', ')', '。']))
    }

    /// `費用の3/4を補助`, `1/3補助`, `対象経費の1/2以内`, `国が3/4の補助金を交付`.
    fn is_paid_share(&self, share: &Share) -> bool {
        let foreign = self.label == Some(Label::Foreign);
        // `保証料の1/2を補助`: a part of what the label names is paid.
        if foreign && self.direct {
            return self.lead.trim() == "の" && is_paid_later(self.after);
        }
        let cost = condition::is_cost(self.lead);
        let payer =
            NATION.iter().any(|payer| self.lead.trim_end().strip_suffix('が').is_some_and(|l| l.ends_with(payer)));
        let verb = is_paid_later(self.after);
        if share.form == Form::Percent && !cost && !payer {
            return verb && !self.measures() && self.label != Some(Label::Interest);
        }
        verb || (cost || payer) && is_paid(self.after, SUPPORTING_VERBS) || cost && !foreign && self.stands_alone()
    }

    /// A share in the scope of a label that was said before: `、その他1/2）`.
    fn is_listed_share(&self, fraction: bool) -> bool {
        let allowed = fraction || !self.inherited || self.lead.trim().is_empty();
        allowed && !self.measures() && self.stands_alone() && self.is_own_part()
    }

    /// A share under the label of a sum: `補助額：対象経費の1/2`, in the bracket of a sum: `上限1,000千円（中小2/3）`, and
    /// alone behind a comma: `上限50万円、2/3以内`.
    fn is_share_of_sum(&self, fraction: bool) -> bool {
        let of_sum = self.lead.trim_start_matches(is_blank).starts_with('の');
        let alone = self.lead.trim().is_empty();
        let own = self.attached == Attached::Sum || self.direct && !of_sum || self.inherited || alone;
        fraction && own && self.stands_alone() && !self.item.names_nation()
    }

    /// Not the share that another payer bears.
    fn is_own_part(&self) -> bool {
        let lead = &self.lead[condition::trim(self.lead)];
        let payer = is_payer(lead);
        match self.attached {
            Attached::Rate => !(payer && !self.lead.ends_with('は') || self.item.names_nation()),
            _ => !payer || lead.starts_with('国') || !self.item.names_nation(),
        }
    }

    /// `50万円以下部分は3/4` under a label of grants.
    fn is_of_part(&self) -> bool {
        let grant = |label| matches!(label, Label::Rate | Label::Payment | Label::Cap | Label::Limit | Label::Grant);
        self.label.is_some_and(grant) && part::is_named(self.lead) && self.ends_alone()
    }

    /// Nothing but tails follows up to the next separator, and few words stand before.
    pub(super) fn stands_alone(&self) -> bool {
        // `賃上げ要件を満たす場合は3/4`: for whom it holds is told in a sentence.
        let told = || self.lead.contains('者') || TOPICS.end(self.lead.trim_end_matches(is_blank));
        let prose = ["を", "する", "した"].iter().any(|word| self.lead.contains(word)) && !told();
        !prose && self.ends_alone() && self.lead.chars().count() <= LONGEST_LEAD
    }

    /// Nothing but tails follows up to the next separator.
    fn ends_alone(&self) -> bool {
        let after = past_tails(self.after);
        let edge = self.after.starts_with(is_blank) || after.chars().next().is_none_or(|c| EDGES.contains(c));
        edge || ends_within(self.after)
            || JOINS.strip_from(after).is_some_and(starts_with_digit)
            || starts_with_label(after)
            || names_next(after)
    }

    /// The words before measure something else: `オンライン化率100%`.
    fn measures(&self) -> bool {
        let words = &self.lead[condition::trim(self.lead)];
        MEASURES.end(words) && !words.ends_with("年度")
    }

    /// The old value of a change: `1/2から2/3に引上げ`.
    pub(super) fn is_old(&self) -> bool {
        let after = self.after.trim_start_matches(is_blank);
        if after.starts_with("であった") || after.starts_with("だった") {
            return true;
        }
        let Some(rest) = FROM.strip_from(after) else { return false };
        let next = rest.trim_start_matches(is_blank);
        let end = next.find(|c: char| !is_value_char(c)).unwrap_or(next.len());
        let arrow = after.starts_with(['→', '⇒', '➡']);
        starts_with_digit(next) && (arrow || TO.start(&next[end..]))
    }

    /// `派遣に要する経費の1/3自己負担`.
    fn is_burden(&self) -> bool {
        let after = past_tails(self.after);
        let after = after.trim_start_matches(|c| is_blank(c) || matches!(c, 'は' | 'を' | 'が' | 'の' | '（' | '('));
        let burdens =
            ["自己負担", "事業者負担", "事業者が負担", "事業主負担", "利用者負担", "本人負担", "自己資金", "相当分"];
        burdens.iter().any(|word| after.starts_with(word))
    }
}

/// `2/3以内単年度4,500万円`, `4/5以内2/3以内`: 以内 ends a share, where folding took the blank behind it away.
fn ends_within(after: &str) -> bool {
    let next = |rest: &str| rest.starts_with(is_kanji) || starts_with_digit(rest) && read_share(rest).is_some();
    after.strip_prefix("以内").is_some_and(|rest| next(rest.trim_start_matches(is_blank)))
}

/// Whether what follows is the name of the next value: `1/2運営費：2/3`, where folding took the blank away.
fn names_next(after: &str) -> bool {
    let Some((name, value)) = after.split_once(['：', ':']) else { return false };
    let length = name.chars().count();
    let plain = (2..=8).contains(&length) && name.chars().all(char::is_alphabetic);
    plain && (starts_with_digit(value) || value.starts_with("定額"))
}

/// Whether the words before a share name who pays it: `国`, `市町村負担`.
pub(super) fn is_payer(words: &str) -> bool {
    let payer = words.strip_suffix("負担").or_else(|| words.strip_suffix('分')).unwrap_or(words);
    PAYERS.has(words) || PAYERS.has(payer)
}

fn is_value_char(c: char) -> bool {
    is_digit(c) || "/／.,，．%％割分の万千億百円 ".contains(c)
}
