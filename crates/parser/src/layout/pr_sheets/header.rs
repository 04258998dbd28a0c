//! The header of a sheet, between its title and its first section label: headline amounts, offices, notes.

use std::ops::Range;

use super::find::{Sheet, is_row_of_funds, is_total, qualifier_in_front};
use super::{boxes, department, lost_headline};
use crate::amount::is_sheet_headline;
use crate::body::{self, tidy};
use crate::brackets::{inside, is_bracket, leading};
use crate::budget_label::read_budget_label;
use crate::characters::is_digit;
use crate::draft::Draft;
use crate::facts::Facts;
use crate::front::legend::is_legend;
use crate::money;
use crate::passage::Passage;
use crate::record::{LineRole, Note};
use crate::rules;

/// Reads the header lines that are not the title.
/// `headline_behind_title` stands on the line of the title.
pub(crate) fn read<'t>(
    draft: &mut Draft<'t>,
    sheet: &Sheet,
    programme: usize,
    headline_behind_title: Option<Passage<'t>>,
) {
    lead(draft, sheet.lead.clone(), programme);
    let mut lines = draft.free_lines(sheet.lines.start..sheet.body.start);
    boxes::order(draft, sheet, &mut lines);
    let is_lost = lost_headline::is_lost(draft, sheet);
    let mut headline = headline_behind_title;
    let mut offices = Vec::new();
    // What stands below an unknown label is no office.
    let mut text: Option<Range<usize>> = None;
    for index in lines {
        let line = draft.lines[index];
        let amounts = draft.is_only_amounts(index) || draft.continues_amounts(index);
        if sheet.headlines.contains(&index)
            || amounts
            || is_total(line.text)
            || behind_reference(draft, line.text).is_some()
        {
            for range in headline_pieces(draft, index, programme).into_iter().filter(|range| !range.is_empty()) {
                match &mut headline {
                    // A note ends with its line.
                    Some(passage) if passage.text.contains('※') => passage.push_line(draft.text(), range),
                    Some(passage) => passage.push(draft.text(), range),
                    None => headline = Some(Passage::new(draft.text(), range)),
                }
            }
            draft.own(index, LineRole::HeadlineAmount, Some(programme), None);
        } else if is_row_of_funds(draft, line.text) {
            draft.own(index, LineRole::HeadlineAmount, Some(programme), None);
        } else if draft.section(index).is_some() {
            // `１　予算額` above the headline.
            draft.own(index, LineRole::SectionHeading, Some(programme), None);
        } else if line.is_note() {
            note(draft, index, programme);
        } else if money::is_qualifier(line.text) {
            qualifier(draft, index, programme);
        } else if is_of_text(draft, index, text.is_some()) {
            text = Some(text.map_or(index, |text| text.start)..index + 1);
        } else if line.text.ends_with('。') || names_programme(draft, line.text) {
            lead(draft, index..index + 1, programme);
        } else if is_header_mark(draft, line.text) {
            draft.own(index, LineRole::Name, Some(programme), None);
            draft.programmes[programme].new = true;
        } else if line.text.chars().all(|c| c.is_ascii_digit()) {
            // A page number that repeats or stands alone.
            draft.own(index, LineRole::PageFurniture, None, None);
        } else if states_money(draft, index) {
            lead(draft, index..index + 1, programme);
        } else if !is_scrap(line.text) {
            offices.push(index);
        }
    }
    if let Some(passage) = headline {
        let findings = draft.diagnostics.len();
        money::read_headline(draft, &passage, programme, None);
        if draft.diagnostics.len() == findings {
            lost_headline::report(draft, programme, &passage, is_lost);
        }
    }
    draft.programmes[programme].departments = department::read(draft, &offices);
    for index in offices {
        let passage = draft.passage(index);
        draft.own(index, LineRole::Department, Some(programme), None);
        draft.leave_prose(passage, Some(programme), None);
    }
    if let Some(text) = text {
        lead(draft, text, programme);
    }
}

/// Whether a line is text of a sheet without a known label there: `【事業の要件】`, and what is no office below it.
fn is_of_text(draft: &Draft<'_>, index: usize, has_begun: bool) -> bool {
    let line = &draft.lines[index];
    let boxed = inside(line.text).filter(|_| line.text.starts_with('【'));
    let is_label = boxed.is_some_and(|words| {
        !draft.vocabulary.ends_as_department(words)
            && !draft.vocabulary.is_new_mark(words)
            && !draft.vocabulary.is_change_mark(words)
            && !line.facts.any(Facts::MONEY | Facts::DIGIT)
    });
    is_label || has_label_in_columns(draft, line.text) || has_begun && !department::is_department(draft, line.text)
}

