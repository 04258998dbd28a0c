//! No text is dropped: what a line says stands in the record that owns the line.

use serde_json::Value;

use crate::json;

/// Most characters that a marker in front of a line takes: `- ・ `, `（10）`, `## `.
const MARKER: usize = 8;

pub(super) fn check(text: &str, extraction: &Value, broken: &mut Vec<String>) {
    let folded = yosan_normaliser::fold(text);
    let lines: Vec<String> = folded.text.split('\n').map(compact).collect();
    for (number, programme) in json::list(extraction, "programmes").iter().enumerate() {
        for (at, section) in json::list(programme, "sections").iter().enumerate() {
            let said = compact(json::text(section, "text").unwrap_or_default());
            let path = format!("programmes[{number}].sections[{at}]");
            let heading = compact(json::text(section, "heading_printed").unwrap_or_default());
            let lost = lost(extraction, section, ("section_body", &heading), &lines, &said);
            broken.extend(lost.map(|lost| format!("{path}: {lost}")));
        }
        let items: String =
            json::list(programme, "description").iter().filter_map(|it| json::text(it, "text")).collect();
        let attributes = json::list(programme, "attributes").iter();
        let attributes: String =
            attributes.flat_map(|it| [json::text(it, "label"), json::text(it, "text")]).flatten().collect();
        let said = compact(&format!("{items}{attributes}"));
        let is_plan = json::text(programme, "kind") == Some("plan_item");
        let role = if is_plan { "" } else { "description" };
        broken.extend(
            lost(extraction, programme, (role, ""), &lines, &said).map(|lost| format!("programmes[{number}]: {lost}")),
        );
    }
}

/// The first line of a role inside a record that the record does not say. A heading can stand in front of the text.
fn lost(
    extraction: &Value,
    record: &Value,
    (role, heading): (&str, &str),
    lines: &[String],
    said: &str,
) -> Option<String> {
    let (first, last) = json::lines(record)?;
    let owned = json::list(extraction, "lines").iter().filter(|it| json::text(it, "role") == Some(role));
    let owned = owned.filter_map(|it| json::line(it, "line")).filter(|line| (first..=last).contains(line));
    let dropped = |line: &u32| {
        let text = lines.get(*line as usize - 1).map(String::as_str).unwrap_or_default();
        let text = text.strip_prefix(heading).unwrap_or(text);
        let skip = text.char_indices().nth(MARKER).map_or(text.len(), |(at, _)| at);
        !said.contains(&text[skip..])
    };
    owned.into_iter().find(dropped).map(|line| format!("what line {line} says is not in its text"))
}

/// The text without blanks.
fn compact(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}
