//! Characters that a Japanese government text should not hold, a sign of bad conversion or text recognition.
//!
//! Looks at decoded text, because folding mends some of them. An ideograph is foreign when it is not in CP932 and not
//! in the short list below of forms that Japanese print uses all the same (剝 塡 頰 𠮟 of the Joyo list, 鷗 麴 醬).

use std::iter::FusedIterator;
use std::ops::Range;

use crate::CharSet;
use crate::radicals::is_radical;

/// What is odd about a run of characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SuspiciousKind {
    /// U+FFFD: bytes were lost here, now or in an earlier conversion.
    Replacement,
    /// A character without a meaning outside one font.
    PrivateUse,
    /// `⻑`, `⺠`: a radical where the ideograph is meant.
    Radical,
    /// `术`, `资`, `步`: a simplified or other form that Japanese text does not use.
    ForeignIdeograph,
    /// A control character.
    Control,
    /// `産産業業省省`: bold print made by printing twice.
    Doubled,
}

impl SuspiciousKind {
    /// The stable name: `foreign-ideograph`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Replacement => "replacement-character",
            Self::PrivateUse => "private-use",
            Self::Radical => "radical",
            Self::ForeignIdeograph => "foreign-ideograph",
            Self::Control => "control-character",
            Self::Doubled => "doubled-text",
        }
    }

    /// What a person would call it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Replacement => "replacement character",
            Self::PrivateUse => "character of a private font",
            Self::Radical => "radical instead of an ideograph",
            Self::ForeignIdeograph => "ideograph not used in Japan",
            Self::Control => "control character",
            Self::Doubled => "text printed twice",
        }
    }
}

/// A run of characters that are odd in the same way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspicious {
    /// Where, in the text that was given.
    pub range: Range<usize>,
    /// In which way.
    pub kind: SuspiciousKind,
}

/// The odd runs of a decoded text, in order of their beginnings; neighbours of one kind are one run.
///
/// `技术` gives one [`SuspiciousKind::ForeignIdeograph`] at `3..6`.
pub fn suspicious_characters(text: &str) -> impl FusedIterator<Item = Suspicious> + '_ {
    Finder { text, at: 0, looked_until: 0 }
}

struct Finder<'t> {
    text: &'t str,
    at: usize,
    /// As far as was looked for doubled text.
    looked_until: usize,
}

impl Iterator for Finder<'_> {
    type Item = Suspicious;

    fn next(&mut self) -> Option<Suspicious> {
        loop {
            self.at = ordinary_until(self.text, self.at);
            let mut rest = self.text.get(self.at..)?.chars();
            let character = rest.next()?;
            if let Some(kind) = kind_of(character) {
                return Some(self.run(self.at, kind));
            }
            if rest.next() == Some(character)
                && is_letter(character)
                && let Some(found) = self.doubled(self.at)
            {
                return Some(found);
            }
            self.at += character.len_utf8();
        }
    }
}

impl FusedIterator for Finder<'_> {}

impl Finder<'_> {
    /// Doubled text that begins here. No part of what was looked at in vain is looked at again.
    fn doubled(&mut self, start: usize) -> Option<Suspicious> {
        if start < self.looked_until {
            return None;
        }
        let (length, is_doubled) = doubled(self.text.get(start..).unwrap_or_default());
        self.looked_until = start + length;
        is_doubled.then(|| {
            self.at = start + length;
            Suspicious { range: start..self.at, kind: SuspiciousKind::Doubled }
        })
    }

    /// The run of one kind that begins here.
    fn run(&mut self, start: usize, kind: SuspiciousKind) -> Suspicious {
        let rest = self.text.get(start..).unwrap_or_default();
        let length = rest.find(|character| kind_of(character) != Some(kind)).unwrap_or(rest.len());
        self.at = start + length;
        Suspicious { range: start..self.at, kind }
    }
}

/// How far from `at` the text holds only characters of CP932, no letter beside its like. These are not odd: almost all
/// of a text is stepped over here, without the questions of [`kind_of`].
fn ordinary_until(text: &str, at: usize) -> usize {
    let mut rest = text.as_bytes().get(at..).unwrap_or_default();
    // The last byte of the character in front: that it is the same is seldom, and sooner found than the whole.
    let mut last = 0;
    loop {
        match *rest {
            [lead @ 0xE0..=0xEF, second, third, ref after @ ..] => {
                if third == last && is_doubled_letter(text, text.len() - rest.len()) {
                    return text.len() - rest.len() - 3;
                }
                if !JAPANESE.holds_wide([lead, second, third]) {
                    return text.len() - rest.len();
                }
                (last, rest) = (third, after);
            }
            [b' '..=b'~' | b'\t' | b'\n' | b'\r' | 0x0C, ref after @ ..] => (last, rest) = (0, after),
            _ => return text.len() - rest.len(),
        }
    }
}

/// Whether a letter of three bytes begins at `at`, with the same letter in front.
fn is_doubled_letter(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    bytes.get(at - 3..at) == bytes.get(at..at + 3) && text[at..].starts_with(is_letter)
}

/// What is odd about a single character.
fn kind_of(character: char) -> Option<SuspiciousKind> {
    match character {
        '\t' | '\n' | '\r' | '\u{C}' | ' '..='~' | '\u{3000}'..='\u{30FF}' | '\u{FF01}'..='\u{FFEE}' => None,
        '\u{4E00}'..='\u{9FFF}' => foreign(character),
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}' => Some(SuspiciousKind::Control),
        char::REPLACEMENT_CHARACTER => Some(SuspiciousKind::Replacement),
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}' => Some(SuspiciousKind::PrivateUse),
        '\u{31C0}'..='\u{31EF}' => Some(SuspiciousKind::Radical),
        _ if is_radical(character) => Some(SuspiciousKind::Radical),
        '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFD}' => foreign(character),
        _ => None,
    }
}

