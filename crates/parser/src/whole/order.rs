//! The order of the records is the order of the source, and what lies inside a programme belongs to it.
//!
//! Layouts read some parts of a programme before others (the rows of a table before the bullets around it), and what
//! was claimed before the layouts ran (a table, a legend) can stand in the middle of a programme.

use crate::draft::Draft;
use crate::record::{LineRole, Place};

/// Puts the records into the order of the source and gives lines and amounts to the programme around them.
pub(crate) fn run(draft: &mut Draft<'_>) {
    draft.amounts.sort_by_key(|owned| (owned.amount.span.start, owned.amount.span.end));
    draft.notes.sort_by_key(|note| note.span.start);
    draft.outline.sort_by_key(|heading| heading.span.start);
    draft.policy_points.sort_by_key(|point| point.span.start);
    for programme in &mut draft.programmes {
        programme.amounts.sort_by_key(|amount| amount.span.start);
        programme.description.sort_by_key(|item| item.span.start);
        programme.terms.sort_by_key(|term| term.span.start);
        programme.targets.sort_by_key(|target| target.span.start);
        programme.attributes.sort_by_key(|attribute| attribute.span.start);
        programme.notes.sort_by_key(|note| note.span.start);
    }
    give_lines(draft);
    give_amounts(draft);
}

/// A line inside a programme that nobody named a programme for belongs to that one.
fn give_lines(draft: &mut Draft<'_>) {
    let spans: Vec<Place> = draft.programmes.iter().map(|programme| programme.span).collect();
    for (programme, span) in spans.into_iter().enumerate() {
        for index in span.line.saturating_sub(1) as usize..span.end_line as usize {
            let Some(owner) = draft.owner(index) else { continue };
            if owner.programme.is_none() && owner.role != LineRole::PageFurniture {
                draft.give(index, programme);
            }
        }
    }
}

/// An amount that was read before the programmes were known belongs to the owner of its line.
fn give_amounts(draft: &mut Draft<'_>) {
    for at in 0..draft.amounts.len() {
        let owned = &draft.amounts[at];
        let line = owned.amount.span.line.saturating_sub(1) as usize;
        let Some(owner) = draft.owner(line).filter(|_| owned.programme.is_none()) else { continue };
        let owned = &mut draft.amounts[at];
        owned.programme = owner.programme;
        owned.section = owned.section.or(owner.section);
    }
}
