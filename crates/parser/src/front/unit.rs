//! The unit that a document states once for the figures of its listings: `単位：億円。〈 〉書きは…`, `Ⅰ 物価高対策 （億円）`.
//!
//! Tables state units of their own; a unit that stands above a table is the table's.

use crate::brackets::trailing;
use crate::draft::Draft;
use crate::facts::Facts;
use crate::record::LineRole;
use crate::table;

/// How many names with bare figures must follow before the unit is taken to be theirs.
const FEWEST: usize = 2;

/// The unit of bare figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StatedUnit {
    /// Yen per unit.
    pub yen: i64,
    /// The 1-based line that states it.
    pub line: u32,
}

/// Looks for the unit; the figures behind names count from then on as amounts.
pub(crate) fn read(draft: &mut Draft<'_>) {
    let stated = (0..draft.lines.len()).find_map(|index| Some((index, stated_on(draft, index)?)));
    let Some((index, yen)) = stated else { return };
    let unit = StatedUnit { yen, line: draft.lines[index].number };
    let names = (index + 1..draft.lines.len()).filter(|at| draft.is_free(*at) && draft.bare_tail(*at).is_some());
    if names.take(FEWEST).count() == FEWEST {
        draft.state_unit(unit);
    }
}

/// The unit of money that a line outside tables states.
fn stated_on(draft: &Draft<'_>, index: usize) -> Option<i64> {
    let line = &draft.lines[index];
    let of_table = draft.owner(index).is_some_and(|owner| owner.role == LineRole::Table);
    let has_cells = || line.facts.any(Facts::CELLS) && line.text.contains(['\t', '|']);
    if of_table || !line.facts.any(Facts::MONEY) || has_cells() {
        return None;
    }
    let bracket = || trailing(line.text).and_then(|(inside, _)| table::stated_yen(inside));
    if line.text.contains('単') && line.text.contains("単位") { table::stated_yen(line.text) } else { bracket() }
}
