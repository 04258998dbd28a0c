//! An item with its tokens, cut into clauses: the text of a goal, and the room in which two numbers are compared.

use std::ops::Range;

use super::TargetContext;
use super::cursor::Cursor;
use super::enclosure::{EnclosureKind, Enclosures};
use super::quantity::Quantity;
use super::token::{Token, TokenKind, scan};
use super::veto::is_no_goal;

/// One item of a goals section, read into tokens.
#[derive(Debug)]
pub(super) struct Item<'t> {
    pub(super) text: &'t str,
    pub(super) enclosures: Enclosures,
    pub(super) tokens: Vec<Token>,
    /// Per token: whether it is a number that could be a goal, by itself.
    pub(super) candidates: Vec<bool>,
    /// Per token: the index of its clause; empty where no number could be a goal.
    pub(super) clause_of: Vec<usize>,
    clauses: Vec<Range<usize>>,
}

impl<'t> Item<'t> {
    pub(super) fn of(text: &'t str, context: TargetContext) -> Self {
        let enclosures = Enclosures::of(text);
        let tokens = scan(text, &enclosures, context);
        let mut item =
            Self { text, enclosures, tokens, candidates: Vec::new(), clause_of: Vec::new(), clauses: Vec::new() };
        item.candidates =
            (0..item.tokens.len()).map(|index| item.number(index).is_some() && !is_no_goal(&item, index)).collect();
        if item.candidates.contains(&true) {
            item.cut();
        }
        item
    }

    /// The number that a token is.
    pub(super) fn number(&self, index: usize) -> Option<&Quantity> {
        match self.tokens.get(index).map(|token| &token.kind) {
            Some(TokenKind::Number(quantity)) => Some(quantity),
            _ => None,
        }
    }

    /// The text of the clause that a token stands in.
    pub(super) fn clause(&self, index: usize) -> Range<usize> {
        let whole = 0..self.text.len();
        let range = self.clause_of.get(index).and_then(|&clause| self.clauses.get(clause)).cloned().unwrap_or(whole);
        trimmed(self.text, range)
    }

    /// The round bracket around a token.
    pub(super) fn bracket(&self, index: usize) -> Option<&super::enclosure::Enclosure> {
        let start = self.tokens.get(index)?.range.start;
        self.enclosures.around_of(start, EnclosureKind::Bracket)
    }

    /// The text between two offsets.
    pub(super) fn between(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or("")
    }

    /// Cuts at every 。, at labels, and at the commas that end a clause with its own verb or its own number; a comma in
    /// brackets cuts nothing.
    fn cut(&mut self) {
        let mut start = 0;
        let mut last_number = None;
        for index in 0..self.tokens.len() {
            self.clause_of.push(self.clauses.len());
            let Some(token) = self.tokens.get(index) else { break };
            if let TokenKind::Number(quantity) = &token.kind
                && self.candidates.get(index) == Some(&true)
            {
                last_number = Some(quantity.printed.end);
            }
            if self.cuts(index, last_number) {
                let Range { start: from, end: to } = self.tokens.get(index).map_or(0..0, |token| token.range.clone());
                self.clauses.push(start..from);
                start = to;
            }
        }
        self.clauses.push(start..self.text.len());
    }

    fn cuts(&self, index: usize, last_number: Option<usize>) -> bool {
        let Some(token) = self.tokens.get(index) else { return false };
        match token.kind {
            TokenKind::Stop | TokenKind::Label => true,
            TokenKind::Comma { .. } if self.bracket(index).is_some() => false,
            TokenKind::Comma { verb } => verb || last_number.is_some_and(|end| self.closes(end, token.range.start)),
            _ => false,
        }
    }

    /// Whether only a remark in brackets stands between a number and the comma: `1,250件（累計）、`.
    fn closes(&self, number: usize, comma: usize) -> bool {
        if number == comma {
            return true;
        }
        let mut cursor = Cursor::new(self.text, number);
        let bracket = cursor.eat_any(&["（", "("]).and_then(|_| self.enclosures.around(cursor.at()));
        let end = bracket.and_then(|bracket| self.enclosures.get(bracket)).map(|bracket| bracket.end);
        end == Some(comma)
    }
}

/// Words that join a clause to the next and say nothing of the goal.
const JOINTS: [&str; 4] = ["とともに", "ことで", "ことにより", "ことによって"];

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let clause = text.get(range.clone()).unwrap_or("");
    let head = clause.trim_start_matches(|next: char| {
        next.is_whitespace() || matches!(next, '・' | '-' | 'ー' | '、' | ',' | '●' | '○' | '■')
    });
    let start = range.end - head.len();
    let mut body = head.trim_end();
    for joint in JOINTS {
        body = body.strip_suffix(joint).unwrap_or(body);
    }
    start..start + body.len()
}
