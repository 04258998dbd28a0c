//! The layouts `overview` and `request_points`: headings, and under them entries with amounts.
//!
//! ```text
//! part         = (heading | policy-item | listing | policy-point | total | note | table)*
//! listing      = bullet name amounts  description*        - 次世代人工知能・ロボット中核技術開発 48.7 億円 (56.9 億円)
//! policy-item  = heading amounts      description*        1. デジタル経済【422億(321億)】
//! policy-point = ("✓" | sentence under a heading)         ✓ 地域を牽引する企業による未来投資の促進。
//! total        = words amounts                            計 2,162億円（2,048億円）
//! ```
//! Both layouts can stand in one part. Indentation says little: an entry is recognised by its amounts.

mod between;
mod contact;
mod entry;
mod heading;
mod listing;
mod other_budget;
mod policy_point;
mod remarked;
mod sibling;
mod total;

use std::ops::Range;

use entry::Entry;

use crate::body;
use crate::draft::Draft;
use crate::layout::outline::Path;
use crate::money;
use crate::record::{Kind, Layout, LineRole};

/// Whether any line of the range is an entry with amounts.
pub(crate) fn occurs(draft: &Draft<'_>, range: Range<usize>) -> bool {
    range.into_iter().any(|index| {
        draft.is_free(index) && (listing::is_listing(draft, index, None) || heading::is_policy_item(draft, index))
    })
}

/// Reads a part of the document.
pub(crate) fn read(draft: &mut Draft<'_>, range: Range<usize>) {
    let first_programme = draft.programmes.len();
    let (path, marks) = (Path::default(), heading::Marks::default());
    let mut walk = Walk { draft, path, marks, entry: None, scope: None, after_heading: false, end: range.end };
    for index in range {
        if walk.draft.is_free(index) {
            walk.line(index);
        }
    }
    walk.close();
    for (kind, layout) in [(Kind::Listing, Layout::Overview), (Kind::PolicyItem, Layout::RequestPoints)] {
        if draft.programmes[first_programme..].iter().any(|programme| programme.kind == kind) {
            draft.layouts.push(layout);
        }
    }
}

/// Reads a heading with amounts that stands above sheets, without text of its own.
pub(crate) fn read_policy_item<'t>(draft: &mut Draft<'t>, index: usize, path: &mut Path<'t>) {
    heading::open_policy_item(draft, index, path).close(draft);
}

/// The walk through the lines of a part.
struct Walk<'d, 't> {
    draft: &'d mut Draft<'t>,
    path: Path<'t>,
    /// The marks of its unnumbered headings.
    marks: heading::Marks,
    /// The entry whose lines are being collected.
    entry: Option<Entry<'t>>,
    /// The other budget that the headings above name.
    scope: Option<other_budget::Scope>,
    /// No line but policy points stands between here and the last heading.
    after_heading: bool,
    /// One past the last line of the part.
    end: usize,
}

impl Walk<'_, '_> {
    fn line(&mut self, index: usize) {
        let line = self.draft.lines[index];
        if policy_point::is_boxed(self.draft, index) {
            self.close();
            policy_point::read_boxed(self.draft, index, &self.path);
        } else if contact::is_caption(self.draft, index, self.entry.as_ref()) {
            self.close();
            contact::read(self.draft, index, self.end);
        } else if line.is_note() {
            self.note(index);
        } else if total::is_total(self.draft, index, self.entry.as_ref()) {
            self.close();
            total::read(self.draft, index);
        } else if self.continues_headline(index) {
            self.headline_line(index);
        } else if heading::is_policy_item(self.draft, index) {
            self.close();
            let mut entry = heading::open_policy_item(self.draft, index, &mut self.path);
            self.scope = other_budget::behind_heading(self.draft, index, self.scope);
            entry.budget = self.scope.map(|scope| scope.budget);
            self.entry = Some(entry);
            self.after_heading = false;
        } else if listing::is_listing(self.draft, index, self.entry.as_ref()) {
            self.close();
            let mut entry = listing::open(self.draft, index, &self.path);
            entry.budget = self.scope.map(|scope| scope.budget);
            self.entry = Some(entry);
            self.after_heading = false;
        } else if let Some(amounts) = remarked::find(self.draft, index, self.entry.as_ref()) {
            self.close();
            let entry = listing::open_line(self.draft, index, amounts.clone(), &self.path);
            remarked::describe(self.draft, index, &amounts, entry.programme);
            self.entry = Some(entry);
            self.after_heading = false;
        } else if heading::is_heading(self.draft, index, self.end, self.entry.as_ref()) {
            self.close();
            heading::read(self.draft, index, &mut self.path, &mut self.marks);
            self.scope = other_budget::behind_heading(self.draft, index, self.scope);
            self.after_heading = true;
        } else {
            self.text(index);
        }
    }

