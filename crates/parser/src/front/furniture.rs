//! Page furniture: page numbers, running heads and the mark of the end.
//!
//! ```text
//! page number = "-" n "-" | "P" n | "Page" n ["of" n] | n "ページ" | n "/" n
//!             | n (where such lines count up through the document, or a form feed follows)
//! ```
//! A running head is a line that stands beside page numbers at least three times. A headline never is one: sheets with
//! equal amounts print it in the same words.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use super::{browser_print, converter_mark, divider_page};
use crate::draft::Draft;
use crate::facts::Facts;
use crate::line::Line;
use crate::record::LineRole;

/// Finds page furniture and claims it, so that no later phase sees it.
pub(crate) fn claim(draft: &mut Draft<'_>) {
    let pages = page_numbers(draft);
    let number = |index: &usize| page_number(draft.lines[*index].full.trim()).map(|(value, _)| (*index, value));
    draft.pages = pages.iter().filter_map(number).collect();
    let heads = running_heads(draft, &pages);
    for index in pages
        .into_iter()
        .chain(heads)
        .chain(end_marks(draft))
        .chain(strokes(draft))
        .chain(numbered_heads(draft))
        .chain(divider_page::numbers(draft))
    {
        draft.own(index, LineRole::PageFurniture, None, None);
    }
}

/// How many lines a page has at least: names that count up in a list stand closer.
const FEWEST_LINES: usize = 5;

/// Running heads with the number of the page behind them: `令和９年度予算案の概要（PR資料）　　1`, the same words three times,
/// a page apart, and numbers that count up.
fn numbered_heads(draft: &Draft<'_>) -> Vec<usize> {
    let mut seen: BTreeMap<&str, Vec<(usize, u32)>> = BTreeMap::new();
    let ends_in_digit = |line: &Line<'_>| line.text.ends_with(|c: char| c.is_ascii_digit());
    for (index, line) in draft.lines.iter().enumerate().filter(|(_, line)| ends_in_digit(line)) {
        let head = line.text.trim_end_matches(|c: char| c.is_ascii_digit());
        let words = head.trim_end();
        let plain = !line.is_bullet() && line.hashes == 0 && words.len() <= 180 && words.chars().count() >= 6;
        if let Ok(page) = line.text[head.len()..].parse()
            && plain
            && draft.blank_before(line.text_offset + head.len())
        {
            seen.entry(words).or_default().push((index, page));
        }
    }
    let counts_up = |places: &Vec<(usize, u32)>| {
        let follows = |((before, page), (behind, next)): ((usize, u32), (usize, u32))| {
            behind - before >= FEWEST_LINES && page < next && next - page <= 4
        };
        places.len() >= 3 && places.windows(2).all(|pair| follows((pair[0], pair[1])))
    };
    let mut heads: Vec<usize> = seen.into_values().filter(counts_up).flatten().map(|(index, _)| index).collect();
    heads.sort_unstable();
    heads
}

/// Lines drawn across the page, `---`, `＝＝＝＝`, `――――`, marks of the converter, and what a browser prints at the edges of a page.
fn strokes(draft: &Draft<'_>) -> Vec<usize> {
    let is_stroke =
        |c: char| matches!(c, '-' | '－' | '=' | '＝' | '_' | '＿' | '*' | '＊' | '―' | '─' | '━' | '═' | '…');
    let is_drawn = |text: &str| {
        text.starts_with(is_stroke)
            && text.trim_end().chars().nth(2).is_some()
            && text.chars().all(|c| c.is_whitespace() || is_stroke(c))
    };
    let is_mark = |text: &str| is_drawn(text) || converter_mark::is_mark(text) || browser_print::is_edge(text);
    let lines = draft.lines.iter().enumerate().filter(|(_, line)| is_mark(line.full.trim()));
    lines.map(|(index, _)| index).collect()
}

/// The bytes that a page number with its marks and blanks takes at most.
const LONGEST: usize = 24;

