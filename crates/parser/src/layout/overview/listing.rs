//! A listing: a bullet with a name and amounts.
//!
//! ```text
//! listing = bullet name amounts                    - CCS 研究開発・実証関連事業 73.1 億円 (93.0 億円)
//!         | bullet name NEWLINE amounts            - 次世代電動航空機に関する技術開発事業 / 7.0 億円 (新規)
//!         | bullet name NEWLINE name amounts
//!         | bullet name reprint-mark
//! ```

use std::ops::Range;

use super::entry::Entry;
use super::heading;
use crate::amount::{find_bare_tail, find_headline_tail, is_only_amounts, is_unstated};
use crate::brackets::{leading, opens, trailing};
use crate::broken::line::line_below;
use crate::budget_label::read_budget_label;
use crate::draft::Draft;
use crate::facts::Facts;
use crate::layout::outline::Path;
use crate::layout::pr_sheets::{blank_programme, is_unfinished};
use crate::money;
use crate::name;
use crate::numbering::{NumberForm, read_number};
use crate::passage::Passage;
use crate::record::{Kind, LineRole};

/// The head of a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Head {
    /// The lines of the name.
    lines: Vec<usize>,
    /// Where on the last of them the amounts begin; none where they stand below, or there is only a reprint mark.
    amounts_at: Option<usize>,
}

/// Whether a listing begins at a line. A bullet deeper than an open listing must have the name of a
/// programme; one deeper than a policy item, that or a budget.
pub(crate) fn is_listing(draft: &Draft<'_>, index: usize, open: Option<&Entry<'_>>) -> bool {
    let line = &draft.lines[index];
    let has_cells = || line.facts.any(Facts::CELLS) && line.text.contains(['\t', '|']);
    if line.text.is_empty() || line.is_note() || line.hashes > 0 || !line.is_bullet() && has_cells() {
        return false;
    }
    let Some(head) = read_head(draft, index) else { return false };
    let name = name_text(draft, &head);
    if is_stated_part(name) || name.ends_with(['。', '、']) || draft.is_only_amounts(index) {
        return false;
    }
    if name.ends_with(['：', ':']) && !names_entry(draft, &head, name) {
        return false;
    }
    let below = open.is_some_and(|entry| line.indent > entry.indent);
    let bulleted = line.is_bullet() || is_list_number(draft, index);
    let named = draft.vocabulary.ends_as_name(name_without_marks(name));
    let of_policy_item = || open.is_some_and(|entry| entry.kind == Kind::PolicyItem);
    let sure = || of_policy_item() && is_budget(draft, &head) || is_request_only(draft, &head);
    if bulleted && (!below || sure()) || !below && is_corporation_beside(draft, index, open) {
        plausible(name)
    } else {
        named && (is_strong_name(name_without_marks(name)) || !below && stands_apart(draft, &head))
    }
}

/// Whether nothing but 事項要求 stands behind the name: `　●観測網の調査　　事項要求` is no text of an entry.
fn is_request_only(draft: &Draft<'_>, head: &Head) -> bool {
    let line = head.lines.last().map_or("", |line| draft.lines[*line].text);
    head.amounts_at.and_then(|at| line.get(at..)).is_some_and(|amounts| is_unstated(amounts.trim()))
}

/// Whether a line begins with the kind of a corporation as the open entry does: `（国研）…機構　事項要求` below
/// `（独）…機構運営費交付金　76.0億円`.
fn is_corporation_beside(draft: &Draft<'_>, index: usize, open: Option<&Entry<'_>>) -> bool {
    let is_kind = |inside: &str| CORPORATIONS.contains(&inside);
    let begins = |index: usize| leading(draft.lines[index].text).is_some_and(|(inside, _)| is_kind(inside));
    open.is_some_and(|entry| entry.kind == Kind::Listing && begins(entry.first)) && begins(index)
}

const CORPORATIONS: &[&str] = &["独", "国研", "国大", "株", "財", "社", "公財", "公社", "一財", "一社", "特"];

/// Whether the amounts of a bullet below a policy item are a budget, and no sum in its text: they stand in a column of
/// their own, or those of the year before stand behind them: `　○史跡の整備　65億円（61億円）`, not `　・上限500万円`.
fn is_budget(draft: &Draft<'_>, head: &Head) -> bool {
    let line = head.lines.last().map_or("", |line| draft.lines[*line].text);
    let amounts = head.amounts_at.and_then(|at| line.get(at..)).unwrap_or_default().trim_end();
    // （11,440百万円）, （新規）, （前年度65億円）, not （中小法人40万円）.
    let says_year = |inside: &str| {
        let inside = inside.trim_start();
        !inside.starts_with(char::is_alphabetic)
            || inside.starts_with('新')
            || read_budget_label(inside, money::default_era(draft)).is_some()
    };
    let is_previous = |(inside, at): (&str, usize)| at > 0 && says_year(inside) && is_only_amounts(&amounts[at..]);
    stands_apart(draft, head) || trailing(amounts).is_some_and(is_previous)
}

