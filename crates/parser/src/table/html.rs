//! HTML tables and fragments of them: `<table><tr><th>区分</th><td colspan="2">3,550</td></tr></table>`.
//!
//! Converters put several rows on one line, or one cell on several. Tags that build no table only part the text of a
//! cell into pieces; what looks like a tag but does not begin with a Latin letter (`<参考>`) is text.

use super::grid::{Grid, GridCell, GridRow};

const MAX_LINES: usize = 400;
const MAX_COLUMN_SPAN: usize = 40;
const MAX_ROW_SPAN: usize = 200;
const MAX_COLUMNS: usize = 200;

/// How many lines from the first one belong together: to `</table>`, or to the last row where that is lost.
pub(super) fn run(lines: &[&str]) -> usize {
    if !lines.first().is_some_and(|line| tags(line).any(|tag| matches!(tag.name, Name::Table | Name::Row))) {
        return 0;
    }
    let (mut depth, mut last) = (0_usize, 0);
    for (at, line) in lines.iter().take(MAX_LINES).enumerate() {
        for tag in tags(line) {
            match (tag.name, tag.closing) {
                (Name::Table, false) => depth += 1,
                (Name::Table, true) if depth <= 1 => return at + 1,
                (Name::Table, true) => depth -= 1,
                (Name::Row | Name::Cell | Name::HeadCell, _) => last = at,
                _ => {}
            }
        }
    }
    last + 1
}

/// The cells of the lines, spans filled with copies.
pub(super) fn grid<'t>(lines: &[&'t str]) -> Grid<'t> {
    let mut reader = Reader::default();
    for (at, line) in lines.iter().enumerate() {
        reader.line(at, line);
    }
    reader.close_row();
    place(reader)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Name {
    Table,
    Row,
    Cell,
    HeadCell,
    Caption,
    Other,
}

/// Tag names and what they build; names that are not here part the text and do no more.
const NAMES: &[(&str, Name)] = &[
    ("table", Name::Table),
    ("tr", Name::Row),
    ("td", Name::Cell),
    ("th", Name::HeadCell),
    ("caption", Name::Caption),
];

struct Tag<'t> {
    start: usize,
    end: usize,
    name: Name,
    closing: bool,
    attributes: &'t str,
}

/// The tags of a line: `"<" "/"? letter letter* … ">"`; one that the line end cuts off reaches to the line end.
fn tags(line: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + line.get(from..)?.find('<')?;
            from = start + 1;
            if let Some(tag) = tag(line, start) {
                from = tag.end;
                return Some(tag);
            }
        }
    })
}

fn tag(line: &str, start: usize) -> Option<Tag<'_>> {
    let inner = line.get(start + 1..)?;
    let (closing, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    let length = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (name, rest) = inner.split_at_checked(length)?;
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let attributes = rest.split('>').next().unwrap_or("");
    let end = (line.len() - rest.len() + attributes.len() + 1).min(line.len());
    let known = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    Some(Tag { start, end, name: known.map_or(Name::Other, |(_, name)| *name), closing, attributes })
}

/// The number of `colspan="2"`, at least 1.
fn span(attributes: &str, key: &str, most: usize) -> usize {
    let lower = attributes.to_ascii_lowercase();
    let value = lower.split(key).nth(1).unwrap_or("").trim_start_matches(['=', '"', '\'', ' ']);
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    value.get(..digits).and_then(|digits| digits.parse().ok()).unwrap_or(1).clamp(1, most)
}

#[derive(Default)]
struct Draft<'t> {
    cell: GridCell<'t>,
    head: bool,
    columns: usize,
    rows: usize,
}

