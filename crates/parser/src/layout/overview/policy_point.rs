//! Policy points: what a chapter is about, said without an amount.
//!
//! ```text
//! point = "✓" text | sentence under a heading | "<li>✓" text "</li>" in a one-cell table
//! ```
//! `| <ul …> <li>✓ 重要技術の情報収集・分析体制等の強化。</li> </ul> |`

use std::ops::Range;

use crate::body::{self, Before, continues_directly, tidy};
use crate::draft::Draft;
use crate::facts::Facts;
use crate::layout::outline::Path;
use crate::passage::Passage;
use crate::record::{LineRole, PolicyPoint, Text};

/// Whether a line starts with a check mark.
pub(crate) fn has_mark(draft: &Draft<'_>, index: usize) -> bool {
    draft.lines[index].bullet.is_some_and(is_mark)
}

fn is_mark(text: &str) -> bool {
    text.starts_with(['✓', '✔', '☑', '➢', '➤'])
}

/// Whether a line belongs to a one-cell table that holds policy points: its frame, or a cell with check marks.
pub(crate) fn is_boxed(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    let boxed = || line.text.contains('|') || line.text.contains("<li>");
    line.facts.any(Facts::CELLS) && (line.is_frame() || boxed() && line.text.contains(['✓', '✔', '☑']))
}

/// Reads the points of one line of such a table.
pub(crate) fn read_boxed<'t>(draft: &mut Draft<'t>, index: usize, path: &Path<'t>) {
    let line = draft.lines[index];
    let mut at = 0;
    while let Some(found) = line.text[at..].find(['✓', '✔', '☑']) {
        let start = at + found;
        let mark_end = start + line.text[start..].chars().next().map_or(0, char::len_utf8);
        let stop =
            line.text[mark_end..].find(['<', '|', '✓', '✔', '☑']).map_or(line.text.len(), |stop| mark_end + stop);
        let range = line.text_offset + mark_end..line.text_offset + stop;
        let passage = Passage::new(draft.text(), range).trimmed();
        let marker = Text::Borrowed(&line.text[start..mark_end]);
        push(draft, &passage, Some(marker), path);
        draft.leave_prose(passage, None, None);
        at = stop.max(mark_end);
    }
    draft.own(index, LineRole::PolicyPoint, None, None);
}

/// The last line of the point that begins at a line.
pub(crate) fn last_line(draft: &Draft<'_>, index: usize, end: usize) -> usize {
    let mut last = index;
    while last + 1 < end && draft.is_free(last + 1) {
        let next = &draft.lines[last + 1];
        let before = Before::line(draft.lines[last].text);
        if next.is_bullet() || next.hashes > 0 || next.is_note() || !continues_directly(&before, next.text) {
            break;
        }
        last += 1;
    }
    last
}

/// Reads the point on a range of lines.
pub(crate) fn read<'t>(draft: &mut Draft<'t>, range: Range<usize>, path: &Path<'t>) {
    let items = body::read_items(draft, range);
    for item in &items {
        let mark = draft.lines[item.first].bullet.filter(|bullet| is_mark(bullet)).map(Text::Borrowed);
        push(draft, &item.passage, mark.or_else(|| item.marker.clone()), path);
    }
    body::claim_items(draft, items, LineRole::PolicyPoint, None, None);
}

fn push<'t>(draft: &mut Draft<'t>, passage: &Passage<'t>, marker: Option<Text<'t>>, path: &Path<'t>) {
    if passage.text.trim().is_empty() {
        return;
    }
    let span = draft.place_of(passage);
    draft.policy_points.push(PolicyPoint { text: tidy(&passage.text), marker, path: path.titles(), span });
}
