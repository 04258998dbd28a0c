//! One amount as it is printed, with the words that qualify it: `約30.4億円程度`, `▲71億円`, `10～20億円`, `15億円超`.
//!
//! ```text
//! printed = { prefix } [ sign ] money { suffix }
//! money   = quantity | quantity range-sign quantity      the unit on the right serves both ends: 10～20億円
//! prefix  = 約 | おおむね | 上限 | …
//! sign    = ▲ | △ | − | さんかく | …
//! suffix  = 程度 | 規模 | 超 | 以内 | を上限 | 増 | の減 | …
//! ```

use std::ops::Range;
use std::sync::LazyLock;

use yosan_normaliser::{CharSet, MoneyError, Number, Quantity, Sum, blanks_len, digit_value, read_quantity};

use super::vocabulary::{
    AFTER_OTHER_YEN, BEFORE_OTHER_YAKU, CHANGE_SIGNS, COUNT_WORDS, MONEY_WORDS, Meaning, PREFIXES, SUFFIXES, WAVES,
    is_dash,
};
use crate::brackets::opens;
use crate::characters::{is_kanji, is_range_sign};
use crate::record::Bound;

/// Where an amount stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// In a headline or the tail of a name: 億 without 円 is money, a dash means none.
    Headline,
    /// In a sentence: money has 円, or 億 in a place where nothing else can be counted.
    Prose,
}

/// What stands at a place where a number begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// An amount of money.
    Money(Printed),
    /// A number without a unit.
    Bare(BareNumber),
    /// Something broken in an amount's place.
    Broken(MoneyError, Range<usize>),
    /// Digits that are no money, to be skipped as a whole.
    Other(usize),
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Printed {
    /// Sign, number and unit.
    pub(super) range: Range<usize>,
    /// With the words around it.
    pub(super) whole: Range<usize>,
    pub(super) sum: Sum,
    pub(super) yen_max: Option<i64>,
    /// The last unit, for an amount to its right that has none.
    pub(super) unit: i64,
    pub(super) words: Words,
}

/// A number without a unit, which may borrow one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BareNumber {
    pub(super) range: Range<usize>,
    pub(super) number: Number,
    pub(super) words: Words,
}

/// What the words around a number say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) approximate: bool,
    pub(super) bound: Option<Bound>,
    /// A limit is named in front: `上限額：2,000千円`.
    pub(super) limit_in_front: bool,
    /// A change; `true` downwards.
    pub(super) change: Option<bool>,
}

impl Words {
    fn add(mut self, meaning: Meaning) -> Self {
        match meaning {
            Meaning::Approximate => self.approximate = true,
            Meaning::Bound(bound) => self.bound = self.bound.or(Some(bound)),
            Meaning::Change(down) => self.change = self.change.or(Some(down)),
        }
        self
    }
}

/// Whether a text may print money, by its characters alone.
pub(super) fn may_hold_money(text: &str) -> bool {
    text.chars().any(is_money_unit)
}

pub(super) fn is_money_unit(character: char) -> bool {
    matches!(character, '円' | '億' | '兆' | '京' | '¥' | '￥')
}

/// The first characters of the words in front of a number; at most numbers stands none.
static PREFIX_STARTS: LazyLock<CharSet> = LazyLock::new(|| starts(PREFIXES.iter().map(|(word, _)| *word)));
/// The same of the signs.
static SIGN_STARTS: LazyLock<CharSet> = LazyLock::new(|| starts(CHANGE_SIGNS.iter().map(|(word, _)| *word)));
/// The same of the words behind a number.
static SUFFIX_STARTS: LazyLock<CharSet> = LazyLock::new(|| starts(SUFFIXES.iter().map(|suffix| suffix.word)));

fn starts(words: impl Iterator<Item = &'static str>) -> CharSet {
    CharSet::new(words.filter_map(|word| word.chars().next()))
}

fn begins_in(text: &str, starts: &CharSet) -> bool {
    text.chars().next().is_some_and(|first| starts.may_hold(first))
}

/// What stands in front of a number.
struct Front {
    /// Where it begins.
    at: usize,
    /// The sign of a change; empty where there is none.
    sign: Range<usize>,
    words: Words,
}

