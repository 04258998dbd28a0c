//! The layout `plan`: a numbered outline of items with labelled bullets, as business plans of foundations print it.
//!
//! ```text
//! plan      = (heading body)*
//! heading   = new-mark? number title             新 (1) 富山県中小企業ビヨンドコロナ事業
//! body      = paragraph | attribute | note
//! attribute = bullet label (":" | blank) text    - ・ 上限額：2,000千円
//! ```
//! A programme is each item of the level printed `(1)`; an item of the level above it that has no such children with
//! names is a programme itself.

mod attribute;
mod sentence;
mod sequence;

use std::ops::Range;

use sequence::Sequence;

use crate::amount::is_only_amounts;
use crate::body;
use crate::brackets::{self, opens};
use crate::budget_label::read_budget_label;
use crate::draft::Draft;
use crate::facts::Facts;
use crate::layout::outline::{ITEM, Path, rank};
use crate::layout::pr_sheets::blank_programme;
use crate::money;
use crate::name::{self, HeadingText};
use crate::passage::Passage;
use crate::record::{Code, Kind, Layout, LineRole, PolicyPoint, Text};
use crate::rules;

/// What speaks for a plan in a range of lines.
#[derive(Debug)]
pub(crate) struct Signs<'t> {
    lines: Range<usize>,
    /// The numbered headings, each with its line.
    headings: Vec<(usize, HeadingText<'t>)>,
    names: usize,
    attributes: usize,
}

/// A range of a document that calls itself a plan, where it has numbered names.
pub(crate) fn find_titled<'t>(draft: &Draft<'t>, range: Range<usize>) -> Option<Signs<'t>> {
    let titled = draft.cover.title.as_deref().is_some_and(|title| draft.vocabulary.is_plan_title(title));
    titled.then(|| signs(draft, range)).filter(|signs| signs.headings.len() >= 2 && signs.names >= 1)
}

/// A range that has the names and labelled bullets of a plan.
pub(crate) fn find<'t>(draft: &Draft<'t>, range: Range<usize>) -> Option<Signs<'t>> {
    Some(signs(draft, range)).filter(|signs| signs.names >= 3 && signs.attributes >= 2)
}

fn signs<'t>(draft: &Draft<'t>, range: Range<usize>) -> Signs<'t> {
    let mut signs = Signs { lines: range.clone(), headings: Vec::new(), names: 0, attributes: 0 };
    for index in range {
        if draft.is_taken(index) {
            continue;
        }
        if let Some(heading) = heading_at(draft, index) {
            signs.names += usize::from(heading.title.ends_with('業') || draft.vocabulary.ends_as_name(&heading.title));
            signs.headings.push((index, heading));
        } else if draft.lines[index].is_bullet() && attribute::has_label(draft, index) {
            signs.attributes += 1;
        }
    }
    signs
}

/// One numbered heading of the plan and the lines that it governs.
struct Node<'t> {
    index: usize,
    rank: u8,
    heading: HeadingText<'t>,
    path: Vec<Text<'t>>,
    is_sentence: bool,
    /// Value behind a colon in the heading: `① 対象者：県内中小企業者`.
    value: Option<Range<usize>>,
    /// One past the last line before the next heading of any level.
    body_end: usize,
    /// One past the last line before the next heading of this or a higher level.
    end: usize,
}

/// Reads a part of the document in which the signs were found.
pub(crate) fn read<'t>(draft: &mut Draft<'t>, signs: Signs<'t>) {
    draft.layouts.push(Layout::Plan);
    let range = signs.lines;
    let nodes = nodes(draft, signs.headings, range.end);
    let first = nodes.first().map_or(range.end, |node| node.index);
    let owners = open_programmes(draft, &nodes);
    front_matter(draft, range.start..first);
    for (at, node) in nodes.iter().enumerate() {
        read_heading(draft, node, owners[at]);
        read_body(draft, node, owners[at]);
    }
}

