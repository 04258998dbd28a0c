//! Reads the rules of one item, from its first token to its last.
//!
//! ```text
//! item    = { segment separator }
//! segment = condition? label? condition? value tail? bracket?
//! bracket = "（" item "）"
//! ```
//! A label and a condition hold for the values behind them in their bracket; a bracket inherits both from the place it
//! stands at.

use std::ops::Range;

use super::ReadTerm;
use super::condition;
use super::judge::{Around, Sum, past_tails};
use super::number::is_blank;
use super::per;
use super::scope::{Attached, Frame, Key, Scope};
use super::token::{Piece, Token, tokens};
use super::vocabulary::{AT_MOST, CAP_AFTER, GRANT_WORDS, JOINS, LOAN_WORDS, Label, PAYERS, PAYING_VERBS};
use crate::record::TermKind;

/// The most bytes before a value that are looked at, so that a long line is read in linear time.
const LONGEST_LEAD: usize = 480;

/// What an item brings in from the items before it and from its section.
#[derive(Clone, Debug, Default)]
pub(super) struct Inherited {
    pub(super) label: Option<Label>,
    pub(super) condition: Option<String>,
    pub(super) per: Option<String>,
    pub(super) loan: bool,
}

/// One item while it is read.
pub(super) struct Item<'t> {
    text: &'t str,
    pub(super) tokens: Vec<Token>,
    /// How many labels and values stand before each token.
    weight: Vec<usize>,
    frames: Vec<Frame>,
    inherited: Inherited,
    grant: bool,
    loan: bool,
    terms: Vec<ReadTerm>,
}

impl<'t> Item<'t> {
    pub(super) fn new(text: &'t str, inherited: Inherited) -> Self {
        let tokens = tokens(text);
        let mut weight = vec![0];
        for token in &tokens {
            let counts = token.is_value() || matches!(token.piece, Piece::Label(label) if label != Label::Payment);
            weight.push(weight.last().copied().unwrap_or(0) + usize::from(counts));
        }
        let key = Key { words: inherited.condition.clone(), stays: true };
        let frame = Frame::new(inherited.label.map(Scope::inherited), key, Attached::Nothing, 0, tokens.len());
        let loan = inherited.loan || LOAN_WORDS.iter().any(|word| text.contains(word));
        let grant = GRANT_WORDS.iter().any(|word| text.contains(word));
        Self { text, tokens, weight, frames: vec![frame], inherited, grant, loan, terms: Vec::new() }
    }

    /// The rules, and the label still in force at the end of the item, with what stands open there.
    pub(super) fn read(mut self) -> Outcome {
        let mut at = 0;
        while at < self.tokens.len() {
            at = self.step(at);
        }
        let open = self.frames.len() > 1;
        let last = self.frames.last();
        let label = last.and_then(|frame| frame.scope).map(|scope| scope.label);
        let per =
            open.then(|| last.and_then(|frame| per::before(&self.text[frame.from..]))).flatten().map(str::to_owned);
        Outcome { terms: self.terms, label, open, per }
    }

    /// Reads one token; returns the place of the next.
    fn step(&mut self, at: usize) -> usize {
        let range = self.tokens[at].range.clone();
        match self.tokens[at].piece.clone() {
            Piece::Label(label) => self.label(at, label, range),
            Piece::Share(_) | Piece::Fixed | Piece::Money(..) => self.value(at),
            Piece::Open(close) => return self.open(at, close, range),
            Piece::Close => self.close(at, range),
            Piece::Comma => self.comma(range),
            Piece::Stop => self.stop(range),
            Piece::Cell => self.cell(range),
            Piece::Colon => return self.colon(at, range),
            Piece::Text => {}
        }
        at + 1
    }

    fn frame(&mut self) -> &mut Frame {
        if self.frames.is_empty() {
            self.frames.push(Frame::new(None, Key::default(), Attached::Nothing, self.text.len(), self.tokens.len()));
        }
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    /// The words between the last separator, label or rule and a place.
    fn lead(&mut self, end: usize) -> &'t str {
        let mut from = self.frame().from.min(end).max(end.saturating_sub(LONGEST_LEAD));
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        self.text.get(from..end).unwrap_or("")
    }

