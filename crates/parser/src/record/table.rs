//! A printed table.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Place, Text};

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Cell<'t> {
    /// As printed.
    pub printed: Text<'t>,
    /// Yen, where the cell is an amount of money.
    pub yen: Option<i64>,
    /// The percentage as printed, without its sign, where the cell is one: `"20.6"`.
    pub percent: Option<Text<'t>>,
    /// The text, where the cell is neither.
    pub text: Option<Text<'t>>,
    /// Where it stands; null for a cell with nothing in it.
    pub span: Option<Place>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Row<'t> {
    /// What the row is of.
    pub label: Option<Text<'t>>,
    /// Depth, 0 outermost: parts stand one deeper than their total.
    pub level: u8,
    /// The cells behind the label, one per column.
    pub cells: Vec<Cell<'t>>,
    /// Where it stands.
    pub span: Place,
}

/// One printed total against the sum of its parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Check<'t> {
    /// Label of the total.
    pub label: Option<Text<'t>>,
    /// Column.
    pub column: Option<Text<'t>>,
    /// The printed total, in yen.
    pub printed: i64,
    /// The sum of the parts, in yen.
    pub sum: i64,
    /// Printed less sum, in yen.
    pub difference: i64,
    /// Whether the printed precision of total and parts explains the difference.
    pub within_rounding: bool,
    /// Where the total stands.
    pub span: Place,
}

/// One table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Table<'t> {
    /// `DOCUMENT#table-1`, in reading order.
    pub id: Text<'t>,
    /// Id of the document.
    pub document: Text<'t>,
    /// The line above that names it.
    pub caption: Option<Text<'t>>,
    /// The unit as printed: `億円`.
    pub unit_printed: Option<Text<'t>>,
    /// What one unit is worth, in yen.
    pub unit_yen: Option<i64>,
    /// Full label of each column, header levels joined with ` / `.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Row<'t>>,
    /// Printed totals against the sums of their parts.
    pub checks: Vec<Check<'t>>,
    /// All of it.
    pub span: Place,
}
