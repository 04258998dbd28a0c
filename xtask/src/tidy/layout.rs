//! The top level holds the agreed entries and nothing else; fixtures belong to something.

use std::collections::BTreeSet;

use super::File;

/// Entries of the top level. Licences and dot-files come on top.
const TOP: &[&str] = &["Cargo.toml", "Cargo.lock", "crates", "corpus", "fixtures", "xtask", "README.md"];

pub(super) fn check(files: &[File]) -> Vec<String> {
    let top: BTreeSet<&str> = files.iter().filter_map(|file| file.path.split('/').next()).collect();
    let agreed = |entry: &&&str| TOP.contains(entry) || entry.starts_with("LICENSE") || entry.starts_with('.');
    let mut found: Vec<String> = Vec::new();
    found.extend(
        top.iter().filter(|entry| !agreed(entry)).map(|entry| format!("{entry}: not an agreed entry of the top level")),
    );
    found.extend(orphans(files));
    found
}

/// Snapshots, expected records and gold without the text that they are about.
fn orphans(files: &[File]) -> Vec<String> {
    let paths: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let mut found = Vec::new();
    for path in &paths {
        let subjects = subjects(path);
        if !subjects.is_empty() && !subjects.iter().any(|subject| paths.contains(subject.as_str())) {
            found.push(format!("{path}: {} is not there", subjects.join(" or ")));
        }
    }
    found
}

/// The files of which one must be there beside this one.
fn subjects(path: &str) -> Vec<String> {
    let name = |folder: &str, end: &str| path.strip_prefix(folder)?.strip_suffix(end);
    if let Some(name) = name("fixtures/snapshots/", ".snap") {
        return vec![format!("corpus/{name}.txt")];
    }
    if let Some(name) = name("fixtures/gold/", ".json") {
        return vec![format!("corpus/{name}.txt"), format!("fixtures/releases/{name}.txt")];
    }
    if let Some(name) = name("fixtures/cases/", ".expected") {
        return vec![format!("fixtures/cases/{name}.txt")];
    }
    if let Some(name) = name("fixtures/cases/", ".txt") {
        return vec![format!("fixtures/cases/{name}.expected")];
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::File;

    #[test]
    fn strangers_and_orphans_are_told() {
        let file = |path: &str| File { path: path.to_owned(), text: String::new() };
        let files = [
            "Cargo.toml",
            ".ci/run",
            "LICENSE-MIT",
            "NOTES.md",
            "fixtures/snapshots/gone.snap",
            "fixtures/cases/amount/plain.txt",
            "fixtures/cases/amount/plain.expected",
        ];
        let found = check(&files.map(file));
        assert_eq!(
            found,
            [
                "NOTES.md: not an agreed entry of the top level",
                "fixtures/snapshots/gone.snap: corpus/gone.txt is not there",
            ]
        );
    }
}