/// Whether the amounts stand in a column of their own, three blanks or more behind the name.
fn stands_apart(draft: &Draft<'_>, head: &Head) -> bool {
    let line = head.lines.last().map(|line| &draft.lines[*line]);
    let offset = line.zip(head.amounts_at).map(|(line, at)| line.text_offset + at);
    let blanks = offset.and_then(|offset| draft.blanks_before(offset)).unwrap_or_default();
    blanks.chars().filter(|c| c.is_whitespace()).count() >= 3
}

/// Whether what a colon sets off from amounts is the name of a programme, no label: `次世代半導体：1,000億円〈－〉`,
/// not `補助限度額：500万円`. An amount with another in a bracket behind it is a budget.
fn names_entry(draft: &Draft<'_>, head: &Head, name: &str) -> bool {
    let words = name.trim_end_matches(['：', ':', ' ']);
    let line = head.lines.last().map_or("", |line| draft.lines[*line].text);
    let with_bracket = head.amounts_at.and_then(|at| line.get(at..)).is_some_and(|amounts| amounts.contains(opens));
    draft.vocabulary.attribute_label(words) != Some(words)
        && (draft.vocabulary.ends_as_name(words) && is_strong_name(words) || with_bracket)
}

/// `うち…` states a part of the entry above.
pub(crate) fn is_stated_part(text: &str) -> bool {
    let core = text.trim_start_matches(['（', '(', '＜', '<', '〈', '【', '[', '・']);
    core.starts_with("うち") && find_headline_tail(text).is_some()
}

/// The same with a bare figure, below the unit that the paper states: `うち財務省計上　　650.0`.
pub(crate) fn is_bare_part(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    line.text.starts_with("うち")
        && draft.unit().is_some_and(|unit| unit.line < line.number)
        && find_bare_tail(line.text, &|at| draft.blank_before(line.text_offset + at)).is_some()
}

/// Opens the entry of a listing.
pub(crate) fn open<'t>(draft: &mut Draft<'t>, index: usize, path: &Path<'t>) -> Entry<'t> {
    let head = read_head(draft, index).unwrap_or(Head { lines: vec![index], amounts_at: None });
    let last = head.lines.last().map_or(0, |last| draft.lines[*last].text.len());
    open_head(draft, index, &head, last, path)
}

/// Opens the entry of a listing on one line, of which only this range is its amounts.
pub(crate) fn open_line<'t>(draft: &mut Draft<'t>, index: usize, amounts: Range<usize>, path: &Path<'t>) -> Entry<'t> {
    open_head(draft, index, &Head { lines: vec![index], amounts_at: Some(amounts.start) }, amounts.end, path)
}

/// Opens the entry of a head, whose amounts end at `end` on its last line.
fn open_head<'t>(draft: &mut Draft<'t>, index: usize, head: &Head, end: usize, path: &Path<'t>) -> Entry<'t> {
    let line = draft.lines[index];
    let last = head.lines.last().copied().unwrap_or(index);
    let tail = draft.lines[last];
    let mut passage = Passage::new(draft.text(), line.text_offset..line.text_offset);
    for at in &head.lines {
        let mut range = draft.lines[*at].range();
        if let Some(amounts) = head.amounts_at.filter(|_| *at == last) {
            range.end = range.start + amounts;
        }
        passage.push(draft.text(), range);
    }
    let amounts = head.amounts_at.map(|at| tail.text_offset + at..tail.text_offset + end);
    let programme = draft.programmes.len();
    let mut record = blank_programme(draft, Kind::Listing, index..last + 1);
    record.path = path.titles();
    record.special_measure = path.any(|title| draft.vocabulary.is_special_measure(title));
    let name = name::read(draft, passage.trimmed());
    let name_passage = name.as_ref().map(|name| name.passage.clone());
    if let Some(name) = name {
        name::apply(&mut record, name);
    }
    draft.programmes.push(record);
    draft.own_all(index..last + 1, LineRole::Name, Some(programme));
    if let Some(passage) = name_passage {
        draft.leave_prose(passage, Some(programme), None);
    }
    let mut entry = Entry::new(programme, Kind::Listing, index, last, line.indent);
    if let Some(range) = amounts {
        entry.add_headline(draft, range);
    }
    entry
}

fn read_head(draft: &Draft<'_>, index: usize) -> Option<Head> {
    let line = &draft.lines[index];
    if let Some(at) = draft.headline_tail(index) {
        return (at > 0).then(|| Head { lines: vec![index], amounts_at: Some(at) });
    }
    let marked = line.is_bullet() || is_list_number(draft, index);
    if !marked || line.bullet.is_some_and(is_check) || line.text.ends_with('。') {
        return None;
    }
    let mark_only = || ends_in_reprint_mark(line.text).then(|| Head { lines: vec![index], amounts_at: None });
    head_below(draft, index).or_else(mark_only)
}

