//! Headline amounts that the end of a line cuts: in a number, in a unit, in a bracket.
//!
//! ```text
//! cut = digits ⏎ (digits | unit) | part-of-unit ⏎ unit | (label | pot) ⏎ digits | 年度 ⏎ stage
//!     | open-bracket … ⏎ | ⏎ close-bracket | "+" ⏎ | ⏎ [ の ] 内数
//! ```
//! `○ 蓄電池の部素材供給網整備事業　6兆8,110億円（6兆` + `7,050億円）`
//!
//! The characters on both sides only say that the amounts may go on. They do where the lines together end in amounts
//! that begin on the first of them.

use crate::amount::{Tail, joins_more, read_tail};
use crate::brackets::{closes, is_open, opens};
use crate::budget_label::begins_behind_year;
use crate::characters::{ARROWS, is_digit};
use crate::draft::Draft;
use crate::facts::Facts;
use crate::record::LineRole;

/// How many lines below the first one a headline can run on over.
const LINES_BELOW: usize = 2;

/// How far below the next line of a headline can stand: blank lines and the foot and head of a page lie between.
pub(crate) const REACH: usize = 8;

/// The amounts at the end of a line, and the last line that they run on over.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RunningTail {
    pub tail: Tail,
    pub last: usize,
}

/// Reads the amounts at the end of a line, together with the lines below that go on with them.
pub(crate) fn read(draft: &Draft<'_>, index: usize) -> RunningTail {
    let line = &draft.lines[index];
    let alone = RunningTail { tail: read_tail(line.text, line.facts), last: index };
    let goes_on = line_below(draft, index).is_some_and(|next| may_go_on(draft, index, next, line.text));
    if !goes_on {
        return alone;
    }
    let mut found = alone;
    let (mut passage, mut facts, mut last) = (draft.passage(index), line.facts, index);
    for _ in 0..LINES_BELOW {
        let Some(next) = line_below(draft, last).filter(|next| may_go_on(draft, last, *next, &passage.text)) else {
            break;
        };
        passage.push(draft.text(), draft.lines[next].range());
        facts = facts | draft.lines[next].facts;
        last = next;
        if !facts.any(Facts::MONEY) {
            continue;
        }
        let tail = read_tail(&passage.text, facts);
        let at = tail.at.or_else(|| tail.of_entry.filter(|_| draft.leads(index)));
        let begins_above = at.is_some_and(|at| (at as usize) < line.text.len());
        let holds_all = alone.tail.at.is_none_or(|before| tail.at.is_some_and(|at| at <= before));
        if holds_all && (begins_above || tail.is_all) && !is_open(&passage.text) {
            found = RunningTail { tail: tail.within(line.text.len()), last };
        }
    }
    found
}

/// The next line of a text: the foot and head of a page can stand between, else a single blank line.
pub(crate) fn line_below(draft: &Draft<'_>, index: usize) -> Option<usize> {
    let is_furniture = |at: usize| draft.owner(at).is_some_and(|owner| owner.role == LineRole::PageFurniture);
    let mut page_ends = false;
    for next in index + 1..draft.lines.len().min(index + REACH) {
        if draft.lines[next].is_blank() {
            continue;
        }
        if draft.is_free(next) {
            return (page_ends || next - index <= 2).then_some(next);
        }
        page_ends = is_furniture(next);
        if !page_ends {
            return None;
        }
    }
    None
}

/// Whether amounts may go on from the end of `text`, which ends on line `last`, to the line `next`.
fn may_go_on(draft: &Draft<'_>, last: usize, next: usize, text: &str) -> bool {
    let (line, below) = (&draft.lines[last], &draft.lines[next]);
    let has_cells = (line.facts | below.facts).any(Facts::CELLS)
        && (line.text.contains(['\t', '|']) || below.text.contains(['\t', '|']));
    if has_cells || below.is_bullet() || below.hashes > 0 || below.is_note() {
        return false;
    }
    let first = below.text.chars().next();
    cuts_unit(text, below.text)
        || first.is_some_and(closes)
        || ["の内数", "内数"].iter().any(|words| below.text.starts_with(words))
        || cuts_number(draft, last, next, text)
        || text.ends_with(opens)
        || joins_more(text)
        || below.text.starts_with(ARROWS)
        || below.text.starts_with(is_digit) && leads_to_amount(text)
        || text.ends_with("年度") && begins_behind_year(below.text)
        || line.facts.any(Facts::OPEN) && is_open(text)
}

/// `1,250` + `百万円`, `12.5億` + `円`.
fn cuts_unit(text: &str, next: &str) -> bool {
    text.ends_with(|c: char| is_digit(c) || is_unit(c)) && next.starts_with(|c: char| is_unit(c) || c == '円')
}

fn is_unit(character: char) -> bool {
    matches!(character, '十' | '百' | '千' | '万' | '億' | '兆')
}

/// `…事業　令和6年度予算案額` + `12億円`, `80億円＋計算機構交付金` + `5億円の内数`. Names of programmes end so too.
fn leads_to_amount(text: &str) -> bool {
    ["額", "予算", "予算案", "補正", "計上", "分", "金", "うち"].iter().any(|word| text.ends_with(word))
}

/// `（1,` + `100百万円）`, `【補正】68` + `0億円`. A figure behind a name can be the last word of it, so it must be set off
/// from what is surely the end of a name: `…診断事業　1` + `10億円`, not `…フェーズ2` + `10億円`.
fn cuts_number(draft: &Draft<'_>, last: usize, next: usize, text: &str) -> bool {
    let point = |c: char| matches!(c, ',' | '.' | '，' | '．');
    let mut below = draft.lines[next].text.chars();
    let goes_on =
        below.next().is_some_and(|first| is_digit(first) || point(first) && below.next().is_some_and(is_digit));
    let head = text.trim_end_matches(|c: char| is_digit(c) || point(c));
    let number = &text[head.len()..];
    if !goes_on || !number.starts_with(is_digit) {
        return false;
    }
    let amount_before = |c: char| opens(c) || closes(c) || is_unit(c) || "円約▲△−-+＋：:、".contains(c);
    if number.ends_with(point) || head.ends_with(amount_before) {
        return true;
    }
    let line = &draft.lines[last];
    let offset = line.range().end - number.len();
    let ends = draft.vocabulary.ends_as_name(head) || head.ends_with(['額', '案']);
    next == last + 1 && number.len() < line.text.len() && ends && draft.blank_before(offset)
}
