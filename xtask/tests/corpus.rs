//! What the corpus gives: the ledger and the snapshots are up to date, and no invariant is broken.

#![allow(clippy::unwrap_used, reason = "a test whose files cannot be read fails")]

use xtask::{block, diff, extract, invariants, ledger, root, snapshot};

#[test]
fn the_ledger_is_up_to_date() {
    let committed = root::read(&root::at(ledger::PATH)).unwrap_or_default();
    let difference = diff::diff(&committed, &ledger::ledger().unwrap());
    assert!(difference.is_empty(), "{} is stale: cargo xtask ledger --write\n{difference}", ledger::PATH);
}

#[test]
fn the_blocks_are_as_reviewed() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root::at(snapshot::FOLDER));
    settings.set_prepend_module_to_snapshot(false);
    for path in root::corpus() {
        let blocks = block::whole(&extract::read_file(&path).unwrap().extraction);
        settings.bind(|| insta::assert_snapshot!(root::stem(&path), blocks));
    }
}

#[test]
fn no_invariant_is_broken() {
    let releases = root::corpus().into_iter().chain(root::files("fixtures/releases", "txt"));
    for path in releases {
        let reading = extract::read_file(&path).unwrap();
        let broken = invariants::check(&reading.text, &reading.extraction);
        assert!(broken.is_empty(), "{}:\n{}", root::shown(&path), broken.join("\n"));
    }
}
