//! The one place where the tasks call the parser.
//!
//! Everything else works on [`Reading`]: the decoded text, the folded text and the records as JSON.

use std::path::Path;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::root;

/// One document, read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The decoded text; the spans of the records are byte ranges in it.
    pub text: String,
    /// The folded text, line for line.
    pub folded: String,
    /// The records: `document`, `programmes`, `amounts`, `tables`, `diagnostics`, `lines`.
    pub extraction: Value,
}

/// Reads a file; its id is its name without the extension.
pub fn read_file(path: &Path) -> Result<Reading, String> {
    read(&root::stem(path), root::read_bytes(path)?).map_err(|error| format!("{}: {error}", root::shown(path)))
}

/// Reads bytes under an id.
//
// The wiring, once `yosan_parser::extract` is there (and `stub` below goes):
//
//     let source = yosan_normaliser::Source::from_vec(bytes, None).map_err(|error| error.to_string())?;
//     let folded = yosan_normaliser::fold(source.text());
//     let input = yosan_parser::Input { id, path: &path, sha256: &sha256, bytes: size };
//     let extraction = yosan_parser::extract(&source, &folded, &input, &yosan_parser::Options::default());
//     let extraction = serde_json::to_value(&extraction).map_err(|error| error.to_string())?;
//     Ok(Reading { text: source.text().to_owned(), folded: folded.text().to_owned(), extraction })
pub fn read(id: &str, bytes: Vec<u8>) -> Result<Reading, String> {
    let sha256 = sha256(&bytes);
    let size = bytes.len();
    let text = String::from_utf8(bytes).map_err(|error| error.to_string())?;
    let extraction = stub(id, &sha256, size, &text);
    Ok(Reading { folded: text.clone(), text, extraction })
}

/// The SHA-256 of bytes, in hex digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Stands in for the parser: understands nothing, and says so about every line. It keeps all invariants.
fn stub(id: &str, sha256: &str, bytes: usize, text: &str) -> Value {
    let lines: Vec<Value> = spans_of_lines(text)
        .map(|span| {
            json!({"document": id, "line": span["line"], "role": "unclassified", "programme": null, "section": null})
        })
        .collect();
    let diagnostics: Vec<Value> = spans_of_lines(text)
        .map(|span| {
            json!({"code": "unclassified-line", "severity": "warning", "message": "no parser yet", "document": id,
                "programme": null, "span": span, "related": []})
        })
        .collect();
    json!({
        "document": {
            "id": id, "path": format!("{id}.txt"), "sha256": sha256, "bytes": bytes, "encoding": "UTF-8",
            "lines": text.split('\n').count(), "title": null, "publisher": null, "published": null,
            "fiscal_year": null, "stage": null, "layouts": [], "legend": null, "outline": [], "contents": [],
            "tables": [], "notes": [], "policy_points": [],
            "accounting": {"lines": lines.len(), "roles": {"unclassified": lines.len()}},
            "counts": {"programmes": 0, "amounts": 0, "tables": 0, "terms": 0, "targets": 0, "errors": 0,
                "warnings": diagnostics.len(), "infos": 0},
        },
        "programmes": [], "amounts": [], "tables": [], "diagnostics": diagnostics, "lines": lines,
    })
}

/// The place of each non-blank line.
fn spans_of_lines(text: &str) -> impl Iterator<Item = Value> {
    let mut start = 0;
    text.split('\n').enumerate().filter_map(move |(index, line)| {
        let (first, end) = (start, start + line.len());
        start = end + 1;
        let span = json!({"line": index + 1, "end_line": index + 1, "start": first, "end": end});
        (!line.trim().is_empty()).then_some(span)
    })
}
