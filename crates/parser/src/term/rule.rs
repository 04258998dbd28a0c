//! Values in an item: what is around each, and the rule that is made of it.

use super::ReadTerm;
use super::condition;
use super::frame;
use super::item::{Item, LONGEST_LEAD};
use super::judge::{Around, is_payer};
use super::paid::{starts_with_digit, tail};
use super::per;
use super::scope::{Attached, Scope};
use super::sum::Sum;
use super::token::{Piece, Token};
use super::vocabulary::{AT_MOST, CAP_AFTER, JOINS};
use crate::characters::is_blank;
use crate::record::TermKind;

/// How many brackets around a value may hold its topic.
const TOPIC_DEPTH: usize = 3;

impl<'t> Item<'t> {
    /// Reads a share, a sum or 定額.
    pub(super) fn value(&mut self, token: &Token) {
        let lead = self.lead(token.range.start);
        if self.is_sum_of_fixed(token, lead) || self.is_fixed_of_sum(token) {
            return;
        }
        let joined = JOINS.has(lead.trim_matches(is_blank));
        let fate = self.frame.accepted.filter(|_| joined);
        let around = self.around(token, lead);
        let old = around.is_old();
        let kinds = match &token.piece {
            Piece::Share(_) if fate == Some(false) => [None, None],
            Piece::Share(share) => [around.share(share).or(fate.map(|_| TermKind::Rate)), None],
            Piece::Fixed => [around.fixed(), None],
            Piece::Money(_, yen_max) => kinds_of(around.sum(yen_max.is_some())),
            _ => [None, None],
        };
        let accepted = kinds.iter().any(Option::is_some);
        self.frame.accepted = Some(accepted);
        if accepted {
            self.accept(token, lead, kinds);
        } else if old {
            self.frame.from = token.range.end;
        }
    }

    fn around(&self, token: &Token, lead: &'t str) -> Around<'_, 't> {
        let scope = self.frame.scope;
        Around {
            item: self,
            lead,
            after: self.text.get(token.range.end..).unwrap_or(""),
            label: scope.map(|scope| scope.label),
            direct: scope.is_some_and(|scope| scope.direct),
            attached: self.frame.attached,
            inherited: scope.is_some_and(|scope| scope.start.is_none()),
        }
    }

    /// The bracket says what the nation pays: `国1/2、県1/4`.
    pub(super) fn names_nation(&self) -> bool {
        *self.frame.nation.get_or_init(|| {
            let (start, close) = (self.frame.start, self.frame.close);
            let end = self.tokens.get(close).map_or(self.text.len(), |token| token.range.start);
            let inside = self.text.get(start..end.max(start)).unwrap_or("");
            let near = inside.char_indices().nth(LONGEST_LEAD).map_or(inside, |(at, _)| &inside[..at]);
            names_nation(near)
        })
    }

    /// `定額（500万円）`: the sum belongs to the word before it.
    fn is_sum_of_fixed(&mut self, token: &Token, lead: &str) -> bool {
        let Piece::Money(yen, yen_max) = token.piece else { return false };
        let after = self.text.get(token.range.end..).unwrap_or("");
        let limit = AT_MOST.start(after) || CAP_AFTER.start(after);
        let attached = self.frame.attached == Attached::Rate || self.frame.last.is_some();
        let Some(term) = self.terms.last_mut() else { return false };
        let gap = self.text.get(term.range.end..token.range.start).unwrap_or("?");
        let near = gap.trim_matches(|c| is_blank(c) || matches!(c, '（' | '(')).is_empty() && lead.trim().is_empty();
        let free = term.kind == TermKind::Fixed && term.yen.is_none();
        let belongs = free && attached && near && !limit;
        if belongs {
            (term.yen, term.yen_max) = (Some(yen), yen_max);
            term.range.end = token.range.end;
            self.frame.from = token.range.end;
        }
        belongs
    }

    /// `55万円の定額補助`, `55万円/戸（定額）`: the word belongs to the sum before it.
    fn is_fixed_of_sum(&mut self, token: &Token) -> bool {
        let Some(term) = self.terms.last_mut() else { return false };
        let gap = self.text.get(term.range.end..token.range.start).unwrap_or("?");
        let near = matches!(gap.trim_matches(is_blank), "" | "の" | "（" | "(");
        let belongs = token.piece == Piece::Fixed && term.kind == TermKind::Fixed && term.yen.is_some() && near;
        if belongs {
            term.range.end = token.range.end;
        }
        belongs
    }