/// The heading on a line: a number that stands in front, or behind the converter's list mark, not behind a bullet.
fn heading_at<'t>(draft: &Draft<'t>, index: usize) -> Option<HeadingText<'t>> {
    let line = &draft.lines[index];
    if line.bullet.is_some() || line.is_note() || line.text.is_empty() {
        return None;
    }
    let passage = draft.passage(index);
    let end = budget_at(draft, index).unwrap_or(passage.text.len());
    let heading = name::read_heading(draft, &passage.slice(0..end));
    let words = !heading.title.is_empty() && !heading.title.starts_with(['の', 'は', 'を', 'に', '～', '、']);
    (heading.form.is_some() && words).then_some(heading)
}

/// Where in a heading its budget begins: `（１）創業支援センター運営事業（予算額 12,345千円）`, `（１）創業塾開催事業　　3,200千円`.
fn budget_at(draft: &Draft<'_>, index: usize) -> Option<usize> {
    let line = &draft.lines[index];
    if !line.facts.any(Facts::MONEY) {
        return None;
    }
    let era = money::default_era(draft);
    let is_labelled = |amounts: &str| {
        read_budget_label(amounts.trim_start_matches(opens), era).is_some_and(|label| label.stage.is_some())
    };
    let is_budget = |at: usize| is_labelled(&line.text[at..]) || is_set_apart(draft, index, at);
    let behind = draft.headline_tail(index).filter(|at| *at > 0 && is_budget(*at));
    let in_bracket =
        || brackets::trailing(line.text).filter(|(inside, _)| is_labelled(inside) && is_only_amounts(inside));
    behind.or_else(|| in_bracket().map(|(_, open)| open))
}

/// Whether amounts stand in a column of their own behind the name of a programme: two blanks or more, no limit.
fn is_set_apart(draft: &Draft<'_>, index: usize, at: usize) -> bool {
    let line = &draft.lines[index];
    let name = brackets::before_trailing(line.text[..at].trim_end());
    let blanks = draft.blanks_before(line.text_offset + at).unwrap_or_default();
    draft.vocabulary.ends_as_name(name) && blanks.chars().filter(|c| c.is_whitespace()).count() >= 2
}

/// The budget on a line of its own, in brackets or not: `予 算 額　　45,600千円`, `［予算額 5,400千円（うち県費 5,000千円）］`.
fn budget_line(draft: &Draft<'_>, index: usize) -> Option<Range<usize>> {
    let line = &draft.lines[index];
    if !line.facts.any(Facts::MONEY) || !line.facts.any(Facts::BUDGET) || line.is_bullet() || line.is_note() {
        return None;
    }
    let inside = brackets::inside(line.text).unwrap_or(line.text);
    let start = line.text.find(inside)?;
    let label = read_budget_label(inside, money::default_era(draft)).filter(|label| label.stage.is_some())?;
    let states = !inside[label.range.end..].starts_with([':', '：']) && is_only_amounts(inside);
    states.then_some(start..start + inside.len())
}

