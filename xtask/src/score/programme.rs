//! The fields of programmes, pair by pair.

use serde_json::Value;

use super::document::note_rows;
use super::gold;
use super::pair::{Pair, printed_name};
use super::row::{Field, Row};
use crate::{json, key};

/// What an amount says; those that a gold file does not have are left out of the comparison.
const AMOUNT: &[&str] = &["role", "yen", "status", "part_of", "fiscal_year", "stage", "round"];

/// More about an amount, each scored on its own where gold has it.
const AMOUNT_MORE: &[&str] = &["yen_max", "precision_yen", "open_ended", "approximate", "bound", "fund", "previous"];

type Rows<'f> = dyn Fn(&Value) -> Vec<Row> + 'f;

/// Compares the programmes.
pub(super) fn fields(gold: &Value, ours: &Value, pairs: &[Pair<'_>]) -> Vec<Field> {
    let Some(programmes) = gold.get("programmes").and_then(Value::as_array) else { return Vec::new() };
    let mut fields = entries(programmes, json::list(ours, "programmes"));
    fields.extend(scalars(programmes, pairs));
    fields.extend(paths(programmes, pairs));
    fields.extend(contents(programmes, pairs));
    fields.extend(amounts(programmes, pairs));
    fields.extend(sections(programmes, pairs));
    fields.extend(texts(programmes, pairs));
    fields
}

/// Compares one field over all pairs: each side gives rows, which stand under the name of the pair.
pub(super) fn per_pair(name: &str, pairs: &[Pair<'_>], gold: &Rows<'_>, ours: &Rows<'_>) -> Field {
    let (mut theirs, mut found) = (Vec::new(), Vec::new());
    for pair in pairs {
        theirs.extend(pair.gold.map(gold).into_iter().flatten().map(|row| row.under(&pair.label)));
        found.extend(pair.ours.map(ours).into_iter().flatten().map(|row| row.under(&pair.label)));
    }
    Field::compare(name, theirs, found)
}

/// Programmes found: by kind and place, and by kind and name.
fn entries(gold: &[Value], ours: &[Value]) -> Vec<Field> {
    let kind = |programme: &Value| json::plain(programme.get("kind"));
    let places = |programmes: &[Value]| -> Vec<Row> {
        programmes.iter().map(|it| Row::new(gold::line(it), &[&kind(it), &gold::line(it)])).collect()
    };
    let names = |programmes: &[Value], name: &dyn Fn(&Value) -> Option<String>| -> Vec<Row> {
        programmes.iter().filter_map(|it| Some(Row::new(gold::line(it), &[&kind(it), &name(it)?]))).collect()
    };
    let gold_name = |programme: &Value| json::text(programme, "name").map(key::key);
    vec![
        Field::compare("entries", places(gold), places(ours)),
        Field::compare("entries_by_name", names(gold, &gold_name), names(ours, &printed_name)),
    ]
}

/// One value each. The printed number is scored with the outline: gold has two readings of it (`⑤` and `⑤ 5`).
fn scalars(programmes: &[Value], pairs: &[Pair<'_>]) -> Vec<Field> {
    let plain = |field: &'static str| move |it: &Value| one(it, it.get(field));
    let marked =
        |field: &'static str| move |it: &Value| if json::flag(it, field) { one(it, it.get(field)) } else { vec![] };
    let name = |it: &Value| {
        json::text(it, "name").map(|name| Row::new(gold::line(it), &[&key::key(name)])).into_iter().collect()
    };
    let our_name = |it: &Value| printed_name(it).map(|name| Row::new(gold::line(it), &[&name])).into_iter().collect();
    let our_name_line =
        |it: &Value| json::lines_of(it, "name_span").map(|(line, _)| Row::new(line, &[&line])).into_iter().collect();
    let number = |it: &Value| json::text(it, "number").map(|it| Row::new(0, &[&key::number(it)])).into_iter().collect();
    let start = |it: &Value| gold::lines(it).map(|(line, _)| Row::new(line, &[&line])).into_iter().collect();
    let end = |it: &Value| gold::lines(it).map(|(_, line)| Row::new(line, &[&line])).into_iter().collect();
    let scored: [(&str, &str, &Rows<'_>, &Rows<'_>); 8] = [
        ("kind", "kind", &plain("kind"), &plain("kind")),
        ("name", "name", &name, &our_name),
        ("name_line", "name_line", &plain("name_line"), &our_name_line),
        ("reprinted", "reprinted", &marked("reprinted"), &marked("reprinted")),
        ("new", "new", &marked("new"), &marked("new")),
        ("number", "number", &number, &number),
        ("span_start", "start_line", &start, &start),
        ("span_end", "end_line", &end, &end),
    ];
    let scored = scored.into_iter().filter(|(_, theirs, ..)| gold::any_has(programmes, theirs));
    scored.map(|(name, _, gold, ours)| per_pair(name, pairs, gold, ours)).collect()
}

fn one(record: &Value, value: Option<&Value>) -> Vec<Row> {
    let value = value.filter(|value| !value.is_null());
    value.map(|value| Row::new(gold::line(record), &[&json::plain(Some(value))])).into_iter().collect()
}

/// The path, level by level.
fn paths(programmes: &[Value], pairs: &[Pair<'_>]) -> Option<Field> {
    let rows = |it: &Value| -> Vec<Row> {
        json::texts(it, "path")
            .zip(1..)
            .map(|(title, depth): (_, u32)| Row::new(gold::line(it), &[&depth, &key::title(title)]))
            .collect()
    };
    gold::any_has(programmes, "path").then(|| per_pair("path", pairs, &rows, &rows))
}

/// The entry of the contents: gold gives its title only where it differs from the name, if only in blanks.
fn contents(programmes: &[Value], pairs: &[Pair<'_>]) -> Vec<Field> {
    if !gold::any_has(programmes, "toc_page") && !gold::any_has(programmes, "contents_name") {
        return Vec::new();
    }
    let row = |it: &Value, value: Option<&Value>| -> Vec<Row> {
        value.map(|value| Row::new(gold::line(it), &[&key::key(&json::plain(Some(value)))])).into_iter().collect()
    };
    let page = |it: &Value| row(it, gold::either(it, &["toc_page", "contents_page"]));
    let title = |it: &Value| {
        let listed = gold::either(it, &["toc_page", "contents_page", "toc_line"]).is_some();
        let own = json::some(it, "name").filter(|_| listed);
        row(it, gold::either(it, &["toc_name", "contents_name"]).or(own))
    };
    let our_title = |it: &Value| row(it, json::some(it, "contents_name"));
    vec![per_pair("contents_name", pairs, &title, &our_title), per_pair("contents_page", pairs, &page, &page)]
}

fn amounts(programmes: &[Value], pairs: &[Pair<'_>]) -> Vec<Field> {
    if !gold::any_has(programmes, "amounts") {
        return Vec::new();
    }
    let all: Vec<&Value> = programmes.iter().flat_map(|it| json::list(it, "amounts")).collect();
    let said = |field: &str| all.iter().any(|amount| json::some(amount, field).is_some());
    let parts: Vec<&str> =
        AMOUNT.iter().copied().filter(|field| all.iter().any(|it| it.get(field).is_some())).collect();
    let rows = |parts: Vec<&'static str>| {
        move |it: &Value| -> Vec<Row> {
            json::list(it, "amounts").iter().map(|amount| amount_row(amount, &parts, false)).collect()
        }
    };
    let placed = |it: &Value| -> Vec<Row> {
        json::list(it, "amounts").iter().map(|amount| amount_row(amount, &["role", "yen", "status"], true)).collect()
    };
    let whole = rows(parts);
    let mut fields = vec![per_pair("amounts", pairs, &whole, &whole), per_pair("amount_line", pairs, &placed, &placed)];
    if said("special_measure") {
        fields.push(per_pair("special_measure", pairs, &special, &special));
    }
    for field in AMOUNT_MORE.iter().copied().filter(|field| said(field)) {
        let part = move |it: &Value| -> Vec<Row> {
            let says = |amount: &&Value| json::some(amount, field).is_some_and(|value| *value != false);
            json::list(it, "amounts")
                .iter()
                .filter(says)
                .map(|amount| amount_row(amount, &["role", "yen", field], false))
                .collect()
        };
        fields.push(per_pair(&format!("amount_{field}"), pairs, &part, &part));
    }
    fields
}

fn amount_row(amount: &Value, parts: &[&str], placed: bool) -> Row {
    let line = gold::line(amount);
    let mut texts: Vec<String> = parts.iter().map(|part| json::plain(amount.get(part))).collect();
    texts.extend(placed.then(|| line.to_string()));
    Row::new(line, &[&texts.join(" ")])
}

/// Gold marks the current amounts of a special chapter, and only these.
fn special(programme: &Value) -> Vec<Row> {
    let marked =
        |amount: &&Value| json::flag(amount, "special_measure") && json::text(amount, "role") == Some("current");
    json::list(programme, "amounts")
        .iter()
        .filter(marked)
        .map(|amount| amount_row(amount, &["role", "yen"], false))
        .collect()
}

/// Sections: label with its kind and line, the words of the label, and the lines of the body (none where it is empty).
fn sections(programmes: &[Value], pairs: &[Pair<'_>]) -> Vec<Field> {
    if !gold::any_has(programmes, "sections") {
        return Vec::new();
    }
    let each = |row: fn(u32, &Value) -> Row| {
        move |it: &Value| -> Vec<Row> {
            json::list(it, "sections").iter().map(|it| row(heading_line(it), it)).collect()
        }
    };
    let kind = each(|line, it| Row::new(line, &[&line, &json::plain(it.get("kind"))]));
    let words = each(|line, it| Row::new(line, &[&line, &key::key(&json::plain(it.get("heading")))]));
    let body = each(|line, it| {
        let lines = if it.get("start_line").is_some() { body_in_gold(it) } else { json::lines(it) };
        let shown = lines.map_or("empty".to_owned(), |(first, last)| format!("{first}-{last}"));
        Row::new(line, &[&line, &shown])
    });
    vec![
        per_pair("sections", pairs, &kind, &kind),
        per_pair("section_heading", pairs, &words, &words),
        per_pair("section_lines", pairs, &body, &body),
    ]
}

fn heading_line(section: &Value) -> u32 {
    let ours = || json::lines_of(section, "heading_span").map(|(line, _)| line);
    json::line(section, "heading_line").or_else(ours).unwrap_or(0)
}

fn body_in_gold(section: &Value) -> Option<(u32, u32)> {
    Some((json::line(section, "start_line")?, json::line(section, "end_line")?))
}

/// Qualifier, notes, and the lines of the description.
fn texts(programmes: &[Value], pairs: &[Pair<'_>]) -> Vec<Field> {
    let qualifier = |it: &Value| -> Vec<Row> {
        json::text(it, "qualifier").map(|text| Row::new(gold::line(it), &[&key::inner(text)])).into_iter().collect()
    };
    let notes = |it: &Value| note_rows(json::list(it, "notes"));
    let mut fields = Vec::new();
    if gold::any_has(programmes, "qualifier") {
        fields.push(per_pair("qualifier", pairs, &qualifier, &qualifier));
    }
    if gold::any_has(programmes, "notes") {
        fields.push(per_pair("notes", pairs, &notes, &notes));
    }
    if gold::any_has(programmes, "description_lines") {
        fields.push(per_pair("description_lines", pairs, &described, &our_described));
    }
    fields
}

fn described(programme: &Value) -> Vec<Row> {
    let lines: Vec<i64> = json::list(programme, "description_lines").iter().filter_map(Value::as_i64).collect();
    let [first, last] = lines[..] else { return Vec::new() };
    vec![Row::new(gold::line(programme), &[&first, &last])]
}

fn our_described(programme: &Value) -> Vec<Row> {
    let lines: Vec<(u32, u32)> = json::list(programme, "description").iter().filter_map(json::lines).collect();
    let (Some((first, _)), Some((_, last))) = (lines.first(), lines.iter().max_by_key(|(_, last)| last)) else {
        return Vec::new();
    };
    vec![Row::new(*first, &[first, last])]
}
