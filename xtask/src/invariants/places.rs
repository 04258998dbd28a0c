//! Places: inside the text, on character boundaries, with the lines of their bytes; and `printed` is what stands there.

use serde_json::Value;

use super::walk;

pub(super) fn check(text: &str, extraction: &Value, broken: &mut Vec<String>) {
    let starts = line_starts(text);
    walk(extraction, &mut String::new(), &mut |path, object| {
        if ["line", "end_line", "start", "end"].iter().all(|field| object.get(*field).is_some()) {
            broken.extend(place(text, &starts, object).map(|problem| format!("{path}: {problem}: {object}")));
        }
        for (field, span) in [("printed", "span"), ("name_printed", "name_span"), ("heading_printed", "heading_span")] {
            broken.extend(printed(text, object, field, span).map(|problem| format!("{path}.{field}: {problem}")));
        }
        for field in ["label_printed", "unit_printed", "number_printed"] {
            let shown = object.get(field).and_then(Value::as_str).filter(|shown| !text.contains(shown));
            broken.extend(shown.map(|shown| format!("{path}.{field}: {shown:?} does not stand in the text")));
        }
    });
}

fn place(text: &str, starts: &[usize], place: &Value) -> Option<String> {
    let number = |field: &str| place.get(field).and_then(Value::as_u64).and_then(|it| usize::try_from(it).ok());
    let (Some(start), Some(end)) = (number("start"), number("end")) else {
        return Some("a place has whole numbers from 0".to_owned());
    };
    if start >= end && !text.trim().is_empty() {
        return Some("nothing is between start and end".to_owned());
    }
    if text.get(start..end).is_none() {
        return Some("it is not inside the text, or cuts a character".to_owned());
    }
    let lines = (line_of(starts, start), line_of(starts, end.saturating_sub(1).max(start)));
    let said = (number("line")?, number("end_line")?);
    (lines != said).then(|| format!("its bytes are on the lines {} to {}", lines.0, lines.1))
}

fn printed(text: &str, object: &Value, field: &str, span: &str) -> Option<String> {
    let shown = object.get(field)?.as_str()?;
    let Some((start, end)) = super::bytes(object, span) else {
        return (!shown.is_empty()).then(|| format!("{shown:?} has no place"));
    };
    let slice = text.get(usize::try_from(start).ok()?..usize::try_from(end).ok()?)?;
    (slice != shown).then(|| format!("{shown:?} is said to be printed where {slice:?} stands"))
}

/// Where lines begin. Only where there is no `\n` at all does a `\r` end a line.
fn line_starts(text: &str) -> Vec<usize> {
    let end = super::line_end(text);
    std::iter::once(0).chain(text.match_indices(end).map(|(at, _)| at + 1)).collect()
}

fn line_of(starts: &[usize], byte: usize) -> usize {
    starts.partition_point(|start| *start <= byte)
}
