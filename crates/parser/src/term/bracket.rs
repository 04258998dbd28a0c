//! Brackets in an item: what they hang on, and what those without values say.

use std::ops::Range;

use super::condition;
use super::item::Item;
use super::paid::past_tails;
use super::scope::{Attached, Frame, Scope};
use super::token::{Piece, Token};
use super::vocabulary::{FOR_ALL, FORMER, Label};
use crate::characters::{is_blank, is_digit};
use crate::record::TermKind;

/// How many tokens behind a bracket may stand before the value that it is a condition of.
const REACH: usize = 4;

impl Item<'_> {
    /// Reads an opening bracket; returns the place of the next token to read.
    pub(super) fn open(&mut self, at: usize, close: usize, range: Range<usize>) -> usize {
        if let Some(end) = self.bracketed_label(at, close) {
            return end;
        }
        let closed = close < self.tokens.len();
        if closed && self.is_former(range.end, close) {
            self.frame.from = self.tokens[close].range.end;
            return close + 1;
        }
        if closed && self.weight.get(close) == self.weight.get(at) {
            self.remark(at, close, range);
            return close + 1;
        }
        let lead = self.lead(range.start);
        let own = self.frame.scope.filter(|scope| scope.direct && lead.trim_matches(is_blank).is_empty());
        let (attached, label) = self.attachment(own.is_some(), lead);
        let start = self.frame.scope.and_then(|scope| scope.start);
        let direct = own.is_some() && label != Some(Label::Payment);
        let scope = label.map(|label| Scope { label, start, direct, used: false });
        let inner = Frame::new(scope, self.condition_in_bracket(at, lead), attached, range.end, close);
        self.outer.push(std::mem::replace(&mut self.frame, inner));
        at + 1
    }

    /// `（拡充前：中小3億円、国民6,000万円）`: what was.
    fn is_former(&self, start: usize, close: usize) -> bool {
        let inner = self.text.get(start..self.tokens[close].range.start).unwrap_or("");
        let stated = |rest: &str| rest.starts_with(|c| is_blank(c) || is_digit(c) || matches!(c, '：' | ':' | 'は'));
        FORMER.strip_from(inner).is_some_and(stated) && !inner.contains(['→', '⇒', '➡'])
    }

    /// `【補助率】1/2`: a label in a bracket of its own.
    fn bracketed_label(&mut self, at: usize, close: usize) -> Option<usize> {
        let inner = self.tokens.get(at + 1)?;
        let Piece::Label(label) = inner.piece else { return None };
        if close != at + 2 || close >= self.tokens.len() || label == Label::Payment {
            return None;
        }
        let range = inner.range.clone();
        self.label(at + 1, label, range);
        self.frame.from = self.tokens.get(close)?.range.end;
        let start = self.tokens.get(at)?.range.start;
        self.frame.scope = self.frame.scope.map(|scope| Scope { start: Some(start), ..scope });
        Some(close + 1)
    }

    /// What a bracket hangs on, and the label that holds in it.
    fn attachment(&self, on_label: bool, lead: &str) -> (Attached, Option<Label>) {
        let label = self.frame.scope.map(|scope| scope.label);
        if on_label {
            return (Attached::Label, label);
        }
        let near = past_tails(lead).trim_matches(is_blank).is_empty();
        let rule = self.frame.last.filter(|_| near).and_then(|last| self.terms.get(last));
        match rule.map(|term| term.kind) {
            Some(TermKind::Rate | TermKind::Fixed) => (Attached::Rate, Some(Label::Rate)),
            Some(TermKind::Cap | TermKind::Floor) => (Attached::Sum, label.or(Some(Label::Cap))),
            Some(_) => (Attached::Sum, label),
            None => (Attached::Nothing, label),
        }
    }

    /// The condition that holds in a bracket: that of the rule it hangs on, or the one before it.
    fn condition_in_bracket(&self, at: usize, lead: &str) -> Option<String> {
        // （いずれも補助率1/2以内）
        let start = self.tokens.get(at).map_or(self.text.len(), |token| token.range.end);
        if FOR_ALL.start(self.text[start..].trim_start()) {
            return self.frame.keys.outer.clone();
        }
        let rule = self.frame.last.and_then(|last| self.terms.get(last));
        if self.is_behind_list(at) {
            let mut keys = self.frame.keys.clone();
            // Of `、B枠：25億円` only.
            keys.own = keys.own.filter(|own| rule.is_none_or(|rule| rule.condition.as_ref() != Some(own)));
            return keys.with(None);
        }
        rule.and_then(|term| term.condition.clone())
            .or_else(|| self.frame.keys.with(None))
            .or_else(|| self.heading(at, lead))
    }

    /// `中小企業2/3、大企業1/2（上限額：1億円）`: whether the limit is that of all rates or of the last is not said, nor of
    /// which sums the rate is in `A枠：3億円以内、B枠：25億円以内（補助率：2/3）`.
    fn is_behind_list(&self, at: usize) -> bool {
        let of_sum = |label| matches!(label, Label::Cap | Label::Limit | Label::Floor | Label::Grant);
        let listed_kind = match self.tokens.get(at + 1).map(|token| &token.piece) {
            Some(Piece::Label(Label::Rate)) => TermKind::Cap,
            Some(Piece::Label(label)) if of_sum(*label) => TermKind::Rate,
            _ => return false,
        };
        let last = self.frame.last;
        let Some((before, rule)) =
            last.and_then(|last| Some((self.terms.get(last.checked_sub(1)?)?, self.terms.get(last)?)))
        else {
            return false;
        };
        let gap = self.text.get(before.range.end..rule.range.start).unwrap_or("");
        let gap = gap.trim_matches(is_blank);
        // 、B枠：
        let name = gap.strip_prefix('、').is_some_and(|name| name.ends_with(['：', ':']) && !name.contains('、'));
        let listed = name || matches!(gap, "、" | "，" | "," | "・" | "及び");
        listed
            && before.kind == listed_kind
            && rule.kind == listed_kind
            && before.condition.is_some()
            && before.condition != rule.condition
    }

    /// `1. 企業間連携型（補助上限額：…）`: the heading that the rules of its bracket hold for.
    fn heading(&self, at: usize, lead: &str) -> Option<String> {
        let labelled =
            self.tokens.get(at + 1).is_some_and(|token| matches!(token.piece, Piece::Label(_) | Piece::Fixed));
        let prose = lead.contains('を') || lead.ends_with(['す', 'る', 'た', 'し']);
        // `診断（10万円以内）と更新（補助率1/3）`
        let behind_bracket = self.text[..self.frame.from].ends_with(['）', ')']);
        let lead = lead.strip_prefix(['と', 'や']).filter(|_| behind_bracket).unwrap_or(lead);
        (labelled && self.outer.is_empty() && !prose).then(|| condition::before(lead)).flatten()
    }

    /// A bracket without values: a condition behind its value or before it, or a remark.
    fn remark(&mut self, at: usize, close: usize, range: Range<usize>) {
        let Some(closing) = self.tokens.get(close).map(|token| token.range.clone()) else { return };
        let words = condition::in_bracket(self.text.get(range.end..closing.start).unwrap_or(""));
        let lead = self.lead(range.start);
        let near = lead.trim_matches(|c: char| is_blank(c) || matches!(c, '：' | ':' | '※')).is_empty();
        let value_next = self.tokens.get(close + 1..).is_some_and(is_value_near);
        let prefix = value_next && (self.frame.keys.prefix.is_some() || self.frame.last.is_none());
        let behind = self.frame.last.filter(|_| past_tails(lead).is_empty() && !prefix);
        match behind {
            Some(last) if words.is_some() => self.add_condition(last, words, closing.end),
            Some(_) => self.frame.from = closing.end,
            None if prefix && words.is_some() && (near || at == 0 || past_tails(lead).is_empty()) => {
                self.frame.keys.prefix = words;
                self.frame.from = closing.end;
            }
            None => {}
        }
    }

    /// Reads a closing bracket; one that nothing opened parts segments.
    pub(super) fn close(&mut self, range: Range<usize>) {
        if let Some(outer) = self.outer.pop() {
            let inner = std::mem::replace(&mut self.frame, outer);
            self.extend_printed(&inner, range.end);
        }
        self.frame.from = range.end;
        if let Some(scope) = &mut self.frame.scope {
            scope.direct = false;
        }
    }

    /// The printed rule takes in its bracket: `補助（定額）`, `3/4（国1/2、県1/4）`; not where a label in it starts the rule.
    fn extend_printed(&mut self, inner: &Frame, end: usize) {
        let labelled = inner.scope.and_then(|scope| scope.start).is_some_and(|start| start >= inner.start);
        let last = match inner.attached {
            Attached::Label if !labelled => inner.last,
            Attached::Rate if inner.last.is_none() => self.frame.last,
            _ => None,
        };
        if let Some(term) = last.and_then(|last| self.terms.get_mut(last)) {
            term.range.end = term.range.end.max(end);
        }
    }
}

/// Whether a value comes before the next separator.
fn is_value_near(tokens: &[Token]) -> bool {
    let mut near = tokens.iter().take_while(|token| token.piece == Piece::Text || token.is_value()).take(REACH);
    near.any(Token::is_value)
}
