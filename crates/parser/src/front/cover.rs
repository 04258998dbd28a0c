//! The cover: title, date and publisher, and from the title the year and stage that the document is about.
//!
//! The title is the first paragraph that is neither a date nor a publisher; its lines are one title. It goes on over a
//! blank line where it is cut: `令和4年度当初予算案及び`. A mark above it, `資料３`, is no title while one follows.
//! `平成29年度 補正予算の概要 (PR資料)`, `平成30年2月`, `経済産業省`

use std::ops::Range;

use yosan_normaliser::Era;

use crate::amount::find_headline_tail;
use crate::body::tidy;
use crate::brackets::is_bracket;
use crate::budget_label::{BudgetLabel, find_budget_labels};
use crate::draft::{Cover, Draft};
use crate::front::{office, paper_mark};
use crate::layout::pr_sheets::is_headline_or_lost;
use crate::numbering::NumberForm;
use crate::passage::Passage;
use crate::record::{LineRole, Stage};
use crate::table;

/// How many lines from the top can hold the cover.
const REACH: usize = 60;

/// Words of which the title of a budget paper holds at least one.
const TITLE_WORDS: &[&str] =
    &["年度", "予算", "計画", "概算", "概要", "資料", "ポイント", "一覧", "要求", "議事", "次第"];

/// Reads the cover from the free lines of `range` (what stands before the first part) and claims its lines.
pub(crate) fn read(draft: &mut Draft<'_>, range: Range<usize>) {
    let range = range.start..range.end.min(range.start + REACH);
    let paragraphs = paragraphs(draft, range);
    // A paper whose title is lost can still say when and by whom it was published.
    let title = find_title(draft, &paragraphs).unwrap_or(0..0);
    for lines in &paragraphs[..title.start] {
        read_imprint(draft, lines);
    }
    if !title.is_empty() {
        read_title(draft, &paragraphs[title.clone()].concat());
    }
    // Behind the last line of the title a date and an office can stand without a blank line.
    let mut office = paragraphs[title.clone()].last().and_then(|lines| office::read(draft, lines));
    for lines in &paragraphs[title.end..] {
        if !read_imprint(draft, lines) {
            office = office.or(office::read(draft, lines));
        }
        if lines.iter().any(|index| draft.is_free(*index)) {
            break;
        }
    }
    if draft.cover.publisher.is_none() {
        draft.cover.publisher = office;
    }
}

/// The paragraphs of the title.
fn find_title(draft: &Draft<'_>, paragraphs: &[Vec<usize>]) -> Option<Range<usize>> {
    let titled = |lines: &Vec<usize>| is_title(draft, lines) && has_title_word(draft, lines);
    let budget = |lines: &Vec<usize>| !is_mark(draft, lines) && titled(lines) && names_budget(draft, lines);
    let mut near = paragraphs.iter().take(8);
    let first = near.position(titled);
    let first = match first.filter(|at| is_mark(draft, &paragraphs[*at])) {
        Some(mark) => paragraphs.iter().take(8).skip(mark).position(budget).map(|behind| mark + behind).or(first),
        None => first,
    };
    let first = first.or_else(|| paragraphs.first().filter(|lines| is_bare_title(draft, lines)).map(|_| 0))?;
    let goes_on = |at: &usize| paragraphs.get(*at).is_some_and(|lines| is_title(draft, lines) && is_cut(draft, lines));
    let start = (0..first).rev().take_while(goes_on).last().unwrap_or(first);
    let follows = |at: &usize| {
        goes_on(&(at - 1)) && paragraphs.get(*at).is_some_and(|lines| titled(lines) && !is_numbered(draft, lines))
    };
    let end = (first + 1..paragraphs.len()).take_while(follows).last().map_or(first + 1, |last| last + 1);
    Some(start..end)
}

/// Whether a line of a paragraph is a numbered heading.
fn is_numbered(draft: &Draft<'_>, lines: &[usize]) -> bool {
    lines.iter().any(|index| crate::name::heading_form(draft, *index).is_some())
}

/// Whether a paragraph is a mark above the title: `資料３`.
fn is_mark(draft: &Draft<'_>, lines: &[usize]) -> bool {
    matches!(lines, [index] if paper_mark::is_mark(draft.lines[*index].text))
}

/// Whether a paragraph names a year and a budget or a plan.
fn names_budget(draft: &Draft<'_>, lines: &[usize]) -> bool {
    let holds =
        |words: &[&str]| lines.iter().any(|index| words.iter().any(|word| draft.lines[*index].text.contains(word)));
    holds(&["年"]) && holds(&["予算", "概算", "要求", "計画"])
}

