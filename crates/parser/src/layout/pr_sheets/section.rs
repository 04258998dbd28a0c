//! The sections of a sheet: a label from the label file, and the body up to the next label.

use std::collections::BTreeMap;
use std::ops::Range;

use super::find::Sheet;
use super::lost_headline::opens_sheet;
use super::{department, inline_label};
use crate::body;
use crate::broken;
use crate::draft::Draft;
use crate::record::{Code, Item, LineRole, Place, Section, SectionKind, Text};
use crate::rules;

/// Reads all sections of a sheet's body.
pub(crate) fn read_all(draft: &mut Draft<'_>, lines: Range<usize>, programme: usize) {
    read_contacts(draft, lines.clone(), programme);
    let labels = labels(draft, lines.clone());
    report_repeated(draft, &labels);
    for (at, label) in labels.iter().enumerate() {
        let next = labels.get(at + 1);
        let end = next.map_or(lines.end, |next| next.line);
        // 事業の内容 can stand over the labels below it, and has no text of its own.
        let holds_labels = label.kind == Some(SectionKind::Content) && next.is_some_and(|next| next.kind.is_some());
        read(draft, *label, label.first.min(end)..end, programme, holds_labels);
    }
    // A sheet without labels: what stands below its header is its description.
    if labels.is_empty() {
        let items = body::read_items(draft, lines);
        let records: Vec<_> = items.iter().map(|item| item.record(draft)).collect();
        draft.programmes[programme].description.extend(records);
        rules::read_description(draft, programme, &items);
        body::claim_items(draft, items, LineRole::Description, Some(programme), None);
    }
}

/// A line that opens a section; without a kind, the label file does not know it.
#[derive(Clone, Copy)]
pub(super) struct Label {
    pub(super) line: usize,
    pub(super) kind: Option<SectionKind>,
    /// The first line of its body.
    pub(super) first: usize,
    /// Where on its line the label ends and the body begins, where both stand on one.
    pub(super) cut: Option<(usize, usize)>,
}

/// The known labels, and lines that are set off with the same marks as those: `■留意事項` among `■事業の目的`.
fn labels(draft: &Draft<'_>, lines: Range<usize>) -> Vec<Label> {
    let mut known: Vec<Label> = lines.clone().filter_map(|line| known_label(draft, line)).collect();
    inline_label::add(draft, lines.clone(), &mut known);
    let marks: Vec<(char, char)> =
        known.iter().filter_map(|label| decoration(draft.lines[label.line].full.trim())).collect();
    // Brackets around words open a section only where the labels of this sheet mostly do.
    let first = known.first().map_or(lines.end, |label| label.line);
    if marks.len() * 2 <= known.len() {
        return known;
    }
    let is_set_off = |index: usize| {
        let line = &draft.lines[index];
        let full = line.full.trim();
        let short =
            || (3..=16).contains(&line.text.chars().count()) && !line.dash && !line.text.ends_with(['。', '、', '等']);
        draft.is_free(index)
            && decoration(full).is_some_and(|mark| marks.contains(&mark))
            && short()
            && !full.contains(char::is_whitespace)
    };
    let mut known = known.into_iter().peekable();
    let label = |line: usize| {
        let set_off = || is_set_off(line).then_some(Label { line, kind: None, first: line + 1, cut: None });
        known.next_if(|known| known.line == line).or_else(set_off)
    };
    (first..lines.end).filter_map(label).collect()
}

fn known_label(draft: &Draft<'_>, line: usize) -> Option<Label> {
    if draft.is_taken(line) || draft.lines[line].dash {
        return None;
    }
    let kind = draft.section(line)?;
    Some(Label { line, kind: Some(kind), first: broken::label::line_behind(draft, line), cut: None })
}

/// Offices named below the sections: `お問合せ先：環境省 資源循環推進室　電話：03-0000-8337`.
pub(crate) fn read_contacts(draft: &mut Draft<'_>, lines: Range<usize>, programme: usize) {
    let is_contact = |index: &usize| draft.is_free(*index) && department::is_contact(draft, draft.lines[*index].text);
    let contacts: Vec<usize> = lines.filter(is_contact).collect();
    let offices = department::read(draft, &contacts);
    draft.programmes[programme].departments.extend(offices);
    for index in contacts {
        draft.own(index, LineRole::Department, Some(programme), None);
    }
}

fn read(draft: &mut Draft<'_>, label: Label, lines: Range<usize>, programme: usize, holds_labels: bool) {
    let kind = label.kind.unwrap_or(SectionKind::Other);
    let (heading, heading_span) = take_heading(draft, &label, programme, kind);
    let heading_printed = draft.printed(heading_span);
    let Label { line: label, kind: known, .. } = label;
    if known.is_none() {
        report_unknown(draft, label);
    }
    draft.give_tables(lines.clone(), programme, kind);
    let items = body::read_items(draft, lines.clone());
    let mut printed = lines.clone().filter(|line| draft.is_free(*line) || is_ours(draft, *line, programme));
    let first = printed.next();
    let span = first.map(|first| draft.place_of_lines(first, printed.next_back().unwrap_or(first)));
    if span.is_none() && !holds_labels {
        report_empty(draft, label);
    }
    let records: Vec<_> = items.iter().map(|item| item.record(draft)).collect();
    for item in items.iter().filter(|item| item.is_note) {
        let notes = item.notes(draft);
        draft.programmes[programme].notes.extend(notes);
    }
    rules::read_section(draft, programme, kind, &items);
    draft.programmes[programme].sections.push(Section {
        heading,
        heading_printed,
        kind,
        heading_span,
        span,
        text: joined(&records),
        items: records,
    });
    body::claim_items(draft, items, LineRole::SectionBody, Some(programme), Some(kind));
}

