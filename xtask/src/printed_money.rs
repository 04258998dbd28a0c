//! Money as a person with a pencil would mark it on the page, found without the reader: every 円 behind a digit or a
//! unit, every 億 and 兆 behind a digit, every number in the body of a money table.
//!
//! Each mark must lie in exactly one row of the amounts, or in a finding that says why there is none.

use std::ops::Range;

use serde_json::Value;

use crate::json;

/// A mark: what, and the bytes that an amount must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands.
    pub at: Range<usize>,
    /// In a table rather than with its unit.
    pub in_table: bool,
}

/// Units before 円.
const UNITS: &str = "億兆万千百十";

const KANJI_DIGITS: &str = "〇一二三四五六七八九";

/// What stands behind 億, 万 .. where no money is meant: `1億人`, `2.4億トン`, `10億ドル`, `60億件`.
const OTHER_UNITS: &[&str] = &[
    "人", "ト", "t", "ｔ", "件", "台", "個", "世", "k", "ｋ", "K", "M", "G", "W", "ド", "米", "＄", "$", "ユ", "元",
    "年", "社", "者", "回", "本", "㎥", "m", "ｍ", "枚", "％", "%", "株", "ポ", "C",
];

/// Words that begin with 円 and say no money.
const OTHER_WORDS: &[&str] = &["円滑", "円卓", "円盤", "円筒", "円形", "円高", "円安", "円借款", "円熟", "円周"];

/// Codes of findings that say why there is no amount.
const TOLD: &[&str] = &["malformed-amount", "amount-out-of-range"];

/// The marks of a text and of its tables.
#[must_use]
pub fn marks(text: &str, extraction: &Value) -> Vec<Mark> {
    let mut marks = marks_by_unit(text);
    for table in json::list(extraction, "tables") {
        marks.extend(marks_in_table(text, table));
    }
    marks
}

/// The marks that no amount and no finding holds, and those that two amounts hold, each as a sentence.
#[must_use]
pub fn problems(text: &str, extraction: &Value) -> Vec<String> {
    let amounts = spans(json::list(extraction, "amounts").iter());
    let told = |it: &&Value| json::text(it, "code").is_some_and(|code| TOLD.contains(&code));
    let findings = spans(json::list(extraction, "diagnostics").iter().filter(told));
    let percents = spans(json::list(extraction, "tables").iter().flat_map(percent_cells));
    let inside = |spans: &[Range<usize>], mark: &Mark| {
        spans.iter().filter(|span| span.start <= mark.at.start && mark.at.end <= span.end).count()
    };
    let mut problems = Vec::new();
    for mark in marks(text, extraction) {
        let held = inside(&amounts, &mark);
        let excused = inside(&findings, &mark) > 0 || (mark.in_table && inside(&percents, &mark) > 0);
        if held > 1 || (held == 0 && !excused) {
            problems.push(format!("{held} amounts hold {}", shown(text, &mark)));
        }
    }
    problems
}

fn shown(text: &str, mark: &Mark) -> String {
    let line = text[..mark.at.start].matches('\n').count() + 1;
    let before: String = text[..mark.at.start].chars().rev().take(14).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String = text[mark.at.end..].chars().take(8).collect();
    format!("line {line}: {before}[{}]{after}", &text[mark.at.clone()]).replace(['\n', '\t'], " ")
}

fn spans<'v>(records: impl Iterator<Item = &'v Value>) -> Vec<Range<usize>> {
    let number = |place: &Value, field: &str| place.get(field)?.as_u64().and_then(|it| usize::try_from(it).ok());
    let span = |record: &'v Value| {
        let place = record.get("span")?;
        Some(number(place, "start")?..number(place, "end")?)
    };
    records.filter_map(span).collect()
}

fn percent_cells(table: &Value) -> impl Iterator<Item = &Value> {
    let cells = json::list(table, "rows").iter().flat_map(|row| json::list(row, "cells"));
    cells.filter(|cell| json::some(cell, "percent").is_some())
}

