//! Headings of an overview, and policy items: headings that carry amounts.
//!
//! What makes a line a heading: a `#` mark, a number of a high form, a chapter word; or, for a plain line by itself,
//! that the contents name it or that a numbered heading follows it.
//! `**消費税率引上げに伴う対策**（臨時・特別の措置）`

use super::between;
use super::entry::Entry;
use super::listing;
use super::other_budget;
use crate::brackets::{self, opens};
use crate::broken::name_rest::ends_word;
use crate::characters::is_digit;
use crate::draft::Draft;
use crate::layout::outline::{self, MARKED, Path, rank};
use crate::layout::pr_sheets::{blank_programme, is_unfinished};
use crate::name::{self, HeadingText};
use crate::numbering::NumberForm;
use crate::passage::Passage;
use crate::record::{Kind, LineRole, Stage, Text};
use crate::table;

/// Whether a line is a heading without amounts.
pub(crate) fn is_heading(draft: &Draft<'_>, index: usize, end: usize, entry: Option<&Entry<'_>>) -> bool {
    let line = &draft.lines[index];
    if line.text.is_empty()
        || line.text.ends_with(['。', '、'])
        || line.text.chars().count() > 90
        || line.text.contains('|')
        || draft.is_only_amounts(index)
        || table::says_unit(line.text)
    {
        return false;
    }
    if line.hashes > 0 {
        return true;
    }
    if line.dash && line.bold && line.bullet.is_none() && name::heading_form(draft, index).is_some() {
        // `* **2. 準公共分野**` over `    * 医療DXの推進 15億円`
        return heads_listings(draft, index, end, entry);
    }
    if line.dash || line.bullet.is_some_and(|bullet| bullet.starts_with(['・', '✓', '✔', '•', '･'])) {
        return false;
    }
    let form = name::heading_form(draft, index);
    match form {
        Some(NumberForm::Decimal) if line.text.starts_with('【') => stands_as_heading(draft, index, end, entry),
        Some(
            NumberForm::Chapter
            | NumberForm::Section
            | NumberForm::Roman
            | NumberForm::Arabic
            | NumberForm::Decimal
            | NumberForm::Parenthesised,
        ) => true,
        Some(_) => heads_listings(draft, index, end, entry),
        None => {
            let in_entry = entry.is_some_and(|entry| entry.kind == Kind::Listing && line.indent > entry.indent);
            stands_as_heading(draft, index, end, entry)
                || !in_entry && other_budget::heads_listings(draft, index, end)
                || between::is_heading(draft, index, end, entry)
        }
    }
}

/// A line with a number of a low form over listings that stand deeper: `② グリーン社会` over `  ・… 162億円`.
fn heads_listings(draft: &Draft<'_>, index: usize, end: usize, entry: Option<&Entry<'_>>) -> bool {
    let line = &draft.lines[index];
    let deeper = |next: &usize| draft.lines[*next].indent > line.indent && draft.lines[*next].is_bullet();
    let below = draft.next_free(index + 1, end).filter(deeper);
    entry.is_none_or(|entry| line.indent < entry.indent)
        && below.is_some_and(|below| listing::is_listing(draft, below, None))
}

/// An unnumbered line by itself that the contents name, that is bold, or that leads over to headings or listings.
fn stands_as_heading(draft: &Draft<'_>, index: usize, end: usize, entry: Option<&Entry<'_>>) -> bool {
    let line = &draft.lines[index];
    let in_entry = entry.is_some_and(|entry| !stands_above(draft, index, entry));
    let alone = index == 0 || draft.lines[index - 1].is_blank() || !in_entry || in_contents(draft, line.text);
    // ○基盤強化研究開発事業【総額2,525】 is an entry that was not understood.
    let holds_figure = brackets::trailing(line.text).is_some_and(|(inside, _)| inside.contains(is_digit));
    if !alone
        || line.bullet.is_some() && holds_figure
        || line.text.starts_with(['（', '(', '→'])
        || line.text.contains('\t')
        || line.text.chars().count() > 60
        || line.indent > 0 && line.bullet.is_none() && draft.headline_tail(index).is_some_and(|at| at > 0)
    {
        return false;
    }
    let next = draft.next_free(index + 1, end);
    let leads_over = next.is_some_and(|next| {
        let below = &draft.lines[next];
        let number = name::heading_form(draft, next);
        let numbered = matches!(number, Some(NumberForm::Arabic | NumberForm::Decimal | NumberForm::Parenthesised))
            && !below.dash
            && !below.text.ends_with('。');
        below.hashes > 0 || numbered
    });
    let lists = line.bullet.is_some() || (line.text.starts_with(['【', '＜', '〈', '《']) && !in_entry);
    // With the bullet of the entries below, it is one beside them.
    let beside = |next: usize| {
        let below = &draft.lines[next];
        line.bullet.is_some() && line.bullet == below.bullet && line.indent == below.indent
    };
    let leads_to_listing = next.filter(|next| !beside(*next)).is_some_and(|next| {
        let below = draft.next_free(next + 1, end).filter(|_| is_mark_between(draft, index, next));
        listing::is_listing(draft, next, None) || below.is_some_and(|below| listing::is_listing(draft, below, None))
    });
    (line.bold && !line.is_bullet())
        || (leads_over && !line.is_bullet())
        || (leads_to_listing && (lists || !in_entry))
        || in_contents(draft, line.text)
}

