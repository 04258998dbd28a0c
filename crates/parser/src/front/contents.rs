//! The table of contents.
//!
//! ```text
//! entry = bullet? title leader page       ○学びと社会の連携促進事業..... 2
//!       | title TAB leader page           第二の柱：新たな「ルールベース」の通商戦略⇥. . . . . P 9
//!       | number title                    (1) Connected Industries の推進
//! ```
//! It begins at a heading such as 目次 or at the first line with a leader and a page. Lines without a page are
//! categories where the entries are bullets, and entries without a page elsewhere.

use std::ops::Range;

use super::bare_page;
use super::leader::split_page;
use crate::body::tidy;
use crate::brackets::closes;
use crate::draft::Draft;
use crate::facts::Facts;
use crate::line::Line;
use crate::numbering::{NumberForm, read_number};
use crate::passage::Passage;
use crate::record::{ContentsEntry, LineRole, Text};

/// Reads the contents and claims its lines. Gives the range of lines that it takes.
pub(crate) fn read(draft: &mut Draft<'_>) -> Option<Range<usize>> {
    let (range, pages) = find(draft)?;
    let rows = rows(draft, range.clone(), pages);
    let bulleted = rows.iter().filter(|row| row.page.is_some()).all(|row| row.is_bullet);
    let mut category: Option<Text<'_>> = None;
    for row in rows {
        let title = tidy(&row.title.trimmed().text);
        if row.is_heading || title.is_empty() {
            continue;
        }
        let heads = row.page.is_none() && !row.is_bullet && (bulleted || row.is_category);
        if heads {
            category = Some(title);
            continue;
        }
        let span = draft.place_of_lines(row.first, row.last);
        draft.contents.push(ContentsEntry { title, page: row.page, category: category.clone(), span });
    }
    draft.contents_keys = ContentsKeys::of(&draft.contents);
    draft.own_all(range.clone(), LineRole::Contents, None);
    Some(range)
}

/// The contents as they are compared with names, entry by entry.
#[derive(Clone, Debug, Default)]
pub(crate) struct ContentsKeys {
    /// Titles with their numbers, as join keys.
    pub titles: Vec<String>,
    /// Titles without their numbers.
    pub names: Vec<String>,
    /// Categories, each once in a row.
    pub categories: Vec<String>,
    /// The same without numbers and quotation marks.
    pub bare_categories: Vec<String>,
}

impl ContentsKeys {
    fn of(entries: &[ContentsEntry<'_>]) -> Self {
        let mut categories: Vec<&str> = entries.iter().filter_map(|entry| entry.category.as_deref()).collect();
        categories.dedup();
        let categories: Vec<String> = categories.into_iter().map(yosan_normaliser::join_key).collect();
        Self {
            titles: entries.iter().map(|entry| yosan_normaliser::join_key(&entry.title)).collect(),
            names: entries.iter().map(|entry| contents_key(&entry.title)).collect(),
            bare_categories: categories.iter().map(|key| bare_category(key)).collect(),
            categories,
        }
    }
}

/// One entry, wrapped lines joined.
struct EntryRow<'t> {
    title: Passage<'t>,
    page: Option<u32>,
    first: usize,
    last: usize,
    is_bullet: bool,
    is_heading: bool,
    is_numbered: bool,
    /// Entries stand indented below it.
    is_category: bool,
    indent: usize,
}

/// What parts titles from pages.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pages {
    /// A leader.
    Led,
    /// A leader or blanks.
    Bare,
}

impl Pages {
    /// The title in the text of a line, and the page behind it.
    fn split(self, draft: &Draft<'_>, index: usize) -> Option<(Range<usize>, u32)> {
        let led = split_page(draft.lines[index].text).map(|(end, page)| (0..end, page));
        led.or_else(|| if self == Self::Bare { bare_page::split(draft, index) } else { None })
    }
}

