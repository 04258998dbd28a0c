//! Where the snapshots of the corpus are, and their form.

use std::path::PathBuf;

use crate::root;

/// The folder.
pub const FOLDER: &str = "fixtures/snapshots";

/// The snapshot of a document.
#[must_use]
pub fn path(name: &str) -> PathBuf {
    root::at(&format!("{FOLDER}/{name}.snap"))
}

/// A snapshot file with this content, as insta writes it.
#[must_use]
pub fn file(content: &str) -> String {
    format!("---\nsource: xtask/tests/corpus.rs\nexpression: blocks\n---\n{}\n", content.trim_end_matches('\n'))
}
