//! What is in force at a place of an item: the label, the condition, the bracket.

use std::cell::OnceCell;

use super::condition;
use super::vocabulary::Label;

/// What a bracket hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attached {
    /// On a word, or on nothing.
    Nothing,
    /// On a rate or on 定額: `2/3（国1/3、県1/3）`.
    Rate,
    /// On a sum: `上限 1,000千円（中小 2/3）`.
    Sum,
    /// On its own label: `補助（2/3）`.
    Label,
}

/// A label in force.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope {
    pub(super) label: Label,
    /// Where the label stands; the byte at which a printed rule starts. None where it stands in another item.
    pub(super) start: Option<usize>,
    /// Nothing but words of its own stands between the label and here.
    pub(super) direct: bool,
    /// A value was read under it.
    pub(super) used: bool,
}

impl Scope {
    /// A label that stands in an earlier item.
    pub(super) fn inherited(label: Label) -> Self {
        Self { label, start: None, direct: false, used: false }
    }
}

/// The conditions in force, outermost first.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    /// From outside the bracket, from a heading or from the item before.
    pub(super) outer: Option<String>,
    /// In a bracket before its values: `（通常枠）単年4,500万円、3年間9,750万円`.
    pub(super) prefix: Option<String>,
    /// Before a colon or a label: `通常枠：上限…`.
    pub(super) own: Option<String>,
    /// The own one outlives a comma, because a label stands behind it.
    pub(super) stays: bool,
    /// The own one is a topic, which the next topic ends: `中小企業は補助率2/3、大企業は1/3`.
    pub(super) topical: bool,
}

impl Keys {
    /// The conditions of a value with `last` directly before it.
    pub(super) fn with(&self, last: Option<String>) -> Option<String> {
        let prefixed = condition::join(self.outer.as_deref(), self.prefix.clone());
        let own = condition::join(prefixed.as_deref(), self.own.clone());
        condition::join(own.as_deref(), last)
    }
}

/// A level of brackets.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) scope: Option<Scope>,
    pub(super) keys: Keys,
    /// `…を活用する場合は、`: said before a comma, in force up to the next one.
    pub(super) topic: Option<String>,
    pub(super) attached: Attached,
    /// The unit that was said before the label.
    pub(super) per: Option<String>,
    /// Where it starts.
    pub(super) start: usize,
    /// Where the words before the next value start.
    pub(super) from: usize,
    /// The token that closes it.
    pub(super) close: usize,
    /// Where names in front of a value start, which commas part: `都道府県、市町村：1/2`.
    pub(super) names: Option<usize>,
    /// The rule that was read last, where nothing but its bracket can follow.
    pub(super) last: Option<usize>,
    /// Whether the value before was a rule; alternatives (`2/3または1/2`) share its fate.
    pub(super) accepted: Option<bool>,
    /// Whether it says what the nation pays: `国1/2、県1/4`; found when a value asks.
    pub(super) nation: OnceCell<bool>,
}

impl Frame {
    pub(super) fn new(
        scope: Option<Scope>,
        outer: Option<String>,
        attached: Attached,
        start: usize,
        close: usize,
    ) -> Self {
        let keys = Keys { outer, ..Keys::default() };
        let (topic, per, names, last, accepted) = (None, None, None, None, None);
        let nation = OnceCell::new();
        Self { scope, keys, topic, attached, per, start, from: start, close, names, last, accepted, nation }
    }

    /// Starts a new segment at a place.
    pub(super) fn part(&mut self, from: usize) {
        self.from = from;
        self.names = None;
        self.last = None;
        if let Some(scope) = &mut self.scope {
            scope.direct = false;
        }
    }
}
