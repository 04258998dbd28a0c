//! For each of what a sum is paid: `1,000万円／者`, `1案件につき700万円`, `200万円×連携体参加数`.

use super::token::starts_with_label;
use super::vocabulary::{COUNTERS, PER_WORDS};
use crate::characters::{is_blank, is_digit, skip_blanks};

/// The most characters of a unit.
const LONGEST: usize = 12;
/// Where the name of a unit ends.
const ENDS: &str = "、。，,；;：:／/）)】］]（(【［[\t\n|×=＝+＋→・※*~～〜";
/// Particles behind the name of a unit.
const PARTICLES: &str = "をがはにでとのへも";

/// The unit behind a sum and the bytes up to its end: `／者`, `/件`, `×連携者数`, `（1者あたり）`.
pub(super) fn after(text: &str) -> Option<(&str, usize)> {
    let at = skip_blanks(text);
    let rest = &text[at..];
    if let Some(name) = rest.strip_prefix(['／', '/', '×', '✕']) {
        let unit = noun(name, rest.starts_with(['×', '✕']))?;
        return Some((unit, text.len() - name.len() + name.find(unit)? + unit.len()));
    }
    let inner = rest.strip_prefix(['（', '('])?;
    let close = inner.char_indices().take(LONGEST).find(|(_, c)| matches!(c, '）' | ')'))?.0;
    let unit = before(&inner[..close]).filter(|_| PER_WORDS.end(&inner[..close]))?;
    let end = inner.len() - inner[close..].trim_start_matches(['）', ')']).len();
    Some((unit, text.len() - inner.len() + end))
}

/// The unit before a sum: `1件当たり` → 件.
pub(super) fn before(lead: &str) -> Option<&str> {
    phrase(lead).map(|(_, unit)| unit)
}

/// The words before a sum without the phrase that names its unit: `県外1件当たり` → `県外`.
pub(super) fn without(lead: &str) -> &str {
    phrase(lead).map_or(lead, |(start, _)| &lead[..start])
}

/// Where the last phrase such as `1案件につき` starts, and its unit.
fn phrase(lead: &str) -> Option<(usize, &str)> {
    let Some(end) = last_word(lead) else { return one(lead) };
    let name = lead[..end].trim_end_matches(is_blank);
    let counted = |c: char| is_digit(c) || matches!(c, '一' | '各' | '毎');
    let edge = |c: char| counted(c) || ENDS.contains(c) || is_blank(c);
    let start = name.char_indices().rev().find(|(_, c)| edge(*c)).map_or(0, |(at, c)| at + c.len_utf8());
    let from = name[..start].trim_end_matches(is_blank).trim_end_matches(counted).len();
    let unit = &name[start..];
    (!unit.is_empty() && unit.chars().count() <= LONGEST).then_some((from, unit))
}

/// Where the last word such as `につき` starts; most places are refused by their character.
fn last_word(lead: &str) -> Option<usize> {
    let begins = |c: char| matches!(c, '当' | 'あ' | 'に' | '毎' | 'ご');
    lead.rmatch_indices(begins).map(|(at, _)| at).find(|at| PER_WORDS.start(&lead[*at..]))
}

/// `1件` directly before a sum.
fn one(lead: &str) -> Option<(usize, &str)> {
    let words = lead.trim_end_matches(is_blank);
    let unit = COUNTERS.iter().filter(|unit| words.ends_with(unit)).max_by_key(|unit| unit.len())?;
    let number = &words[..words.len() - unit.len()];
    let before = number.strip_suffix(['1', '１', '一'])?;
    let single = !before.ends_with(|c| is_digit(c) || matches!(c, '第' | '.' | ','));
    single.then_some((before.len(), &words[number.len()..]))
}

/// The noun that `text` starts with, a `1` before it aside; after × no particle belongs to it.
fn noun(text: &str, times: bool) -> Option<&str> {
    let text = text.trim_start_matches(is_blank);
    let text = text.strip_prefix(['1', '１', '一']).unwrap_or(text);
    let end = text.find(|c: char| ENDS.contains(c) || is_blank(c) || is_digit(c) || times && PARTICLES.contains(c));
    let unit = &text[..end.unwrap_or(text.len())];
    let unit = unit.trim_end_matches(|c| PARTICLES.contains(c));
    let known = ["以内", "まで", "を上限", "を限度", "程度"];
    let unit = known.iter().filter_map(|word| unit.find(word)).min().map_or(unit, |cut| &unit[..cut]);
    let length = unit.chars().count();
    (length > 0 && length <= LONGEST && !starts_with_label(unit)).then_some(unit)
}