/// 円 behind a digit or unit; 億 and 兆 behind a digit where no other unit follows.
fn marks_by_unit(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut before: Option<char> = None;
    // Whether digits and units run up to here, with a digit among them: 単位：億円 and 数十億円 have none.
    let mut in_number = false;
    for (at, character) in text.char_indices() {
        let rest = &text[at..];
        let is_yen = character == '円' && in_number && !OTHER_WORDS.iter().any(|word| rest.starts_with(word));
        let is_short = matches!(character, '億' | '兆') && before.is_some_and(is_digit) && ends_short(rest);
        if is_yen || is_short {
            marks.push(Mark { at: at..at + character.len_utf8(), in_table: false });
        }
        if !character.is_whitespace() && character != '*' {
            before = Some(character);
            in_number =
                is_digit(character) || KANJI_DIGITS.contains(character) || (in_number && UNITS.contains(character));
        }
    }
    marks
}

/// Whether a unit without 円 is money: nothing else is counted, and no smaller unit or 円 comes behind it.
fn ends_short(rest: &str) -> bool {
    let behind = rest.trim_start_matches(['億', '兆', ' ', '*']);
    !OTHER_UNITS.iter().any(|unit| behind.starts_with(unit))
        && !behind.starts_with(|next: char| is_digit(next) || UNITS.contains(next) || next == '円')
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || ('０'..='９').contains(&character)
}

/// The numbers in the cells of a money table, the first cell of a row and its head left out.
fn marks_in_table(text: &str, table: &Value) -> Vec<Mark> {
    let Some(unit) = json::some(table, "unit_yen").and(spans(std::iter::once(table)).pop()) else { return Vec::new() };
    let Some(first_row) = json::list(table, "rows").first().and_then(|row| spans(std::iter::once(row)).pop()) else {
        return Vec::new();
    };
    let body = first_row.start..unit.end;
    let mut marks = Vec::new();
    let mut start = body.start;
    for line in text[body].split_inclusive('\n') {
        for cell in cells(line).skip(1) {
            let offset = start + (cell.as_ptr() as usize - line.as_ptr() as usize);
            marks.extend(number(cell).map(|at| Mark { at: offset + at.start..offset + at.end, in_table: true }));
        }
        start += line.len();
    }
    marks
}

fn cells(line: &str) -> impl Iterator<Item = &str> {
    let line = line.trim_start_matches(['|', ' ']);
    line.split(['\t', '|']).flat_map(|piece| piece.split("</td>"))
}

/// The number of a cell that holds nothing else but signs, brackets and markup.
fn number(cell: &str) -> Option<Range<usize>> {
    let part = |it: char| is_digit(it) || matches!(it, ',' | '.' | '，' | '．');
    let mut tag = false;
    let mut places: Vec<usize> = Vec::new();
    for (at, character) in cell.char_indices() {
        match character {
            '<' => tag = true,
            '>' => tag = false,
            _ if tag => {}
            _ if part(character) => places.push(at),
            '*' | ' ' | '\u{3000}' | '▲' | '△' | '-' | '+' | '−' | '(' | ')' | '（' | '）' | '\r' | '\n' => {}
            _ => return None,
        }
    }
    let (first, last) = (*places.first()?, *places.last()?);
    cell[first..].starts_with(is_digit).then(|| first..last + cell[last..].chars().next().map_or(0, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_marked_and_words_are_not() {
        for (text, expected) in [
            ("令和6年度 30.4 億円（**12億**）", 2),
            ("1兆1,485億円", 1),
            ("円滑な実施、円卓会議、1億人、2.4億トン", 0),
            ("補助上限額：1,000万円／者", 1),
            ("事業の円滑化に100億を投じる", 1),
            ("数十億円、単位：億円", 0),
            ("六百九十二億二千万円", 1),
        ] {
            assert_eq!(marks_by_unit(text).len(), expected, "{text}");
        }
    }

    #[test]
    fn cells_hold_numbers() {
        for (cell, expected) in [(" <b>3,560</b>", Some("3,560")), ("▲71", Some("71")), ("3.5%", None), ("－", None)]
        {
            assert_eq!(number(cell).map(|at| &cell[at]), expected, "{cell}");
        }
    }
}