/// Whether a line has a bullet of another kind than the entry and less indentation: `○DX投資` below `  ・… 30億円`.
fn stands_above(draft: &Draft<'_>, index: usize, entry: &Entry<'_>) -> bool {
    let (line, head) = (&draft.lines[index], &draft.lines[entry.first]);
    line.bullet.is_some() && head.bullet.is_some() && line.bullet != head.bullet && line.indent < entry.indent
}

/// Whether the next line is a step between a marked heading and its listings: `◎ 国内投資の拡大`, `○GXの実現`, `・… 30億円`.
fn is_mark_between(draft: &Draft<'_>, index: usize, next: usize) -> bool {
    let (line, below) = (&draft.lines[index], &draft.lines[next]);
    line.bullet.is_some()
        && below.bullet.is_some()
        && line.bullet != below.bullet
        && line.indent < below.indent
        && !below.text.ends_with('。')
}

fn in_contents(draft: &Draft<'_>, text: &str) -> bool {
    if draft.contents.is_empty() {
        return false;
    }
    let key = yosan_normaliser::join_key(crate::brackets::before_trailing(text));
    key.chars().count() >= 4 && draft.contents_keys.titles.contains(&key)
}

/// Whether a line is a heading with amounts: in 【 】 behind a heading of any form, or behind a number of a high form.
pub(crate) fn is_policy_item(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    let Some(at) = draft.headline_tail(index).filter(|at| *at > 0) else {
        return has_amounts_below(draft, index) || rest_below(draft, index).is_some();
    };
    let tail = &line.text[at..];
    if other_budget::is_only_label(draft, tail) {
        return false;
    }
    let heading = name::read_heading(draft, &Passage::new(draft.text(), line.text_offset..line.text_offset + at));
    if heading.title.is_empty() || line.text[..at].ends_with(['。', '、']) {
        return false;
    }
    let bracketed = tail.starts_with(['【', '［', '[', '〔', '＜', '<', '〈']) && !is_supplementary_mark(draft, tail);
    let high = matches!(
        heading.form,
        Some(
            NumberForm::Roman
                | NumberForm::Chapter
                | NumberForm::Section
                | NumberForm::Arabic
                | NumberForm::Decimal
                | NumberForm::Parenthesised
        )
    );
    match heading.form {
        Some(_) if bracketed => high || !heading.title.ends_with(['業', '費', '金']),
        Some(_) => high && !line.is_bullet(),
        None => line.hashes > 0 || (bracketed && !line.is_bullet()),
    }
}

/// A numbered heading with its amounts on the next line: `1. 福島イノベーション・コースト構想`, `57億円〈55億円〉`.
fn has_amounts_below(draft: &Draft<'_>, index: usize) -> bool {
    let (line, next) = (&draft.lines[index], index + 1);
    if !draft.may_take(next)
        || !draft.is_only_amounts(next)
        || line.is_bullet()
        || other_budget::is_only_label(draft, draft.lines[next].text)
    {
        return false;
    }
    let form = name::heading_form(draft, index);
    let numbered = matches!(form, Some(NumberForm::Arabic | NumberForm::Decimal | NumberForm::Parenthesised));
    numbered && is_heading(draft, index, draft.lines.len(), None)
}

/// The next line, where the rest of a numbered title stands with its amounts: `5. 取引の適正化の推` + `進【15億円】`.
fn rest_below(draft: &Draft<'_>, index: usize) -> Option<usize> {
    let next = index + 1;
    let (upper, lower) = (&draft.lines[index], draft.lines.get(next)?);
    if !draft.may_take(next) || upper.is_bullet() || upper.text.ends_with('。') || lower.is_bullet() || lower.hashes > 0
    {
        return None;
    }
    let at = draft.headline_tail(next).filter(|at| *at > 0 && lower.text[*at..].starts_with(opens))?;
    let rest = lower.text[..at].trim_end();
    let one = rest.chars().nth(1).is_none();
    let is_cut = one || is_unfinished(upper.text) || ends_word(draft.vocabulary, upper.text, rest);
    let numbered = |form| matches!(form, Some(NumberForm::Arabic | NumberForm::Decimal | NumberForm::Parenthesised));
    let is_rest = is_cut && numbered(name::heading_form(draft, index)) && name::heading_form(draft, next).is_none();
    is_rest.then_some(next)
}

