//! Differences of texts, for people.

use std::fmt::Write;

use similar::{ChangeTag, TextDiff};

/// The lines that differ, with a line around them; nothing where the texts are equal.
#[must_use]
pub fn diff(before: &str, after: &str) -> String {
    let diff = TextDiff::from_lines(before, after);
    let mut out = String::new();
    for change in diff.grouped_ops(1).iter().flatten().flat_map(|operation| diff.iter_changes(operation)) {
        let sign = match change.tag() {
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
            ChangeTag::Equal => ' ',
        };
        let _ = writeln!(out, "{sign} {}", change.value().trim_end_matches('\n'));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::diff;

    #[test]
    fn only_what_differs_is_shown() {
        assert_eq!(diff("a\nb\n", "a\nb\n"), "");
        assert_eq!(diff("a\nb\nc\nd\n", "a\nB\nc\nd\n"), "  a\n- b\n+ B\n  c\n");
    }
}
