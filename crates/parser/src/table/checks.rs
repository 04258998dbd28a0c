//! Every printed total against the sum of its parts, in both directions.

use super::arrange::{Group, Line};
use super::sums::{Axis, Compared, Matrix, Tally};
use super::tree::Tree;
use super::{CheckKind, ReadCheck};

/// The checks of the groups along an axis.
pub(super) fn of_tree(axis: Axis, matrix: &Matrix, tree: &Tree) -> Vec<ReadCheck> {
    let tallies = tree.groups.iter().map(|group| matrix.tally(axis, group.total, &group.parts));
    let tallied: Vec<(&Group, Tally)> = tree.groups.iter().zip(tallies).collect();
    let agrees = |(group, tally): &(&Group, Tally)| is_list(&tree.lines, group) && tally.within() > 0;
    let complete = tallied.iter().any(agrees);
    tallied.iter().flat_map(|(group, tally)| of_group(axis, &tree.lines, group, tally, complete)).collect()
}

fn of_group(axis: Axis, lines: &[Line], group: &Group, tally: &Tally, complete: bool) -> Vec<ReadCheck> {
    let claimed = is_claimed(lines, group, tally) || (complete && is_list(lines, group));
    let counted = tally.0.iter().filter(|(_, compared)| claimed || compared.exceeds());
    counted.map(|(cross, compared)| check(axis, group, *cross, *compared)).collect()
}

/// Parts by their place below a head, not by a word: where one such list of a table is complete, all are.
fn is_list(lines: &[Line], group: &Group) -> bool {
    group.parts.len() >= 2 && !group.stated && !is_of_which(lines, group)
}

fn is_of_which(lines: &[Line], group: &Group) -> bool {
    group.parts.iter().filter_map(|part| lines.get(*part)).all(|part| part.of_which)
}

/// Whether the parts are meant to be all: a label says total, その他 closes the list, or the figures (nearly) agree.
/// `うち` alone names some parts; then only parts that exceed the whole are a contradiction.
fn is_claimed(lines: &[Line], group: &Group, tally: &Tally) -> bool {
    let closed = group.parts.iter().filter_map(|part| lines.get(*part)).any(|part| part.rest);
    let agrees = tally.within() > 0 || (!is_of_which(lines, group) && tally.is_near());
    group.stated || closed || (group.parts.len() >= 2 && agrees)
}

fn check(axis: Axis, group: &Group, cross: usize, compared: Compared) -> ReadCheck {
    let (row, column) = axis.cell(group.total, cross);
    ReadCheck {
        row,
        column,
        parts: group.parts.iter().map(|part| axis.cell(*part, cross)).collect(),
        printed: compared.printed,
        sum: compared.sum,
        difference: compared.difference(),
        within_rounding: compared.is_within(),
        kind: CheckKind::Sum,
    }
}
