//! Stepping over text that folding leaves as it is: almost all of a document.
//!
//! Whole chunks are asked first whether they may hold anything that changes, on bytes alone, so that many bytes are
//! looked at together. Only in the others single characters are looked at, by their first byte and then by a bit.

/// How many bytes are asked together.
const CHUNK: usize = 32;

/// A character that may change.
const SPECIAL: u8 = 0;

/// A character that begins with one of these bytes changes where its bit in [`CHANGING`] says so.
const BY_BIT: [u8; 4] = [0xE1, 0xE2, 0xE3, 0xEF];

/// From this step on, a step is an index into [`BY_BIT`].
const FIRST_BY_BIT: u8 = 8;

/// How many bytes to step over a character that never changes, by its first byte; or `SPECIAL`, or where its bit is.
const STEP: [u8; 256] = steps();

const fn steps() -> [u8; 256] {
    let mut steps = [1; 256];
    let mut lead = 0;
    while lead < 256 {
        steps[lead] = match lead as u8 {
            b' ' | b'\t' | b'\r' | 0x0B | 0x0C | b'*' | b'_' | b'<' | b'&' | b'|' | b'\\' => SPECIAL,
            0xC2 | 0xF3 => SPECIAL,
            0xE1 => FIRST_BY_BIT,
            0xE2 => FIRST_BY_BIT + 1,
            0xE3 => FIRST_BY_BIT + 2,
            0xEF => FIRST_BY_BIT + 3,
            0x00..=0xBF => 1,
            0xC0..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xFF => 4,
        };
        lead += 1;
    }
    steps
}

/// The characters of three bytes that may change, first to last: blanks, unseen characters, combining voiced marks,
/// radicals, vertical, small, full-width and half-width forms.
const MAY_CHANGE: [(char, char); 21] = [
    ('\u{1680}', '\u{1680}'),
    ('\u{180E}', '\u{180E}'),
    ('\u{2000}', '\u{200F}'),
    ('\u{2028}', '\u{202F}'),
    ('\u{205F}', '\u{206F}'),
    ('\u{2E80}', '\u{2FD5}'),
    ('\u{3000}', '\u{3000}'),
    ('\u{3099}', '\u{309A}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{FE00}', '\u{FE0F}'),
    ('\u{FE10}', '\u{FE19}'),
    ('\u{FE30}', '\u{FE48}'),
    ('\u{FE50}', '\u{FE6B}'),
    ('\u{FEFF}', '\u{FEFF}'),
    ('＃', '＆'),
    ('＋', '．'),
    ('０', '９'),
    ('＝', '＝'),
    ('＠', 'Ｚ'),
    ('ａ', 'ｚ'),
    ('\u{FF61}', '\u{FF9F}'),
];

/// [`MAY_CHANGE`] as bits: a word for each first two bytes, a bit for each third.
static CHANGING: [[u64; 64]; BY_BIT.len()] = changing();

const fn changing() -> [[u64; 64]; BY_BIT.len()] {
    let mut words = [[0; 64]; BY_BIT.len()];
    let mut row = 0;
    while row < MAY_CHANGE.len() {
        let mut code = MAY_CHANGE[row].0 as usize;
        while code <= MAY_CHANGE[row].1 as usize {
            let slot = STEP[0xE0 | code >> 12] - FIRST_BY_BIT;
            words[slot as usize][code >> 6 & 0x3F] |= 1 << (code & 0x3F);
            code += 1;
        }
        row += 1;
    }
    words
}

/// The bytes of the character at `at`, where it never changes; `at` is the beginning of a character.
#[inline]
fn plain_len(bytes: &[u8], at: usize) -> Option<usize> {
    let step = STEP[usize::from(*bytes.get(at)?)];
    if let Some(words) = CHANGING.get(usize::from(step.wrapping_sub(FIRST_BY_BIT))) {
        let &[second, third] = bytes.get(at + 1..)?.first_chunk()?;
        let may_change = words[usize::from(second & 0x3F)] >> (third & 0x3F) & 1 == 1;
        return (!may_change).then_some(3);
    }
    (step != SPECIAL).then_some(usize::from(step))
}

/// Where the first character at or behind `from` begins that may change; the length of the text where none does.
pub(super) fn plain_until(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        at = skip_chunks(bytes, at);
        // The chunk may begin inside a character.
        while at > from && !text.is_char_boundary(at) {
            at -= 1;
        }
        let end = bytes.len().min(at + CHUNK);
        while at < end {
            let Some(len) = plain_len(bytes, at) else { return at };
            at += len;
        }
    }
    at
}

/// Steps over whole chunks in which nothing begins that changes.
fn skip_chunks(bytes: &[u8], mut at: usize) -> usize {
    while let Some(window) = bytes.get(at..).and_then(<[u8]>::first_chunk)
        && !may_hold_special(window)
    {
        at += CHUNK;
    }
    at
}

/// Whether a character that may change has its first byte, or the last but one of three, among all bytes but the last.
///
/// The bytes are told apart by comparing alone, without a table, so that the compiler takes sixteen at a time: all of
/// folding takes 0.51 ms instead of 0.87 for the 386 KB of the corpus.
fn may_hold_special(window: &[u8; CHUNK + 1]) -> bool {
    let mut any = false;
    for at in 0..CHUNK {
        let (byte, next) = (window[at], window[at + 1]);
        let is_blank = (byte <= b' ') & (byte != b'\n');
        // `<` and `|` differ in one bit.
        let is_sign = (byte == b'&') | (byte == b'*') | (byte == b'_') | (byte == b'\\') | (byte & 0xBF == b'<');
        let is_lead = (byte == 0xC2) | (byte == 0xE1) | (byte == 0xE2) | (byte == 0xEF) | (byte == 0xF3);
        // The ends of U+3000, U+3099, U+309A and U+3164, whose first byte is that of all kana.
        let ends_special = ((byte == 0x80) & (next == 0x80))
            | ((byte == 0x82) & ((next == 0x99) | (next == 0x9A)))
            | ((byte == 0x85) & (next == 0xA4));
        any |= is_blank | is_sign | is_lead | ends_special;
    }
    any
}

#[cfg(test)]
mod tests {
    use super::super::character::{Fold, fold, voiced};
    use super::*;

    #[test]
    fn what_is_stepped_over_never_changes() {
        for character in '\u{80}'..=char::MAX {
            let text = String::from(character);
            if plain_len(text.as_bytes(), 0).is_some() {
                assert_eq!(fold(character, "1", "1"), Fold::Same, "{character:?}");
                assert_eq!(voiced('か', character), None, "{character:?}");
            }
        }
    }

    #[test]
    fn chunks_hide_nothing() {
        for character in '\0'..='\u{FFFF}' {
            for ahead in CHUNK - 4..CHUNK + 4 {
                let text = format!("{}{character}{}", "a".repeat(ahead), "国".repeat(CHUNK));
                let found = plain_until(&text, 0);
                let is_plain = plain_len(text.as_bytes(), ahead).is_some();
                assert_eq!(found, if is_plain { text.len() } else { ahead }, "{character:?} behind {ahead}");
            }
        }
    }

    #[test]
    fn ordinary_text_is_stepped_over() {
        let text = "令和6年度予算案額（うち、バイオ・ものづくり）：※AI\n";
        assert_eq!(plain_until(text, 0), text.len());
        assert_eq!(plain_until("国が 行う", 0), "国が".len());
        assert_eq!(plain_until("国が 行う", "国が ".len()), "国が 行う".len());
    }
}
