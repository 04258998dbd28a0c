//! One document as one JSON object.

use std::io;

use schemars::JsonSchema;
use serde::Serialize;
use yosan_parser::record::{AmountRow, Diagnostic, Document, Extraction, LineRecord, Programme, Table};

use crate::json;

/// What `yosan extract` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Extraction")]
pub(crate) struct ExtractionObject<'a> {
    /// The document.
    document: &'a Document<'a>,
    /// Programmes in reading order.
    programmes: &'a [Programme<'a>],
    /// Every printed amount of money, in the order of the source.
    amounts: &'a [AmountRow<'a>],
    /// Tables in reading order.
    tables: &'a [Table<'a>],
    /// Findings, in the order of the source.
    diagnostics: &'a [Diagnostic<'a>],
    /// The owner of each non-blank line; with `--lines`.
    #[serde(skip_serializing_if = "Option::is_none")]
    lines: Option<Vec<LineRecord<'a>>>,
}

/// Appends the records of a document as one line of JSON.
///
/// # Errors
/// A record holds what JSON cannot; none does.
pub fn to_json(out: &mut Vec<u8>, extraction: &Extraction<'_>, lines: bool) -> io::Result<()> {
    out.reserve(expected_size(extraction));
    json::append(out, &object(extraction, lines))?;
    out.push(b'\n');
    Ok(())
}

/// Appends the records of a document as indented JSON.
///
/// # Errors
/// A record holds what JSON cannot; none does.
pub fn to_json_pretty(out: &mut Vec<u8>, extraction: &Extraction<'_>, lines: bool) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &object(extraction, lines))?;
    out.push(b'\n');
    Ok(())
}

/// About how large the JSON of a document is: six times the document, as in the corpus. Large documents let the buffer
/// grow, so that none asks for memory that it may not need.
fn expected_size(extraction: &Extraction<'_>) -> usize {
    const MOST: usize = 4 << 20;
    usize::try_from(extraction.document.bytes.saturating_mul(6)).map_or(MOST, |size| size.min(MOST))
}

fn object<'a>(extraction: &'a Extraction<'_>, lines: bool) -> ExtractionObject<'a> {
    ExtractionObject {
        document: &extraction.document,
        programmes: &extraction.programmes,
        amounts: &extraction.amounts,
        tables: &extraction.tables,
        diagnostics: &extraction.diagnostics,
        lines: lines.then(|| extraction.lines().collect()),
    }
}

#[cfg(test)]
mod tests {
    use yosan_normaliser::{Source, fold};
    use yosan_parser::{Input, Options, extract};

    use super::*;

    #[test]
    fn papers_are_written_as_serde_json_writes_them() {
        for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus")).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "txt") {
                continue;
            }
            let source = Source::from_vec(std::fs::read(&path).unwrap(), None).unwrap();
            let folded = fold(source.text());
            let input = Input { id: "paper", path: "paper.txt", sha256: "", bytes: 0 };
            let options = Options::default();
            let extraction = extract(&source, &folded, &input, &options);
            let mut bytes = Vec::new();
            to_json(&mut bytes, &extraction, true).unwrap();
            let expected = serde_json::to_string(&object(&extraction, true)).unwrap() + "\n";
            assert!(bytes == expected.as_bytes(), "{}", path.display());
        }
    }
}