/// Reads what stands at `at`: a number, or the words and sign in front of one.
///
/// `None` where no number follows; the character is then ordinary text.
pub(super) fn read_printed(text: &str, at: usize, setting: Setting) -> Option<Found> {
    let before = text[..at].chars().next_back();
    let (start, words) = prefixes(text, at, before);
    let before_sign = if start == at { before } else { text[..start].chars().next_back() };
    let sign = sign(&text[start..], before_sign);
    let number = start + sign.map_or(0, |(len, _)| len);
    let words = Words { change: sign.map(|(_, down)| down), ..words };
    let found = number_at(text, &Front { at, sign: start..number, words }, setting)?;
    // A word in front of something that is no money is text; only the word is skipped.
    (number == at || !matches!(found, Found::Other(_))).then_some(found)
}

/// The words in front of a number, and where they end.
fn prefixes(text: &str, at: usize, before: Option<char>) -> (usize, Words) {
    let (mut end, mut words) = (at, Words::default());
    let other_word = || text[at..].starts_with('約') && before.is_some_and(|before| BEFORE_OTHER_YAKU.contains(before));
    if !begins_in(&text[at..], &PREFIX_STARTS) || other_word() {
        return (at, words);
    }
    for _ in 0..3 {
        let Some((len, meaning)) = prefix(&text[end..]) else { break };
        words = words.add(meaning);
        words.limit_in_front |= matches!(meaning, Meaning::Bound(_));
        end += len;
    }
    (end, words)
}

/// The word at the start, and its length with the blanks and the colon or particle behind it.
fn prefix(text: &str) -> Option<(usize, Meaning)> {
    let (word, meaning) = PREFIXES.iter().find(|(word, _)| text.starts_with(word))?;
    let mut rest = blanks(&text[word.len()..]);
    if matches!(meaning, Meaning::Bound(_)) {
        rest = rest.strip_prefix(['：', ':', 'は', 'が']).unwrap_or(rest);
    }
    Some((text.len() - blanks(rest).len(), *meaning))
}

/// A sign of change and its length; dashes only where a number can begin, not between two words or numbers.
fn sign(text: &str, before: Option<char>) -> Option<(usize, bool)> {
    if !begins_in(text, &SIGN_STARTS) {
        return None;
    }
    let (word, down) = CHANGE_SIGNS.iter().find(|(word, _)| text.starts_with(word))?;
    let dash = word.chars().next().is_some_and(is_dash);
    let begins =
        before.is_none_or(|before| !before.is_alphanumeric() && !matches!(before, '・' | '～' | '〜' | '%' | '％'));
    let rest = &text[word.len()..];
    let joins = dash && (!begins || rest.starts_with([' ', '\u{3000}', '\n']));
    (!joins).then(|| (text.len() - blanks(rest).len(), *down))
}

/// The number behind the words and the sign.
fn number_at(text: &str, front: &Front, setting: Setting) -> Option<Found> {
    let first = read_quantity(&text[front.sign.end..])?;
    if let Some(found) = range_at(text, front, &first, setting) {
        return Some(found);
    }
    let range = front.sign.start..front.sign.end + first.len;
    if !is_money(text, &range, &first, setting) {
        return Some(not_money(text, range, &first, front.words));
    }
    if let Some(broken) = broken_in_front(text, range.start, &first) {
        return Some(Found::Broken(MoneyError::Malformed, broken..range.end));
    }
    Some(match first.sum {
        Ok(_) if first.cut_off => Found::Broken(MoneyError::Malformed, range),
        Ok(sum) => Found::Money(finish(text, front.at, range, (sum, None), first.unit, front.words)),
        Err(error) => Found::Broken(error, range),
    })
}

/// A number without a unit, or digits that count something else.
fn not_money(text: &str, range: Range<usize>, quantity: &Quantity, words: Words) -> Found {
    let bare = quantity.unit == 1 && !quantity.has_yen && !quantity.kanji && quantity.multiplier == 1;
    match quantity.number().filter(|_| bare) {
        Some(number) => {
            let (words, _) = suffixes(&text[range.end..], words);
            Found::Bare(BareNumber { range, number, words })
        }
        None => Found::Other(range.end),
    }
}