    /// Makes the rules of a value; a range of the grant gives two.
    fn accept(&mut self, token: &Token, lead: &'t str, kinds: [Option<TermKind>; 2]) {
        let (per, end) = self.unit(token, lead);
        let printed = self.printed_start(token, lead)..end + tail(self.text.get(end..).unwrap_or(""));
        let condition = self.condition_beside(token).or_else(|| self.condition(lead, token.range.start));
        let parted = kinds.iter().all(Option::is_some);
        for kind in kinds.into_iter().flatten() {
            let (rate, yen, yen_max) = figures(kind, &token.piece, parted);
            let (per, condition, range) = (per.clone(), condition.clone(), printed.clone());
            self.terms.push(ReadTerm { kind, rate, yen, yen_max, per, condition, range });
        }
        self.frame.from = printed.end;
        self.frame.last = self.terms.len().checked_sub(1);
        if let Some(scope) = &mut self.frame.scope {
            scope.direct = false;
            scope.used = true;
        }
    }

    /// For each of what a sum is paid, and where the value with its unit ends. The unit stands behind the sum, before
    /// it, before its label, or at the end of the item before.
    fn unit(&mut self, token: &Token, lead: &str) -> (Option<String>, usize) {
        if !matches!(token.piece, Piece::Money(..)) {
            return (None, token.range.end);
        }
        let behind = per::after(self.text.get(token.range.end..).unwrap_or(""));
        let end = token.range.end + behind.map_or(0, |(_, len)| len);
        let near = behind.map(|(unit, _)| unit).or_else(|| per::before(lead)).map(str::to_owned);
        (near.or_else(|| self.frame.per.clone()).or_else(|| self.inherited.per.take()), end)
    }

    /// The printed rule starts with its label, or with the words that say what it holds for.
    fn printed_start(&self, token: &Token, lead: &str) -> usize {
        let own = |scope: &Scope| scope.direct || self.frame.attached == Attached::Label && !scope.used;
        let before = self.terms.last().map_or(0, |term| term.range.end);
        let label = self.frame.scope.filter(own).and_then(|scope| scope.start).filter(|start| *start >= before);
        let words = token.range.start - lead.len() + condition::trim(lead).start;
        label.unwrap_or(words).min(token.range.start)
    }

    /// `避難指示区域 4/5以内 2/3以内`: a share right beside another holds for the same row.
    fn condition_beside(&self, token: &Token) -> Option<String> {
        let last = self.frame.last.and_then(|last| self.terms.get(last)).filter(|term| term.kind == TermKind::Rate)?;
        let gap = self.text.get(last.range.end..token.range.start)?;
        let beside = matches!(token.piece, Piece::Share(_)) && gap.trim_matches(is_blank).is_empty();
        beside.then(|| last.condition.clone()).flatten()
    }

    fn condition(&mut self, lead: &str, start: usize) -> Option<String> {
        let payer = |words: &str| is_payer(words) && (words.starts_with('国') || self.names_nation());
        let listed = || self.listed_names(lead, start).filter(|_| lead.trim_end_matches(is_blank).ends_with('は'));
        let own = listed().or_else(|| condition::before(lead)).filter(|words| !payer(words));
        let other_frame = || own.as_deref().is_some_and(frame::is_name) && self.inherited.frame;
        let other_topic = || self.frame.keys.topical && lead.trim_end_matches(is_blank).ends_with('は');
        if own.is_some() && (!self.frame.keys.stays || other_frame() || other_topic()) {
            self.frame.keys.own = None;
        }
        let outer = self.outer.iter().rev().take(TOPIC_DEPTH);
        let topic = std::iter::once(&self.frame).chain(outer).find_map(|frame| frame.topic.clone());
        self.frame.keys.with(own).or(topic)
    }
}

/// Whether a text says what the nation pays: `国1/2`, `うち国が1/2`.
pub(super) fn names_nation(text: &str) -> bool {
    let paid = |rest: &str| {
        let rest = ["負担", "費", "庫"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
        let rest = rest.strip_prefix(['が', 'は', '：', ':']).unwrap_or(rest);
        starts_with_digit(rest.trim_start_matches(is_blank))
    };
    text.split('国').skip(1).any(paid)
}

/// The kinds of the one or two rules that a sum is.
fn kinds_of(sum: Option<Sum>) -> [Option<TermKind>; 2] {
    match sum {
        Some(Sum::Kind(kind)) => [Some(kind), None],
        Some(Sum::Range) => [Some(TermKind::Floor), Some(TermKind::Cap)],
        None => [None, None],
    }
}

/// The share and the sums of a rule; the two rules of a range have one end each.
fn figures(kind: TermKind, piece: &Piece, parted: bool) -> (Option<String>, Option<i64>, Option<i64>) {
    match piece {
        Piece::Share(share) => (Some(share.text.clone()), None, None),
        Piece::Money(_, yen_max) if parted && kind == TermKind::Cap => (None, *yen_max, None),
        Piece::Money(yen, _) if parted => (None, Some(*yen), None),
        Piece::Money(yen, yen_max) => (None, Some(*yen), *yen_max),
        _ => (None, None, None),
    }
}
