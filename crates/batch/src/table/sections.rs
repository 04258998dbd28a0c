//! The table of sections.

use yosan_parser::record::{Extraction, Programme, Section, SectionKind};

use super::value::word;
use super::{Emit, PLACE, Table, columns, numbered, with_place};

/// A row per section.
pub(super) const TABLE: Table = Table {
    name: "sections",
    description: "One row per labelled part of a sheet; its place is that of its body.",
    key: &["programme", "ordinal"],
    links: &[("document", "documents"), ("programme", "programmes")],
    columns: &[COLUMNS, PLACE],
    rows,
};

struct Row<'a> {
    programme: &'a Programme<'a>,
    ordinal: u32,
    section: &'a Section<'a>,
}

fn rows(extraction: &Extraction<'_>, emit: &mut Emit<'_>) {
    for programme in &extraction.programmes {
        for (ordinal, section) in numbered(&programme.sections) {
            emit(&with_place(values(&Row { programme, ordinal, section }), section.span.as_ref()));
        }
    }
}

columns! {
    |row: &Row<'a>|
    /// Id of the document.
    document: Text required = &row.programme.document;
    /// Id of the programme.
    programme: Text required = &row.programme.id;
    /// Reading order in the programme, 1-based.
    ordinal: Integer required = row.ordinal;
    /// The label.
    heading: Text required = &row.section.heading;
    /// The label as printed.
    heading_printed: Text required = &row.section.heading_printed;
    /// What it is about.
    kind: Word(SectionKind) required = word(&row.section.kind);
    /// Line of the label, 1-based.
    heading_line: Integer required = row.section.heading_span.line;
    /// The body, an item a line.
    text: Text = &row.section.text;
}
