//! Labelled bullets and notes of a plan: gold hangs them on outline entries, the records on the plan item that
//! encloses them; so they are compared over the whole document, by line.

use serde_json::Value;

use super::document::note_rows;
use super::gold;
use super::row::{Field, Row};
use crate::{json, key};

/// Compares attributes and notes of outline entries.
pub(super) fn fields(gold: &Value, ours: &Value) -> Vec<Field> {
    let outline = json::list(gold, "outline");
    let programmes = json::list(ours, "programmes");
    let mut fields = Vec::new();
    if gold::any_has(outline, "attributes") {
        fields.push(Field::compare("attributes", rows(outline), rows(programmes)));
    }
    if gold::any_has(outline, "notes") {
        let document = json::list(ours.get("document").unwrap_or(&Value::Null), "notes");
        let ours: Vec<Row> = note_rows(document).into_iter().chain(notes(programmes)).collect();
        fields.push(Field::compare("outline_notes", notes(outline), ours));
    }
    fields
}

fn rows(records: &[Value]) -> Vec<Row> {
    records.iter().flat_map(|it| json::list(it, "attributes")).map(row).collect()
}

/// Cell borders of a pipe table are no part of the text.
fn row(attribute: &Value) -> Row {
    let line = gold::line(attribute);
    let part = |field: &str| key::key(&json::plain(attribute.get(field))).replace('|', "");
    Row::new(line, &[&line, &part("label"), &part("text")])
}

fn notes(records: &[Value]) -> Vec<Row> {
    records.iter().flat_map(|it| note_rows(json::list(it, "notes"))).collect()
}
