//! How many records a document gave, and the sum of its current amounts.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use yosan_parser::record::{Amount, Extraction, LineRole, Programme, Role, Severity, Status, Text};

/// What one document gave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentCounts {
    /// Programmes.
    pub programmes: u32,
    /// Amounts of money.
    pub amounts: u32,
    /// Tables.
    pub tables: u32,
    /// Diagnostics of severity error.
    pub errors: u32,
    /// Diagnostics of severity warning.
    pub warnings: u32,
    /// Diagnostics of severity info.
    pub infos: u32,
    /// Non-blank lines.
    pub lines: u32,
    /// Non-blank lines that belong nowhere.
    pub unclassified: u32,
    /// Sum of the current amounts in yen, by the rule of the summary; null beyond 64 bits.
    pub current_yen: Option<i64>,
}

impl DocumentCounts {
    /// Counts the records of a document.
    #[must_use]
    pub fn of(extraction: &Extraction<'_>) -> Self {
        let accounting = &extraction.document.accounting;
        let of_severity =
            |severity| size(extraction.diagnostics.iter().filter(|finding| finding.severity == severity).count());
        Self {
            programmes: size(extraction.programmes.len()),
            amounts: size(extraction.amounts.len()),
            tables: size(extraction.tables.len()),
            errors: of_severity(Severity::Error),
            warnings: of_severity(Severity::Warning),
            infos: of_severity(Severity::Info),
            lines: accounting.lines,
            unclassified: accounting.roles.get(&LineRole::Unclassified).copied().unwrap_or(0),
            current_yen: i64::try_from(sum_of_current(&extraction.programmes)).ok(),
        }
    }
}

/// The sum of the current amounts in yen, each pot counted once: without reprints (再掲), without amounts of which only
/// a part is meant (の内数), and without entries below an entry that is itself counted.
///
/// Other roles (previous, supplementary, parts, other pots) are not in it. Of a range the lower end counts.
#[must_use]
pub fn sum_of_current(programmes: &[Programme<'_>]) -> i128 {
    let counted: Vec<(&Programme<'_>, i128)> = programmes
        .iter()
        .filter(|programme| !programme.reprinted)
        .filter_map(|programme| Some((programme, own_current(&programme.amounts)?)))
        .collect();
    let heads: BTreeSet<Vec<&str>> = counted.iter().filter_map(|(programme, _)| own_path(programme)).collect();
    counted.iter().filter(|(programme, _)| !lies_below(&programme.path, &heads)).map(|(_, yen)| yen).sum()
}

fn own_current(amounts: &[Amount<'_>]) -> Option<i128> {
    let counts =
        |amount: &&Amount<'_>| amount.role == Role::Current && amount.status == Status::Amount && !amount.part_of;
    amounts.iter().filter(counts).filter_map(|amount| amount.yen).map(i128::from).reduce(|sum, yen| sum + yen)
}

fn own_path<'a>(programme: &'a Programme<'_>) -> Option<Vec<&'a str>> {
    let name = programme.name.as_deref()?;
    Some(programme.path.iter().map(AsRef::as_ref).chain([name]).collect())
}

fn lies_below(path: &[Text<'_>], heads: &BTreeSet<Vec<&str>>) -> bool {
    let path: Vec<&str> = path.iter().map(AsRef::as_ref).collect();
    (1..=path.len()).any(|length| path.get(..length).is_some_and(|head| heads.contains(head)))
}

fn size(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
