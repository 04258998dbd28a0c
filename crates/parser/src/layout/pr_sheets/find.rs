//! Finds the sheets of a document: where each begins, its title, headlines and body.

use std::cell::LazyCell;
use std::ops::Range;

use yosan_normaliser::digit_value;

use super::{boxes, department, inline_label, lost_headline, page_counter, title};
use crate::amount::{ends_as_share, find_headline_tail, is_sheet_headline};
use crate::brackets::{before_trailing, leading, opens};
use crate::budget_label::{self, BudgetLabel, read_budget_label};
use crate::draft::Draft;
use crate::facts::Facts;
use crate::money::is_qualifier;
use crate::record::Stage;

/// How many lines a header has at most between its headline and the first label with its text behind it.
const HEADER: usize = 12;

/// The lines of one sheet.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    /// Headings above the sheet that open a category.
    pub categories: Vec<usize>,
    /// Lines of the title; empty where none is printed.
    pub title: Vec<usize>,
    /// The sentence below the title that says what the programme is for.
    pub lead: Range<usize>,
    /// Where on the line of the title the headline begins, where both stand on one.
    pub headline_behind_title: Option<usize>,
    /// Lines with headline amounts.
    pub headlines: Vec<usize>,
    /// Titles and headlines that come again on further pages.
    pub further: Vec<usize>,
    /// From the first line of title or header to the line before the next sheet.
    pub lines: Range<usize>,
    /// From the first section label on; empty where there is none.
    pub body: Range<usize>,
}

/// Finds all sheets, in order. Nothing is claimed.
pub(crate) fn find(draft: &Draft<'_>) -> Vec<Sheet> {
    let labels: Vec<usize> = (0..draft.lines.len()).filter(|index| is_label(draft, *index)).collect();
    let mut groups = headline_groups(draft, &labels);
    lost_headline::add(draft, &labels, &mut groups);
    let mut sheets: Vec<Sheet> = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        let caption = budget_caption(draft, group[0]);
        if caption.is_some_and(|caption| heads_section(draft, caption, sheets.last(), &labels)) {
            continue;
        }
        let header = caption.unwrap_or(group[0]);
        let floor = sheets.last().map_or(0, |sheet| last_label_or_headline(sheet, &labels, header) + 1);
        if let Some(sheet) = open_sheet(draft, group, &labels, floor) {
            let next = groups.get(at + 1).map(|next| next[0]);
            let upper = sheets.last().filter(|_| caption.is_none());
            if upper.is_some_and(|upper| ends_figure(draft, &sheet, upper, next)) {
                continue;
            }
            sheets.push(sheet);
        }
    }
    let mut sheets = page_counter::join_pages(draft, sheets);
    close_sheets(draft, &mut sheets);
    sheets
}

/// Whether a line is a section label and nothing else.
pub(crate) fn is_label(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    draft.is_free(index) && !line.dash && draft.section(index).is_some()
}

/// The numbered label right above a headline that says nothing but that amounts follow: `３　所要経費（一般会計）`.
pub(crate) fn budget_caption(draft: &Draft<'_>, headline: usize) -> Option<usize> {
    let above = draft.previous_free(headline, 0).filter(|above| is_label(draft, *above))?;
    before_trailing(draft.lines[above].text).ends_with(['費', '額']).then_some(above)
}

/// How many sections of a sheet are looked at.
const SECTIONS: usize = 16;

/// Whether a label is a later section of a sheet: a label of that sheet has the number before its own.
fn heads_section(draft: &Draft<'_>, label: usize, sheet: Option<&Sheet>, labels: &[usize]) -> bool {
    let number = |label: usize| {
        let digits = draft.lines[label].text.trim_start_matches(['(', '（']).chars().map_while(digit_value);
        digits.fold(0, |value: u32, digit| value.saturating_mul(10).saturating_add(digit))
    };
    let headline = sheet.and_then(|sheet| sheet.headlines.last());
    let above = &labels[..labels.partition_point(|at| *at < label)];
    let own = above.iter().rev().take_while(|at| headline.is_some_and(|top| *at > top)).take(SECTIONS);
    number(label) > 1 && own.map(|label| number(*label)).any(|value| value + 1 == number(label))
}