/// Whether a paragraph is the beginning of a title: it ends in the middle, or is nothing but a year.
fn is_cut(draft: &Draft<'_>, lines: &[usize]) -> bool {
    const ENDINGS: &[&str] =
        &["及び", "並びに", "および", "ならびに", "と", "・", "、", "の", "関係", "に関する", "における"];
    let Some(last) = lines.last().map(|index| draft.lines[*index].text) else { return false };
    let only_year = || {
        lines.len() == 1
            && yosan_normaliser::read_year(last, Era::Reiwa).is_some_and(|(year, len)| year.fiscal && len == last.len())
    };
    ENDINGS.iter().any(|ending| last.ends_with(ending)) || only_year()
}

/// Whether a text is a date or a publisher, or both, and nothing else.
pub(crate) fn is_imprint(draft: &Draft<'_>, text: &str) -> bool {
    Imprint::read(draft, text).is_some()
}

/// Whether the first line of all is the title although a `#` mark stands in front: it has no number and names a year.
pub(crate) fn is_title_mark(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    line.hashes > 0
        && line.text.contains("年度")
        && has_title_word(draft, &[index])
        && crate::name::heading_form(draft, index).is_none()
}

fn has_title_word(draft: &Draft<'_>, lines: &[usize]) -> bool {
    lines.iter().any(|index| TITLE_WORDS.iter().any(|word| draft.lines[*index].text.contains(word)))
}

/// The first paragraph can be a title of any words, unless it is the name of a programme or a numbered heading.
fn is_bare_title(draft: &Draft<'_>, lines: &[usize]) -> bool {
    is_title(draft, lines)
        && !is_numbered(draft, lines)
        && !lines.iter().any(|index| draft.vocabulary.ends_as_name(draft.lines[*index].text))
}

/// Groups of lines without a blank line between; a legend, a note or the name of a sheet begins a group of its own.
fn paragraphs(draft: &Draft<'_>, range: Range<usize>) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for index in range {
        // What is left of markup below a title is a mark without a text.
        let is_mark_only = draft.lines[index].text.is_empty() && !groups.is_empty();
        if draft.is_taken(index) || is_mark_only {
            continue;
        }
        match groups.last_mut() {
            Some(group)
                if group.last() == Some(&(index - 1)) && !is_mark(draft, group) && !ends_cover(draft, index) =>
            {
                group.push(index);
            }
            _ => groups.push(vec![index]),
        }
    }
    groups
}

/// What follows a title without a blank line and is none: `括弧内は令和元年度当初予算額`, a name above its headline, or
/// the total of the paper: `総額`, `2兆3,090億円`.
fn ends_cover(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    let next = || draft.next_free(index + 1, draft.lines.len());
    let states_total = || table::is_total(line.text) && next().is_some_and(|next| draft.is_only_amounts(next));
    let names_sheet =
        || draft.vocabulary.ends_as_name(line.text) && next().is_some_and(|next| is_headline_or_lost(draft, next));
    line.is_note()
        || begins_chapter(draft, index)
        || line.text.ends_with('。')
        || table::says_unit(line.text)
        || paper_mark::is_mark(line.text)
        || draft.is_only_amounts(index)
        || super::legend::is_legend(draft, index)
        || names_sheet()
        || states_total()
}

/// Whether a line below a title is the first heading: `1 被災地の支援`; the number of `５ 年度予算の概要` counts.
fn begins_chapter(draft: &Draft<'_>, index: usize) -> bool {
    let heading = crate::name::read_heading(draft, &draft.passage(index));
    matches!(heading.form, Some(NumberForm::Arabic | NumberForm::Parenthesised))
        && !heading.title.starts_with(['年', '月', '次', '号', '回', '期'])
}

/// Whether a paragraph can be the title: a few short lines that are no date, publisher, sentence, bullet or table.
fn is_title(draft: &Draft<'_>, lines: &[usize]) -> bool {
    let text: String = lines.iter().map(|index| draft.lines[*index].text).collect();
    let plain = lines.iter().all(|index| {
        let line = &draft.lines[*index];
        let marked = line.dash || line.bullet.is_some() && (lines.len() > 1 || !has_title_word(draft, lines));
        !marked && !line.text.contains(['\t', '|']) && find_headline_tail(line.text).is_none()
    });
    plain
        && !lines.iter().any(|index| is_headline_or_lost(draft, *index) || super::legend::is_legend(draft, *index))
        && lines.len() <= 5
        && text.chars().count() <= 90
        && !text.contains('。')
        && Imprint::read(draft, &text).is_none()
        && draft.vocabulary.section(&text).is_none()
}