    fn label(&mut self, at: usize, label: Label, range: Range<usize>) {
        if label == Label::Payment && !self.announces(at) {
            return;
        }
        let behind_payment = at > 0 && matches!(self.tokens[at - 1].piece, Piece::Label(Label::Payment));
        let start = if behind_payment { self.tokens[at - 1].range.start } else { range.start };
        let lead = self.lead(start);
        if label != Label::Payment && label != Label::Foreign {
            self.condition_before_label(lead);
        }
        let per = per::before(lead).map(str::to_owned);
        let frame = self.frame();
        frame.per = per.or_else(|| frame.per.take());
        frame.scope = Some(Scope { label, start: Some(start), direct: true, used: false });
        frame.from = range.end;
        frame.last = None;
        frame.accepted = None;
    }

    /// `通常枠：上限`, `専門家を活用する場合 補助上限額`.
    fn condition_before_label(&mut self, lead: &str) {
        let words = condition::before(lead);
        let topic = self.frame().topic.clone();
        let frame = self.frame();
        if let Some(words) = words.or(topic) {
            frame.key = Key { words: Some(words), stays: true };
        } else if frame.key.words.is_some() {
            frame.key.stays = true;
        }
    }

    /// Whether a way of paying is a label: `補助（2/3）`, `補助：2/3`, `補助 2/3`, not `補助を行う`.
    fn announces(&self, at: usize) -> bool {
        let mut rest = self.tokens[at + 1..].iter().filter(|token| {
            let words = self.text.get(token.range.clone()).unwrap_or("").trim_matches(is_blank);
            !matches!(words, "" | "等" | "率" | "型" | "方式")
        });
        match rest.next().map(|token| &token.piece) {
            Some(Piece::Open(_) | Piece::Colon | Piece::Share(_) | Piece::Fixed) => true,
            Some(_) => false,
            None => true,
        }
    }

    fn value(&mut self, at: usize) {
        let token = self.tokens[at].clone();
        let lead = self.lead(token.range.start);
        if self.is_sum_of_fixed(&token, lead) {
            return;
        }
        let joined = JOINS.contains(&lead.trim_matches(is_blank));
        let fate = self.frame().accepted.filter(|_| joined);
        let around = self.around(&token, lead);
        let kinds = match &token.piece {
            Piece::Share(share) if fate == Some(true) => {
                around.share(share).or(Some(TermKind::Rate)).into_iter().collect()
            }
            Piece::Share(share) => around.share(share).filter(|_| fate != Some(false)).into_iter().collect(),
            Piece::Fixed => around.fixed().into_iter().collect(),
            Piece::Money(_, yen_max) => sum_kinds(around.sum(yen_max.is_some())),
            _ => Vec::new(),
        };
        self.frame().accepted = Some(!kinds.is_empty());
        if !kinds.is_empty() {
            self.accept(&token, lead, &kinds);
        }
    }