/// Headlines that stand in one header: no section label between them, and no title of another sheet.
fn headline_groups(draft: &Draft<'_>, labels: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let bullets = LazyCell::new(|| bullets_of_entries(draft));
    for index in 0..draft.lines.len() {
        let titled = || {
            may_hold_headline(draft, index)
                && is_near_label(draft, labels, index)
                && titled_headline(draft, index).is_some()
        };
        let in_listing = || bullet_above(draft, labels, index).is_some_and(|bullet| bullets.contains(&bullet));
        if !titled() && (!is_headline(draft, index) || in_listing()) {
            continue;
        }
        let same = groups.last().and_then(|group| group.last()).is_some_and(|last| {
            let label_between = label_after(labels, *last).is_some_and(|label| label < index);
            !label_between && (*last + 1..index).filter(|at| draft.is_free(*at)).all(|at| belongs_to_header(draft, at))
        });
        match groups.last_mut() {
            Some(group) if same => group.push(index),
            _ => groups.push(boxes::lines_from(draft, index)),
        }
    }
    groups
}

/// A budget label with its amount, on one line or on two.
pub(crate) fn is_headline(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    if draft.is_taken(index) || line.text.len() > 400 {
        return false;
    }
    let is_listed = || (line.dash || line.bullet == Some("・")) && !is_below_heading(draft, index);
    (is_labelled_amount(draft, index) || is_total_above_share(draft, index)) && !is_listed()
}

/// A budget label in front, with its amount behind it or on the next line.
fn is_labelled_amount(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    let text = line.text.trim_start_matches(['【', '＜', '<', '〈', '[', '［']);
    // Cheap refusals first: a label in front, and no sentence or row of a table.
    let is_sentence_or_row = || line.facts.any(Facts::STOP | Facts::CELLS) && line.text.contains(['。', '\t']);
    if !budget_label::may_start(text) || is_sentence_or_row() {
        return false;
    }
    let text = behind_caption(text);
    let era = crate::money::default_era(draft);
    let Some(label) = read_budget_label(text, era) else { return false };
    let begins_above = boxes::line_above(draft, index, &label).is_some();
    // 予算額 alone labels the budget of a plan item too.
    let names_budget = label.fiscal_year.is_some() || label.stage != Some(Stage::Initial) || begins_above;
    if !names_budget || in_bracket_below_amounts(draft, index) {
        return false;
    }
    let rest = text[label.range.end..].trim_start_matches([' ', '：', ':', '\t', '　']);
    let label_only = (label_has_both(&label) || begins_above && label.stage.is_some()) && rest.is_empty();
    let next = draft.next_free(index + 1, draft.lines.len()).filter(|_| label_only);
    draft.is_sheet_headline(index)
        || (label_has_both(&label) && qualifier_in_front(rest).is_some_and(|bracket| bracket.start == 0))
        || (label_has_both(&label) && is_share_of_other(draft, index, line.text.len() - rest.len()))
        || (label.stage.is_some() && is_damaged_amount(rest))
        || next.is_some_and(|next| draft.is_only_amounts(next))
        || label_only && label.fiscal_year.is_some() && begins_above
}

/// The bullets of lines that end in amounts.
fn bullets_of_entries<'t>(draft: &Draft<'t>) -> Vec<&'t str> {
    let has_amounts = |index: &usize| draft.is_free(*index) && draft.headline_tail(*index).is_some_and(|at| at > 0);
    let bullet = |index: usize| draft.lines[index].bullet.filter(|_| has_amounts(&index));
    let mut bullets: Vec<&str> = (0..draft.lines.len()).filter_map(bullet).collect();
    bullets.sort_unstable();
    bullets.dedup();
    bullets
}

