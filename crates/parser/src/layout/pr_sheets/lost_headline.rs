//! Sheets whose headline cannot be read: `令和6年度予算案額 12.5憶円（10.0憶円）`, `子算案額`, `| … | 12.5億円 |`.
//!
//! ```text
//! sheet  = title? lost header-line* first-label        first-label: 事業の内容, 事業目的, 事業目的・概要
//! lost   = mark* ( label | character{0,8} 年度 ) … figure
//! ```
//! Such a line alone says little; the labels below say that a sheet begins: the sheet above has had one of that kind, or
//! no headline stands above at all. Without that, the sheet would be read as more of the one above it.

use super::find::{Sheet, is_headline};
use crate::amount::{ends_as_share, find_headline_tail, is_sheet_headline};
use crate::brackets::opens;
use crate::budget_label::read_budget_label;
use crate::draft::Draft;
use crate::facts::Facts;
use crate::money::default_era;
use crate::passage::Passage;
use crate::record::{Code, Role, SectionKind};

/// How many lines a header has between its headline and its first label.
const HEADER: usize = 6;

/// Whether a line is a headline, or in the place of one that cannot be read.
pub(crate) fn is_headline_or_lost(draft: &Draft<'_>, index: usize) -> bool {
    let label_below = || {
        let below = (index + 1..draft.lines.len()).filter(|at| draft.is_free(*at)).take(HEADER + 1);
        below.into_iter().find_map(|at| draft.section(at)).is_some_and(opens_sheet)
    };
    is_headline(draft, index) || looks_lost(draft, index) && label_below()
}

/// Adds the headlines that were lost to those that were found, in order.
pub(crate) fn add(draft: &Draft<'_>, labels: &[usize], groups: &mut Vec<Vec<usize>>) {
    let mut lost = Vec::new();
    let mut seen: Vec<SectionKind> = Vec::new();
    let mut has_headline = false;
    let mut floor = 0;
    let mut next_group = 0;
    for (at, label) in labels.iter().enumerate() {
        let Some(kind) = draft.section(*label) else { continue };
        let found = groups[next_group..].iter().take_while(|group| group[0] < *label).count();
        if found > 0 {
            (next_group, has_headline) = (next_group + found, true);
            seen.clear();
        } else if opens_sheet(kind) {
            let begins = || labels.get(at + 1).is_some_and(|next| draft.section(*next) != Some(kind));
            let turns = if has_headline { seen.contains(&kind) } else { begins() };
            if let Some(header) = turns.then(|| header_above(draft, *label, floor)).flatten() {
                lost.push(header);
                has_headline = true;
                seen.clear();
            }
        }
        seen.push(kind);
        floor = label + 1;
    }
    if !lost.is_empty() {
        groups.append(&mut lost);
        groups.sort_by_key(|group| group[0]);
    }
}

/// The labels that sheets begin with.
pub(super) fn opens_sheet(kind: SectionKind) -> bool {
    matches!(kind, SectionKind::Content | SectionKind::Purpose | SectionKind::PurposeOverview)
}

/// The lost headline above a label, with the figures that stand between.
fn header_above(draft: &Draft<'_>, label: usize, floor: usize) -> Option<Vec<usize>> {
    let above = (floor..label).rev().filter(|index| draft.is_free(*index)).take(HEADER);
    let mut figures = Vec::new();
    for index in above {
        let line = &draft.lines[index];
        if line.text.ends_with('。') || line.dash {
            return None;
        }
        if looks_lost(draft, index) {
            figures.push(index);
            figures.reverse();
            return Some(figures);
        }
        if line.facts.any(Facts::MONEY) {
            figures.push(index);
        }
    }
    None
}

/// Whether a line speaks of a fiscal year and has a figure behind it.
fn looks_lost(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    let is_text = line.text.len() > 240 || line.text.ends_with('。');
    if is_text || !line.facts.any(Facts::YEAR) || draft.is_taken(index) || line.is_bullet() || line.is_note() {
        return false;
    }
    let text = without_marks(line.text);
    let year = || text.find("年度").filter(|at| text[..*at].chars().count() <= 8).map(|at| at + "年度".len());
    let label = read_budget_label(text, default_era(draft)).filter(|label| label.fiscal_year.is_some());
    let Some(end) = label.map(|label| label.range.end).or_else(year) else { return false };
    states_figure(&text[end..])
}

/// A line of a table, a bracket or a mark of the converter in front of a headline.
fn without_marks(text: &str) -> &str {
    text.trim_start_matches(|c: char| opens(c) || matches!(c, '|' | '｜' | '$' | ' ' | '\t'))
}

/// A digit, and behind it a unit of money or what is left of one; or nothing but a figure.
fn states_figure(text: &str) -> bool {
    let Some(digit) = text.find(|c: char| c.is_ascii_digit()) else { return false };
    let unit = |c: char| matches!(c, '億' | '憶' | '兆' | '円' | '万' | '千');
    let figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '：' | ':');
    text[digit..].contains(unit) || text.chars().all(figure)
}

/// Whether the headline of a sheet is one that was lost; asked before its lines are claimed.
pub(super) fn is_lost(draft: &Draft<'_>, sheet: &Sheet) -> bool {
    let on_title = sheet.headline_behind_title.is_some();
    !on_title && !sheet.headlines.iter().any(|index| is_headline(draft, *index))
}

/// Whether a headline is a label and what this budget takes of a grant: `令和6年度予算案額 ○○機構交付金12億円の内数`.
fn is_share_of_grant(draft: &Draft<'_>, text: &str) -> bool {
    let label = read_budget_label(text, default_era(draft)).map(|label| label.range.end);
    let words = label.zip(find_headline_tail(text)).and_then(|(label, tail)| text.get(label..tail));
    ends_as_share(text) && words.is_some_and(|words| draft.vocabulary.ends_as_name(words.trim()))
}

/// A finding where no amount can be read from a headline, or where one that was lost holds more than amounts.
pub(super) fn report(draft: &mut Draft<'_>, programme: usize, headline: &Passage<'_>, is_lost: bool) {
    let states = draft.programmes[programme].amounts.iter().any(|amount| amount.role != Role::Previous);
    let is_whole = || {
        let text = without_marks(&headline.text).trim_end_matches(['|', ' ', '\t']).replace(['\t', '|', '｜'], " ");
        is_sheet_headline(&text) || is_share_of_grant(draft, &text)
    };
    if states && (!is_lost || is_whole()) {
        return;
    }
    let span = draft.place_of(headline);
    let text = &headline.text;
    let message = format!("`{text}` stands in the place of a headline and cannot be read whole; compare the original");
    draft.find(Code::MalformedAmount, message, span);
}
