//! The accounting of lines: each non-blank line has one owner; what nobody claimed is listed, not lost.

use std::collections::BTreeMap;

use crate::draft::{Draft, Owner};
use crate::line::Line;
use crate::record::{Accounting, Code, LineRole, OwnedLine};

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

/// Lines per role, and the owner of each line.
pub(crate) fn owned_lines(draft: &Draft<'_>) -> (Accounting, Vec<OwnedLine>) {
    let owned = |(index, line): (usize, &Line<'_>)| {
        let Owner { role, programme, section } = draft.owner(index)?;
        Some(OwnedLine { line: line.number, role, programme, section })
    };
    let lines: Vec<OwnedLine> = draft.lines.iter().enumerate().filter_map(owned).collect();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let mut roles: BTreeMap<LineRole, u32> = BTreeMap::new();
    for run in lines.chunk_by(|one, other| one.role == other.role) {
        *roles.entry(run[0].role).or_insert(0) += number(run.len());
    }
    (Accounting { lines: number(lines.len()), roles }, lines)
}
