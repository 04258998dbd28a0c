//! Goals, by line and value over the whole document; and for the goals that were found, what else they say.

use std::collections::BTreeSet;

use serde_json::Value;

use super::gold;
use super::row::{Field, Row};
use crate::{json, key};

/// What gold says of a goal besides its value: field here, names in gold, field of the record.
const MORE: &[(&str, &[&str], &str)] = &[
    ("target_unit", &["unit"], "unit"),
    ("target_deadline", &["deadline_fy", "deadline_fiscal_year"], "deadline_fiscal_year"),
    ("target_horizon", &["horizon"], "horizon"),
    ("target_bound", &["bound", "qualifier"], "bound"),
];

/// Gold gives the printed word; 約, 拡大 and 増 bound nothing.
const BOUNDS: &[(&str, &str)] = &[
    ("以上", "at_least"),
    ("以下", "at_most"),
    ("以内", "at_most"),
    ("未満", "under"),
    ("超", "over"),
    ("余", "over"),
];

/// Compares goals.
pub(super) fn fields(gold: &Value, ours: &Value) -> Vec<Field> {
    let programmes = json::list(gold, "programmes");
    if !gold::any_has(programmes, "targets") {
        return Vec::new();
    }
    let theirs = targets(programmes);
    let ours = targets(json::list(ours, "programmes"));
    let rows =
        |targets: &[&Value]| -> Vec<Row> { targets.iter().map(|it| Row::new(gold::line(it), &[&place(it)])).collect() };
    let mut fields = vec![Field::compare("targets", rows(&theirs), rows(&ours))];
    let both: BTreeSet<String> = places(&theirs).intersection(&places(&ours)).cloned().collect();
    for (name, names, field) in MORE {
        if theirs.iter().any(|target| names.iter().any(|name| target.get(name).is_some())) {
            let gold = more(&theirs, &both, names);
            fields.push(Field::compare(name, gold, more(&ours, &both, &[field])));
        }
    }
    fields
}

fn targets(programmes: &[Value]) -> Vec<&Value> {
    programmes.iter().flat_map(|it| json::list(it, "targets")).collect()
}

fn places(targets: &[&Value]) -> BTreeSet<String> {
    targets.iter().map(|it| place(it)).collect()
}

/// Line and value: `2.0` is `2`, `20,000` is `20000`.
fn place(target: &Value) -> String {
    let value = key::key(&json::plain(target.get("value"))).replace(',', "");
    let value = if value.contains('.') { value.trim_end_matches('0').trim_end_matches('.') } else { &value };
    format!("{} {value}", gold::line(target))
}

fn more(targets: &[&Value], both: &BTreeSet<String>, names: &[&str]) -> Vec<Row> {
    let row = |target: &&Value| {
        let value = gold::either(target, names).map(|value| key::key(&json::plain(Some(value))))?;
        let value = if names.contains(&"qualifier") { bound(&value)? } else { value };
        Some(Row::new(gold::line(target), &[&place(target), &value]))
    };
    targets.iter().filter(|target| both.contains(&place(target))).filter_map(row).collect()
}

fn bound(printed: &str) -> Option<String> {
    let known = BOUNDS.iter().find(|(word, bound)| printed.contains(word) || printed == *bound);
    known.map(|(_, bound)| (*bound).to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::fields;

    #[test]
    fn what_else_a_goal_says_counts_only_where_the_goal_was_found() {
        let gold = json!({"programmes": [{"targets": [
            {"value": "60", "unit": "%", "qualifier": "以上", "deadline_fy": 2020, "line": 5},
            {"value": "2.0", "unit": "倍", "qualifier": null, "deadline_fy": null, "line": 6},
        ]}]});
        let ours = json!({"programmes": [{"targets": [
            {"value": "60", "unit": "%", "bound": "at_least", "deadline_fiscal_year": 2021, "span": {"line": 5, "end_line": 5}},
        ]}]});
        let scores: Vec<(String, usize, usize, usize)> = fields(&gold, &ours)
            .into_iter()
            .map(|field| (field.name.clone(), field.right, field.missing.len(), field.extra.len()))
            .collect();
        let expected =
            [("targets", 1, 1, 0), ("target_unit", 1, 0, 0), ("target_deadline", 0, 1, 1), ("target_bound", 1, 0, 0)];
        assert_eq!(scores, expected.map(|(name, right, missing, extra)| (name.to_owned(), right, missing, extra)));
    }
}
