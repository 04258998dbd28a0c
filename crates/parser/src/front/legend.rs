//! The legend: what the document itself says its brackets and marks mean. Nothing is assumed.
//!
//! ```text
//! legend = (mark ("内は" | "は" | "の記載は" | …) meaning)+
//! ```
//! `凡例：（ ）内は平成 30 年度当初予算額。`, `【補正】の記載は平成 30 年度第 2 次補正予算額。`, `括弧内は令和元年度当初予算額`

use std::ops::Range;

use super::legend_example;
use super::legend_mark::{self, Mark};
use crate::amount::find_headline_tail;
use crate::budget_label::{find_budget_labels, read_budget_label};
use crate::draft::Draft;
use crate::facts::Facts;
use crate::record::{Legend, LegendMeaning, LineRole, Stage};

/// Words for a share of another amount, which no yen can be read from.
const RATIOS: &[&str] =
    &["倍率", "比率", "伸び率", "伸率", "増減率", "増加率", "対前年度比", "前年度比", "対前年比", "前年比"];

/// Words for the difference to another amount.
const CHANGES: &[&str] = &["増減", "増▲減", "増△減", "対前年度比", "前年度比", "差額", "増加額"];

/// Whether words name a share of another amount or the difference to it.
pub(super) fn names_change(words: &str) -> bool {
    RATIOS.iter().chain(CHANGES).any(|word| words.contains(word))
}

/// Reads all legend sentences of the document; claims the lines that say nothing else.
pub(crate) fn read(draft: &mut Draft<'_>) {
    let mut legend = Legend::default();
    let mut found = false;
    for index in 0..draft.lines.len() {
        if draft.is_taken(index) {
            continue;
        }
        let meanings = read_line(draft, index);
        if meanings.is_empty() {
            continue;
        }
        found = true;
        for (mark, meaning) in meanings {
            set(&mut legend, mark, meaning);
        }
        if behind_amounts(draft, index).is_none() {
            claim(draft, index);
        }
    }
    draft.legend = found.then_some(legend);
}

/// Whether a line says what a bracket or mark means.
pub(crate) fn is_legend(draft: &Draft<'_>, index: usize) -> bool {
    !read_line(draft, index).is_empty()
}

/// Where the legend begins that stands behind the amounts of a line, which is a headline or an entry all the same:
/// `令和7年度予算案　48億円（52億円）※（　）内は前年度当初予算額`.
fn behind_amounts(draft: &Draft<'_>, index: usize) -> Option<usize> {
    let line = &draft.lines[index];
    if !line.facts.any(Facts::NOTE) || !line.facts.any(Facts::MONEY) {
        return None;
    }
    line.text.find('※').filter(|at| find_headline_tail(line.text[..*at].trim_end()).is_some())
}

/// The year of the budget that the document, or else the headline in front of a legend, is about.
fn own_year(draft: &Draft<'_>, headline: &str) -> Option<u16> {
    let of_headline = || read_budget_label(headline, crate::money::default_era(draft))?.fiscal_year;
    draft.cover.fiscal_year.or_else(of_headline)
}

/// The marks that a line speaks of, each with its meaning, which runs to the next mark or the end of the sentence.
fn read_line(draft: &Draft<'_>, index: usize) -> Vec<(Mark, LegendMeaning)> {
    let line = &draft.lines[index];
    let text = line.text;
    // Cheap refusals first: few lines hold a mark.
    let says_when = line.facts.any(Facts::YEAR | Facts::BUDGET) && text.len() < 400;
    let has_bracket =
        || line.facts.any(Facts::OPEN) || ["括弧", "カッコ", "記載"].iter().any(|word| text.contains(word));
    let mut found = if says_when && has_bracket() { legend_mark::find_all(text) } else { Vec::new() };
    let start = if found.is_empty() { 0 } else { behind_amounts(draft, index).unwrap_or(0) };
    found.retain(|(_, range)| range.start >= start);
    if found.is_empty() {
        return read_example(draft, index);
    }
    if !explains_budget(text) {
        return Vec::new();
    }
    let passage = draft.passage(index);
    let own_year = own_year(draft, &text[..start]);
    let mut meanings = Vec::new();
    for (at, (mark, range)) in found.iter().enumerate() {
        let next = found.get(at + 1).map_or(text.len(), |(_, next)| next.start);
        let words = &text[range.end..next];
        let words = &words[..words.find(['。', '※']).unwrap_or(words.len())];
        if let Some(mut meaning) = meaning_of(draft, words, own_year) {
            meaning.span = draft.place_in(&passage, range.start..range.end + words.trim_end().len());
            meanings.push((*mark, meaning));
        }
    }
    meanings
}

