//! A listing whose amounts are not the end of its line: words that say what they are for stand behind them.
//!
//! ```text
//! listing = bullet name " " amounts separator words       ▽ 産地強化事業　10億1,999万円　機械・施設の整備を支援
//! separator = " " | "：" | "、"                             - 風力調査事業　0.9億円（0.8億円）、他に補正3億円
//! ```
//! A line of the text of an entry looks alike: `・補助上限 500万円　個人の場合`. So the name must be that of a programme, and
//! under an open listing the line must have its mark and indentation.

use std::ops::Range;

use super::entry::Entry;
use super::listing::{is_strong_name, name_without_marks};
use crate::amount::find_headline_tail;
use crate::body::{BodyItem, tidy};
use crate::brackets::closes;
use crate::characters::is_hiragana;
use crate::draft::Draft;
use crate::facts::Facts;
use crate::passage::Passage;
use crate::record::{Item, Kind};
use crate::rules;

/// How many ends of amounts are looked at.
const ENDS: usize = 6;

/// Where the amounts of such a line stand in its text.
pub(crate) fn find(draft: &Draft<'_>, index: usize, open: Option<&Entry<'_>>) -> Option<Range<usize>> {
    let line = &draft.lines[index];
    if !line.is_bullet() || line.hashes > 0 || !line.facts.any(Facts::MONEY) || line.text.ends_with('。') {
        return None;
    }
    let beside = match open.filter(|entry| entry.kind == Kind::Listing) {
        Some(entry) => {
            let head = &draft.lines[entry.first];
            let same = line.bullet == head.bullet && line.dash == head.dash && line.indent == head.indent;
            same.then_some(true)?
        }
        None => false,
    };
    let mut ends = line.text.match_indices([' ', '：', ':', '、', '，']).take(4 * ENDS).map(|(at, _)| at);
    let after_amount = |at: &usize| line.text[..*at].ends_with(|c: char| matches!(c, '円' | '数' | '規') || closes(c));
    let amounts = ends.by_ref().filter(after_amount).take(ENDS).filter_map(|end| {
        let at = find_headline_tail(&line.text[..end]).filter(|at| *at > 0)?;
        Some(at..end)
    });
    let amounts = amounts.reduce(|first, next| if next.start == first.start { next } else { first })?;
    let name = name_without_marks(line.text[..amounts.start].trim_end());
    let named = draft.vocabulary.ends_as_name(name) && (beside || is_strong_name(name)) && !name.contains(['、', '。']);
    let set_off = draft.blank_before(line.text_offset + amounts.start);
    let goes_on = words(line.text, &amounts).1.starts_with(is_hiragana);
    (named && set_off && !goes_on).then_some(amounts)
}

/// The words behind the amounts, and where they begin.
fn words<'t>(text: &'t str, amounts: &Range<usize>) -> (usize, &'t str) {
    let words = text[amounts.end..].trim_start_matches([' ', '：', ':', '、', '，']);
    (text.len() - words.len(), words)
}

/// Makes the words behind the amounts the first of the description.
pub(crate) fn describe<'t>(draft: &mut Draft<'t>, index: usize, amounts: &Range<usize>, programme: usize) {
    let line = draft.lines[index];
    let (at, _) = words(line.text, amounts);
    let passage = Passage::new(draft.text(), line.text_offset + at..line.range().end);
    let item = Item { marker: None, level: 0, text: tidy(&passage.text), span: draft.place_of(&passage) };
    draft.programmes[programme].description.push(item);
    rules::read_description(draft, programme, &[BodyItem::of_words(passage.clone(), index)]);
    draft.leave_prose(passage, Some(programme), None);
}
