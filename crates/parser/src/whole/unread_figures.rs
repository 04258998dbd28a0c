//! Figures below a unit that nobody read: a table whose form was lost.

use std::collections::BTreeSet;

use crate::draft::Draft;
use crate::facts::Facts;
use crate::layout::tables::by_blanks;
use crate::record::{Code, LineRole};
use crate::table;

/// How many lines below the unit are looked at.
const REACH: usize = 12;

/// How many lines with figures speak for a table.
const FEWEST: usize = 2;

/// Reports the units below which figures stand that are in no record.
pub(crate) fn run(draft: &mut Draft<'_>) {
    let states = |index: &usize| {
        draft.lines[*index].facts.any(Facts::MONEY)
            && table::says_unit(draft.lines[*index].text)
            && draft.owner(*index).is_none_or(|owner| owner.role != LineRole::Table)
    };
    let units: Vec<usize> = (0..draft.lines.len()).filter(states).collect();
    if units.is_empty() {
        return;
    }
    let read: BTreeSet<u32> = draft.amounts.iter().map(|owned| owned.amount.span.line).collect();
    for unit in units {
        let below = (unit + 1..draft.lines.len()).filter(|at| !draft.lines[*at].is_blank()).take(REACH);
        let is_other = |at: &usize| {
            let of_table = draft.owner(*at).is_some_and(|owner| owner.role == LineRole::Table);
            of_table || table::says_unit(draft.lines[*at].text)
        };
        let below: Vec<usize> = below.take_while(|at| !is_other(at)).collect();
        let is_read = |at: &usize| read.contains(&draft.lines[*at].number);
        // One entry that was read shows that the others are not for want of a form.
        let lost = !below.iter().any(is_read)
            && below.iter().filter(|at| by_blanks::ends_in_figures(draft, **at)).count() >= FEWEST;
        if lost {
            let place = draft.place_of_lines(unit, unit);
            let message =
                "figures stand below this unit that no table and no entry was read from; read them in the original";
            draft.find(Code::UnreadFigures, message, place);
        }
    }
}
