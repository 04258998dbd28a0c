//! Characters that a Japanese government text should not hold: a finding per line and kind.

use yosan_normaliser::{Span, SuspiciousKind, suspicious_characters};

use crate::draft::Draft;
use crate::record::Code;

/// Reports suspicious characters, those of one kind on one line together.
pub(crate) fn run(draft: &mut Draft<'_>) {
    let mut last: Option<(u32, SuspiciousKind)> = None;
    let text = draft.source.text();
    for found in suspicious_characters(text) {
        let span = draft.place(Span::new(found.range.start, found.range.end));
        if last == Some((span.line, found.kind)) {
            continue;
        }
        last = Some((span.line, found.kind));
        let kind = found.kind.word();
        let printed: String = text.get(found.range).unwrap_or_default().chars().take(20).collect();
        let message = format!("`{printed}` is {kind}; compare the line with the original");
        draft.find(Code::SuspiciousCharacters, message, span);
    }
}