/// Whether a row of two columns has a section label in one: `事業の内容　　　　　事業スキーム（対象者、対象行為、補助率等）`.
fn has_label_in_columns(draft: &Draft<'_>, text: &str) -> bool {
    let mut cells = text.split([' ', '\t']).filter(|cell| cell.chars().nth(3).is_some());
    text.contains([' ', '\t']) && cells.any(|cell| draft.vocabulary.section(cell).is_some())
}

/// The line of a headline in two pieces, the second of which can be empty: without the qualifier in the middle of it and
/// the legend behind it, which go to the programme.
fn headline_pieces<'t>(draft: &mut Draft<'t>, index: usize, programme: usize) -> [Range<usize>; 2] {
    let line = draft.lines[index];
    let end = line.range().end;
    if let Some(start) = behind_reference(draft, line.text) {
        return [line.text_offset + start..end, end..end];
    }
    // 令和7年度当初予算案 48億円（52億円）※（ ）内は前年度当初予算額
    if let Some(note) = line.text.find('※').filter(|note| *note > 0 && is_legend(draft, index)) {
        let at = line.text_offset + note;
        let note = Passage::new(draft.text(), at..end);
        let record = Note { text: tidy(&note.text), span: draft.place_of(&note) };
        draft.programmes[programme].notes.push(record);
        draft.leave_prose(note, Some(programme), None);
        return [line.text_offset..at, end..end];
    }
    let bracket = qualifier_in_front(line.text).filter(|bracket| bracket.start > 0);
    let Some(bracket) = bracket else { return [line.range(), end..end] };
    let at = |offset: usize| line.text_offset + offset;
    let passage = Passage::new(draft.text(), at(bracket.start)..at(bracket.end));
    draft.programmes[programme].qualifier = Some(money::qualifier_text(&passage));
    draft.leave_prose(passage, Some(programme), None);
    [at(0)..at(bracket.start), at(bracket.end)..end]
}

/// Words of a bracket in front of the amount of another budget.
const REFERENCES: &[&str] = &["参考", "別途"];

/// Where the amount of another budget begins behind a bracket that says that it is one: `(参考)令和7年度補正予算額 80億円`.
fn behind_reference(draft: &Draft<'_>, text: &str) -> Option<usize> {
    let in_bracket =
        leading(text).filter(|(inside, _)| REFERENCES.contains(&inside.trim())).map(|(_, end)| &text[end..]);
    let bare = || {
        let rest = REFERENCES.iter().find_map(|word| text.strip_prefix(word))?;
        rest.starts_with(['：', ':', ' ']).then_some(rest)
    };
    let rest = in_bracket.or_else(bare)?.trim_start_matches(['：', ':', ' ']);
    let start = text.len() - rest.len();
    let label = read_budget_label(&text[start..], money::default_era(draft))?;
    (label.fiscal_year.is_some() && label.stage.is_some() && is_sheet_headline(&text[start..])).then_some(start)
}

/// A line that states money names no office, unless it has a telephone number: `令和7年度執行見込額 45億円`; 金融円滑化推進室
/// states none.
fn states_money(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    line.facts.any(Facts::MONEY)
        && line.facts.any(Facts::DIGIT)
        && !department::has_phone(line.text)
        && money::is_stated(draft, line.text)
}

/// What is left of a broken amount names no office: `億円）`, `規`. No one owns it, so that a finding shows it.
fn is_scrap(text: &str) -> bool {
    let is_unit = |c: char| "兆億万千百十円".contains(c);
    let of_amount = |c: char| is_digit(c) || is_bracket(c) || is_unit(c) || ".,、▲△".contains(c);
    // A number on a line of its own is that of the office below it.
    let one = text.chars().nth(1).is_none() && !text.contains(char::is_numeric);
    one || text.contains(is_unit) && text.chars().all(of_amount)
}

fn is_header_mark(draft: &Draft<'_>, text: &str) -> bool {
    let inside = text.trim_matches(is_bracket);
    inside.len() < text.len() && draft.vocabulary.is_new_mark(inside)
}

/// Whether a line ends as programmes do and as no office does: `○○支援事業`.
fn names_programme(draft: &Draft<'_>, text: &str) -> bool {
    text.ends_with(['業', '費', '金']) && draft.vocabulary.ends_as_name(text) && !department::is_department(draft, text)
}

/// A sentence between title or headline and first label says what the programme is for.
fn lead(draft: &mut Draft<'_>, lines: Range<usize>, programme: usize) {
    let items = body::read_items(draft, lines);
    let records: Vec<_> = items.iter().map(|item| item.record(draft)).collect();
    draft.programmes[programme].description.extend(records);
    rules::read_description(draft, programme, &items);
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
