//! Units as tables print them: `単位：億円`, `（単位：百万円）`, `(億円)` in the corner, `28年度(百万円)` in a column head.

use std::borrow::Cow;
use std::ops::Range;

use yosan_normaliser::read_unit;

use crate::brackets::{closes, is_bracket, opens};

/// What the bare numbers of a table, column or row count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Money: yen per unit.
    Yen(i64),
    /// Per cent.
    Percent,
    /// Anything else: 件, 人, 倍.
    Other,
}

/// Words that count something other than money.
const OTHERS: &[&str] = &[
    "件",
    "人",
    "名",
    "社",
    "者",
    "校",
    "箇所",
    "か所",
    "ヶ所",
    "カ所",
    "戸",
    "台",
    "回",
    "倍",
    "年",
    "日",
    "月",
    "時間",
    "ポイント",
    "pt",
    "トン",
    "t",
    "kg",
    "km",
    "ha",
    "kW",
    "MW",
    "GW",
    "kWh",
    "GWh",
    "kl",
    "万kl",
    "m2",
    "㎡",
];

const PERCENTS: &[&str] = &["%", "％", "パーセント"];

/// The last characters of all units; most words end in none.
fn ends_unit(character: char) -> bool {
    matches!(character, '円' | '万' | '億' | '兆' | '%' | '％' | 'ト' | 'ン' | '㎡' | '2')
        || matches!(character, '件' | '人' | '名' | '社' | '者' | '校' | '所' | '戸' | '台' | '回' | '倍')
        || matches!(character, '年' | '日' | '月' | '間')
        || matches!(character.to_ascii_lowercase(), 't' | 'g' | 'm' | 'a' | 'w' | 'h' | 'l')
}

/// The unit that a word is: `百 万 円` is 1,000,000 yen.
pub(super) fn of_word(word: &str) -> Option<Unit> {
    if !word.trim_end().ends_with(ends_unit) {
        return None;
    }
    let word = if word.contains(char::is_whitespace) {
        Cow::Owned(word.chars().filter(|c| !c.is_whitespace()).collect())
    } else {
        Cow::Borrowed(word)
    };
    if PERCENTS.contains(&word.as_ref()) {
        return Some(Unit::Percent);
    }
    if OTHERS.iter().any(|other| other.eq_ignore_ascii_case(&word)) {
        return Some(Unit::Other);
    }
    money(&word).map(Unit::Yen)
}

/// A unit of money and nothing else; 億 alone stands for 億円.
fn money(word: &str) -> Option<i64> {
    let short = word.ends_with(['万', '億', '兆']);
    let word = if short { Cow::Owned(format!("{word}円")) } else { Cow::Borrowed(word) };
    read_unit(&word).filter(|(_, len)| *len == word.len()).map(|(unit, _)| unit)
}

/// A unit that a label or line states, and where the word stands in it.
///
/// ```text
/// stated = "単位" (":" | "：" | "は" | blank)* words | open words close | words (and nothing else)
///        | ("金額は" | "計数は" | …) words "単位"                ※金額は億円単位
/// words  = word (("、" | "," | "・" | "/") word)*        単位：億円、％ : the first one that is money counts
/// ```
pub(super) fn stated(text: &str) -> Option<(Range<usize>, Unit)> {
    in_front_of_label(text)
        .or_else(|| behind_label(text))
        .or_else(|| in_brackets(text))
        .or_else(|| words(text, 0..text.len()))
}

/// Whether the text says nothing but a unit: `（単位：億円）`, `億円`.
pub(super) fn alone(text: &str) -> Option<(Range<usize>, Unit)> {
    let inner = text.trim().trim_matches(is_bracket).trim();
    // A line that says a unit begins so, or is short: most are refused here.
    if inner.len() > LONGEST && !inner.starts_with('単') {
        return None;
    }
    let is_label = strip_label(inner).is_some_and(|words| !words.contains(closes) || explains_bracket(words));
    if is_label || words(inner, 0..inner.len()).is_some() { stated(text) } else { None }
}

/// The bytes that units without a label take at most: `百万円、千円、％`.
const LONGEST: usize = 60;

/// Behind a bracket that a legend explains: `（単位：億円、（　）内は前年度当初予算額）`, `〈 〉書きは`.
const EXPLAINING: &[&str] = &["内は", "書きは", "書は", "は"];

fn explains_bracket(words: &str) -> bool {
    let behind = |(at, mark): (usize, char)| closes(mark).then(|| &words[at + mark.len_utf8()..]);
    words.char_indices().filter_map(behind).any(|rest| EXPLAINING.iter().any(|word| rest.starts_with(word)))
}

/// What ends the unit where more follows on the same line: `単位：億円 ※端数処理により…`, `単位：億円。〈 〉書きは…`.
const NOTES: &[char] = &['※', '*', '。'];
const LABELS: &[&str] = &["単位", "単 位"];

fn strip_label(text: &str) -> Option<&str> {
    LABELS.iter().find_map(|label| text.strip_prefix(label))
}

