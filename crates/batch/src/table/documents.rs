//! The table of documents.

use yosan_parser::record::{Document, Extraction, LineRole, Stage};

use super::value::{json, word};
use super::{Emit, Table, columns};

/// A row per source file.
pub(super) const TABLE: Table = Table {
    name: "documents",
    description: "One row per source file. Outline, contents, notes and policy points are in documents.jsonl only.",
    key: &["id"],
    links: &[],
    columns: &[COLUMNS],
    rows,
};

fn rows(extraction: &Extraction<'_>, emit: &mut Emit<'_>) {
    emit(&values(&extraction.document));
}

columns! {
    |document: &'a Document<'a>|
    /// Path below the input folder without extension.
    id: Text required = &document.id;
    /// Path below the input folder.
    path: Text required = &document.path;
    /// SHA-256 of the bytes, in hex.
    sha256: Text required = &document.sha256;
    /// Size in bytes.
    bytes: Integer required = document.bytes;
    /// WHATWG name of the encoding that was decoded.
    encoding: Text required = &document.encoding;
    /// Number of lines.
    lines: Integer required = document.lines;
    /// Number of non-blank lines; each belongs to exactly one element.
    lines_accounted: Integer required = document.accounting.lines;
    /// Number of non-blank lines that fit nothing.
    lines_unclassified: Integer required =
        document.accounting.roles.get(&LineRole::Unclassified).copied().unwrap_or(0);
    /// The title.
    title: Text = document.title.as_deref();
    /// Who published it, where the document says so.
    publisher: Text = document.publisher.as_deref();
    /// Year and month of publication: 2019-03.
    published: Text = document.published.as_deref();
    /// The fiscal year that it is about, as a Gregorian year.
    fiscal_year: Integer = document.fiscal_year;
    /// The stage of the budget that it is about.
    stage: Word(Stage) = word(&document.stage);
    /// The layouts that occur in it.
    layouts: List required = json(&document.layouts);
    /// What the document says its notation means.
    legend: Object = json(&document.legend);
    /// Number of programmes.
    programmes: Integer required = document.counts.programmes;
    /// Number of amounts of money.
    amounts: Integer required = document.counts.amounts;
    /// Number of printed tables.
    tables: Integer required = document.counts.tables;
    /// Number of diagnostics of severity error.
    errors: Integer required = document.counts.errors;
    /// Number of diagnostics of severity warning.
    warnings: Integer required = document.counts.warnings;
    /// Number of diagnostics of severity info.
    infos: Integer required = document.counts.infos;
}
