//! Characters that text recognition takes for others in section labels: `事業スキ一ム`, `成果日標`, `事業目的·概要`.
//!
//! Labels are compared whole, so that no other word becomes one by this.

/// The character that a label has where its twin may be printed.
pub(super) fn plain(character: char) -> Option<char> {
    Some(match character {
        '･' | '·' | '•' | '‧' | '∙' | '⋅' => '・',
        '一' | '－' | '―' | '─' | '—' | '-' | '−' => 'ー',
        '日' => '目',
        _ => return None,
    })
}
