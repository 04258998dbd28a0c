//! Scores: extractions against gold, field by field, with what is missing and what is extra.
//!
//! A field that a gold file does not have is not scored. Names, titles and labels are compared after folding
//! ([`key`](crate::key)), numbers and years as they are, places by line.

mod attributes;
mod departments;
mod document;
pub mod gold;
pub mod held;
mod pair;
mod programme;
mod row;
mod show;
mod table;
mod target;
mod term;

use serde_json::Value;

use crate::json;

pub use row::{Field, Row, Share};
pub use show::{details, table};

/// How well one document was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The name of the document.
    pub document: String,
    /// Its fields, in the order of the record contract.
    pub fields: Vec<Field>,
}

/// Scores every gold file, or those whose name holds `document`.
pub fn all(document: Option<&str>) -> Result<Vec<Report>, String> {
    let wanted = |name: &str| document.is_none_or(|part| name.contains(part));
    gold::all()?
        .into_iter()
        .filter(|gold| wanted(&gold.name))
        .map(|gold| Ok(compare(&gold.name, &gold.value, &gold.reading()?.extraction)))
        .collect()
}

/// Compares an extraction with what gold says.
#[must_use]
pub fn compare(name: &str, gold: &Value, ours: &Value) -> Report {
    let pairs = pair::pairs(json::list(gold, "programmes"), json::list(ours, "programmes"));
    let mut fields = document::fields(gold, ours);
    fields.extend(programme::fields(gold, ours, &pairs));
    fields.extend(departments::fields(gold, &pairs));
    fields.extend(attributes::fields(gold, ours));
    fields.extend(term::fields(gold, ours));
    fields.extend(target::fields(gold, ours));
    fields.extend(table::fields(gold, ours));
    Report { document: name.to_owned(), fields }
}
