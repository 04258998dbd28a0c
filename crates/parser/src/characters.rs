//! Kinds of characters that several readers ask for.

use yosan_normaliser::digit_value;

/// A digit, half or full width; a circled number is a label, not a digit.
pub(crate) fn is_digit(printed: char) -> bool {
    digit_value(printed).is_some()
}

/// 漢, 々, 〇.
pub(crate) fn is_kanji(printed: char) -> bool {
    matches!(printed, '\u{4e00}'..='\u{9fff}' | '々' | '〇' | '\u{3400}'..='\u{4dbf}')
}

/// ア, ー.
pub(crate) fn is_katakana(printed: char) -> bool {
    matches!(printed, 'ァ'..='ヺ' | 'ー')
}

/// あ.
pub(crate) fn is_hiragana(printed: char) -> bool {
    matches!(printed, 'ぁ'..='ゖ')
}

/// A blank inside a cell; a tab is the edge of one.
pub(crate) fn is_blank(printed: char) -> bool {
    matches!(printed, ' ' | '\u{3000}' | '\u{a0}')
}

/// The bytes of the blanks that a text starts with.
pub(crate) fn skip_blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_blank).len()
}

/// Arrows from what was to what shall be: `760億円→860億円`.
pub(crate) const ARROWS: &[char] = &['→', '⇒', '➡', '⇨', '➔'];

/// What joins the ends of a range: `10～20億円`.
pub(crate) const RANGE_SIGNS: &[char] = &['～', '〜', '~', '∼', '－', '–', '—', '−', '-', '‐', '―', '─', 'ー', '‑'];

/// Whether it joins the ends of a range; behind most numbers stands a kanji, which does not.
pub(crate) fn is_range_sign(printed: char) -> bool {
    !is_kanji(printed) && RANGE_SIGNS.contains(&printed)
}

/// The sign or word that joins the ends of a range, at the start of a text: `～20億円`, `から9年度`.
pub(crate) fn range_sign(text: &str) -> Option<&str> {
    let sign = text.chars().next().filter(|first| is_range_sign(*first)).map(char::len_utf8);
    let len = sign.or_else(|| text.starts_with("から").then_some("から".len()))?;
    text.get(..len)
}
