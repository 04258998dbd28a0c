//! Headings between two sheets that only their place tells from the last lines of the sheet above.
//!
//! ```text
//! stack   = blank heading+ blank title         each heading a level below the one above it
//! heading = number words amounts? | "【" words "】" | words fund
//! fund    = 勘定 | 特別会計 | 特会 | 一般会計 | 対策費
//! ```
//! `Ⅱ．エネルギー安全保障` / `１．資源確保`; `電源開発促進勘定` behind a figure.
//! A numbered line can be the last point of the sheet above too: it is where its neighbours in number stand there.

use super::find::Sheet;
use crate::brackets::inside;
use crate::draft::Draft;
use crate::facts::Facts;
use crate::layout::outline::{MARKED, rank};
use crate::name;
use crate::numbering::NumberForm;

/// The headings right above the line where a sheet starts, outermost first; none where a body can end so.
/// What stands above `floor` is sure to be of another sheet.
pub(super) fn stack(draft: &Draft<'_>, start: usize, floor: usize) -> Vec<usize> {
    let mut found: Vec<(usize, Step)> = Vec::new();
    let mut at = start;
    while found.len() < 3 {
        let Some(above) = draft.previous_free(at, floor) else { break };
        let Some(step) = step(draft, above) else { break };
        if found.first().is_some_and(|(_, lower)| !step.stands_above(*lower)) {
            break;
        }
        found.insert(0, (above, step));
        at = above;
    }
    // The uppermost can be the last points of the sheet above.
    while !found.is_empty() && !is_apart(draft, &found, start, floor) {
        found.remove(0);
    }
    found.into_iter().map(|(index, _)| index).collect()
}

/// Whether headings are set off from a body, are no points of its list, and the contents, where there are some, know one.
fn is_apart(draft: &Draft<'_>, found: &[(usize, Step)], start: usize, floor: usize) -> bool {
    let Some((top, _)) = found.first() else { return false };
    let above = top.checked_sub(1).is_none_or(|above| draft.is_taken(above));
    let below = found.len() > 1 || start.checked_sub(1).is_some_and(|below| draft.is_taken(below));
    let known = draft.contents.is_empty()
        || found.iter().any(|(index, step)| *step == Step::Fund || is_in_contents(draft, *index));
    above && below && known && !found.iter().any(|(_, step)| continues_list(draft, *step, floor, *top))
}

/// What makes a line look like a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Number(NumberForm, u32),
    Boxed,
    /// A fund of the national budget, which is what such papers are divided by.
    Fund,
}

impl Step {
    /// Whether it can stand above another.
    fn stands_above(self, lower: Self) -> bool {
        match (self, lower) {
            (Self::Number(upper, _), Self::Number(lower, _)) => rank(Some(upper)) < rank(Some(lower)),
            _ => self != lower,
        }
    }
}

/// The longest heading in characters.
const LONGEST: usize = 45;

fn step(draft: &Draft<'_>, index: usize) -> Option<Step> {
    let line = &draft.lines[index];
    if line.is_bullet()
        || line.is_note()
        || line.facts.any(Facts::STOP | Facts::CELLS)
        || draft.section(index).is_some()
    {
        return None;
    }
    let words = &line.text[..draft.headline_tail(index).unwrap_or(line.text.len())];
    if words.is_empty() || words.ends_with(['、', '：', ':']) || words.chars().count() > LONGEST {
        return None;
    }
    let boxed = inside(words).filter(|_| words.starts_with('【'));
    if draft.vocabulary.ends_as_fund(boxed.unwrap_or(words)) {
        return Some(Step::Fund);
    }
    if let Some(words) = boxed {
        let plain = !line.facts.any(Facts::BUDGET | Facts::MONEY) && !draft.vocabulary.is_new_mark(words);
        return plain.then_some(Step::Boxed);
    }
    let heading = name::read_heading(draft, &draft.passage(index));
    let form = heading.form.filter(|form| {
        use NumberForm::{Arabic, Chapter, Decimal, Parenthesised, Roman, Section};
        matches!(form, Chapter | Section | Roman | Arabic | Decimal | Parenthesised)
    })?;
    (!heading.title.is_empty()).then_some(Step::Number(form, heading.value))
}

/// Whether the contents name a heading, as a category or as an entry.
fn is_in_contents(draft: &Draft<'_>, index: usize) -> bool {
    let key = yosan_normaliser::join_key(draft.lines[index].text);
    draft.contents_keys.categories.contains(&key) || draft.contents_keys.titles.contains(&key)
}

/// How far above a heading the other points of a list are looked for.
const REACH: usize = 80;

/// Whether the point before or after a numbered line stands in the body above it.
fn continues_list(draft: &Draft<'_>, step: Step, floor: usize, top: usize) -> bool {
    let Step::Number(form, value) = step else { return false };
    (floor.max(top.saturating_sub(REACH))..top).filter(|index| draft.is_free(*index)).any(|index| {
        name::heading_form(draft, index) == Some(form)
            && name::read_heading(draft, &draft.passage(index)).value.abs_diff(value) == 1
    })
}

/// The rank of the headings in 【 】: below the numbered ones where the paper prints one right below such.
pub(super) fn boxed_rank(draft: &Draft<'_>, sheets: &[Sheet]) -> u8 {
    let below_number =
        |pair: &[usize]| draft.lines[pair[1]].text.starts_with('【') && name::heading_form(draft, pair[0]).is_some();
    if sheets.iter().any(|sheet| sheet.categories.windows(2).any(below_number)) { MARKED } else { rank(None) }
}
