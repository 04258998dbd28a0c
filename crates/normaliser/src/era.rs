//! Years: 令和6年度, 平成元年, R5年度, ㍻30年度, 2020年度, 平成22（2010）年度, and 32年度 with the era of the document.
//!
//! An era goes on counting in papers that were printed before it ended: 平成32年度 is 2020.

use std::ops::Range;

use crate::numeral::{blanks_len, digit_value, read_kanji_number};

/// An era of the Japanese calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Era {
    /// 明治, from 1868.
    Meiji,
    /// 大正, from 1912.
    Taisho,
    /// 昭和, from 1926.
    Showa,
    /// 平成, from 1989.
    Heisei,
    /// 令和, from 2019.
    Reiwa,
}

impl Era {
    /// The Gregorian year of a year of this era: 令和6年 is 2024, 元年 is year 1.
    #[must_use]
    pub fn gregorian(self, year: u16) -> Option<u16> {
        let before = match self {
            Self::Meiji => 1867,
            Self::Taisho => 1911,
            Self::Showa => 1925,
            Self::Heisei => 1988,
            Self::Reiwa => 2018,
        };
        (1..=99).contains(&year).then_some(before + year)
    }
}

/// A year as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year {
    /// The Gregorian year (of the fiscal year's beginning).
    pub gregorian: u16,
    /// Whether it is a fiscal year: 年度.
    pub fiscal: bool,
    /// The era that it is printed in or takes from the document; `None` for a Gregorian year.
    pub era: Option<Era>,
}

/// The first character of each name of an era, what follows it, and the era.
const ERA_NAMES: &[(char, &str, Era)] = &[
    ('令', "和", Era::Reiwa),
    ('平', "成", Era::Heisei),
    ('昭', "和", Era::Showa),
    ('大', "正", Era::Taisho),
    ('明', "治", Era::Meiji),
    ('㋿', "", Era::Reiwa),
    ('㍻', "", Era::Heisei),
    ('㍼', "", Era::Showa),
    ('㍽', "", Era::Taisho),
    ('㍾', "", Era::Meiji),
];

const ERA_LETTERS: &[(char, Era)] = &[
    ('R', Era::Reiwa),
    ('H', Era::Heisei),
    ('S', Era::Showa),
    ('T', Era::Taisho),
    ('M', Era::Meiji),
    ('Ｒ', Era::Reiwa),
    ('Ｈ', Era::Heisei),
    ('Ｓ', Era::Showa),
    ('Ｔ', Era::Taisho),
    ('Ｍ', Era::Meiji),
];

/// What joins two years that share an era: `平成25～28年度`, `令和4年度から6年度まで`.
const RANGE_WORDS: &[&str] = &["～", "〜", "~", "－", "–", "—", "-", "−", "から", "・", "、", "及び", "と", "，", ","];

/// Reads the year at the start of `text`.
///
/// ```text
/// year      = era number [gregorian in brackets] 年 [度]      令和6年度, 平成22（2010）年度, 平成31年度（2019年度）
///           | letter digits [年 [度]]                         R5年度, H30
///           | "FY" 4digit | 4digit [era in brackets] 年 [度]  2020年度, 2020（令和2）年度
///           | 1*2digit 年度                                   32年度, in `default_era`
/// number    = 元 | digits | kanji number
/// ```
///
/// The first half of a range has no 年 of its own: of `平成25～28年度` it reads `平成25`. A bare `32年` without 度
/// is a time, not a year. The caller makes sure that no digit or letter stands in front.
#[must_use]
pub fn read_year(text: &str, default_era: Era) -> Option<(Year, usize)> {
    match text.chars().next()? {
        '0'..='9' | '０'..='９' => gregorian_year(text).or_else(|| bare_year(text, default_era)),
        '元' => bare_year(text, default_era),
        'F' | 'Ｆ' => gregorian_year(text),
        'A'..='Z' | 'Ａ'..='Ｚ' => letter_year(text),
        _ => era_year(text),
    }
}

/// Finds all years of a text, in order; a bare year behind 「から」 or a wave dash takes the era of the year before it.
#[must_use]
pub fn find_years(text: &str, default_era: Era) -> Vec<(Year, Range<usize>)> {
    let mut years: Vec<(Year, Range<usize>)> = Vec::new();
    let mut at = 0;
    let mut before: Option<char> = None;
    while let Some(character) = text[at..].chars().next() {
        let found = can_begin(character, before).then(|| year_after(text, at, years.last(), default_era)).flatten();
        if let Some((year, len)) = found {
            years.push((year, at..at + len));
            at += len;
            before = text[..at].chars().next_back();
        } else {
            at += character.len_utf8();
            before = Some(character);
        }
    }
    years
}

