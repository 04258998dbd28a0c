//! What is in force at a place of an item: the label, the condition, the bracket.

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
    /// Where the label stands; the byte at which a printed value starts. None where it stands in another item.
    pub(super) start: Option<usize>,
    /// Nothing but its own words stands between the label and here.
    pub(super) direct: bool,
    /// A value was read under it.
    pub(super) used: bool,
}

impl Scope {
    /// A label that stands in an earlier item or an outer bracket.
    pub(super) fn inherited(label: Label) -> Self {
        Self { label, start: None, direct: false, used: false }
    }
}

/// The condition in force.
#[derive(Clone, Debug, Default)]
pub(super) struct Key {
    pub(super) words: Option<String>,
    /// It outlives a comma: it stands before a label (`通常枠：上限…`) or in a bracket (`（通常枠）単年…、3年間…`).
    pub(super) stays: bool,
}

/// A level of brackets.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) scope: Option<Scope>,
    pub(super) key: Key,
    /// `…を活用する場合は、`: said before a comma, in force until the sentence ends.
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
    /// The term that was read last, where nothing but its bracket can follow.
    pub(super) last: Option<usize>,
    /// Whether the value before was a rule; alternatives (`2/3または1/2`) share its fate.
    pub(super) accepted: Option<bool>,
    /// A condition in a bracket came before its value; the next one does too.
    pub(super) prefixing: bool,
}

impl Frame {
    pub(super) fn new(scope: Option<Scope>, key: Key, attached: Attached, from: usize, close: usize) -> Self {
        Self {
            scope,
            key,
            topic: None,
            attached,
            per: None,
            start: from,
            from,
            close,
            last: None,
            accepted: None,
            prefixing: false,
        }
    }

    /// The label in force, and whether the value stands directly behind it.
    pub(super) fn label(&self) -> (Option<Label>, bool) {
        self.scope.map_or((None, false), |scope| (Some(scope.label), scope.direct))
    }
}
