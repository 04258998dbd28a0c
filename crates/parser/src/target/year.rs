//! Years as goals print them: era, western, and bare (`32年度`). The calendar is the normaliser's; here is decided how
//! a year is counted and what a bare one means.

use yosan_normaliser::{Era, blanks_len, kanji_digit_value, read_continued_year, read_year_number};

use crate::characters::is_digit;

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

/// Reads a year at `at`.
///
/// ```text
/// year := (era number | western | number) ("年度" | "年")?      without either only before the second half of a range
/// ```
pub(super) fn read_year(text: &str, at: usize, context: YearContext) -> Option<Year> {
    let rest = text.get(at..)?;
    let first = rest.chars().next()?;
    if is_digit(first) && !may_be_year(rest) {
        return None;
    }
    let numeral = is_digit(first) || kanji_digit_value(first).is_some() || first == '十';
    let bare = || if numeral { bare_year(rest, context) } else { None };
    let (year, len) = marked_year(rest).or_else(bare).or_else(|| read_year_number(rest))?;
    let counted = match &rest[..len] {
        printed if printed.ends_with('度') || is_latin(first) && year.era.is_none() => Counted::Fiscal,
        printed if printed.ends_with('年') => Counted::Calendar,
        _ => Counted::Unmarked,
    };
    Some(Year { end: at + len, year: year.gregorian, era: year.era, counted })
}

/// Reads a year without 年 at `at`: `R7`, `2030`. What stands around it has to say that it is one.
pub(super) fn read_short_year(text: &str, at: usize) -> Option<Year> {
    let rest = text.get(at..)?;
    let first = rest.chars().next()?;
    let (year, len) = yosan_normaliser::read_year(rest, Era::Reiwa).or_else(|| read_year_number(rest))?;
    let short = !rest[..len].ends_with(['度', '年']);
    let known =
        is_latin(first) && year.era.is_some() || is_digit(first) && (1990..2100).contains(&year.gregorian) && len >= 4;
    (short && known).then_some(Year { end: at + len, year: year.gregorian, era: year.era, counted: Counted::Fiscal })
}

/// Whether a year may stand where digits begin: four of them, or one or two before 年. Most numbers of goals are none.
fn may_be_year(text: &str) -> bool {
    let digits = text.chars().take(5).take_while(|next| is_digit(*next));
    let (count, len) = digits.fold((0, 0), |(count, len), digit| (count + 1, len + digit.len_utf8()));
    let behind = &text[len..];
    count == 4 || count <= 2 && behind[blanks_len(behind)..].starts_with('年')
}

/// A year with its era or in the western calendar.
fn marked_year(text: &str) -> Option<(yosan_normaliser::Year, usize)> {
    let (year, len) = yosan_normaliser::read_year(text, Era::Reiwa)?;
    let first = text.chars().next()?;
    let bare = year.era.is_some() && (is_digit(first) || first == '元');
    // `R7` alone may be the name of anything.
    let name = year.era.is_some() && is_latin(first) && !text[..len].ends_with(['度', '年']);
    (!bare && !name).then_some((year, len))
}

fn is_latin(first: char) -> bool {
    matches!(first, 'A'..='Z' | 'Ａ'..='Ｚ')
}

/// `32年度末`: only 年度 tells a bare year from a length of time, or 年 right behind a year with its era.
fn bare_year(text: &str, context: YearContext) -> Option<(yosan_normaliser::Year, usize)> {
    let read = |era| read_continued_year(text, era).filter(|(_, len)| may_be_bare(text, *len, context));
    match context.inherited.or(context.default_era) {
        Some(era) => read(era),
        // Where one era has no year, the other has none.
        None => nearest(read(Era::Heisei)?, read(Era::Reiwa), context.fiscal_year?),
    }
}

fn may_be_bare(text: &str, len: usize, context: YearContext) -> bool {
    let (printed, rest) = (&text[..len], &text[len..]);
    let starts = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
    // `令和3年度から5年で` is a length of time; `令和5年から9年まで` is not.
    let ends_range = context.inherited.is_some() && starts(&["まで", "末", "頃", "）", ")"]);
    (printed.ends_with('度') || ends_range) && !starts(&["目", "間", "分", "後", "前", "ごと", "毎"])
}

type Read = (yosan_normaliser::Year, usize);

/// The year of 平成 or 令和 that lies nearer to the year of the document: `32年度` in a release for FY2017 is 2020.
fn nearest(heisei: Read, reiwa: Option<Read>, fiscal_year: u16) -> Option<Read> {
    let away = |read: &Read| read.0.gregorian.abs_diff(fiscal_year);
    std::iter::once(heisei).chain(reiwa).min_by_key(away).filter(|read| away(read) <= 15)
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
