//! The page of an entry of the contents that no leader leads to: only below a heading such as 目次 is it one.
//!
//! ```text
//! entry = title blanks page | title "p." page | "|" title "|" page "|"       blanks: two or more, as printed
//! page  = 1*3digit [ range-sign 1*3digit ] [ "頁" | "ページ" ]
//! ```
//! `福島県医療機器開発事業　　　　　　５～６`, `地域未来投資促進事業 p.6-7`, `| 供給網再構築支援事業 | 2 |`

use std::ops::Range;

use yosan_normaliser::digit_value;

use crate::characters::{RANGE_SIGNS, is_digit};
use crate::draft::Draft;
use crate::facts::Facts;

/// The title in the text of a line, and the page behind it.
pub(super) fn split(draft: &Draft<'_>, index: usize) -> Option<(Range<usize>, u32)> {
    let line = &draft.lines[index];
    if !line.facts.any(Facts::DIGIT) {
        return None;
    }
    let in_cells = line.text.starts_with('|');
    let text = line.text.trim_end_matches([' ', '|']);
    let text = text.strip_suffix('頁').or_else(|| text.strip_suffix("ページ")).unwrap_or(text);
    let (start, page) = page(text)?;
    let before = text[..start].trim_end_matches(['p', 'P', 'Ｐ', 'ｐ', '.', '．']).trim_end();
    let marked = text[before.len()..start].contains(['p', 'P', 'Ｐ', 'ｐ']);
    let apart = || {
        let blanks = draft.blanks_before(line.text_offset + start).unwrap_or_default();
        blanks.chars().nth(1).is_some()
    };
    let is_page = if in_cells { before.ends_with('|') } else { marked || apart() };
    if !is_page {
        return None;
    }
    let title = cells_title(before);
    (!title.is_empty()).then_some((title, page))
}

/// The first of one or two numbers that a text ends in, and where it begins.
fn page(text: &str) -> Option<(usize, u32)> {
    let number = |end: usize| {
        let start = text[..end].trim_end_matches(is_digit).len();
        let digits = text[start..end].chars().filter_map(digit_value);
        let value = digits.fold(0, |value: u32, digit| value.saturating_mul(10).saturating_add(digit));
        (1..1000).contains(&value).then_some((start, value))
    };
    let last = number(text.len())?;
    let sign = text[..last.0].chars().next_back().filter(|sign| RANGE_SIGNS.contains(sign)).map_or(0, char::len_utf8);
    let first = (sign > 0).then(|| number(last.0 - sign)).flatten();
    Some(first.filter(|(_, first)| *first < last.1).unwrap_or(last))
}

/// The title before the page: of a row of a table the last cell that is no number.
pub(super) fn cells_title(before: &str) -> Range<usize> {
    let mut cells = before.split('|').filter(|cell| !cell.trim().is_empty());
    let title = cells.rfind(|cell| !cell.trim().chars().all(is_digit)).unwrap_or_default().trim();
    let start = before.rfind(title).unwrap_or(0);
    start..start + title.len()
}

#[cfg(test)]
mod tests {
    use super::{cells_title, page};

    #[test]
    fn pages_behind_titles() {
        for (text, expected) in [
            ("漁港再生事業4", Some(("漁港再生事業", 4))),
            ("漁港再生事業5～6", Some(("漁港再生事業", 5))),
            ("漁港再生事業 p.１０-11", Some(("漁港再生事業 p.", 10))),
            ("漁港整備センター5", Some(("漁港整備センター", 5))),
            ("漁港再生事業12-3", Some(("漁港再生事業12-", 3))),
            ("漁港再生事業1234", None),
            ("漁港再生事業", None),
        ] {
            assert_eq!(page(text).map(|(start, page)| (&text[..start], page)), expected, "{text}");
        }
    }

    #[test]
    fn titles_in_cells() {
        for (row, title) in [
            ("| 1 | 漁港再生事業 |", "漁港再生事業"),
            ("| 漁港 |", "漁港"),
            ("漁港再生事業", "漁港再生事業"),
            ("| |", ""),
        ] {
            assert_eq!(&row[cells_title(row)], title, "{row}");
        }
    }
}
