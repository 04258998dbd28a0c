//! Labelled bullets of a plan item.
//!
//! ```text
//! attribute = label (":" | "：") text        ・ 上限額：2,000千円
//!           | known-label blank? text        ・ 助成率 1/2        ・ 時 期 R4.10～11月頃
//!           | text                           ・ 県内で1年以内に創業予定の者
//! ```
//! A bracketed line can hold several: `（助成率 1/2、上限額 500 千円）`. A row of a pipe table is an attribute whose label
//! is its first cell.

use std::ops::Range;

use crate::body::{BodyItem, tidy};
use crate::draft::Draft;
use crate::passage::Passage;
use crate::record::{Attribute, LineRole, Text};
use crate::rules;

/// Label and text as ranges of one passage.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Parts {
    label: Option<String>,
    text: Option<Range<usize>>,
}

/// Whether a bullet starts with a label.
pub(crate) fn has_label(draft: &Draft<'_>, index: usize) -> bool {
    split(draft, &draft.passage(index)).label.is_some()
}

/// Whether a line without a bullet is an attribute by its label: `予算額：18,450千円`.
pub(crate) fn is_plain(draft: &Draft<'_>, item: &BodyItem<'_>) -> bool {
    let short =
        item.first == item.last && item.passage.text.chars().count() <= 60 && !item.passage.text.ends_with('。');
    let label = label_before_colon(&item.passage.text);
    short
        && item.marker.is_none()
        && label.is_some_and(|(label, _)| draft.vocabulary.attribute_label(&label) == Some(label.as_str()))
}

/// Reads the attribute of a bullet; `above` is the title of the heading that it stands under. True if it is the budget
/// of the programme, whose amounts are then read.
pub(crate) fn read<'t>(draft: &mut Draft<'t>, programme: usize, above: &str, item: &BodyItem<'t>) -> bool {
    // A number behind the bullet is a reference: `・ ①の起業支援金採択者のうち…`.
    let line = draft.lines[item.first];
    let mut passage = item.passage.clone();
    let numbered = item
        .marker
        .as_deref()
        .is_some_and(|marker| marker.chars().next() != line.marker().and_then(|m| m.chars().next()));
    if numbered && line.bullet.is_some() {
        passage = Passage::new(draft.text(), line.range());
        for index in item.first + 1..=item.last {
            passage.push(draft.text(), draft.lines[index].range());
        }
    }
    let parts = split(draft, &passage);
    if parts.label.is_none() && line.bullet.is_none() && passage.text.ends_with('。') {
        // A paragraph that the converter made a bullet.
        let record = item.record(draft);
        draft.programmes[programme].description.push(record);
        rules::read_plan_text(draft, programme, None, &passage);
        return false;
    }
    let span = draft.place_of_lines(item.first, item.last);
    let label = parts.label.clone().map(Text::Owned);
    let value = parts.text.clone().map(|range| passage.slice(range).trimmed());
    let text = value.as_ref().map(|value| tidy(&value.text));
    draft.programmes[programme].attributes.push(Attribute { label: label.clone(), text, span });
    let Some(value) = value else { return false };
    let known = label.as_deref().filter(|label| draft.vocabulary.attribute_label(label).is_some());
    let told = known.unwrap_or(above).to_owned();
    let budget = is_budget(&told);
    if budget {
        super::read_budget(draft, programme, &value);
    } else {
        rules::read_plan_text(draft, programme, Some(&told), &passage);
    }
    budget
}

/// An attribute whose value is a range of a line's text.
pub(crate) fn push_range<'t>(
    draft: &mut Draft<'t>,
    programme: usize,
    label: Option<Text<'t>>,
    index: usize,
    range: Range<usize>,
) {
    let text = Text::Borrowed(draft.lines[index].text.get(range).unwrap_or_default());
    let span = draft.place_of_lines(index, index);
    draft.programmes[programme].attributes.push(Attribute { label, text: Some(text), span });
}

/// Attributes inside running text: known labels with values in a bracket at its end.
pub(crate) fn push_labelled<'t>(draft: &mut Draft<'t>, programme: usize, passage: &Passage<'t>) {
    for (label, value) in labelled_values(draft, &passage.text) {
        let part = passage.slice(label.start..value.end);
        let span = draft.place_of(&part);
        let attribute = Attribute {
            label: Some(Text::Owned(passage.text[label].to_owned())),
            text: Some(tidy(&passage.slice(value).trimmed().text)),
            span,
        };
        draft.programmes[programme].attributes.push(attribute);
    }
}

