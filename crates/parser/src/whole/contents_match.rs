//! Contents and sheets, matched in the order of both.
//!
//! Equal names match first. Between two such pairs, a sheet and an entry match when their names are alike, or when one
//! sheet and one entry are left there, or when its printed page is that of one entry: a sheet without a title takes its
//! name from that entry.

use yosan_normaliser::join_key;

use crate::draft::Draft;
use crate::front::contents::without_number;
use crate::layout::pr_sheets::similar;
use crate::record::{Code, Kind, NameSource, RelatedPlace};

/// Matches contents and sheets; names title-less sheets; reports what has no partner.
pub(crate) fn run(draft: &mut Draft<'_>) {
    let sheets: Vec<usize> =
        (0..draft.programmes.len()).filter(|at| draft.programmes[*at].kind == Kind::PrSheet).collect();
    if sheets.is_empty() || draft.contents.is_empty() {
        return;
    }
    let entries = sheet_entries(draft);
    if entries.is_empty() {
        return;
    }
    let keys: Vec<&str> = entries.iter().map(|at| draft.contents_keys.names[*at].as_str()).collect();
    let mut pairs = equal_names(draft, &sheets, &keys);
    // Contents that list chapters rather than sheets match none.
    let missing = sheets.iter().filter(|sheet| draft.programmes[**sheet].name.is_none()).count();
    if pairs.is_empty() && missing < sheets.len() {
        return;
    }
    fill_gaps(draft, &sheets, &entries, &keys, &mut pairs);
    for (sheet, entry) in &pairs {
        pair(draft, sheets[*sheet], entries[*entry]);
    }
    report_unmatched(draft, &sheets, &entries, &pairs);
}

/// Entries that can stand for a sheet: not the headings of the outline.
fn sheet_entries(draft: &Draft<'_>) -> Vec<usize> {
    let headings: Vec<String> = draft.outline.iter().map(|heading| join_key(&heading.title)).collect();
    let is_heading =
        |key: &String| headings.iter().any(|heading| key.ends_with(heading.as_str()) && heading.len() * 3 >= key.len());
    (0..draft.contents.len()).filter(|at| !is_heading(&draft.contents_keys.titles[*at])).collect()
}

/// Pairs of equal names, in the order of both.
fn equal_names(draft: &Draft<'_>, sheets: &[usize], keys: &[&str]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut from = 0;
    for (sheet, at) in sheets.iter().enumerate() {
        let Some(key) = &draft.programmes[*at].name_key else { continue };
        if let Some(entry) = keys[from..].iter().position(|candidate| candidate == key) {
            pairs.push((sheet, from + entry));
            from += entry + 1;
        }
    }
    pairs
}

/// Matches what is left between two pairs.
fn fill_gaps(draft: &Draft<'_>, sheets: &[usize], entries: &[usize], keys: &[&str], pairs: &mut Vec<(usize, usize)>) {
    let mut bounds = pairs.clone();
    bounds.push((sheets.len(), keys.len()));
    let mut start = (0, 0);
    let mut found = Vec::new();
    let mut unnamed: Vec<(usize, Vec<usize>)> = Vec::new();
    for (sheet, entry) in bounds {
        let free_sheets: Vec<usize> = (start.0..sheet).collect();
        let mut free_entries: Vec<usize> = (start.1..entry).collect();
        let mut left = Vec::new();
        for sheet in free_sheets {
            let key = draft.programmes[sheets[sheet]].name_key.as_deref();
            let alike = key.and_then(|key| free_entries.iter().position(|entry| similar(keys[*entry], key)));
            match alike {
                Some(at) => found.push((sheet, free_entries.remove(at))),
                None => left.push(sheet),
            }
        }
        let nameless = left.iter().all(|sheet| draft.programmes[sheets[*sheet]].name.is_none());
        if nameless && left.len() == free_entries.len() {
            found.extend(left.into_iter().zip(free_entries));
        } else {
            left.retain(|sheet| draft.programmes[sheets[*sheet]].name.is_none());
            unnamed.extend(left.into_iter().map(|sheet| (sheet, free_entries.clone())));
        }
        start = (sheet + 1, entry + 1);
    }
    pairs.extend(found);
    let above = numbered_above(draft, sheets, entries, pairs);
    for (sheet, free) in unnamed {
        let page = printed_page(draft, sheets, sheet, above);
        let mut fitting =
            free.into_iter().filter(|entry| page.is_some() && draft.contents[entries[*entry]].page == page);
        if let (Some(entry), None) = (fitting.next(), fitting.next()) {
            pairs.push((sheet, entry));
        }
    }
    pairs.sort_unstable();
}

