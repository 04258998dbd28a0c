//! The unit that a document states once for the figures of its listings: `単位：億円。〈 〉書きは…`, `Ⅰ 物価高対策 （億円）`.
//!
//! Tables state units of their own; a unit that stands above a table is the table's.

use yosan_normaliser::read_unit;

use crate::brackets::trailing;
use crate::draft::Draft;
use crate::facts::Facts;
use crate::record::LineRole;

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
    if of_table || !line.facts.any(Facts::MONEY) || line.text.contains(['\t', '|']) {
        return None;
    }
    let labelled = line
        .text
        .find("単位")
        .and_then(|at| whole_unit(line.text[at + "単位".len()..].trim_start_matches(['：', ':', ' ', 'は'])));
    labelled.or_else(|| {
        let (inside, _) = trailing(line.text)?;
        read_unit(inside).filter(|(_, len)| *len == inside.len()).map(|(unit, _)| unit)
    })
}

/// A unit of money with nothing of the word behind it.
fn whole_unit(text: &str) -> Option<i64> {
    let (unit, len) = read_unit(text)?;
    let next = text[len..].chars().next();
    next.is_none_or(|next| !next.is_alphanumeric()).then_some(unit)
}