    fn around(&mut self, token: &Token, lead: &'t str) -> Around<'t> {
        let breakdown = self.names_nation();
        let (grant, loan, text) = (self.grant, self.loan, self.text);
        let frame = self.frame();
        let (label, direct) = frame.label();
        Around {
            lead,
            after: text.get(token.range.end..).unwrap_or(""),
            label,
            direct,
            attached: frame.attached,
            inherited: frame.scope.is_some_and(|scope| scope.start.is_none()),
            breakdown,
            grant,
            loan: loan && label != Some(Label::Rate),
        }
    }

    /// The bracket says what the nation pays: `国1/2、県1/4`.
    fn names_nation(&mut self) -> bool {
        let (start, close) = (self.frame().start, self.frame().close);
        let end = self.tokens.get(close).map_or(self.text.len(), |token| token.range.start);
        let inside = self.text.get(start..end.max(start)).unwrap_or("");
        let near = inside.char_indices().nth(LONGEST_LEAD).map_or(inside, |(at, _)| &inside[..at]);
        names_payer_nation(near)
    }

    /// `定額（500万円）`: the sum belongs to the word before it.
    fn is_sum_of_fixed(&mut self, token: &Token, lead: &str) -> bool {
        let Piece::Money(yen, yen_max) = token.piece else { return false };
        let attached = self.frame().attached == Attached::Rate || self.frame().last.is_some();
        let Some(term) = self.terms.last_mut() else { return false };
        let gap = self.text.get(term.range.end..token.range.start).unwrap_or("?");
        let near =
            gap.trim_matches(|c| is_blank(c) || matches!(c, '（' | '(' | 'で')).is_empty() && lead.trim().is_empty();
        let after = self.text.get(token.range.end..).unwrap_or("");
        let limit = AT_MOST.iter().chain(CAP_AFTER).any(|word| after.starts_with(word));
        let free = term.kind == TermKind::Fixed && term.yen.is_none() && attached && near && !limit;
        if free {
            (term.yen, term.yen_max) = (Some(yen), yen_max);
            term.range.end = token.range.end;
        }
        free
    }

    fn accept(&mut self, token: &Token, lead: &'t str, kinds: &[TermKind]) {
        let after = self.text.get(token.range.end..).unwrap_or("");
        let unit = matches!(token.piece, Piece::Money(..)).then(|| per::after(after)).flatten();
        let per = unit.map(|(unit, _)| unit).or_else(|| per::before(lead)).map(str::to_owned);
        let per = per.filter(|_| matches!(token.piece, Piece::Money(..))).or_else(|| self.said_per(token));
        let end = token.range.end + unit.map_or(0, |(_, len)| len);
        let rest = self.text.get(end..).unwrap_or("");
        let printed = self.printed_start(token, lead)..end + tail(rest);
        let condition = self.condition(lead);
        for kind in kinds {
            let (yen, yen_max) = sums(*kind, &token.piece, kinds.len());
            let rate = if let Piece::Share(share) = &token.piece { Some(share.text.clone()) } else { None };
            let term = ReadTerm {
                kind: *kind,
                rate,
                yen,
                yen_max,
                per: per.clone(),
                condition: condition.clone(),
                range: printed.clone(),
            };
            self.terms.push(term);
        }
        self.settle(printed.end);
    }

    /// The unit that was said before the label, or at the end of the item before: `（1件当たり上限1,000千円）`.
    fn said_per(&mut self, token: &Token) -> Option<String> {
        let sum = matches!(token.piece, Piece::Money(..));
        sum.then(|| self.frame().per.clone().or_else(|| self.inherited.per.take())).flatten()
    }

    /// The printed rule starts with its label, or with the words that say what it holds for.
    fn printed_start(&mut self, token: &Token, lead: &str) -> usize {
        let frame = self.frame();
        let own = |scope: &Scope| scope.direct || frame.attached == Attached::Label && !scope.used;
        if let Some(start) = frame.scope.filter(own).and_then(|scope| scope.start) {
            return start.min(token.range.start);
        }
        token.range.start - (lead.len() - condition::trim(lead).start.min(lead.len()))
    }

    fn condition(&mut self, lead: &str) -> Option<String> {
        let breakdown = self.names_nation();
        let payer = |words: &str| PAYERS.contains(&words) && (breakdown || words.starts_with('国'));
        let own = condition::before(lead).filter(|words| !payer(words));
        let topic = self.frames.iter().rev().take(4).find_map(|frame| frame.topic.clone());
        let frame = self.frame();
        if own.is_some() && !frame.key.stays {
            frame.key = Key::default();
        }
        condition::join(frame.key.words.as_deref(), own).or(topic)
    }

    /// What holds after a rule.
    fn settle(&mut self, end: usize) {
        let last = self.terms.len().checked_sub(1);
        let frame = self.frame();
        frame.from = end;
        frame.last = last;
        if let Some(scope) = &mut frame.scope {
            scope.direct = false;
            scope.used = true;
        }
    }

    fn open(&mut self, at: usize, close: usize, range: Range<usize>) -> usize {
        let close = close.min(self.tokens.len());
        if self.weight[close] == self.weight[at] && close < self.tokens.len() {
            return self.remark(at, close, range);
        }
        let lead = self.lead(range.start);
        let on_label =
            at > 0 && self.frame().scope.is_some_and(|scope| scope.direct) && lead.trim_matches(is_blank).is_empty();
        let (attached, label) = self.attachment(on_label, lead);
        let key = self.bracket_key(at, lead);
        let scope = label.map(|label| self.bracket_scope(label, on_label));
        self.frames.push(Frame::new(scope, key, attached, range.end, close));
        at + 1
    }

    /// What a bracket hangs on, and the label that holds in it.
    fn attachment(&mut self, on_label: bool, lead: &str) -> (Attached, Option<Label>) {
        let label = self.frame().scope.map(|scope| scope.label);
        if on_label {
            return (Attached::Label, label);
        }
        let near = past_tails(lead).trim_matches(is_blank).is_empty();
        let before = self.frame().last.filter(|_| near).and_then(|last| self.terms.get(last)).map(|term| term.kind);
        match before {
            Some(TermKind::Rate | TermKind::Fixed) => (Attached::Rate, Some(Label::Rate)),
            Some(TermKind::Cap | TermKind::Floor) => (Attached::Sum, label.or(Some(Label::Cap))),
            Some(_) => (Attached::Sum, label),
            None => (Attached::Nothing, label),
        }
    }

    fn bracket_scope(&mut self, label: Label, on_label: bool) -> Scope {
        let start = self.frame().scope.and_then(|scope| scope.start);
        Scope { label, start, direct: on_label && label != Label::Payment, used: false }
    }

    /// The condition that holds in a bracket.
    fn bracket_key(&mut self, at: usize, lead: &str) -> Key {
        let last = self.frame().last.and_then(|last| self.terms.get(last)).and_then(|term| term.condition.clone());
        let outer = self.frame().key.clone();
        let words = last.or(outer.words).or_else(|| self.heading(at, lead));
        Key { words, stays: true }
    }

    /// `1. 企業間連携型（補助上限額：…）`: the heading that the rules of its bracket hold for.
    fn heading(&mut self, at: usize, lead: &str) -> Option<String> {
        let labelled = self.tokens.get(at + 1).is_some_and(|token| matches!(token.piece, Piece::Label(_)));
        let prose = lead.contains('を') || lead.ends_with(['す', 'る', 'た', 'し']);
        (labelled && self.frames.len() == 1 && !prose).then(|| condition::before(lead)).flatten()
    }

    /// A bracket without values: a condition, before or behind its value, or a remark.
    fn remark(&mut self, at: usize, close: usize, range: Range<usize>) -> usize {
        let end = self.tokens.get(close).map_or(self.text.len(), |token| token.range.start);
        let outer = self.tokens.get(close).map_or(self.text.len(), |token| token.range.end);
        let words = condition::in_bracket(self.text.get(range.end..end).unwrap_or(""));
        let lead = self.lead(range.start);
        let near = lead.trim_matches(|c: char| is_blank(c) || matches!(c, '：' | ':' | '※')).is_empty();
        let value_next = self.tokens.get(close + 1..).is_some_and(|rest| value_follows(rest));
        let behind = self.frame().last.filter(|_| {
            past_tails(lead).is_empty() && !(self.frames.last().is_some_and(|frame| frame.prefixing) && value_next)
        });
        if let (Some(last), Some(words)) = (behind, &words) {
            if let Some(term) = self.terms.get_mut(last) {
                term.condition = condition::join(term.condition.as_deref(), Some(words.clone()));
                term.range.end = outer;
            }
            self.frame().from = outer;
        } else if near && words.is_some() && value_next {
            let frame = self.frame();
            frame.key = Key { words, stays: true };
            frame.prefixing = true;
            frame.from = outer;
        } else if near && at > 0 && self.frame().last.is_some() {
            self.frame().from = outer;
        }
        close + 1
    }

    fn close(&mut self, at: usize, range: Range<usize>) {
        if self.frames.len() > 1 {
            if let Some(inner) = self.frames.pop() {
                self.extend_printed(&inner, range.end);
            }
        }
        let _ = at;
        let frame = self.frame();
        frame.from = range.end;
        if let Some(scope) = &mut frame.scope {
            scope.direct = false;
        }
    }

    /// The printed rule takes in its bracket: `補助（定額）`, `3/4（国1/2、県1/4）`.
    fn extend_printed(&mut self, inner: &Frame, end: usize) {
        let last = match inner.attached {
            Attached::Label => inner.last,
            Attached::Rate if inner.last.is_none() => self.frames.last().and_then(|frame| frame.last),
            _ => None,
        };
        if let Some(term) = last.and_then(|last| self.terms.get_mut(last)) {
            term.range.end = term.range.end.max(end);
        }
    }

    fn comma(&mut self, range: Range<usize>) {
        let lead = self.lead(range.start);
        let topic = condition::topic(lead);
        let frame = self.frame();
        if topic.is_some() {
            frame.topic = topic;
        }
        if let Some(scope) = &mut frame.scope {
            // A list of conditions may stand between a label and its first value.
            scope.direct = false;
        }
        if !frame.key.stays && frame.last.is_some() {
            frame.key = Key::default();
        }
        frame.from = range.end;
        frame.last = None;
        if !lead.trim_matches(is_blank).is_empty() {
            frame.accepted = None;
        }
    }

    fn stop(&mut self, range: Range<usize>) {
        let frame = self.frame();
        if let Some(scope) = &mut frame.scope {
            scope.direct = false;
        }
        frame.topic = None;
        frame.last = None;
        frame.accepted = None;
        frame.from = range.end;
    }

    fn cell(&mut self, range: Range<usize>) {
        let lead = self.lead(range.start);
        let words = condition::before(lead);
        let frame = self.frame();
        let labelled = frame.scope.is_some_and(|scope| scope.start.is_some() || scope.used);
        let first = !labelled && frame.last.is_none() && frame.key.words.is_none();
        if first && words.is_some() {
            frame.key = Key { words, stays: true };
        }
        if frame.scope.is_some_and(|scope| scope.used) {
            frame.scope = None;
        }
        frame.from = range.end;
        frame.last = None;
        frame.accepted = None;
    }

    /// `全指定産地共通：定額` names a condition before the value, `定額：製革業の環境保全対策事業` behind it.
    fn colon(&mut self, at: usize, range: Range<usize>) -> usize {
        let lead = self.lead(range.start);
        let close = self.frame().close;
        let last = self.frame().last.filter(|_| past_tails(lead).is_empty());
        let only_words = self.weight.get(close) == self.weight.get(at);
        if let (Some(last), true) = (last, only_words && self.frames.len() > 1) {
            let end = self.tokens.get(close).map_or(self.text.len(), |token| token.range.start);
            let words = condition::in_bracket(self.text.get(range.end..end).unwrap_or(""));
            if let Some(term) = self.terms.get_mut(last) {
                term.condition = condition::join(term.condition.as_deref(), words);
                term.range.end = end;
            }
            self.frame().from = end;
            return close;
        }
        if let Some(words) = condition::before(lead) {
            let frame = self.frame();
            if !frame.key.stays || frame.prefixing {
                frame.key = Key { words: Some(words), stays: false };
            } else {
                frame.key = Key { words: condition::join(frame.key.words.as_deref(), Some(words)), stays: false };
            }
        }
        self.frame().from = range.end;
        at + 1
    }
}

/// What an item leaves to the next one.
pub(super) struct Outcome {
    pub(super) terms: Vec<ReadTerm>,
    /// The label in force at its end.
    pub(super) label: Option<Label>,
    /// A bracket is still open.
    pub(super) open: bool,
    /// The unit that stands before the open end.
    pub(super) per: Option<String>,
}

fn sum_kinds(sum: Option<Sum>) -> Vec<TermKind> {
    match sum {
        Some(Sum::Kind(kind)) => vec![kind],
        Some(Sum::Range) => vec![TermKind::Floor, TermKind::Cap],
        None => Vec::new(),
    }
}

/// The sums of a rule; the two rules of a range have one end each.
fn sums(kind: TermKind, piece: &Piece, rules: usize) -> (Option<i64>, Option<i64>) {
    match piece {
        Piece::Money(_, yen_max) if rules == 2 && kind == TermKind::Cap => (*yen_max, None),
        Piece::Money(yen, _) if rules == 2 => (Some(*yen), None),
        Piece::Money(yen, yen_max) => (Some(*yen), *yen_max),
        _ => (None, None),
    }
}

/// The bytes behind a value that belong to the printed rule: `以内`, `を補助`.
fn tail(rest: &str) -> usize {
    let tails = rest.len() - past_tails(rest).len();
    let printed = rest[..tails].trim_end_matches(is_blank).len();
    let verb = &rest[printed..];
    let verb = verb.strip_prefix('を').unwrap_or(verb);
    let paid = PAYING_VERBS.iter().find_map(|word| verb.strip_prefix(word));
    paid.map_or(printed, |after| rest.len() - after.len())
}

/// Whether a value comes before the next separator.
fn value_follows(tokens: &[Token]) -> bool {
    let mut near = tokens.iter().take_while(|token| matches!(token.piece, Piece::Text) || token.is_value()).take(4);
    near.any(Token::is_value)
}

fn names_payer_nation(text: &str) -> bool {
    let after = |word: &str| text.find(word).and_then(|at| text[at + word.len()..].chars().next());
    ["国", "国が", "国費", "国：", "国:", "国は", "うち国"]
        .iter()
        .any(|word| after(word).is_some_and(|c| super::number::digit(c).is_some()))
}
