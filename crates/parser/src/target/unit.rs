//! What is counted: the counter or measure that stands behind a number.
//!
//! The longest entry wins; an entry is no counter where the word goes on (`2国間`, `5社会`). A counter that is not in
//! the table is taken from the text when it is short and something that ends a counter follows it.

use std::sync::LazyLock;

use super::cursor::Cursor;
use super::unit_table::{NO_UNITS, TABLES};
use crate::characters::{is_digit, is_kanji, is_katakana};
use crate::word_table::WordTable;

/// What sort of thing a unit measures, as far as the rules ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnitKind {
    /// Things: 件, 社, 箇所.
    Count,
    /// Parts of a whole: %, 割.
    Share,
    /// 倍.
    Times,
    /// 円, ドル.
    Money,
    /// Physical measures: トン, kW.
    Measure,
    /// Lengths of time: seldom goals.
    Duration,
    /// 歳: seldom goals.
    Age,
    /// つ, 点: count goals about as often as they count anything else.
    Loose,
}

/// A unit read at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) end: usize,
    pub(super) kind: UnitKind,
    /// It is in the table; a fallback may be any short word.
    pub(super) known: bool,
}

/// What may follow a counter that is not in the table, besides a bound.
const ENDS_OF_COUNTER: [&str; 26] = [
    "以上",
    "以下",
    "以内",
    "未満",
    "超",
    "程度",
    "前後",
    "増",
    "減",
    "削減",
    "を",
    "に",
    "の",
    "が",
    "で",
    "へ",
    "と",
    "、",
    "。",
    "）",
    ")",
    "（",
    "(",
    "」",
    "及び",
    "並びに",
];

const BOUNDS_AND_CHANGES: [&str; 11] = ["以上", "以下", "以内", "未満", "超", "程度", "前後", "増", "減", "削減", "及"];

/// Reads the unit at `at`: `万` and the like are part of the number and already behind us.
///
/// ```text
/// unit := (entry of a table | short kanji or katakana word | Latin measure) ("/" unit)?      円/kWh, トン／年
/// ```
pub(super) fn read_unit(text: &str, at: usize, scaled: bool) -> Option<Unit> {
    let mut cursor = Cursor::new(text, at);
    cursor.blank();
    let start = cursor.at();
    let known = match entry(text, start) {
        Some(Entered::Unit(unit)) => Some(unit),
        Some(Entered::OtherWord) => return None,
        None => None,
    };
    if no_unit_end(text, start).is_some_and(|end| known.is_none_or(|unit| unit.end < end)) {
        return None;
    }
    let mut unit = known.or_else(|| latin_unit(text, start, scaled)).or_else(|| word_unit(text, start))?;
    unit.end = per(text, unit.end);
    Some(unit)
}

/// The end of a word behind the number that makes it a name or an ordinal rather than a count.
pub(super) fn no_unit_end(text: &str, at: usize) -> Option<usize> {
    static WORDS: LazyLock<WordTable<()>> = LazyLock::new(|| WordTable::new(NO_UNITS.map(|word| (word, ()))));
    let mut cursor = Cursor::new(text, at);
    cursor.blank();
    WORDS.longest(cursor.rest()).map(|(word, ())| cursor.at() + word.len())
}

/// The counter of the table at `at`, if one is printed there.
pub(super) fn table_unit(text: &str, at: usize) -> Option<Unit> {
    match entry(text, at)? {
        Entered::Unit(unit) => Some(unit),
        Entered::OtherWord => None,
    }
}

/// What the table says of a word.
#[derive(Clone, Copy, Debug)]
enum Entered {
    Unit(Unit),
    /// It begins like a counter and goes on: 社会.
    OtherWord,
}

