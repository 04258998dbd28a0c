//! The corpus and the releases, written in other ways: the same programmes, names, amounts and sections.

#![allow(clippy::unwrap_used, reason = "a test whose files cannot be read fails")]

use xtask::{root, same};

/// Releases with a heading between two sheets that nothing but blank lines tells from the last line of the first.
const SET_OFF_BY_BLANK_LINES: [&str; 2] = ["pr-fy2018-heisei.txt", "pr-fy2021-supplementary.txt"];

#[test]
fn another_writing_says_the_same() {
    let mut told = Vec::new();
    for path in root::corpus().into_iter().chain(root::files("fixtures/releases", "txt")) {
        let document = same::Document::new(root::read(&path).unwrap());
        for rewriting in same::ALL {
            if rewriting.name == "no blank lines" && SET_OFF_BY_BLANK_LINES.iter().any(|name| path.ends_with(name)) {
                continue;
            }
            let difference = rewriting.difference(&document);
            if !difference.is_empty() {
                told.push(format!("{}, {}:\n{difference}", root::shown(&path), rewriting.name));
            }
        }
    }
    assert!(told.is_empty(), "{} differences\n{}", told.len(), told.join("\n"));
}
