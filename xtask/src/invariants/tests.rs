//! Each invariant is broken once, on purpose.

use serde_json::{Value, json};

use super::check;
use crate::extract;

const TEXT: &str = "産業データ共有促進事業費\n\n平成29年度補正予算額 18.0億円\n";

/// One sheet, read as it should be.
fn sheet() -> Value {
    let place = |line: u32, start: usize, printed: &str| json!({"line": line, "end_line": line, "start": start, "end": start + printed.len()});
    let at = |printed: &str| TEXT.find(printed).unwrap();
    let (name, sum) = ("産業データ共有促進事業費", "18.0億円");
    let amount = json!({"role": "current", "yen": 1_800_000_000_i64, "yen_max": null, "precision_yen": 10_000_000,
        "status": "amount", "printed": sum, "label_printed": "平成29年度補正予算額", "span": place(3, at(sum), sum)});
    let mut row = amount.clone();
    row["document"] = json!("paper");
    row["programme"] = json!("paper#1");
    let programme = json!({"id": "paper#1", "document": "paper", "ordinal": 1, "name": name, "name_printed": name,
        "name_key": name, "name_source": "printed", "name_span": place(1, 0, name), "amounts": [amount],
        "span": {"line": 1, "end_line": 3, "start": 0, "end": TEXT.len() - 1}});
    let owner =
        |line: u32, role: &str| json!({"document": "paper", "line": line, "role": role, "programme": "paper#1"});
    json!({
        "document": {"id": "paper", "tables": [], "accounting": {"lines": 2, "roles": {"headline_amount": 1, "name": 1}},
            "counts": {"programmes": 1, "amounts": 1, "tables": 0, "terms": 0, "targets": 0, "errors": 0, "warnings": 0}},
        "programmes": [programme], "amounts": [row], "tables": [], "diagnostics": [],
        "lines": [owner(1, "name"), owner(3, "headline_amount")],
    })
}

#[test]
fn a_sheet_read_as_it_should_be_breaks_nothing() {
    assert_eq!(check(TEXT, &sheet()), [""; 0]);
}

#[test]
fn text_that_was_not_understood_breaks_nothing() {
    let reading = extract::read("paper", "表\u{3000}紙\r\n \u{3000}\n本文".into()).unwrap();
    assert_eq!(check(&reading.text, &reading.extraction), [""; 0]);
}

#[test]
fn each_broken_invariant_is_told() {
    let cases: &[(&str, Value, &str)] = &[
        ("/programmes/0/span/end", json!(9999), "not inside the text"),
        ("/programmes/0/name_span/end", json!(4), "cuts a character"),
        ("/programmes/0/name_span/end", json!(0), "nothing is between"),
        ("/programmes/0/span/end_line", json!(2), "on the lines 1 to 3"),
        ("/programmes/0/name_printed", json!("産業データ"), "said to be printed"),
        ("/amounts/0/label_printed", json!("予算案額"), "does not stand in the text"),
        ("/programmes/0/span", json!({"line": 1, "end_line": 1, "start": 0, "end": 6}), "is not inside"),
        ("/lines/1/line", json!(2), "line 3 has no owner"),
        ("/lines/1/line", json!(2), "line 2 is blank"),
        ("/lines/1/line", json!(1), "1 comes after 1"),
        ("/lines/1/role", json!("unclassified"), "unclassified without a finding"),
        ("/lines/1/role", json!("note"), "the lines say"),
        ("/lines/1/programme", json!(null), "lies in Some"),
        ("/document/accounting/lines", json!(3), "accounting.lines"),
        ("/document/counts/terms", json!(1), "counts.terms"),
        ("/document/tables", json!(["paper#table-1"]), "document.tables"),
        ("/programmes/0/ordinal", json!(2), "ordinal is 2"),
        ("/programmes/0/first_print", json!("paper#9"), "no programme"),
        ("/programmes/0/first_print", json!("paper#1"), "its own first print"),
        ("/programmes/0/document", json!("other"), "in \"paper\""),
        ("/amounts/0/programme", json!(null), "not as it is in the long form"),
        ("/amounts/0/yen", json!(1), "not as it is in the long form"),
        ("/amounts/0/yen", json!(1), "last printed digit"),
        ("/amounts/0/yen", json!(-1_800_000_000_i64), "negative"),
        ("/amounts/0/yen_max", json!(10_000_000), "upper end"),
        ("/amounts/0/status", json!("new"), "without the status amount"),
        ("/programmes/0/name_key", json!(null), "there together"),
        ("/programmes/0/name_source", json!("contents"), "exactly where the name is printed"),
    ];
    for (pointer, value, told) in cases {
        let mut extraction = sheet();
        let (parent, field) = pointer.rsplit_once('/').unwrap();
        let parent = extraction.pointer_mut(parent).unwrap();
        match field.parse::<usize>() {
            Ok(index) => parent[index] = value.clone(),
            Err(_) => parent[field] = value.clone(),
        }
        let broken = check(TEXT, &extraction);
        assert!(
            broken.iter().any(|problem| problem.contains(told)),
            "{pointer} = {value}: {told:?} not in {broken:#?}"
        );
    }
}

#[test]
fn order_and_overlap_are_told() {
    let mut extraction = sheet();
    let twice = extraction["programmes"][0].clone();
    extraction["programmes"] = json!([twice.clone(), twice]);
    let broken = check(TEXT, &extraction);
    assert!(broken.iter().any(|problem| problem.contains("overlaps its predecessor")), "{broken:#?}");
    assert!(broken.iter().any(|problem| problem.contains("same id")), "{broken:#?}");
}
