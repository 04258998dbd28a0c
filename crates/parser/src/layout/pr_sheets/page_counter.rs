//! Sheets that take several pages: the title comes again with a counter.
//!
//! ```text
//! title = name "（" n "／" m "）"          生産性革命推進事業（１／２）
//! ```
//! The counter is no part of the name, and the further pages are of the same programme.

use yosan_normaliser::{digit_value, join_key};

use super::find::Sheet;
use crate::brackets;
use crate::draft::Draft;
use crate::record::LineRole;

/// The name before the counter, and the number of the page.
pub(super) fn split(title: &str) -> Option<(&str, u32)> {
    let (inside, open) = brackets::trailing(title.trim_end())?;
    let (page, pages) = inside.split_once(['/', '／'])?;
    let (page, pages) = (number(page)?, number(pages)?);
    let name = title[..open].trim_end();
    (!name.is_empty() && (1..=pages).contains(&page) && pages > 1).then_some((name, page))
}

/// One digit: pages beyond nine have no sheet.
fn number(text: &str) -> Option<u32> {
    let mut characters = text.trim().chars();
    let value = digit_value(characters.next()?)?;
    characters.next().is_none().then_some(value)
}

/// Joins the sheets that are further pages of the one before them: the same name, and the counter counts up.
pub(super) fn join_pages(draft: &Draft<'_>, sheets: Vec<Sheet>) -> Vec<Sheet> {
    let mut joined: Vec<Sheet> = Vec::with_capacity(sheets.len());
    let mut before: Option<(String, u32)> = None;
    for sheet in sheets {
        let title: String = sheet.title.iter().map(|index| draft.lines[*index].text).collect();
        let page = split(&title).map(|(name, page)| (join_key(name), page));
        let counts_up =
            matches!((&before, &page), (Some((upper, at)), Some((name, page))) if upper == name && at < page);
        match joined.last_mut() {
            Some(first) if counts_up => first.further.extend(sheet.title.into_iter().chain(sheet.headlines)),
            _ => joined.push(sheet),
        }
        before = page;
    }
    joined
}

/// The titles and headlines of the further pages of a sheet. Without such, `（1/2）` behind its name is no counter but a
/// rate.
pub(super) fn further_pages(draft: &Draft<'_>, sheet: &Sheet) -> Vec<usize> {
    let title: String = sheet.title.iter().map(|index| draft.lines[*index].text).collect();
    let Some((name, 1)) = split(&title) else { return Vec::new() };
    let key = join_key(name);
    let is_page = |index: &usize| {
        let text = draft.lines[*index].text;
        split(text).is_some_and(|(name, page)| page > 1 && join_key(name) == key)
    };
    let body = draft.free_lines(sheet.body.clone()).into_iter().filter(is_page);
    let mut lines: Vec<usize> = body.chain(sheet.further.iter().copied()).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// Claims the lines of further pages.
pub(super) fn claim(draft: &mut Draft<'_>, lines: &[usize], programme: usize) {
    for index in lines {
        let role = if split(draft.lines[*index].text).is_some() { LineRole::Name } else { LineRole::HeadlineAmount };
        draft.own(*index, role, Some(programme), None);
        draft.leave_prose(draft.passage(*index), Some(programme), None);
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn counters_behind_names() {
        for (title, expected) in [
            ("漁港革命推進事業（１／２）", Some(("漁港革命推進事業", 1))),
            ("漁船開発事業 (3/3)", Some(("漁船開発事業", 3))),
            ("漁船開発事業（補助率1/2）", None),
            ("漁船開発事業（3/2）", None),
            ("漁船開発事業（1/1）", None),
            ("（1/2）", None),
        ] {
            assert_eq!(split(title), expected, "{title}");
        }
    }
}
