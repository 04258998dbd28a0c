//! Labels that say of which year, stage and round an amount is: `令和2年度第3次補正予算案額`, `R5補正`, `予算額`.
//!
//! ```text
//! label = year [relative] { round | stage | round-bracket }      令和5年度補正予算（第1号）, 令和5年度2月補正
//!       | number { stage }                                      ６補正: the year of the document's era
//!       | { round | stage }+ [ "（" year "）" ]                  補正予算額, 前年度予算額, 予算額（令和4年度）
//! round = 第 number (次 | 号) | number 次 | "（" 第 number 号 "）"
//! stage = [ number 月 ] 補正 | …                                  2月補正: the month of a prefecture's session
//! ```
//!
//! Blanks may stand between the parts. A label ends with its words; what stands behind it (`：`, an amount) is not
//! its own. A range of years (`令和4～6年度`) is a label without a year.

use std::ops::Range;
use std::sync::LazyLock;

use yosan_normaliser::{
    CharSet, Era, blanks_len, find_years, kanji_digit_value, read_decimal, read_kanji_number, read_year,
    small_multiplier,
};

use crate::characters::{RANGE_SIGNS, is_digit};
use crate::record::Stage;
use crate::word_table::starts;

/// A label of year, stage and round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetLabel {
    /// Fiscal year as a Gregorian year; `None` where none is printed, or a range.
    pub fiscal_year: Option<u16>,
    /// Stage.
    pub stage: Option<Stage>,
    /// Round of a supplementary budget.
    pub round: Option<u8>,
    /// 前年度: the year before the paper's own.
    pub year_before: bool,
    /// A range of years is printed: 令和4～6年度.
    pub year_range: bool,
    /// Where it stands.
    pub range: Range<usize>,
}

/// Words of a label, and what each says of the stage: `None` where it belongs to a label and says no stage.
type StageWords = &'static [(&'static str, Option<Stage>)];

/// The words of a label by their first character. Longer words stand before their own beginnings.
const STAGE_WORDS: &[(char, StageWords)] = &[
    (
        '補',
        &[
            ("補正後予算額", None),
            ("補正後予算", None),
            ("補正後", None),
            ("補正予算政府案", Some(Stage::Supplementary)),
            ("補正予算（案）額", Some(Stage::Supplementary)),
            ("補正予算(案)額", Some(Stage::Supplementary)),
            ("補正予算（案）", Some(Stage::Supplementary)),
            ("補正予算(案)", Some(Stage::Supplementary)),
            ("補正予算案額", Some(Stage::Supplementary)),
            ("補正予算案", Some(Stage::Supplementary)),
            ("補正予算額", Some(Stage::Supplementary)),
            ("補正予算", Some(Stage::Supplementary)),
            ("補正予定額", Some(Stage::Supplementary)),
            ("補正案", Some(Stage::Supplementary)),
            ("補正額", Some(Stage::Supplementary)),
            ("補正", Some(Stage::Supplementary)),
        ],
    ),
    (
        '概',
        &[
            ("概算要求・要望額", Some(Stage::Request)),
            ("概算要求・要望", Some(Stage::Request)),
            ("概算要求要望額", Some(Stage::Request)),
            ("概算要求予算額", Some(Stage::Request)),
            ("概算要求額", Some(Stage::Request)),
            ("概算要求", Some(Stage::Request)),
            ("概算決定額", Some(Stage::Draft)),
            ("概算決定", Some(Stage::Draft)),
        ],
    ),
    (
        '予',
        &[
            ("予算概算要求額", Some(Stage::Request)),
            ("予算概算要求", Some(Stage::Request)),
            ("予算概算決定額", Some(Stage::Draft)),
            ("予算概算決定", Some(Stage::Draft)),
            ("予算要求額", Some(Stage::Request)),
            ("予算要求", Some(Stage::Request)),
            ("予算政府案", Some(Stage::Draft)),
            ("予算（案）額", Some(Stage::Draft)),
            ("予算(案)額", Some(Stage::Draft)),
            ("予算（案）", Some(Stage::Draft)),
            ("予算(案)", Some(Stage::Draft)),
            ("予算案額", Some(Stage::Draft)),
            ("予算額（案）", Some(Stage::Draft)),
            ("予算額(案)", Some(Stage::Draft)),
            ("予算額案", Some(Stage::Draft)),
            ("予算案", Some(Stage::Draft)),
            ("予定額", Some(Stage::Draft)),
            ("予算額", Some(Stage::Initial)),
            ("予算", Some(Stage::Initial)),
        ],
    ),
    (
        '要',
        &[
            ("要求・要望額", Some(Stage::Request)),
            ("要求要望額", Some(Stage::Request)),
            ("要求額", Some(Stage::Request)),
            ("要望額", Some(Stage::Request)),
            ("要求", Some(Stage::Request)),
        ],
    ),
    (
        '当',
        &[
            ("当初予算政府案", Some(Stage::Draft)),
            ("当初予算（案）額", Some(Stage::Draft)),
            ("当初予算(案)額", Some(Stage::Draft)),
            ("当初予算（案）", Some(Stage::Draft)),
            ("当初予算(案)", Some(Stage::Draft)),
            ("当初予算案額", Some(Stage::Draft)),
            ("当初予算案", Some(Stage::Draft)),
            ("当初案", Some(Stage::Draft)),
            ("当初予算額", Some(Stage::Initial)),
            ("当初予算", Some(Stage::Initial)),
            ("当初額", Some(Stage::Initial)),
            ("当初", Some(Stage::Initial)),
        ],
    ),
    ('政', &[("政府予算案額", Some(Stage::Draft)), ("政府予算案", Some(Stage::Draft)), ("政府案", Some(Stage::Draft))]),
    ('本', &[("本予算額", Some(Stage::Initial)), ("本予算", Some(Stage::Initial))]),
];

