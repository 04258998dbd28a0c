//! Bullets of a symbol font that a converter gives as letters: `l 国内投資の促進` for `● 国内投資の促進`.
//!
//! ```text
//! bullet = "l" | "n" | "u" | … blank, before a Japanese character
//! ```
//! The letters are those that Wingdings and Symbol draw as bullets (●, ■, ◆, ✓, ➢, …). A plain letter is one only where at
//! least two lines of the document begin so: `n 数` can be a number of things.

use yosan_normaliser::Folded;

use crate::line::Line;

/// What Wingdings and Symbol draw as bullets, and the long dashes, whose blank folding takes away: `– 学びの場を提供する`.
const LETTERS: &[char] =
    &['–', '—', 'l', 'n', 'u', 'v', 'w', 'p', 'q', 'o', 'm', 'z', 'ü', 'û', 'Ø', 'ø', '§', 'è', 'à', 'Ü', '¡', 'ª'];

/// How many lines must begin with one.
const FEWEST: usize = 2;

/// Makes such letters the bullets of their lines.
pub(crate) fn mark(lines: &mut [Line<'_>], folded: &Folded<'_>) {
    let found: Vec<(usize, char)> =
        lines.iter().enumerate().filter_map(|(at, line)| Some((at, letter(line, folded)?))).collect();
    // No Japanese text begins with an accented letter: one alone is a bullet.
    let is_sure = |letter: char| found.len() >= FEWEST || !letter.is_ascii();
    for (at, letter) in found.iter().filter(|(_, letter)| is_sure(*letter)) {
        lines[*at].take_bullet(letter.len_utf8());
    }
}

/// The letter that a line begins with, set off from Japanese text by a blank.
fn letter(line: &Line<'_>, folded: &Folded<'_>) -> Option<char> {
    let mut chars = line.text.chars();
    let first = chars.next().filter(|first| line.bullet.is_none() && LETTERS.contains(first))?;
    let rest = chars.as_str();
    let next = rest.trim_start().chars().next()?;
    let set_off = rest.starts_with([' ', '\t']) || !folded.removed_at(line.text_offset + first.len_utf8()).is_empty();
    // — 以上 —
    let framed = !first.is_alphabetic() && rest.ends_with(first);
    (set_off && !framed && matches!(next, '\u{3041}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' | '「' | '（' | '【'))
        .then_some(first)
}

#[cfg(test)]
mod tests {
    use yosan_normaliser::{Source, fold};

    use super::*;

    fn bullets(text: &str) -> Vec<Option<String>> {
        let folded = fold(text);
        let mut lines = crate::line::scan(&Source::from_text(text), &folded);
        mark(&mut lines, &folded);
        lines.iter().map(|line| line.bullet.map(|bullet| format!("{bullet}|{}", line.text))).collect()
    }

    #[test]
    fn letters_before_japanese_are_bullets_where_they_recur() {
        let found = bullets("l 国内投資の促進\n  n　人材の育成\nlan 網\nl AI\nl国");
        let shown: Vec<Option<&str>> = found.iter().map(Option::as_deref).collect();
        assert_eq!(shown, [Some("l|国内投資の促進"), Some("n|人材の育成"), None, None, None]);
        assert_eq!(bullets("n 数を数える"), [None]);
        assert_eq!(bullets("– 学びの場\n—講師\n— 以上 —"), [Some("–|学びの場".to_owned()), None, None]);
        assert_eq!(bullets("ü 販路の開拓"), [Some("ü|販路の開拓".to_owned())]);
    }
}
