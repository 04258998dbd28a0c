//! The deadline and the horizon of each goal, from the words around it.
//!
//! A deadline in the same clause wins; else one that opened the sentence (`令和6年度までに①…件、②…件`); else one at the
//! end of the sentence (`…の確保を2030年までに目指す`); else what the lead line said.

use super::ReadTarget;
use super::clause::Item;
use super::cursor::{after, before};
use super::lead::Said;
use super::quantity::Quantity;
use super::time::Role;
use super::token::{Token, TokenKind};
use crate::record::Horizon;

/// The goals of an item, and what it says for the items below it.
#[derive(Debug)]
pub(super) struct Assigned {
    pub(super) targets: Vec<ReadTarget>,
    pub(super) said: Said,
}

/// Walks over the tokens of `item` and gives each goal its deadline and horizon.
pub(super) fn assign(item: &Item<'_>, goals: &[bool], inherited: Said) -> Assigned {
    let mut walk = Walk::new(item, inherited);
    for (index, token) in item.tokens.iter().enumerate() {
        match &token.kind {
            TokenKind::Number(quantity) if goals.get(index) == Some(&true) => walk.goal(index, token, quantity),
            TokenKind::Number(_) => {}
            TokenKind::Horizon(horizon) => walk.horizon(token, *horizon),
            TokenKind::Time(role) => walk.time(index, token, *role),
            TokenKind::Label => walk.label(token),
            TokenKind::Comma { .. } if token.within.is_some() => {}
            TokenKind::Comma { verb } => walk.comma(token, *verb),
            TokenKind::Stop => walk.stop(token),
        }
    }
    walk.settle();
    Assigned { targets: walk.targets, said: walk.said }
}

struct Walk<'i, 't> {
    item: &'i Item<'t>,
    inherited: Said,
    targets: Vec<ReadTarget>,
    horizon: Option<Horizon>,
    /// Where the goals under the horizon begin.
    goals_before_horizon: usize,
    /// The deadline that opened the sentence.
    governing: Option<u16>,
    /// The deadline of the clause.
    local: Option<u16>,
    /// The clause says a time that is no fiscal year.
    vague: bool,
    /// A deadline inside brackets or quotation marks holds for the numbers in them.
    inner: Option<(usize, u16)>,
    /// What the sentence before said, where this one runs parallel to it.
    carried: Option<u16>,
    /// Where the last sentence, label, horizon or clause began.
    boundary: usize,
    /// The boundary is a label: a deadline behind it is the label's own.
    at_label: bool,
    /// Goals of the sentence that a deadline at its end would hold for.
    waiting: Vec<usize>,
    /// A deadline behind the last goal.
    trailing: Option<u16>,
    said: Said,
}

impl<'i, 't> Walk<'i, 't> {
    fn new(item: &'i Item<'t>, inherited: Said) -> Self {
        Self {
            item,
            inherited,
            targets: Vec::new(),
            horizon: inherited.horizon,
            goals_before_horizon: 0,
            governing: None,
            local: None,
            vague: false,
            inner: None,
            carried: None,
            boundary: 0,
            at_label: false,
            waiting: Vec::new(),
            trailing: None,
            said: Said { horizon: inherited.horizon, deadline: inherited.deadline },
        }
    }

    fn goal(&mut self, index: usize, token: &Token, quantity: &Quantity) {
        let inner = self.inner.filter(|&(within, _)| token.within == Some(within)).map(|(_, year)| year);
        let own = inner.or(self.local).or(self.governing);
        if own.is_none() {
            self.waiting.push(self.targets.len());
        }
        self.trailing = None;
        let lead = if self.vague { None } else { self.inherited.deadline };
        self.targets.push(ReadTarget {
            text: self.item.clause(index),
            printed: quantity.printed.clone(),
            value: quantity.value.clone(),
            value_max: quantity.value_max.clone(),
            unit: quantity.unit.clone().map(|unit| spelled(self.item.text, unit)),
            bound: quantity.bound,
            deadline_fiscal_year: own.or(self.carried).or(lead),
            horizon: self.horizon,
        });
    }

    fn horizon(&mut self, token: &Token, horizon: Option<Horizon>) {
        self.settle();
        self.horizon = horizon;
        self.said.horizon = horizon;
        self.goals_before_horizon = self.targets.len();
        (self.governing, self.local, self.vague) = (None, None, false);
        self.open(token.range.end);
    }

    fn label(&mut self, token: &Token) {
        (self.local, self.vague) = (None, false);
        self.open(token.range.end);
        self.at_label = true;
    }

    fn open(&mut self, boundary: usize) {
        self.boundary = boundary;
        self.at_label = false;
    }

    fn comma(&mut self, token: &Token, verb: bool) {
        if verb {
            self.settle();
            (self.local, self.vague) = (None, false);
        }
        // 供給支障件数を、令和24年度までに: the object stands before the comma, so the deadline opens nothing.
        let object = before(self.item.text, token.range.start, 1);
        if !matches!(object, "を" | "が" | "は") {
            self.open(token.range.end);
        }
    }

