//! Reads the rules of one item, from its first token to its last.
//!
//! ```text
//! item    = { segment separator }
//! segment = condition? label? condition? value tail? bracket?
//! bracket = "（" item "）"
//! ```
//! A label and a condition hold for the values behind them in their bracket; a bracket inherits both from the place it
//! stands at. `bracket.rs` reads brackets, `rule.rs` reads values.

use std::cell::OnceCell;
use std::ops::Range;

use super::ReadTerm;
use super::condition;
use super::frame;
use super::names;
use super::paid::past_tails;
use super::per;
use super::scope::{Attached, Frame, Scope};
use super::token::{Piece, Token};
use super::vocabulary::{GRANT_WORDS, LOAN_WORDS, Label, OTHER_LIMITS, PAYING_VERBS, THRESHOLDS};
use crate::characters::is_blank;

/// The most bytes before a value that are looked at, so that a long line is read in linear time.
pub(super) const LONGEST_LEAD: usize = 480;

/// What an item brings in from the items before it and from its section.
#[derive(Clone, Debug, Default)]
pub(super) struct Inherited {
    pub(super) label: Option<Label>,
    pub(super) condition: Option<String>,
    pub(super) per: Option<String>,
    pub(super) loan: bool,
    /// It starts with the name of a frame: `通常枠：`.
    pub(super) frame: bool,
}

/// What an item leaves to the next one.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) terms: Vec<ReadTerm>,
    /// The label in force at its end.
    pub(super) label: Option<Label>,
    /// A bracket is still open.
    pub(super) open: bool,
    /// The unit that stands before the open end.
    pub(super) per: Option<String>,
}

/// One item while it is read.
pub(super) struct Item<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
    /// How many labels and values stand before each token.
    pub(super) weight: Vec<usize>,
    /// The innermost bracket, or the item itself.
    pub(super) frame: Frame,
    /// The brackets around it.
    pub(super) outer: Vec<Frame>,
    pub(super) inherited: Inherited,
    pub(super) terms: Vec<ReadTerm>,
    /// Whether it speaks of grants, and of loans; few values ask.
    grants: OnceCell<bool>,
    loans: OnceCell<bool>,
}

impl<'t> Item<'t> {
    /// The item of a text with its tokens.
    pub(super) fn new(text: &'t str, tokens: &'t [Token], inherited: Inherited) -> Self {
        let mut weight = Vec::with_capacity(tokens.len() + 1);
        let mut heavy = 0;
        weight.push(heavy);
        for token in tokens {
            let label = matches!(token.piece, Piece::Label(label) if label != Label::Payment);
            heavy += usize::from(label || token.is_value());
            weight.push(heavy);
        }
        let scope = inherited.label.map(Scope::inherited);
        let frame = Frame::new(scope, inherited.condition.clone(), Attached::Nothing, 0, tokens.len());
        let (outer, terms, grants, loans) = (Vec::new(), Vec::new(), OnceCell::new(), OnceCell::new());
        Self { text, tokens, weight, frame, outer, inherited, terms, grants, loans }
    }

    /// Whether it speaks of grants.
    pub(super) fn speaks_of_grants(&self) -> bool {
        *self.grants.get_or_init(|| GRANT_WORDS.within(self.text))
    }

    /// Whether it or its section speaks of loans.
    pub(super) fn speaks_of_loans(&self) -> bool {
        let own = || LOAN_WORDS.within(self.text) && !PAYING_VERBS.within(self.text);
        *self.loans.get_or_init(|| self.inherited.loan || own())
    }

    /// The rules, and the label still in force at the end of the item, with what stands open there.
    pub(super) fn read(mut self) -> Outcome {
        let mut at = 0;
        while at < self.tokens.len() {
            at = self.step(at);
        }
        let open = !self.outer.is_empty();
        let label = self.frame.scope.map(|scope| scope.label);
        let per = per::before(self.lead(self.text.len())).filter(|_| open).map(str::to_owned);
        Outcome { terms: self.terms, label, open, per }
    }

    /// Reads one token; returns the place of the next.
    fn step(&mut self, at: usize) -> usize {
        let token = &self.tokens[at];
        let range = token.range.clone();
        match token.piece {
            Piece::Label(label) => self.label(at, label, range),
            Piece::Share(_) | Piece::Fixed | Piece::Money(..) => self.value(token),
            Piece::Open(close) => return self.open(at, close, range),
            Piece::Close => self.close(range),
            Piece::Comma => self.comma(range),
            Piece::Stop => self.stop(range),
            Piece::Cell => self.cell(range),
            Piece::Colon => return self.colon(at, range),
            Piece::Text => {}
        }
        at + 1
    }