#[derive(Default)]
struct Reader<'t> {
    rows: Vec<(usize, Vec<Draft<'t>>)>,
    row: Option<(usize, Vec<Draft<'t>>)>,
    cell: Option<Draft<'t>>,
    caption: Option<GridCell<'t>>,
    in_caption: bool,
    depth: usize,
}

impl<'t> Reader<'t> {
    fn line(&mut self, at: usize, line: &'t str) {
        let mut from = 0;
        for tag in tags(line) {
            self.text(at, from, line.get(from..tag.start).unwrap_or(""));
            from = tag.end;
            self.tag(at, &tag);
        }
        self.text(at, from, line.get(from..).unwrap_or(""));
    }

    fn text(&mut self, at: usize, start: usize, raw: &'t str) {
        if raw.trim() == "&nbsp;" {
            return;
        }
        let piece = GridCell::cut(at, start, raw);
        if self.in_caption {
            self.caption.get_or_insert_default().append(piece);
        } else if let Some(draft) = &mut self.cell {
            draft.cell.append(piece);
        }
    }

    fn tag(&mut self, at: usize, tag: &Tag<'_>) {
        match (tag.name, tag.closing) {
            (Name::Table, false) if self.cell.is_some() => self.depth += 1,
            (Name::Table, true) if self.depth > 0 => self.depth -= 1,
            _ if self.depth > 0 => {}
            (Name::Caption, closing) => self.in_caption = !closing,
            (Name::Table, _) | (Name::Row, true) => self.close_row(),
            (Name::Row, false) => self.open_row(at),
            (Name::Cell | Name::HeadCell, true) => self.close_cell(),
            (Name::Cell | Name::HeadCell, false) => self.open_cell(at, tag),
            (Name::Other, _) => {}
        }
    }

    fn open_row(&mut self, at: usize) {
        self.close_row();
        self.row = Some((at, Vec::new()));
    }

    fn open_cell(&mut self, at: usize, tag: &Tag<'_>) {
        self.close_cell();
        self.row.get_or_insert_with(|| (at, Vec::new()));
        self.cell = Some(Draft {
            cell: GridCell::default(),
            head: tag.name == Name::HeadCell,
            columns: span(tag.attributes, "colspan", MAX_COLUMN_SPAN),
            rows: span(tag.attributes, "rowspan", MAX_ROW_SPAN),
        });
    }

    fn close_cell(&mut self) {
        if let (Some(cell), Some((_, row))) = (self.cell.take(), &mut self.row) {
            row.push(cell);
        }
    }

    fn close_row(&mut self) {
        self.close_cell();
        self.rows.extend(self.row.take().filter(|(_, cells)| !cells.is_empty()));
    }
}

/// Puts the cells where their own spans and those from above let them stand.
fn place(reader: Reader<'_>) -> Grid<'_> {
    let head = |(_, cells): &(usize, Vec<Draft<'_>>)| cells.iter().all(|draft| draft.head);
    let heads = reader.rows.iter().take_while(|row| head(row)).count();
    let marked_header = if heads == reader.rows.len() { 0 } else { heads };
    let mut hanging: Vec<(usize, GridCell<'_>)> = Vec::new();
    let rows = reader.rows.into_iter().map(|(line, drafts)| GridRow { line, cells: place_row(drafts, &mut hanging) });
    let rows = rows.collect();
    Grid { rows, marked_header, spans_stated: true, caption: reader.caption.filter(|cell| !cell.is_empty()) }
}

fn place_row<'t>(drafts: Vec<Draft<'t>>, hanging: &mut Vec<(usize, GridCell<'t>)>) -> Vec<GridCell<'t>> {
    let mut cells = Vec::new();
    for draft in drafts {
        take_hanging(&mut cells, hanging);
        for nth in 0..draft.columns {
            if cells.len() >= MAX_COLUMNS {
                break;
            }
            let mut cell = draft.cell.clone();
            cell.copied = nth > 0;
            hang(hanging, cells.len(), draft.rows - 1, &cell);
            cells.push(cell);
        }
    }
    take_hanging(&mut cells, hanging);
    cells
}

fn hang<'t>(hanging: &mut Vec<(usize, GridCell<'t>)>, column: usize, rows: usize, cell: &GridCell<'t>) {
    if hanging.len() <= column {
        hanging.resize_with(column + 1, Default::default);
    }
    if let Some(slot) = hanging.get_mut(column) {
        *slot = (rows, GridCell { copied: true, ..cell.clone() });
    }
}

fn take_hanging<'t>(cells: &mut Vec<GridCell<'t>>, hanging: &mut [(usize, GridCell<'t>)]) {
    while let Some((rows, cell)) = hanging.get_mut(cells.len()).filter(|(rows, _)| *rows > 0) {
        *rows -= 1;
        cells.push(cell.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(lines: &[&str]) -> Vec<Vec<String>> {
        let grid = grid(lines);
        grid.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.to_string()).collect()).collect()
    }

    #[test]
    fn spans_fill_the_grid() {
        let line = "<table><tr><th rowspan=\"2\">区分</th><th colspan='2'>予算</th></tr><tr><th>R6</th><th>R5</th></tr>\
                    <tr><td>計</td><td>10</td><td>9</td></tr></table>";
        let expected = [["区分", "予算", "予算"], ["区分", "R6", "R5"], ["計", "10", "9"]];
        assert_eq!(texts(&[line]), expected);
        assert_eq!(grid(&[line]).marked_header, 2);
    }

    #[test]
    fn a_cell_over_several_lines_keeps_its_pieces() {
        let lines = ["<table>", "<tr><td>令和6年度<br>", "予算案</td>", "<td>1</td></tr>", "</table>", "after"];
        assert_eq!(run(&lines), 5);
        assert_eq!(texts(&lines[..5]), [["令和6年度 予算案", "1"]]);
    }

    #[test]
    fn japanese_in_angle_brackets_is_text() {
        assert_eq!(texts(&["<tr><td><参考></td><td>5<10</td></tr>"]), [["<参考>", "5<10"]]);
    }

    #[test]
    fn a_table_that_is_never_closed_ends_with_its_last_row() {
        let lines = ["<table><tr><td>a", "<tr><td>b<td>c", "text", "more text"];
        assert_eq!(run(&lines), 2);
    }
}
