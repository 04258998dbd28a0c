//! The fields of a document: title, legend, outline, contents, policy points, amounts in prose.

use serde_json::{Value, json};

use super::gold;
use super::row::{Field, Row};
use crate::{json, key};

/// Compares what gold says of the document itself.
pub(super) fn fields(gold: &Value, ours: &Value) -> Vec<Field> {
    let document = ours.get("document").unwrap_or(&Value::Null);
    let mut fields = Vec::new();
    fields.extend(front(gold, document));
    fields.extend(legend(gold, document));
    fields.extend(outline(gold, document));
    fields.extend(contents(gold, document));
    fields.extend(policy_points(gold, document));
    fields.extend(document_notes(gold, document));
    fields.extend(loose_amounts(gold, ours));
    fields
}

/// Title, publisher, date and year: one row each.
fn front(gold: &Value, ours: &Value) -> Vec<Field> {
    let published = if gold.get("published_ym").is_some() { "published_ym" } else { "published" };
    let fields = [
        ("title", "title"),
        ("publisher", "publisher"),
        ("published", published),
        ("fiscal_year", "fiscal_year"),
        ("stage", "stage"),
    ];
    let value = |record: &Value, name: &str| -> Vec<Row> {
        let found = json::some(record, name).map(|value| key::key(&json::plain(Some(value))));
        found.into_iter().map(|value| Row::new(0, &[&value])).collect()
    };
    let scored = fields.into_iter().filter(|(_, theirs)| gold.get(theirs).is_some());
    scored.map(|(name, theirs)| Field::compare(name, value(gold, theirs), value(ours, name))).collect()
}

/// What the notation means: gold quotes the sentence (`平成 30 年度第 2 次補正予算額`), the record holds its parts.
fn legend(gold: &Value, ours: &Value) -> Option<Field> {
    let legend = gold.get("legend")?;
    let marks = legend.as_object()?.iter().filter_map(|(mark, meaning)| {
        let meaning = meaning.as_str().map_or_else(|| meaning.clone(), meaning_of);
        legend_row(mark_name(mark)?, &meaning)
    });
    let ours = json::some(ours, "legend").and_then(Value::as_object);
    let ours = ours.into_iter().flatten().filter(|(_, meaning)| meaning.is_object());
    Some(Field::compare(
        "legend",
        marks.collect(),
        ours.filter_map(|(mark, meaning)| legend_row(mark, meaning)).collect(),
    ))
}

fn legend_row(mark: &str, meaning: &Value) -> Option<Row> {
    let part = |name: &str| json::plain(meaning.get(name));
    let row = Row::new(json::first_line(meaning), &[&mark, &part("fiscal_year"), &part("stage"), &part("round")]);
    meaning.is_object().then_some(row)
}

/// The field of the legend that a mark of the text is.
fn mark_name(mark: &str) -> Option<&'static str> {
    const NAMES: [&str; 6] = ["parenthesis", "supplementary_mark", "lenticular", "tortoise", "angle", "unmarked"];
    let printed = match mark.trim().chars().next()? {
        _ if mark.contains("記載がない") => Some("unmarked"),
        _ if mark.contains("補正") => Some("supplementary_mark"),
        '（' | '(' | '括' => Some("parenthesis"),
        '【' => Some("lenticular"),
        '〔' | '[' | '［' => Some("tortoise"),
        '〈' | '<' | '＜' => Some("angle"),
        _ => None,
    };
    printed.or_else(|| NAMES.into_iter().find(|name| *name == mark))
}

/// `平成 30 年度第 2 次補正予算額` → year, stage, round.
fn meaning_of(text: &str) -> Value {
    const STAGES: &[(&str, &str)] =
        &[("補正", "supplementary"), ("概算要求", "request"), ("予算案", "draft"), ("予算", "initial")];
    const ERAS: &[(&str, i64)] = &[("平成", 1988), ("令和", 2018)];
    let text = key::key(text).replace("元年", "1年");
    let number = |rest: &str| -> Option<i64> { rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok() };
    let year = ERAS.iter().find_map(|(era, base)| Some(base + number(text.split_once(era)?.1)?));
    let stage = STAGES.iter().find(|(word, _)| text.contains(word)).map(|(_, stage)| *stage);
    let round = text.split_once('第').and_then(|(_, rest)| number(rest));
    json!({"fiscal_year": year, "stage": stage, "round": round})
}

