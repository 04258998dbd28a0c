//! A new release is taken into a corpus as the README says, and what cannot be taken in is told and changes nothing.

#![allow(clippy::unwrap_used, reason = "a test whose files cannot be read fails")]

use std::fs;
use std::path::{Path, PathBuf};

use xtask::ingest::ingest;
use xtask::sources::Entry;
use xtask::{extract, root};

/// A repository of which only what `ingest` needs is there.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("corpus")).unwrap();
    fs::write(folder.path().join("corpus/SOURCES.toml"), "# Sources.\n").unwrap();
    folder
}

fn release() -> PathBuf {
    root::at("fixtures/releases/pr-fy2025-draft.txt")
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_release_comes_in_with_its_entry_and_snapshot() {
    let keep = repository();
    let told = ingest(keep.path(), &release(), "new-release", &Entry::default()).unwrap();
    let bytes = fs::read(release()).unwrap();
    assert_eq!(fs::read(keep.path().join("corpus/new-release.txt")).unwrap(), bytes);
    let sources: toml::Table = root::read(&keep.path().join("corpus/SOURCES.toml")).unwrap().parse().unwrap();
    let entry = &sources["new-release"];
    assert_eq!(entry["sha256"].as_str().unwrap(), extract::sha256(&bytes));
    assert_eq!(entry["licence"].as_str(), Some("not known"));
    let snapshot = root::read(&keep.path().join("fixtures/snapshots/new-release.snap")).unwrap();
    assert!(snapshot.contains("pr_sheet"), "{snapshot}");
    for part in ["new-release\n", "programmes ", "amounts ", "lines ", "SOURCES.toml", "cargo xtask ledger --write"] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[test]
fn what_is_there_already_is_not_taken_in_again() {
    let keep = repository();
    ingest(keep.path(), &release(), "one", &Entry::default()).unwrap();
    let sources = root::read(&keep.path().join("corpus/SOURCES.toml")).unwrap();
    for (name, reason) in [("one", "choose another --name"), ("two", "the same bytes are in the corpus already")] {
        let error = ingest(keep.path(), &release(), name, &Entry::default()).unwrap_err();
        assert!(error.contains(reason), "{error}");
    }
    assert_eq!(root::read(&keep.path().join("corpus/SOURCES.toml")).unwrap(), sources);
    assert_eq!(names(&keep.path().join("corpus")), ["SOURCES.toml", "one.txt"]);
}

#[test]
fn what_cannot_be_read_is_named_and_nothing_is_written() {
    let keep = repository();
    let empty = keep.path().join("empty.txt");
    let binary = keep.path().join("paper.pdf");
    fs::write(&empty, "\n \n").unwrap();
    fs::write(&binary, b"%PDF-1.7\n\0\0\0").unwrap();
    for (file, reason) in [
        (&keep.path().join("none.txt"), "none.txt: "),
        (&empty, "empty.txt: there is no text in it"),
        (&binary, "paper.pdf: "),
        (&keep.path().to_path_buf(), "a folder, where one release was expected"),
    ] {
        let error = ingest(keep.path(), file, "new", &Entry::default()).unwrap_err();
        assert!(error.contains(reason), "{error}");
    }
    assert_eq!(names(&keep.path().join("corpus")), ["SOURCES.toml"]);
    assert_eq!(names(keep.path()), ["corpus", "empty.txt", "paper.pdf"]);
}
