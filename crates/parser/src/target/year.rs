//! Years as goals print them: era, western, and bare (`32年度`); a stand-in for the era grammar of the normaliser.
//!
//! Everything the readers of goals know about calendars is in this file, so that it can be replaced in one piece.

use super::cursor::{Cursor, digit};

/// A Japanese era.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Era {
    /// 明治, first year 1868.
    Meiji,
    /// 大正, first year 1912.
    Taisho,
    /// 昭和, first year 1926.
    Showa,
    /// 平成, first year 1989.
    Heisei,
    /// 令和, first year 2019.
    Reiwa,
}

impl Era {
    /// The Gregorian year of a year of the era: 令和7年 is 2025.
    fn year(self, number: u16) -> u16 {
        let before_first = match self {
            Self::Meiji => 1867,
            Self::Taisho => 1911,
            Self::Showa => 1925,
            Self::Heisei => 1988,
            Self::Reiwa => 2018,
        };
        number.saturating_add(before_first)
    }
}

/// How a year is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted {
    /// 年度.
    Fiscal,
    /// 年.
    Calendar,
    /// Neither is printed: the first half of 令和6～8年度.
    Unmarked,
}

/// A year read at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Year {
    pub(super) end: usize,
    pub(super) year: u16,
    /// The era it is printed in, which a bare year behind it shares.
    pub(super) era: Option<Era>,
    pub(super) counted: Counted,
}

/// What a bare year is read by.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct YearContext {
    /// The era of the year printed just before: `令和5年から9年まで`.
    pub(super) inherited: Option<Era>,
    /// The era of the document.
    pub(super) default_era: Option<Era>,
    /// The fiscal year of the document.
    pub(super) fiscal_year: Option<u16>,
}

const ERAS: [(&str, Era); 5] =
    [("令和", Era::Reiwa), ("平成", Era::Heisei), ("昭和", Era::Showa), ("大正", Era::Taisho), ("明治", Era::Meiji)];

const ERA_LETTERS: [(&str, Era); 6] = [
    ("R", Era::Reiwa),
    ("Ｒ", Era::Reiwa),
    ("H", Era::Heisei),
    ("Ｈ", Era::Heisei),
    ("S", Era::Showa),
    ("Ｓ", Era::Showa),
];

/// Reads a year at `at`.
///
/// ```text
/// year    := (era number | western | bare) alias? counter
/// alias   := "（" year "）"                     平成22（2010）年度
/// counter := "年度" | "年" | nothing            nothing only before the second half of a range
/// ```
pub(super) fn read_year(text: &str, at: usize, context: YearContext) -> Option<Year> {
    era_year(text, at).or_else(|| western_year(text, at)).or_else(|| bare_year(text, at, context))
}

fn era_year(text: &str, at: usize) -> Option<Year> {
    let mut cursor = Cursor::new(text, at);
    let named = ERAS.iter().find(|(name, _)| cursor.eat(name));
    let lettered = named.is_none();
    let &(_, era) = named.or_else(|| ERA_LETTERS.iter().find(|(letter, _)| cursor.eat(letter)))?;
    cursor.blank();
    let number = if cursor.eat("元") { 1 } else { short_number(&mut cursor)? };
    alias(&mut cursor);
    let counted = counter(&mut cursor);
    let year = Year { end: cursor.at(), year: era.year(number), era: Some(era), counted };
    // `R7` alone may be the name of anything.
    (!lettered || counted != Counted::Unmarked).then_some(year)
}

fn western_year(text: &str, at: usize) -> Option<Year> {
    let mut cursor = Cursor::new(text, at);
    let digits = cursor.eat_while(5, |next| digit(next).is_some());
    if digits.chars().count() != 4 {
        return None;
    }
    let year = value(digits).filter(|year| (1860..2200).contains(year))?;
    alias(&mut cursor);
    let counted = counter(&mut cursor);
    Some(Year { end: cursor.at(), year, era: None, counted })
}

