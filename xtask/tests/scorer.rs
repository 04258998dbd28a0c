//! The scorer itself: records that say what gold says score 1 in every field, and each loss shows.
//!
//! The records are written here from gold, under the names of the record contract; that these names are the ones of
//! the record types is checked against their JSON Schema.

#![allow(clippy::unwrap_used, reason = "a test whose files cannot be read fails")]

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use xtask::score::gold::{self, Gold};
use xtask::score::{self, Field, Share};

fn span(record: &Value) -> Value {
    gold::lines(record).map_or(Value::Null, |(line, end_line)| place(line, end_line))
}

fn place(line: u32, end_line: u32) -> Value {
    json!({"line": line, "end_line": end_line, "start": 0, "end": 1})
}

/// The records of a list.
fn list<'v>(parent: &'v Value, list: &str) -> &'v [Value] {
    parent[list].as_array().map_or(&[], Vec::as_slice)
}

/// Records of a list, each made by `record`.
fn each(parent: &Value, name: &str, record: impl Fn(&Value) -> Value) -> Value {
    list(parent, name).iter().map(record).collect()
}

fn document(gold: &Value) -> Value {
    let headings = if gold["outline"].is_array() { "outline" } else { "headings" };
    let outline = list(gold, headings).iter().map(|it| {
        json!({"level": it["level"], "number": it["number_meant"], "number_printed": it["number_printed"],
            "title": it.get("title").unwrap_or(&it["text"]), "new": it["new"] == true, "span": span(it)})
    });
    let outline: Value = outline.into_iter().filter(|it| it["level"] != 0).collect();
    json!({
        "title": gold["title"], "publisher": gold["publisher"], "fiscal_year": gold["fiscal_year"],
        "published": gold.get("published_ym").unwrap_or(&gold["published"]),
        "legend": legend(gold),
        "outline": outline,
        "contents": each(gold, "toc", |it| json!({"title": it["title"], "page": it["page"], "category": it["category"], "span": span(it)})),
        "policy_points": each(gold, "policy_points", |it| json!({"text": it["text"], "path": it["path"], "span": span(it)})),
        "notes": each(gold, "notes", |it| json!({"text": it["text"], "span": span(it)})),
    })
}

/// The one legend of the gold files, as its sentences say.
fn legend(gold: &Value) -> Value {
    if gold["legend"].is_null() {
        return Value::Null;
    }
    json!({
        "parenthesis": {"fiscal_year": 2018, "stage": "initial", "round": null},
        "supplementary_mark": {"fiscal_year": 2018, "stage": "supplementary", "round": 2},
        "unmarked": {"fiscal_year": 2019, "stage": "initial", "round": null},
        "angle": null,
    })
}

fn programme(it: &Value) -> Value {
    let named = !it["name"].is_null();
    let listed = !it["toc_page"].is_null();
    let contents = if it["toc_name"].is_null() && listed { &it["name"] } else { &it["toc_name"] };
    let mut record = json!({
        "kind": it["kind"], "span": span(it), "reprinted": it["reprinted"] == true, "new": it["new"] == true,
        "name": if named { &it["name"] } else { contents },
        "name_source": if named { "printed" } else { "contents" },
        "number": it["number"], "path": it.get("path").unwrap_or(&json!([])), "qualifier": it["qualifier"],
        "contents_name": contents, "contents_page": it["toc_page"],
        "departments": each(it, "departments", |it| json!({"name": it["name"], "phone": it["phone"], "items": it["items"], "span": span(it)})),
        "notes": each(it, "notes", |it| json!({"text": it["text"], "span": span(it)})),
        "amounts": each(it, "amounts", amount),
        "sections": each(it, "sections", section),
        "targets": each(it, "targets", target),
    });
    if let Some(line) = it["name_line"].as_u64().and_then(|line| u32::try_from(line).ok()) {
        record["name_span"] = place(line, line);
    }
    let lines = list(it, "description_lines").iter().map(line_number);
    record["description"] = lines.map(|line| json!({"span": place(line, line)})).collect();
    record["terms"] = ["subsidy_terms", "loan_terms"].iter().flat_map(|list| terms(it, list)).collect();
    record
}

