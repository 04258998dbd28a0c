//! The accounting of lines: each non-blank line has one owner; what nobody claimed is listed, not lost.

use std::collections::BTreeMap;

use crate::draft::Draft;
use crate::record::{Accounting, Code, LineRecord, LineRole, Text};

/// Claims what is left as unclassified, and reports it run by run.
pub(crate) fn close(draft: &mut Draft<'_>) {
    draft.own_markup();
    let mut run: Option<(usize, usize)> = None;
    for index in 0..draft.lines.len() {
        if draft.is_free(index) {
            let passage = draft.passage(index);
            draft.own(index, LineRole::Unclassified, None, None);
            draft.leave_prose(passage, None, None);
            run = Some(run.map_or((index, index), |(first, _)| (first, index)));
        } else if !draft.lines[index].is_blank() {
            report(draft, run.take());
        }
    }
    report(draft, run);
}

fn report(draft: &mut Draft<'_>, run: Option<(usize, usize)>) {
    let Some((first, last)) = run else { return };
    let span = draft.place_of_lines(first, last);
    let text: String = draft.lines[first].text.chars().take(40).collect();
    let message =
        format!("no part of the document claims these lines, which begin with `{text}`; read them in the original");
    draft.find(Code::UnclassifiedLine, message, span);
}

/// Lines per role, and the record of each line.
pub(crate) fn records<'t>(draft: &Draft<'t>) -> (Accounting, Vec<LineRecord<'t>>) {
    let mut roles: BTreeMap<LineRole, u32> = BTreeMap::new();
    let mut lines = Vec::with_capacity(draft.lines.len());
    for (index, line) in draft.lines.iter().enumerate() {
        let Some(owner) = draft.owner(index) else { continue };
        *roles.entry(owner.role).or_insert(0) += 1;
        lines.push(LineRecord {
            document: Text::Borrowed(draft.id),
            line: line.number,
            role: owner.role,
            programme: owner.programme.map(|at| draft.programmes[at].id.clone()),
            section: owner.section,
        });
    }
    let count = u32::try_from(lines.len()).unwrap_or(u32::MAX);
    (Accounting { lines: count, roles }, lines)
}