/// The lines that the contents take, and what parts their pages from the titles.
fn find(draft: &Draft<'_>) -> Option<(Range<usize>, Pages)> {
    let count = draft.lines.len();
    let is_entry = |index: usize| is_leader_line(&draft.lines[index]);
    let heading = (0..count).find(|index| {
        let line = &draft.lines[*index];
        draft.is_free(*index) && line.text.len() < 30 && draft.vocabulary.is_contents_heading(line.text)
    });
    // Behind the first headline such a table is one of a body.
    let opens_sheet = |index: usize| {
        let facts = draft.lines[index].facts;
        facts.any(Facts::MONEY) && facts.any(Facts::BUDGET) && draft.is_sheet_headline(index)
    };
    let table = || {
        let mut lines = (0..count).take_while(|index| !opens_sheet(*index));
        lines.find(|index| draft.is_free(*index) && heads_pages(draft.lines[*index].text))
    };
    let heading = heading.or_else(table);
    let below = |start: usize| start + 1..count.min(start + 40);
    let bare = |start: usize| below(start).filter(|at| draft.is_free(*at) && bare_page::split(draft, *at).is_some());
    let (start, pages) = match heading {
        Some(start) if below(start).any(is_entry) => (start, Pages::Led),
        Some(start) if bare(start).nth(1).is_some() => (start, Pages::Bare),
        Some(start) if lists_headings(draft, start) => (start, Pages::Led),
        _ => (first_leader_run(draft)?, Pages::Led),
    };
    let end = end_of_contents(draft, start, pages);
    (end > start + 1).then_some((start..end, pages))
}

/// The heads of a table of names and pages, which needs no heading above it: `| | 事業名 | 頁 |`.
fn heads_pages(text: &str) -> bool {
    let mut cells = text.trim_end_matches([' ', '|']).rsplit('|').map(str::trim);
    text.starts_with('|')
        && cells.next().is_some_and(|last| matches!(last, "頁" | "ページ"))
        && cells.any(|cell| matches!(cell, "事業名" | "施策名" | "項目名"))
}

/// A line with a leader of dots and a page; a tab alone is not enough outside the contents.
fn is_leader_line(line: &Line<'_>) -> bool {
    let dots = || ["...", ". . .", "…", "・・・", "‥"].iter().any(|leader| line.text.contains(leader));
    line.facts.any(Facts::DIGIT) && split_page(line.text).is_some_and(|(_, page)| page < 1000) && dots()
}

/// Whether what follows a contents heading recurs as headings below (contents without pages).
fn lists_headings(draft: &Draft<'_>, start: usize) -> bool {
    let end = draft.lines.len();
    let entries: Vec<usize> = draft.free_lines(start + 1..end.min(start + 12));
    let recurring = entries.iter().take(6).filter(|index| {
        let key = entry_key(draft, **index, Pages::Led);
        key.len() > 9 && (**index + 1..end).any(|later| entry_key(draft, later, Pages::Led) == key)
    });
    recurring.count() >= 2
}

/// The first of at least two lines with leaders, or a category line right before it.
fn first_leader_run(draft: &Draft<'_>) -> Option<usize> {
    let count = draft.lines.len();
    let first = (0..count).find(|index| draft.is_free(*index) && is_leader_line(&draft.lines[*index]))?;
    let more = (first + 1..count.min(first + 8)).any(|index| is_leader_line(&draft.lines[index]));
    if !more {
        return None;
    }
    let before = draft.previous_free(first, 0);
    Some(before.filter(|index| is_category(draft, *index)).unwrap_or(first))
}

/// A line that can head entries: numbered, or short and not the title, a date or a sentence.
fn is_category(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    !line.is_bullet() && !line.text.ends_with('。') && (line.hashes > 0 || is_numbered(draft, index))
}

fn is_numbered(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    read_number(line.text, &|at| draft.blank_before(line.text_offset + at)).is_some()
}

