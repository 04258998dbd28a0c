//! An amount and what it became: `省エネルギー投資促進支援事業【760億円→860億円】`.
//!
//! Without a year on either side, the amount in front of the arrow is that of the year before.

use yosan_normaliser::{blanks_len, read_quantity};

use super::bracket;
use super::headline::{Reader, only_label, printed_at, states_amount};
use super::problem;
use super::reading::{BasisAt, ReadAmount};
use super::token::Kind;
use super::tree::Node;
use crate::characters::ARROWS;
use crate::record::Role;

/// Whether an arrow has amounts on both sides.
pub(super) fn joins(nodes: &[Node], arrow: usize) -> bool {
    let states = |node: Option<&Node>| node.is_some_and(|node| node.holds(states_amount));
    let solid = |node: &&Node| match node {
        Node::Leaf(token) => !matches!(token.kind, Kind::Blank | Kind::Label(_) | Kind::Separator),
        // 57億円（R6）→60億円（R7）
        Node::Group(group) => only_label(group).is_none(),
    };
    states(nodes[..arrow].iter().rev().find(solid)) && states(nodes[arrow + 1..].iter().find(solid))
}

/// Makes the amount in front of the arrow at `at` the previous one, unless a label says of what year it is. Of three in a
/// row, `10億円→12億円→15億円`, nothing says what the first is.
pub(super) fn settle(reader: &mut Reader<'_>, anchor: Option<usize>, at: usize) {
    let Some((anchor, amount)) = anchor.and_then(|anchor| Some((anchor, reader.amounts.get(anchor)?))) else { return };
    if amount.role != Role::Current {
        return;
    }
    if amount.label.as_ref().is_some_and(|label| label.start >= amount.range.end) {
        // 57億円（R6）→60億円
        reader.amounts[anchor].role = Role::Previous;
        reader.amounts[anchor].basis.role = Some(printed_at(at));
        reader.main_year = None;
        return;
    }
    let was = ReadAmount { role: Role::Previous, stage: None, round: None, label: None, ..amount.clone() };
    let mut was = bracket::year_before(reader, was, Some(anchor));
    (was.basis.role, was.basis.stage) = (Some(printed_at(at)), None);
    reader.amounts[anchor] = was;
    reader.main_year = None;
    // 25億円（20億円）→30億円
    for amount in
        reader.amounts.iter_mut().skip(anchor + 1).filter(|it| it.role == Role::Previous && it.label.is_none())
    {
        amount.fiscal_year = amount.fiscal_year.map(|year| year.saturating_sub(1));
    }
    let Some(first) = anchor.checked_sub(1).filter(|first| is_settled(&reader.amounts[*first])) else { return };
    let first = &mut reader.amounts[first];
    (first.role, first.fiscal_year) = (Role::Text, None);
    let (one, other) = ("the amount of the year before the last", "the first plan for the last year");
    reader.problems.push(problem::two_readings(reader.text, first.range.clone(), one, other));
}

/// Whether an arrow made an amount the previous one.
fn is_settled(amount: &ReadAmount) -> bool {
    let behind = |basis| matches!(basis, BasisAt::Here { at, .. } if at >= amount.range.end);
    amount.role == Role::Previous && amount.basis.role.is_some_and(behind)
}

/// The unit behind the number that an arrow leads to: that of 860億円 in ` → 860億円`.
pub(super) fn unit_behind(text: &str) -> Option<i64> {
    let behind = text[blanks_len(text)..].strip_prefix(ARROWS)?;
    let quantity = read_quantity(&behind[blanks_len(behind)..])?;
    (quantity.unit > 1).then_some(quantity.unit)
}
