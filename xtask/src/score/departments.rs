//! Offices in charge: names by concatenation, telephone numbers, item labels.
//!
//! An office that is printed over several lines may be one record or one per printed line. Records whose lines
//! overlap, on either side, form a group, and the joined names of a group are compared.

use serde_json::Value;

use super::gold;
use super::pair::Pair;
use super::programme::per_pair;
use super::row::{Field, Row};
use crate::{json, key};

/// Compares the offices of paired programmes.
pub(super) fn fields(gold: &Value, pairs: &[Pair<'_>]) -> Vec<Field> {
    if !gold::any_has(json::list(gold, "programmes"), "departments") {
        return Vec::new();
    }
    vec![names(pairs), per_pair("phones", pairs, &phones, &phones), per_pair("department_items", pairs, &items, &items)]
}

fn names(pairs: &[Pair<'_>]) -> Field {
    let (mut theirs, mut ours) = (Vec::new(), Vec::new());
    for pair in pairs {
        let gold = pair.gold.map_or(&[][..], |it| json::list(it, "departments"));
        let our = pair.ours.map_or(&[][..], |it| json::list(it, "departments"));
        for group in groups(gold, our) {
            theirs.extend(joined(gold, group).map(|row| row.under(&pair.label)));
            ours.extend(joined(our, group).map(|row| row.under(&pair.label)));
        }
    }
    Field::compare("departments", theirs, ours)
}

/// Line ranges that cover the records of both sides, those that overlap made one.
fn groups(gold: &[Value], ours: &[Value]) -> Vec<(u32, u32)> {
    let mut lines: Vec<(u32, u32)> = gold.iter().chain(ours).filter_map(gold::lines).collect();
    lines.sort_unstable();
    let mut groups: Vec<(u32, u32)> = Vec::new();
    for (first, last) in lines {
        match groups.last_mut() {
            Some(group) if first <= group.1 => group.1 = group.1.max(last),
            _ => groups.push((first, last)),
        }
    }
    groups
}

fn joined(departments: &[Value], (first, last): (u32, u32)) -> Option<Row> {
    let inside = departments.iter().filter(|it| (first..=last).contains(&gold::line(it)));
    let name: String = inside.filter_map(|it| json::text(it, "name")).map(key::key).collect();
    (!name.is_empty()).then(|| Row::new(first, &[&name]))
}

fn phones(programme: &Value) -> Vec<Row> {
    let row = |it: &Value| {
        let digits: String = key::key(json::text(it, "phone")?).chars().filter(char::is_ascii_digit).collect();
        Some(Row::new(gold::line(it), &[&digits]))
    };
    json::list(programme, "departments").iter().filter_map(row).collect()
}

fn items(programme: &Value) -> Vec<Row> {
    let row = |it: &Value| -> Vec<Row> {
        json::texts(it, "items").map(|item| Row::new(gold::line(it), &[&gold::line(it), &key::key(item)])).collect()
    };
    json::list(programme, "departments").iter().flat_map(row).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::names;
    use crate::score::pair::Pair;

    #[test]
    fn an_office_may_be_joined_or_one_per_printed_line() {
        let gold = json!({"departments": [
            {"name": "資源エネルギー庁 新エネルギー部 新エネルギー課", "line": 146, "end_line": 149},
            {"name": "中小企業庁 商業課", "line": 150, "end_line": 150},
        ]});
        let ours = json!({"departments": [
            {"name": "資源エネルギー庁", "span": {"line": 146, "end_line": 146}},
            {"name": "新エネルギー部", "span": {"line": 147, "end_line": 147}},
            {"name": "新エネルギー課", "span": {"line": 148, "end_line": 149}},
            {"name": "中小企業庁 商業部", "span": {"line": 150, "end_line": 150}},
        ]});
        let field = names(&[Pair { label: "1".to_owned(), gold: Some(&gold), ours: Some(&ours) }]);
        assert_eq!((field.right, field.missing.len(), field.extra.len()), (1, 1, 1));
    }
}
