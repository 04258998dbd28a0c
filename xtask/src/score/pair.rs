//! Which programme of the extraction is which programme of gold.
//!
//! In this order, each programme at most once: the same kind and the same line of the name or the start; the same
//! kind and name, in reading order; the most lines in common. What is left over is missing or extra.

use serde_json::Value;

use super::gold;
use crate::{json, key};

/// A programme of gold, of the extraction, or both.
#[derive(Clone, Debug)]
pub(super) struct Pair<'v> {
    /// What the pair is called in rows: the reading order in gold, `+n` for an extra one.
    pub(super) label: String,
    /// The programme in gold.
    pub(super) gold: Option<&'v Value>,
    /// The programme in the extraction.
    pub(super) ours: Option<&'v Value>,
}

/// Pairs the programmes of both sides.
#[must_use]
pub(super) fn pairs<'v>(gold: &'v [Value], ours: &'v [Value]) -> Vec<Pair<'v>> {
    let mut taken = vec![None; gold.len()];
    let mut free: Vec<usize> = (0..ours.len()).collect();
    for same in [same_place, same_name, best_overlap] {
        for (theirs, slot) in gold.iter().zip(&mut taken).filter(|(_, slot)| slot.is_none()) {
            let found = same(theirs, ours, &free);
            free.retain(|index| Some(*index) != found);
            *slot = found;
        }
    }
    let matched = gold.iter().zip(taken).zip(1..).map(|((theirs, slot), ordinal): (_, u32)| Pair {
        label: ordinal.to_string(),
        gold: Some(theirs),
        ours: slot.and_then(|index: usize| ours.get(index)),
    });
    let extra = free.iter().filter_map(|index| {
        let programme = ours.get(*index)?;
        Some(Pair { label: format!("+{}", index + 1), gold: None, ours: Some(programme) })
    });
    matched.chain(extra).collect()
}

/// The name that the extraction says is printed, folded; none where it was taken from the contents.
#[must_use]
pub(super) fn printed_name(ours: &Value) -> Option<String> {
    let printed = json::text(ours, "name_source") != Some("contents");
    json::text(ours, "name").filter(|_| printed).map(key::key)
}

fn same_place(gold: &Value, ours: &[Value], free: &[usize]) -> Option<usize> {
    let name_line = json::line(gold, "name_line");
    let (start, _) = gold::lines(gold)?;
    let at = |programme: &Value| {
        let named = json::lines_of(programme, "name_span").map(|(line, _)| line);
        json::first_line(programme) == start || (name_line.is_some() && named == name_line)
    };
    first(ours, free, |programme| same_kind(gold, programme) && at(programme))
}

fn same_name(gold: &Value, ours: &[Value], free: &[usize]) -> Option<usize> {
    let name = json::text(gold, "name").map(key::key)?;
    first(ours, free, |programme| same_kind(gold, programme) && printed_name(programme).as_ref() == Some(&name))
}

fn best_overlap(gold: &Value, ours: &[Value], free: &[usize]) -> Option<usize> {
    let (start, end) = gold::lines(gold)?;
    let common = |programme: &Value| {
        let (first, last) = json::lines(programme).filter(|_| same_kind(gold, programme))?;
        (last.min(end) + 1).checked_sub(first.max(start)).filter(|lines| *lines > 0)
    };
    let overlaps = free.iter().filter_map(|index| Some((common(ours.get(*index)?)?, *index)));
    overlaps.max_by_key(|(lines, index)| (*lines, usize::MAX - index)).map(|(_, index)| index)
}

fn first(ours: &[Value], free: &[usize], fits: impl Fn(&Value) -> bool) -> Option<usize> {
    free.iter().copied().find(|index| ours.get(*index).is_some_and(&fits))
}

fn same_kind(gold: &Value, ours: &Value) -> bool {
    gold.get("kind") == ours.get("kind")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::pairs;

    fn ours(name: &str, line: u32, end_line: u32) -> Value {
        json!({"kind": "listing", "name": name, "span": {"line": line, "end_line": end_line}})
    }

    fn gold(name: &str, start_line: u32, end_line: u32) -> Value {
        json!({"kind": "listing", "name": name, "name_line": start_line, "start_line": start_line, "end_line": end_line})
    }

    #[test]
    fn place_goes_before_name_and_name_before_overlap() {
        let gold = [gold("甲", 10, 12), gold("甲", 20, 22), gold("乙", 30, 39), gold("丙", 50, 51)];
        let ours = [ours("甲", 11, 12), ours("丁", 20, 22), ours("戊", 32, 38), ours("己", 60, 61)];
        let found: Vec<(String, Option<&str>)> = pairs(&gold, &ours)
            .iter()
            .map(|pair| (pair.label.clone(), pair.ours.and_then(|p| p["name"].as_str())))
            .collect();
        let expected = [("1", Some("甲")), ("2", Some("丁")), ("3", Some("戊")), ("4", None), ("+4", Some("己"))];
        assert_eq!(found, expected.map(|(label, name)| (label.to_owned(), name)));
    }
}
