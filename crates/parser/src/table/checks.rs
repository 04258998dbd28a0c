//! Every printed total against the sum of its parts, in both directions.

use super::arrange::{Group, Line};
use super::sums::{Axis, Compared, Matrix, Tally};
use super::tree::Tree;
use super::{CheckKind, ReadCheck};

/// The checks of the groups along an axis.
pub(super) fn of_tree(axis: Axis, matrix: &Matrix, tree: &Tree) -> Vec<ReadCheck> {
    tree.groups.iter().flat_map(|group| of_group(axis, matrix, &tree.lines, group)).collect()
}

fn of_group(axis: Axis, matrix: &Matrix, lines: &[Line], group: &Group) -> Vec<ReadCheck> {
    let tally = matrix.tally(axis, group.total, &group.parts);
    let claimed = is_claimed(lines, group, &tally);
    let counted = tally.0.iter().filter(|(_, compared)| claimed || compared.exceeds());
    counted.map(|(cross, compared)| check(axis, group, *cross, *compared)).collect()
}

/// Whether the parts are meant to be all: a label says total, その他 closes the list, or the figures (nearly) agree.
/// `うち` alone names some parts; then only parts that exceed the whole are a contradiction.
fn is_claimed(lines: &[Line], group: &Group, tally: &Tally) -> bool {
    let parts = || group.parts.iter().filter_map(|part| lines.get(*part));
    let closed = parts().any(|part| part.rest);
    let some_only = parts().all(|part| part.of_which);
    let agrees = tally.within() > 0 || (!some_only && tally.is_near());
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
