//! What holds for every extraction, whatever the input: places, nesting, ownership of lines, references, values.
//!
//! It works on the serialised records and the decoded text, so that corpus, small cases and property tests share it.
//! [`check`] gives one sentence per broken invariant and no sentence when all is well.

mod kept;
mod nesting;
mod ownership;
mod places;
mod references;
mod values;

use serde_json::Value;

/// Every invariant that an extraction breaks.
#[must_use]
pub fn check(text: &str, extraction: &Value) -> Vec<String> {
    let mut broken = Vec::new();
    places::check(text, extraction, &mut broken);
    nesting::check(extraction, &mut broken);
    ownership::check(text, extraction, &mut broken);
    kept::check(text, extraction, &mut broken);
    references::check(extraction, &mut broken);
    values::check(extraction, &mut broken);
    broken
}

/// Calls `visit` with every object and its path (`programmes[3].amounts[0]`), parents first.
fn walk<'v>(value: &'v Value, path: &mut String, visit: &mut dyn FnMut(&str, &'v Value)) {
    let length = path.len();
    if let Some(fields) = value.as_object() {
        visit(path, value);
        for (field, inner) in fields {
            path.push('.');
            path.push_str(field);
            walk(inner, path, visit);
            path.truncate(length);
        }
    }
    for (index, inner) in value.as_array().into_iter().flatten().enumerate() {
        path.push_str(&format!("[{index}]"));
        walk(inner, path, visit);
        path.truncate(length);
    }
}

/// The character that ends lines in this text: a lone `\r` where there is no `\n`.
fn line_end(text: &str) -> char {
    if !text.contains('\n') && text.contains('\r') { '\r' } else { '\n' }
}

/// First and last byte of a place; `None` where the field is `null` or no place.
fn bytes(record: &Value, field: &str) -> Option<(u64, u64)> {
    let place = record.get(field)?;
    Some((place.get("start")?.as_u64()?, place.get("end")?.as_u64()?))
}

#[cfg(test)]
mod tests;