/// Headings: `outline` of a plan, `headings` elsewhere, where level 0 is a caption of the front matter.
fn outline(gold: &Value, ours: &Value) -> Vec<Field> {
    let list = if gold.get("outline").is_some() { "outline" } else { "headings" };
    let Some(all) = gold.get(list).and_then(Value::as_array) else { return Vec::new() };
    let headings: Vec<&Value> = all.iter().filter(|heading| json::int(heading, "level") != Some(0)).collect();
    let ours: Vec<&Value> = json::list(ours, "outline").iter().collect();
    let title = |heading: &Value| gold::either(heading, &["title", "text"]).and_then(Value::as_str).map(key::title);
    let rows = |headings: &[&Value], part: &dyn Fn(&Value) -> Option<String>| -> Vec<Row> {
        let row =
            |heading: &&Value| part(heading).map(|part| Row::new(gold::line(heading), &[&gold::line(heading), &part]));
        headings.iter().filter_map(row).collect()
    };
    let mut fields = vec![Field::compare("outline", rows(&headings, &title), rows(&ours, &title))];
    let parts: [(&str, &str, &[&str]); 4] = [
        ("outline_level", "level", &["level"]),
        ("outline_number", "number", &["number_meant", "number"]),
        ("outline_number_printed", "number_printed", &["number_printed"]),
        ("outline_new", "new", &["new"]),
    ];
    for (name, field, theirs) in parts {
        if theirs.iter().any(|theirs| gold::any_has(all, theirs)) {
            let part = |names: &[&str], heading: &Value| {
                gold::either(heading, names)
                    .filter(|value| **value != false)
                    .map(|value| key::number(&json::plain(Some(value))))
            };
            let gold = rows(&headings, &|heading| part(theirs, heading));
            fields.push(Field::compare(name, gold, rows(&ours, &|heading| part(&[field], heading))));
        }
    }
    fields
}

/// The contents: titles by line, and the page and category of each line.
fn contents(gold: &Value, ours: &Value) -> Vec<Field> {
    let list = if gold.get("toc").is_some() { "toc" } else { "contents" };
    let Some(entries) = gold.get(list).and_then(Value::as_array) else { return Vec::new() };
    let ours = json::list(ours, "contents");
    let rows = |entries: &[Value], field: &str| -> Vec<Row> {
        let row = |entry: &Value| {
            let part = json::some(entry, field).map(|part| key::title(&json::plain(Some(part))))?;
            Some(Row::new(gold::line(entry), &[&gold::line(entry), &part]))
        };
        entries.iter().filter_map(row).collect()
    };
    let fields = [("contents", "title"), ("contents_pages", "page"), ("contents_category", "category")];
    let scored = fields.into_iter().filter(|(_, field)| gold::any_has(entries, field));
    scored.map(|(name, field)| Field::compare(name, rows(entries, field), rows(ours, field))).collect()
}

fn policy_points(gold: &Value, ours: &Value) -> Vec<Field> {
    let Some(points) = gold.get("policy_points").and_then(Value::as_array) else { return Vec::new() };
    let ours = json::list(ours, "policy_points");
    let texts = |points: &[Value]| -> Vec<Row> { points.iter().filter_map(text_row).collect() };
    let paths = |points: &[Value]| -> Vec<Row> {
        let row = |point: &Value| {
            let path: Vec<String> = json::texts(point, "path").map(key::title).collect();
            Row::new(gold::line(point), &[&gold::line(point), &path.join(" > ")])
        };
        points.iter().map(row).collect()
    };
    vec![
        Field::compare("policy_points", texts(points), texts(ours)),
        Field::compare("policy_point_path", paths(points), paths(ours)),
    ]
}

/// Notes that belong to no programme.
fn document_notes(gold: &Value, ours: &Value) -> Option<Field> {
    let notes = gold.get("notes").and_then(Value::as_array)?;
    Some(Field::compare("document_notes", note_rows(notes), note_rows(json::list(ours, "notes"))))
}

/// Money in prose outside programmes.
fn loose_amounts(gold: &Value, ours: &Value) -> Option<Field> {
    let amounts = gold.get("loose_amounts").and_then(Value::as_array)?;
    let row = |amount: &Value| {
        let approximate = json::flag(amount, "approx") || json::flag(amount, "approximate");
        Row::new(gold::line(amount), &[&gold::line(amount), &json::plain(amount.get("yen")), &approximate])
    };
    let loose =
        |amount: &&Value| json::text(amount, "role") == Some("text") && json::some(amount, "programme").is_none();
    let ours = json::list(ours, "amounts").iter().filter(loose);
    Some(Field::compare("loose_amounts", amounts.iter().map(row).collect(), ours.map(row).collect()))
}

/// Rows of notes: line and text.
pub(super) fn note_rows(notes: &[Value]) -> Vec<Row> {
    notes.iter().filter_map(text_row).collect()
}

fn text_row(record: &Value) -> Option<Row> {
    let text = json::text(record, "text").map(key::key)?;
    Some(Row::new(gold::line(record), &[&gold::line(record), &text]))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::meaning_of;

    #[test]
    fn the_sentence_of_a_legend_names_year_stage_and_round() {
        let meaning = meaning_of("平成 30 年度第 2 次補正予算額");
        assert_eq!(meaning, json!({"fiscal_year": 2018, "stage": "supplementary", "round": 2}));
        let meaning = meaning_of("令和元年度当初予算額");
        assert_eq!(meaning, json!({"fiscal_year": 2019, "stage": "initial", "round": null}));
    }
}
