//! The way of a document: from folded text to its records, phase by phase.
//!
//! lines → page furniture → contents → cover → legend → tables → layouts → amounts in prose → the whole document.

use std::ops::Range;

use yosan_normaliser::{Era, Folded, Source};

use crate::body;
use crate::budget_label::read_budget_label;
use crate::draft::Draft;
use crate::front;
use crate::layout::outline::settle_levels;
use crate::layout::{overview, plan, pr_sheets, tables};
use crate::money;
use crate::name;
use crate::numbering::NumberForm;
use crate::record::{AmountRow, Code, Counts, Document, Extraction, LineRole, Severity, Text};
use crate::vocabulary::Vocabulary;
use crate::whole;

/// What the caller knows of a document.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Id: the path below the input directory without extension.
    pub id: &'a str,
    /// Path below the input directory.
    pub path: &'a str,
    /// SHA-256 of the bytes, in hex.
    pub sha256: &'a str,
    /// Size in bytes.
    pub bytes: u64,
}

/// How documents are read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    vocabulary: Option<Vocabulary>,
}

impl Options {
    /// Options with a vocabulary of one's own: see [`Vocabulary::with_labels`].
    #[must_use]
    pub fn with_vocabulary(vocabulary: Vocabulary) -> Self {
        Self { vocabulary: Some(vocabulary) }
    }

    fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary.as_ref().unwrap_or_else(|| Vocabulary::built_in())
    }
}

/// Reads one document. Reading never fails: what is not understood stays visible as a finding.
#[must_use]
pub fn extract<'t>(
    source: &'t Source,
    folded: &'t Folded<'t>,
    input: &Input<'t>,
    options: &'t Options,
) -> Extraction<'t> {
    let mut draft = Draft::new(source, folded, options.vocabulary(), input.id);
    report_bytes(&mut draft);
    read_front(&mut draft);
    read_parts(&mut draft);
    whole::accounting::close(&mut draft);
    money::read_prose(&mut draft);
    whole::order::run(&mut draft);
    read_whole(&mut draft);
    finish(draft, input)
}

/// Findings that come before any reading.
fn report_bytes(draft: &mut Draft<'_>) {
    for span in draft.source.malformed() {
        let place = draft.place(*span);
        let message =
            format!("bytes that are not valid in {}; name the encoding with --encoding", draft.source.encoding());
        draft.find(Code::MalformedBytes, message, place);
    }
    if draft.lines.iter().all(crate::line::Line::is_blank) {
        let place = draft.place_of_lines(0, draft.lines.len().saturating_sub(1));
        draft.find(Code::EmptyDocument, "there is no text in the file; convert the original again", place);
    }
    whole::suspicious::run(draft);
}

fn read_front(draft: &mut Draft<'_>) {
    front::furniture::claim(draft);
    let contents = front::contents::read(draft);
    let end = contents.as_ref().map_or(draft.lines.len(), |range| range.start);
    draft.contents_lines = contents;
    let first = draft.lines.iter().position(|line| !line.is_blank()).unwrap_or(end);
    let is_title = |index: &usize| *index == first && front::cover::is_title_mark(draft, first);
    let end = (0..end).find(|index| !is_title(index) && begins_part(draft, *index)).unwrap_or(end);
    front::cover::read(draft, 0..end);
    front::legend::read(draft);
    front::new_mark::read(draft);
    tables::claim(draft);
    front::unit::read(draft);
}

/// Whether a line ends the cover: a heading, a section label or a headline.
fn begins_part(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    if draft.is_taken(index) || front::cover::is_imprint(draft, line.text) {
        return false;
    }
    let number = name::heading_form(draft, index);
    (line.hashes > 1)
        || draft.section(index).is_some()
        || matches!(number, Some(NumberForm::Roman | NumberForm::Chapter | NumberForm::Parenthesised))
        || pr_sheets::is_headline_or_lost(draft, index)
        || (line.is_bullet()
            && read_budget_label(line.text, Era::Reiwa).is_none()
            && draft.headline_tail(index).is_some())
}

/// Sheets first, because they are sure; then what stands before and behind them.
fn read_parts(draft: &mut Draft<'_>) {
    let sheets = pr_sheets::find(draft);
    let count = draft.lines.len();
    let start = sheets.first().map_or(count, |sheet| sheet.categories.first().copied().unwrap_or(sheet.lines.start));
    let end = sheets.last().map_or(count, |sheet| sheet.lines.end);
    read_part(draft, 0..start, !sheets.is_empty());
    let outline = draft.outline.len();
    pr_sheets::read(draft, &sheets);
    settle_levels(&mut draft.outline[outline..]);
    if end < count {
        read_part(draft, end..count, !sheets.is_empty());
    }
    if draft.programmes.is_empty() && draft.tables.is_empty() && !draft.lines.iter().all(crate::line::Line::is_blank) {
        let place = draft.place_of_lines(0, draft.lines.len() - 1);
        let message = "no sheet, listing, policy item or plan was recognised; look whether this is a budget paper";
        draft.find(Code::NoLayout, message, place);
    }
}

