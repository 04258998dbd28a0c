//! Headlines whose parts stood in boxes of their own on the page: the year, the budget word, the amount.
//!
//! ```text
//! boxes = amount label bracket?          12.5億円 / 令和6年度予算案額 / （10.0億円）
//!       | year budget-word amount?       令和6年度 / 予算案額 8.5億円（7.5億円）       each on a line
//! ```

use super::find::Sheet;
use crate::brackets::opens;
use crate::budget_label::{BudgetLabel, read_budget_label};
use crate::characters::is_digit;
use crate::draft::Draft;
use crate::money::default_era;

/// The line of a headline that begins above its label.
pub(super) fn line_above(draft: &Draft<'_>, index: usize, label: &BudgetLabel) -> Option<usize> {
    let above = draft.previous_free(index, index.saturating_sub(2))?;
    let label_alone = || label.range.len() == draft.lines[index].text.len() && label.fiscal_year.is_some();
    let year = || label.fiscal_year.is_none() && !label.year_before && is_year(draft, above);
    let amount = || label_alone() && is_amount(draft, above) && !amount_below(draft, index);
    (label.stage.is_some() && (year() || amount())).then_some(above)
}

/// The lines of a headline that begins at a line with a label.
pub(super) fn lines_from(draft: &Draft<'_>, index: usize) -> Vec<usize> {
    let label = read_budget_label(draft.lines[index].text, default_era(draft));
    let above = label.and_then(|label| line_above(draft, index, &label));
    above.into_iter().chain([index]).collect()
}

/// Whether a line is nothing but a year or nothing but amounts: such a line names no sheet.
pub(super) fn is_box(draft: &Draft<'_>, index: usize) -> bool {
    is_year(draft, index) || draft.is_only_amounts(index)
}

/// Puts the label of a sheet in front of an amount that stands above it.
pub(super) fn order(draft: &Draft<'_>, sheet: &Sheet, lines: &mut [usize]) {
    let [first, second, ..] = sheet.headlines[..] else { return };
    let Some(at) = lines.iter().position(|line| *line == first).filter(|_| is_amount(draft, first)) else { return };
    if lines.get(at + 1) == Some(&second) && lines_from(draft, second).first() == Some(&first) {
        lines.swap(at, at + 1);
    }
}

/// `令和6年度`
fn is_year(draft: &Draft<'_>, index: usize) -> bool {
    let text = draft.lines[index].text;
    let label = read_budget_label(text, default_era(draft)).filter(|label| label.range.len() == text.len());
    label.is_some_and(|label| label.fiscal_year.is_some() && label.stage.is_none())
}

/// `12.5億円`, not `（10.0億円）`.
fn is_amount(draft: &Draft<'_>, index: usize) -> bool {
    draft.lines[index].text.starts_with(is_digit) && draft.is_only_amounts(index)
}

fn amount_below(draft: &Draft<'_>, index: usize) -> bool {
    let below = draft.next_free(index + 1, draft.lines.len());
    below.is_some_and(|below| draft.is_only_amounts(below) && !draft.lines[below].text.starts_with(opens))
}