/// `10～20億円`, `15万円~50万円`, `80－90億円`, `1億～1.5億円`.
fn range_at(text: &str, front: &Front, low: &Quantity, setting: Setting) -> Option<Found> {
    let low_end = front.sign.end + low.len;
    let mark = low_end + blanks_len(&text[low_end..]);
    let joiner = text[mark..].chars().next().filter(|c| is_range_sign(*c))?;
    let after = mark + joiner.len_utf8();
    let start = after + blanks_len(&text[after..]);
    let high = read_quantity(&text[start..])?;
    let range = front.sign.start..start + high.len;
    if !is_money(text, &(start..range.end), &high, setting) || (low.kanji != high.kanji) {
        return None;
    }
    let wave = WAVES.contains(&joiner);
    match (low.lower_end(&high), high.sum) {
        (Some(Ok(low_sum)), Ok(high_sum)) if low_sum.yen <= high_sum.yen => {
            let sums = (low_sum, Some(high_sum.yen));
            Some(Found::Money(finish(text, front.at, range, sums, high.unit, front.words)))
        }
        // `2023－100億円`: the dash joins no range.
        _ if !wave => None,
        (None, _) => None,
        (Some(Err(error)), _) | (_, Err(error)) => Some(Found::Broken(error, range)),
        _ => Some(Found::Broken(MoneyError::Malformed, range)),
    }
}

/// An amount whose words in front begin at `at`, with the words behind it.
fn finish(
    text: &str,
    at: usize,
    range: Range<usize>,
    (sum, max): (Sum, Option<i64>),
    unit: i64,
    words: Words,
) -> Printed {
    let (words, len) = suffixes(&text[range.end..], words);
    let whole = at..range.end + len;
    let sum = if words.change == Some(true) { Sum { yen: -sum.yen, ..sum } } else { sum };
    Printed { range, whole, sum, yen_max: max, unit, words }
}

/// An amount without words in front of it.
pub(super) fn money(text: &str, range: Range<usize>, sum: Sum, unit: i64) -> Printed {
    finish(text, range.start, range, (sum, None), unit, Words::default())
}

/// The words behind an amount and their length.
fn suffixes(text: &str, mut words: Words) -> (Words, usize) {
    let mut end = 0;
    for _ in 0..3 {
        let Some((len, meaning)) = suffix(&text[end..]) else { break };
        words = words.add(meaning);
        end += len;
    }
    (words, end)
}

/// The word at the start, behind blanks, and the length of both.
fn suffix(text: &str) -> Option<(usize, Meaning)> {
    let trimmed = blanks(text);
    if !begins_in(trimmed, &SUFFIX_STARTS) {
        return None;
    }
    let (suffix, rest) = SUFFIXES.iter().find_map(|suffix| {
        let rest = trimmed.strip_prefix(suffix.word)?;
        let follows = rest.chars().next().is_none_or(|next| !suffix.not_before.contains(next));
        follows.then_some((suffix, rest))
    })?;
    Some((text.len() - rest.len(), suffix.meaning))
}

/// Whether a number with its unit is money where it stands.
fn is_money(text: &str, range: &Range<usize>, quantity: &Quantity, setting: Setting) -> bool {
    let rest = &text[range.end..];
    if quantity.has_yen {
        let other_word = rest.chars().next().is_some_and(|next| is_kanji(next) && AFTER_OTHER_YEN.contains(next));
        return !(other_word || quantity.kanji && is_kanji_word(text, range, quantity));
    }
    let large = quantity.largest_unit >= 100_000_000;
    let million = quantity.unit == 10_000 && quantity.multiplier > 1 && setting == Setting::Headline;
    if quantity.kanji || !(large || million) {
        return false;
    }
    match setting {
        Setting::Headline => ends_unit(rest) || continues_headline(rest),
        Setting::Prose => (ends_unit(rest) && !counts_something(text, range)) || near_money_word(text, range, rest),
    }
}

/// 一円 (all over a region), 千円 and 百万円 as the name of a unit.
fn is_kanji_word(text: &str, range: &Range<usize>, quantity: &Quantity) -> bool {
    let printed = text[range.clone()].trim();
    if printed == "一円" {
        return !text[..range.start].ends_with('金');
    }
    let names_unit = matches!(printed, "千円" | "百万円" | "十億円");
    if !quantity.multiplier_only || !names_unit {
        return false;
    }
    const IN_FRONT: &[&str] =
        &["約", "金", "上限", "一律", "各", "最大", "総額", "うち", "限度額", "補助額", "：", "に"];
    const BEHIND: &[&str] =
        &["以上", "以下", "以内", "を", "まで", "程度", "余", "の罰金", "の過料", "ずつ", "（税", "札"];
    let head = &text[..range.start];
    tail_chars(head, 24).contains("単位")
        || !(IN_FRONT.iter().any(|word| head.ends_with(word))
            || BEHIND.iter().any(|word| text[range.end..].starts_with(word)))
}

