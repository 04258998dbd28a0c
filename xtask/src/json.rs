//! Short ways to look into serialised records.
//!
//! Scores, snapshots and invariants work on the JSON that people get, not on the Rust types: so they see what was
//! really written, and they compile whatever the types become. A missing field reads as `null`.

use serde_json::Value;

/// The text of a field.
#[must_use]
pub fn text<'v>(value: &'v Value, field: &str) -> Option<&'v str> {
    value.get(field).and_then(Value::as_str)
}

/// The integer of a field.
#[must_use]
pub fn int(value: &Value, field: &str) -> Option<i64> {
    value.get(field).and_then(Value::as_i64)
}

/// The line number of a field.
#[must_use]
pub fn line(value: &Value, field: &str) -> Option<u32> {
    int(value, field).and_then(|line| u32::try_from(line).ok())
}

/// Whether a field is `true`.
#[must_use]
pub fn flag(value: &Value, field: &str) -> bool {
    value.get(field).and_then(Value::as_bool).unwrap_or(false)
}

/// The list of a field; empty where there is none.
#[must_use]
pub fn list<'v>(value: &'v Value, field: &str) -> &'v [Value] {
    value.get(field).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The texts of a list.
pub fn texts<'v>(value: &'v Value, field: &str) -> impl Iterator<Item = &'v str> {
    list(value, field).iter().filter_map(Value::as_str)
}

/// A field that is there and not `null`.
#[must_use]
pub fn some<'v>(value: &'v Value, field: &str) -> Option<&'v Value> {
    value.get(field).filter(|inner| !inner.is_null())
}

/// First and last line of the `span` of a record.
#[must_use]
pub fn lines(record: &Value) -> Option<(u32, u32)> {
    lines_of(record, "span")
}

/// First and last line of a field that is a place.
#[must_use]
pub fn lines_of(record: &Value, field: &str) -> Option<(u32, u32)> {
    let place = some(record, field)?;
    Some((line(place, "line")?, line(place, "end_line")?))
}

/// First line of the `span` of a record; 0 where it has none.
#[must_use]
pub fn first_line(record: &Value) -> u32 {
    lines(record).map_or(0, |(first, _)| first)
}

/// A scalar for people and for keys: `-` for null.
#[must_use]
pub fn plain(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => "-".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}
