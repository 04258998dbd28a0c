//! Section labels with the first line of their body behind them: `事業目的：再生材を評価する。`, `成果目標 令和8年度までに…`.
//!
//! ```text
//! line = label ( "：" | blank ) body | "【" label "】" body
//! ```
//! Sentences and items of a body can begin like that too. So two kinds of sections must be opened that way in the sheet,
//! and none of them by a label on a line of its own.

use std::ops::Range;

use super::section::Label;
use crate::brackets::{closes, opens};
use crate::draft::Draft;
use crate::record::SectionKind;

/// How far a label with its bracket goes.
const REACH: usize = 40;

/// Adds the labels with a body behind them to those that stand alone.
pub(super) fn add(draft: &Draft<'_>, lines: Range<usize>, labels: &mut Vec<Label>) {
    let mut kinds = Vec::new();
    for label in labels.iter() {
        if !kinds.contains(&label.kind) {
            kinds.push(label.kind);
        }
    }
    let is_new = |label: &Label| !kinds.contains(&label.kind);
    let found: Vec<Label> = lines.filter_map(|line| read(draft, line)).filter(is_new).collect();
    let several = found.iter().any(|label| label.kind != found[0].kind);
    if several {
        labels.extend(found);
        labels.sort_by_key(|label| label.line);
    }
}

/// Whether a line begins with a label and goes on with its text.
pub(super) fn is_at(draft: &Draft<'_>, index: usize) -> bool {
    read(draft, index).is_some()
}

/// The label in front of the text of a line.
fn read(draft: &Draft<'_>, index: usize) -> Option<Label> {
    let line = &draft.lines[index];
    if draft.is_taken(index) || line.dash || line.bullet == Some("・") || draft.section(index).is_some() {
        return None;
    }
    let end = label_end(line.text)?;
    let (label, behind) = line.text.split_at(end);
    let body = behind.trim_start_matches(['：', ':', ' ']);
    let kind = draft.vocabulary.section(label).filter(|kind| opens_section(*kind))?;
    let is_long = label.chars().nth(3).is_some();
    (is_long && !body.is_empty()).then(|| Label {
        line: index,
        kind: Some(kind),
        first: index,
        cut: Some((end, line.text.len() - body.len())),
    })
}

/// Where the label ends: at a colon or blank outside brackets, or behind the bracket that holds it.
fn label_end(text: &str) -> Option<usize> {
    let boxed = text.starts_with(opens) && !text.starts_with(['（', '(']);
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().take(REACH) {
        match c {
            '：' | ':' | ' ' if depth == 0 => return Some(at),
            _ if opens(c) => depth += 1,
            _ if closes(c) => depth = depth.saturating_sub(1),
            _ => continue,
        }
        if boxed && depth == 0 {
            return Some(at + c.len_utf8());
        }
    }
    None
}

/// 事業期間 and 条件 are words of items too.
fn opens_section(kind: SectionKind) -> bool {
    !matches!(kind, SectionKind::Other | SectionKind::Conditions)
}