fn behind_label(text: &str) -> Option<(Range<usize>, Unit)> {
    let first = text.find('単')?;
    let at = LABELS.iter().find_map(|label| text[first..].find(label).map(|at| first + at + label.len()))?;
    let rest = text.get(at..)?;
    let word = rest.trim_start_matches([':', '：', ' ', '　', '=', '＝', 'は']);
    let start = text.len() - word.len();
    let end = word.find(closes).unwrap_or(word.len());
    let end = start + word.get(..end)?.trim_end().len();
    let unknown = (start < end).then_some((start..end, Unit::Other));
    let stretch = text.get(start..end)?;
    let ends = [
        stretch.len(),
        stretch.find(|c| NOTES.contains(&c) || opens(c)).unwrap_or(0),
        stretch.find([' ', '　']).unwrap_or(0),
    ];
    let length = |length: &usize| stretch[..*length].trim_end_matches(SEPARATORS).len();
    ends.iter().map(length).find_map(|length| words(text, start..start + length)).or(unknown)
}

/// `※金額は億円単位`, not `億円単位で四捨五入`: the figures are printed in it.
fn in_front_of_label(text: &str) -> Option<(Range<usize>, Unit)> {
    let body = text.trim_end_matches(|c: char| closes(c) || matches!(c, '。' | ' '));
    let unit = LABELS.iter().find_map(|label| body.strip_suffix(label))?.trim_end();
    let word = FIGURES.iter().find_map(|lead| unit.split_once(lead))?.1.trim_start_matches(['、', '：', ':', ' ']);
    words(text, unit.len() - word.len()..unit.len())
}

/// What is printed in the unit.
const FIGURES: &[&str] = &["金額は", "予算額は", "計数は", "数字は", "数値は", "表示は"];

fn in_brackets(text: &str) -> Option<(Range<usize>, Unit)> {
    let mut from = 0;
    while let Some((at, open)) = text.get(from..)?.char_indices().find(|(_, c)| opens(*c)) {
        let start = from + at + open.len_utf8();
        let length = text.get(start..)?.find(closes)?;
        if let Some(found) = words(text, start..start + length) {
            return Some(found);
        }
        from = start + length;
    }
    None
}

/// The word of a list of units that counts: the first that is money, else the first; every word has to be a unit.
fn words(text: &str, range: Range<usize>) -> Option<(Range<usize>, Unit)> {
    let mut from = range.start;
    let mut found: Option<(Range<usize>, Unit)> = None;
    for word in text.get(range)?.split(SEPARATORS) {
        let unit = of_word(word)?;
        let start = from + (word.len() - word.trim_start().len());
        let is_first_money = matches!(unit, Unit::Yen(_)) && !matches!(found, Some((_, Unit::Yen(_))));
        if found.is_none() || is_first_money {
            found = Some((start..start + word.trim().len(), unit));
        }
        from += word.len();
        from += text.get(from..)?.chars().next().map_or(0, char::len_utf8);
    }
    found
}

const SEPARATORS: &[char] = &['、', ',', '，', '・', '/', '／'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_found_where_they_are_printed() {
        let cases = [
            ("単位：億円", "億円", Unit::Yen(100_000_000)),
            ("（単位：百万円）", "百万円", Unit::Yen(1_000_000)),
            ("（単位:億円、％）", "億円", Unit::Yen(100_000_000)),
            ("(億円)", "億円", Unit::Yen(100_000_000)),
            ("28年度(百万円)", "百万円", Unit::Yen(1_000_000)),
            ("一般会計（エネ特除く）［千円］", "千円", Unit::Yen(1_000)),
            ("予算額 単位：百 万 円", "百 万 円", Unit::Yen(1_000_000)),
            ("十億円", "十億円", Unit::Yen(1_000_000_000)),
            ("(%、百万円)", "百万円", Unit::Yen(1_000_000)),
            ("増減率（％）", "％", Unit::Percent),
            ("単位：億円 ※端数処理の関係で一致しない", "億円", Unit::Yen(100_000_000)),
            ("採択数（件）", "件", Unit::Other),
            ("（単位：億円、（ ）内は前年度当初予算額）", "億円", Unit::Yen(100_000_000)),
            ("単位：GJ", "GJ", Unit::Other),
            ("※金額は億円単位", "億円", Unit::Yen(100_000_000)),
            ("（計数は、百万円単位）", "百万円", Unit::Yen(1_000_000)),
            ("単位は億円", "億円", Unit::Yen(100_000_000)),
            ("金額は億円単位で四捨五入", "で四捨五入", Unit::Other),
        ];
        for (text, printed, unit) in cases {
            let (range, found) = stated(text).expect(text);
            assert_eq!((&text[range], found), (printed, unit), "{text}");
        }
    }

    #[test]
    fn units_end_in_known_characters() {
        for word in OTHERS.iter().chain(PERCENTS) {
            assert!(word.ends_with(ends_unit) && word.to_ascii_uppercase().ends_with(ends_unit), "{word}");
        }
    }

    #[test]
    fn other_brackets_state_no_unit() {
        for text in ["一般会計（エネ特繰入除く）", "令和6年度", "(再掲)", "", "（", "単位"] {
            assert_eq!(stated(text), None, "{text}");
        }
    }

    #[test]
    fn a_line_that_is_all_unit() {
        for text in ["単位：億円", "（単位：百万円）", "(億円)", "億円", " [単位：千円] "] {
            assert!(alone(text).is_some(), "{text}");
        }
        for text in ["予算額（億円）", "表1 予算（単位：億円）", "単位は億円である（参考）。"]
        {
            assert!(alone(text).is_none(), "{text}");
        }
    }
}