/// The bullet right above an indented line, far from the sections of any sheet. Where other lines with that bullet end in
/// amounts, the line says those of an entry: `○洋上風力の実証` / `　　令和７年度予算案額　60億円（57億円）`.
fn bullet_above<'t>(draft: &Draft<'t>, labels: &[usize], index: usize) -> Option<&'t str> {
    let above = index.checked_sub(1).filter(|above| draft.is_free(*above)).map(|above| &draft.lines[above])?;
    let deeper = above.hashes == 0 && above.indent < draft.lines[index].indent;
    above.bullet.filter(|_| deeper && !is_near_label(draft, labels, index))
}

fn label_has_both(label: &BudgetLabel) -> bool {
    label.fiscal_year.is_some() && label.stage.is_some()
}

/// Where a bracket stands that qualifies the amount behind it: `（財務省計上 7,310億円を含む）1兆461億円`.
pub(crate) fn qualifier_in_front(text: &str) -> Option<Range<usize>> {
    let start = text.find(['（', '('])?;
    let (_, length) = leading(&text[start..]).filter(|(_, end)| is_qualifier(&text[start..start + end]))?;
    let end = start + length;
    let behind = text[end..].trim_start();
    (!behind.is_empty() && find_headline_tail(behind) == Some(0)).then_some(start..end)
}

/// Whether behind the label and a colon an amount is part of what another programme has, below the name of a sheet:
/// `○○先導事業`, `令和6年度予算額：環境・ストック活用推進事業 60.71億円の内数`.
fn is_share_of_other(draft: &Draft<'_>, index: usize, label_end: usize) -> bool {
    let line = &draft.lines[index];
    let other = || {
        let tail = draft.headline_tail(index).filter(|tail| *tail > label_end)?;
        let words = line.text[..label_end].trim_end().ends_with(['：', ':']).then(|| &line.text[label_end..tail]);
        words.map(str::trim)
    };
    let named = |above: usize| draft.vocabulary.ends_as_name(draft.lines[above].text);
    ends_as_share(line.text)
        && other().is_some_and(|other| draft.vocabulary.ends_as_name(other))
        && index.checked_sub(1).is_some_and(named)
}

/// Whether a list of the converter begins right below the name of a programme: `# …事業`, `- 令和４年度予算案額: 15.5億円`.
fn is_below_heading(draft: &Draft<'_>, index: usize) -> bool {
    let above = draft.previous_free(index, 0).map(|above| &draft.lines[above]);
    above.is_some_and(|above| above.hashes > 0 && draft.vocabulary.ends_as_name(above.text))
}

/// Where on a line with the title of a sheet its headline begins: `○○事業　令和６年度予算案額 １．０億円（新規）`.
fn titled_headline(draft: &Draft<'_>, index: usize) -> Option<usize> {
    let line = &draft.lines[index];
    if draft.is_taken(index)
        || line.is_bullet()
        || line.is_note()
        || line.text.len() > 400
        || line.text.contains(['。', '\t'])
    {
        return None;
    }
    let era = crate::money::default_era(draft);
    let is_whole = |label: BudgetLabel| label.fiscal_year.is_some() && label.stage.is_some() && !label.year_before;
    let parts_name_and_label = |at: &usize| {
        budget_label::may_start(&line.text[*at..])
            && draft.vocabulary.ends_as_name(&line.text[..*at])
            && read_budget_label(&line.text[*at..], era).is_some_and(is_whole)
            && draft.headline_tail(index) == Some(*at)
            && is_sheet_headline(&draft.headline_passage(index).text[*at..])
    };
    // Only lines that have a name with a label behind it are cut into tokens for their tail.
    line.text.char_indices().map(|(at, _)| at).skip(1).find(parts_name_and_label)
}

/// Few lines speak of a budget and of money.
fn may_hold_headline(draft: &Draft<'_>, index: usize) -> bool {
    let facts = draft.lines[index].facts;
    facts.any(Facts::MONEY) && facts.any(Facts::BUDGET)
}

