//! A set of characters as bits: tells at once that no word of a table can begin here.
//!
//! Readers look at every character of a text and few begin anything. One look at a bit keeps the tables and grammars
//! away from the others: the reader of rules took half the time with it.

/// Characters of the Basic Multilingual Plane, one bit each.
#[derive(Clone, Debug)]
pub struct CharSet {
    /// A word for each code point without its last six bits: in UTF-8 all but the last byte say which.
    words: [u64; 0x400],
}

impl CharSet {
    /// The set of these characters.
    #[must_use]
    pub fn new(characters: impl IntoIterator<Item = char>) -> Self {
        let mut words = [0; 0x400];
        for code in characters.into_iter().map(|character| u32::from(character) as usize) {
            if let Some(word) = words.get_mut(code / 64) {
                *word |= 1 << (code % 64);
            }
        }
        Self { words }
    }

    /// The set of the characters of a text, made when the program is compiled.
    #[must_use]
    pub const fn of(text: &str) -> Self {
        Self { words: [0; 0x400] }.with(text)
    }

    /// The set with the characters of a text added.
    #[must_use]
    pub const fn with(mut self, text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            // All but the last byte say the word, the last one the bit; beyond the plane there is none.
            let (word, len) = match bytes[at] {
                0..=0x7F => (bytes[at] as usize >> 6, 1),
                lead @ 0x80..=0xDF => (lead as usize & 0x1F, 2),
                lead @ 0xE0..=0xEF => ((lead as usize & 0xF) << 6 | bytes[at + 1] as usize & 0x3F, 3),
                0xF0..=0xFF => (0, 4),
            };
            if len < 4 {
                self.words[word] |= 1 << (bytes[at + len - 1] & 0x3F);
            }
            at += len;
        }
        self
    }

    /// The set with all characters from `first` to `last` added.
    pub(crate) const fn with_range(mut self, first: char, last: char) -> Self {
        let (first, last) = (first as usize, last as usize);
        let mut word = first / 64;
        while word <= last / 64 && word < self.words.len() {
            let from = if word == first / 64 { first % 64 } else { 0 };
            let to = if word == last / 64 { last % 64 } else { 63 };
            self.words[word] |= (u64::MAX << from) & (u64::MAX >> (63 - to));
            word += 1;
        }
        self
    }

    /// The set without these characters.
    pub(crate) fn without(mut self, characters: impl IntoIterator<Item = char>) -> Self {
        for code in characters.into_iter().map(|character| u32::from(character) as usize) {
            if let Some(word) = self.words.get_mut(code / 64) {
                *word &= !(1 << (code % 64));
            }
        }
        self
    }

    /// Whether the character is in the set; none beyond the plane is.
    #[must_use]
    #[inline]
    pub fn holds(&self, character: char) -> bool {
        let code = u32::from(character);
        self.words.get(code as usize / 64).is_some_and(|word| word >> (code % 64) & 1 == 1)
    }

    /// Whether the character is in the set; one beyond the plane always may be.
    #[must_use]
    #[inline]
    pub fn may_hold(&self, character: char) -> bool {
        let code = u32::from(character);
        self.words.get(code as usize / 64).is_none_or(|word| word >> (code % 64) & 1 == 1)
    }

    /// Whether a character of three bytes is in the set.
    #[inline]
    pub(crate) fn holds_wide(&self, [lead, second, third]: [u8; 3]) -> bool {
        let word = self.words[usize::from(lead & 0xF) << 6 | usize::from(second & 0x3F)];
        word >> (third & 0x3F) & 1 == 1
    }

    /// The bytes of the characters at the start of `text` that are surely not in the set.
    #[must_use]
    #[inline]
    pub fn skip(&self, text: &str) -> usize {
        let mut rest = text.as_bytes();
        while let Some((false, after)) = self.look(rest) {
            rest = after;
        }
        text.len() - rest.len()
    }

    /// The bytes of the characters at the start of `text` that are surely in the set.
    #[inline]
    pub(crate) fn len_inside(&self, text: &str) -> usize {
        let mut rest = text.as_bytes();
        while let Some((true, after)) = self.look(rest) {
            rest = after;
        }
        text.len() - rest.len()
    }

    /// Whether the first character is in the set, and the text behind it; `None` for one beyond the plane, and at the
    /// end. Goes by bytes, without branches that no processor foresees, as whether a character is kana.
    #[inline]
    fn look<'t>(&self, text: &'t [u8]) -> Option<(bool, &'t [u8])> {
        match *text {
            [lead @ 0xE0..=0xEF, second, third, ref after @ ..] => {
                Some((self.holds_wide([lead, second, third]), after))
            }
            [ascii @ 0..=0x7F, ref after @ ..] => {
                Some((self.words[usize::from(ascii >> 6)] >> (ascii & 0x3F) & 1 == 1, after))
            }
            [lead @ 0xC0..=0xDF, last, ref after @ ..] => {
                Some((self.words[usize::from(lead & 0x1F)] >> (last & 0x3F) & 1 == 1, after))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CharSet;

    #[test]
    fn characters_outside_are_skipped() {
        let set = CharSet::new("補委1".chars());
        assert_eq!(set.skip("国が補助"), "国が".len());
        assert_eq!(set.skip("国が行う"), "国が行う".len());
        assert!(set.may_hold('🈟'), "beyond the plane nothing is sure");
    }

    #[test]
    fn sets_made_in_every_way_are_the_same() {
        let marks = "#é漢（￥\u{FFFF}";
        let plane = || '\0'..='\u{FFFF}';
        let sets = [
            CharSet::of(marks).with("🈟"),
            CharSet::new(marks.chars().chain(['🈟'])),
            marks.chars().fold(CharSet::of(""), |set, mark| set.with_range(mark, mark)),
            CharSet::of("")
                .with_range('\0', '\u{FFFF}')
                .without(plane().filter(|character| !marks.contains(*character))),
        ];
        for set in &sets {
            assert!(plane().filter(|character| set.holds(*character)).eq(marks.chars()));
            assert!(!set.holds('🈟'), "none beyond the plane");
        }
        let kana = CharSet::of("").with_range('ぁ', 'ヺ');
        assert!(plane().filter(|character| kana.holds(*character)).eq('ぁ'..='ヺ'));
    }

    #[test]
    fn bytes_and_characters_find_the_same() {
        let set = CharSet::new((0..0x1_0000).step_by(3).filter_map(char::from_u32));
        for character in '\0'..='\u{FFFF}' {
            let text = character.to_string();
            let (len, is_inside) = (text.len(), set.may_hold(character));
            assert_eq!((set.skip(&text), set.len_inside(&text)), if is_inside { (0, len) } else { (len, 0) });
        }
        assert_eq!((set.skip("🈟"), set.len_inside("🈟")), (0, 0));
    }
}
