//! A set of characters as bits: tells at once that no word of a table can begin here.
//!
//! Readers look at every character of a text and few begin anything. One look at a bit keeps the tables and grammars
//! away from the others: the reader of rules took half the time with it.

/// Characters of the Basic Multilingual Plane, one bit each.
#[derive(Clone, Debug)]
pub struct CharSet {
    bits: Vec<u64>,
}

impl CharSet {
    /// The set of these characters.
    #[must_use]
    pub fn new(characters: impl IntoIterator<Item = char>) -> Self {
        let mut bits = vec![0_u64; 0x1_0000 / 64];
        for code in characters.into_iter().map(|character| u32::from(character) as usize) {
            if let Some(word) = bits.get_mut(code / 64) {
                *word |= 1 << (code % 64);
            }
        }
        Self { bits }
    }

    /// Whether the character is in the set; one beyond the plane always may be.
    #[must_use]
    #[inline]
    pub fn may_hold(&self, character: char) -> bool {
        self.may_hold_code(u32::from(character))
    }

    /// As [`CharSet::may_hold`], of a code point.
    #[inline]
    pub(crate) fn may_hold_code(&self, code: u32) -> bool {
        self.bits.get(code as usize / 64).is_none_or(|word| word >> (code % 64) & 1 == 1)
    }

    /// The bytes of the characters at the start of `text` that are surely not in the set.
    #[must_use]
    pub fn skip(&self, text: &str) -> usize {
        text.find(|character| self.may_hold(character)).unwrap_or(text.len())
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
}
