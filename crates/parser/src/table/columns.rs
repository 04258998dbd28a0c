//! Parents and parts among columns: `一般会計` over `うち、中小企業対策費`, and 合計 over them all.

use super::arrange::{Guess, Line};
use super::header::Column;
use super::label;
use super::sums::{Axis, Matrix};
use super::tree::{Tree, grow};
use super::unit::Unit;

/// The tree of the columns. Figures alone make no parents here: a year is not the sum of the two beside it.
pub(super) fn tree(columns: &[Column], matrix: &Matrix) -> Tree {
    let mut lines: Vec<Line> = columns.iter().enumerate().map(|(at, column)| line(column, at, matrix)).collect();
    let mut above: Vec<(&[String], u8)> = Vec::new();
    for (line, column) in lines.iter_mut().zip(columns) {
        line.level = level(line, &column.path, &mut above);
    }
    grow(Axis::Columns, matrix, lines, Guess::Never)
}

fn line(column: &Column, at: usize, matrix: &Matrix) -> Line {
    let text = column.path.last().map_or("", String::as_str);
    let counts_other = matches!(column.unit, Some((_, Unit::Percent | Unit::Other))) || label::counts_other(text);
    let is_derived = column.path.iter().any(|level| label::derived(level).is_some());
    Line {
        total: label::total(text),
        of_which: label::is_of_which(text),
        rest: label::is_rest(text),
        spare: is_derived || counts_other || label::is_memo(text) || !matrix.has_money(Axis::Columns, at),
        heading: false,
        level: 0,
    }
}

/// One deeper than the column before it whose whole label is the upper part of its own, or than the column that a
/// `うち` follows.
fn level<'p>(line: &Line, path: &'p [String], above: &mut Vec<(&'p [String], u8)>) -> u8 {
    let is_above = |upper: &[String]| {
        let continued = !upper.is_empty() && upper.len() < path.len() && path.starts_with(upper);
        let beside = line.of_which && !upper.last().is_some_and(|label| label::is_of_which(label));
        continued || (beside && (upper.len() == path.len()) && shares_upper(upper, path))
    };
    while above.pop_if(|(upper, _)| !is_above(upper)).is_some() {}
    let level = above.last().map_or(0, |(_, level)| level.saturating_add(1));
    above.push((path, level));
    level
}

fn shares_upper(one: &[String], other: &[String]) -> bool {
    let upper = |path: &[String]| path.split_last().map(|(_, upper)| upper.to_vec());
    upper(one) == upper(other)
}