/// 予算 and 要求 followed by these are parts of other words: 予算規模, 要求事項.
const NOT_A_STAGE: &[&str] = &[
    "規模", "総額", "編成", "制度", "措置", "執行", "現額", "上", "化", "事項", "水準", "性能", "定員", "期", "に応",
    "仕様",
];

const YEAR_BEFORE: &[&str] = &["前年度", "前年", "昨年度"];

/// Words that can stand between the parts of a label.
const JOINERS: &[&str] = &["の", "における", "一般会計"];

/// Reads the label at the start of `text`: `令和2年度第3次補正予算案額12.0億円` gives 2020, supplementary, round 3.
#[must_use]
pub fn read_budget_label(text: &str, default_era: Era) -> Option<BudgetLabel> {
    let first = text.chars().next().filter(|_| may_start(text))?;
    if is_digit(first) && !may_count_years(text) {
        return None;
    }
    let (rest, parts) = label(text, default_era)?;
    let empty = parts.year.is_none() && parts.stage.is_none() && !parts.year_before && !parts.named;
    // 予算 and 要求 alone are words of any sentence.
    let vague = matches!(&text[..text.len() - rest.len()], "予算" | "要求");
    (!empty && !vague).then(|| BudgetLabel {
        fiscal_year: parts.year.flatten(),
        stage: parts.stage,
        round: parts.round,
        year_before: parts.year_before,
        year_range: parts.year == Some(None),
        range: 0..text.len() - rest.len(),
    })
}

/// Whether a label can start `text`, by its first character: most texts start with none.
pub(crate) fn may_start(text: &str) -> bool {
    text.chars().next().is_some_and(|first| STARTS.may_hold(first))
}

/// Finds all labels of a text, in order.
#[must_use]
pub fn find_budget_labels(text: &str, default_era: Era) -> Vec<BudgetLabel> {
    let mut labels = Vec::new();
    let mut at = 0;
    let mut before = None;
    while let Some(character) = text[at..].chars().next() {
        if may_begin(character, before)
            && let Some(label) = read_budget_label(&text[at..], default_era)
        {
            let range = at..at + label.range.end;
            at = range.end;
            labels.push(BudgetLabel { range, ..label });
            before = text[..at].chars().next_back();
            continue;
        }
        at += character.len_utf8();
        before = Some(character);
    }
    labels
}