/// Whether a section label follows soon.
fn is_near_label(draft: &Draft<'_>, labels: &[usize], line: usize) -> bool {
    label_after(labels, line).is_some_and(|label| (line + 1..label).filter(|at| draft.is_free(*at)).nth(14).is_none())
}

/// The label behind the word that says that a budget follows: `予算額：令和7年度予算案 5.5億円`.
fn behind_caption(text: &str) -> &str {
    let behind =
        ["予算額", "予算規模", "予算"].iter().find_map(|word| text.strip_prefix(word)?.strip_prefix(['：', ':']));
    behind.map_or(text, str::trim_start)
}

/// A total over years with the share of this budget in the bracket below it, in the place of a headline:
/// `国庫債務負担行為含め総額 9,916億円`, `（うち令和6年度補正予算額 8,816億円）`.
fn is_total_above_share(draft: &Draft<'_>, index: usize) -> bool {
    let text = draft.lines[index].text;
    if !draft.lines[index].facts.any(Facts::MONEY) || !is_total(text) {
        return false;
    }
    if let Some((_, beside)) = text.split_once('※') {
        // 国庫債務負担行為要求額 2,375億円 ※令和7年度予算案額 760億円
        return is_sheet_headline(beside.trim_start());
    }
    let Some(below) = draft.next_free(index + 1, draft.lines.len()) else { return false };
    let share = draft.lines[below].text.trim_start_matches(opens).strip_prefix("うち");
    let era = crate::money::default_era(draft);
    let label = share.and_then(|share| read_budget_label(share.trim_start_matches(['、', ' ']), era));
    label.is_some_and(|label| label.fiscal_year.is_some() && label.stage.is_some()) && draft.is_only_amounts(below)
}

/// `【Ｒ６補正：400億円】` below `②…支援事業 ［150億円（85億円）］` belongs to that entry.
fn in_bracket_below_amounts(draft: &Draft<'_>, index: usize) -> bool {
    let above = || index.checked_sub(1).filter(|above| draft.is_free(*above));
    draft.lines[index].text.starts_with(opens)
        && above().and_then(|above| draft.headline_tail(above)).is_some_and(|tail| tail > 0)
}

/// A figure that no number can be read from stands in the place of the amount: `1O.5億円`.
fn is_damaged_amount(text: &str) -> bool {
    let short = text.chars().count() <= 24;
    short
        && text.starts_with(|c: char| c.is_ascii_digit())
        && ["億", "万円", "千円"].iter().any(|unit| text.contains(unit))
}

/// A total over years that stands beside the headline: `国庫債務負担行為含め総額 640億円`.
pub(crate) fn is_total(text: &str) -> bool {
    text.trim_end_matches(['）', ')', '】']).ends_with('円')
        && (text.contains("国庫債務負担行為") || text.contains("総額"))
        && text.chars().count() <= 50
        && !text.contains('。')
}

fn belongs_to_header(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    line.is_note()
        || draft.is_only_amounts(index)
        || draft.continues_amounts(index)
        || is_total(line.text)
        || department::is_department(draft, line.text)
        || is_row_of_funds(draft, line.text)
}

/// Whether a line is a row of boxes to tick for the funds that pay: `労働特会　労災　雇用　一般会計`.
pub(crate) fn is_row_of_funds(draft: &Draft<'_>, text: &str) -> bool {
    let is_short = |word: &str| word.chars().nth(8).is_none();
    text.len() <= 200
        && text.split_whitespace().nth(1).is_some()
        && text.split_whitespace().all(is_short)
        && text.split_whitespace().any(|word| draft.vocabulary.ends_as_fund(word))
}

/// The first label below a line that is none.
fn label_after(labels: &[usize], line: usize) -> Option<usize> {
    labels.get(labels.partition_point(|label| *label <= line)).copied()
}