/// Whether a year can begin here: not inside a longer number or a Latin word.
fn can_begin(character: char, before: Option<char>) -> bool {
    let digit = digit_value(character).is_some();
    let latin = ERA_LETTERS.iter().any(|(letter, _)| *letter == character) || character == 'F';
    let inside_number =
        before.is_some_and(|before| digit_value(before).is_some() || matches!(before, '.' | '．' | '第'));
    let inside_word = before.is_some_and(|before| before.is_ascii_alphanumeric());
    if digit {
        !inside_number && !inside_word
    } else if latin {
        !inside_word
    } else {
        character == '元' || ERA_NAMES.iter().any(|(first, ..)| *first == character)
    }
}

/// The year at `at`, which shares the era of `last` where the two are joined.
fn year_after(text: &str, at: usize, last: Option<&(Year, Range<usize>)>, default_era: Era) -> Option<(Year, usize)> {
    let joined = last.filter(|(_, range)| RANGE_WORDS.contains(&text[range.end..at].trim()));
    let Some((before, _)) = joined else { return read_year(text.get(at..)?, default_era) };
    let rest = &text[at..];
    let own = era_year(rest).or_else(|| letter_year(rest)).or_else(|| gregorian_year(rest));
    own.or_else(|| before.era.and_then(|era| read_continued_year(rest, era)))
}

/// Reads a year without 年, whatever follows it: the `令和8` of `令和8までに`, the `2030` of `2030目標`.
///
/// Half of these are no years; the caller looks at what stands around them.
#[must_use]
pub fn read_year_number(text: &str) -> Option<(Year, usize)> {
    era_number(text).or_else(|| {
        let (gregorian, len) = gregorian_number(text)?;
        Some((Year { gregorian, fiscal: false, era: None }, len))
    })
}

/// Reads the second year of a pair that shares an era: the `9年` of `令和5年から9年まで`.
#[must_use]
pub fn read_continued_year(text: &str, era: Era) -> Option<(Year, usize)> {
    let (number, len) = year_number(text)?;
    let (fiscal, end) = year_word(text, len)?;
    Some((Year { gregorian: era.gregorian(number)?, fiscal, era: Some(era) }, end))
}

fn era_year(text: &str) -> Option<(Year, usize)> {
    let (year, end) = era_number(text)?;
    let (fiscal, end) = year_word(text, end).or_else(|| range_half(text, end))?;
    Some((Year { fiscal, ..year }, end + repeated(&text[end..], year.gregorian)))
}

fn era_number(text: &str) -> Option<(Year, usize)> {
    let first = text.chars().next()?;
    let (_, more, era) = *ERA_NAMES.iter().find(|(begins, ..)| *begins == first)?;
    let len = first.len_utf8() + spaced_len(&text[first.len_utf8()..], more)?;
    let start = len + blanks_len(&text[len..]);
    let (number, len) = year_number(&text[start..])?;
    let end = start + len;
    let year = Year { gregorian: era.gregorian(number)?, fiscal: false, era: Some(era) };
    Some((year, end + bracketed(&text[end..])))
}

/// The bytes that the rest of a name takes, blanks in front of its characters allowed: `令 和`.
fn spaced_len(text: &str, rest: &str) -> Option<usize> {
    let mut end = 0;
    for character in rest.chars() {
        end += blanks_len(&text[end..]);
        end += text[end..].starts_with(character).then_some(character.len_utf8())?;
    }
    Some(end)
}

/// R5年度, H30: letters may stand without 年.
fn letter_year(text: &str) -> Option<(Year, usize)> {
    let letter = text.chars().next()?;
    let (_, era) = ERA_LETTERS.iter().find(|(era_letter, _)| *era_letter == letter)?;
    let start = letter.len_utf8();
    let (number, len) = if text[start..].starts_with('元') { (1, 3) } else { digits(&text[start..], 2)? };
    let gregorian = era.gregorian(number)?;
    let end = start + len;
    if let Some((fiscal, end)) = year_word(text, end) {
        return Some((Year { gregorian, fiscal, era: Some(*era) }, end));
    }
    // H2 is hydrogen and T1 a size; only eras and years that papers abbreviate stand alone.
    let usual = match era {
        Era::Reiwa => number <= 30,
        Era::Heisei => number >= 10,
        _ => false,
    };
    let ends = text[end..].chars().next().is_none_or(|next| !next.is_ascii_alphanumeric());
    (usual && ends).then_some((Year { gregorian, fiscal: true, era: Some(*era) }, end))
}

