//! The header of a sheet, between its title and its first section label: headline amounts, offices, notes.

use super::department;
use super::find::{Sheet, is_total};
use crate::body;
use crate::brackets::is_bracket;
use crate::draft::Draft;
use crate::money;
use crate::passage::Passage;
use crate::record::LineRole;

/// Reads the header lines that are not the title.
/// `headline_behind_title` stands on the line of the title.
pub(crate) fn read<'t>(
    draft: &mut Draft<'t>,
    sheet: &Sheet,
    programme: usize,
    headline_behind_title: Option<Passage<'t>>,
) {
    let lines = draft.free_lines(sheet.lines.start..sheet.body.start);
    let mut headline = headline_behind_title;
    let mut offices = Vec::new();
    for index in lines {
        let line = draft.lines[index];
        if sheet.headlines.contains(&index) || draft.is_only_amounts(index) || is_total(line.text) {
            match &mut headline {
                // A note ends with its line.
                Some(passage) if passage.text.contains('※') => passage.push_line(draft.text(), line.range()),
                Some(passage) => passage.push(draft.text(), line.range()),
                None => headline = Some(draft.passage(index)),
            }
            draft.own(index, LineRole::HeadlineAmount, Some(programme), None);
        } else if line.is_note() {
            note(draft, index, programme);
        } else if money::is_qualifier(line.text) {
            qualifier(draft, index, programme);
        } else if line.text.ends_with('。') {
            lead(draft, index, programme);
        } else if is_header_mark(draft, line.text) {
            draft.own(index, LineRole::Name, Some(programme), None);
            draft.programmes[programme].new = true;
        } else if line.text.chars().all(|c| c.is_ascii_digit()) {
            // A page number that repeats or stands alone.
            draft.own(index, LineRole::PageFurniture, None, None);
        } else {
            offices.push(index);
        }
    }
    if let Some(passage) = headline {
        money::read_headline(draft, &passage, programme);
    }
    draft.programmes[programme].departments = department::read(draft, &offices);
    for index in offices {
        let passage = draft.passage(index);
        draft.own(index, LineRole::Department, Some(programme), None);
        draft.leave_prose(passage, Some(programme), None);
    }
}

fn is_header_mark(draft: &Draft<'_>, text: &str) -> bool {
    let inside = text.trim_matches(is_bracket);
    inside.len() < text.len() && draft.vocabulary.is_new_mark(inside)
}

/// A sentence between headline and first label says what the programme is for.
fn lead(draft: &mut Draft<'_>, index: usize, programme: usize) {
    let items = body::read_items(draft, index..index + 1);
    let records: Vec<_> = items.iter().map(|item| item.record(draft)).collect();
    draft.programmes[programme].description.extend(records);
    body::claim_items(draft, items, LineRole::Description, Some(programme), None);
}

fn note(draft: &mut Draft<'_>, index: usize, programme: usize) {
    for item in body::read_items(draft, index..index + 1) {
        let notes = item.notes(draft);
        draft.programmes[programme].notes.extend(notes);
        draft.leave_prose(item.passage, Some(programme), None);
    }
    draft.own(index, LineRole::Note, Some(programme), None);
}

/// `（給電機能を有する次世代自動車等導入事業費補助金を含む）`
fn qualifier(draft: &mut Draft<'_>, index: usize, programme: usize) {
    let passage = draft.passage(index);
    let text = money::qualifier_text(&passage);
    draft.programmes[programme].qualifier = Some(text);
    draft.own(index, LineRole::HeadlineAmount, Some(programme), None);
    draft.leave_prose(passage, Some(programme), None);
}
