//! Nesting: children inside their parents, and everything in the order of the source.

use std::collections::BTreeMap;

use serde_json::Value;

use super::bytes;
use crate::json;

/// Parts of a programme that lie inside it.
const PARTS: &[&str] =
    &["amounts", "departments", "sections", "description", "terms", "targets", "attributes", "notes"];

/// Lists of a programme in which nothing overlaps. (Two terms may share one print: 定額（10/10）.)
const APART: &[&str] = &["amounts", "departments", "sections", "description", "attributes", "notes"];

pub(super) fn check(extraction: &Value, broken: &mut Vec<String>) {
    for (number, programme) in json::list(extraction, "programmes").iter().enumerate() {
        check_programme(&format!("programmes[{number}]"), programme, broken);
    }
    for (number, table) in json::list(extraction, "tables").iter().enumerate() {
        check_table(&format!("tables[{number}]"), table, broken);
    }
    check_rows(extraction, broken);
    for field in ["programmes", "amounts", "tables"] {
        in_order(field, extraction, field, true, broken);
    }
    in_order("diagnostics", extraction, "diagnostics", false, broken);
    let document = extraction.get("document").unwrap_or(&Value::Null);
    for field in ["outline", "contents", "notes", "policy_points"] {
        in_order(&format!("document.{field}"), document, field, true, broken);
    }
}

fn check_programme(path: &str, programme: &Value, broken: &mut Vec<String>) {
    inside(path, programme, &format!("{path}.name_span"), bytes(programme, "name_span"), broken);
    for field in PARTS {
        children(path, programme, field, broken);
        in_order(&format!("{path}.{field}"), programme, field, APART.contains(field), broken);
    }
    for (number, section) in json::list(programme, "sections").iter().enumerate() {
        let path = format!("{path}.sections[{number}]");
        inside(&path, programme, &format!("{path}.heading_span"), bytes(section, "heading_span"), broken);
        children(&path, section, "items", broken);
        in_order(&format!("{path}.items"), section, "items", true, broken);
        let (heading, body) = (bytes(section, "heading_span"), bytes(section, "span"));
        if heading.zip(body).is_some_and(|(heading, body)| body.0 < heading.1) {
            broken.push(format!("{path}: the body starts before the label ends"));
        }
        if body.is_none() && !json::list(section, "items").is_empty() {
            broken.push(format!("{path}: an empty body has items"));
        }
    }
}

fn check_table(path: &str, table: &Value, broken: &mut Vec<String>) {
    children(path, table, "rows", broken);
    in_order(&format!("{path}.rows"), table, "rows", true, broken);
    for (number, row) in json::list(table, "rows").iter().enumerate() {
        children(&format!("{path}.rows[{number}]"), row, "cells", broken);
    }
}

/// A row of the amounts lies inside the programme that it names.
fn check_rows(extraction: &Value, broken: &mut Vec<String>) {
    let programmes: BTreeMap<&str, &Value> =
        json::list(extraction, "programmes").iter().filter_map(|it| Some((json::text(it, "id")?, it))).collect();
    for (number, row) in json::list(extraction, "amounts").iter().enumerate() {
        let Some(programme) = json::text(row, "programme").and_then(|id| programmes.get(id)) else { continue };
        inside("its programme", programme, &format!("amounts[{number}]"), bytes(row, "span"), broken);
    }
}

fn children(path: &str, parent: &Value, field: &str, broken: &mut Vec<String>) {
    for (number, child) in json::list(parent, field).iter().enumerate() {
        inside(path, parent, &format!("{path}.{field}[{number}]"), bytes(child, "span"), broken);
    }
}

fn inside(path: &str, parent: &Value, child_path: &str, child: Option<(u64, u64)>, broken: &mut Vec<String>) {
    let (Some(parent), Some(child)) = (bytes(parent, "span"), child) else { return };
    if child.0 < parent.0 || parent.1 < child.1 {
        broken
            .push(format!("{child_path} ({}..{}) is not inside {path} ({}..{})", child.0, child.1, parent.0, parent.1));
    }
}

fn in_order(path: &str, parent: &Value, field: &str, apart: bool, broken: &mut Vec<String>) {
    let spans: Vec<(u64, u64)> = json::list(parent, field).iter().filter_map(|it| bytes(it, "span")).collect();
    for (number, (one, next)) in spans.iter().zip(spans.iter().skip(1)).enumerate() {
        if next.0 < one.0 {
            broken.push(format!(
                "{path}[{}] ({}..{}) stands before its predecessor ({}..{})",
                number + 1,
                next.0,
                next.1,
                one.0,
                one.1
            ));
        } else if apart && next.0 < one.1 {
            broken.push(format!(
                "{path}[{}] ({}..{}) overlaps its predecessor ({}..{})",
                number + 1,
                next.0,
                next.1,
                one.0,
                one.1
            ));
        }
    }
}
