//! Tables: caption, unit, columns, row labels and the yen of each cell.

use serde_json::Value;

use super::gold;
use super::row::{Field, Row};
use crate::{json, key};

type Part = dyn Fn(&Value) -> Vec<Row>;

/// Compares tables; one of ours is a gold table where they have lines in common.
pub(super) fn fields(gold: &Value, ours: &Value) -> Vec<Field> {
    let Some(theirs) = gold.get("tables").and_then(Value::as_array) else { return Vec::new() };
    let ours = json::list(ours, "tables");
    let number = |table: &Value| theirs.iter().position(|gold| common(gold, table)).map(|index| index + 1);
    let compare = |name: &str, part: &Part| {
        let rows = |tables: &[Value]| -> Vec<Row> {
            let label =
                |table: &Value| number(table).map_or_else(|| format!("+{}", gold::line(table)), |it| it.to_string());
            tables
                .iter()
                .flat_map(|table| part(table).into_iter().map(|row| row.under(&label(table))).collect::<Vec<_>>())
                .collect()
        };
        Field::compare(name, rows(theirs), rows(ours))
    };
    vec![
        compare("tables", &|table| vec![Row::new(gold::line(table), &[&"table"])]),
        compare("table_caption", &|table| text(table, &["caption"])),
        compare("table_unit", &|table| text(table, &["unit", "unit_printed"])),
        compare("table_columns", &columns),
        compare("table_rows", &labels),
        compare("table_cells", &cells),
    ]
}

/// Whether both tables have a line in common.
fn common(one: &Value, other: &Value) -> bool {
    let (Some(one), Some(other)) = (gold::lines(one), gold::lines(other)) else { return false };
    one.0 <= other.1 && other.0 <= one.1
}

fn text(table: &Value, names: &[&str]) -> Vec<Row> {
    let text = gold::either(table, names).and_then(Value::as_str);
    text.map(|text| Row::new(gold::line(table), &[&key::inner(text)])).into_iter().collect()
}

fn columns(table: &Value) -> Vec<Row> {
    let columns = json::texts(table, "columns").zip(1_u32..);
    columns.map(|(title, number)| Row::new(gold::line(table), &[&number, &key::key(title)])).collect()
}

/// Label and level of each row.
fn labels(table: &Value) -> Vec<Row> {
    let row = |row: &Value| {
        let line = gold::line(row);
        Row::new(line, &[&line, &key::key(&json::plain(row.get("label"))), &json::plain(row.get("level"))])
    };
    json::list(table, "rows").iter().map(row).collect()
}

/// The yen of each cell; cells that are no money are left out.
fn cells(table: &Value) -> Vec<Row> {
    let cells = |row: &Value| -> Vec<Row> {
        let line = gold::line(row);
        let gold = json::list(row, "values_yen").iter().map(Value::as_i64);
        let ours = json::list(row, "cells").iter().map(|cell| json::int(cell, "yen"));
        let yen = gold.chain(ours).zip(1_u32..);
        yen.filter_map(|(yen, column)| Some(Row::new(line, &[&line, &column, &yen?]))).collect()
    };
    json::list(table, "rows").iter().flat_map(cells).collect()
}