fn is_budget(label: &str) -> bool {
    ["予算額", "予算", "事業費", "所要額", "予算額（千円）", "当初予算額"].contains(&label)
}

/// Splits a bullet into label and text.
fn split(draft: &Draft<'_>, passage: &Passage<'_>) -> Parts {
    let text: &str = &passage.text;
    let trimmed = text.trim_end();
    if let Some((label, start)) = label_before_colon(trimmed) {
        let value = start + (trimmed[start..].len() - trimmed[start..].trim_start().len());
        return Parts { label: Some(label), text: (value < trimmed.len()).then_some(value..trimmed.len()) };
    }
    if let Some((label, start)) = known_label(draft, passage, trimmed) {
        let value = start + (trimmed[start..].len() - trimmed[start..].trim_start().len());
        return Parts { label: Some(label), text: (value < trimmed.len()).then_some(value..trimmed.len()) };
    }
    Parts { label: None, text: Some(0..trimmed.len()) }
}

/// A short label before the first colon; none where a second pair follows (`単身世帯:300千円、複数世帯:500千円`).
fn label_before_colon(text: &str) -> Option<(String, usize)> {
    let at = text.find(['：', ':'])?;
    let mark = text[at..].chars().next()?.len_utf8();
    let label: String = text[..at].chars().filter(|c| !c.is_whitespace()).collect();
    let length = label.chars().count();
    if !(1..=16).contains(&length)
        || label.contains(['（', '(', '、', '。', '「', '※'])
        || label.ends_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let rest = &text[at + mark..];
    let another = rest.find(['、', '，']).is_some_and(|comma| {
        let tail = &rest[comma + '、'.len_utf8()..];
        tail.find(['：', ':']).is_some_and(|colon| colon <= 30 && !tail[..colon].contains(['（', '(']))
    });
    (!another && !rest.starts_with("//")).then_some((label, at + mark))
}

/// A label of the vocabulary, its letters possibly spaced, followed by a blank of the source, a number, or nothing.
fn known_label(draft: &Draft<'_>, passage: &Passage<'_>, text: &str) -> Option<(String, usize)> {
    let first = text.chars().find(|c| !c.is_whitespace())?;
    if !draft.vocabulary.may_begin_attribute(first) {
        return None;
    }
    let mut compact = String::new();
    let mut ends = Vec::new();
    for (at, c) in text.char_indices().take(24) {
        if !c.is_whitespace() {
            compact.push(c);
            ends.push((compact.len(), at + c.len_utf8()));
        }
    }
    let label = draft.vocabulary.attribute_label(&compact)?;
    let end = ends.iter().find(|(length, _)| *length == label.len()).map(|(_, end)| *end)?;
    let rest = &text[end..];
    let separated = rest.is_empty()
        || rest.starts_with([' ', '\t', '：', ':'])
        || rest.starts_with(|c: char| c.is_ascii_digit())
        || draft.blank_before(passage.folded_start(end));
    separated.then(|| (label.to_owned(), end))
}

/// Known labels and their values in the last bracket of a text.
fn labelled_values(draft: &Draft<'_>, text: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let trimmed = text.trim_end_matches(['。', ' ']);
    if !trimmed.ends_with(['）', ')']) {
        return Vec::new();
    }
    let Some(open) = trimmed.rfind(['（', '(']) else { return Vec::new() };
    let start = open + trimmed[open..].chars().next().map_or(0, char::len_utf8);
    let end = trimmed.len() - trimmed.chars().next_back().map_or(0, char::len_utf8);
    let mut labels = Vec::new();
    let mut at = start;
    while at < end {
        let inside = &trimmed[at..end];
        match draft.vocabulary.attribute_label(inside).filter(|label| is_followed_by_value(&inside[label.len()..])) {
            Some(label) => {
                labels.push(at..at + label.len());
                at += label.len();
            }
            None => at += inside.chars().next().map_or(1, char::len_utf8),
        }
    }
    let mut pairs = Vec::new();
    for (n, label) in labels.iter().enumerate() {
        let stop = labels.get(n + 1).map_or(end, |next| next.start);
        let value = trimmed[label.end..stop].trim_start_matches(['：', ':', ' ']);
        let from = stop - value.len();
        let value = value.trim_end_matches(['、', '，', ',', ' ', '。']);
        if !value.is_empty() {
            pairs.push((label.clone(), from..from + value.len()));
        }
    }
    pairs
}

