//! The office on the cover that the paper is from, on lines of its own below the title or the date.
//!
//! ```text
//! imprint = [ period ] office+                 自　令和5年4月1日 / 至　令和6年3月31日
//! office  = name { " " name }                  商工観光労働部　産業政策課, 国土政策局
//! ```
//! It is the publisher where no ministry or town is named. Without a date beside it, such a line can be the heading of a
//! chapter: where another line of the paper is an office too, it is none of the cover.

use yosan_normaliser::{Era, read_year};

use crate::draft::Draft;
use crate::record::{LineRole, Text};

/// How many characters such a line has at most.
const LENGTH: usize = 30;

/// Reads what is left of a paragraph if it is offices and the period of the paper, and gives the first office.
pub(super) fn read<'t>(draft: &mut Draft<'t>, lines: &[usize]) -> Option<Text<'t>> {
    let rest: Vec<usize> = lines.iter().copied().filter(|index| draft.is_free(*index)).collect();
    let (periods, offices): (Vec<_>, Vec<_>) = rest.iter().partition(|index| is_period(draft.lines[**index].text));
    let all = offices.iter().all(|index| is_office(draft, *index));
    let dated = || lines.iter().any(|index| super::cover::read_date(draft.lines[*index].text).is_some());
    if !all || offices.first().is_some_and(|first| !dated() && has_another(draft, *first, &offices)) {
        return None;
    }
    for index in periods.iter().chain(&offices) {
        draft.own(*index, LineRole::Cover, None, None);
    }
    offices.first().map(|first| Text::Borrowed(draft.lines[*first].text))
}

/// Whether a line is the names of offices and nothing else.
fn is_office(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    let plain = !line.is_bullet() && line.hashes == 0 && !line.is_note();
    plain && !line.text.is_empty() && line.text.chars().count() <= LENGTH && draft.vocabulary.is_cover_office(line.text)
}

/// Whether a line of the paper behind these is an office too.
fn has_another(draft: &Draft<'_>, first: usize, offices: &[usize]) -> bool {
    (first + 1..draft.lines.len()).any(|index| !offices.contains(&index) && is_office(draft, index))
}

/// A day that the paper is for: `自　令和5年4月1日`, `至　令和6年3月31日`.
fn is_period(text: &str) -> bool {
    let Some(date) = text.strip_prefix(['自', '至']) else { return false };
    let date = date.split_once('至').map_or(date, |(_, last)| last).trim();
    read_year(date, Era::Reiwa).is_some_and(|(year, _)| !year.fiscal) && date.ends_with('日')
}
