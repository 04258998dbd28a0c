//! Whether a value is a rule, and of which kind.
//!
//! A value is a rule because of a label directly before it (`補助率 2/3`), a verb of paying behind it (`2/3を補助`), or a
//! label that is still in force where the value stands alone between its separators (`、その他1/2）`).

use super::condition;
use super::number::{digit, is_blank, skip_blanks};
use super::scope::Attached;
use super::share::{Form, Share};
use super::vocabulary::*;
use crate::record::TermKind;

/// What stands around a value.
pub(super) struct Around<'t> {
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
    /// The bracket names what the nation pays: `国1/2`.
    pub(super) breakdown: bool,
    /// The item speaks of grants.
    pub(super) grant: bool,
    /// The item or its section speaks of loans.
    pub(super) loan: bool,
}

/// What a sum is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sum {
    /// A rule of one kind.
    Kind(TermKind),
    /// The range of a grant: a floor and a cap.
    Range,
}

impl Around<'_> {
    /// The kind of rule that a share is.
    pub(super) fn share(&self, share: &Share) -> Option<TermKind> {
        if self.is_old() || self.is_burden() || self.attached == Attached::Rate && !self.pays_own() {
            return None;
        }
        if self.pays(share) {
            return Some(TermKind::Rate);
        }
        if self.is_no_share() {
            return None;
        }
        let fraction = share.form == Form::Fraction;
        match self.label? {
            Label::Foreign => None,
            Label::Interest => (!fraction && (self.direct || self.stands_alone())).then_some(TermKind::Interest),
            Label::Rate if self.direct => (!self.measures() && self.pays_own()).then_some(TermKind::Rate),
            Label::Rate | Label::Payment => {
                let allowed = fraction || !self.inherited || self.lead.trim().is_empty();
                (allowed && !self.measures() && self.stands_alone() && self.pays_own()).then_some(TermKind::Rate)
            }
            Label::Loan | Label::LoanLimit => None,
            Label::Cap | Label::Floor | Label::Grant => self.share_of_sum(fraction).then_some(TermKind::Rate),
        }
    }

    /// Whether 定額 is a rule here.
    pub(super) fn fixed(&self) -> Option<TermKind> {
        let verb = PAYING_VERBS.iter().any(|verb| self.after.starts_with(verb)) || paid(self.after, PAYING_VERBS);
        let labelled = match self.label {
            Some(Label::Rate) => self.direct || self.stands_alone() || self.after_share(),
            Some(Label::Payment | Label::Grant) => self.stands_alone() || self.after_share(),
            _ => false,
        };
        let sum = self.after.trim_start_matches(|c| is_blank(c) || matches!(c, '（' | '('));
        let sum_follows = super::money::read_money(sum).is_some();
        (verb || labelled || sum_follows).then_some(TermKind::Fixed)
    }

    /// What a sum is.
    pub(super) fn sum(&self, range: bool) -> Option<Sum> {
        let after = self.after.trim_start_matches(is_blank);
        let threshold = THRESHOLDS.iter().any(|word| after.starts_with(word));
        let lead = self.lead.trim_end_matches(is_blank);
        let calculated = lead.ends_with(['=', '＝']) || after.strip_prefix(['×', '✕']).is_some_and(starts_with_digit);
        let near = lead.rfind(|c| digit(c).is_some()).map_or(lead, |at| &lead[at..]);
        let other = OTHER_SUMS.iter().any(|word| near.contains(word));
        if threshold || calculated || other || self.is_old() {
            return None;
        }
        self.said_behind().or_else(|| self.labelled(lead, after, range)).or_else(|| self.granted(lead, after))
    }

    /// `200万円を上限に`, `500万円（上限）`.
    fn said_behind(&self) -> Option<Sum> {
        let after = self.after.trim_start_matches(is_blank);
        let after = super::per::after(after).map_or(after, |(_, len)| &after[len..]);
        let inner = after.strip_prefix(['（', '(']);
        let says = |words: &[&str]| {
            let text = inner.unwrap_or(after);
            let rest = words.iter().find_map(|word| text.strip_prefix(word))?;
            let names_next = rest.starts_with(['：', ':', 'は', '額']) || starts_with_digit(&rest[skip_blanks(rest)..]);
            let said = if inner.is_some() {
                rest.starts_with(['）', ')'])
            } else {
                text.starts_with(['を', 'が']) || !names_next
            };
            said.then_some(())
        };
        if self.label == Some(Label::Foreign) {
            return None;
        }
        if says(FLOOR_AFTER).is_some() {
            return Some(Sum::Kind(TermKind::Floor));
        }
        says(CAP_AFTER).map(|()| Sum::Kind(self.cap()))
    }

    /// A sum under a label.
    fn labelled(&self, lead: &str, after: &str, range: bool) -> Option<Sum> {
        if !self.direct && !self.stands_alone() {
            return None;
        }
        let at_most =
            AT_MOST.iter().any(|word| after.starts_with(word)) || MOST.iter().any(|word| lead.ends_with(word));
        match self.label? {
            Label::Cap => Some(Sum::Kind(self.cap())),
            Label::Floor => Some(Sum::Kind(TermKind::Floor)),
            Label::LoanLimit => Some(Sum::Kind(TermKind::LoanLimit)),
            Label::Loan => at_most.then_some(Sum::Kind(TermKind::LoanLimit)),
            Label::Grant if range => Some(Sum::Range),
            Label::Grant if at_most => Some(Sum::Kind(TermKind::Cap)),
            Label::Grant if AT_LEAST.iter().any(|word| after.starts_with(word)) => Some(Sum::Kind(TermKind::Floor)),
            Label::Grant => Some(Sum::Kind(TermKind::Fixed)),
            Label::Rate | Label::Payment if self.attached == Attached::Rate && at_most => {
                Some(Sum::Kind(TermKind::Cap))
            }
            Label::Rate | Label::Payment | Label::Interest | Label::Foreign => None,
        }
    }

    /// A sum without a label that a verb or 最大 makes a rule: `最大450万円`, `1人当たり10万円を支給`.
    fn granted(&self, lead: &str, after: &str) -> Option<Sum> {
        if self.label == Some(Label::Foreign) {
            return None;
        }
        let most = ["最大", "最大で", "最高"].iter().any(|word| lead.ends_with(word));
        if most && (self.grant || self.loan) {
            return Some(Sum::Kind(self.cap()));
        }
        let rest = AT_MOST.iter().find_map(|word| after.strip_prefix(word));
        let verb = |text: &str| paid(text, PAYING_VERBS) || paid(text, &["支給", "給付", "交付", "支援"]);
        if rest.is_some_and(|rest| PAYING_VERBS.iter().any(|word| rest.starts_with(word)) || verb(rest)) {
            return Some(Sum::Kind(TermKind::Cap));
        }
        let each = super::per::before(lead).is_some() || lead.ends_with("一律") || lead.ends_with("定額");
        (each && verb(after)).then_some(Sum::Kind(TermKind::Fixed))
    }

    /// A limit, of a loan where the text speaks of loans.
    fn cap(&self) -> TermKind {
        if self.loan { TermKind::LoanLimit } else { TermKind::Cap }
    }

    /// `費用の3/4を補助`, `1/3補助`, `対象経費の1/2以内`, `国が3/4の補助金を交付`.
    fn pays(&self, share: &Share) -> bool {
        if self.label == Some(Label::Foreign) && self.direct {
            return false;
        }
        let cost = condition::is_cost(self.lead);
        let after = past_tails(past_alternatives(self.after));
        let after = past_bracket(after);
        let verb = PAYING_VERBS.iter().any(|verb| starts_with_verb(after, verb)) || paid(after, PAYING_VERBS);
        let payer = NATION.iter().any(|payer| self.lead.trim_end_matches(is_blank).ends_with(&format!("{payer}が")));
        if share.form == Form::Percent && !cost && !payer {
            return verb && !self.measures() && self.label != Some(Label::Interest);
        }
        verb || (cost || payer) && paid(after, SUPPORTING_VERBS)
            || cost && self.stands_alone() && self.label != Some(Label::Foreign)
    }

    /// A share under the label of a sum: `補助額：対象経費の1/2`, and in the bracket of a sum: `上限1,000千円（中小2/3）`.
    fn share_of_sum(&self, fraction: bool) -> bool {
        let lead = self.lead.trim_matches(is_blank);
        let own = self.attached == Attached::Sum
            || self.direct && !lead.starts_with('の')
            || self.inherited && lead.is_empty();
        fraction && own && self.stands_alone() && !self.breakdown
    }

    /// Not the share that another payer bears.
    fn pays_own(&self) -> bool {
        let lead = &self.lead[condition::trim(self.lead)];
        let payer = PAYERS.contains(&lead);
        let nation = lead.starts_with('国') && payer;
        match self.attached {
            Attached::Rate => !(self.breakdown || payer && !self.lead.ends_with('は')),
            _ => !payer || nation || !self.breakdown,
        }
    }

    /// Nothing but tails follows up to the next separator, and few words stand before.
    fn stands_alone(&self) -> bool {
        let after = past_tails(self.after);
        let edge = |c: char| "、。，,；;：:／/）)】］]（(【［[\t\n|・→⇒+＋<＜".contains(c);
        let joined = JOINS.iter().any(|join| after.strip_prefix(join).is_some_and(starts_with_digit));
        let ended = joined || self.after.starts_with(is_blank) || after.chars().next().is_none_or(edge);
        let label = LABELS.iter().flat_map(|(_, words)| words.iter()).any(|word| after.starts_with(word));
        let prose = ["を", "する", "した"].iter().any(|word| self.lead.contains(word)) && !self.lead.contains('者');
        (ended || label) && !prose && self.lead.chars().count() <= 60
    }

    /// `定額10/10`: a share stands directly behind 定額.
    fn after_share(&self) -> bool {
        starts_with_digit(self.after.trim_start_matches(is_blank))
    }

    /// The words before measure something else: `オンライン化率100%`.
    fn measures(&self) -> bool {
        let lead = &self.lead[condition::trim(self.lead)];
        MEASURES.iter().any(|word| lead.ends_with(word))
    }

    /// The old value of a change: `1/2から2/3に引上げ`.
    fn is_old(&self) -> bool {
        let after = self.after.trim_start_matches(is_blank);
        let Some(rest) = FROM.iter().find_map(|word| after.strip_prefix(word)) else { return false };
        let arrow = !after.starts_with("から") && !after.starts_with("より");
        let next = rest.trim_start_matches(is_blank);
        if !starts_with_digit(next) {
            return false;
        }
        let end = next.find(|c: char| !is_value_char(c)).unwrap_or(next.len());
        arrow || TO.iter().any(|word| next[end..].starts_with(word))
    }

    /// `派遣に要する経費の1/3自己負担`.
    fn is_burden(&self) -> bool {
        let after = past_tails(self.after.trim_start_matches(is_blank));
        let after = after.trim_start_matches(|c| is_blank(c) || matches!(c, 'は' | 'を' | 'が' | 'の' | '（' | '('));
        ["自己負担", "事業者負担", "事業者が負担", "事業主負担", "利用者負担", "本人負担", "自己資金", "相当分"]
            .iter()
            .any(|word| after.starts_with(word))
    }

    /// What follows makes the share something else: `1.5倍`, `2/3以上が`, `1/4相当分`.
    fn is_no_share(&self) -> bool {
        let after = self.after.trim_start_matches(is_blank);
        NOT_A_SHARE.iter().any(|word| after.starts_with(word))
    }
}

