//! Nothing is lost: every non-blank line has exactly one owner, the counts say so, and what fits nothing is a finding.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::json;

pub(super) fn check(text: &str, extraction: &Value, broken: &mut Vec<String>) {
    let records = json::list(extraction, "lines");
    let owned: Vec<u32> = records.iter().filter_map(|record| json::line(record, "line")).collect();
    let source: Vec<u32> = text
        .split(super::line_end(text))
        .zip(1..)
        .filter(|(line, _)| !line.trim().is_empty())
        .map(|(_, number)| number)
        .collect();
    broken.extend(differences(&source, &owned));
    check_counts(extraction, records, broken);
    check_unclassified(extraction, records, broken);
    check_owners(extraction, records, broken);
}

fn differences(source: &[u32], owned: &[u32]) -> Vec<String> {
    let mut broken = Vec::new();
    let (lines, owners): (BTreeSet<u32>, BTreeSet<u32>) =
        (source.iter().copied().collect(), owned.iter().copied().collect());
    broken.extend(lines.difference(&owners).map(|line| format!("line {line} has no owner")));
    broken.extend(owners.difference(&lines).map(|line| format!("line {line} is blank or not there, and has an owner")));
    for (one, next) in owned.iter().zip(owned.iter().skip(1)).filter(|(one, next)| one >= next) {
        broken.push(format!("lines: {next} comes after {one}"));
    }
    broken
}

fn check_counts(extraction: &Value, records: &[Value], broken: &mut Vec<String>) {
    let accounting = &extraction["document"]["accounting"];
    let mut roles: BTreeMap<&str, u64> = BTreeMap::new();
    for role in records.iter().filter_map(|record| json::text(record, "role")) {
        *roles.entry(role).or_default() += 1;
    }
    let said = accounting.get("roles").and_then(Value::as_object).into_iter().flatten();
    let said: BTreeMap<&str, u64> =
        said.filter_map(|(role, count)| Some((role.as_str(), count.as_u64().filter(|count| *count > 0)?))).collect();
    if said != roles {
        broken.push(format!("document.accounting.roles says {said:?}, the lines say {roles:?}"));
    }
    let lines = accounting.get("lines").and_then(Value::as_u64);
    if lines != u64::try_from(records.len()).ok() {
        broken.push(format!("document.accounting.lines says {lines:?}, there are {}", records.len()));
    }
}

fn check_unclassified(extraction: &Value, records: &[Value], broken: &mut Vec<String>) {
    let findings =
        json::list(extraction, "diagnostics").iter().filter(|it| json::text(it, "code") == Some("unclassified-line"));
    let told: BTreeSet<u32> = findings.filter_map(json::lines).flat_map(|(first, last)| first..=last).collect();
    let unclassified = records.iter().filter(|it| json::text(it, "role") == Some("unclassified"));
    for line in unclassified.filter_map(|it| json::line(it, "line")).filter(|line| !told.contains(line)) {
        broken.push(format!("line {line} is unclassified without a finding"));
    }
}

/// A line says the programme in whose span it lies. Page furniture inside a span belongs to nobody.
fn check_owners(extraction: &Value, records: &[Value], broken: &mut Vec<String>) {
    let programmes = json::list(extraction, "programmes");
    let spans: Vec<(u32, u32, &str)> = programmes
        .iter()
        .filter_map(|it| json::lines(it).zip(json::text(it, "id")).map(|((first, last), id)| (first, last, id)))
        .collect();
    for record in records.iter().filter(|it| json::text(it, "role") != Some("page_furniture")) {
        let Some(line) = json::line(record, "line") else { continue };
        let around = spans.iter().find(|(first, last, _)| (*first..=*last).contains(&line)).map(|(.., id)| *id);
        let said = json::text(record, "programme");
        if around != said {
            broken.push(format!("line {line} says programme {said:?}, and lies in {around:?}"));
        }
    }
}
