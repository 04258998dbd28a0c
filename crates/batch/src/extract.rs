//! One document as one JSON object.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;
use yosan_parser::record::{AmountRow, Diagnostic, Document, Extraction, LineRecord, Programme, Table};

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
    lines: Option<&'a [LineRecord<'a>]>,
}

/// Writes the records of a document as one line of JSON.
///
/// # Errors
/// Writing failed.
pub fn to_json(out: impl Write, extraction: &Extraction<'_>, lines: bool) -> io::Result<()> {
    finish(out, |out| Ok(serde_json::to_writer(out, &object(extraction, lines))?))
}

/// Writes the records of a document as indented JSON.
///
/// # Errors
/// Writing failed.
pub fn to_json_pretty(out: impl Write, extraction: &Extraction<'_>, lines: bool) -> io::Result<()> {
    finish(out, |out| Ok(serde_json::to_writer_pretty(out, &object(extraction, lines))?))
}

fn finish<W: Write>(mut out: W, write: impl FnOnce(&mut W) -> io::Result<()>) -> io::Result<()> {
    write(&mut out)?;
    out.write_all(b"\n")?;
    out.flush()
}

fn object<'a>(extraction: &'a Extraction<'_>, lines: bool) -> ExtractionObject<'a> {
    ExtractionObject {
        document: &extraction.document,
        programmes: &extraction.programmes,
        amounts: &extraction.amounts,
        tables: &extraction.tables,
        diagnostics: &extraction.diagnostics,
        lines: lines.then_some(&extraction.lines),
    }
}