/// The marks of a legend by example, each with its meaning: `令和7年度予算案額（令和6年度当初予算額）`.
fn read_example(draft: &Draft<'_>, index: usize) -> Vec<(Mark, LegendMeaning)> {
    let line = &draft.lines[index];
    let may_be = line.facts.any(Facts::YEAR)
        && line.facts.any(Facts::BUDGET)
        && line.facts.any(Facts::OPEN | Facts::COLON)
        && !line.facts.any(Facts::MONEY)
        && line.text.len() < 400;
    if !may_be {
        return Vec::new();
    }
    let passage = draft.passage(index);
    let own_year = own_year(draft, "");
    let examples = legend_example::find_all(line.text, crate::money::default_era(draft));
    let meaning = |(mark, range): (Mark, Range<usize>)| {
        let mut meaning = meaning_of(draft, &line.text[range.clone()], own_year)?;
        meaning.span = draft.place_in(&passage, range);
        Some((mark, meaning))
    };
    examples.into_iter().filter_map(meaning).collect()
}

/// Whether the words of a legend stand on a line that has a mark.
fn explains_budget(text: &str) -> bool {
    let holds = |words: &[&str]| words.iter().any(|word| text.contains(word));
    holds(&["内", "記載", "凡例", "は", "："])
        && holds(&["算", "増", "国費", "年度", "要求"])
        && holds(&["（", "(", "【", "〔", "〈", "＜", "《", "［", "[", "括弧", "カッコ", "記載"])
}

/// What the words of a legend say: a year and stage, a change, the national share, or a total over years.
fn meaning_of(draft: &Draft<'_>, words: &str, own_year: Option<u16>) -> Option<LegendMeaning> {
    let era = crate::money::default_era(draft);
    let ratio = RATIOS.iter().any(|word| words.contains(word)) && !words.contains("比較") && !words.ends_with('額');
    let mut meaning = LegendMeaning {
        ratio,
        change: ratio || CHANGES.iter().any(|word| words.contains(word)),
        national_share: words.contains("国費"),
        commitment: words.contains("国庫債務負担行為") || words.contains("複数年度"),
        ..LegendMeaning::default()
    };
    let label = find_budget_labels(words, era).into_iter().find(|l| l.fiscal_year.is_some() || l.stage.is_some());
    meaning.fiscal_year = label.as_ref().and_then(|label| label.fiscal_year);
    meaning.stage = label.as_ref().and_then(|label| label.stage);
    meaning.round = label.as_ref().and_then(|label| label.round);
    if meaning.fiscal_year.is_none() && (words.contains("前年度") || words.contains("昨年度")) {
        meaning.fiscal_year = own_year.map(|year| year.saturating_sub(1));
        meaning.stage = meaning.stage.or_else(|| words.contains("当初").then_some(Stage::Initial));
    }
    // 「予算額」 alone says nothing.
    let says = meaning.change || meaning.national_share || meaning.commitment;
    let stage = meaning.stage.is_some_and(|stage| stage != Stage::Initial || words.contains("当初"));
    (says || meaning.fiscal_year.is_some() || stage).then_some(meaning)
}

/// The first sentence about a mark stays.
fn set(legend: &mut Legend, mark: Mark, meaning: LegendMeaning) {
    let field = match mark {
        Mark::Parenthesis => &mut legend.parenthesis,
        Mark::Supplementary => &mut legend.supplementary_mark,
        Mark::Lenticular => &mut legend.lenticular,
        Mark::Tortoise => &mut legend.tortoise,
        Mark::Angle => &mut legend.angle,
        Mark::DoubleAngle => &mut legend.double_angle,
        Mark::Unmarked => &mut legend.unmarked,
    };
    field.get_or_insert(meaning);
}

/// A legend line that is a ※ note is a note of the document too.
fn claim(draft: &mut Draft<'_>, index: usize) {
    let items = crate::body::read_items(draft, index..index + 1);
    if draft.lines[index].is_note() {
        for item in &items {
            let notes = item.notes(draft);
            draft.notes.extend(notes);
        }
    }
    for item in items {
        draft.leave_prose(item.passage, None, None);
    }
    draft.own(index, LineRole::Legend, None, None);
}