fn nodes<'t>(draft: &mut Draft<'t>, headings: Vec<(usize, HeadingText<'t>)>, end: usize) -> Vec<Node<'t>> {
    let mut nodes: Vec<Node<'t>> = Vec::new();
    let mut path = Path::default();
    let mut sequence = Sequence::default();
    let mut damaged = Vec::new();
    for (index, mut heading) in headings {
        let Some(form) = heading.form else { continue };
        let meant = sequence.place(form, heading.value);
        if meant != form {
            heading.number = Some(Text::Owned(crate::numbering::Number::written_as(meant, heading.value)));
            heading.form = Some(meant);
            damaged.push(index);
        }
        let rank = rank(Some(meant));
        let is_sentence = sentence::is_sentence(&heading.title);
        let value = if is_sentence { None } else { split_value(draft, index, &mut heading) };
        let above = path.titles_above(rank);
        path.enter(rank, heading.title.clone());
        nodes.push(Node { index, rank, heading, path: above, is_sentence, value, body_end: end, end });
    }
    close_nodes(&mut nodes);
    for index in damaged {
        report_damage(draft, index);
    }
    nodes
}

fn close_nodes(nodes: &mut [Node<'_>]) {
    for at in 0..nodes.len() {
        let rank = nodes[at].rank;
        let next = nodes.get(at + 1).map(|node| node.index);
        let sibling = nodes[at + 1..].iter().find(|node| node.rank <= rank).map(|node| node.index);
        nodes[at].body_end = next.unwrap_or(nodes[at].body_end);
        nodes[at].end = sibling.unwrap_or(nodes[at].end);
    }
}

fn report_damage(draft: &mut Draft<'_>, index: usize) {
    let span = draft.place_of_lines(index, index);
    let message =
        "the printed number breaks the sequence and was read as the one that fits its place; compare the original";
    draft.find(Code::NumberingDamaged, message, span);
}

/// Cuts the value off a heading that is a label: `① 対象者：県内中小企業者`, `② 助成対象経費：`.
fn split_value<'t>(draft: &Draft<'t>, index: usize, heading: &mut HeadingText<'t>) -> Option<Range<usize>> {
    let title = heading.title.clone();
    let at = title.find(['：', ':'])?;
    let mark = title[at..].chars().next()?.len_utf8();
    let label = title[..at].trim_end().to_owned();
    if label.is_empty() || label.chars().count() > 20 || label.contains(['（', '(', '、']) {
        return None;
    }
    let rest = title[at + mark..].trim_start();
    let line = &draft.lines[index];
    let value = (!rest.is_empty()).then(|| line.text.len() - rest.len()..line.text.len());
    heading.title = Text::Owned(label);
    value
}

/// Makes the programmes; gives for each node the programme that it belongs to.
fn open_programmes<'t>(draft: &mut Draft<'t>, nodes: &[Node<'t>]) -> Vec<Option<usize>> {
    let mut owners = vec![None; nodes.len()];
    let mut open: Option<(usize, usize)> = None;
    for (at, node) in nodes.iter().enumerate() {
        if open.is_some_and(|(_, end)| node.index >= end) {
            open = None;
        }
        if open.is_none() && is_programme(nodes, at) {
            open = Some((open_programme(draft, node), node.end));
        }
        owners[at] = open.map(|(programme, _)| programme);
    }
    owners
}

fn is_programme(nodes: &[Node<'_>], at: usize) -> bool {
    let node = &nodes[at];
    if node.is_sentence {
        return false;
    }
    let has_named_items =
        || nodes[at + 1..].iter().take_while(|n| n.index < node.end).any(|n| n.rank == ITEM && !n.is_sentence);
    match node.rank {
        ITEM => true,
        20 => !has_named_items(),
        // No level above the items: a chapter without parts.
        10 | 15 => {
            let has_parts = nodes.iter().any(|node| node.rank == 20);
            !has_parts
                && !has_named_items()
                && !nodes[at + 1..].iter().take_while(|n| n.index < node.end).any(|n| n.rank <= ITEM)
        }
        _ => false,
    }
}

fn open_programme<'t>(draft: &mut Draft<'t>, node: &Node<'t>) -> usize {
    let last = (node.index..node.end).rev().find(|index| draft.is_free(*index)).unwrap_or(node.index);
    let mut record = blank_programme(draft, Kind::PlanItem, node.index..last + 1);
    record.path = node.path.clone();
    let line = &draft.lines[node.index];
    let end = node.value.as_ref().map_or(line.text.len(), |value| value.start);
    let end = budget_at(draft, node.index).map_or(end, |budget| budget.min(end));
    let passage = Passage::new(draft.text(), line.text_offset..line.text_offset + end).trimmed();
    if let Some(name) = name::read(draft, passage) {
        name::apply(&mut record, name);
        if node.value.is_some() {
            record.name = Some(node.heading.title.clone());
        }
    }
    record.number = node.heading.number.clone();
    record.new |= node.heading.new;
    record.span = draft.place_of_lines(node.index, last);
    draft.programmes.push(record);
    draft.programmes.len() - 1
}

fn read_heading<'t>(draft: &mut Draft<'t>, node: &Node<'t>, programme: Option<usize>) {
    let passage = draft.passage(node.index);
    crate::layout::outline::push(draft, node.index, node.heading.clone(), node.rank);
    draft.own(node.index, LineRole::Heading, programme, None);
    if let Some(programme) = programme {
        if let Some(value) = node.value.clone() {
            let label = Some(node.heading.title.clone());
            attribute::push_range(draft, programme, label, node.index, value);
        } else if node.is_sentence {
            attribute::push_labelled(draft, programme, &passage);
        }
        rules::read_plan_heading(draft, programme, &passage);
        if let Some(budget) = budget_at(draft, node.index) {
            // The round bracket around `（予算額 12,345千円）` says nothing.
            let headline = draft.headline_passage(node.index);
            let open = headline.text[budget..].chars().next().filter(|mark| matches!(mark, '（' | '('));
            let amounts = budget + open.map_or(0, char::len_utf8)..headline.text.len();
            draft.own_all(draft.headline_lines(node.index), LineRole::HeadlineAmount, Some(programme));
            read_budget(draft, programme, &headline.slice(amounts));
            return draft.leave_prose(passage.slice(0..budget), Some(programme), None);
        }
    }
    draft.leave_prose(passage, programme, None);
}

