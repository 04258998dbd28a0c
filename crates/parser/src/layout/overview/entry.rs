//! An entry while its lines are being collected: head, amounts, and the text below.

use std::ops::Range;

use crate::amount::OwnBudget;
use crate::body;
use crate::brackets;
use crate::draft::Draft;
use crate::layout::pr_sheets::read_contacts;
use crate::money;
use crate::passage::Passage;
use crate::record::{Kind, LineRole};
use crate::rules;

/// A listing or policy item that is open.
pub(crate) struct Entry<'t> {
    /// Index of its record.
    pub programme: usize,
    pub kind: Kind,
    /// Index of its first line.
    pub first: usize,
    /// Index of its last line so far.
    pub last: usize,
    /// Columns of indentation of its head.
    pub indent: usize,
    /// The budget that the headings above name, if it is not the paper's own.
    pub budget: Option<OwnBudget>,
    headline: Option<Passage<'t>>,
    /// First line of the text below.
    body: Option<usize>,
}

impl<'t> Entry<'t> {
    pub fn new(programme: usize, kind: Kind, first: usize, last: usize, indent: usize) -> Self {
        Self { programme, kind, first, last, indent, budget: None, headline: None, body: None }
    }

    /// Adds a piece of the headline.
    pub fn add_headline(&mut self, draft: &Draft<'t>, range: Range<usize>) {
        match &mut self.headline {
            Some(passage) => passage.push(draft.text(), range),
            None => self.headline = Some(Passage::new(draft.text(), range)),
        }
    }

    /// Adds a line of text below the head.
    pub fn add_body(&mut self, index: usize) {
        self.body.get_or_insert(index);
        self.last = index;
    }

    /// Whether text other than notes stands below the head.
    pub fn is_described(&self, draft: &Draft<'_>) -> bool {
        self.body
            .is_some_and(|start| (start..=self.last).any(|index| draft.is_free(index) && !draft.lines[index].is_note()))
    }

    /// Reads amounts and text and gives the record its extent.
    pub fn close(self, draft: &mut Draft<'t>) {
        if let Some(passage) = &self.headline {
            money::read_headline(draft, passage, self.programme, self.budget);
            // `13億円（10億円）［再掲］`, `13億円　再掲`
            let text = passage.text.trim_end();
            let mark = brackets::trailing(text).map(|(inside, _)| inside);
            draft.programmes[self.programme].reprinted |= draft.vocabulary.ends_in_reprint_mark(text)
                || mark.is_some_and(|inside| draft.vocabulary.is_reprint_mark(inside));
        }
        if let Some(start) = self.body {
            read_contacts(draft, start..self.last + 1, self.programme);
            let items = body::read_items(draft, start..self.last + 1);
            for item in &items {
                let record = item.record(draft);
                let notes = item.is_note.then(|| item.notes(draft));
                let programme = &mut draft.programmes[self.programme];
                match notes {
                    Some(notes) => programme.notes.extend(notes),
                    None => programme.description.push(record),
                }
            }
            rules::read_description(draft, self.programme, &items);
            body::claim_items(draft, items, LineRole::Description, Some(self.programme), None);
        }
        draft.programmes[self.programme].span = draft.place_of_lines(self.first, self.last);
    }
}
