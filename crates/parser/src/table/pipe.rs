//! Pipe tables: `| ・ 特許出願 | 上限額 1,500千円 | 対象経費の1/2以内 |`, with or without a rule under the header.

use super::grid::{Grid, GridCell, GridRow};

/// How many lines from the first one belong together.
///
/// ```text
/// run  = row (row | rule)*
/// row  = bullet? "|" cell ("|" cell)* "|"? , or cells without the outer bars where a rule is the second line
/// rule = a row of "-", ":" and "=" alone
/// ```
pub(super) fn run(lines: &[&str]) -> usize {
    let open_sided = lines.get(1).is_some_and(|line| is_rule(line)) && lines.first().is_some_and(|l| l.contains('|'));
    lines.iter().take_while(|line| is_row(line) || (open_sided && line.contains('|'))).count()
}

fn is_row(line: &str) -> bool {
    let text = without_bullet(line).1.trim();
    text.starts_with('|') && text.matches('|').count() >= 2
}

fn is_rule(line: &str) -> bool {
    let text = line.trim();
    text.contains('-') && text.contains('|') && text.chars().all(|c| matches!(c, '|' | '-' | ':' | '=' | ' '))
}

/// The cells of the lines; the rows above the first rule are the marked header.
pub(super) fn grid<'t>(lines: &[&'t str]) -> Grid<'t> {
    let mut grid = Grid::default();
    let mut ruled = false;
    for (at, line) in lines.iter().enumerate() {
        if is_rule(line) {
            if !ruled {
                grid.marked_header = grid.rows.len();
            }
            ruled = true;
        } else {
            let row = row(at, line);
            if row.filled().next().is_some() {
                grid.rows.push(row);
            }
        }
    }
    grid
}

fn row(at: usize, line: &str) -> GridRow<'_> {
    let (mut start, text) = without_bullet(line);
    let body = text.trim_end();
    let inner = body.strip_prefix('|').unwrap_or(body);
    start += body.len() - inner.len();
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let cell = |raw: &'_ str| (start, start += raw.len() + '|'.len_utf8()).0;
    let starts: Vec<usize> = inner.split('|').map(cell).collect();
    let cells = inner.split('|').zip(starts).map(|(raw, start)| GridCell::cut(at, start, raw)).collect();
    GridRow { line: at, cells }
}

/// The rest behind `- ` in front of the first bar, and where it begins.
fn without_bullet(line: &str) -> (usize, &str) {
    let text = line.trim_start();
    let rest = text.strip_prefix(['-', '*', '+']).map(str::trim_start).filter(|rest| rest.starts_with('|'));
    let text = rest.unwrap_or(text);
    (line.len() - text.len(), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_header_with_a_bullet_is_a_row_of_the_run() {
        let lines = ["- | | | |", "|---|:--|---|", "| 特許出願 | 1,500千円 | 1/2以内 |", ""];
        assert_eq!(run(&lines), 3);
        let grid = grid(&lines[..3]);
        assert_eq!((grid.rows.len(), grid.marked_header, grid.columns()), (1, 0, 3));
        let place = &grid.rows[0].cells[1].places[0];
        assert_eq!(&lines[place.line][place.range.clone()], "1,500千円");
    }

    #[test]
    fn bars_in_prose_are_no_table() {
        assert_eq!(run(&["A | B を比べる", "次の行"]), 0);
        assert_eq!(run(&["A | B", "---|---", "1 | 2", "text"]), 3);
    }
}
