//! Values: money that can be what is printed, names that say where they are from.

use serde_json::Value;

use crate::json;

pub(super) fn check(extraction: &Value, broken: &mut Vec<String>) {
    for (number, amount) in json::list(extraction, "amounts").iter().enumerate() {
        let problems = check_amount(amount).into_iter();
        broken.extend(
            problems.map(|problem| format!("amounts[{number}] ({}): {problem}", json::plain(amount.get("printed")))),
        );
    }
    for (number, programme) in json::list(extraction, "programmes").iter().enumerate() {
        broken.extend(check_name(programme).into_iter().map(|problem| format!("programmes[{number}]: {problem}")));
    }
}

fn check_amount(amount: &Value) -> Vec<&'static str> {
    let (yen, precision) = (json::int(amount, "yen"), json::int(amount, "precision_yen"));
    let status = json::text(amount, "status");
    let whole = |yen: i64| precision.is_some_and(|precision| precision > 0 && yen % precision == 0);
    let mut broken = Vec::new();
    if yen.is_some() && status != Some("amount") {
        broken.push("a sum without the status amount");
    }
    if yen.is_some_and(|yen| !whole(yen)) {
        broken.push("the sum is no multiple of its last printed digit");
    }
    if yen.is_some_and(|yen| yen < 0)
        && json::text(amount, "role") != Some("delta")
        && json::text(amount, "role") != Some("table")
    {
        broken.push("a negative sum that is no change");
    }
    if json::int(amount, "yen_max").is_some_and(|most| yen.is_none_or(|yen| most < yen)) {
        broken.push("the upper end is below the lower end");
    }
    broken
}

fn check_name(programme: &Value) -> Vec<&'static str> {
    let has = |field: &str| json::some(programme, field).is_some();
    let mut broken = Vec::new();
    if has("name") != has("name_key") || has("name") != has("name_source") {
        broken.push("name, name_key and name_source are there together, or none is");
    }
    if has("name_printed") != (json::text(programme, "name_source") == Some("printed")) {
        broken.push("name_printed is there exactly where the name is printed");
    }
    if json::text(programme, "name").is_some_and(|name| name.trim().is_empty()) {
        broken.push("the name is blank");
    }
    broken
}