fn gregorian_year(text: &str) -> Option<(Year, usize)> {
    let prefix = if text.starts_with("FY") || text.starts_with("ＦＹ") { text.find(['Y', 'Ｙ'])? } else { 0 };
    let prefix = if prefix > 0 { prefix + text[prefix..].chars().next()?.len_utf8() } else { 0 };
    let (number, len) = gregorian_number(&text[prefix..])?;
    let end = prefix + len;
    if prefix > 0 {
        return Some((Year { gregorian: number, fiscal: true, era: None }, end));
    }
    let end = end + bracketed(&text[end..]);
    let (fiscal, end) = year_word(text, end).or_else(|| range_half(text, end))?;
    Some((Year { gregorian: number, fiscal, era: None }, end + repeated(&text[end..], number)))
}

fn gregorian_number(text: &str) -> Option<(u16, usize)> {
    digits(text, 4).filter(|(number, _)| (1868..=2199).contains(number))
}

fn bare_year(text: &str, era: Era) -> Option<(Year, usize)> {
    let (number, len) = if text.starts_with("元年") { (1, 3) } else { digits(text, 2)? };
    let (fiscal, end) = year_word(text, len)?;
    let gregorian = era.gregorian(number).filter(|_| fiscal)?;
    Some((Year { gregorian, fiscal, era: Some(era) }, end))
}

/// 元, up to two digits, or a kanji number.
fn year_number(text: &str) -> Option<(u16, usize)> {
    if text.starts_with('元') {
        return Some((1, '元'.len_utf8()));
    }
    digits(text, 2).or_else(|| {
        let (number, len) = read_kanji_number(text)?;
        let number = number.ok().filter(|number| number.value.decimals == 0)?;
        Some((u16::try_from(number.value.digits).ok()?, len))
    })
}

/// Up to `most` digits that are not part of a longer run; four digits where `most` is 4.
fn digits(text: &str, most: usize) -> Option<(u16, usize)> {
    let mut number = 0;
    let mut count = 0;
    let mut end = 0;
    for character in text.chars().take(most + 1) {
        let Some(digit) = digit_value(character) else { break };
        count += 1;
        if count > most {
            return None;
        }
        number = number * 10 + u16::try_from(digit).ok()?;
        end += character.len_utf8();
    }
    (count > 0 && (most < 4 || count == 4)).then_some((number, end))
}

/// 年 or 年度 at `at`, blanks allowed; 年度間, 年間 and 年度目 count years.
fn year_word(text: &str, at: usize) -> Option<(bool, usize)> {
    let here = at + blanks_len(&text[at..]);
    let rest = text[here..].strip_prefix('年')?;
    let after_year = here + '年'.len_utf8();
    let gap = blanks_len(rest);
    let (fiscal, end) = match rest[gap..].strip_prefix('度') {
        Some(_) => (true, after_year + gap + '度'.len_utf8()),
        None => (false, after_year),
    };
    let behind = &text[end..];
    // 2028年度目標, 令和9年度目途
    let goal = ["目標", "目途", "目処"].iter().any(|word| behind.starts_with(word));
    let counts = behind.starts_with(['間', '目']) && !goal;
    (!counts).then_some((fiscal, end))
}

/// The first half of a range, which has no 年 of its own: `～28年度` follows.
fn range_half(text: &str, end: usize) -> Option<(bool, usize)> {
    let rest = &text[end..];
    let word = RANGE_WORDS.iter().find(|word| rest.starts_with(**word))?;
    let rest = &rest[word.len()..];
    let len = era_number(rest).map(|(_, len)| len).or_else(|| Some(digits(rest, 2).or_else(|| digits(rest, 4))?.1))?;
    let (fiscal, _) = year_word(rest, len)?;
    Some((fiscal, end))
}

