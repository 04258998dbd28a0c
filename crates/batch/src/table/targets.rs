//! The table of targets.

use yosan_parser::record::{Bound, Extraction, Horizon, Programme, Target};

use super::value::word;
use super::{Emit, PLACE, Table, columns, numbered, with_place};

/// A row per target.
pub(super) const TABLE: Table = Table {
    name: "targets",
    description: "One row per number that is a goal.",
    key: &["programme", "ordinal"],
    links: &[("document", "documents"), ("programme", "programmes")],
    columns: &[COLUMNS, PLACE],
    rows,
};

struct Row<'a> {
    programme: &'a Programme<'a>,
    ordinal: u32,
    target: &'a Target<'a>,
}

fn rows(extraction: &Extraction<'_>, emit: &mut Emit<'_>) {
    for programme in &extraction.programmes {
        for (ordinal, target) in numbered(&programme.targets) {
            emit(&with_place(values(&Row { programme, ordinal, target }), Some(&target.span)));
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
    /// The clause.
    text: Text required = &row.target.text;
    /// The number with its unit and bound, as printed.
    printed: Text required = &row.target.printed;
    /// A decimal without separators, or a fraction such as 1/2.
    value: Text required = &row.target.value;
    /// The upper end of a range.
    value_max: Text = row.target.value_max.as_deref();
    /// What is counted: 件, %, 者.
    unit: Text = row.target.unit.as_deref();
    /// How the number bounds what is meant.
    bound: Word(Bound) = word(&row.target.bound);
    /// The fiscal year by which it is to be reached, as a Gregorian year.
    deadline_fiscal_year: Integer = row.target.deadline_fiscal_year;
    /// How far off it is, in the words of the sheet.
    horizon: Word(Horizon) = word(&row.target.horizon);
}
