//! What a rule holds for, from the words before or behind its value.

use std::ops::Range;
use std::sync::LazyLock;

use yosan_normaliser::CharSet;

use super::money::read_money_range;
use super::per;
use super::vocabulary::{COSTS, LEADS_IN, LEADS_OUT, NOT_CONDITIONS, REMARKS, TOPICS};
use crate::characters::{is_blank, is_digit};
use crate::word_table::{Phrases, WordTable, ends};

/// The most characters of a condition.
const LONGEST: usize = 100;
/// The most characters of a condition that no topic word ends.
const LONGEST_NOUN: usize = 30;
/// The most bytes of conditions one inside the other.
const LONGEST_JOINED: usize = 480;

/// The words that say something, without connectives, particles, bullets and numbering: `うち、国内分は` is `国内分`.
pub(super) fn trim(lead: &str) -> Range<usize> {
    let mut rest = lead;
    while let Some(shorter) = strip_start(rest) {
        rest = shorter;
    }
    let start = lead.len() - rest.len();
    while let Some(shorter) = strip_end(rest) {
        rest = shorter;
    }
    start..start + rest.len()
}

fn strip_start(text: &str) -> Option<&str> {
    static WORDS: LazyLock<WordTable<()>> = LazyLock::new(|| WordTable::new(LEADS_IN.iter().map(|word| (word, ()))));
    let mut chars = text.chars();
    let first = chars.next()?;
    let note = text.strip_prefix(['※', '＊', '*']).map(|rest| rest.trim_start_matches(is_digit));
    let bullet = is_blank(first) || matches!(first, '\u{2460}'..='\u{2473}' | '\u{2776}'..='\u{2793}');
    // `ア 助成額`, `ア．助成額`
    let kana = matches!(first, 'ア'..='ト') && chars.next().is_some_and(|c| is_blank(c) || "．.）)".contains(c));
    note.or_else(|| past_note(text))
        .or_else(|| (bullet || kana).then(|| &text[first.len_utf8()..]))
        .or_else(|| past_number(text))
        .or_else(|| WORDS.longest(text).map(|(word, ())| &text[word.len()..]))
}

/// Past the mark of a note in front: `（注2）`, `注1 `; `注文` begins a word.
fn past_note(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['（', '(']);
    let rest = inner.unwrap_or(text).strip_prefix('注')?;
    let behind = rest.trim_start_matches(is_digit);
    match inner {
        Some(_) => behind.strip_prefix(['）', ')']),
        None => (behind.len() < rest.len() || behind.starts_with(['）', ')', '：', ':'])).then_some(behind),
    }
}

/// Past a number in front: `1. `, `2）`.
fn past_number(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(is_digit);
    let numbered = rest.len() < text.len() && rest.starts_with(['.', '．', ')', '）']);
    numbered.then(|| rest.trim_start_matches(['.', '．', ')', '）', ' ']))
}

fn strip_end(text: &str) -> Option<&str> {
    static LAST: LazyLock<CharSet> =
        LazyLock::new(|| CharSet::new(LEADS_OUT.iter().filter_map(|word| word.chars().next_back())));
    let last = text.chars().next_back()?;
    if is_blank(last) {
        return text.strip_suffix(last);
    }
    if !LAST.may_hold(last) || ["もの", "まで"].iter().any(|word| text.ends_with(word)) {
        return None;
    }
    if text.ends_with("までは") {
        return text.strip_suffix('は');
    }
    LEADS_OUT.iter().find(|word| ends(text, word)).map(|word| &text[..text.len() - word.len()])
}

/// The condition that the words before a value state; none where they state something else.
///
/// `首都圏は` → 首都圏 · `製造業・建設業` · `対象経費の` → none · `1件当たり` → none
pub(super) fn before(lead: &str) -> Option<String> {
    // `国→（交付金）→機構→（補助1/2等）`: who pays whom is no condition.
    if is_cost(lead) || lead.contains(['→', '⇒', '➡']) {
        return None;
    }
    let words = past_told(per::without(lead));
    of(&words[trim(words)])
}

/// The words up to the case for which a share is told that is no rule: `転籍の場合は年収の3割` is `転籍の場合`.
fn past_told(words: &str) -> &str {
    let Some(end) = words.rfind("場合は").map(|at| at + "場合".len()) else { return words };
    let told = words[end..].contains(is_digit) || matches!(&words[end + "は".len()..], "総額" | "合計");
    if told { &words[..end] } else { words }
}

/// The condition in a bracket: `（将来の事業承継を見据えた共同設備投資等）`; none for a remark.
pub(super) fn in_bracket(inner: &str) -> Option<String> {
    static REMARKING: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(REMARKS.iter()));
    let words = inner.trim_matches(is_blank);
    if REMARKING.within(words) {
        return None;
    }
    let speaks = words.chars().any(|c| c.is_alphabetic());
    (speaks && !NOT_CONDITIONS.has(words) && words.chars().count() <= LONGEST).then(|| words.to_owned())
}

/// A segment that says for whom the next one holds: `専門家を活用する場合は`.
pub(super) fn topic(segment: &str) -> Option<String> {
    let words = segment.trim_matches(is_blank);
    TOPICS.end(words).then(|| of(&words[trim(words)])).flatten()
}

/// Whether the words end in a cost of which a share is to follow: `派遣に要する経費の`.
pub(super) fn is_cost(lead: &str) -> bool {
    let lead = lead.trim_end_matches(is_blank);
    lead.strip_suffix('の').is_some_and(|cost| {
        let cost = ["一部", "総額", "合計"].iter().find_map(|word| cost.strip_suffix(word)).unwrap_or(cost);
        let cost = cost.strip_suffix('の').unwrap_or(cost);
        let cost = cost.strip_suffix('等').unwrap_or(cost);
        COSTS.end(cost)
    })
}

/// Conditions one inside the other: 特別枠 and DX枠のみ give 特別枠・DX枠のみ.
pub(super) fn join(outer: Option<&str>, inner: Option<String>) -> Option<String> {
    match (outer, inner) {
        (Some(outer), Some(inner)) if outer == inner => Some(inner),
        (Some(outer), Some(_)) if outer.len() > LONGEST_JOINED => Some(outer.to_owned()),
        (Some(outer), Some(inner)) => Some(format!("{outer}・{inner}")),
        (outer, inner) => inner.or_else(|| outer.map(str::to_owned)),
    }
}

fn of(words: &str) -> Option<String> {
    let length = words.chars().count();
    let topical = ["場合", "者", "等", "とき"].iter().any(|word| words.ends_with(word));
    let short = length <= LONGEST_NOUN || topical && length <= LONGEST;
    let speaks = words.chars().any(|c| c.is_alphabetic());
    // A range of sums was not understood there; one sum can be a condition: 4,000万円超.
    let lists_sums = words.matches('円').count() > 1;
    (short && speaks && !lists_sums && !is_sum(words) && !has_fraction(words) && !NOT_CONDITIONS.has(words))
        .then(|| words.to_owned())
}

/// Whether a share was not understood there: `中小企業等2/3以内 単年度`.
fn has_fraction(words: &str) -> bool {
    let beside =
        |(at, sign): (usize, &str)| words[..at].ends_with(is_digit) && words[at + sign.len()..].starts_with(is_digit);
    words.match_indices(['/', '／']).any(beside)
}

/// Whether the words are a sum and nothing else: `1億円`, `1,000万円/者`.
fn is_sum(words: &str) -> bool {
    let rest = read_money_range(words).map(|(.., len)| words[len..].trim_start_matches(is_blank));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '／']))
}