/// Whether page numbers stand above what is on their page, by the sheets that are matched already.
fn numbered_above(draft: &Draft<'_>, sheets: &[usize], entries: &[usize], pairs: &[(usize, usize)]) -> bool {
    let agree = |above: bool| {
        let agrees = |(sheet, entry): &&(usize, usize)| {
            let page = printed_page(draft, sheets, *sheet, above);
            page.is_some() && page == draft.contents[entries[*entry]].page
        };
        pairs.iter().filter(agrees).count()
    };
    agree(true) > agree(false)
}

/// The page number printed nearest above the first line of a sheet, or first below it.
fn printed_page(draft: &Draft<'_>, sheets: &[usize], sheet: usize, above: bool) -> Option<u32> {
    let first_line = |sheet: usize| sheets.get(sheet).map(|at| draft.programmes[*at].span.line as usize);
    let start = first_line(sheet)?;
    let end = first_line(sheet + 1).unwrap_or(usize::MAX);
    if above {
        let before = sheet.checked_sub(1).and_then(first_line).unwrap_or(0);
        draft.pages.iter().rev().find(|(index, _)| (before..start).contains(index)).map(|(_, page)| *page)
    } else {
        draft.pages.iter().find(|(index, _)| (start..end).contains(index)).map(|(_, page)| *page)
    }
}

fn pair(draft: &mut Draft<'_>, sheet: usize, entry: usize) {
    let key = draft.contents_keys.names[entry].clone();
    let entry = draft.contents[entry].clone();
    let programme = &mut draft.programmes[sheet];
    programme.contents_page = entry.page;
    let title = without_number(&entry.title);
    programme.contents_name = Some(title.clone());
    let differs = programme.name_key.as_ref().is_some_and(|name| *name != key);
    if programme.name.is_none() {
        programme.name_key = Some(key);
        programme.name = Some(title);
        programme.name_source = Some(NameSource::Contents);
    }
    if differs {
        let span = programme.name_span.unwrap_or(programme.span);
        let message = format!(
            "the name of the sheet differs from `{}` in the contents; compare both with the original",
            entry.title
        );
        let related = vec![RelatedPlace { message: "the entry of the contents".into(), span: entry.span }];
        draft.find_related(Code::NameDiffersFromContents, message, span, None, related);
    }
}

fn report_unmatched(draft: &mut Draft<'_>, sheets: &[usize], entries: &[usize], pairs: &[(usize, usize)]) {
    for (at, entry) in entries.iter().enumerate() {
        let entry = &draft.contents[*entry];
        if pairs.iter().all(|(_, paired)| *paired != at) && entry.page.is_some() {
            let message = format!("no sheet has the name `{}`; look for its page in the original", entry.title);
            let span = entry.span;
            draft.find(Code::ContentsEntryWithoutSheet, message, span);
        }
    }
    for (at, sheet) in sheets.iter().enumerate() {
        if pairs.iter().all(|(paired, _)| *paired != at) {
            let programme = &draft.programmes[*sheet];
            let span = programme.name_span.unwrap_or(programme.span);
            draft.find(
                Code::SheetWithoutContentsEntry,
                "no entry of the contents has the name of this sheet; compare it with the original",
                span,
            );
        }
    }
}