fn line_number(line: &Value) -> u32 {
    line.as_u64().and_then(|line| u32::try_from(line).ok()).expect("a line of gold is a number")
}

fn amount(it: &Value) -> Value {
    json!({"role": it["role"], "yen": it["yen"], "status": it["status"], "part_of": it["part_of"], "fiscal_year": it["fiscal_year"],
        "stage": it["stage"], "round": it["round"], "special_measure": it["special_measure"] == true, "span": span(it)})
}

fn section(it: &Value) -> Value {
    let heading = line_number(&it["heading_line"]);
    let body = if it["start_line"].is_null() { Value::Null } else { span(it) };
    json!({"heading": it["heading"], "kind": it["kind"], "heading_span": place(heading, heading), "span": body})
}

fn target(it: &Value) -> Value {
    let bound = match it["qualifier"].as_str() {
        Some("以上") => json!("at_least"),
        Some("を超える") => json!("over"),
        _ => Value::Null,
    };
    json!({"value": it["value"], "unit": it["unit"], "bound": bound, "deadline_fiscal_year": it["deadline_fy"], "span": span(it)})
}

fn terms(it: &Value, name: &str) -> Vec<Value> {
    list(it, name).iter().map(term).collect()
}

fn term(it: &Value) -> Value {
    let value = if it["value"].is_null() { &it["rate"] } else { &it["value"] };
    let kind = match it["kind"].as_str() {
        None => "interest",
        Some("rate") if value == "定額" => "fixed",
        Some(kind) => kind,
    };
    json!({"kind": kind, "rate": value, "yen": it["yen"], "span": span(it)})
}

/// The records of a document that is read as gold says.
fn records(gold: &Value) -> Value {
    let mut programmes = each(gold, "programmes", programme);
    if let Some(first) = programmes.get_mut(0).filter(|_| gold["money_terms"].is_array()) {
        // Terms, attributes and notes of a plan are compared by line, whichever programme they hang on.
        first["terms"] = list(gold, "money_terms").iter().filter(|it| is_rule(it)).map(term).collect();
        let hung = |name: &str| -> Vec<&Value> { list(gold, "outline").iter().flat_map(|it| list(it, name)).collect() };
        first["attributes"] = hung("attributes")
            .iter()
            .map(|it| json!({"label": it["label"], "text": it["text"], "span": span(it)}))
            .collect();
        first["notes"] = hung("notes").iter().map(|it| json!({"text": it["text"], "span": span(it)})).collect();
    }
    let loose = list(gold, "loose_amounts").iter().map(|it| {
        json!({"role": "text", "programme": null, "yen": it["yen"], "approximate": it["approx"], "span": span(it)})
    });
    let money = list(gold, "money_terms").iter().map(|it| json!({"role": "text", "yen": it["yen"], "span": span(it)}));
    let amounts: Value = loose.chain(money).collect();
    json!({"document": document(gold), "programmes": programmes, "amounts": amounts, "tables": each(gold, "tables", table)})
}

/// What the contract calls a money rule of a subsidy.
fn is_rule(row: &Value) -> bool {
    let about = format!("{} {}", row["condition"], row["rate"]);
    row["kind"] != "amount"
        && row["kind"] != "fund_size"
        && !["保証", "自己負担", "倍"].iter().any(|word| about.contains(word))
}

fn table(it: &Value) -> Value {
    let row = |it: &Value| json!({"label": it["label"], "level": it["level"], "span": span(it), "cells": each(it, "values_yen", |yen| json!({"yen": yen}))});
    json!({"caption": it["caption"], "unit_printed": it["unit"], "columns": it["columns"], "rows": each(it, "rows", row), "span": span(it)})
}

fn gold_files() -> Vec<Gold> {
    let files = gold::all().expect("the gold files can be read");
    let known = ["meti-fy2017-supplementary-pr", "meti-fy2019-budget-overview", "toyama-fy2022-business-plan"];
    let files: Vec<Gold> = files.into_iter().filter(|gold| known.contains(&gold.name.as_str())).collect();
    assert_eq!(files.len(), known.len());
    files
}

fn field<'r>(report: &'r score::Report, name: &str) -> &'r Field {
    report.fields.iter().find(|field| field.name == name).unwrap_or_else(|| panic!("no field {name}"))
}

