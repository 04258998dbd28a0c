//! The small cases give their expected records and break no invariant.

use xtask::cases;

#[test]
fn small_cases_give_their_expected_records() {
    let problems: Vec<String> = cases::all("").iter().flat_map(cases::Case::problems).collect();
    assert!(problems.is_empty(), "{}\nafter reading the difference: cargo xtask cases --write", problems.join("\n"));
}