fn is_followed_by_value(rest: &str) -> bool {
    rest.starts_with(['：', ':', ' ']) || rest.starts_with(|c: char| c.is_ascii_digit())
}

/// Reads the rows of a pipe table as attributes and claims its lines.
pub(crate) fn read_pipe_rows(draft: &mut Draft<'_>, lines: Range<usize>, programme: usize, above: &str) {
    for index in lines {
        let line = draft.lines[index];
        if draft.is_taken(index) || !line.text.contains('|') {
            continue;
        }
        if !line.is_frame() {
            push_row(draft, index, programme, above);
        }
        draft.own(index, LineRole::Description, Some(programme), None);
    }
}

fn push_row<'t>(draft: &mut Draft<'t>, index: usize, programme: usize, above: &str) {
    let line = draft.lines[index];
    let cells: Vec<&str> =
        line.text.trim_matches(['|', ' ']).split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let Some((label, values)) = cells.split_first() else { return };
    let span = draft.place_of_lines(index, index);
    let label = label.trim_start_matches(['・', ' ', '○']);
    let (label, text) =
        if values.is_empty() { (None, label.to_owned()) } else { (Some(Text::Borrowed(label)), values.join(" | ")) };
    draft.programmes[programme].attributes.push(Attribute { label, text: Some(Text::Owned(text)), span });
    let passage = draft.passage(index);
    rules::read_plan_text(draft, programme, Some(above), &passage);
    draft.leave_prose(passage, Some(programme), None);
}

#[cfg(test)]
mod tests {
    use super::*;
    use yosan_normaliser::{Source, fold};

    fn check(line: &str, label: Option<&str>, text: Option<&str>) {
        let source = Source::from_text(line);
        let folded = fold(source.text());
        let draft = Draft::new(&source, &folded, crate::vocabulary::Vocabulary::built_in(), "x");
        let passage = draft.passage(0);
        let parts = split(&draft, &passage);
        let shown = parts.text.map(|range| passage.text[range].to_owned());
        assert_eq!((parts.label.as_deref(), shown.as_deref()), (label, text), "{line}");
    }

    #[test]
    fn labels_in_all_spellings() {
        check("- ・ 上限額：2,000千円", Some("上限額"), Some("2,000千円"));
        check("- ・ 助成率 1/2", Some("助成率"), Some("1/2"));
        check("- ・ 時 期 R4.9月頃", Some("時期"), Some("R4.9月頃"));
        check("- 対象", Some("対象"), None);
        check("- ・ 通常枠：デジタル推進", Some("通常枠"), Some("デジタル推進"));
        check("- ・ 単身世帯:300千円、複数世帯:500千円", None, Some("単身世帯:300千円、複数世帯:500千円"));
        check(
            "- ・ 全業種 上限1,000千円(対象経費の1/2助成) 9件程度",
            None,
            Some("全業種 上限1,000千円(対象経費の1/2助成) 9件程度"),
        );
        check("- 限度額 50,000 千円（償還期間：10 年以内）", Some("限度額"), Some("50,000千円（償還期間：10年以内）"));
        check("- ・ 県内で1年以内に創業予定の者", None, Some("県内で1年以内に創業予定の者"));
    }

    #[test]
    fn labels_in_a_bracket() {
        let text = "経費に対して助成する。（助成率1/2、上限額500千円）";
        let source = Source::from_text(text);
        let folded = fold(source.text());
        let draft = Draft::new(&source, &folded, crate::vocabulary::Vocabulary::built_in(), "x");
        let pairs: Vec<_> = labelled_values(&draft, text).into_iter().map(|(l, v)| (&text[l], &text[v])).collect();
        assert_eq!(pairs, [("助成率", "1/2"), ("上限額", "500千円")]);
    }
}
