//! The text of a cell without what only the layout put there.

use std::borrow::Cow;

/// The text in half width without the blanks that letter-spacing left. A blank between two digits is kept, as it may
/// part two numbers, unless every character stands alone: `1 , 3 8 6`.
pub(super) fn compact(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if !text.contains(|c| c == ' ' || half_width(c) != c) {
        return Cow::Borrowed(text);
    }
    let chars: Vec<char> = text.chars().map(half_width).collect();
    let spaced = chars.len() > 3 && chars.chunks(2).all(|pair| pair[0] != ' ' && pair.get(1).is_none_or(|c| *c == ' '));
    let digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
    let keeps = |at: usize, c: char| c != ' ' || (!spaced && digit(at.checked_sub(1)) && digit(Some(at + 1)));
    Cow::Owned(chars.iter().enumerate().filter(|(at, c)| keeps(*at, **c)).map(|(_, c)| *c).collect())
}

fn half_width(c: char) -> char {
    match c {
        '　' | '\u{a0}' => ' ',
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}