/// `【補正】30.0億円` behind a name is an amount of a listing, not the bracket of a policy item.
fn is_supplementary_mark(draft: &Draft<'_>, tail: &str) -> bool {
    let legend = draft.legend.unwrap_or_default();
    let meaning = match tail.chars().next() {
        Some('【') => legend.lenticular,
        Some('〔' | '［' | '[') => legend.tortoise,
        Some('＜' | '<' | '〈') => legend.angle,
        Some('《') => legend.double_angle,
        _ => None,
    };
    if meaning.is_some_and(|meaning| meaning.stage == Some(Stage::Supplementary) || meaning.change) {
        return true;
    }
    let inside = tail.trim_start_matches(['【', '［', '[', '〔', '＜', '<', '〈']);
    let close = inside.find(['】', '］', ']', '〕', '＞', '>', '〉']).unwrap_or(inside.len());
    inside[..close].contains("補正")
}

/// Reads a heading: a caption of a part is no step of the outline.
pub(crate) fn read<'t>(draft: &mut Draft<'t>, index: usize, path: &mut Path<'t>, marks: &mut Marks) {
    let passage = draft.passage(index);
    let heading = name::read_heading(draft, &passage);
    draft.own(index, LineRole::Heading, None, None);
    draft.leave_prose(passage, None, None);
    let followed_by_legend = draft.lines[index].hashes == 1 && heading.form.is_none() && legend_follows(draft, index);
    // `２　主要事業` is one all the same.
    if heading.form.is_none() && draft.vocabulary.is_part_caption(&heading.title) || followed_by_legend {
        return;
    }
    let level = heading_rank(draft, index, &heading, marks);
    path.enter(level, heading.title.clone());
    outline::push(draft, index, heading, level);
}

fn legend_follows(draft: &Draft<'_>, index: usize) -> bool {
    let next = (index + 1..draft.lines.len()).find(|at| !draft.lines[*at].is_blank());
    next.and_then(|next| draft.owner(next)).is_some_and(|owner| owner.role == LineRole::Legend)
}

/// The marks of the unnumbered headings of a part; those that come first stand above the others.
#[derive(Debug, Default)]
pub(crate) struct Marks(Vec<char>);

impl Marks {
    /// The rank of a heading with this mark.
    fn rank(&mut self, mark: char) -> u8 {
        let at = self.0.iter().position(|known| *known == mark).unwrap_or(self.0.len());
        if at == self.0.len() {
            self.0.push(mark);
        }
        MARKED.saturating_add(u8::try_from(at).unwrap_or(u8::MAX))
    }
}

/// The rank by the number; an unnumbered heading with a mark of its own (■, 【 】) stands below the numbered ones.
fn heading_rank(draft: &Draft<'_>, index: usize, heading: &HeadingText<'_>, marks: &mut Marks) -> u8 {
    let line = &draft.lines[index];
    let marked = line.bullet.is_some()
        || other_budget::names_other(draft, line.text)
        || line.text.starts_with(['【', '＜', '〈', '《']);
    if heading.form.is_none() && marked && line.hashes == 0 && !draft.outline.is_empty() {
        let mark = line.bullet.unwrap_or(line.text).chars().next();
        mark.map_or(MARKED, |mark| marks.rank(mark))
    } else {
        rank(heading.form)
    }
}

/// Opens the entry of a policy item; it is a step of the outline too.
pub(crate) fn open_policy_item<'t>(draft: &mut Draft<'t>, index: usize, path: &mut Path<'t>) -> Entry<'t> {
    let line = draft.lines[index];
    let last = rest_below(draft, index).unwrap_or(index);
    let tail = draft.lines[last];
    let at = draft.headline_tail(last).unwrap_or(tail.text.len());
    let mut passage = Passage::new(draft.text(), line.text_offset..line.text_offset);
    if last > index {
        passage.push(draft.text(), line.range());
    }
    passage.push(draft.text(), tail.text_offset..tail.text_offset + at);
    let passage = passage.trimmed();
    let heading = name::read_heading(draft, &passage);
    let level = rank(heading.form);
    let mut record = blank_programme(draft, Kind::PolicyItem, index..last + 1);
    record.path = path.titles_above(level);
    record.special_measure = path.any(|title| draft.vocabulary.is_special_measure(title));
    if let Some(name) = name::read(draft, passage.clone()) {
        name::apply(&mut record, name);
    }
    let title: Text<'t> = record.name.clone().unwrap_or_else(|| heading.title.clone());
    path.enter(level, title.clone());
    outline::push(draft, index, HeadingText { title, ..heading }, level);
    let programme = draft.programmes.len();
    draft.programmes.push(record);
    draft.own_all(index..last + 1, LineRole::Heading, Some(programme));
    draft.leave_prose(passage, Some(programme), None);
    let mut entry = Entry::new(programme, Kind::PolicyItem, index, last, line.indent);
    if at < tail.text.len() {
        entry.add_headline(draft, tail.text_offset + at..tail.range().end);
    }
    entry
}