/// The text below a heading, up to the next heading.
fn read_body<'t>(draft: &mut Draft<'t>, node: &Node<'t>, programme: Option<usize>) {
    let lines = node.index + 1..node.body_end;
    if let Some(programme) = programme {
        attribute::read_pipe_rows(draft, lines.clone(), programme, &node.heading.title);
        read_budget_lines(draft, lines.clone(), programme);
    }
    let items = body::read_items(draft, lines);
    let mut rest = Vec::with_capacity(items.len());
    for item in items {
        let budget = match programme {
            Some(programme) => item_of_programme(draft, node, &item, programme),
            None => {
                item_of_document(draft, node, &item);
                false
            }
        };
        if budget {
            // Its amounts are read already.
            (item.first..=item.last).for_each(|index| draft.own(index, LineRole::HeadlineAmount, programme, None));
        } else {
            rest.push(item);
        }
    }
    body::claim_items(draft, rest, LineRole::Description, programme, None);
}

/// Reads the lines that hold nothing but the budget.
fn read_budget_lines(draft: &mut Draft<'_>, lines: Range<usize>, programme: usize) {
    for index in lines {
        let budget = if draft.is_free(index) { budget_line(draft, index) } else { None };
        if let Some(range) = budget {
            let passage = draft.passage(index).slice(range);
            read_budget(draft, programme, &passage);
            draft.own(index, LineRole::HeadlineAmount, Some(programme), None);
        }
    }
}

/// Reads an item; true if it is the budget of the programme.
fn item_of_programme<'t>(draft: &mut Draft<'t>, node: &Node<'t>, item: &body::BodyItem<'t>, programme: usize) -> bool {
    if item.is_note {
        let notes = item.notes(draft);
        draft.programmes[programme].notes.extend(notes);
    } else if draft.lines[item.first].is_bullet() || attribute::is_plain(draft, item) {
        return attribute::read(draft, programme, &node.heading.title, item);
    } else {
        let record = item.record(draft);
        draft.programmes[programme].description.push(record);
        attribute::push_labelled(draft, programme, &item.passage);
    }
    rules::read_plan_text(draft, programme, None, &item.passage);
    false
}

/// Text under a heading that is no programme says what its chapter is about.
fn item_of_document<'t>(draft: &mut Draft<'t>, node: &Node<'t>, item: &body::BodyItem<'t>) {
    if item.is_note {
        let notes = item.notes(draft);
        draft.notes.extend(notes);
        return;
    }
    let mut path = node.path.clone();
    path.push(node.heading.title.clone());
    let record = item.record(draft);
    draft.policy_points.push(PolicyPoint { text: record.text, marker: record.marker, path, span: record.span });
}

/// What stands between the cover and the first heading.
fn front_matter(draft: &mut Draft<'_>, range: Range<usize>) {
    let items = body::read_items(draft, range);
    for item in items.iter().filter(|item| item.is_note) {
        let notes = item.notes(draft);
        draft.notes.extend(notes);
    }
    body::claim_items(draft, items, LineRole::Cover, None, None);
}

/// The budget of an item: `予算額：1,234千円` is a headline amount.
pub(crate) fn read_budget<'t>(draft: &mut Draft<'t>, programme: usize, passage: &Passage<'t>) {
    money::read_plan_budget(draft, passage, programme);
}
