//! The table of diagnostics.

use yosan_parser::record::{Code, Diagnostic, Extraction, Severity};

use super::value::{json, word};
use super::{Emit, PLACE, Table, columns, numbered, with_place};

/// A row per diagnostic.
pub(super) const TABLE: Table = Table {
    name: "diagnostics",
    description: "One row per finding about a document.",
    key: &["document", "ordinal"],
    links: &[("document", "documents"), ("programme", "programmes")],
    columns: &[COLUMNS, PLACE],
    rows,
};

struct Row<'a> {
    ordinal: u32,
    finding: &'a Diagnostic<'a>,
}

fn rows(extraction: &Extraction<'_>, emit: &mut Emit<'_>) {
    for (ordinal, finding) in numbered(&extraction.diagnostics) {
        emit(&with_place(values(&Row { ordinal, finding }), Some(&finding.span)));
    }
}

columns! {
    |row: &Row<'a>|
    /// Id of the document.
    document: Text required = &row.finding.document;
    /// Id of the programme that it is about.
    programme: Text = row.finding.programme.as_deref();
    /// Order in the document, 1-based.
    ordinal: Integer required = row.ordinal;
    /// Stable code.
    code: Word(Code) required = word(&row.finding.code);
    /// How much it matters.
    severity: Word(Severity) required = word(&row.finding.severity);
    /// One sentence: what was found and what a person can do.
    message: Text required = &row.finding.message;
    /// Other places that it is about.
    related: List required = json(&row.finding.related);
}
