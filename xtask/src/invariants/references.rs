//! References: ids are unique and point at something, ordinals count, and each amount is in the long form once.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{bytes, walk};
use crate::json;

pub(super) fn check(extraction: &Value, broken: &mut Vec<String>) {
    let programmes = json::list(extraction, "programmes");
    let ids: BTreeSet<&str> = programmes.iter().filter_map(|it| json::text(it, "id")).collect();
    if ids.len() != programmes.len() {
        broken.push("two programmes have the same id".to_owned());
    }
    for (programme, ordinal) in programmes.iter().zip(1..) {
        if json::int(programme, "ordinal") != Some(ordinal) {
            broken.push(format!("programmes[{}].ordinal is {}", ordinal - 1, json::plain(programme.get("ordinal"))));
        }
    }
    check_owners(extraction, &ids, broken);
    check_amounts(extraction, programmes, broken);
    check_tables(extraction, broken);
    check_counts(extraction, programmes, broken);
}

/// Every record names its document, and a programme that is there.
fn check_owners(extraction: &Value, ids: &BTreeSet<&str>, broken: &mut Vec<String>) {
    let id = json::text(&extraction["document"], "id").unwrap_or_default();
    walk(extraction, &mut String::new(), &mut |path, object| {
        if let Some(document) = json::text(object, "document").filter(|document| *document != id) {
            broken.push(format!("{path}.document is {document:?} in {id:?}"));
        }
        for field in ["programme", "first_print"] {
            if let Some(programme) = json::text(object, field).filter(|programme| !ids.contains(programme)) {
                broken.push(format!("{path}.{field}: no programme {programme:?}"));
            }
        }
        if json::text(object, "first_print").is_some() && json::text(object, "first_print") == json::text(object, "id")
        {
            broken.push(format!("{path} is its own first print"));
        }
    });
}

/// The headline amounts of a programme stand in the long form, under its id, exactly once.
fn check_amounts(extraction: &Value, programmes: &[Value], broken: &mut Vec<String>) {
    let mut rows: BTreeMap<(u64, u64), &Value> = BTreeMap::new();
    for row in json::list(extraction, "amounts") {
        if let Some(place) = bytes(row, "span").filter(|place| rows.insert(*place, row).is_some()) {
            broken.push(format!("two rows of the amounts at {place:?}"));
        }
    }
    for programme in programmes {
        for amount in json::list(programme, "amounts") {
            let row = bytes(amount, "span").and_then(|place| rows.get(&place));
            let whose = row.is_some_and(|row| json::text(row, "programme") == json::text(programme, "id"));
            let same = row.is_some_and(|row| {
                amount.as_object().into_iter().flatten().all(|(field, value)| row.get(field) == Some(value))
            });
            if !whose || !same {
                let id = json::plain(programme.get("id"));
                broken.push(format!(
                    "{id}: the amount {} is not as it is in the long form",
                    json::plain(amount.get("printed"))
                ));
            }
        }
    }
}

fn check_tables(extraction: &Value, broken: &mut Vec<String>) {
    let named: Vec<&str> = json::texts(&extraction["document"], "tables").collect();
    let there: Vec<&str> =
        json::list(extraction, "tables").iter().filter_map(|table| json::text(table, "id")).collect();
    if named != there {
        broken.push(format!("document.tables names {named:?}, there are {there:?}"));
    }
}

fn check_counts(extraction: &Value, programmes: &[Value], broken: &mut Vec<String>) {
    let length = |field: &str| json::list(extraction, field).len();
    let within = |field: &str| programmes.iter().map(|it| json::list(it, field).len()).sum::<usize>();
    let severity = |name: &str| {
        json::list(extraction, "diagnostics").iter().filter(|it| json::text(it, "severity") == Some(name)).count()
    };
    let expected = [
        ("programmes", length("programmes")),
        ("amounts", length("amounts")),
        ("tables", length("tables")),
        ("terms", within("terms")),
        ("targets", within("targets")),
        ("errors", severity("error")),
        ("warnings", severity("warning")),
    ];
    for (field, count) in expected {
        let said = json::int(&extraction["document"]["counts"], field);
        if said.and_then(|it| usize::try_from(it).ok()) != Some(count) {
            broken.push(format!("document.counts.{field} is {said:?}, there are {count}"));
        }
    }
}
