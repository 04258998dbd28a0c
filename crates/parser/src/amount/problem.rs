//! The messages of findings about amounts: what was found and what a person can do.

use std::ops::Range;

use yosan_normaliser::MoneyError;

use super::reading::{Problem, ProblemKind};

/// A number that is none, or too large.
pub(super) fn of_error(error: MoneyError, text: &str, range: Range<usize>) -> Problem {
    let printed = short(text, &range);
    let (kind, message) = match error {
        MoneyError::Malformed => {
            (ProblemKind::Malformed, format!("`{printed}` is not a number; read the figure in the original"))
        }
        MoneyError::Fraction => (
            ProblemKind::Malformed,
            format!("`{printed}` is not a whole number of yen and is left out; read the figure in the original"),
        ),
        MoneyError::OutOfRange => (
            ProblemKind::OutOfRange,
            format!("`{printed}` is larger than any amount that can be stored; look whether digits have run together"),
        ),
    };
    Problem { range, kind, message }
}

/// A unit of money where a number should stand.
pub(super) fn unit_without_number(text: &str, range: Range<usize>) -> Problem {
    let printed = short(text, &range);
    let message = format!("`{printed}` has no number in front of it; read the figure in the original");
    Problem { range, kind: ProblemKind::Malformed, message }
}

/// Two readings of an amount.
pub(super) fn two_readings(text: &str, range: Range<usize>, one: &str, other: &str) -> Problem {
    let printed = short(text, &range);
    let message = format!("`{printed}` may be {one} or {other}; decide from the original or a legend");
    Problem { range, kind: ProblemKind::Ambiguous, message }
}

/// The printed characters, cut where digits have run together.
fn short(text: &str, range: &Range<usize>) -> String {
    let printed = text.get(range.clone()).unwrap_or_default();
    match printed.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &printed[..end]),
        None => printed.to_owned(),
    }
}
