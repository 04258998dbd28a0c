//! The JSON Schema (2020-12) of the records, from their Rust types.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use yosan_parser::record::{AmountRow, Diagnostic, Document, LineRecord, Programme, Table};

use crate::Manifest;
use crate::extract::ExtractionObject;

/// What there are schemas of.
pub const SCHEMA_NAMES: [&str; 8] =
    ["extraction", "document", "programme", "amount", "table", "diagnostic", "line", "manifest"];

/// The schema of the records of this name, indented; none for another name.
///
/// `amount` is a line of `amounts.jsonl`, `extraction` is what `yosan extract` prints.
#[must_use]
pub fn schema(name: &str) -> Option<String> {
    match name {
        "extraction" => Some(text::<ExtractionObject<'_>>()),
        "document" => Some(text::<Document<'_>>()),
        "programme" => Some(text::<Programme<'_>>()),
        "amount" => Some(text::<AmountRow<'_>>()),
        "table" => Some(text::<Table<'_>>()),
        "diagnostic" => Some(text::<Diagnostic<'_>>()),
        "line" => Some(text::<LineRecord<'_>>()),
        "manifest" => Some(text::<Manifest>()),
        _ => None,
    }
}

fn text<T: JsonSchema>() -> String {
    let schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>();
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
