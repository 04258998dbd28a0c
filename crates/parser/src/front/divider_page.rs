//! The number of a page that holds nothing but the heading of what follows, where too few numbers are printed to count up.
//!
//! ```text
//! page = blank heading blank n blank title headline          heading: one with a number in front
//! ```
//! `２．燃料安定供給対策` / `5` / `離島の石油流通合理化事業` / `令和7年度予算案額 35億円（34億円）`

use crate::draft::Draft;
use crate::facts::Facts;
use crate::name;

/// The lines with such a number.
pub(super) fn numbers(draft: &Draft<'_>) -> Vec<usize> {
    (0..draft.lines.len()).filter(|index| is_number(draft, *index)).collect()
}

/// A number alone between a heading and the name of a sheet.
fn is_number(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    // Cheap refusals first.
    if !line.facts.any(Facts::DIGIT) || line.text.len() > 3 || line.is_bullet() {
        return false;
    }
    line.text.bytes().all(|byte| byte.is_ascii_digit())
        && heading_above(draft, index).is_some_and(|heading| is_heading(draft, heading))
        && sheet_below(draft, index)
}

/// The line above, set off by a blank line or more.
fn heading_above(draft: &Draft<'_>, index: usize) -> Option<usize> {
    let above = (index.saturating_sub(4)..index).rev().find(|at| !draft.lines[*at].is_blank())?;
    (above + 1 < index && above.checked_sub(1).is_none_or(|before| draft.lines[before].is_blank())).then_some(above)
}

fn is_heading(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    let heading = name::read_heading(draft, &draft.passage(index));
    !line.is_bullet()
        && !line.is_note()
        && !line.facts.any(Facts::STOP | Facts::CELLS)
        && draft.section(index).is_none()
        && heading.form.is_some()
        && !heading.title.is_empty()
}

/// Whether a name with its headline right below stands below, set off by a blank line or more.
fn sheet_below(draft: &Draft<'_>, index: usize) -> bool {
    let count = draft.lines.len();
    let below = (index + 1..count.min(index + 5)).find(|at| !draft.lines[*at].is_blank());
    let title = below.filter(|title| *title > index + 1 && draft.vocabulary.ends_as_name(draft.lines[*title].text));
    let headline = title.and_then(|title| (title + 1..count.min(title + 3)).find(|at| !draft.lines[*at].is_blank()));
    headline.is_some_and(|headline| draft.is_sheet_headline(headline))
}