/// Whether a text begins with what stands behind the year of a label: its stage or round.
pub(crate) fn begins_behind_year(text: &str) -> bool {
    matches!(part(text), Some((_, Part::Stage(_) | Part::Round(_))))
}

/// Whether a label can begin with `character` behind `before`; keeps the grammar away from most of a text.
pub(crate) fn may_begin(character: char, before: Option<char>) -> bool {
    let inside = || before.is_some_and(|before| before.is_ascii_alphanumeric() || is_digit(before));
    match character {
        '0'..='9' | '０'..='９' => !matches!(before, Some('.' | '．' | ',' | '，' | '第')) && !inside(),
        'A'..='Z' | 'Ａ'..='Ｚ' => may_begin_year(character) && !inside(),
        '前' | '昨' | '第' | '補' | '概' | '当' | '政' | '予' | '要' | '本' => true,
        _ => may_begin_year(character),
    }
}

fn may_begin_year(character: char) -> bool {
    let digit_or_letter = matches!(character, '0'..='9' | '０'..='９' | 'R' | 'H' | 'S' | 'T' | 'M' | 'F' | 'Ｒ' | 'Ｈ' | 'Ｓ' | 'Ｔ' | 'Ｍ');
    digit_or_letter || matches!(character, '令' | '平' | '昭' | '大' | '明' | '㋿' | '㍻' | '㍼' | '㍽' | '㍾' | '元')
}

/// The first characters of all labels and of the words that may stand in front of their parts, and blanks.
static STARTS: LazyLock<CharSet> = LazyLock::new(|| {
    const NUMBERS: &str = "0123456789０１２３４５６７８９〇零一壱二弐三参四五六七八九十拾百千";
    const YEARS: &str = "RHSTMFＲＨＳＴＭＦ令平昭大明㋿㍻㍼㍽㍾元";
    const OTHERS: &str = "第（( \u{3000}\u{a0}\r\n";
    let words = YEAR_BEFORE.iter().chain(JOINERS).filter_map(|word| word.chars().next());
    let stages = STAGE_WORDS.iter().map(|(first, _)| *first);
    CharSet::new([NUMBERS, YEARS, OTHERS].into_iter().flat_map(str::chars).chain(words).chain(stages))
});

/// Whether 年, 次, 月 or a stage can belong to the number that a text begins with; most numbers count something else.
fn may_count_years(text: &str) -> bool {
    let parts_numbers = |c: char| {
        matches!(c, ' ' | '\u{3000}' | '\u{a0}' | '\r' | '\n' | '.' | '．' | ',' | '，' | '・' | '、')
            || RANGE_SIGNS.contains(&c)
    };
    // Farther than the second number of a range goes; the grammar decides then.
    let behind = text.chars().take(24).find(|c| !is_digit(*c) && !parts_numbers(*c));
    behind.is_none_or(|c| {
        matches!(c, '年' | '次' | '月' | '補' | '当' | '（' | '(' | 'か' | '及' | 'と') || may_begin_year(c)
    })
}

fn begins_number(character: char) -> bool {
    is_digit(character) || kanji_digit_value(character).is_some() || small_multiplier(character).is_some()
}

/// The parts of a label as they are read.
#[derive(Default)]
struct Parts {
    /// The year; `Some(None)` for a range of years.
    year: Option<Option<u16>>,
    stage: Option<Stage>,
    /// A word such as 補正後 is printed, which names no stage.
    named: bool,
    round: Option<u8>,
    year_before: bool,
}