/// The line behind the last entry: entries go on while lines have a page, or are numbered or short and recur below.
fn end_of_contents(draft: &Draft<'_>, start: usize, pages: Pages) -> usize {
    let count = draft.lines.len();
    let mut end = start + 1;
    let mut index = start + 1;
    let mut first_key: Option<(String, bool)> = None;
    while index < count {
        if draft.is_taken(index) {
            index += 1;
            continue;
        }
        let line = &draft.lines[index];
        let key = entry_key(draft, index, pages);
        let paged = pages.split(draft, index).is_some();
        // The first entry comes again: the part that it names begins.
        let sets_off = line.hashes > 0 || draft.lines[index - 1].is_blank();
        if !paged && first_key.as_ref().is_some_and(|(first, paged)| *first == key && (sets_off || *paged)) {
            break;
        }
        let follows = paged || is_entry_like(draft, index);
        if !follows {
            break;
        }
        // Unpaged lines belong only if a paged one follows soon, or they are numbered points of the last entry.
        if paged || leads_to_page(draft, index, pages) || (is_numbered(draft, index) && index <= end + 2) {
            end = index + 1;
        } else {
            break;
        }
        first_key.get_or_insert((key, paged));
        index += 1;
    }
    end
}

fn leads_to_page(draft: &Draft<'_>, index: usize, pages: Pages) -> bool {
    let next = (index + 1..draft.lines.len()).filter(|at| draft.is_free(*at)).take(9);
    for at in next {
        let line = &draft.lines[at];
        let is_paged = pages.split(draft, at).is_some();
        if is_leader_line(line) || is_paged && (line.text.contains('\t') || pages == Pages::Bare) {
            return true;
        }
        if !is_entry_like(draft, at) {
            return false;
        }
    }
    false
}

/// A short line that is no sentence, headline or section label.
fn is_entry_like(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    line.text.chars().count() <= 80
        && !line.text.ends_with('。')
        && !line.text.contains("億円")
        && line.hashes != 1
        && draft.section(index).is_none()
}

/// A title of the contents as it is compared with names: without its number.
pub(crate) fn contents_key(title: &str) -> String {
    yosan_normaliser::join_key(&title[number_end(title)..])
}

/// The join key of a category without number and quotation marks.
pub(crate) fn bare_category(key: &str) -> String {
    let core = key.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '(' | ')' | 'I' | 'V' | 'X'));
    core.replace(['「', '」', '"', '\'', '/', '・', '(', ')'], "")
}

/// A title of the contents without its number.
pub(crate) fn without_number<'t>(title: &Text<'t>) -> Text<'t> {
    let end = number_end(title);
    match title {
        Text::Borrowed(title) => Text::Borrowed(&title[end..]),
        Text::Owned(title) => Text::Owned(title[end..].to_owned()),
    }
}

fn number_end(title: &str) -> usize {
    read_number(title, &|at| title[at..].starts_with(' ')).map_or(0, |number| number.end)
}

/// Title without number, leader and page, for comparing with headings.
fn entry_key(draft: &Draft<'_>, index: usize, pages: Pages) -> String {
    let text = draft.lines[index].text;
    let title = pages.split(draft, index).map_or(text, |(title, _)| &text[title]);
    yosan_normaliser::join_key(title.trim_matches(['.', '…', '・', ' ', '\t']))
}

/// The entries of the range, wrapped lines joined.
fn rows<'t>(draft: &Draft<'t>, range: Range<usize>, pages: Pages) -> Vec<EntryRow<'t>> {
    let mut rows: Vec<EntryRow<'t>> = Vec::new();
    let lines = draft.free_lines(range);
    let plain = has_plain_entries(draft, &lines, pages);
    for index in lines {
        let mut row = row(draft, index, pages);
        row.is_category = row.page.is_none() && (is_boxed(draft, index) || plain && row.is_numbered);
        match rows.last_mut() {
            Some(last) if !last.is_category && wraps(draft, last, &row) => {
                last.title.push(draft.text(), title_range(draft, index, pages));
                last.page = row.page.or(last.page);
                last.last = index;
            }
            _ => rows.push(row),
        }
    }
    mark_categories(&mut rows);
    rows
}

/// Whether no entry with a page has a number, and one of them stands right below another: what has a number and no page
/// heads them.
fn has_plain_entries(draft: &Draft<'_>, lines: &[usize], pages: Pages) -> bool {
    let paged: Vec<bool> = lines.iter().map(|index| pages.split(draft, *index).is_some()).collect();
    let numbered = lines.iter().zip(&paged).any(|(index, paged)| *paged && is_numbered(draft, *index));
    !numbered && paged.windows(2).any(|pair| pair[0] && pair[1])
}

