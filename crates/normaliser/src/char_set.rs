//! A set of characters as bits: tells at once that no word of a table can begin here.
//!
//! Readers look at every character of a text and few begin anything. One look at a bit keeps the tables and grammars
//! away from the others: the reader of rules took half the time with it.

/// Characters of the Basic Multilingual Plane, one bit each.
#[derive(Clone, Debug)]
pub struct CharSet {
    /// A word for each code point without its last six bits: in UTF-8 all but the last byte say which.
    words: Box<[u64; 0x400]>,
}

impl CharSet {
    /// The set of these characters.
    #[must_use]
    pub fn new(characters: impl IntoIterator<Item = char>) -> Self {
        let mut words = Box::new([0_u64; 0x400]);
        for code in characters.into_iter().map(|character| u32::from(character) as usize) {
            if let Some(word) = words.get_mut(code / 64) {
                *word |= 1 << (code % 64);
            }
        }
        Self { words }
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
