//! The table of terms.

use yosan_parser::record::{Extraction, Programme, Term, TermKind};

use super::value::word;
use super::{Emit, PLACE, Table, columns, numbered, with_place};

/// A row per term.
pub(super) const TABLE: Table = Table {
    name: "terms",
    description: "One row per money rule of a subsidy; a line of the source can hold several.",
    key: &["programme", "ordinal"],
    links: &[("document", "documents"), ("programme", "programmes")],
    columns: &[COLUMNS, PLACE],
    rows,
};

struct Row<'a> {
    programme: &'a Programme<'a>,
    ordinal: u32,
    term: &'a Term<'a>,
}

fn rows(extraction: &Extraction<'_>, emit: &mut Emit<'_>) {
    for programme in &extraction.programmes {
        for (ordinal, term) in numbered(&programme.terms) {
            emit(&with_place(values(&Row { programme, ordinal, term }), Some(&term.span)));
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
    /// What the rule says.
    kind: Word(TermKind) required = word(&row.term.kind);
    /// The printed fraction or percentage.
    rate: Text = row.term.rate.as_deref();
    /// The sum in yen; the lower end of a range.
    yen: Integer = row.term.yen;
    /// The upper end of a range, in yen.
    yen_max: Integer = row.term.yen_max;
    /// For each of what: 者, 件.
    per: Text = row.term.per.as_deref();
    /// What it holds for.
    condition: Text = row.term.condition.as_deref();
    /// As printed.
    printed: Text required = &row.term.printed;
}
