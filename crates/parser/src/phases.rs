//! Phases of reading that are timed alone: for benchmarks, not for users.

use yosan_normaliser::{Folded, Source};

/// Reads the lines of a document with their marks and says how many there are.
#[must_use]
pub fn lines(source: &Source, folded: &Folded<'_>) -> usize {
    crate::line::scan(source, folded).len()
}
