//! The scores against gold may not fall.

#![allow(clippy::unwrap_used, reason = "a test whose files cannot be read fails")]

use xtask::score::{self, held};

#[test]
fn scores_hold() {
    let reports = score::all(None).unwrap();
    let committed = held::read().unwrap();
    let fallen = held::fallen(&committed, &reports);
    assert!(
        fallen.is_empty(),
        "{}\nwhat is missing and extra: cargo xtask score --list; new fields and gold files: cargo xtask score --write",
        fallen.join("\n"),
    );
    let risen = held::risen(&committed, &reports);
    if risen > 0 {
        println!("{risen} scores are better than {}: raise them with cargo xtask score --write", held::PATH);
    }
}