fn read_title(draft: &mut Draft<'_>, lines: &[usize]) {
    // A date or publisher can stand before or behind it without a blank line.
    let is_imprint = |index: &usize| Imprint::read(draft, draft.lines[*index].text).is_some();
    let (before, lines) = lines.split_at(lines.iter().position(|index| !is_imprint(index)).unwrap_or(lines.len()));
    let (title_lines, after) = lines.split_at(lines.iter().position(is_imprint).unwrap_or(lines.len()));
    read_imprint(draft, before);
    let Some(first) = title_lines.first() else { return };
    let mut passage = Passage::new(draft.text(), 0..0);
    for index in title_lines {
        let line = draft.lines[*index];
        let end = read_imprint_behind(draft, line.text);
        passage.push(draft.text(), line.text_offset..line.text_offset + end);
    }
    let labels = find_budget_labels(&passage.text, Era::Reiwa);
    let stage = title_stage(&passage.text);
    let era = yosan_normaliser::find_years(&passage.text, Era::Reiwa).into_iter().find_map(|(year, _)| year.era);
    let cover = &mut draft.cover;
    cover.era = era;
    let main = main_label(&labels);
    cover.fiscal_year =
        main.and_then(|label| label.fiscal_year).or_else(|| labels.iter().find_map(|label| label.fiscal_year));
    cover.stage = main.and_then(|label| label.stage).or_else(|| labels.iter().find_map(|l| l.stage)).or(stage);
    cover.round = labels.iter().find(|label| label.stage == cover.stage).and_then(|label| label.round);
    cover.supplementary = supplementary_beside(&labels, cover.stage);
    cover.title_line = Some(*first as u32 + 1);
    cover.title = Some(tidy(&passage.text));
    for index in title_lines {
        draft.own(*index, LineRole::Cover, None, None);
    }
    draft.leave_prose(passage, None, None);
    read_imprint(draft, after);
}

/// The one supplementary budget that a title names beside the paper's own: `令和６年度補正予算・令和７年度当初予算案の概要`.
fn supplementary_beside(labels: &[BudgetLabel], own: Option<Stage>) -> Option<(u16, Option<u8>)> {
    let mut named = labels.iter().filter(|label| label.stage == Some(Stage::Supplementary));
    let only = named.next().filter(|_| named.next().is_none() && own != Some(Stage::Supplementary))?;
    Some((only.fiscal_year?, only.round))
}

/// Where a line of the title ends; date and publisher can stand behind it, set off by a blank:
/// `…の概要（PR資料） 令和6年12月 経済産業省`.
fn read_imprint_behind<'t>(draft: &mut Draft<'t>, line: &'t str) -> usize {
    let set_off = |(at, next): &(usize, char)| {
        let before = line[..*at].chars().next_back();
        *next == ' ' || before.is_some_and(|before| is_bracket(before) && !is_bracket(*next))
    };
    let places = line.char_indices().skip(4).filter(set_off);
    let found = places.take(8).find_map(|(at, _)| Some((at, Imprint::read(draft, line[at..].trim_start())?)));
    let Some((end, imprint)) = found.filter(|(_, imprint)| imprint.published.is_some()) else { return line.len() };
    imprint.write(&mut draft.cover);
    end
}

/// The budget that a title is about: the first, or the next year's that stands behind a supplementary one:
/// `令和７年度補正予算・令和８年度当初予算案のポイント`.
fn main_label(labels: &[BudgetLabel]) -> Option<&BudgetLabel> {
    let first = labels.first()?;
    let later = |label: &&BudgetLabel| {
        label.fiscal_year > first.fiscal_year && label.stage.is_some_and(|stage| stage != Stage::Supplementary)
    };
    let is_supplementary = first.stage == Some(Stage::Supplementary) && first.fiscal_year.is_some();
    labels.iter().find(later).filter(|_| is_supplementary).or(Some(first))
}

/// The stage that the words of a title name when the year stands apart: `令和2年度 経済産業省関係 概算要求のポイント`.
fn title_stage(title: &str) -> Option<Stage> {
    [
        ("概算要求", Stage::Request),
        ("補正予算", Stage::Supplementary),
        ("予算案", Stage::Draft),
        ("当初予算", Stage::Initial),
    ]
    .into_iter()
    .find(|(word, _)| title.contains(word))
    .map(|(_, stage)| stage)
}

/// Lines of the cover that are a date, the publisher or its name in Latin letters, or a mark; false if one is something else.
fn read_imprint(draft: &mut Draft<'_>, lines: &[usize]) -> bool {
    let mut all = true;
    for index in lines {
        let line = draft.lines[*index];
        match Imprint::read(draft, line.text).filter(|imprint| imprint.publisher.is_none() || !line.is_bullet()) {
            Some(imprint) => imprint.write(&mut draft.cover),
            None if is_translation(line.text) || paper_mark::is_mark(line.text) => {}
            None => {
                all = false;
                continue;
            }
        }
        let passage = Passage::new(draft.text(), line.range());
        draft.own(*index, LineRole::Cover, None, None);
        draft.leave_prose(passage, None, None);
    }
    all
}