/// The length of a year in brackets between the number and 年: `（2010）`, `(令和2)`.
fn bracketed(text: &str) -> usize {
    if !text.starts_with(['（', '(']) {
        return 0;
    }
    let Some((close, character)) = text.char_indices().take(10).find(|(_, c)| matches!(c, '）' | ')')) else {
        return 0;
    };
    let end = close + character.len_utf8();
    let inner = text.char_indices().nth(1).and_then(|(start, _)| text.get(start..close)).unwrap_or_default();
    let plain = inner.chars().all(|c| digit_value(c).is_some() || is_of_era_name(c) || c == '元');
    let letter = inner.chars().next().is_some_and(|c| ERA_LETTERS.iter().any(|(letter, _)| *letter == c));
    if (plain || letter) && text[end..].starts_with('年') { end } else { 0 }
}

/// The length of the same year in brackets behind its 年: the `（2019年度）` of `平成31年度（2019年度）`.
fn repeated(text: &str, gregorian: u16) -> usize {
    let inner = text.strip_prefix(['（', '(']).unwrap_or_default();
    let number = gregorian_number(inner).or_else(|| era_number(inner).map(|(year, len)| (year.gregorian, len)));
    let end = number.filter(|(year, _)| *year == gregorian).and_then(|(_, len)| year_word(inner, len));
    let behind = end.and_then(|(_, end)| inner[end..].strip_prefix(['）', ')']));
    behind.map_or(0, |behind| text.len() - behind.len())
}

fn is_of_era_name(character: char) -> bool {
    ERA_NAMES.iter().any(|(first, rest, _)| *first == character || rest.contains(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(text: &str) -> Option<(u16, bool, &str)> {
        let (year, len) = read_year(text, Era::Heisei)?;
        Some((year.gregorian, year.fiscal, &text[..len]))
    }

    #[test]
    fn years_in_every_form() {
        let cases: &[(&str, u16, bool, &str)] = &[
            ("令和3年度補正", 2021, true, "令和3年度"),
            ("平成31年度", 2019, true, "平成31年度"),
            ("令和元年度", 2019, true, "令和元年度"),
            ("平成32年度", 2020, true, "平成32年度"),
            ("平成 30 年 度", 2018, true, "平成 30 年 度"),
            ("平成31年度（2019年度）予算案", 2019, true, "平成31年度（2019年度）"),
            ("2018年(平成30年)12月", 2018, false, "2018年(平成30年)"),
            ("平成30年度（2019年度目標）", 2018, true, "平成30年度"),
            ("平成30年度（2018年度目標）", 2018, true, "平成30年度"),
            ("令 和3年度", 2021, true, "令 和3年度"),
            ("令和6～令和8年度", 2024, true, "令和6"),
            ("昭和六十三年", 1988, false, "昭和六十三年"),
            ("R5年度", 2023, true, "R5年度"),
            ("H30", 2018, true, "H30"),
            ("㍻30年度", 2018, true, "㍻30年度"),
            ("２０２０年度", 2020, true, "２０２０年度"),
            ("平成22（2010）年度", 2010, true, "平成22（2010）年度"),
            ("2021（令和3）年度", 2021, true, "2021（令和3）年度"),
            ("FY2024予算", 2024, true, "FY2024"),
            ("32年度末", 2020, true, "32年度"),
            ("2028年度目標", 2028, true, "2028年度"),
        ];
        for (text, gregorian, fiscal, printed) in cases {
            assert_eq!(year(text), Some((*gregorian, *fiscal, *printed)), "{text}");
        }
    }

    #[test]
    fn numbers_that_are_no_years() {
        for text in
            ["5年間", "3年度目", "10年以内", "平成", "昭和電工", "H2", "R&D", "平成100年度", "2020円", "2年度間"]
        {
            assert_eq!(year(text), None, "{text}");
        }
    }

    #[test]
    fn ranges_share_the_era() {
        let years = |text: &str| -> Vec<u16> {
            find_years(text, Era::Reiwa).into_iter().map(|(year, _)| year.gregorian).collect()
        };
        assert_eq!(years("平成25～28年度"), [2013, 2016]);
        assert_eq!(years("令和4年度から6年度までの3年間"), [2022, 2024]);
        assert_eq!(years("2020～2022年度"), [2020, 2022]);
        assert_eq!(years("平成29・30年度、令和元年度、3年度"), [2017, 2018, 2019, 2021]);
        assert_eq!(years("2030年までに、5年度末"), [2030, 2023]);
        assert_eq!(years("第3年度、12年、1.5年度"), [] as [u16; 0]);
    }
}
