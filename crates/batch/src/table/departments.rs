//! The table of departments.

use yosan_parser::record::{Department, Extraction, Programme};

use super::value::json;
use super::{Emit, PLACE, Table, columns, numbered, with_place};

/// A row per department.
pub(super) const TABLE: Table = Table {
    name: "departments",
    description: "One row per office in charge of a programme.",
    key: &["programme", "ordinal"],
    links: &[("document", "documents"), ("programme", "programmes")],
    columns: &[COLUMNS, PLACE],
    rows,
};

struct Row<'a> {
    programme: &'a Programme<'a>,
    ordinal: u32,
    department: &'a Department<'a>,
}

fn rows(extraction: &Extraction<'_>, emit: &mut Emit<'_>) {
    for programme in &extraction.programmes {
        for (ordinal, department) in numbered(&programme.departments) {
            emit(&with_place(values(&Row { programme, ordinal, department }), Some(&department.span)));
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
    /// The office, with its bureau where that is printed with it.
    name: Text required = &row.department.name;
    /// Telephone number.
    phone: Text = row.department.phone.as_deref();
    /// The item labels that the line starts with.
    items: List required = json(&row.department.items);
}
