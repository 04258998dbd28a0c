//! The rules of the house are kept.

use xtask::tidy;

#[test]
fn the_house_is_tidy() {
    let found = tidy::check().unwrap();
    assert!(found.is_empty(), "{}", found.join("\n"));
}