    /// The words between the last separator, label or rule and a place.
    pub(super) fn lead(&self, end: usize) -> &'t str {
        let mut from = self.frame.from.min(end).max(end.saturating_sub(LONGEST_LEAD));
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        self.text.get(from..end).unwrap_or("")
    }

    pub(super) fn label(&mut self, at: usize, label: Label, range: Range<usize>) {
        if label == Label::Payment && !self.announces(at) || label == Label::Foreign && self.bounds(at) {
            return;
        }
        // `下限額：補助金額ベースで100万円`
        if self.text.get(range.end..).is_some_and(|rest| rest.starts_with("ベース")) {
            return;
        }
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        let payment = before.filter(|token| token.piece == Piece::Label(Label::Payment));
        let start = payment.map_or(range.start, |token| token.range.start);
        let lead = self.lead(start);
        self.condition_before_label(label, lead);
        self.frame.per = per::before(lead).map(str::to_owned).or_else(|| self.frame.per.take());
        self.frame.scope = Some(Scope { label: meant(label, lead), start: Some(start), direct: true, used: false });
        self.frame.from = range.end;
        self.frame.last = None;
        self.frame.accepted = None;
    }

    /// `通常枠：上限`, `専門家を活用する場合 補助上限額`.
    fn condition_before_label(&mut self, label: Label, lead: &str) {
        // `日本政策金融公庫の貸出利率` names the lender.
        let owner = label == Label::Interest && lead.trim_end().ends_with('の');
        if matches!(label, Label::Payment | Label::Foreign) || owner {
            return;
        }
        let words = condition::before(lead).or_else(|| self.frame.topic.clone());
        let keys = &mut self.frame.keys;
        keys.prefix = None;
        keys.own = words.or_else(|| keys.own.take());
        keys.stays = keys.own.is_some();
        keys.topical = lead.trim_end_matches(is_blank).ends_with('は');
    }

    /// Whether a label says with its sum for whom a rule holds: `投資額5億円以上の中堅企業`.
    fn bounds(&self, at: usize) -> bool {
        let sum = self.tokens.get(at + 1).filter(|token| matches!(token.piece, Piece::Money(..)));
        sum.and_then(|sum| self.text.get(sum.range.end..)).is_some_and(|after| THRESHOLDS.start(after))
    }

    /// Whether a way of paying is a label: `補助（2/3）`, `補助：2/3`, `補助 2/3`, not `補助を行う`.
    fn announces(&self, at: usize) -> bool {
        let mut rest = self.tokens[at + 1..].iter().filter(|token| {
            let words = self.text.get(token.range.clone()).unwrap_or("").trim_matches(is_blank);
            token.piece != Piece::Text || !matches!(words, "" | "等" | "型" | "方式")
        });
        let next = rest.next().map(|token| &token.piece);
        matches!(
            next,
            None | Some(Piece::Open(_) | Piece::Colon | Piece::Share(_) | Piece::Fixed | Piece::Cell | Piece::Comma)
        )
    }

    fn comma(&mut self, range: Range<usize>) {
        let lead = self.lead(range.start);
        self.frame.topic = condition::topic(lead);
        if !self.frame.keys.stays && self.frame.last.is_some() {
            self.frame.keys.own = None;
        }
        if !lead.trim_matches(is_blank).is_empty() {
            self.frame.accepted = None;
        }
        let listed = self.text[range.clone()] == *"、" && self.frame.last.is_none() && names::is_name(lead);
        let names = listed.then(|| self.frame.names.unwrap_or(self.frame.from));
        self.frame.part(range.end);
        self.frame.names = names;
    }

    fn stop(&mut self, range: Range<usize>) {
        self.frame.topic = None;
        self.frame.accepted = None;
        self.frame.part(range.end);
    }

    /// The edge of a cell. A label alone in its cell holds for the next; the first cell names its row.
    fn cell(&mut self, range: Range<usize>) {
        let words = condition::before(self.lead(range.start));
        let scope = self.frame.scope;
        let labelled = scope.is_some_and(|scope| scope.start.is_some() || scope.used);
        let first = !labelled && self.frame.last.is_none() && self.frame.keys.own.is_none();
        if first && words.is_some() {
            self.frame.keys.own = words;
            self.frame.keys.stays = true;
        }
        self.frame.part(range.end);
        self.frame.accepted = None;
        self.frame.scope = scope.filter(|scope| !scope.used);
    }

    /// `全指定産地共通：定額` names a condition before the value, `定額：製革業の環境保全対策事業` behind it.
    fn colon(&mut self, at: usize, range: Range<usize>) -> usize {
        let lead = self.lead(range.start);
        let close = self.frame.close;
        let last = self.frame.last.filter(|_| past_tails(lead).is_empty() && !self.outer.is_empty());
        if let Some(last) = last.filter(|_| self.weight.get(close) == self.weight.get(at)) {
            let end = self.tokens.get(close).map_or(self.text.len(), |token| token.range.start);
            let words = condition::in_bracket(self.text.get(range.end..end).unwrap_or(""));
            self.add_condition(last, words, end);
            return close;
        }
        if let Some(words) = self.listed_names(lead, range.start).or_else(|| condition::before(lead)) {
            // The frame that opens the item holds for all of it.
            self.frame.keys.stays = self.inherited.frame && self.terms.is_empty() && frame::is_name(&words);
            self.frame.keys.own = Some(words);
        }
        self.frame.from = range.end;
        at + 1
    }

    /// A condition that stands behind its rule, up to `end`.
    pub(super) fn add_condition(&mut self, rule: usize, words: Option<String>, end: usize) {
        if let Some(term) = self.terms.get_mut(rule) {
            term.condition = condition::join(term.condition.as_deref(), words);
            term.range.end = end;
        }
        self.frame.from = end;
    }
}

/// What a label means after the words before it: `売上高の上限` is no rule, `融資の限度額` is one of a loan.
fn meant(label: Label, lead: &str) -> Label {
    let words = &lead[condition::trim(lead)];
    match label {
        Label::Limit | Label::Floor if OTHER_LIMITS.end(words) => Label::Foreign,
        // `債務負担行為　令和８年度～９年度　限度額　1,200,000千円`
        Label::Cap | Label::Limit if lead.contains("債務負担行為") => Label::Foreign,
        Label::Limit if LOAN_WORDS.end(words) => Label::LoanLimit,
        label => label,
    }
}
