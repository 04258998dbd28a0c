//! Whom to ask about the paper, below its last entry: it closes that entry and is no text of it.
//!
//! ```text
//! contact = caption line*          （お問合せ先） / 大臣官房会計課長　山本 / 電話：03-0000-1511（内線 2241）
//!         | caption office line*   問合せ先　商工観光労働部産業政策課 / 電話 000-222-3333, below a blank line
//! ```
//! With the office behind it, it is that of the paper only if it is the only one of its kind: each entry can name its own.
//! The office of one programme stands on the line of its caption, or deeper than the entry: `　お問合せ先：技術課`.

use super::entry::Entry;
use crate::brackets::is_bracket;
use crate::draft::Draft;
use crate::layout::pr_sheets::is_department;
use crate::name;
use crate::record::LineRole;

/// How many lines such a block has at most.
const LINES: usize = 12;

/// Whether a line is its caption.
pub(crate) fn is_caption(draft: &Draft<'_>, index: usize, open: Option<&Entry<'_>>) -> bool {
    let line = &draft.lines[index];
    let deeper = || open.is_some_and(|entry| line.indent > entry.indent);
    if line.hashes > 0 || !line.text.contains(['先', '問']) || deeper() {
        return false;
    }
    let words = line.text.trim_matches(|c: char| is_bracket(c) || matches!(c, ' ' | '：' | ':'));
    let words = words.rsplit(['の', '　', ' ']).next().unwrap_or(words);
    let alone = heads_block(words) && draft.vocabulary.phone_words().iter().any(|word| word == words);
    alone
        || names_office(draft, index)
            && index.checked_sub(1).is_some_and(|above| draft.lines[above].is_blank())
            && is_only(draft, index)
}

/// Whether a word in front of a telephone number heads such a block: 問合せ先, お問い合わせ, not 電話.
fn heads_block(word: &str) -> bool {
    word.ends_with('先') || word.contains('問')
}

/// Whether a line is a caption and an office behind it: `問い合わせ先：環境エネルギー局 総務課 03-1111-2222`.
pub(super) fn names_office(draft: &Draft<'_>, index: usize) -> bool {
    let line = &draft.lines[index];
    let text = line.text.trim_start_matches(is_bracket);
    // The longest word: 問い合わせ begins 問い合わせ先.
    let captions = draft.vocabulary.phone_words().iter().filter(|word| heads_block(word));
    let behind = captions.filter_map(|word| text.strip_prefix(word.as_str())).min_by_key(|behind| behind.len());
    behind.is_some_and(|behind| {
        let office = behind.trim_start_matches(|c: char| is_bracket(c) || matches!(c, ' ' | '：' | ':'));
        let is_office = || is_department(draft, office) || draft.vocabulary.ends_as_department(office);
        office.len() < behind.len() && !line.is_bullet() && is_office()
    })
}

/// Whether no other line of the paper is a caption with an office. Where there are many, the next one is near.
fn is_only(draft: &Draft<'_>, index: usize) -> bool {
    let mut others = (index + 1..draft.lines.len()).chain((0..index).rev());
    !others.any(|other| draft.lines[other].text.contains(['先', '問']) && names_office(draft, other))
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
