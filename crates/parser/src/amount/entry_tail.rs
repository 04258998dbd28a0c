//! The amounts of a line with a bullet or a number, which opens an entry whatever short remark stands behind them.
//!
//! ```text
//! tail   = first { amount | bracket | remark }        ○洋上風力の実証　60億円（57億円）【復興特会】
//! first  = amount | "（" amount "）"                    ○港の電化（6億円）
//! remark = short-bracket                               （エネ特）, 〔拡充〕, （前年度同額）
//!        | joiner pot "の内数"                         及びNEDO交付金の内数
//!        | office                                      新エネルギー課
//!        | leaders page                                ……12
//! ```
//! On a line without a bullet or number none of this is sure: [`super::tail`] reads those.

use super::piece::inner_text;
use super::pot;
use super::token::{Kind, Token};
use super::tree::{Group, Node};
use super::vocabulary::{OFFICE_ENDINGS, PAGE_WORDS, says_same_as_before};
use crate::brackets::{Bracket, closes};

/// How many characters a remark has at most.
const REMARK: usize = 20;

/// Whether a node behind amounts is a remark.
pub(super) fn is_remark(text: &str, nodes: &[Node], index: usize) -> bool {
    match &nodes[index] {
        Node::Group(group) => is_short_bracket(text, group),
        Node::Leaf(Token { kind: Kind::Bare(_), .. }) => is_page(text, nodes, index),
        Node::Leaf(Token { kind: Kind::Text, range }) => {
            let words = text[range.clone()].trim();
            is_pot_without_amount(nodes, index)
                || is_last(&nodes[index + 1..]) && says_office(text, range.start, words)
                || is_leaders(words) && index + 2 == nodes.len() && is_page(text, nodes, index + 1)
        }
        Node::Leaf(_) => false,
    }
}

fn is_short_bracket(text: &str, group: &Group) -> bool {
    let inner = inner_text(text, &group.range);
    // What is open at the end of a line goes on below: `（1兆2,0`.
    let closed = text[group.range.clone()].ends_with(closes);
    closed && group.bracket != Bracket::Quote && inner.chars().count() <= REMARK && !inner.contains('。')
}

/// The number of a page that closes the line: `……12`.
fn is_page(text: &str, nodes: &[Node], index: usize) -> bool {
    let is_number = matches!(nodes[index], Node::Leaf(Token { kind: Kind::Bare(_), .. }));
    let leads = index.checked_sub(1).is_some_and(|before| is_leaders(text[nodes[before].range()].trim()));
    is_number && index + 1 == nodes.len() && leads
}

/// Whether words are nothing but what stands in front of a page number.
fn is_leaders(words: &str) -> bool {
    let words = PAGE_WORDS.iter().find_map(|word| words.strip_suffix(word)).unwrap_or(words);
    words.chars().all(|c| matches!(c, '…' | '‥' | '・' | '.' | ' '))
}

/// `及びNEDO交付金の内数`: a pot of which no amount is printed.
fn is_pot_without_amount(nodes: &[Node], index: usize) -> bool {
    let joined =
        matches!(index.checked_sub(1).map(|before| &nodes[before]), Some(Node::Leaf(Token { kind: Kind::Plus, .. })));
    joined && matches!(nodes.get(index + 1), Some(Node::Leaf(Token { kind: Kind::Inner, .. })))
}

/// An office, or 前年度同額, set off from the amounts.
fn says_office(text: &str, start: usize, words: &str) -> bool {
    let set_off = text[start..].starts_with(' ') || text[..start].ends_with(|c| c == ' ' || closes(c));
    let known = OFFICE_ENDINGS.iter().any(|ending| words.ends_with(ending)) || says_same_as_before(words);
    set_off && known && words.chars().count() <= REMARK && !words.contains(['。', '、'])
}

fn is_last(rest: &[Node]) -> bool {
    rest.iter().all(|node| matches!(node, Node::Leaf(Token { kind: Kind::Blank | Kind::Separator, .. })))
}

/// Whether a node is the first amount of an entry although it stands in round brackets: `（664億円）`, not
/// `（10億円規模）` or `（資本金3億円）`, which speak of something else.
pub(super) fn opens(text: &str, node: &Node) -> bool {
    let Node::Group(group) = node else { return false };
    if pot::is_share(text, group)
        || group.bracket == Bracket::Round && pot::uses_fund(text[..group.range.start].trim_end())
    {
        return true;
    }
    let mut solid = group.children.iter().filter(|node| !node.holds(super::headline::is_blank));
    let plain = match solid.next() {
        Some(Node::Leaf(Token { kind: Kind::Money(printed), .. })) => {
            let words = printed.words;
            !words.approximate && words.bound.is_none() && words.change.is_none() && printed.yen_max.is_none()
        }
        _ => false,
    };
    group.bracket == Bracket::Round && plain && solid.next().is_none()
}