    fn stop(&mut self, token: &Token) {
        self.settle();
        let before = self.governing.or(self.local);
        self.carried = before.filter(|_| runs_parallel(self.item.text, token.range.end));
        (self.governing, self.local, self.vague) = (None, None, false);
        self.open(token.range.end);
    }

    fn time(&mut self, index: usize, token: &Token, role: Role) {
        match role {
            Role::Alone(year) => self.alone(index, token, year),
            Role::Span(year) => {
                let open = self.item.bracket(index).map(|bracket| bracket.start);
                if open.is_some() && open == self.targets.last().map(|target| target.printed.end) {
                    self.own(year);
                }
            }
            Role::Deadline(year) | Role::In(year) if token.within.is_some() => {
                self.inner = token.within.map(|within| (within, year));
                self.alone(index, token, year);
            }
            Role::Deadline(year) => {
                self.trailing = Some(year);
                self.due(token, year);
            }
            Role::In(year) => {
                // 令和8年度までに2030年の…: a year that only describes a noun does not displace a deadline.
                let describes = self.item.between(token.range.start, token.range.end).ends_with('の');
                if !(describes && self.local.is_some()) {
                    self.due(token, year);
                }
            }
            Role::Vague => self.vague = true,
            Role::VagueTopic => {
                self.vague = true;
                if self.targets.len() > self.goals_before_horizon {
                    self.horizon = None;
                }
            }
            Role::Baseline | Role::Other => {}
        }
    }

    fn due(&mut self, token: &Token, year: u16) {
        self.local = Some(year);
        self.said.deadline = Some(year);
        let opening = self.item.between(self.boundary, token.range.start);
        let opens = !opening.contains(['を', 'が', 'は']) && !opening.contains("について");
        if opens && !(self.at_label && self.governing.is_some()) {
            self.governing = Some(year);
        }
    }

    /// A year in brackets: `50件（2025年度）` is of the number before it, `短期（令和7年度）` of the horizon, and at the end of
    /// a clause (`50件とする（令和8年度まで）。`) of the goals in it.
    fn alone(&mut self, index: usize, token: &Token, year: u16) {
        let Some(bracket) = self.item.bracket(index) else { return };
        let previous = index.checked_sub(1).and_then(|before| self.item.tokens.get(before));
        if previous.is_some_and(|token| token.range.end == bracket.start && matches!(token.kind, TokenKind::Horizon(_)))
        {
            self.governing = Some(year);
            self.said.deadline = Some(year);
            self.open(token.range.end);
        } else if self.targets.last().is_some_and(|target| target.printed.end == bracket.start) {
            self.own(year);
        } else if matches!(after(self.item.text, bracket.end, 1), "：" | ":") {
            // 目標値（令和4年度）：①支援企業数500社、②…
            self.governing = Some(year);
            self.said.deadline = Some(year);
            self.open(token.range.end);
        } else if matches!(after(self.item.text, bracket.end, 1), "" | "。" | "、") {
            self.trailing = Some(year);
        } else if let Some(outer) = bracket.parent.and_then(|outer| self.item.enclosures.get(outer))
            && outer.close == bracket.end
        {
            self.own_since(outer.inner, year);
        }
    }

    /// `（隊員数を45,000人に増加［令和7年度まで］）`: gives the goals since a place that wait for a deadline this one.
    fn own_since(&mut self, start: usize, year: u16) {
        let targets = &mut self.targets;
        self.waiting.retain(|&waiting| match targets.get_mut(waiting) {
            Some(target) if target.printed.start >= start => {
                target.deadline_fiscal_year = Some(year);
                false
            }
            _ => true,
        });
    }

    /// Gives the last goal a deadline of its own.
    fn own(&mut self, year: u16) {
        if let Some(target) = self.targets.last_mut() {
            target.deadline_fiscal_year = Some(year);
        }
        if self.waiting.last().is_some_and(|&waiting| waiting + 1 == self.targets.len()) {
            self.waiting.pop();
        }
    }

    /// Gives the goals that wait for one the deadline that stands behind them.
    fn settle(&mut self) {
        for index in std::mem::take(&mut self.waiting) {
            if let (Some(year), Some(target)) = (self.trailing, self.targets.get_mut(index)) {
                target.deadline_fiscal_year = Some(year);
            }
        }
        self.trailing = None;
    }
}

/// How far into a sentence its parallel particle stands.
const OPENING: usize = 12;

/// `また屋外においても、…`: the sentence goes on with the deadline of the one before.
fn runs_parallel(text: &str, start: usize) -> bool {
    let head = after(text, start, OPENING);
    let joined = ["また", "加えて", "さらに", "同様に"].iter().any(|word| head.trim_start().starts_with(word));
    joined && ["においても", "についても", "でも", "に関しても"].iter().any(|word| head.contains(word))
}

/// The unit as a word: no blanks, one spelling of percent.
fn spelled(text: &str, unit: std::ops::Range<usize>) -> String {
    let word = text.get(unit).unwrap_or("");
    if !word.contains(|next: char| next.is_whitespace() || matches!(next, '％' | 'パ')) {
        return word.to_owned();
    }
    let word: String = word.chars().filter(|next| !next.is_whitespace()).collect();
    word.replace('％', "%").replace("パーセント", "%")
}