/// Whether a verb of paying follows over a particle: `を補助`, `を国が補助`, `の補助金を交付`.
fn paid(after: &str, verbs: &[&str]) -> bool {
    let after = past_tails(after);
    let Some(rest) = ["を", "の額を", "に相当する額を", "相当額を", "の", "で", "が"]
        .iter()
        .find_map(|word| after.strip_prefix(word))
    else {
        return false;
    };
    let near = rest.char_indices().nth(14).map_or(rest, |(at, _)| &rest[..at]);
    let near = near.find(['、', '。', '，', '（', '(', '\t', '|']).map_or(near, |end| &near[..end]);
    let own = ["自己", "事業者が", "超え", "占め", "目指", "対象に", "対象と"].iter().any(|word| near.contains(word));
    let directly = after.starts_with('の') && !after.starts_with("の額");
    let said = |verb: &&str| {
        if directly {
            starts_with_verb(near, verb)
        } else {
            near.find(*verb).is_some_and(|at| starts_with_verb(&near[at..], verb))
        }
    };
    !own && verbs.iter().any(said)
}

fn starts_with_verb(text: &str, verb: &str) -> bool {
    text.strip_prefix(verb).is_some_and(|rest| !NOT_PAYING.iter().any(|word| rest.starts_with(word)))
}

