//! The layout `pr_sheets`: a sheet per programme.
//!
//! ```text
//! sheet   = category? title? header label (section)*
//! header  = (department | headline | note | qualifier)*      in any order
//! section = label body
//! ```
//! A sheet is recognised by its headline, a budget label with an amount, with section labels below it:
//! `令和6年度予算案額 7.3億円（6.5億円）`. Its title is looked for above the headline.

mod boxes;
mod department;
mod divider;
mod find;
mod header;
mod inline_label;
mod lost_headline;
mod page_counter;
mod phone;
mod section;
mod title;

use std::ops::Range;

pub(crate) use department::is_department;
pub(crate) use find::{Sheet, find};
pub(crate) use lost_headline::is_headline_or_lost;
pub(crate) use section::read_contacts;
pub(crate) use title::{is_unfinished, similar};

use crate::draft::Draft;
use crate::layout::outline::{self, Path};
use crate::layout::overview;
use crate::name;
use crate::passage::Passage;
use crate::record::{Code, Kind, Layout, LineRole, NameSource, Place, Programme, Text};

/// Reads the sheets that [`find`] found.
pub(crate) fn read(draft: &mut Draft<'_>, sheets: &[Sheet]) {
    if sheets.is_empty() {
        return;
    }
    draft.layouts.push(Layout::PrSheets);
    let mut path = Path::default();
    let boxed_rank = divider::boxed_rank(draft, sheets);
    for sheet in sheets {
        for category in &sheet.categories {
            enter_category(draft, &mut path, *category, boxed_rank);
        }
        read_sheet(draft, sheet, &path);
    }
    section::find_unknown_labels(draft, sheets);
}

/// A heading above sheets: `人づくり革命関連`; with amounts it is a policy item too: `Ⅱ．GX 1兆120億円（9,030億円）`.
fn enter_category<'t>(draft: &mut Draft<'t>, path: &mut Path<'t>, index: usize, boxed_rank: u8) {
    let line = draft.lines[index];
    if draft.headline_tail(index).is_some_and(|at| at > 0) {
        return overview::read_policy_item(draft, index, path);
    }
    let heading = name::read_heading(draft, &draft.passage(index));
    let level = if line.text.starts_with('【') { boxed_rank } else { outline::rank(heading.form) };
    path.enter(level, heading.title.clone());
    outline::push(draft, index, heading, level);
    let passage = Passage::new(draft.text(), line.range());
    draft.own(index, LineRole::Heading, None, None);
    draft.leave_prose(passage, None, None);
}

fn read_sheet<'t>(draft: &mut Draft<'t>, sheet: &Sheet, path: &Path<'t>) {
    let programme = draft.programmes.len();
    let further = page_counter::further_pages(draft, sheet);
    let name = read_name(draft, sheet, !further.is_empty());
    let headline = headline_behind_title(draft, sheet);
    let special = path.any(|title| draft.vocabulary.is_special_measure(title));
    let title_text = name.as_ref().map(|name| name.passage.clone());
    draft.programmes.push(blank_programme(draft, Kind::PrSheet, sheet.lines.clone()));
    for index in &sheet.title {
        draft.own(*index, LineRole::Name, Some(programme), None);
    }
    if let Some(passage) = title_text {
        draft.leave_prose(passage, Some(programme), None);
    }
    let record = &mut draft.programmes[programme];
    record.path = path.titles();
    record.special_measure = special;
    match name {
        Some(name) => name::apply(record, name),
        None => report_missing_name(draft, sheet),
    }
    page_counter::claim(draft, &further, programme);
    header::read(draft, sheet, programme, headline);
    section::read_all(draft, sheet.body.clone(), programme);
    let (first, last) = extent(draft, sheet.lines.clone());
    draft.programmes[programme].span = draft.place_of_lines(first, last);
}

/// The first and last line that belong to the sheet; page furniture at its edges does not.
fn extent(draft: &Draft<'_>, lines: Range<usize>) -> (usize, usize) {
    let owned = |index: &usize| draft.owner(*index).is_some_and(|owner| owner.role != LineRole::PageFurniture);
    let first = lines.clone().find(owned).unwrap_or(lines.start);
    let last = lines.clone().rev().find(owned).unwrap_or(first);
    (first, last)
}

fn read_name<'t>(draft: &Draft<'t>, sheet: &Sheet, has_pages: bool) -> Option<name::Name<'t>> {
    let (first, rest) = sheet.title.split_first()?;
    let mut passage = draft.passage(*first);
    if let Some(headline) = sheet.headline_behind_title {
        passage = passage.slice(0..headline).trimmed();
    }
    for index in rest {
        let line = &draft.lines[*index];
        let mut range = line.range();
        if line.bullet == Some("・") && !line.dash {
            // The break took the middle dot of the name for a bullet.
            range.start = line.offset + line.full.find('・').unwrap_or(0);
        }
        passage.push(draft.text(), range);
    }
    if let Some((name, _)) = page_counter::split(&passage.text).filter(|_| has_pages) {
        passage = passage.slice(0..name.len());
    }
    let end = rest.last().copied().unwrap_or(*first);
    let mut name = name::read(draft, passage)?;
    // A title line holds nothing but the name.
    name.lines = *first..end + 1;
    Some(name)
}

/// The headline that stands on the line of the title.
fn headline_behind_title<'t>(draft: &Draft<'t>, sheet: &Sheet) -> Option<Passage<'t>> {
    let start = sheet.headline_behind_title?;
    let passage = draft.passage(*sheet.title.first()?);
    Some(passage.slice(start..passage.text.len()))
}

fn report_missing_name(draft: &mut Draft<'_>, sheet: &Sheet) {
    let span = draft.place_of_lines(sheet.lines.start, sheet.lines.start);
    let message = "no line above this headline can be the title of the sheet; compare the page of the original";
    draft.find(Code::SheetWithoutName, message, span);
}

/// A programme with nothing read yet.
pub(crate) fn blank_programme<'t>(draft: &Draft<'t>, kind: Kind, lines: Range<usize>) -> Programme<'t> {
    Programme {
        id: Text::Borrowed(""),
        document: Text::Borrowed(draft.id),
        ordinal: 0,
        kind,
        name: None,
        name_printed: None,
        name_key: None,
        name_source: None::<NameSource>,
        name_span: None::<Place>,
        contents_name: None,
        contents_page: None,
        number: None,
        number_printed: None,
        reprinted: false,
        first_print: None,
        special_measure: false,
        new: false,
        path: Vec::new(),
        amounts: Vec::new(),
        qualifier: None,
        departments: Vec::new(),
        sections: Vec::new(),
        description: Vec::new(),
        terms: Vec::new(),
        targets: Vec::new(),
        attributes: Vec::new(),
        notes: Vec::new(),
        span: draft.place_of_lines(lines.start, lines.end.saturating_sub(1).max(lines.start)),
    }
}
