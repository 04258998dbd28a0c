//! Where the amounts of a line begin: the tail of a listing bullet or heading, a line of nothing else, a sheet's headline.
//!
//! A tail is a run of amounts, their brackets, labels, marks, pots and notes that reaches to the end of the line:
//! `Go To事業（再掲） 10.1億円（新規）` has the tail `10.1億円（新規）`. Money in the brackets of a name, or in a
//! sentence, is no tail.

use yosan_normaliser::Era;

use super::headline::{only_label, states_amount};
use super::printed::Setting;
use super::token::{Bracket, Kind, Token, tokenise};
use super::tree::{Group, Node, build};
use super::vocabulary::{LIMITS, SENTENCE_ENDINGS};
use crate::record::Stage;

/// The offset at which the amounts at the end of `text` begin.
pub(super) fn find(text: &str) -> Option<usize> {
    let nodes = nodes(text, Era::Reiwa);
    let start = tail_start(&nodes);
    let opener = (start..nodes.len()).find(|index| opens(text, &nodes, *index))?;
    let tail = &nodes[opener..];
    let stated = tail.iter().any(|node| node.holds(is_sum)) || tail.iter().any(is_supplementary_mark);
    let offset = nodes[opener].range().start;
    if nodes[..opener].iter().any(|node| states_rule(text, node)) {
        return None;
    }
    (stated && !ends_in_sentence(&text[..offset], &nodes[opener])).then_some(offset)
}

/// Whether a line holds nothing but amounts and what belongs to them.
pub(super) fn is_only_amounts(text: &str) -> bool {
    let nodes = nodes(text, Era::Reiwa);
    let stated = nodes.iter().any(|node| node.holds(states_money)) || nodes.iter().any(is_supplementary_mark);
    stated && tail_start(&nodes) == 0
}

/// Whether a line is a sheet's headline: a label of year or stage, and amounts behind it.
pub(super) fn is_sheet_headline(text: &str, era: Era) -> bool {
    let nodes = nodes(text, era);
    if tail_start(&nodes) > 0 {
        return false;
    }
    let mut solid = nodes.iter().filter(|node| !is_filler(node));
    let label = match solid.next() {
        Some(Node::Leaf(Token { kind: Kind::Label(label), .. })) => Some(label.clone()),
        Some(Node::Group(group)) => only_label(group).filter(|label| label.fiscal_year.is_some()),
        _ => None,
    };
    let stated = |node: &Node| match node {
        Node::Leaf(token) => states_money(&token.kind) || token.kind == Kind::BareUnit || token.kind == Kind::Broken,
        Node::Group(_) => false,
    };
    label.is_some() && solid.next().is_some_and(stated)
}

/// Money outside brackets in front of a tail makes the line a list of sums or a rule: `上限額 製造業2,000千円、その他1,000千円`.
fn states_rule(text: &str, node: &Node) -> bool {
    match node {
        Node::Leaf(Token { kind: Kind::Money(_) | Kind::Broken, .. }) => true,
        Node::Leaf(Token { kind: Kind::Text, range }) => LIMITS.iter().any(|word| text[range.clone()].contains(word)),
        _ => false,
    }
}

fn nodes(text: &str, era: Era) -> Vec<Node> {
    build(tokenise(text, era, Setting::Headline).list)
}

/// The first node of the run that reaches to the end and holds nothing but amounts and what belongs to them.
fn tail_start(nodes: &[Node]) -> usize {
    let mut start = nodes.len();
    while start > 0 && belongs(nodes, start - 1) {
        start -= 1;
    }
    start
}

fn belongs(nodes: &[Node], index: usize) -> bool {
    match &nodes[index] {
        Node::Group(group) => group_belongs(group),
        Node::Leaf(token) => match token.kind {
            Kind::Text => is_pot_name(nodes, index),
            Kind::Bare(_) | Kind::Open(_) | Kind::Close(_) => false,
            _ => true,
        },
    }
}