/// Past `以内`, `等`, footnote marks and blanks.
pub(super) fn past_tails(text: &str) -> &str {
    let mut rest = text.trim_start_matches(is_blank);
    while let Some(shorter) = TAILS.iter().find_map(|word| rest.strip_prefix(word)) {
        let mark = shorter.len() < rest.len() && rest.starts_with(['※', '*', '＊']);
        let shorter = if mark { shorter.trim_start_matches(|c| digit(c).is_some()) } else { shorter };
        rest = shorter.trim_start_matches(is_blank);
    }
    rest
}

/// Past the other values of a list: `または1/2`, `、1/2`.
fn past_alternatives(text: &str) -> &str {
    let mut rest = text;
    for _ in 0..8 {
        let next = past_tails(rest);
        let Some(after) = JOINS.iter().find_map(|join| next.strip_prefix(join)) else { return rest };
        let after = &after[skip_blanks(after)..];
        let Some((_, len)) = super::share::read_share(after) else { return rest };
        rest = &after[len..];
    }
    rest
}

/// Past one bracket, or past the closing bracket that the value stands in.
fn past_bracket(text: &str) -> &str {
    let text = &text[skip_blanks(text)..];
    let closed = text.strip_prefix(['）', ')']).unwrap_or(text);
    let Some(inner) = closed.strip_prefix(['（', '(']) else { return closed };
    inner
        .char_indices()
        .take(120)
        .find(|(_, c)| matches!(c, '）' | ')'))
        .map_or(closed, |(at, c)| &inner[at + c.len_utf8()..])
}

fn starts_with_digit(text: &str) -> bool {
    text.chars().next().is_some_and(|c| digit(c).is_some())
}

fn is_value_char(c: char) -> bool {
    digit(c).is_some() || "/／.,，．%％割分の万千億百円 ".contains(c)
}
