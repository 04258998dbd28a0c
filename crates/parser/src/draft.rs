//! The records of one document while they are being read, and the ledger of who owns which line.
//!
//! Layouts take lines in order and claim each for one element. A claim also hands over the passage whose amounts are
//! still to be read, so that every printed amount is read once, by whoever owns its text.

use std::cell::OnceCell;
use std::ops::{BitOr, Range};

use yosan_normaliser::{Era, Folded, Source, Span};

use crate::amount::{find_bare_tail, find_pot, is_sheet_headline};
use crate::broken::line::{REACH, RunningTail, read as read_running_tail};
use crate::characters::is_digit;
use crate::facts::Facts;
use crate::front::contents::ContentsKeys;
use crate::front::unit::StatedUnit;
use crate::line::Line;
use crate::numbering::read_number;
use crate::passage::Passage;
use crate::record::{
    Amount, Code, ContentsEntry, Diagnostic, Heading, Layout, Legend, LineRole, Note, Place, PolicyPoint, Programme,
    RelatedPlace, SectionKind, Stage, Table, Text,
};
use crate::vocabulary::Vocabulary;

/// Who owns a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Owner {
    pub role: LineRole,
    /// Index into the programmes of the draft.
    pub programme: Option<usize>,
    pub section: Option<SectionKind>,
}

/// A passage whose amounts are read after the layouts are done.
#[derive(Clone, Debug)]
pub(crate) struct Prose<'t> {
    pub passage: Passage<'t>,
    pub programme: Option<usize>,
    pub section: Option<SectionKind>,
}

/// An amount that has been read, and whose it is.
#[derive(Clone, Debug)]
pub(crate) struct OwnedAmount<'t> {
    pub programme: Option<usize>,
    pub section: Option<SectionKind>,
    pub amount: Amount<'t>,
}

/// What the cover says of the document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cover<'t> {
    pub title: Option<Text<'t>>,
    pub title_line: Option<u32>,
    pub publisher: Option<Text<'t>>,
    pub published: Option<String>,
    pub fiscal_year: Option<u16>,
    pub stage: Option<Stage>,
    pub round: Option<u8>,
    /// Year and round of the one supplementary budget that the title names beside the paper's own.
    pub supplementary: Option<(u16, Option<u8>)>,
    /// The era that the title prints.
    pub era: Option<Era>,
}

/// The state of one document.
pub(crate) struct Draft<'t> {
    pub source: &'t Source,
    pub folded: &'t Folded<'t>,
    pub vocabulary: &'t Vocabulary,
    pub id: &'t str,
    pub lines: Vec<Line<'t>>,
    owners: Vec<Option<Owner>>,
    /// The amounts at the end of each line, once a layout has asked.
    tails: Vec<OnceCell<RunningTail>>,
    /// The kind of section that each line opens: many rules ask for it.
    sections: Vec<Option<SectionKind>>,
    /// Lines whose text begins behind a section label, in order.
    cut_labels: Vec<usize>,
    /// The unit of bare figures behind names, where the document states one.
    unit: Option<StatedUnit>,
    /// One past the last line that the layout at work may take.
    pub limit: usize,
    pub cover: Cover<'t>,
    pub legend: Option<Legend>,
    /// Bullets that the document says mark what is new.
    pub new_bullets: Vec<char>,
    pub layouts: Vec<Layout>,
    pub programmes: Vec<Programme<'t>>,
    pub amounts: Vec<OwnedAmount<'t>>,
    pub prose: Vec<Prose<'t>>,
    pub tables: Vec<Table<'t>>,
    pub outline: Vec<Heading<'t>>,
    pub contents: Vec<ContentsEntry<'t>>,
    pub contents_keys: ContentsKeys,
    /// The lines that the contents take.
    pub contents_lines: Option<Range<usize>>,
    /// Printed page numbers: index of the line, and the number.
    pub pages: Vec<(usize, u32)>,
    pub notes: Vec<Note<'t>>,
    pub policy_points: Vec<PolicyPoint<'t>>,
    pub diagnostics: Vec<Diagnostic<'t>>,
}