/// A bracket of amounts, a mark, 再掲, or a note that says what an amount includes.
fn group_belongs(group: &Group) -> bool {
    let mark = |kind: &Kind| matches!(kind, Kind::Reprint | Kind::Inner | Kind::Mark | Kind::Note);
    group.bracket != Bracket::Quote && (group.holds(states_amount) || only_label(group).is_some() || group.holds(mark))
}

/// Text between a plus sign or うち and an amount names a pot.
fn is_pot_name(nodes: &[Node], index: usize) -> bool {
    let leaf_kind = |node: &Node| match node {
        Node::Leaf(token) => Some(token.kind.clone()),
        Node::Group(_) => None,
    };
    let before = nodes[..index]
        .iter()
        .rev()
        .take(4)
        .filter_map(leaf_kind)
        .find(|kind| !matches!(kind, Kind::Blank | Kind::Separator));
    let after = nodes[index + 1..]
        .iter()
        .take(3)
        .filter_map(leaf_kind)
        .find(|kind| !matches!(kind, Kind::Blank | Kind::Separator));
    matches!(before, Some(Kind::Plus | Kind::Part)) && matches!(after, Some(Kind::Money(_)))
}

/// Whether a tail can begin with this node.
fn opens(text: &str, nodes: &[Node], index: usize) -> bool {
    match &nodes[index] {
        Node::Leaf(token) => match &token.kind {
            Kind::Money(printed) => !printed.words.limit_in_front,
            Kind::Unstated => true,
            Kind::Part => stands_free(text, token) && nodes[index..].iter().any(|node| node.holds(is_sum)),
            Kind::New => nodes.get(index + 1).is_some_and(|next| next.holds(|kind| matches!(kind, Kind::Money(_)))),
            Kind::Label(label) => {
                let begins =
                    text[..label.range.start].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
                let sum_follows = nodes[index + 1..]
                    .iter()
                    .find(|node| !is_filler(node))
                    .is_some_and(|node| node.holds(states_amount));
                sum_follows && (begins || label.fiscal_year.is_some())
            }
            _ => false,
        },
        Node::Group(group) if group.bracket == Bracket::Round => {
            // （補正）30億円 begins a tail, （5億円） belongs to the name.
            only_label(group).is_some() && nodes.get(index + 1).is_some_and(|next| next.holds(is_sum))
        }
        Node::Group(group) => group.holds(is_sum) || only_label(group).is_some_and(|label| label.stage.is_some()),
    }
}

fn stands_free(text: &str, token: &Token) -> bool {
    text[..token.range.start].chars().next_back().is_none_or(|before| !before.is_alphanumeric())
}

/// Whether the text in front of a tail shows that it is the end of a sentence: 輸出額は100億円.
fn ends_in_sentence(head: &str, opener: &Node) -> bool {
    let bare = matches!(opener, Node::Leaf(Token { kind: Kind::Money(_) | Kind::Unstated, .. }));
    let head = head.trim_end_matches([' ', '\u{3000}', '：', ':', '\t', '（', '(']);
    bare && (SENTENCE_ENDINGS.iter().any(|ending| head.ends_with(ending)) || head.contains("までに"))
}

fn is_filler(node: &Node) -> bool {
    matches!(node, Node::Leaf(Token { kind: Kind::Blank | Kind::Separator, .. }))
}

/// A sum, or 事項要求 in its place.
fn is_sum(kind: &Kind) -> bool {
    matches!(kind, Kind::Money(_) | Kind::Unstated | Kind::Broken)
}

fn states_money(kind: &Kind) -> bool {
    matches!(kind, Kind::Money(_) | Kind::Unstated | Kind::New | Kind::Nothing)
}

/// 【補正】, whose number may stand on the next line.
fn is_supplementary_mark(node: &Node) -> bool {
    matches!(node, Node::Group(group) if only_label(group).is_some_and(|label| label.stage == Some(Stage::Supplementary)))
}
