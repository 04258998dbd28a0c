//! Whom to ask about the paper, below its last entry: it closes that entry and is no text of it.
//!
//! ```text
//! contact = caption line*          （お問合せ先） / 大臣官房会計課長　山本 / 電話：03-0000-1511（内線 2241）
//! ```
//! The office of one programme stands on the line of its caption, or deeper than the entry: `　お問合せ先：技術課`.

use super::entry::Entry;
use crate::brackets::is_bracket;
use crate::draft::Draft;
use crate::name;
use crate::record::LineRole;

/// How many lines such a block has at most.
const LINES: usize = 12;

/// Whether a line is its caption.
pub(crate) fn is_caption(draft: &Draft<'_>, index: usize, open: Option<&Entry<'_>>) -> bool {
    let line = &draft.lines[index];
    let words = line.text.trim_matches(|c: char| is_bracket(c) || matches!(c, ' ' | '：' | ':'));
    let words = words.rsplit(['の', '　', ' ']).next().unwrap_or(words);
    let deeper = open.is_some_and(|entry| line.indent > entry.indent);
    !deeper
        && line.hashes == 0
        && words.ends_with('先')
        && draft.vocabulary.phone_words().iter().any(|word| word == words)
}

/// Reads the block that begins at a line.
pub(crate) fn read(draft: &mut Draft<'_>, index: usize, end: usize) {
    let last = (index + 1..end.min(index + LINES)).take_while(|next| belongs(draft, *next)).last().unwrap_or(index);
    for line in (index..=last).filter(|line| draft.is_free(*line)).collect::<Vec<_>>() {
        let passage = draft.passage(line);
        draft.own(line, LineRole::Cover, None, None);
        draft.leave_prose(passage, None, None);
    }
}

fn belongs(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    let numbered = || name::heading_form(draft, index).is_some();
    line.is_blank()
        || !(line.hashes > 0 || line.bullet.is_some() || line.is_note() || line.text.ends_with('。') || numbered())
}
