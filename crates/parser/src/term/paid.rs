//! What follows a value: tails (`以内`), alternatives (`または1/2`), verbs of paying (`を補助`).

use super::share::read_share;
use super::vocabulary::{CAP_AFTER, JOINS, MARK_EDGES, MARKS, NOT_PAYING, PAYING_VERBS, TAILS, Words};
use crate::characters::{is_blank, is_digit, skip_blanks};

/// How many characters may stand between を and its verb: `を国が補助`.
const REACH: usize = 14;
/// How many alternatives are looked at.
const ALTERNATIVES: usize = 8;
/// How many characters of a bracket are looked over.
const BRACKET: usize = 120;

/// Whether a verb of paying follows over a particle: `を補助`, `を国が補助`, `の補助金を交付`.
pub(super) fn is_paid(after: &str, verbs: Words) -> bool {
    let after = past_tails(after);
    let particles = ["を", "に相当する額を", "の", "で", "が"];
    let Some(rest) = particles.iter().find_map(|word| after.strip_prefix(word)) else { return false };
    let near = rest.char_indices().nth(REACH).map_or(rest, |(at, _)| &rest[..at]);
    let near = near.find(['、', '。', '，', '（', '(', '\t', '|']).map_or(near, |end| &near[..end]);
    let other = ["自己", "事業者が", "超え", "占め", "目指", "対象に", "対象と"].iter().any(|word| near.contains(word));
    let said = |verb: &str| {
        let at = if after.starts_with('の') { Some(0) } else { near.find(verb) };
        at.is_some_and(|at| is_verb(&near[at..], verb))
    };
    !other && verbs.iter().any(said)
}

/// Whether a verb of paying follows, with or without a particle, over alternatives and one bracket.
pub(super) fn is_paid_later(after: &str) -> bool {
    let after = past_bracket(past_tails(past_alternatives(after)));
    PAYING_VERBS.iter().any(|verb| is_verb(after, verb)) || is_paid(after, PAYING_VERBS)
}

fn is_verb(text: &str, verb: &str) -> bool {
    text.strip_prefix(verb).is_some_and(|rest| !NOT_PAYING.start(rest))
}

/// Past `以内`, `等`, the marks of footnotes, and blanks.
pub(super) fn past_tails(text: &str) -> &str {
    let mut rest = text.trim_start_matches(is_blank);
    while let Some(shorter) = TAILS.strip_from(rest).or_else(|| past_mark(rest)) {
        rest = shorter.trim_start_matches(is_blank);
    }
    rest
}

/// Past the mark of a footnote; a mark with words behind it begins a note.
fn past_mark(text: &str) -> Option<&str> {
    let rest = MARKS.strip_from(text)?;
    let rest = rest.trim_start_matches(is_digit);
    (rest.is_empty() || MARK_EDGES.start(rest)).then_some(rest)
}

/// Past the other values of a list: `または1/2`, `、1/2`.
fn past_alternatives(text: &str) -> &str {
    let mut rest = text;
    for _ in 0..ALTERNATIVES {
        let Some(after) = JOINS.strip_from(past_tails(rest)) else { return rest };
        let after = &after[skip_blanks(after)..];
        let Some((_, len)) = read_share(after) else { return rest };
        rest = &after[len..];
    }
    rest
}

/// Past one bracket, or past the closing bracket that the value stands in.
pub(super) fn past_bracket(text: &str) -> &str {
    let text = &text[skip_blanks(text)..];
    let closed = text.strip_prefix(['）', ')']).unwrap_or(text);
    let Some(inner) = closed.strip_prefix(['（', '(']) else { return closed };
    let close = inner.char_indices().take(BRACKET).find(|(_, c)| matches!(c, '）' | ')'));
    close.map_or(closed, |(at, c)| &inner[at + c.len_utf8()..])
}

/// The bytes behind a value that belong to the printed rule: `以内`, `を補助`, `を限度`.
pub(super) fn tail(rest: &str) -> usize {
    let tails = rest.len() - past_tails(rest).len();
    let printed = rest[..tails].trim_end_matches(is_blank).len();
    let behind = &rest[printed..];
    let verb = PAYING_VERBS.strip_from(behind.strip_prefix('を').unwrap_or(behind));
    let limit = CAP_AFTER.strip_from(behind).filter(|_| behind.starts_with(['を', 'が']));
    verb.or(limit).map_or(printed, |after| rest.len() - after.len())
}

/// Whether `text` starts with a digit.
pub(super) fn starts_with_digit(text: &str) -> bool {
    text.chars().next().is_some_and(is_digit)
}
