//! The words around a number that bound it: `約`, `以上`, `を超える`.

use super::cursor::Cursor;
use crate::characters::is_hiragana;
use crate::record::Bound;
use crate::word_table::ends;

/// What was read behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bounded {
    pub(super) end: usize,
    pub(super) bound: Option<Bound>,
}

/// Words behind the unit. 程度 and the like are approximate: they bound nothing.
const BEHIND: [(&str, Option<Bound>); 16] = [
    ("以上", Some(Bound::AtLeast)),
    ("以下", Some(Bound::AtMost)),
    ("以内", Some(Bound::AtMost)),
    ("未満", Some(Bound::Under)),
    ("超", Some(Bound::Over)),
    ("余", Some(Bound::Over)),
    ("を超える", Some(Bound::Over)),
    ("を超え", Some(Bound::Over)),
    ("を上回る", Some(Bound::Over)),
    ("を上回", Some(Bound::Over)),
    ("を下回る", Some(Bound::Under)),
    ("を下回", Some(Bound::Under)),
    ("を切る", Some(Bound::Under)),
    ("程度", None),
    ("前後", None),
    ("ほど", None),
];

/// Words before the number.
const BEFORE: [(&str, Option<Bound>); 12] = [
    ("約", None),
    ("およそ", None),
    ("おおよそ", None),
    ("おおむね", None),
    ("概ね", None),
    ("凡そ", None),
    ("最低", Some(Bound::AtLeast)),
    ("少なくとも", Some(Bound::AtLeast)),
    ("最低でも", Some(Bound::AtLeast)),
    ("最低限", Some(Bound::AtLeast)),
    ("▲", None),
    ("△", None),
];

/// The direction of a change, printed as one word with the number: `20%増`, `30万kw拡大`.
const CHANGES: [&str; 14] =
    ["増加", "増", "減少", "減", "拡大", "縮小", "削減", "低減", "向上", "上昇", "短縮", "改善", "低下", "延伸"];

/// How long a remark between a number and its bound may be: `1.9%（過去3年間の平均）以下`.
const LONGEST_REMARK: usize = 40;

/// Reads the bound words behind a unit, across a remark in brackets, twice at most (`30件程度以上`).
pub(super) fn read_behind(text: &str, at: usize) -> Bounded {
    let mut read = Bounded { end: at, bound: None };
    let mut cursor = Cursor::new(text, at);
    skip_remark(&mut cursor);
    for _ in 0..2 {
        cursor.blank();
        let word = BEHIND.iter().filter(|(word, _)| cursor.starts_with(word)).max_by_key(|(word, _)| word.len());
        let Some(&(word, bound)) = word else { break };
        cursor.eat(word);
        read = Bounded { end: cursor.at(), bound: read.bound.or(bound) };
    }
    read
}

/// Steps over a remark in brackets if a bound stands behind it.
fn skip_remark(cursor: &mut Cursor<'_>) {
    let mut ahead = *cursor;
    if ahead.eat_any(&["（", "("]).is_none() {
        return;
    }
    ahead.eat_while(LONGEST_REMARK, |next| !matches!(next, '（' | '(' | '）' | ')' | '。'));
    if ahead.eat_any(&["）", ")"]).is_some() && ahead.starts_with_any(&["以上", "以下", "以内", "未満", "超"])
    {
        *cursor = ahead;
    }
}

/// The end of a change printed right behind the number.
pub(super) fn read_change(text: &str, at: usize) -> usize {
    let mut cursor = Cursor::new(text, at);
    let found = cursor.eat_any(&CHANGES).is_some();
    // 増やす, 減らす, 増える are verbs of their own.
    let verb = cursor.peek().is_some_and(|next| is_hiragana(next) && "えやらろ".contains(next));
    if found && !verb { cursor.at() } else { at }
}

/// The start of a bound word that ends at `at`, and what it says: `約` in `約20,000者`.
pub(super) fn read_before(text: &str, at: usize) -> (usize, Option<Bound>) {
    let head = text.get(..at).unwrap_or("").trim_end_matches([' ', '\u{3000}']);
    let word = BEFORE.iter().filter(|(word, _)| ends(head, word)).max_by_key(|(word, _)| word.len());
    word.map_or((at, None), |(word, bound)| (head.len() - word.len(), *bound))
}

/// Whether the number is printed as a decrease: `▲46%`.
pub(super) fn is_negative(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|head| head.ends_with(['▲', '△']))
}
