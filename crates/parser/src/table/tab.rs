//! Tables whose cells a tab parts: `中小企業対策費⇥1,117⇥1,110`.

use super::cell::Scan;
use super::grid::{Grid, GridCell, GridRow};
use super::label;

/// How many lines from the first one belong together.
///
/// ```text
/// run      = row (gap? row | heading row)*
/// row      = a line with a tab
/// gap      = one blank line, where a row of figures stands on both sides (a page break)
/// heading  = a short line without a tab between two rows of figures, or below the column heads, such as `一般会計`
/// ```
pub(super) fn run(lines: &[&str]) -> usize {
    let mut taken = 0;
    while let Some(step) = step(lines, taken) {
        taken += step;
    }
    taken
}

fn step(lines: &[&str], at: usize) -> Option<usize> {
    let line = lines.get(at)?;
    if line.contains('\t') && !line.trim().is_empty() {
        return Some(1);
    }
    let before = at.checked_sub(1).and_then(|at| lines.get(at))?;
    let after = lines.get(at + 1)?;
    if !has_figures(after) {
        return None;
    }
    if line.trim().is_empty() {
        return (has_figures(before) && width(before) == width(after)).then_some(2);
    }
    // Empty cells at the end of a row are gone.
    let wide = width(before).min(width(after)) >= WIDE;
    let parts_figures = has_figures(before) && (wide || width(before) == width(after));
    let heads_figures = !has_figures(before) && wide && width(before) >= width(after);
    ((parts_figures || heads_figures) && is_group_heading(line)).then_some(2)
}

/// So many columns are a table also where rows differ in width.
const WIDE: usize = 3;

fn width(line: &str) -> usize {
    line.trim_end().split('\t').count()
}

fn has_figures(line: &str) -> bool {
    line.split('\t').skip(1).any(Scan::has_figures)
}

const HEADING_CHARS: usize = 30;

fn is_group_heading(line: &str) -> bool {
    let text = line.trim();
    text.chars().count() <= HEADING_CHARS && !label::is_sentence(text) && !label::has_bullet(text)
}

/// The cells of the lines; blank lines are passed over.
pub(super) fn grid<'t>(lines: &[&'t str]) -> Grid<'t> {
    let rows = lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(|(at, line)| row(at, line));
    Grid { rows: rows.collect(), ..Grid::default() }
}

fn row(at: usize, line: &str) -> GridRow<'_> {
    let mut start = 0;
    let cell = |raw| {
        let cell = GridCell::cut(at, start, raw);
        start += raw.len() + '\t'.len_utf8();
        cell
    };
    GridRow { line: at, cells: line.split('\t').map(cell).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_ends_where_the_tabs_end() {
        let cases: &[(&[&str], usize)] = &[
            (&["a\t1", "b\t2", "", "text"], 2),
            (&["a\t1", "", "b\t2", "", "", "c\t3"], 3),
            (&["a\t1", "一般会計", "b\t2"], 3),
            (&["区分\tR7\tR6\t備考", "一般会計", "b\t2\t3"], 3),
            (&["区分\tR7\tR6\t備考", "一般会計", "内訳", "b\t2\t3"], 1),
            (&["a\t1\t2\t新規", "一般会計", "b\t2\t3"], 3),
            (&["a\t1", "※四捨五入の関係上、合計が一致しない場合がある。", "b\t2"], 1),
            (&["text", "a\t1"], 0),
            (&["\t", "a\t1"], 0),
        ];
        for (lines, expected) in cases {
            assert_eq!(run(lines), *expected, "{lines:?}");
        }
    }

    #[test]
    fn cells_know_where_they_stand() {
        let grid = grid(&["\t 平成31年度 \t", " その他\t1,354"]);
        assert_eq!(grid.columns(), 2);
        let line = "\t 平成31年度 \t";
        let place = &grid.rows[0].cells[1].places[0];
        assert_eq!(&line[place.range.clone()], "平成31年度");
        assert_eq!(grid.rows[1].cells[0].indent, 1);
    }
}
