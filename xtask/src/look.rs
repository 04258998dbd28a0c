//! `cargo xtask look`: one document as the parser sees it.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value;

use crate::extract::Reading;
use crate::{block, json};

/// The non-blank lines: number, role, programme, section, marks, text.
///
/// Marks say what was read from a line: `¥` an amount, `%` a term, `!` a goal, `<code>` a finding.
#[must_use]
pub fn lines(reading: &Reading) -> String {
    let owners: BTreeMap<u32, &Value> =
        json::list(&reading.extraction, "lines").iter().filter_map(|it| Some((json::line(it, "line")?, it))).collect();
    let ordinals = ordinals(&reading.extraction);
    let marks = marks(&reading.extraction);
    let mut out = String::new();
    for (line, number) in reading.text.split('\n').zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
        let owner = owners.get(&number).copied().unwrap_or(&Value::Null);
        let programme = json::text(owner, "programme").and_then(|id| ordinals.get(id));
        let programme = programme.map_or(String::new(), |ordinal| format!("#{ordinal}"));
        let section = json::text(owner, "section").unwrap_or("");
        let role = json::text(owner, "role").unwrap_or("(no owner)");
        let marks = marks.get(&number).map_or("", String::as_str);
        let _ = writeln!(out, "{number:>5} {role:<16} {programme:<5} {section:<16} {marks:<4} {line}");
    }
    out
}

/// The folded text with its line numbers.
#[must_use]
pub fn folded(reading: &Reading) -> String {
    reading.folded.split('\n').zip(1..).map(|(line, number): (_, u32)| format!("{number:>5} {line}\n")).collect()
}

/// The document, then each programme, with the source lines that it was read from.
#[must_use]
pub fn blocks(reading: &Reading) -> String {
    let mut out = block::document(&reading.extraction);
    for programme in json::list(&reading.extraction, "programmes") {
        out.push('\n');
        out.push_str(&beside(reading, programme));
    }
    out
}

/// One programme by its reading order, with its source lines.
pub fn programme(reading: &Reading, ordinal: u32) -> Result<String, String> {
    let programmes = json::list(&reading.extraction, "programmes");
    let found = programmes.iter().find(|it| json::line(it, "ordinal") == Some(ordinal));
    let found = found.ok_or_else(|| format!("no programme {ordinal}: there are {}", programmes.len()))?;
    Ok(beside(reading, found))
}

/// The records as JSON.
#[must_use]
pub fn records(reading: &Reading) -> String {
    format!("{:#}\n", reading.extraction)
}

fn beside(reading: &Reading, programme: &Value) -> String {
    let mut out = block::programme(programme);
    let (first, last) = json::lines(programme).unwrap_or((1, 0));
    for (line, number) in reading.text.split('\n').zip(1..) {
        if (first..=last).contains(&number) && !line.trim().is_empty() {
            let _ = writeln!(out, "{number:>7} | {line}");
        }
    }
    out
}

fn ordinals(extraction: &Value) -> BTreeMap<&str, i64> {
    let programmes = json::list(extraction, "programmes").iter();
    programmes.filter_map(|it| Some((json::text(it, "id")?, json::int(it, "ordinal")?))).collect()
}

fn marks(extraction: &Value) -> BTreeMap<u32, String> {
    let programmes = json::list(extraction, "programmes");
    let within = |field| programmes.iter().flat_map(move |it| json::list(it, field));
    let mut marks: BTreeMap<u32, String> = BTreeMap::new();
    let mut mark = |record: &Value, sign: &str| marks.entry(json::first_line(record)).or_default().push_str(sign);
    json::list(extraction, "amounts").iter().for_each(|it| mark(it, "¥"));
    within("terms").for_each(|it| mark(it, "%"));
    within("targets").for_each(|it| mark(it, "!"));
    for finding in json::list(extraction, "diagnostics") {
        mark(finding, &format!("<{}>", json::plain(finding.get("code"))));
    }
    marks
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{lines, programme};
    use crate::extract::Reading;

    #[test]
    fn a_line_shows_its_owner_and_what_was_read_from_it() {
        let span = json!({"line": 3, "end_line": 3, "start": 0, "end": 1});
        let extraction = json!({
            "programmes": [{"id": "p#1", "ordinal": 1, "kind": "listing", "name": "甲", "span": span, "terms": [{"span": span}]}],
            "amounts": [{"span": span}, {"span": span}],
            "lines": [{"line": 3, "role": "name", "programme": "p#1", "section": null}],
        });
        let text = "\n\n- 甲 1.0億円\n".to_owned();
        let reading = Reading { folded: text.clone(), text, extraction };
        let words: Vec<String> = lines(&reading).split_whitespace().map(str::to_owned).collect();
        assert_eq!(words, ["3", "name", "#1", "¥¥%", "-", "甲", "1.0億円"]);
        assert!(programme(&reading, 1).unwrap().ends_with("3 | - 甲 1.0億円\n"));
        assert_eq!(programme(&reading, 2), Err("no programme 2: there are 1".to_owned()));
    }
}