/// The amounts of a name stand on the next line, or at the end of the second or third line of the name. Page furniture
/// can stand between. Over a blank line or the end of a page only the whole name of a programme has its amounts below,
/// and only a name that cannot end goes on: `- …の整備に向けた`, `生産基盤の強化事業 80億円`.
fn head_below(draft: &Draft<'_>, index: usize) -> Option<Head> {
    let mut lines = vec![index];
    let mut last = index;
    while lines.len() <= 3 {
        let next = line_below(draft, last).filter(|next| draft.may_take(*next))?;
        let (above, line) = (draft.lines[last].text, &draft.lines[next]);
        let is_apart = (last + 1..next).any(|between| draft.lines[between].is_blank());
        if line.hashes > 0 || line.is_note() || is_apart && line.is_bullet() {
            return None;
        }
        if draft.is_only_amounts(next) && (!is_apart || is_strong_name(above)) {
            return Some(Head { lines, amounts_at: None });
        }
        if line.is_bullet()
            || line.text.ends_with('。')
            || is_apart && !is_unfinished(above)
            || is_list_number(draft, next)
            // …促進事業　5,800.0 / ＜補助上限＞ 500万円: the figure is its amount, in a unit that is not stated.
            || line.text.starts_with(opens) && draft.bare_tail(last).is_some()
            || is_numbered_policy_item(draft, next)
        {
            return None;
        }
        lines.push(next);
        last = next;
        if let Some(at) = draft.headline_tail(next).filter(|at| *at > 0).or_else(|| bare_below(draft, next)) {
            return Some(Head { lines, amounts_at: Some(at) });
        }
    }
    None
}

/// Where the bare figures behind the rest of a programme's name begin: `　推進事業　　210（　180）`.
fn bare_below(draft: &Draft<'_>, index: usize) -> Option<usize> {
    let text = draft.lines[index].text;
    let ends_name = |at: &usize| draft.vocabulary.ends_as_name(name_without_marks(text[..*at].trim_end()));
    draft.bare_tail_of_rest(index).filter(ends_name)
}

/// `（２）国際市場の獲得　事項要求` is no more of the bullet above it.
fn is_numbered_policy_item(draft: &Draft<'_>, index: usize) -> bool {
    name::heading_form(draft, index).is_some() && heading::is_policy_item(draft, index)
}

fn is_check(bullet: &str) -> bool {
    bullet.starts_with(['✓', '✔', '☑'])
}

/// A number that stands where a bullet would: `① …事業 10億円`, `1) …事業`.
fn is_list_number(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    read_number(line.text, &|at| draft.blank_before(line.text_offset + at)).is_some_and(|number| {
        matches!(number.form, NumberForm::Circled | NumberForm::HalfParenthesised | NumberForm::Kana)
    })
}

/// The last line of the name, without the amounts.
fn name_text<'t>(draft: &Draft<'t>, head: &Head) -> &'t str {
    let text = head.lines.last().map_or("", |line| draft.lines[*line].text);
    text.get(..head.amounts_at.unwrap_or(text.len())).unwrap_or(text).trim()
}

/// The name without reprint marks and leaders, to see what it ends in.
pub(crate) fn name_without_marks(name: &str) -> &str {
    let name = crate::brackets::before_trailing(name.trim_end_matches(['…', '‥', '.', '・', '：', ':', ' ', '\t']));
    // 次世代機の開発事業「GX」
    let quoted = name.strip_suffix('」').and_then(|rest| rest.rfind('「')).filter(|at| *at > 0);
    quoted.map_or(name, |at| &name[..at]).trim_end()
}

/// A name that is no sentence and no label of an amount.
fn plausible(name: &str) -> bool {
    const LABELS: &[&str] = &["合計", "総計", "小計", "総額", "国費", "予算", "補正", "当初", "新規", "内訳"];
    let length = name.chars().count();
    let short = length == 2 && name.chars().all(|c| c.is_alphabetic() && !c.is_ascii()) && !LABELS.contains(&name);
    let sentence = name.contains('。')
        || ["については", "として", "は", "が", "を", "に", "で", "の", "約", "計"]
            .iter()
            .any(|end| name.ends_with(end) && !["会計", "設計", "統計"].iter().any(|word| name.ends_with(word)));
    (short || (3..=120).contains(&length)) && !sentence && !name.starts_with(['＋', '+'])
}

/// Endings that only programmes have.
pub(crate) fn is_strong_name(name: &str) -> bool {
    name.ends_with(['業', '費', '金', '務'])
        || name.ends_with("プログラム")
        || name.ends_with("プロジェクト")
        || name.ends_with("等")
}

fn ends_in_reprint_mark(text: &str) -> bool {
    let end = text.trim_end();
    end.ends_with("再掲")
        || [
            "（再掲）",
            "(再掲)",
            "［再掲］",
            "[再掲]",
            "【再掲】",
            "＜再掲＞",
            "<再掲>",
            "〈再掲〉",
            "（一部再掲）",
            "(一部再掲)",
            "〔再掲〕",
        ]
        .iter()
        .any(|mark| end.ends_with(mark))
}
