//! Digits and blanks, half or full width.

/// The value of a digit, half or full width; a circled number is a label, not a digit.
pub(super) fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => c.to_digit(10),
    }
}

/// The bytes of the blanks that `text` starts with; a tab is the edge of a cell, not a blank.
pub(super) fn skip_blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\u{3000}', '\u{a0}']).len()
}

/// Whether a character is a blank inside a cell.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{a0}')
}