    /// Amounts of the open entry on a line of their own: `【補正】 17.9 億円`, `- 【補正】3.0 億円`, `(…を含む)`.
    fn continues_headline(&self, index: usize) -> bool {
        let text = self.draft.lines[index].text;
        let open = self.entry.as_ref().is_some_and(|entry| !entry.is_described(self.draft));
        open && (self.draft.continues_amounts(index)
            || self.draft.is_only_amounts(index)
            || money::is_qualifier(text)
            || listing::is_stated_part(text)
            || listing::is_bare_part(self.draft, index))
    }

    fn headline_line(&mut self, index: usize) {
        let line = self.draft.lines[index];
        let Some(entry) = &mut self.entry else { return };
        let amounts = self.draft.is_only_amounts(index) || self.draft.continues_amounts(index);
        let qualifier = money::is_qualifier(line.text) && !amounts;
        if qualifier {
            let passage = self.draft.passage(index);
            let programme = entry.programme;
            self.draft.programmes[programme].qualifier = Some(money::qualifier_text(&passage));
            self.draft.leave_prose(passage, Some(programme), None);
        } else {
            entry.add_headline(self.draft, line.range());
        }
        entry.last = index;
        self.draft.own(index, LineRole::HeadlineAmount, Some(entry.programme), None);
    }

    /// A note belongs to the open entry when it follows its head, or its text without a gap.
    fn note(&mut self, index: usize) {
        let line = self.draft.lines[index];
        let ours = self.entry.as_ref().is_some_and(|entry| {
            let adjacent = entry.last + 1 == index;
            let first = !entry.is_described(self.draft) && entry.kind == Kind::PolicyItem;
            first || (adjacent && (line.indent > 0 || line.is_bullet() || entry.is_described(self.draft)))
        });
        if ours {
            if let Some(entry) = &mut self.entry {
                entry.add_body(index);
            }
            return;
        }
        self.close();
        for item in body::read_items(self.draft, index..index + 1) {
            let notes = item.notes(self.draft);
            self.draft.notes.extend(notes);
            self.draft.leave_prose(item.passage, None, None);
        }
        self.draft.own(index, LineRole::Note, None, None);
    }

    /// Text that is neither heading nor entry: of the open entry, else a policy point, else of the cover.
    fn text(&mut self, index: usize) {
        let line = self.draft.lines[index];
        // An arrowhead deeper than the head of an entry is a bullet of its text.
        let below = self.entry.as_ref().is_some_and(|entry| line.indent > entry.indent);
        let arrow = line.bullet.is_some_and(|bullet| bullet.starts_with(['➢', '➤']));
        let sibling = self.entry.as_ref().is_some_and(|entry| sibling::is_sibling(self.draft, index, entry));
        let is_point = sibling || policy_point::has_mark(self.draft, index) && !(below && arrow);
        match &mut self.entry {
            Some(entry) if !is_point || entry.kind == Kind::PolicyItem => entry.add_body(index),
            _ if is_point || self.after_heading || !self.path.titles().is_empty() => {
                self.close();
                let last = policy_point::last_line(self.draft, index, self.end);
                policy_point::read(self.draft, index..last + 1, &self.path);
            }
            _ => self.front_matter(index),
        }
    }

    /// What is said before the first heading.
    fn front_matter(&mut self, index: usize) {
        let passage = self.draft.passage(index);
        let line = self.draft.lines[index];
        let caption = line.bold || (line.text.starts_with('【') && line.text.ends_with('】'));
        self.draft.own(index, if caption { LineRole::Heading } else { LineRole::Cover }, None, None);
        self.draft.leave_prose(passage, None, None);
    }

    fn close(&mut self) {
        if let Some(entry) = self.entry.take() {
            entry.close(self.draft);
        }
    }
}