impl<'t> Draft<'t> {
    pub fn new(source: &'t Source, folded: &'t Folded<'t>, vocabulary: &'t Vocabulary, id: &'t str) -> Self {
        let mut lines = crate::line::scan(source, folded);
        crate::letter_bullet::mark(&mut lines, folded);
        let mut sections: Vec<_> = lines.iter().map(|line| vocabulary.section(line.text)).collect();
        crate::broken::label::mark(&lines, vocabulary, &mut sections);
        Self {
            source,
            folded,
            vocabulary,
            id,
            owners: vec![None; lines.len()],
            tails: vec![OnceCell::new(); lines.len()],
            sections,
            cut_labels: Vec::new(),
            unit: None,
            limit: lines.len(),
            lines,
            cover: Cover::default(),
            legend: None,
            new_bullets: Vec::new(),
            layouts: Vec::new(),
            programmes: Vec::new(),
            amounts: Vec::new(),
            prose: Vec::new(),
            tables: Vec::new(),
            outline: Vec::new(),
            contents: Vec::new(),
            contents_keys: ContentsKeys::default(),
            contents_lines: None,
            pages: Vec::new(),
            notes: Vec::new(),
            policy_points: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// The whole folded text.
    pub fn text(&self) -> &'t str {
        &self.folded.text
    }

    /// Whether a line has an owner or nothing is printed on it: it takes no part in what follows.
    pub fn is_taken(&self, index: usize) -> bool {
        self.owners.get(index).is_none_or(Option::is_some) || self.lines[index].is_blank()
    }

    /// Whether a line is free for a layout to claim.
    pub fn is_free(&self, index: usize) -> bool {
        !self.is_taken(index)
    }

    /// Whether a line is free and in the part that is being read.
    pub fn may_take(&self, index: usize) -> bool {
        index < self.limit && self.is_free(index)
    }

    /// The owner of a line.
    pub fn owner(&self, index: usize) -> Option<Owner> {
        self.owners.get(index).copied().flatten()
    }

    /// The kind of section that a line opens, when its text is a section label and nothing else.
    pub fn section(&self, index: usize) -> Option<SectionKind> {
        self.sections.get(index).copied().flatten()
    }

    /// Makes what stands behind the section label of a line its text.
    pub fn cut_label(&mut self, index: usize, len: usize) {
        let line = &mut self.lines[index];
        line.text_offset += len;
        line.text = &line.text[len..];
        self.tails[index] = OnceCell::new();
        self.cut_labels.push(index);
    }

    /// Where in the text of a line the amounts at its end begin; none where it does not end in amounts.
    pub fn headline_tail(&self, index: usize) -> Option<usize> {
        // A unit holds for what stands below it.
        let unit = || self.unit.filter(|unit| unit.line < self.lines[index].number);
        let bare = || unit().and_then(|_| self.bare_tail(index));
        let tail = self.tail(index).tail;
        let of_entry = || tail.of_entry.map(|at| at as usize).filter(|at| self.opens_entry(index, *at));
        let at = tail.at.map(|at| at as usize).or_else(of_entry).or_else(bare)?;
        Some(self.pot_before(index, at).unwrap_or(at))
    }

    /// Where the pot begins that stands between the name on a line and its amounts at `at`.
    fn pot_before(&self, index: usize, at: usize) -> Option<usize> {
        let line = &self.lines[index];
        find_pot(line.text, at, &|at| self.blank_before(line.text_offset + at))
    }

    /// Whether what only a bullet or a number makes sure holds on a line: it has one, and the legend gives a bracket that
    /// the amounts begin with to no other year.
    fn opens_entry(&self, index: usize, at: usize) -> bool {
        let line = &self.lines[index];
        let inside = line.text.get(at..).and_then(|amounts| amounts.strip_prefix(['（', '(']));
        let of_other = inside.is_some_and(|inside| inside.starts_with(is_digit))
            && self.legend.is_some_and(|legend| legend.parenthesis.is_some());
        (!of_other || self.pot_before(index, at).is_some()) && self.leads(index)
    }

    /// Whether a bullet, a heading mark or a number stands in front of a line.
    pub fn leads(&self, index: usize) -> bool {
        let line = &self.lines[index];
        let blank_at = |at: usize| self.blank_before(line.text_offset + at);
        line.is_bullet() || line.hashes > 0 || read_number(line.text, &blank_at).is_some()
    }

    /// Whether a line is nothing but amounts.
    pub fn is_only_amounts(&self, index: usize) -> bool {
        self.tail(index).tail.is_all
    }

    /// Whether a line is a sheet's headline.
    pub fn is_sheet_headline(&self, index: usize) -> bool {
        let known = self.tail(index).tail.is_headline;
        known.unwrap_or_else(|| is_sheet_headline(&self.headline_passage(index).text))
    }

    /// Whether a line goes on with the amounts of a line above that its end cut: `…（105` + `億円）`.
    pub fn continues_amounts(&self, index: usize) -> bool {
        let above = (index.saturating_sub(REACH)..index).rev();
        let mut printed = above.filter(|above| !self.lines[*above].is_blank());
        printed.any(|above| self.tail(above).last >= index)
    }

    /// A line and the lines below that go on with its amounts.
    pub fn headline_lines(&self, index: usize) -> Range<usize> {
        index..self.tail(index).last + 1
    }

    /// The text of a line and of those that go on with its amounts.
    pub fn headline_passage(&self, index: usize) -> Passage<'t> {
        let mut passage = self.passage(index);
        for below in self.headline_lines(index).skip(1).filter(|below| self.is_free(*below)) {
            passage.push(self.text(), self.lines[below].range());
        }
        passage
    }