/// The last label of the sheet before `before`, its last headline, or its title where that stands below.
fn last_label_or_headline(sheet: &Sheet, labels: &[usize], before: usize) -> usize {
    let last_headline = sheet.headlines.last().copied().unwrap_or(sheet.lines.start);
    let last_own = sheet.title.last().map_or(last_headline, |title| (*title).max(last_headline));
    let label = labels[..labels.partition_point(|label| *label < before)].last();
    label.map_or(last_own, |label| (*label).max(last_own))
}

/// A sheet opens where a title or a section label speaks for it.
fn open_sheet(draft: &Draft<'_>, group: &[usize], labels: &[usize], floor: usize) -> Option<Sheet> {
    let first = *group.first()?;
    let last = *group.last()?;
    let headline_behind_title = titled_headline(draft, first);
    let head = match headline_behind_title {
        Some(_) => title::on_headline(draft, first, floor),
        None => title::find(draft, first, last, floor),
    };
    let label = label_after(labels, last);
    let near = is_near_label(draft, labels, last);
    if !near && (head.title.is_empty() || !title::is_strong(draft, &head.title)) {
        return None;
    }
    let start = head.start.min(first);
    // Labels with their text behind them begin the body too; what stands above them is the header.
    let inline = || {
        draft
            .free_lines(last + 1..draft.lines.len().min(last + HEADER))
            .into_iter()
            .find(|at| inline_label::is_at(draft, *at))
    };
    let body = if near { label } else { inline() }.unwrap_or(last + 1);
    Some(Sheet {
        categories: head.categories,
        title: head.title,
        lead: head.lead,
        headline_behind_title,
        headlines: group.to_vec(),
        further: Vec::new(),
        lines: start..last + 1,
        body: body..body,
    })
}

/// Whether headlines without a title that names a programme are the last lines of a figure: they stand right below its others and say again what
/// the headline of the sheet above says, and neither a section label nor an office stands between them and the next sheet:
/// `実証試験` / `令和元年度予算額：12.4億円`.
fn ends_figure(draft: &Draft<'_>, sheet: &Sheet, upper: &Sheet, next: Option<usize>) -> bool {
    let Some(next) = next else { return false };
    let of_sheet = |at: usize| draft.is_free(at) && department::is_department(draft, draft.lines[at].text);
    let repeats = |line: &usize| upper.headlines.iter().any(|above| repeats_amount(draft, *line, *above));
    (sheet.title.is_empty() || !title::is_strong(draft, &sheet.title))
        && sheet.categories.is_empty()
        && sheet.lines.start.checked_sub(1).is_some_and(|above| draft.is_free(above))
        && sheet.body.start >= next
        && sheet.headlines.iter().any(repeats)
        && !(sheet.lines.start..next).any(of_sheet)
}

/// Whether the amount of a headline is one of another: the 10.2億円 of `令和元年度予算額：10.2億円`.
fn repeats_amount(draft: &Draft<'_>, line: usize, other: usize) -> bool {
    let (text, other) = (draft.lines[line].text, draft.lines[other].text);
    let label = read_budget_label(text, crate::money::default_era(draft));
    let amount = label.map_or("", |label| text[label.range.end..].trim_start_matches([' ', '：', ':']));
    let begins = |at: usize| !other[..at].ends_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    amount.starts_with(|c: char| c.is_ascii_digit()) && other.match_indices(amount).any(|(at, _)| begins(at))
}

/// Gives each sheet its end: the line before the next sheet or the next part of the document.
fn close_sheets(draft: &Draft<'_>, sheets: &mut [Sheet]) {
    let mut end = draft.lines.len();
    for sheet in sheets.iter_mut().rev() {
        let stop = (sheet.body.start..end).find(|index| {
            let line = &draft.lines[*index];
            draft.is_free(*index) && line.hashes > 0 && draft.vocabulary.is_part_caption(line.text)
        });
        let close = stop.unwrap_or(end);
        sheet.lines.end = close;
        // The label that a sheet was known by can stand in the next one.
        sheet.body = sheet.body.start.min(close)..close;
        end = sheet.categories.first().copied().unwrap_or(sheet.lines.start);
    }
}