/// `32年度末`: only 年度 tells a bare year from a length of time, or 年 right behind a year with its era.
fn bare_year(text: &str, at: usize, context: YearContext) -> Option<Year> {
    let mut cursor = Cursor::new(text, at);
    let number = short_number(&mut cursor).filter(|&number| number > 0)?;
    let counted = counter(&mut cursor);
    // `令和3年度から5年で` is a length of time; `令和5年から9年まで` is not.
    let ends_range = context.inherited.is_some() && cursor.starts_with_any(&["まで", "末", "頃", "）", ")"]);
    let marked = counted == Counted::Fiscal || (counted == Counted::Calendar && ends_range);
    if !marked || cursor.starts_with_any(&["目", "間", "分", "後", "前", "ごと", "毎"]) {
        return None;
    }
    let era = context.inherited.or(context.default_era);
    let year = era.map(|era| era.year(number)).or_else(|| nearest(number, context.fiscal_year?))?;
    Some(Year { end: cursor.at(), year, era, counted })
}

/// The year of 平成 or 令和 that lies nearer to the year of the document: `32年度` in a release for FY2017 is 2020.
fn nearest(number: u16, fiscal_year: u16) -> Option<u16> {
    [Era::Heisei, Era::Reiwa]
        .into_iter()
        .map(|era| era.year(number))
        .min_by_key(|year| year.abs_diff(fiscal_year))
        .filter(|year| year.abs_diff(fiscal_year) <= 15)
}

/// One or two digits, or a kanji number up to 九十九.
fn short_number(cursor: &mut Cursor<'_>) -> Option<u16> {
    let digits = cursor.eat_while(3, |next| digit(next).is_some());
    if digits.is_empty() {
        return kanji_number(cursor);
    }
    value(digits).filter(|&number| number < 100)
}

fn kanji_number(cursor: &mut Cursor<'_>) -> Option<u16> {
    let printed = cursor.eat_while(3, |next| "一二三四五六七八九十".contains(next));
    let mut total = 0;
    let mut unit = 0;
    for next in printed.chars() {
        match "一二三四五六七八九".chars().position(|kanji| kanji == next) {
            Some(index) => unit = u16::try_from(index).ok()? + 1,
            None => {
                total = unit.max(1) * 10;
                unit = 0;
            }
        }
    }
    Some(total + unit).filter(|&number| number > 0)
}

fn alias(cursor: &mut Cursor<'_>) {
    let mut inner = *cursor;
    if inner.eat_any(&["（", "("]).is_none() {
        return;
    }
    inner.eat_any(&["令和", "平成", "昭和"]);
    let digits = inner.eat_while(4, |next| digit(next).is_some());
    if !digits.is_empty() && inner.eat_any(&["）", ")"]).is_some() && inner.starts_with("年") {
        *cursor = inner;
    }
}

fn counter(cursor: &mut Cursor<'_>) -> Counted {
    let mut ahead = *cursor;
    ahead.blank();
    let counted = match ahead.eat_any(&["年度", "年"]) {
        Some("年度") => Counted::Fiscal,
        Some(_) => Counted::Calendar,
        None => return Counted::Unmarked,
    };
    *cursor = ahead;
    counted
}

fn value(digits: &str) -> Option<u16> {
    digits.chars().try_fold(0u16, |total, next| total.checked_mul(10)?.checked_add(u16::from(digit(next)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_as_printed() {
        let context = YearContext { fiscal_year: Some(2017), ..YearContext::default() };
        for (printed, year) in [
            ("令和7年度末までに", 2025),
            ("令和元年から", 2019),
            ("平成34年まで", 2022),
            ("平成22（2010）年度から", 2010),
            ("2030年まで", 2030),
            ("32年度末", 2020),
            ("令和十二年度", 2030),
            ("Ｒ７年度", 2025),
        ] {
            assert_eq!(read_year(printed, 0, context).map(|read| read.year), Some(year), "{printed}");
        }
        for printed in ["5年間の", "3年度目", "4000万人", "R7", "100年"] {
            assert!(read_year(printed, 0, context).is_none_or(|read| read.counted == Counted::Unmarked), "{printed}");
        }
    }
}