    fn tail(&self, index: usize) -> &RunningTail {
        self.tails[index].get_or_init(|| read_running_tail(self, index))
    }

    /// Where in the text of a bullet or heading the bare figures at its end begin: `- 廃炉 24〈24〉`.
    pub fn bare_tail(&self, index: usize) -> Option<usize> {
        let line = &self.lines[index];
        let blank_at = |at: usize| self.blank_before(line.text_offset + at);
        let may_be = line.facts.any(Facts::DIGIT) && !line.text.contains(['\t', '|']) && self.leads(index);
        if may_be { find_bare_tail(line.text, &blank_at) } else { None }
    }

    /// The same on a line that goes on with a name: `　推進事業　　210（　180）`, below the unit.
    pub fn bare_tail_of_rest(&self, index: usize) -> Option<usize> {
        let line = &self.lines[index];
        let blank_at = |at: usize| self.blank_before(line.text_offset + at);
        let unit = self.unit.filter(|unit| unit.line < line.number);
        let may_be = line.facts.any(Facts::DIGIT) && !line.text.contains(['\t', '|']);
        unit.filter(|_| may_be).and_then(|_| find_bare_tail(line.text, &blank_at))
    }

    /// The unit that the document states for bare figures.
    pub fn unit(&self) -> Option<StatedUnit> {
        self.unit
    }

    /// From now on bare figures behind names are amounts.
    pub fn state_unit(&mut self, unit: StatedUnit) {
        self.unit = Some(unit);
    }

    /// The free lines of a range, in order.
    pub fn free_lines(&self, range: Range<usize>) -> Vec<usize> {
        range.filter(|index| self.is_free(*index)).collect()
    }

    /// The next free line from `from` on, before `end`.
    pub fn next_free(&self, from: usize, end: usize) -> Option<usize> {
        (from..end).find(|index| self.is_free(*index))
    }

    /// The free line before `from`, not before `start`.
    pub fn previous_free(&self, from: usize, start: usize) -> Option<usize> {
        (start..from).rev().find(|index| self.is_free(*index))
    }

    /// Claims one line; the first claim stays.
    pub fn own(&mut self, index: usize, role: LineRole, programme: Option<usize>, section: Option<SectionKind>) {
        if self.is_free(index) {
            self.owners[index] = Some(Owner { role, programme, section });
        }
    }

    /// Claims the free lines of a range.
    pub fn own_all(&mut self, range: Range<usize>, role: LineRole, programme: Option<usize>) {
        for index in range {
            self.own(index, role, programme, None);
        }
    }

    /// Claims the lines that hold nothing but markup (`<div>`, `**`), of which folding leaves nothing.
    pub fn own_markup(&mut self) {
        let source = self.source;
        for (index, line) in self.lines.iter().enumerate().filter(|(_, line)| line.is_blank()) {
            let printed = &source.text()[source.line_start(line.number)..source.line_start(line.number + 1)];
            if !printed.trim_start().is_empty() {
                self.owners[index] = Some(Owner { role: LineRole::PageFurniture, programme: None, section: None });
            }
        }
    }

    /// Gives the table lines of a range to a section of a programme.
    pub fn give_tables(&mut self, range: Range<usize>, programme: usize, section: SectionKind) {
        for owner in self.owners[range].iter_mut().flatten().filter(|owner| owner.role == LineRole::Table) {
            owner.programme = Some(programme);
            owner.section = Some(section);
        }
    }

    /// Gives a line that has an owner to a programme.
    pub fn give(&mut self, index: usize, programme: usize) {
        if let Some(owner) = self.owners.get_mut(index).and_then(Option::as_mut) {
            owner.programme = Some(programme);
        }
    }