/// Whether a unit without 円 ends here: nothing that could be counted follows.
fn ends_unit(rest: &str) -> bool {
    const ENDS: &str = "。、，,．)）】〕］]」』>＞〉》;；※＊*+＋|｜/／\n\t";
    let trimmed = blanks(rest);
    match trimmed.chars().next() {
        None => true,
        Some(next) => {
            ENDS.contains(next)
                || opens(next)
                || "¹²³⁴⁵".contains(next)
                || suffix(trimmed).is_some()
                || trimmed.starts_with("の内数")
        }
    }
}

/// What else may follow an amount in a headline.
fn continues_headline(rest: &str) -> bool {
    let trimmed = blanks(rest);
    ["内数", "新規", "事項要求", "うち", "▲", "△"].iter().any(|word| trimmed.starts_with(word))
        || trimmed.len() < rest.len() && trimmed.chars().next().is_some_and(|next| !next.is_ascii_alphabetic())
}

/// Whether the words in front count people, tons or clicks.
fn counts_something(text: &str, range: &Range<usize>) -> bool {
    let near = tail_chars(&text[..range.start], 12);
    COUNT_WORDS.iter().any(|word| near.contains(word))
}

/// Whether a particle follows and words nearby speak of money: `予算30.4億を計上`.
fn near_money_word(text: &str, range: &Range<usize>, rest: &str) -> bool {
    if !rest.starts_with(['を', 'の', 'が', 'は', 'に', 'で', 'と', 'か', 'へ', 'も']) || counts_something(text, range)
    {
        return false;
    }
    let head = tail_chars(&text[..range.start], 16);
    let tail = rest.char_indices().nth(12).map_or(rest, |(end, _)| &rest[..end]);
    MONEY_WORDS.iter().any(|word| head.contains(word) || tail.contains(word))
}

/// Where a broken number begins that an amount is the rest of: `（.5億円`, `\u{fffd}5億円`.
fn broken_in_front(text: &str, start: usize, quantity: &Quantity) -> Option<usize> {
    if quantity.kanji {
        return None;
    }
    let head = &text[..start];
    if let Some(intact) = head.strip_suffix(['\u{fffd}', '□']) {
        return Some(intact.len());
    }
    if let Some(lost) = lost_glyph(head) {
        return Some(lost);
    }
    if let Some(torn) = torn_group(head, &text[start..]) {
        return Some(torn);
    }
    let intact = head.strip_suffix(['.', '．'])?;
    let begins = intact.is_empty() || intact.ends_with([' ', '\u{3000}', '\n', '（', '(', '【', '額', '約']);
    begins.then_some(intact.len())
}

/// Where a character begins that a converter knew only by its number in the font, right in front of a number:
/// `(cid:18).5億円`.
fn lost_glyph(head: &str) -> Option<usize> {
    let inside = head.strip_suffix(['.', ',']).unwrap_or(head).strip_suffix(')')?;
    let digits = inside.trim_end_matches(|c: char| c.is_ascii_digit());
    digits.strip_suffix("(cid:").map(str::len)
}

/// Where the number begins whose last group this is: `予算額1 234億円`.
fn torn_group(head: &str, number: &str) -> Option<usize> {
    let before = head.strip_suffix([' ', '\u{3000}'])?;
    let three = number.chars().take_while(|c| digit_value(*c).is_some()).count() == 3;
    let digits: usize = before.chars().rev().take(4).take_while(|c| digit_value(*c).is_some()).count();
    let start = before.char_indices().rev().take(digits).last()?.0;
    let ends_word = |c: char| c.is_ascii_alphanumeric() || "第-－−‐.．,，:：/／図表※".contains(c);
    let free = !before[..start].chars().next_back().is_some_and(ends_word);
    (three && (1..=3).contains(&digits) && free).then_some(start)
}

/// The last `count` characters.
pub(super) fn tail_chars(text: &str, count: usize) -> &str {
    text.char_indices().rev().take(count).last().map_or("", |(start, _)| &text[start..])
}

fn blanks(text: &str) -> &str {
    &text[blanks_len(text)..]
}

/// The length of a footnote mark directly behind an amount: `¹`, `※1`, `*2`, `注1`.
pub(crate) fn footnote_mark(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let first = chars.next()?;
    if matches!(first, '※' | '＊' | '*' | '注') {
        let digits: usize = chars.take(2).map_while(|c| digit_value(c).map(|_| c.len_utf8())).sum();
        return (digits > 0).then_some(first.len_utf8() + digits);
    }
    let raised: usize = text.chars().take(3).take_while(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹†‡".contains(*c)).map(char::len_utf8).sum();
    (raised > 0).then_some(raised)
}
