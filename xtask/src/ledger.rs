//! The ledger: per document of the corpus what was found, in numbers, and the findings that remain.
//!
//! A change to the parser shows up here as a diff. `cargo xtask ledger --write` brings it up to date.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde_json::Value;

use crate::block::counted;
use crate::money::separated;
use crate::{extract, json, root};

/// The committed file.
pub const PATH: &str = "fixtures/ledger.txt";

/// The ledger of the corpus as it is now.
pub fn ledger() -> Result<String, String> {
    let mut out =
        String::from("What the parser finds in the corpus. Brought up to date with: cargo xtask ledger --write\n");
    for path in root::corpus() {
        out.push('\n');
        out.push_str(&entry(&extract::read_file(&path)?.extraction));
    }
    Ok(out)
}

/// The entry of one document.
#[must_use]
pub fn entry(extraction: &Value) -> String {
    let document = extraction.get("document").unwrap_or(&Value::Null);
    let programmes = json::list(extraction, "programmes");
    let amounts = json::list(extraction, "amounts");
    let mut out = format!("{}\n", json::plain(document.get("id")));
    let _ = writeln!(out, "  programmes  {}", tally(programmes, "kind"));
    let _ = writeln!(out, "  amounts     {}", tally(amounts, "role"));
    let _ = writeln!(out, "  current     {} yen, each pot once", separated(sum_of_current(programmes)));
    let _ = writeln!(out, "  within      {}", within(programmes));
    let _ = writeln!(out, "  document    {}", beside(document, extraction));
    let _ = writeln!(out, "  lines       {}", lines(document));
    findings(&mut out, json::list(extraction, "diagnostics"));
    out
}

/// The sum of the current amounts, each pot once, by the rule of the summary of `yosan batch`: without reprints,
/// amounts of which only a part is meant, and entries below an entry that is itself counted.
#[must_use]
pub fn sum_of_current(programmes: &[Value]) -> i64 {
    let counted: Vec<(&Value, i64)> = programmes
        .iter()
        .filter(|it| !json::flag(it, "reprinted"))
        .filter_map(|it| Some((it, own_current(it)?)))
        .collect();
    let heads: BTreeSet<Vec<&str>> = counted.iter().filter_map(|(it, _)| own_path(it)).collect();
    let below = |it: &Value| {
        let path: Vec<&str> = json::texts(it, "path").collect();
        (1..=path.len()).any(|length| heads.contains(&path[..length]))
    };
    counted.iter().filter(|(it, _)| !below(it)).map(|(_, yen)| *yen).fold(0, i64::saturating_add)
}

fn own_current(programme: &Value) -> Option<i64> {
    let amounts = json::list(programme, "amounts").iter();
    let current = amounts.filter(|it| json::text(it, "role") == Some("current") && !json::flag(it, "part_of"));
    current.filter_map(|it| json::int(it, "yen")).reduce(i64::saturating_add)
}

fn own_path(programme: &Value) -> Option<Vec<&str>> {
    let name = json::text(programme, "name")?;
    Some(json::texts(programme, "path").chain([name]).collect())
}

/// `listing 126, plan_item 2`.
fn tally(records: &[Value], field: &str) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for value in records.iter().filter_map(|record| json::text(record, field)) {
        *counts.entry(value).or_default() += 1;
    }
    let counts: Vec<String> = counts.iter().map(|(value, count)| format!("{value} {count}")).collect();
    if counts.is_empty() { "none".to_owned() } else { counts.join(", ") }
}

/// What the programmes hold.
fn within(programmes: &[Value]) -> String {
    let fields = ["departments", "sections", "terms", "targets", "attributes", "notes"];
    let count = |field: &str| programmes.iter().map(|it| json::list(it, field).len()).sum::<usize>();
    fields.map(|field| format!("{field} {}", count(field))).join(", ")
}

/// What stands beside the programmes.
fn beside(document: &Value, extraction: &Value) -> String {
    let fields = ["outline", "contents", "policy_points", "notes"];
    let counts = fields.map(|field| format!("{field} {}", json::list(document, field).len())).join(", ");
    format!("{counts}, tables {}", json::list(extraction, "tables").len())
}

fn lines(document: &Value) -> String {
    let accounting = document.get("accounting").unwrap_or(&Value::Null);
    let roles = accounting.get("roles").and_then(Value::as_object).into_iter().flatten();
    let roles: Vec<String> = roles.map(|(role, count)| format!("{role} {count}")).collect();
    format!("{} in all: {}", json::plain(accounting.get("lines")), roles.join(", "))
}

fn findings(out: &mut String, diagnostics: &[Value]) {
    let mut by_code: BTreeMap<(&str, &str), Vec<u32>> = BTreeMap::new();
    for finding in diagnostics {
        let code = (json::text(finding, "severity").unwrap_or("-"), json::text(finding, "code").unwrap_or("-"));
        by_code.entry(code).or_default().push(json::first_line(finding));
    }
    for ((severity, code), lines) in by_code {
        let _ = writeln!(out, "  {severity} {code}, {}: {}", counted(lines.len(), "place"), runs(&lines));
    }
}

/// Lines as runs: `3, 5-9, 12`; a line with two findings stands twice.
fn runs(lines: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for line in lines {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *line => *last = *line,
            _ => runs.push((*line, *line)),
        }
    }
    let shown =
        runs.iter().map(|(first, last)| if first == last { first.to_string() } else { format!("{first}-{last}") });
    shown.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{runs, sum_of_current};

    #[test]
    fn reprints_and_parts_do_not_count_twice() {
        let amount = |role: &str, yen: i64, part: bool| json!({"role": role, "yen": yen, "part_of": part});
        let programmes = [
            json!({"reprinted": false, "amounts": [amount("current", 30, false), amount("previous", 20, false)]}),
            json!({"reprinted": true, "amounts": [amount("current", 30, false)]}),
            json!({"reprinted": false, "amounts": [amount("current", 250, true)]}),
        ];
        assert_eq!(sum_of_current(&programmes), 30);
    }

    #[test]
    fn what_stands_below_a_counted_entry_does_not_count_again() {
        let entry = |name: &str, path: &[&str], yen: i64| json!({"name": name, "path": path, "amounts": [{"role": "current", "yen": yen}]});
        let programmes =
            [entry("対策", &["柱"], 30), entry("事業", &["柱", "対策"], 10), entry("別の事業", &["柱"], 5)];
        assert_eq!(sum_of_current(&programmes), 35);
    }

    #[test]
    fn lines_that_follow_each_other_are_one_run() {
        assert_eq!(runs(&[3, 5, 6, 7, 7, 9]), "3, 5-7, 7, 9");
    }
}
