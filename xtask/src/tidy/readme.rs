//! The README of each crate lists its source files, a line per file with the first sentence of the file's doc.
//!
//! The list is generated (`cargo xtask tidy --write`), so it cannot fall behind; the text above it is written by hand.

use std::fmt::Write;

use super::File;

/// The heading of the generated list, which is the last part of the README.
const HEADING: &str = "## Source files";

/// The folders that have a README with a list.
pub const CRATES: &[&str] = &["crates/normaliser", "crates/parser", "crates/batch", "crates/yosan", "xtask"];

pub(super) fn check(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for folder in CRATES {
        let path = format!("{folder}/README.md");
        let text = files.iter().find(|file| file.path == path).map_or("", |file| file.text.as_str());
        if text != written(folder, files) {
            found.push(format!("{path}: its list of source files is not up to date: cargo xtask tidy --write"));
        }
    }
    found
}

/// The README of a crate with its list brought up to date.
#[must_use]
pub fn written(folder: &str, files: &[File]) -> String {
    let path = format!("{folder}/README.md");
    let before = files.iter().find(|file| file.path == path).map_or("", |file| file.text.as_str());
    let above = before.split_once(HEADING).map_or(before, |(above, _)| above).trim_end();
    let above = if above.is_empty() { title(folder, files) } else { above.to_owned() };
    format!("{above}\n\n{HEADING}\n\n{}", list(folder, files))
}

/// A first heading and sentence, from the doc of the crate.
fn title(folder: &str, files: &[File]) -> String {
    let root = ["src/lib.rs", "src/main.rs"].map(|name| format!("{folder}/{name}"));
    let doc = root
        .iter()
        .find_map(|path| files.iter().find(|file| file.path == *path))
        .map_or(String::new(), |file| sentence(&file.text));
    format!("# {}\n\n{doc}", folder.rsplit('/').next().unwrap_or(folder))
}

fn list(folder: &str, files: &[File]) -> String {
    let mut out = String::new();
    for file in files.iter().filter(|file| file.is_rust()) {
        if let Some(name) = file.path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')) {
            let _ = writeln!(out, "- `{name}`: {}", sentence(&file.text));
        }
    }
    out
}

/// The first sentence of the module doc, without its full stop.
fn sentence(text: &str) -> String {
    let doc =
        text.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim).take_while(|line| !line.is_empty());
    let doc = doc.collect::<Vec<_>>().join(" ");
    let end = doc.match_indices(". ").map(|(at, _)| at).find(|at| !is_quoted(&doc, *at));
    doc.get(..end.unwrap_or(doc.len())).unwrap_or(&doc).trim_end_matches('.').to_owned()
}

/// Whether a place is between back-ticks, where a full stop ends no sentence: `1 2 . 5億円`.
fn is_quoted(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| before.matches('`').count() % 2 == 1)
}

#[cfg(test)]
mod tests {
    use super::{sentence, written};
    use crate::tidy::File;

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn the_list_follows_the_files_and_keeps_the_text_above() {
        let files = [
            file("crates/yosan/README.md", "# The binary\n\nBy hand.\n\n## Source files\n\n- `src/gone.rs`: Gone\n"),
            file("crates/yosan/src/main.rs", "//! Arguments, progress and messages. More.\n"),
        ];
        let expected =
            "# The binary\n\nBy hand.\n\n## Source files\n\n- `src/main.rs`: Arguments, progress and messages\n";
        assert_eq!(written("crates/yosan", &files), expected);
    }

    #[test]
    fn a_sentence_may_run_over_lines() {
        assert_eq!(sentence("//! Torn: `1 2 . 5億円`. More.\n"), "Torn: `1 2 . 5億円`");
        assert_eq!(sentence("//! One sentence\n//! over two lines.\n//!\n//! More.\n"), "One sentence over two lines");
    }
}
