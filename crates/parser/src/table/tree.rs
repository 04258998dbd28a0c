//! From lines with what is printed about their depth to a tree of totals and parts.

use super::arrange::{Context, Group, Guess, Line, arrange};
use super::sums::{Axis, Matrix};

/// The depth of each line, and which lines sum to which.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    pub(super) lines: Vec<Line>,
    pub(super) levels: Vec<u8>,
    pub(super) groups: Vec<Group>,
}

/// Takes the printed depth as given and refines it among lines of the same depth by totals and figures.
pub(super) fn grow(axis: Axis, matrix: &Matrix, lines: Vec<Line>, guess: Guess) -> Tree {
    let base: Vec<u8> = lines.iter().map(|line| line.level).collect();
    let ends = ends(&base);
    let context = Context { axis, matrix, lines: &lines, ends: &ends, guess };
    let mut groups: Vec<Group> = siblings(&base).iter().flat_map(|list| arrange(list, context)).collect();
    let levels = deepen(&base, &groups);
    groups.extend(printed_groups(&lines, &levels, &groups));
    groups.sort_by_key(|group| group.total);
    Tree { lines, levels, groups }
}

/// For each line, one past the last deeper line behind it.
fn ends(levels: &[u8]) -> Vec<usize> {
    let mut ends = vec![levels.len(); levels.len()];
    let mut open: Vec<(usize, u8)> = Vec::new();
    for (at, level) in levels.iter().enumerate() {
        while let Some((line, _)) = open.pop_if(|(_, open)| *open >= *level) {
            if let Some(end) = ends.get_mut(line) {
                *end = at;
            }
        }
        open.push((at, *level));
    }
    ends
}

/// The lists of lines of one depth under one parent.
fn siblings(levels: &[u8]) -> Vec<Vec<usize>> {
    let mut closed = Vec::new();
    let mut open: Vec<(u8, Vec<usize>)> = Vec::new();
    for (at, level) in levels.iter().enumerate() {
        while let Some((_, list)) = open.pop_if(|(open, _)| *open > *level) {
            closed.push(list);
        }
        match open.last_mut().filter(|(open, _)| open == level) {
            Some((_, list)) => list.push(at),
            None => open.push((*level, vec![at])),
        }
    }
    closed.extend(open.into_iter().map(|(_, list)| list));
    closed
}

fn deepen(base: &[u8], groups: &[Group]) -> Vec<u8> {
    let mut steps = vec![0_i32; base.len() + 1];
    for group in groups.iter().filter(|group| !group.deepens.is_empty()) {
        for (at, step) in [(group.deepens.start, 1), (group.deepens.end, -1)] {
            if let Some(slot) = steps.get_mut(at) {
                *slot += step;
            }
        }
    }
    let depths = steps.iter().scan(0_i32, |depth, step| {
        *depth += step;
        Some(*depth)
    });
    base.iter().zip(depths).map(|(base, depth)| base.saturating_add(u8::try_from(depth).unwrap_or(0))).collect()
}

/// The groups that the printed depth alone tells: a line and the lines one deeper behind it.
fn printed_groups(lines: &[Line], levels: &[u8], arranged: &[Group]) -> Vec<Group> {
    let (mut is_total, mut is_taken) = (vec![false; lines.len()], vec![false; lines.len()]);
    for group in arranged {
        mark(&mut is_total, group.total);
        let before = !group.deepens.is_empty() && group.deepens.end <= group.total;
        group.parts.iter().filter(|_| before).for_each(|part| mark(&mut is_taken, *part));
    }
    let mut groups: Vec<Group> = Vec::new();
    let mut open: Vec<(usize, u8, Vec<usize>)> = Vec::new();
    for (at, (line, level)) in lines.iter().zip(levels).enumerate() {
        close_down_to(&mut open, *level, &mut groups);
        let is = |marks: &[bool]| marks.get(at).copied().unwrap_or(false);
        let is_part = !line.spare && !is(&is_taken) && (line.total.is_none() || !is(&is_total));
        if let Some((_, _, parts)) = open.last_mut().filter(|_| is_part) {
            parts.push(at);
        }
        open.push((at, *level, Vec::new()));
    }
    close_down_to(&mut open, 0, &mut groups);
    groups.retain(|group| !is_total.get(group.total).copied().unwrap_or(false));
    groups
}

fn close_down_to(open: &mut Vec<(usize, u8, Vec<usize>)>, level: u8, groups: &mut Vec<Group>) {
    while let Some((total, _, parts)) = open.pop_if(|(_, open, _)| *open >= level) {
        if !parts.is_empty() {
            groups.push(Group { total, parts, stated: false, deepens: total..total });
        }
    }
}

fn mark(marks: &mut [bool], at: usize) {
    if let Some(slot) = marks.get_mut(at) {
        *slot = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_tells_subtrees_and_siblings() {
        let levels = [0, 1, 1, 0, 1, 2, 0];
        assert_eq!(ends(&levels), [3, 2, 3, 6, 6, 6, 7]);
        let mut lists = siblings(&levels);
        lists.sort();
        assert_eq!(lists, [vec![0, 3, 6], vec![1, 2], vec![4], vec![5]]);
    }
}