/// Reads a label; gives what is behind it and its parts.
fn label(text: &str, default_era: Era) -> Option<(&str, Parts)> {
    let mut parts = Parts::default();
    let mut rest = text;
    // The first character says which can be: most labels begin with their stage.
    let first = text.chars().next()?;
    if may_begin_year(first) {
        if let Some((year, len)) = year(text, default_era) {
            (parts.year, rest) = (Some(year), &text[len..]);
        } else if let Some((year, after)) = short_year(text, default_era) {
            (parts.year, rest) = (Some(Some(year)), after);
        }
    } else if let Some(word) = YEAR_BEFORE.iter().find(|word| starts(text, word)) {
        (parts.year_before, rest) = (true, &text[word.len()..]);
    }
    if let Some((after, round)) = bare_round(text, rest) {
        (parts.round, parts.stage) = (Some(round), Some(Stage::Supplementary));
        return Some((after, parts));
    }
    // 概算要求予算額 and 第2次補正予算（第2号） have several words for one stage; the first says it.
    for _ in 0..4 {
        let Some((after, part)) = part(after_joiner(rest)) else { break };
        match part {
            Part::Round(number) => parts.round = parts.round.or(Some(number)),
            Part::Month => {}
            Part::Stage(stage) => {
                if parts.named && parts.stage != Some(Stage::Request) && parts.stage.is_some() {
                    break;
                }
                (parts.stage, parts.named) = (parts.stage.or(stage), true);
            }
        }
        rest = after;
    }
    if parts.year.is_none()
        && parts.stage.is_some()
        && let Some((year, after)) = bracketed_year(rest, default_era)
    {
        (parts.year, rest) = (Some(year), after);
    }
    if parts.round.is_some() && parts.stage.is_none() {
        // 第2次 alone is no label; behind a year the year stands for itself.
        let (year, len) = year(text, default_era)?;
        return Some((&text[len..], Parts { year: Some(year), ..Parts::default() }));
    }
    Some((rest, parts))
}

/// A year of nothing but its number, right in front of its stage: `６補正`, `5当初`.
fn short_year(text: &str, default_era: Era) -> Option<(u16, &str)> {
    let rest = text.trim_start_matches(is_digit);
    let (number, len) = read_decimal(text).filter(|(_, len)| *len == text.len() - rest.len())?;
    let number = number.ok().filter(|_| len > 0 && (rest.starts_with("補正") || rest.starts_with("当初")))?;
    let year = u16::try_from(number.digits).ok().filter(|year| (1..=64).contains(year))?;
    Some((default_era.gregorian(year)?, rest))
}

/// The year behind its stage: `予算額（令和4年度）`.
fn bracketed_year(text: &str, default_era: Era) -> Option<(Option<u16>, &str)> {
    let inner = text.strip_prefix(['（', '('])?;
    let (year, len) = year(inner, default_era)?;
    Some((year, inner[len..].strip_prefix(['）', ')'])?))
}

enum Part {
    Round(u8),
    Month,
    Stage(Option<Stage>),
}

/// A fiscal year, or `None` for a range of them.
fn year(text: &str, default_era: Era) -> Option<(Option<u16>, usize)> {
    let (first, len) = read_year(text, default_era).filter(|(year, _)| year.fiscal)?;
    // The second half of a range begins one or two characters behind the first: a glance is enough for most years.
    if !text[len..].chars().take(3).skip(1).any(may_begin_year) {
        return Some((Some(first.gregorian), len));
    }
    // Only the head of the text can hold the second half of a range.
    let head = text.char_indices().nth(24).map_or(text, |(end, _)| &text[..end]);
    let joined = find_years(head, default_era);
    if let [(_, one), (_, two), ..] = joined.as_slice()
        && one.start == 0
        && !head[one.end..two.start].trim().is_empty()
        && !matches!(head[one.end..two.start].trim(), "・" | "、" | "と" | "及び")
        && head[one.end..two.start].chars().count() <= 2
    {
        return Some((None, two.end));
    }
    Some((Some(first.gregorian), len))
}

/// Skips blanks and the words that may stand inside a label.
fn after_joiner(text: &str) -> &str {
    let trimmed = &text[blanks_len(text)..];
    let behind = JOINERS.iter().find(|joiner| starts(trimmed, joiner)).map(|joiner| &trimmed[joiner.len()..]);
    behind.filter(|rest| matches!(part(rest), Some((_, Part::Stage(_) | Part::Round(_))))).unwrap_or(trimmed)
}

/// The round, month or stage at the start of a text, and what is behind it. The first character says which it can be.
fn part(text: &str) -> Option<(&str, Part)> {
    match text.chars().next()? {
        '第' | '（' | '(' => round(text),
        // R2③補正
        '①'..='⑨' => {
            let (rest, number) = circled_round(text)?;
            let rest = rest.trim_start_matches('次');
            rest.starts_with("補正").then_some((rest, Part::Round(number)))
        }
        ' ' | '\u{3000}' | '\u{a0}' | '\r' | '\n' => short_round_or_month(text),
        first if begins_number(first) => short_round_or_month(text),
        first => stage(text, first),
    }
}