fn read_part(draft: &mut Draft<'_>, range: Range<usize>, beside_sheets: bool) {
    // What stands before the contents is front matter, whatever it looks like.
    let front = draft
        .contents_lines
        .clone()
        .filter(|lines| range.contains(&lines.start))
        .map_or(range.start, |lines| lines.start);
    read_preface(draft, range.start..front);
    let range = front..range.end;
    draft.limit = range.end;
    let outline = draft.outline.len();
    if let Some(signs) = plan::find_titled(draft, range.clone()) {
        plan::read(draft, signs);
    } else if overview::occurs(draft, range.clone()) {
        overview::read(draft, range);
    } else if let Some(signs) = plan::find(draft, range.clone()) {
        plan::read(draft, signs);
    } else if beside_sheets || !draft.tables.is_empty() {
        read_preface(draft, range);
    } else {
        read_notes(draft, range);
    }
    draft.limit = draft.lines.len();
    settle_levels(&mut draft.outline[outline..]);
}

/// What is said before the contents or the first sheet.
fn read_preface(draft: &mut Draft<'_>, range: Range<usize>) {
    let items = body::read_items(draft, range);
    for item in items.iter().filter(|item| item.is_note) {
        let notes = item.notes(draft);
        draft.notes.extend(notes);
    }
    for item in &items {
        let line = draft.lines[item.first];
        if item.first == item.last && (line.bold || (line.text.starts_with('【') && line.text.ends_with('】'))) {
            draft.own(item.first, LineRole::Heading, None, None);
        }
    }
    body::claim_items(draft, items, LineRole::Cover, None, None);
}

/// In a document of no known layout, notes are notes all the same.
fn read_notes(draft: &mut Draft<'_>, range: Range<usize>) {
    let items = body::read_items(draft, range);
    let notes: Vec<_> = items.into_iter().filter(|item| item.is_note).collect();
    for item in &notes {
        let records = item.notes(draft);
        draft.notes.extend(records);
    }
    body::claim_items(draft, notes, LineRole::Note, None, None);
}

fn read_whole(draft: &mut Draft<'_>) {
    front::new_mark::apply(draft);
    whole::contents_match::run(draft);
    whole::identity::assign(draft);
    whole::reprints::run(draft);
    whole::totals::run(draft);
    whole::unread_figures::run(draft);
    draft.diagnostics.sort_by_key(|finding| (finding.span.start, finding.span.end, finding.code));
    draft.diagnostics.dedup();
}

fn finish<'t>(draft: Draft<'t>, input: &Input<'t>) -> Extraction<'t> {
    let (accounting, owned_lines) = whole::accounting::owned_lines(&draft);
    let counts = counts(&draft);
    let amounts = draft
        .amounts
        .into_iter()
        .map(|owned| AmountRow {
            document: Text::Borrowed(input.id),
            programme: owned.programme.map(|at| draft.programmes[at].id.clone()),
            section: owned.section,
            amount: owned.amount,
        })
        .collect();
    let document = Document {
        id: Text::Borrowed(input.id),
        path: Text::Borrowed(input.path),
        sha256: Text::Borrowed(input.sha256),
        bytes: input.bytes,
        encoding: Text::Borrowed(draft.source.encoding()),
        lines: draft.source.line_count(),
        title: draft.cover.title,
        publisher: draft.cover.publisher,
        published: draft.cover.published,
        fiscal_year: draft.cover.fiscal_year,
        stage: draft.cover.stage,
        layouts: draft.layouts,
        legend: draft.legend,
        outline: draft.outline,
        contents: draft.contents,
        tables: draft.tables.iter().map(|table| table.id.clone()).collect(),
        notes: draft.notes,
        policy_points: draft.policy_points,
        accounting,
        counts,
    };
    Extraction {
        document,
        programmes: draft.programmes,
        amounts,
        tables: draft.tables,
        diagnostics: draft.diagnostics,
        owned_lines,
    }
}

fn counts(draft: &Draft<'_>) -> Counts {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let of =
        |severity: Severity| number(draft.diagnostics.iter().filter(|finding| finding.severity == severity).count());
    Counts {
        programmes: number(draft.programmes.len()),
        amounts: number(draft.amounts.len()),
        tables: number(draft.tables.len()),
        terms: number(draft.programmes.iter().map(|programme| programme.terms.len()).sum()),
        targets: number(draft.programmes.iter().map(|programme| programme.targets.len()).sum()),
        errors: of(Severity::Error),
        warnings: of(Severity::Warning),
        infos: of(Severity::Info),
    }
}