/// Date and publisher, on lines of their own or on one: `令和8年12月 経済産業省`, `経済産業省（令和7年8月）`. Behind the
/// publisher one of its offices can stand: `環境省大臣官房会計課`.
struct Imprint<'t> {
    published: Option<String>,
    publisher: Option<&'t str>,
}

impl<'t> Imprint<'t> {
    /// Reads a line that holds nothing else.
    fn read(draft: &Draft<'_>, line: &'t str) -> Option<Self> {
        let publisher = |text: &'t str| draft.vocabulary.publisher(text);
        if let Some(published) = read_date(line) {
            return Some(Self { published: Some(published), publisher: None });
        }
        if let Some(publisher) = publisher(line) {
            return Some(Self { published: None, publisher: Some(publisher) });
        }
        // A date holds a month; longer lines are no imprint.
        if !line.contains('月') || line.len() > 120 {
            return None;
        }
        let cuts = line.char_indices().map(|(at, _)| (line[..at].trim_end(), line[at..].trim_start()));
        let dated = |date: &str, name: &'t str| {
            Some(Self { published: Some(read_date(date)?), publisher: Some(publisher(name)?) })
        };
        // The date is as long as can be: 令和7年12月26日 中小企業庁.
        let name_behind = cuts.clone().rev().find_map(|(left, right)| dated(left, right));
        name_behind.or_else(|| cuts.into_iter().find_map(|(left, right)| dated(right, left)))
    }

    /// The first date and publisher stay.
    fn write(self, cover: &mut Cover<'t>) {
        if let Some(published) = self.published {
            cover.published.get_or_insert(published);
        }
        if let Some(publisher) = self.publisher {
            cover.publisher.get_or_insert(publisher.into());
        }
    }
}

/// The name of the publisher in Latin letters: `Ministry of Economy, Trade and Industry`.
fn is_translation(text: &str) -> bool {
    text.is_ascii()
        && text.split(' ').count() >= 2
        && text.chars().all(|c| c.is_ascii_alphabetic() || " ,.&-'".contains(c))
}

/// A date that is a line of its own: `平成30年2月`, `令和5年12月22日`, `2019年3月` gives `2018-02`.
pub(crate) fn read_date(text: &str) -> Option<String> {
    let text = text.trim_matches(['(', ')', '（', '）', ' ', '【', '】']);
    let (year, length) = yosan_normaliser::read_year(text, Era::Reiwa)?;
    if year.fiscal {
        return None;
    }
    let rest = text[length..].trim_start();
    let (month, rest) = rest.split_once('月')?;
    let month: u32 = ascii_digits(month)?;
    let rest = rest.trim();
    let day = rest.strip_suffix('日').unwrap_or(rest);
    let fine = rest.is_empty() || ascii_digits(day).is_some() || matches!(rest, "版" | "現在" | "時点");
    ((1..=12).contains(&month) && fine).then(|| format!("{}-{month:02}", year.gregorian))
}

fn ascii_digits(text: &str) -> Option<u32> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    compact.parse().ok()
}

#[cfg(test)]
mod tests {
    use yosan_normaliser::{Source, fold};

    use super::{Imprint, read_date};
    use crate::draft::Draft;
    use crate::vocabulary::Vocabulary;

    #[test]
    fn date_and_publisher_on_one_line() {
        for text in
            ["令和8年12月25日 経済産業省", "経済産業省2026年12月", "経済産業省（令和8年12月）", "2026年12月経済産業省"]
        {
            let source = Source::from_text("");
            let folded = fold("");
            let draft = Draft::new(&source, &folded, Vocabulary::built_in(), "x");
            let imprint = Imprint::read(&draft, text).expect(text);
            assert_eq!(
                (imprint.published.as_deref(), imprint.publisher),
                (Some("2026-12"), Some("経済産業省")),
                "{text}"
            );
            assert!(Imprint::read(&draft, "令和8年12月 予算案の概要").is_none());
        }
    }

    #[test]
    fn dates_of_the_cover() {
        for (text, expected) in [
            ("平成30年2月", Some("2018-02")),
            ("令和5年12月", Some("2023-12")),
            ("令和元年8月29日", Some("2019-08")),
            ("2019年3月", Some("2019-03")),
            ("平成31年度", None),
            ("令和4年度 事業計画", None),
            ("令和5年12月に策定した計画", None),
        ] {
            assert_eq!(read_date(text).as_deref(), expected, "{text}");
        }
    }
}