/// The round right behind a year in short form, which says by itself that a supplementary budget is meant:
/// `R2③ 2,300億円`; `令和2年度 ③` numbers an item.
fn bare_round<'a>(text: &str, behind_year: &'a str) -> Option<(&'a str, u8)> {
    if !text.starts_with(['R', 'H', 'Ｒ', 'Ｈ']) {
        return None;
    }
    let (rest, number) = circled_round(behind_year)?;
    let ends = rest.chars().next().is_none_or(|next| !next.is_alphabetic() || is_digit(next));
    ends.then_some((rest, number))
}

fn circled_round(text: &str) -> Option<(&str, u8)> {
    let mark = text.chars().next().filter(|mark| matches!(mark, '①'..='⑨'))?;
    let number = u8::try_from(u32::from(mark) - u32::from('①') + 1).ok()?;
    Some((&text[mark.len_utf8()..], number))
}

/// `第2次`, `（第1号）`, `第１号`.
fn round(text: &str) -> Option<(&str, Part)> {
    let inside = text.strip_prefix(['（', '(']);
    let (rest, number) = small_number(inside.unwrap_or(text).strip_prefix('第')?)?;
    let rest = rest.strip_prefix(['次', '号'])?;
    let rest = match inside {
        Some(_) => rest.strip_prefix(['）', ')'])?,
        None => rest.strip_prefix('の').unwrap_or(rest),
    };
    Some((rest, Part::Round(number)))
}

/// `2次補正`, or the month of a supplementary budget, which says no round: `２月補正`.
fn short_round_or_month(text: &str) -> Option<(&str, Part)> {
    let (rest, number) = small_number(text)?;
    let (rest, part) = match rest.strip_prefix('次') {
        Some(rest) => (rest, Part::Round(number)),
        None => (rest.strip_prefix('月')?, Part::Month),
    };
    rest.starts_with("補正").then_some((rest, part))
}

/// A number with the blanks around it.
fn small_number(text: &str) -> Option<(&str, u8)> {
    let inner = &text[blanks_len(text)..];
    let (number, len) = match read_decimal(inner) {
        Some((number, len)) => (number.ok()?.digits, len),
        None => read_kanji_number(inner).and_then(|(number, len)| Some((number.ok()?.value.digits, len)))?,
    };
    Some((&inner[len + blanks_len(&inner[len..])..], u8::try_from(number).ok()?))
}

fn stage(text: &str, first: char) -> Option<(&str, Part)> {
    let (_, words) = STAGE_WORDS.iter().find(|(begins, _)| *begins == first)?;
    let (word, stage) = words.iter().find(|(word, _)| starts(text, word))?;
    let rest = &text[word.len()..];
    let open_ended = matches!(*word, "予算" | "要求" | "補正" | "当初" | "予算要求" | "当初予算" | "補正予算");
    let other_word = open_ended && NOT_A_STAGE.iter().any(|word| starts(rest, word));
    (!other_word).then_some((rest, Part::Stage(*stage)))
}

#[cfg(test)]
mod tests {
    use super::*;

