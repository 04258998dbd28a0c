//! Gold files: what a careful reader says a document states.
//!
//! `fixtures/gold/NAME.json` belongs to `corpus/NAME.txt`, `fixtures/releases/NAME.json` to the text beside it. Gold has its own names for
//! some fields (`start_line`, `toc_name`, `deadline_fy` …); the functions here read either name.

use std::path::PathBuf;

use serde_json::Value;

use crate::extract::{self, Reading};
use crate::{json, root};

/// A gold file with the document that it is about.
#[derive(Clone, Debug)]
pub struct Gold {
    /// Its name, without extension.
    pub name: String,
    /// What it says.
    pub value: Value,
    /// The release.
    pub document: PathBuf,
}

impl Gold {
    /// Reads the release.
    pub fn reading(&self) -> Result<Reading, String> {
        extract::read_file(&self.document)
    }
}

/// All gold files, by name.
pub fn all() -> Result<Vec<Gold>, String> {
    let places = [("fixtures/gold", "corpus"), ("fixtures/releases", "fixtures/releases")];
    let all = places.iter().flat_map(|(gold, documents)| {
        root::files(gold, "json").into_iter().map(|path| load(&root::stem(&path), gold, documents))
    });
    all.collect()
}

/// Whether gold says anything about a field of its records.
#[must_use]
pub fn any_has(records: &[Value], field: &str) -> bool {
    records.iter().any(|record| record.get(field).is_some())
}

/// First and last line of a gold record.
#[must_use]
pub fn lines(record: &Value) -> Option<(u32, u32)> {
    let start = json::line(record, "start_line").or_else(|| json::line(record, "line"));
    let start = start.or_else(|| json::lines(record).map(|(first, _)| first))?;
    let end = json::line(record, "end_line").or_else(|| json::lines(record).map(|(_, last)| last));
    Some((start, end.unwrap_or(start)))
}

/// First line of a gold record; 0 where it has none.
#[must_use]
pub fn line(record: &Value) -> u32 {
    lines(record).map_or(0, |(first, _)| first)
}

/// The first of several names of a field that is there and not `null`.
#[must_use]
pub fn either<'v>(record: &'v Value, names: &[&str]) -> Option<&'v Value> {
    names.iter().find_map(|name| json::some(record, name))
}

fn load(name: &str, folder: &str, documents: &str) -> Result<Gold, String> {
    let path = format!("{folder}/{name}.json");
    let text = root::read(&root::at(&path))?;
    let value = serde_json::from_str(&text).map_err(|error| format!("{path}: {error}"))?;
    let document = root::at(&format!("{documents}/{name}.txt"));
    if !document.is_file() {
        return Err(format!("{path}: its document {documents}/{name}.txt is missing"));
    }
    Ok(Gold { name: name.to_owned(), value, document })
}
