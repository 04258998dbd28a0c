//! Tables as they are printed, against what a person reads in them.
//!
//! A fixture is folded text: lines that begin with `^ ` stand above the table, lines that begin with `* ` are bold.
//! What was read is written out as text: caption, unit, columns, rows with level and values, checks that are off.

mod corpus;
mod damage;
mod not_tables;
mod properties;
mod variants;

use super::*;

/// How far the table reaches that begins at the first line.
pub(super) fn measure(lines: &[&str], above: &[&str]) -> Option<TableShape> {
    find(lines, above).map(|found| found.shape)
}

pub(super) struct Fixture<'t> {
    pub(super) above: Vec<&'t str>,
    pub(super) lines: Vec<&'t str>,
    pub(super) bold: Vec<bool>,
}

impl<'t> Fixture<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let (above, lines): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.starts_with("^ "));
        let bold = lines.iter().map(|line| line.starts_with("* ")).collect();
        let plain = |line: &&'t str| line.strip_prefix("* ").unwrap_or(line);
        let above = above.iter().filter_map(|line| line.strip_prefix("^ ")).collect();
        Self { above, lines: lines.iter().map(plain).collect(), bold }
    }

    pub(super) fn shape(&self) -> Option<TableShape> {
        measure(&self.lines, &self.above)
    }

    pub(super) fn read(&self) -> ReadTable {
        let shape = self.shape().expect("a table");
        read(&self.lines, &self.bold, &shape, &self.above)
    }

    pub(super) fn text(&self, at: &At) -> &'t str {
        &self.lines[at.line][at.range.clone()]
    }

    fn anchor(&self, anchor: &Anchor) -> &'t str {
        match anchor {
            Anchor::Above(at) => &self.above[at.line][at.range.clone()],
            Anchor::Inside(at) => self.text(at),
        }
    }

    pub(super) fn label(&self, row: &ReadRow) -> &'t str {
        row.label.as_ref().map_or("?", |at| self.text(at))
    }

    fn cell(&self, cell: &ReadCell) -> String {
        let value = self.value(&cell.value, cell.place.as_ref());
        let second = cell.second.as_ref().map(|(at, second)| format!("({})", self.value(second, Some(at))));
        value + &second.unwrap_or_default()
    }

    fn value(&self, value: &CellValue, place: Option<&At>) -> String {
        match value {
            CellValue::Empty => "·".into(),
            CellValue::Money { yen, .. } => yen.to_string(),
            CellValue::None => "none".into(),
            CellValue::New => "new".into(),
            CellValue::Unstated => "unstated".into(),
            CellValue::Percent(percent) => format!("{percent}%"),
            CellValue::OutOfRange => "out of range".into(),
            CellValue::Text => place.map_or(String::new(), |at| format!("“{}”", self.text(at))),
        }
    }

    /// What was read, as text.
    pub(super) fn written_out(&self) -> String {
        let table = self.read();
        let mut out = Vec::new();
        out.extend(table.caption.as_ref().map(|at| format!("caption {}", self.anchor(at))));
        let unit = table.unit_printed.as_ref().zip(table.unit_yen);
        out.extend(unit.map(|(at, yen)| format!("unit {} = {yen}", self.anchor(at))));
        let name = |column: &ReadColumn| if column.label.is_empty() { "?".into() } else { column.label.clone() };
        let columns: Vec<String> = table.columns.iter().map(name).collect();
        out.push(format!("columns {}", columns.join(" | ")));
        for row in &table.rows {
            let cells: Vec<String> = row.cells.iter().map(|cell| self.cell(cell)).collect();
            out.push(format!("{} {}: {}", row.level, self.label(row), cells.join(" ")));
        }
        let off = table.checks.iter().filter(|check| !check.within_rounding);
        out.push(format!("checks {}", table.checks.len()));
        out.extend(off.map(|check| {
            let label = self.label(&table.rows[check.row]);
            format!("off {label} {}: {} but {}", table.columns[check.column].label, check.printed, check.sum)
        }));
        out.join("\n")
    }
}

#[track_caller]
pub(super) fn check(text: &str, expected: &str) {
    let written = Fixture::new(text).written_out();
    assert_eq!(written.trim(), expected.trim(), "\n--- read:\n{written}\n--- from:\n{text}");
}

pub(super) fn levels(table: &ReadTable) -> Vec<u8> {
    table.rows.iter().map(|row| row.level).collect()
}