/// A line that can be a page number: its value, and whether its form says so by itself.
fn page_number(text: &str) -> Option<(u32, bool)> {
    if text.len() > LONGEST || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let core =
        compact.trim_matches(|c: char| matches!(c, '-' | '−' | '－' | '―' | '—' | '–' | 'ー' | '~' | '〜' | '<' | '>'));
    let dashed = core.len() + 2 <= compact.len();
    let word = ["Page", "PAGE", "page"].iter().find_map(|word| core.strip_prefix(word));
    let (core, marked) = match word.or_else(|| core.strip_prefix(['P', 'p', 'Ｐ'])) {
        Some(rest) => (rest.trim_start_matches(['.', '．', ':']), true),
        None => (core, false),
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let of = core.split_once("of").filter(|(_, pages)| is_number(pages));
    let (core, marked) = of.map_or((core, marked), |(page, _)| (page, true));
    let (core, marked) = match core.strip_suffix("ページ").or_else(|| core.strip_suffix('頁')) {
        Some(rest) => (rest, true),
        None => (core, marked),
    };
    let (core, marked) = match core.split_once('/') {
        Some((page, pages)) if pages.parse::<u32>().is_ok() && !dashed => (page, marked),
        Some(_) => return None,
        None => (core, marked),
    };
    let value = core.parse().ok().filter(|value| (1..1000).contains(value))?;
    Some((value, marked || dashed))
}

/// Lines with a page number. A bare number counts only where at least three such lines count up, or in front of a form
/// feed.
fn page_numbers(draft: &Draft<'_>) -> Vec<usize> {
    let mut sure = Vec::new();
    let mut bare: Vec<(usize, u32)> = Vec::new();
    let mut ending: Vec<(usize, u32)> = Vec::new();
    for (index, line) in draft.lines.iter().enumerate() {
        // Cheap refusals first: a page number is short and has a digit.
        let may_be = line.facts.any(Facts::DIGIT) && line.text.len() <= LONGEST;
        if !may_be || line.hashes > 0 || line.bullet.is_some() || line.text.contains('\t') {
            continue;
        }
        match page_number(line.full.trim()) {
            Some((_, true)) => sure.push(index),
            Some((value, false)) if !line.dash => {
                bare.push((index, value));
                if ends_page(draft, line) {
                    ending.push((index, value));
                }
            }
            _ => {}
        }
    }
    let mut counting = counting_up(bare);
    // A number that ends the document is that of its page.
    let last = draft.lines.iter().rposition(|line| !line.is_blank());
    if counting.len() < 3 {
        counting.retain(|(index, _)| Some(*index) == last);
    }
    let numbers = counting.into_iter().chain(counting_up(ending));
    sure.extend(numbers.map(|(index, _)| index));
    sure.sort_unstable();
    sure.dedup();
    sure
}

/// The numbers that count up as those of pages do.
fn counting_up(numbers: Vec<(usize, u32)>) -> Vec<(usize, u32)> {
    let mut counting: Vec<(usize, u32)> = Vec::new();
    for (index, value) in numbers {
        if counting.last().is_none_or(|(_, before)| value > *before && value <= before + 4) {
            counting.push((index, value));
        }
    }
    counting
}

/// Whether a form feed follows a line: its number is that of the page, even if no other is printed.
fn ends_page(draft: &Draft<'_>, line: &Line<'_>) -> bool {
    let text = draft.source.text();
    let printed = text[draft.source.line_start(line.number)..].trim_start();
    let behind = printed.trim_start_matches(|c: char| !c.is_whitespace());
    behind.chars().take_while(|c| c.is_whitespace()).any(|c| c == '\u{c}')
}

/// Lines that stand beside a page number at least three times in the same words.
fn running_heads(draft: &Draft<'_>, pages: &[usize]) -> Vec<usize> {
    let mut seen: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for page in pages {
        for neighbour in [neighbour_before(draft, *page), neighbour_after(draft, *page)].into_iter().flatten() {
            let line = &draft.lines[neighbour];
            let known = draft.section(neighbour).is_some() || draft.is_sheet_headline(neighbour);
            if !line.is_bullet()
                && !line.text.ends_with('。')
                && line.text.chars().count() >= 4
                && !known
                && page_number(line.text).is_none()
            {
                let places = seen.entry(line.text).or_default();
                if places.last() != Some(&neighbour) {
                    places.push(neighbour);
                }
            }
        }
    }
    let first = draft.lines.iter().find(|line| !line.is_blank());
    let first = LazyCell::new(|| first.map(|line| yosan_normaliser::join_key(line.text)));
    let is_head = |(text, places): &(&str, Vec<usize>)| {
        let is_title =
            || first.as_ref().is_some_and(|first| *first == yosan_normaliser::join_key(text) && first.contains("年度"));
        places.len() >= 3 || (places.len() >= 2 && text.contains("年度")) || is_title()
    };
    let repeated = seen.into_iter().filter(is_head);
    let mut heads: Vec<usize> = repeated.flat_map(|(_, places)| places).filter(|index| *index > 8).collect();
    heads.sort_unstable();
    heads.dedup();
    heads
}

fn neighbour_before(draft: &Draft<'_>, index: usize) -> Option<usize> {
    (index.saturating_sub(4)..index).rev().find(|at| !draft.lines[*at].is_blank())
}

fn neighbour_after(draft: &Draft<'_>, index: usize) -> Option<usize> {
    (index + 1..draft.lines.len().min(index + 5)).find(|at| !draft.lines[*at].is_blank())
}

/// `以 上` on a line of its own.
fn end_marks(draft: &Draft<'_>) -> Vec<usize> {
    let is_end =
        |index: &usize| !draft.lines[*index].is_blank() && draft.vocabulary.is_end_mark(draft.lines[*index].text);
    (0..draft.lines.len()).filter(is_end).collect()
}

#[cfg(test)]
mod tests {
    use super::page_number;

    #[test]
    fn page_numbers_by_form() {
        for (text, expected) in [
            ("- 12 -", Some((12, true))),
            ("－ 3 －", Some((3, true))),
            ("P.12", Some((12, true))),
            ("P 2 0", Some((20, true))),
            ("p．3", Some((3, true))),
            ("12", Some((12, false))),
            ("--- Page 3 ---", Some((3, true))),
            ("Page 3 of 20", Some((3, true))),
            ("3 of 20", Some((3, true))),
            ("12ページ", Some((12, true))),
            ("3/40", Some((3, false))),
            ("2/3", Some((2, false))),
            ("1.5", None),
            ("2024年", None),
            ("国", None),
            ("-12", Some((12, false))),
        ] {
            assert_eq!(page_number(text), expected, "{text}");
        }
    }
}