fn entry(text: &str, at: usize) -> Option<Entered> {
    static WORDS: LazyLock<WordTable<(&'static str, UnitKind)>> = LazyLock::new(|| {
        let entries = TABLES.iter().flat_map(|(entries, kind)| entries.iter().map(move |entry| (entry, *kind)));
        WordTable::new(entries.map(|((word, goes_on), kind)| (*word, (*goes_on, kind))))
    });
    let (word, (goes_on, kind)) = WORDS.longest(text.get(at..)?)?;
    let end = at + word.len();
    let next = Cursor::new(text, end).peek();
    let longer_measure = is_latin(word) && next.is_some_and(is_latin_char);
    if longer_measure {
        return None;
    }
    let other_word = next.is_some_and(|next| goes_on.contains(next));
    Some(if other_word { Entered::OtherWord } else { Entered::Unit(Unit { end, kind, known: true }) })
}

/// `30万kw`, `5dBi`: a run of Latin letters that begins like a measure, not like a name.
fn latin_unit(text: &str, at: usize, scaled: bool) -> Option<Unit> {
    let mut cursor = Cursor::new(text, at);
    let first = cursor.peek().filter(|&next| is_latin_char(next) && !is_digit(next))?;
    let word = cursor.eat_while(13, |next| is_latin_char(next) || next == '-' || next == '₂');
    let short = word.chars().count() <= 12;
    let measure = scaled || first.is_ascii_lowercase() || matches!(first, 'µ' | 'μ');
    (short && measure).then(|| Unit { end: cursor.at(), kind: UnitKind::Measure, known: false })
}

/// `3講座を`: a short word that nothing else explains.
fn word_unit(text: &str, at: usize) -> Option<Unit> {
    let katakana = Cursor::new(text, at).eat_while(11, is_katakana);
    let (word, fits) = if katakana.is_empty() {
        (before_bound(Cursor::new(text, at).eat_while(8, is_kanji)), 1..=3)
    } else {
        (katakana, 2..=10)
    };
    let rest = Cursor::new(text, at + word.len());
    let ends = rest.rest().is_empty() || rest.starts_with_any(&ENDS_OF_COUNTER);
    let fits = fits.contains(&word.chars().count()) && ends;
    fits.then(|| Unit { end: rest.at(), kind: UnitKind::Count, known: false })
}

/// 以上 and the like are kanji too: the counter ends before them.
fn before_bound(word: &str) -> &str {
    let cut = BOUNDS_AND_CHANGES.iter().filter_map(|bound| word.find(bound)).min();
    cut.and_then(|cut| word.get(..cut)).unwrap_or(word)
}

/// `円/kWh`, `トン／年`.
fn per(text: &str, end: usize) -> usize {
    let mut cursor = Cursor::new(text, end);
    if cursor.eat_any(&["/", "／"]).is_none() {
        return end;
    }
    let start = cursor.at();
    table_unit(text, start).or_else(|| latin_unit(text, start, true)).map_or(end, |unit| unit.end)
}

fn is_latin(word: &str) -> bool {
    word.chars().next_back().is_some_and(is_latin_char)
}

fn is_latin_char(printed: char) -> bool {
    printed.is_ascii_alphabetic() || matches!(printed, 'µ' | 'μ' | 'Ω' | '℃') || is_digit(printed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longest_unit_wins_and_other_words_do_not_count() {
        for (printed, unit) in [
            ("件程度", Some("件")),
            ("か国・地域で", Some("か国・地域")),
            ("トン／年、", Some("トン／年")),
            ("円/kWh以下", Some("円/kWh")),
            ("GWhの", Some("GWh")),
            ("日間を", Some("日間")),
            ("分野において", Some("分野")),
            ("塾以上", Some("塾")),
            ("アトリエを", Some("アトリエ")),
            ("社会の", None),
            ("次元の", None),
            ("国間クレジット", None),
            ("級、", None),
            ("G通信", None),
        ] {
            let read = read_unit(printed, 0, false).and_then(|unit| printed.get(..unit.end));
            assert_eq!(read, unit, "{printed}");
        }
    }
}