/// The text of the items, an item a line.
fn joined(items: &[Item<'_>]) -> String {
    let mut text = String::with_capacity(items.iter().map(|item| item.text.len() + 1).sum());
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        text.push_str(&item.text);
    }
    text
}

/// Claims the label, and gives its text and place; a body behind it on the line is left.
fn take_heading<'t>(draft: &mut Draft<'t>, label: &Label, programme: usize, kind: SectionKind) -> (Text<'t>, Place) {
    let line = label.line;
    if let Some((end, body)) = label.cut {
        let passage = draft.passage(line).slice(0..end);
        let span = draft.place_of(&passage);
        draft.cut_label(line, body);
        return (passage.text, span);
    }
    let last = label.first.saturating_sub(1).max(line);
    let mut passage = draft.passage(line);
    for index in line..=last {
        draft.own(index, LineRole::SectionHeading, Some(programme), Some(kind));
        if index > line {
            passage.push(draft.text(), draft.lines[index].range());
        }
    }
    (passage.text, draft.place_of_lines(line, last))
}

/// Whether a line of the body was claimed for this programme before (a table); an office below it is no part of it.
fn is_ours(draft: &Draft<'_>, index: usize, programme: usize) -> bool {
    let body = |role| role != LineRole::Department;
    draft.owner(index).is_some_and(|owner| owner.programme == Some(programme) && body(owner.role))
}

/// An empty body is a finding.
fn report_empty(draft: &mut Draft<'_>, label: usize) {
    let span = draft.place_of_lines(label, label);
    let name = draft.lines[label].text;
    let message =
        format!("the section `{name}` has no text, probably a figure; look at the original where it is needed");
    draft.find(Code::EmptySection, message, span);
}

/// A second label with which sheets begin: the headline of another sheet may be lost.
fn report_repeated(draft: &mut Draft<'_>, labels: &[Label]) {
    let mut seen = Vec::new();
    for label in labels {
        let Some(kind) = label.kind.filter(|kind| opens_sheet(*kind)) else { continue };
        if seen.contains(&kind) {
            let span = draft.place_of_lines(label.line, label.line);
            let name = draft.lines[label.line].text;
            let message =
                format!("this sheet has had the section `{name}`; look whether another sheet begins above it");
            draft.find(Code::RepeatedSection, message, span);
            seen.clear();
        }
        seen.push(kind);
    }
}

/// Lines that stand where labels stand and look like them, but that the label file does not know: they recur.
pub(crate) fn find_unknown_labels(draft: &mut Draft<'_>, sheets: &[Sheet]) {
    let mut seen: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for sheet in sheets {
        let mut here: Vec<&str> = Vec::new();
        for index in sheet.body.clone() {
            let text = draft.lines[index].text;
            if looks_like_label(draft, index) && !here.contains(&text) {
                here.push(text);
                seen.entry(text).or_default().push(index);
            }
        }
    }
    let often = seen.into_values().filter(|places| places.len() >= 3 && places.len() * 2 >= sheets.len());
    for index in often.flatten().collect::<Vec<usize>>() {
        report_unknown(draft, index);
    }
}

fn report_unknown(draft: &mut Draft<'_>, index: usize) {
    let span = draft.place_of_lines(index, index);
    let text = draft.lines[index].text;
    let message = format!("`{text}` looks like a section label but is not in the label file; add it with --labels");
    draft.find(Code::UnknownSectionHeading, message, span);
}

fn looks_like_label(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    let body = draft.owner(index).is_some_and(|owner| owner.role == LineRole::SectionBody);
    body && !line.dash
        // No character takes more than four bytes; the count costs more than this.
        && line.text.len() <= 24 * 4
        && (3..=24).contains(&line.text.chars().count())
        && !line.text.ends_with(['。', '、', '等'])
        && !line.text.contains('\t')
}

/// The characters that a line is set off with: `■事業目的` gives `('■', '■')`, `【事業目的】` gives `('【', '】')`.
fn decoration(text: &str) -> Option<(char, char)> {
    let first = text.chars().next()?;
    let last = text.chars().next_back()?;
    match first {
        '【' | '〈' | '＜' | '<' | '《' | '[' | '［' => {
            matches!(last, '】' | '〉' | '＞' | '>' | '》' | ']' | '］').then_some((first, last))
        }
        '■' | '◆' | '●' | '○' | '▼' | '□' | '◎' => Some((first, first)),
        _ => None,
    }
}