    /// Leaves a passage to the reader of amounts; most hold none.
    pub fn leave_prose(&mut self, passage: Passage<'t>, programme: Option<usize>, section: Option<SectionKind>) {
        if self.facts_of(&passage).any(Facts::MONEY) {
            self.prose.push(Prose { passage, programme, section });
        }
    }

    /// The passage of a line's text behind its marks.
    pub fn passage(&self, index: usize) -> Passage<'t> {
        Passage::new(self.text(), self.lines[index].range())
    }

    /// The line that holds an offset of the folded text.
    pub fn line_at(&self, offset: usize) -> Option<&Line<'t>> {
        self.lines[..self.lines.partition_point(|line| line.offset <= offset)].last()
    }

    /// The kinds of characters on the lines that a passage is of.
    pub fn facts_of(&self, passage: &Passage<'_>) -> Facts {
        let lines = passage.offsets().filter_map(|offset| self.line_at(offset));
        lines.map(|line| line.facts).fold(Facts::default(), BitOr::bitor)
    }

    /// The place of a span of the source.
    pub fn place(&self, span: Span) -> Place {
        let (line, end_line) = self.source.lines_of(span);
        Place { line, end_line, start: span.start, end: span.end }
    }

    /// The place of a range of a passage.
    pub fn place_in(&self, passage: &Passage<'_>, range: Range<usize>) -> Place {
        self.place(passage.span(range, self.folded))
    }

    /// The place of all of a passage.
    pub fn place_of(&self, passage: &Passage<'_>) -> Place {
        self.place(passage.whole_span(self.folded))
    }

    /// The place from the first printed character of one line to the last of another.
    pub fn place_of_lines(&self, first: usize, last: usize) -> Place {
        let (upper, lower) = (&self.lines[first], &self.lines[last]);
        if first > last || upper.blank || lower.blank {
            return self.place(self.printed_span(first).cover(self.printed_span(last)));
        }
        let text = self.source.text();
        let start = if self.cut_labels.binary_search(&first).is_ok() {
            self.folded.map.source_span(upper.range()).start as usize
        } else {
            text.len() - text[self.source.line_start(upper.number)..].trim_start().len()
        };
        let end = text[..self.source.line_start(lower.number + 1)].trim_end().len();
        let span = Span::new(start, end);
        Place { line: upper.number, end_line: lower.number, start: span.start, end: span.end }
    }

    /// The printed characters of a line, blanks at its ends left out.
    fn printed_span(&self, index: usize) -> Span {
        let span = self.source.line_span(self.lines[index].number);
        let text = self.source.text().get(span.range()).unwrap_or_default();
        let start = text.len() - text.trim_start().len();
        let end = text.trim_end().len().max(start);
        Span::new(span.start as usize + start, span.start as usize + end)
    }

    /// The source characters at a place.
    pub fn printed(&self, place: Place) -> Text<'t> {
        let range = place.start as usize..place.end as usize;
        Text::Borrowed(self.source.text().get(range).unwrap_or_default())
    }

    /// Whether the source has a blank in front of the character at `offset` of the folded text.
    pub fn blank_before(&self, offset: usize) -> bool {
        let Some(before) = self.text()[..offset].chars().next_back() else { return false };
        let Some(after) = self.text()[offset..].chars().next() else { return false };
        before.is_whitespace() || after.is_whitespace() || self.blanks_before(offset).is_some()
    }

    /// The blanks that the source has in front of the character at `offset` of the folded text.
    pub fn blanks_before(&self, offset: usize) -> Option<&'t str> {
        let before = self.text()[..offset].trim_end().chars().next_back()?;
        let after = self.text()[offset..].chars().next()?;
        let end = self.text()[..offset].trim_end().len();
        let left = self.folded.map.source_span(end - before.len_utf8()..end);
        let right = self.folded.map.source_span(offset..offset + after.len_utf8());
        let between = self.source.text().get(left.end as usize..right.start as usize)?;
        between.chars().any(char::is_whitespace).then_some(between)
    }

    /// Records a finding.
    pub fn find(&mut self, code: Code, message: impl Into<String>, span: Place) {
        self.find_related(code, message, span, None, Vec::new());
    }

    /// Records a finding about a programme, with other places.
    pub fn find_related(
        &mut self,
        code: Code,
        message: impl Into<String>,
        span: Place,
        programme: Option<Text<'t>>,
        related: Vec<RelatedPlace<'t>>,
    ) {
        self.diagnostics.push(Diagnostic {
            code,
            severity: code.severity(),
            message: message.into(),
            document: Text::Borrowed(self.id),
            programme,
            span,
            related,
        });
    }
}