fn foreign(character: char) -> Option<SuspiciousKind> {
    let is_known =
        if u32::from(character) < 0x1_0000 { JAPANESE.holds(character) } else { USED_BESIDE_CP932.contains(character) };
    (!is_known).then_some(SuspiciousKind::ForeignIdeograph)
}

/// Forms outside CP932 that Japanese print uses: the Joyo list of 2010, the list of print-standard forms of 2000, and
/// names of persons and places.
const USED_BESIDE_CP932: &str = "剝塡頰𠮟俠俱倂吞噓嚙囊屛幷搔摑攢杮潑瀆焰瘦禱簞繡繫萊蔣蟬蠟軀醬顚驒鷗鹼麴麵𠮷𣘺𡈽𩸽槗";

/// The characters of CP932 that take two bytes, in the order of Unicode. To decode them all when the program starts
/// took three million instructions.
const CP932: &str = include_str!("../data/cp932.txt");

static JAPANESE: CharSet = CharSet::of(CP932).with(USED_BESIDE_CP932);

/// How far the text begins with characters printed twice or more, and whether that is doubled text: at least three
/// such characters in a row, two of them Japanese letters. 様々 and 日日 are no doubling, and 1100 is a number.
fn doubled(text: &str) -> (usize, bool) {
    let (mut groups, mut letters, mut length) = (0, 0, 0);
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let mut copies = 1;
        while rest.next_if_eq(&character).is_some() {
            copies += 1;
        }
        if copies < 2 || !(is_letter(character) || character.is_ascii_alphanumeric()) {
            break;
        }
        groups += 1;
        letters += usize::from(is_letter(character));
        length += copies * character.len_utf8();
    }
    (length, groups >= 3 && letters >= 2)
}

/// Kana and ideographs, without the long vowel mark that lines are drawn with.
fn is_letter(character: char) -> bool {
    matches!(character, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '\u{4E00}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The odd runs, as printed, with their names.
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found: Vec<(&str, &str)> =
            suspicious_characters(text).map(|found| (&text[found.range], found.kind.name())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn ordinary_japanese_is_not_odd() {
        check("令和6年度予算案額 **1.2億円**（1.2億円）\t①㈱～―✓\r\n", &[]);
        check("髙﨑の剝離、補塡、頰、𠮟責、鷗、麴、醬油、靭帯、濵", &[]);
        check("様々な、日日、人人、ますます、ＡＡ、11兆2233億円、ーーーー、……", &[]);
    }

    #[test]
    fn the_characters_of_cp932_are_those_that_its_bytes_decode_to() {
        let trails = || (0x40..=0xFC_u8).filter(|&trail| trail != 0x7F);
        let leads = (0x81..=0x9F_u8).chain(0xE0..=0xEF).chain(0xFA..=0xFC);
        let pairs: Vec<u8> = leads.flat_map(|lead| trails().flat_map(move |trail| [lead, trail])).collect();
        let decoded = encoding_rs::SHIFT_JIS.decode_without_bom_handling(&pairs).0;
        let wide = |character: &char| !character.is_ascii() && *character != char::REPLACEMENT_CHARACTER;
        let expected: std::collections::BTreeSet<char> = decoded.chars().filter(wide).collect();
        assert!(CP932.chars().filter(wide).eq(expected));
    }

    #[test]
    fn odd_characters_are_found_by_kind() {
        check("予\u{FFFD}\u{FFFD}算", &[("\u{FFFD}\u{FFFD}", "replacement-character")]);
        check("革新技术と融资", &[("术", "foreign-ideograph"), ("资", "foreign-ideograph")]);
        check("投融资资金", &[("资资", "foreign-ideograph")]);
        check("一步前に、鉍業", &[("步", "foreign-ideograph"), ("鉍", "foreign-ideograph")]);
        check("⻑期⽉⽇", &[("⻑", "radical"), ("⽉⽇", "radical")]);
        check("\u{E000}国\u{7}", &[("\u{E000}", "private-use"), ("\u{7}", "control-character")]);
    }

    #[test]
    fn doubled_text_is_found() {
        check("経産産業業省省の", &[("産産業業省省", "doubled-text")]);
        check("令令和和66年年度度", &[("令令和和66年年度度", "doubled-text")]);
        check("様様式式、日日", &[]);
        check("産産産業業業省省省", &[("産産産業業業省省省", "doubled-text")]);
        check("ああああああ", &[]);
    }

    #[test]
    fn what_is_stepped_over_is_not_odd() {
        for character in '\0'..='\u{FFFF}' {
            let stepped = ordinary_until(&format!("{character}--"), 0);
            assert!(stepped == 0 || kind_of(character).is_none(), "{character:?}");
        }
        assert_eq!(ordinary_until("予算……、（①）案案額", 0), "予算……、（①）".len());
    }

    #[test]
    fn names_are_distinct() {
        use SuspiciousKind::{Control, Doubled, ForeignIdeograph, PrivateUse, Radical, Replacement};
        let kinds = [Replacement, PrivateUse, Radical, ForeignIdeograph, Control, Doubled];
        let names: std::collections::BTreeSet<&str> = kinds.iter().map(|kind| kind.name()).collect();
        let words: std::collections::BTreeSet<&str> = kinds.iter().map(|kind| kind.word()).collect();
        assert_eq!((names.len(), words.len()), (kinds.len(), kinds.len()));
    }
}
