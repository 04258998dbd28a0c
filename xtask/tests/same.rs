//! The corpus and the releases, written in other ways: the same programmes, names, amounts and sections.

#![allow(clippy::unwrap_used, reason = "a test whose files cannot be read fails")]

use xtask::{root, same};

#[test]
fn another_writing_says_the_same() {
    let mut told = Vec::new();
    for path in root::corpus().into_iter().chain(root::files("fixtures/releases", "txt")) {
        let document = same::Document::new(root::read(&path).unwrap());
        for rewriting in same::ALL {
            let difference = rewriting.difference(&document);
            if !difference.is_empty() {
                told.push(format!("{}, {}:\n{difference}", root::shown(&path), rewriting.name));
            }
        }
    }
    assert!(told.is_empty(), "{} differences\n{}", told.len(), told.join("\n"));
}
