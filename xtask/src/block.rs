//! Records as readable blocks, for review: a line per amount, department, section, term, target and note.
//!
//! Snapshots, the expected records of the small cases and `cargo xtask look` all use this form. It leaves out what
//! follows from the rest (byte offsets, normalised copies of a text that is shown), so that a diff shows a finding.

use std::fmt::Write;

use serde_json::Value;

use crate::json::{self, flag, list, plain, some, text, texts};
use crate::money::separated;

/// How much of a running text is shown.
const WORDS: usize = 40;

/// The document and all its programmes.
#[must_use]
pub fn whole(extraction: &Value) -> String {
    let mut out = document(extraction);
    for entry in list(extraction, "programmes") {
        out.push('\n');
        out.push_str(&programme(entry));
    }
    out
}

/// All of it, and the findings.
#[must_use]
pub fn with_findings(extraction: &Value) -> String {
    let mut out = whole(extraction);
    for finding in list(extraction, "diagnostics") {
        let _ = write!(
            out,
            "\nfinding {} {} {}",
            place(finding),
            plain(finding.get("severity")),
            plain(finding.get("code"))
        );
        let _ = write!(out, ": {}", plain(finding.get("message")));
    }
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

/// The document itself: front, legend, outline, contents, policy points, notes, tables, loose amounts.
#[must_use]
pub fn document(extraction: &Value) -> String {
    let document = extraction.get("document").unwrap_or(&Value::Null);
    let mut out = format!("document {}\n", plain(document.get("id")));
    for field in ["title", "publisher", "published", "fiscal_year", "stage"] {
        if let Some(value) = some(document, field) {
            let _ = writeln!(out, "  {field} {}", plain(Some(value)));
        }
    }
    let layouts: Vec<&str> = texts(document, "layouts").collect();
    let _ = writeln!(out, "  layouts {}", if layouts.is_empty() { "-".to_owned() } else { layouts.join(" ") });
    legend(&mut out, document);
    each(&mut out, document, "outline", heading);
    each(&mut out, document, "contents", contents);
    each(&mut out, document, "policy_points", |it| {
        format!("point {} {}{}", place(it), marker(it), plain(it.get("text")))
    });
    each(&mut out, document, "notes", note);
    list(extraction, "tables").iter().for_each(|it| table(&mut out, it));
    let loose = list(extraction, "amounts")
        .iter()
        .filter(|it| some(it, "programme").is_none() && text(it, "role") != Some("table"));
    for it in loose {
        let _ = writeln!(out, "  {}", amount(it));
    }
    out
}

/// One programme.
#[must_use]
pub fn programme(entry: &Value) -> String {
    let name = some(entry, "name").map_or("(no name)".to_owned(), |name| plain(Some(name)));
    let mut out = format!("#{} {} {} {name}\n", plain(entry.get("ordinal")), plain(entry.get("kind")), place(entry));
    identity(&mut out, entry);
    each(&mut out, entry, "amounts", amount);
    if let Some(qualifier) = text(entry, "qualifier") {
        let _ = writeln!(out, "  qualifier {qualifier}");
    }
    each(&mut out, entry, "departments", department);
    each(&mut out, entry, "sections", section);
    if let (Some(first), items) = (list(entry, "description").first(), list(entry, "description").len()) {
        let _ = writeln!(out, "  description {}: {}", counted(items, "item"), item(first));
    }
    each(&mut out, entry, "terms", term);
    each(&mut out, entry, "targets", target);
    each(&mut out, entry, "attributes", attribute);
    each(&mut out, entry, "notes", note);
    out
}

/// `l.122` or `l.122-125`.
#[must_use]
pub fn place(record: &Value) -> String {
    match json::lines(record) {
        None => "l.-".to_owned(),
        Some((first, last)) if first == last => format!("l.{first}"),
        Some((first, last)) => format!("l.{first}-{last}"),
    }
}

/// `2 items`, `1 item`.
#[must_use]
pub fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn each(out: &mut String, record: &Value, field: &str, line: impl Fn(&Value) -> String) {
    for it in list(record, field) {
        let _ = writeln!(out, "  {}", line(it));
    }
}

/// Id, name as printed, number, path, contents entry and marks of a programme.
fn identity(out: &mut String, entry: &Value) {
    let _ = writeln!(out, "  id {}", plain(entry.get("id")));
    if text(entry, "name_source") == Some("contents") {
        let _ = writeln!(out, "  name from the contents");
    } else if text(entry, "name_printed") != text(entry, "name") {
        let _ = writeln!(out, "  printed {}", plain(entry.get("name_printed")).replace('\n', "⏎"));
    }
    if let Some(number) = text(entry, "number") {
        let printed = text(entry, "number_printed").filter(|printed| *printed != number);
        let _ = writeln!(out, "  number {number}{}", printed.map_or(String::new(), |it| format!(" (printed {it})")));
    }
    let path: Vec<&str> = texts(entry, "path").collect();
    if !path.is_empty() {
        let _ = writeln!(out, "  path {}", path.join(" > "));
    }
    if let Some(listed) = text(entry, "contents_name") {
        let name = if text(entry, "name") == Some(listed) { "same name" } else { listed };
        let _ = writeln!(out, "  contents {name}, page {}", plain(entry.get("contents_page")));
    }
    let marks: Vec<&str> =
        ["reprinted", "special_measure", "new"].into_iter().filter(|mark| flag(entry, mark)).collect();
    if !marks.is_empty() {
        let first = text(entry, "first_print").map_or(String::new(), |id| format!(" (first print {id})"));
        let _ = writeln!(out, "  marks {}{first}", marks.join(" "));
    }
}

/// `amount l.122 current 30.4億円 = 3,040,000,000 FY2019 initial`.
fn amount(it: &Value) -> String {
    let mut out = format!("amount {} {} {}", place(it), plain(it.get("role")), printed(it));
    let status = plain(it.get("status"));
    match json::int(it, "yen") {
        Some(yen) => out.push_str(&format!(" = {}", separated(yen))),
        None => out.push_str(&format!(" = {}", if status == "amount" { "open" } else { &status })),
    }
    if let Some(yen) = json::int(it, "yen_max") {
        let _ = write!(out, " to {}", separated(yen));
    }
    if let Some(year) = json::int(it, "fiscal_year") {
        let _ = write!(out, " FY{year}");
    }
    for field in ["stage", "bound"] {
        out.push_str(&text(it, field).map_or(String::new(), |value| format!(" {value}")));
    }
    out.push_str(&json::int(it, "round").map_or(String::new(), |round| format!(" round {round}")));
    for field in ["part_of", "open_ended", "approximate", "special_measure", "previous"] {
        out.push_str(if flag(it, field) { " " } else { "" });
        out.push_str(if flag(it, field) { field } else { "" });
    }
    for field in ["fund", "note"] {
        out.push_str(&text(it, field).map_or(String::new(), |value| format!(" {field} {value}")));
    }
    out
}

fn department(it: &Value) -> String {
    let items: Vec<&str> = texts(it, "items").collect();
    let items = if items.is_empty() { String::new() } else { format!("[{}] ", items.join(" ")) };
    format!("department {} {items}{} {}", place(it), plain(it.get("name")), plain(it.get("phone")))
}

/// `section l.89 purpose_overview 事業目的・概要: l.91-93, 3 items: - 「第4次産業革命…`.
fn section(it: &Value) -> String {
    let label = json::lines_of(it, "heading_span").map_or("l.-".to_owned(), |(line, _)| format!("l.{line}"));
    let head = format!("section {label} {} {}", plain(it.get("kind")), plain(it.get("heading")));
    match (some(it, "span"), list(it, "items")) {
        (None, _) => format!("{head}: empty"),
        (Some(_), []) => format!("{head}: {}, no items", place(it)),
        (Some(_), [first, ..]) => {
            format!("{head}: {}, {}: {}", place(it), counted(list(it, "items").len(), "item"), item(first))
        }
    }
}

fn item(it: &Value) -> String {
    format!("{}{}", marker(it), start(&plain(it.get("text"))))
}

fn term(it: &Value) -> String {
    let yen = |field: &str| json::int(it, field).map(separated);
    let value = text(it, "rate").map(str::to_owned).or_else(|| yen("yen")).unwrap_or_default();
    let up_to = yen("yen_max").map_or(String::new(), |yen| format!(" to {yen}"));
    let more = |field: &str, word: &str| text(it, field).map_or(String::new(), |value| format!(" {word} {value}"));
    let head = format!("term {} {} {value}{up_to}", place(it), plain(it.get("kind")));
    format!("{}{}{} : {}", head.trim_end(), more("per", "per"), more("condition", "for"), printed(it))
}

fn target(it: &Value) -> String {
    let up_to = text(it, "value_max").map_or(String::new(), |value| format!(" to {value}"));
    let more = |field: &str| some(it, field).map_or(String::new(), |value| format!(" {}", plain(Some(value))));
    let deadline = json::int(it, "deadline_fiscal_year").map_or(String::new(), |year| format!(" by FY{year}"));
    let head = format!("target {} {}{up_to}{}", place(it), plain(it.get("value")), more("unit"));
    format!("{head}{}{deadline}{} : {}", more("bound"), more("horizon"), printed(it))
}

fn attribute(it: &Value) -> String {
    format!("attribute {} {} = {}", place(it), plain(it.get("label")), start(&plain(it.get("text"))))
}

fn note(it: &Value) -> String {
    format!("note {} {}", place(it), start(&plain(it.get("text"))))
}

fn heading(it: &Value) -> String {
    let indent = "  ".repeat(usize::try_from(json::int(it, "level").unwrap_or(1) - 1).unwrap_or(0));
    let number = text(it, "number").map_or(String::new(), |number| format!("{number} "));
    let printed = text(it, "number_printed").filter(|printed| text(it, "number") != Some(printed));
    let printed = printed.map_or(String::new(), |it| format!(" (printed {it})"));
    format!(
        "heading {} {indent}{number}{}{}{printed}",
        place(it),
        plain(it.get("title")),
        if flag(it, "new") { " (new)" } else { "" }
    )
}

fn contents(it: &Value) -> String {
    let category = text(it, "category").map_or(String::new(), |category| format!(" in {category}"));
    format!("contents {} {}, page {}{category}", place(it), plain(it.get("title")), plain(it.get("page")))
}

fn legend(out: &mut String, document: &Value) {
    for (mark, meaning) in some(document, "legend").and_then(Value::as_object).into_iter().flatten() {
        if meaning.is_object() {
            let year = json::int(meaning, "fiscal_year").map_or(String::new(), |year| format!(" FY{year}"));
            let stage = text(meaning, "stage").map_or(String::new(), |stage| format!(" {stage}"));
            let round = json::int(meaning, "round").map_or(String::new(), |round| format!(" round {round}"));
            let flags = ["change", "national_share", "commitment"].into_iter().filter(|mark| flag(meaning, mark));
            let flags: String = flags.map(|mark| format!(" {mark}")).collect();
            let _ = writeln!(out, "  legend {} {mark}:{year}{stage}{round}{flags}", place(meaning));
        }
    }
}

fn table(out: &mut String, it: &Value) {
    let columns: Vec<&str> = texts(it, "columns").collect();
    let _ = writeln!(out, "  table {} {} in {}", place(it), plain(it.get("caption")), plain(it.get("unit_printed")));
    let _ = writeln!(out, "    columns {}", columns.join(" | "));
    for row in list(it, "rows") {
        let indent = "  ".repeat(usize::try_from(json::int(row, "level").unwrap_or(0)).unwrap_or(0));
        let cells: Vec<String> = list(row, "cells").iter().map(cell).collect();
        let _ = writeln!(out, "    {} {indent}{} | {}", place(row), plain(row.get("label")), cells.join(" | "));
    }
    for check in list(it, "checks").iter().filter(|check| json::int(check, "difference") != Some(0)) {
        let figure = |field: &str| json::int(check, field).map_or("-".to_owned(), separated);
        let rounding = if flag(check, "within_rounding") { "rounding" } else { "off" };
        let _ =
            writeln!(out, "    check {} printed {} sum {} {rounding}", place(check), figure("printed"), figure("sum"));
    }
}

fn cell(it: &Value) -> String {
    let percent = text(it, "percent").map(|percent| format!("{percent}%"));
    json::int(it, "yen").map(separated).or(percent).or_else(|| text(it, "text").map(str::to_owned)).unwrap_or_default()
}

fn printed(it: &Value) -> String {
    plain(it.get("printed")).replace('\n', "⏎")
}

fn marker(it: &Value) -> String {
    text(it, "marker").map_or(String::new(), |marker| format!("{marker} "))
}

/// The first words of a text.
fn start(text: &str) -> String {
    let mut characters = text.chars().map(|character| if character == '\n' { '⏎' } else { character });
    let shown: String = characters.by_ref().take(WORDS).collect();
    if characters.next().is_some() { format!("{shown}…") } else { shown }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{document, programme};

    #[test]
    fn a_programme_is_a_few_lines_to_read() {
        let span = |line: u32, end_line: u32| json!({"line": line, "end_line": end_line});
        let entry = json!({
            "id": "paper#00ff", "ordinal": 3, "kind": "pr_sheet", "span": span(5, 40), "name": "地熱探査事業",
            "name_printed": "**地熱\n探査事業**", "name_source": "printed", "number": "(2)", "number_printed": "②",
            "path": ["生産性革命関連"], "reprinted": false, "new": true,
            "contents_name": "地熱 探査事業", "contents_page": 7,
            "amounts": [
                {"span": span(6, 6), "role": "current", "printed": "30.4億円", "yen": 3_040_000_000_i64, "status": "amount",
                    "fiscal_year": 2024, "stage": "supplementary", "round": 2, "part_of": true},
                {"span": span(6, 6), "role": "previous", "printed": "新規", "yen": null, "status": "new"},
            ],
            "departments": [{"span": span(7, 9), "name": "資源・燃料部 地熱課", "phone": "03-3501-0000", "items": ["①"]}],
            "sections": [
                {"heading": "事業目的", "kind": "purpose", "heading_span": span(10, 10), "span": span(12, 13),
                    "items": [{"marker": "-", "text": "地下構造の把握に要する期間を短縮することを目的とする。地下構造の把握に要する期間も"}]},
                {"heading": "成果目標", "kind": "goals", "heading_span": span(20, 20), "span": null, "items": []},
            ],
            "terms": [{"span": span(15, 15), "kind": "cap", "yen": 500_000, "per": "者", "condition": "通常枠", "printed": "50万円/者"}],
            "targets": [{"span": span(21, 21), "value": "60", "unit": "%", "bound": "at_least",
                "deadline_fiscal_year": 2027, "horizon": "short", "printed": "60%以上"}],
        });
        let expected = "\
#3 pr_sheet l.5-40 地熱探査事業
  id paper#00ff
  printed **地熱⏎探査事業**
  number (2) (printed ②)
  path 生産性革命関連
  contents 地熱 探査事業, page 7
  marks new
  amount l.6 current 30.4億円 = 3,040,000,000 FY2024 supplementary round 2 part_of
  amount l.6 previous 新規 = new
  department l.7-9 [①] 資源・燃料部 地熱課 03-3501-0000
  section l.10 purpose 事業目的: l.12-13, 1 item: - 地下構造の把握に要する期間を短縮することを目的とする。地下構造の把握に要する期間…
  section l.20 goals 成果目標: empty
  term l.15 cap 500,000 per 者 for 通常枠 : 50万円/者
  target l.21 60 % at_least by FY2027 short : 60%以上
";
        assert_eq!(programme(&entry), expected);
    }

    #[test]
    fn a_document_shows_its_outline_and_tables() {
        let extraction = json!({
            "document": {"id": "paper", "title": "予算の概要", "layouts": ["overview"],
                "outline": [{"span": {"line": 9, "end_line": 9}, "level": 2, "number": "1", "number_printed": "1", "title": "供給力"}]},
            "tables": [{"span": {"line": 3, "end_line": 5}, "caption": "予算額", "unit_printed": "億円", "columns": ["令和6年度"],
                "rows": [{"span": {"line": 4, "end_line": 4}, "label": "一般会計", "level": 1, "cells": [{"yen": 5_600_000_000_i64}]}],
                "checks": [{"span": {"line": 5, "end_line": 5}, "printed": 9, "sum": 7, "difference": 2, "within_rounding": false}]}],
        });
        let expected = "\
document paper
  title 予算の概要
  layouts overview
  heading l.9   1 供給力
  table l.3-5 予算額 in 億円
    columns 令和6年度
    l.4   一般会計 | 5,600,000,000
    check l.5 printed 9 sum 7 off
";
        assert_eq!(document(&extraction), expected);
    }
}