    type Row = (&'static str, Option<u16>, Option<Stage>, Option<u8>);

    #[test]
    fn labels_in_every_form() {
        use Stage::{Draft, Initial, Request, Supplementary};
        let rows: &[Row] = &[
            ("令和6年度予算案額", Some(2024), Some(Draft), None),
            ("令和2年度概算要求額", Some(2020), Some(Request), None),
            ("令和5年度予算概算要求額", Some(2023), Some(Request), None),
            ("令和5年度予算概算決定額", Some(2023), Some(Draft), None),
            ("平成31年度当初予算額", Some(2019), Some(Initial), None),
            ("平成29年度補正予算額", Some(2017), Some(Supplementary), None),
            ("令和2年度第3次補正予算案額", Some(2020), Some(Supplementary), Some(3)),
            ("令和5年度補正予算（第1号）", Some(2023), Some(Supplementary), Some(1)),
            ("平成 30 年度第 2 次補正予算額", Some(2018), Some(Supplementary), Some(2)),
            ("R5補正", Some(2023), Some(Supplementary), None),
            ("R2③", Some(2020), Some(Supplementary), Some(3)),
            ("Ｒ２③", Some(2020), Some(Supplementary), Some(3)),
            ("R2③補正", Some(2020), Some(Supplementary), Some(3)),
            ("令和7年度概算要求・要望額", Some(2025), Some(Request), None),
            ("令和3年度予算額", Some(2021), Some(Initial), None),
            ("令和6年度政府予算案", Some(2024), Some(Draft), None),
            ("令和6年度予算（案）", Some(2024), Some(Draft), None),
            ("令和2年度 概算要求予算額", Some(2020), Some(Request), None),
            ("令和2年度 概算要求 予算額", Some(2020), Some(Request), None),
            ("４年度当初", Some(2022), Some(Initial), None),
            ("2020年度当初予算", Some(2020), Some(Initial), None),
            ("補正予算額", None, Some(Supplementary), None),
            ("概算決定額", None, Some(Draft), None),
            ("前年度予算額", None, Some(Initial), None),
            ("令和元年度補正後予算額", Some(2019), None, None),
            ("令和5年度", Some(2023), None, None),
            ("H30当初", Some(2018), Some(Initial), None),
            ("予算額（令和4年度）", Some(2022), Some(Initial), None),
            ("令和4年度2次補正予算額", Some(2022), Some(Supplementary), Some(2)),
            ("令和5年度２月補正予算額", Some(2023), Some(Supplementary), None),
            ("R2③補正", Some(2020), Some(Supplementary), Some(3)),
            ("６補正", Some(2024), Some(Supplementary), None),
            ("7当初予算", Some(2025), Some(Initial), None),
            ("2次補正", None, Some(Supplementary), Some(2)),
            ("12月補正", None, Some(Supplementary), None),
            ("令和4～6年度", None, None, None),
        ];
        for (text, year, stage, round) in rows {
            let label = read_budget_label(text, Era::Reiwa).unwrap_or_else(|| panic!("{text}: no label"));
            assert_eq!((label.fiscal_year, label.stage, label.round), (*year, *stage, *round), "{text}");
            assert_eq!(&text[label.range.clone()], *text);
        }
    }

    #[test]
    fn every_label_begins_with_a_known_character() {
        for character in (0..0x1_0000).filter_map(char::from_u32) {
            let begins = may_begin(character, None) || begins_number(character);
            assert!(STARTS.may_hold(character) || !begins, "{character}");
        }
        for (first, words) in STAGE_WORDS {
            assert!(words.iter().all(|(word, _)| word.starts_with(*first)), "{first}");
        }
    }

    #[test]
    fn labels_that_begin_with_a_number() {
        for text in [
            "4年度",
            "２０２０ 年度",
            "2020（令和2）年度",
            "2020～令和4年度",
            "2020から2022年度",
            "2020、2021年度",
            "2020及び2021年度",
            "2次補正",
            "12 月補正",
            "2020−2022年度",
            "2019と2020年度",
        ] {
            assert!(read_budget_label(text, Era::Reiwa).is_some(), "{text}");
        }
        for text in ["30.4億円", "1,234千円", "10件", "3 団体", "1/2"] {
            assert!(!may_count_years(text), "{text}");
        }
    }

    #[test]
    fn words_that_are_no_labels() {
        for text in ["予算規模", "5年間", "第2次", "令和6年4月", "H2O", "要求事項", "補助額"] {
            assert_eq!(read_budget_label(text, Era::Reiwa), None, "{text}");
        }
    }

    #[test]
    fn labels_in_running_text() {
        let text = "平成31年度当初予算及び平成30年度第2次補正予算の概要";
        let found: Vec<_> = find_budget_labels(text, Era::Heisei).into_iter().map(|label| &text[label.range]).collect();
        assert_eq!(found, ["平成31年度当初予算", "平成30年度第2次補正予算"]);
    }
}