#[test]
fn records_that_say_what_gold_says_score_one() {
    for gold in gold_files() {
        let report = score::compare(&gold.name, &gold.value, &records(&gold.value));
        let wrong: Vec<&Field> = report.fields.iter().filter(|field| field.f1() < Share::ALL).collect();
        assert!(wrong.is_empty(), "{}: {wrong:#?}", gold.name);
    }
}

#[test]
fn all_of_gold_is_scored() {
    let rows: Vec<(String, usize)> = gold_files()
        .iter()
        .map(|gold| {
            let report = score::compare(&gold.name, &gold.value, &Value::Null);
            (gold.name.clone(), report.fields.iter().map(Field::gold).sum())
        })
        .collect();
    // A field that is no longer scored lowers a sum.
    assert_eq!(rows.iter().map(|(_, rows)| *rows).collect::<Vec<_>>(), [962, 2038, 1181], "{rows:?}");
    let plan = &gold_files()[2];
    let report = score::compare(&plan.name, &plan.value, &Value::Null);
    let counts = ["entries", "outline", "attributes", "terms", "money"].map(|name| field(&report, name).gold());
    assert_eq!(counts, [54, 132, 69, 57, 38]);
}

#[test]
fn each_loss_shows_in_its_field_and_nowhere_else() {
    let overview = &gold_files()[1];
    let cases: &[(&str, Value, &[&str])] = &[
        ("/programmes/3/amounts/0/yen", json!(26_500_000_000_i64), &["amount_line", "amounts"]),
        ("/programmes/3/amounts/1/span/line", json!(131), &["amount_line"]),
        ("/programmes/3/amounts/0/stage", json!("draft"), &["amounts"]),
        ("/programmes/3/name", json!("計算科学等による技術開発事業"), &["entries_by_name", "name"]),
        ("/programmes/3/span/end_line", json!(133), &["span_end"]),
        ("/programmes/3/path/0", json!("第二の柱"), &["path"]),
        ("/programmes/16/reprinted", json!(false), &["reprinted"]),
        ("/programmes/72/qualifier", json!(null), &["qualifier"]),
        ("/document/outline/4/level", json!(1), &["outline_level"]),
        ("/document/contents/0/page", json!(5), &["contents_pages"]),
        ("/document/legend/supplementary_mark/round", json!(1), &["legend"]),
        ("/tables/0/rows/2/cells/1/yen", json!(1), &["table_cells"]),
        ("/amounts/0/approximate", json!(false), &["loose_amounts"]),
    ];
    for (pointer, value, fields) in cases {
        let mut ours = records(&overview.value);
        *ours.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = value.clone();
        let report = score::compare(&overview.name, &overview.value, &ours);
        let mut fallen: Vec<&str> =
            report.fields.iter().filter(|field| field.f1() < Share::ALL).map(|field| field.name.as_str()).collect();
        fallen.sort_unstable();
        assert_eq!(fallen, *fields, "{pointer}");
    }
}

#[test]
fn the_names_of_the_fields_are_those_of_the_record_types() {
    let schema = serde_json::to_value(schemars::schema_for!(yosan_parser::record::Extraction<'static>)).unwrap();
    let mut known = BTreeSet::new();
    properties(&schema, &mut known);
    for gold in gold_files() {
        let mut used = BTreeSet::new();
        names(&records(&gold.value), &mut used);
        let unknown: Vec<&String> = used.difference(&known).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}

fn properties(schema: &Value, found: &mut BTreeSet<String>) {
    if let Some(fields) = schema.get("properties").and_then(Value::as_object) {
        found.extend(fields.keys().cloned());
    }
    inner(schema).for_each(|value| properties(value, found));
}

fn names(record: &Value, found: &mut BTreeSet<String>) {
    found.extend(record.as_object().into_iter().flat_map(Map::keys).cloned());
    inner(record).for_each(|value| names(value, found));
}

fn inner(value: &Value) -> impl Iterator<Item = &Value> {
    let fields = value.as_object().into_iter().flat_map(Map::values);
    fields.chain(value.as_array().into_iter().flatten())
}
