//! The table of amounts.

use yosan_parser::record::{AmountRow, BasisSource, Bound, Evidence, Extraction, Role, SectionKind, Stage, Status};

use super::value::word;
use super::{Emit, PLACE, Table, Value, columns, numbered, with_place};

/// A row per printed amount of money.
pub(super) const TABLE: Table = Table {
    name: "amounts",
    description: "One row per amount of money found anywhere in a document, each exactly once.",
    key: &["document", "ordinal"],
    links: &[("document", "documents"), ("programme", "programmes")],
    columns: &[COLUMNS, PLACE],
    rows,
};

struct Row<'a> {
    ordinal: u32,
    whose: &'a AmountRow<'a>,
}

fn rows(extraction: &Extraction<'_>, emit: &mut Emit<'_>) {
    for (ordinal, whose) in numbered(&extraction.amounts) {
        emit(&with_place(values(&Row { ordinal, whose }), Some(&whose.amount.span)));
    }
}

columns! {
    |row: &Row<'a>|
    /// Id of the document.
    document: Text required = &row.whose.document;
    /// Id of the programme, where it belongs to one.
    programme: Text = row.whose.programme.as_deref();
    /// Reading order in the document, 1-based.
    ordinal: Integer required = row.ordinal;
    /// Kind of the section that it stands in.
    section: Word(SectionKind) = word(&row.whose.section);
    /// What it is of.
    role: Word(Role) required = word(&row.whose.amount.role);
    /// Yen; signed for a change; the lower end of a range; empty where no sum is stated or two readings are open.
    yen: Integer = row.whose.amount.yen;
    /// The upper end of a range, in yen.
    yen_max: Integer = row.whose.amount.yen_max;
    /// The weight of the last printed digit, in yen.
    precision_yen: Integer = row.whose.amount.precision_yen;
    /// Whether a sum is stated.
    status: Word(Status) required = word(&row.whose.amount.status);
    /// Whether more is asked for without a sum.
    open_ended: Boolean required = row.whose.amount.open_ended;
    /// Whether it is marked 約 or 程度.
    approximate: Boolean required = row.whose.amount.approximate;
    /// How it bounds what is meant.
    bound: Word(Bound) = word(&row.whose.amount.bound);
    /// Whether only a part of this sum is meant (の内数).
    part_of: Boolean required = row.whose.amount.part_of;
    /// Fiscal year as a Gregorian year.
    fiscal_year: Integer = row.whose.amount.fiscal_year;
    /// Stage of the budget.
    stage: Word(Stage) = word(&row.whose.amount.stage);
    /// Round of the supplementary budget.
    round: Integer = row.whose.amount.round;
    /// Whether it stands under a heading marked 臨時・特別の措置.
    special_measure: Boolean required = row.whose.amount.special_measure;
    /// The pot that a related amount or a part names.
    fund: Text = row.whose.amount.fund.as_deref();
    /// Whether it is a related amount for the year before.
    previous: Boolean required = row.whose.amount.previous;
    /// The label in front of it, as printed.
    label_printed: Text = row.whose.amount.label_printed.as_deref();
    /// The amount as printed.
    printed: Text required = &row.whose.amount.printed;
    /// A remark that goes with it.
    note: Text = row.whose.amount.note.as_deref();
    /// From what the role was inferred.
    basis_role: Word(BasisSource) = source(row.whose.amount.basis.role);
    /// The line that says so.
    basis_role_line: Integer = line(row.whose.amount.basis.role);
    /// From what the unit was inferred.
    basis_unit: Word(BasisSource) = source(row.whose.amount.basis.unit);
    /// The line that says so.
    basis_unit_line: Integer = line(row.whose.amount.basis.unit);
    /// From what the fiscal year was inferred.
    basis_fiscal_year: Word(BasisSource) = source(row.whose.amount.basis.fiscal_year);
    /// The line that says so.
    basis_fiscal_year_line: Integer = line(row.whose.amount.basis.fiscal_year);
    /// From what the stage was inferred.
    basis_stage: Word(BasisSource) = source(row.whose.amount.basis.stage);
    /// The line that says so.
    basis_stage_line: Integer = line(row.whose.amount.basis.stage);
}

fn source<'a>(evidence: Option<Evidence>) -> Value<'a> {
    word(&evidence.map(|evidence| evidence.from))
}

fn line(evidence: Option<Evidence>) -> Option<u32> {
    evidence.map(|evidence| evidence.line)
}
