//! Money on the corpus, counted without the reader, and sums that the documents print themselves.

#![allow(clippy::unwrap_used, reason = "a test whose files cannot be read fails")]

use std::collections::BTreeMap;

use serde_json::Value;
use xtask::{extract, json, printed_money, root};

fn read(name: &str) -> Value {
    extract::read_file(&root::at(&format!("corpus/{name}.txt"))).expect("the corpus is there").extraction
}

#[test]
fn every_printed_sum_is_read_exactly_once() {
    let mut told = Vec::new();
    for path in root::corpus().into_iter().chain(root::files("fixtures/releases", "txt")) {
        let reading = extract::read_file(&path).unwrap();
        let problems = printed_money::problems(&reading.text, &reading.extraction);
        told.extend(problems.into_iter().map(|problem| format!("{}: {problem}", root::shown(&path))));
    }
    assert!(told.is_empty(), "{}\n{}", told.len(), told.join("\n"));
}

/// `ポイント還元事業として約 2,798 億円、商店街活性化として約 50 億円、及び国土強靱化関連として約 656億円`
#[test]
fn special_measures_add_up_to_what_the_front_matter_prints() {
    let extraction = read("meti-fy2019-budget-overview");
    let mut sums: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for programme in json::list(&extraction, "programmes") {
        let chapter = json::texts(programme, "path").next().unwrap_or_default();
        let own = json::list(programme, "amounts").iter().filter(|it| {
            json::text(it, "role") == Some("current") && json::flag(it, "special_measure") && !json::flag(it, "part_of")
        });
        sums.entry(chapter).or_default().extend(own.filter_map(|it| json::int(it, "yen")));
    }
    let sums: BTreeMap<&str, Vec<i64>> = sums.into_iter().filter(|(_, sums)| !sums.is_empty()).collect();
    let of = |word: &str| sums.iter().find(|(chapter, _)| chapter.contains(word)).map(|(_, sums)| sums.clone());
    let in_oku = |yen: i64| (yen + 50_000_000) / 100_000_000;
    assert_eq!(sums.len(), 2, "{sums:?}");
    assert_eq!(of("国土強靱化").map(|sums| in_oku(sums.iter().sum())), Some(656));
    assert_eq!(of("消費税率").map(|sums| sums.into_iter().map(in_oku).collect::<Vec<_>>()), Some(vec![2798, 50]));
}

#[test]
fn every_sheet_of_fy2024_has_its_headline_amount() {
    let extraction = read("meti-fy2024-general-account-pr");
    let programmes = json::list(&extraction, "programmes");
    let current = |programme: &&Value| {
        let amounts = json::list(programme, "amounts").iter();
        amounts.filter(|it| json::text(it, "role") == Some("current") && json::some(it, "yen").is_some()).count() == 1
    };
    let without: Vec<String> =
        programmes.iter().filter(|it| !current(it)).map(|it| json::plain(it.get("name"))).collect();
    assert_eq!((programmes.len(), without), (113, Vec::new()));
}
