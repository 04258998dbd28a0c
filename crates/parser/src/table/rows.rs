//! The depth of rows: 中小企業対策費 stands one deeper than 一般会計.
//!
//! Evidence, strongest first: labels that are moved in; bold rows above plain ones; rows without figures that head
//! others; `うち…`; labels of totals; and, where nothing of that is printed, figures that sum. Printed depth that the
//! figures contradict (parts that are more than their total) is not followed: bold can also be mere emphasis.

use super::arrange::{Guess, Line};
use super::draft::DraftRow;
use super::label;
use super::sums::{Axis, Matrix};
use super::tree::{Tree, grow};

/// The tree of the rows; `bold` is by row.
pub(super) fn tree(rows: &[DraftRow], bold: &[bool], matrix: &Matrix) -> Tree {
    let mut lines: Vec<Line> = rows.iter().enumerate().map(|(at, row)| line(row, at, matrix)).collect();
    let plain = Evidence { rows, bold, matrix };
    let printed = [Evidence::indents, Evidence::bold, Evidence::headings];
    let levels =
        printed.iter().filter_map(|evidence| evidence(&plain, &lines)).find(|levels| plain.holds(&lines, levels));
    let periods = rows.iter().filter(|row| label::is_period(&row.text)).count();
    let guess = match &levels {
        _ if periods * 2 > rows.len() => Guess::Never,
        Some(_) => Guess::Strong,
        None => Guess::Any,
    };
    for (line, level) in lines.iter_mut().zip(levels.unwrap_or_default()) {
        line.level = level;
    }
    put_parts_below(&mut lines);
    grow(Axis::Rows, matrix, lines, guess)
}

fn line(row: &DraftRow, at: usize, matrix: &Matrix) -> Line {
    let is_rate = label::derived(&row.text).is_some() || label::counts_other(&row.text);
    Line {
        total: label::total(&row.text),
        of_which: label::is_of_which(&row.text),
        rest: label::is_rest(&row.text),
        spare: is_rate || label::is_memo(&row.text) || !matrix.has_money(Axis::Rows, at),
        heading: row.heads_others(),
        level: 0,
    }
}

/// `うち…` stands below the row that it is a part of.
fn put_parts_below(lines: &mut [Line]) {
    let mut above = None;
    for line in lines {
        match above {
            Some(level) if line.of_which => line.level = line.level.max(level + 1),
            _ if line.spare || line.of_which => {}
            _ => above = Some(line.level.min(u8::MAX - 1)),
        }
    }
}

struct Evidence<'a> {
    rows: &'a [DraftRow],
    bold: &'a [bool],
    matrix: &'a Matrix,
}

impl Evidence<'_> {
    /// Depth by how far labels are moved in; totals are often centred and say nothing.
    fn indents(&self, lines: &[Line]) -> Option<Vec<u8>> {
        let mut open: Vec<usize> = Vec::new();
        let mut levels = Vec::new();
        for (row, line) in self.rows.iter().zip(lines) {
            if line.total.is_none() {
                while open.pop_if(|indent| *indent >= row.indent).is_some() {}
                levels.push(u8::try_from(open.len()).unwrap_or(u8::MAX));
                open.push(row.indent);
            } else {
                open.clear();
                levels.push(0);
            }
        }
        levels.iter().any(|level| *level > 0).then_some(levels)
    }

    /// Plain rows below bold ones, where the first row is bold.
    fn bold(&self, lines: &[Line]) -> Option<Vec<u8>> {
        let is_bold = |at: usize| self.bold.get(at).copied().unwrap_or(false);
        let counted = |at: &usize| lines.get(*at).is_some_and(|line| !line.spare && line.total.is_none());
        let first = (0..lines.len()).find(counted)?;
        let plain = |at: usize| !is_bold(at) && lines.get(at).is_some_and(|line| line.total.is_none());
        let levels: Vec<u8> = (0..lines.len()).map(|at| u8::from(plain(at))).collect();
        (is_bold(first) && levels.contains(&1)).then_some(levels)
    }

    /// Rows below a row that has a label and no figures, up to a total of everything.
    fn headings(&self, lines: &[Line]) -> Option<Vec<u8>> {
        let mut inside = false;
        let level = |(row, line): (&DraftRow, &Line)| {
            let heads = row.heads_others();
            inside = heads || (inside && line.total != Some(label::Total::Grand));
            u8::from(inside && !heads)
        };
        let levels: Vec<u8> = self.rows.iter().zip(lines).map(level).collect();
        levels.contains(&1).then_some(levels)
    }

    /// Whether the figures allow these levels: fewer parents are exceeded by their parts than not.
    fn holds(&self, lines: &[Line], levels: &[u8]) -> bool {
        let parents =
            (0..levels.len()).map(|at| (at, self.parts(lines, levels, at))).filter(|(_, parts)| !parts.is_empty());
        let with_figures = parents.filter(|(at, _)| self.matrix.has_money(Axis::Rows, *at));
        let verdicts = with_figures.map(|(at, parts)| self.matrix.tally(Axis::Rows, at, &parts).exceeds_everywhere());
        let (contradicted, allowed): (Vec<bool>, Vec<bool>) = verdicts.partition(|exceeded| *exceeded);
        contradicted.is_empty() || contradicted.len() < allowed.len()
    }

    /// The rows one deeper behind a row.
    fn parts(&self, lines: &[Line], levels: &[u8], at: usize) -> Vec<usize> {
        let level = levels.get(at).copied().unwrap_or(0);
        let below = levels.iter().enumerate().skip(at + 1).take_while(|(_, below)| **below > level);
        let next = below.filter(|(_, below)| **below == level.saturating_add(1)).map(|(part, _)| part);
        next.filter(|part| lines.get(*part).is_some_and(|line| !line.spare && !line.of_which)).collect()
    }
}
