//! Where the snapshots of the corpus are, and their form.

use std::path::PathBuf;

use crate::root;

/// The folder.
pub const FOLDER: &str = "fixtures/snapshots";

/// The snapshot of a document.
#[must_use]
pub fn path(name: &str) -> PathBuf {
    root::at(&relative(name))
}

/// The snapshot of a document, as a path below the top level.
#[must_use]
pub fn relative(name: &str) -> String {
    format!("{FOLDER}/{name}.snap")
}

/// The blocks in a snapshot file, without the head that insta writes.
#[must_use]
pub fn content(file: &str) -> &str {
    let body = file.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(file, |(_, body)| body);
    body.trim_end_matches('\n')
}

/// A snapshot file with this content, as insta writes it.
#[must_use]
pub fn file(content: &str) -> String {
    format!("---\nsource: xtask/tests/corpus.rs\nexpression: blocks\n---\n{}\n", content.trim_end_matches('\n'))
}
