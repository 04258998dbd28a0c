//! Tokens grouped by their brackets.
//!
//! Brackets are often damaged: a closing bracket without an opening one is text, an opening one without a closing one
//! reaches to the end. Brackets nested deeper than [`MAX_DEPTH`] are text; no headline needs them.

use std::ops::Range;

use super::token::{Kind, Token};
use crate::brackets::Bracket;

const MAX_DEPTH: usize = 6;

/// A token, or a bracket with what stands in it.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Leaf(Token),
    Group(Group),
}

/// A bracket with what stands in it.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) bracket: Bracket,
    /// From the opening to the closing bracket, both included.
    pub(super) range: Range<usize>,
    pub(super) children: Vec<Node>,
}

impl Node {
    pub(super) fn range(&self) -> Range<usize> {
        match self {
            Self::Leaf(token) => token.range.clone(),
            Self::Group(group) => group.range.clone(),
        }
    }

    /// Whether it is, or holds, a token of this kind.
    pub(super) fn holds(&self, wanted: fn(&Kind) -> bool) -> bool {
        match self {
            Self::Leaf(token) => wanted(&token.kind),
            Self::Group(group) => group.holds(wanted),
        }
    }
}

impl Group {
    /// Whether a token of this kind stands in it, at any depth.
    pub(super) fn holds(&self, wanted: fn(&Kind) -> bool) -> bool {
        self.children.iter().any(|child| child.holds(wanted))
    }

    /// Whether a round bracket holds an amount and what only goes with an amount of its own: `（111億円、新規）`,
    /// `（30億円の内数）`, `（57億円→58億円）`, `（70億円（48億円））`, `（事項要求）`.
    pub(super) fn is_headline(&self) -> bool {
        let leaf =
            |wanted: fn(&Kind) -> bool| move |node: &Node| matches!(node, Node::Leaf(token) if wanted(&token.kind));
        let is_money = |kind: &Kind| matches!(kind, Kind::Money(_));
        let goes_with = |kind: &Kind| matches!(kind, Kind::New | Kind::Inner | Kind::Unstated | Kind::Arrow);
        let nested = |node: &Node| matches!(node, Node::Group(group) if group.holds(is_money));
        self.bracket == Bracket::Round
            && !self.children.iter().any(leaf(|kind| matches!(kind, Kind::Text | Kind::Part)))
            && (!self.children.iter().any(leaf(|kind| matches!(kind, Kind::Label(_))))
                || self.children.iter().any(leaf(|kind| *kind == Kind::Arrow)))
            && self.children.iter().any(leaf(|kind| matches!(kind, Kind::Money(_) | Kind::Unstated)))
            && (self.children.iter().any(leaf(goes_with)) || self.children.iter().any(nested))
    }
}

/// Groups tokens by their brackets.
pub(super) fn build(tokens: Vec<Token>) -> Vec<Node> {
    let round_closes = tokens.iter().filter(|token| token.kind == Kind::Close(Bracket::Round)).count();
    let mut builder = Builder { open: Vec::new(), top: Vec::with_capacity(tokens.len()), too_deep: 0, round_closes };
    for token in tokens {
        match token.kind {
            Kind::Open(bracket) => {
                builder.end_unclosed(bracket);
                builder.open(bracket, token);
            }
            Kind::Close(bracket) => {
                builder.round_closes -= usize::from(bracket == Bracket::Round);
                builder.close(bracket, token);
            }
            _ => builder.leaf(token),
        }
    }
    while let Some(group) = builder.open.pop() {
        builder.add(Node::Group(group));
    }
    builder.top
}

struct Builder {
    open: Vec<Group>,
    top: Vec<Node>,
    /// Brackets open beyond the depth that is kept.
    too_deep: usize,
    /// Closing round brackets that are still to come.
    round_closes: usize,
}

impl Builder {
    fn add(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(group) => {
                group.range.end = group.range.end.max(node.range().end);
                group.children.push(node);
            }
            None => self.top.push(node),
        }
    }

    fn leaf(&mut self, token: Token) {
        self.add(Node::Leaf(token));
    }

    /// A mark ends a round bracket that nothing closes: `（15.2億円 【補正】20億円`.
    fn end_unclosed(&mut self, bracket: Bracket) {
        let is_round = |group: &Group| group.bracket == Bracket::Round;
        while bracket == Bracket::Lenticular && self.round_closes == 0 && self.open.last().is_some_and(is_round) {
            if let Some(group) = self.open.pop() {
                self.add(Node::Group(group));
            }
        }
    }

    fn open(&mut self, bracket: Bracket, token: Token) {
        if self.open.len() >= MAX_DEPTH {
            self.too_deep += 1;
            self.leaf(Token { kind: Kind::Text, ..token });
        } else {
            self.open.push(Group { bracket, range: token.range, children: Vec::new() });
        }
    }

    fn close(&mut self, bracket: Bracket, token: Token) {
        let matches = self.open.iter().any(|group| group.bracket == bracket);
        if self.too_deep > 0 || !matches {
            self.too_deep = self.too_deep.saturating_sub(1);
            self.leaf(Token { kind: Kind::Text, ..token });
            return;
        }
        while let Some(mut group) = self.open.pop() {
            let found = group.bracket == bracket;
            if found {
                group.range.end = token.range.end;
            }
            self.add(Node::Group(group));
            if found {
                break;
            }
        }
    }
}