/// Whether a line is all in 【 】, or in （ ） and does not add to the name above: `【電源開発促進勘定】`, `（燃料安定供給対策）`.
fn is_boxed(draft: &Draft<'_>, index: usize) -> bool {
    let text = draft.lines[index].text;
    let adds = |words: &str| text.starts_with(['（', '(']) && words.ends_with(['業', '費', '金', '分', '数']);
    let boxed = crate::brackets::inside(text).filter(|_| text.starts_with(['【', '（', '(']));
    boxed.is_some_and(|words| !words.contains(closes) && !adds(words))
}

/// A row without a page whose entries stand indented below it; or, where entries are numbered `(1)`, a row numbered `1.`
/// that is no name.
fn mark_categories(rows: &mut [EntryRow<'_>]) {
    let strict = |title: &str| crate::brackets::before_trailing(title).ends_with(['業', '費', '金', '査']);
    let form = |row: &EntryRow<'_>| read_number(&row.title.text, &|_| true).map(|number| number.form);
    let items: Vec<bool> = rows.iter().map(|row| form(row) == Some(NumberForm::Parenthesised)).collect();
    let named = rows.iter().zip(&items).filter(|(row, item)| **item && strict(&row.title.text)).count();
    let by_number = named > 0 && named * 2 > items.iter().filter(|item| **item).count();
    for at in 0..rows.len() {
        let deeper = rows.get(at + 1).is_some_and(|next| next.page.is_some() && next.indent > rows[at].indent);
        let above_items = by_number
            && form(&rows[at]) == Some(NumberForm::Arabic)
            && items.get(at + 1) == Some(&true)
            && !strict(&rows[at].title.text);
        let unpaged = rows[at].page.is_none() && !rows[at].is_numbered && deeper;
        rows[at].is_category |= unpaged || above_items;
        if above_items {
            rows[at].page = None;
        }
    }
}

fn row<'t>(draft: &Draft<'t>, index: usize, pages: Pages) -> EntryRow<'t> {
    let line = &draft.lines[index];
    // `| 事業名 | 頁 |`
    let heads_cells = || pages == Pages::Bare && line.text.trim_end_matches([' ', '|']).ends_with(['頁', 'ジ']);
    EntryRow {
        title: Passage::new(draft.text(), title_range(draft, index, pages)),
        page: pages.split(draft, index).map(|(_, page)| page),
        first: index,
        last: index,
        is_bullet: line.is_bullet(),
        is_heading: draft.vocabulary.is_contents_heading(line.text)
            || line.is_frame()
            || line.text.starts_with('|') && heads_cells(),
        is_numbered: is_numbered(draft, index),
        is_category: false,
        indent: line.indent,
    }
}

fn title_range(draft: &Draft<'_>, index: usize, pages: Pages) -> Range<usize> {
    let line = &draft.lines[index];
    let whole = || if pages == Pages::Bare { bare_page::cells_title(line.text) } else { 0..line.text.len() };
    let title = pages.split(draft, index).map_or_else(whole, |(title, _)| title);
    let trimmed = line.text[title.clone()].trim_end_matches([' ', '\t', '.', '．', '…', '‥']);
    line.text_offset + title.start..line.text_offset + title.start + trimmed.len()
}

/// Whether a row continues the one before: it starts with an empty cell or a bracket, or the one before has no page
/// and neither is numbered.
fn wraps(draft: &Draft<'_>, last: &EntryRow<'_>, row: &EntryRow<'_>) -> bool {
    if last.is_heading || row.is_heading || row.is_bullet || row.is_numbered {
        return false;
    }
    if last.page.is_none() && last.title.text.starts_with(['（', '(']) && !last.is_numbered {
        return false;
    }
    let line = &draft.lines[row.first];
    let empty_cell = line.full.starts_with('\t');
    let bracket = row.page.is_some()
        && row.title.text.starts_with(['（', '('])
        && read_number(&row.title.text, &|_| false).is_none();
    let unpaged = last.page.is_none() && row.page.is_some() && row.first == last.last + 1;
    let open = unpaged && (!last.is_numbered || row.indent > last.indent);
    let pillar = read_number(&row.title.text, &|_| false).is_some_and(|number| number.form == NumberForm::Chapter);
    empty_cell || bracket || (open && !pillar)
}
