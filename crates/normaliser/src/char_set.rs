//! A set of characters as bits: tells at once that no word of a table can begin here.
//!
//! Readers look at every character of a text and few begin anything. One look at a bit keeps the tables and grammars
//! away from the others: the reader of rules took half the time with it.

/// Characters of the Basic Multilingual Plane, one bit each.
#[derive(Clone, Debug)]
pub struct CharSet {
    bits: Box<Bits>,
    /// By the first byte of a character: the bytes of the character where none of the set begins so, else 0.
    steps: [u8; 0x100],
}

/// A word for every 64 characters, which share all but the last byte in UTF-8.
type Bits = [u64; 0x1_0000 / 64];

impl CharSet {
    /// The set of these characters.
    #[must_use]
    pub fn new(characters: impl IntoIterator<Item = char>) -> Self {
        let mut bits = Box::new([0_u64; 0x1_0000 / 64]);
        for code in characters.into_iter().map(|character| u32::from(character) as usize) {
            if let Some(word) = bits.get_mut(code / 64) {
                *word |= 1 << (code % 64);
            }
        }
        let mut steps = [0; 0x100];
        for (first, step) in (0..).zip(&mut steps) {
            *step = free_step(&bits, first);
        }
        Self { bits, steps }
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
    ///
    /// It goes by bytes: the first byte alone refuses most characters, which took a third of the time of decoding them.
    #[must_use]
    pub fn skip(&self, text: &str) -> usize {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&first) = bytes.get(at) {
            let step = usize::from(self.steps[usize::from(first)]);
            if step > 0 {
                at += step;
                continue;
            }
            match self.free_len(first, bytes, at) {
                Some(len) => at += len,
                None => return at,
            }
        }
        text.len()
    }

    /// The bytes of the character at `at`, whose first one is `first`; none where it may be in the set.
    #[inline]
    fn free_len(&self, first: u8, bytes: &[u8], at: usize) -> Option<usize> {
        let low = |byte: u8| usize::from(byte & 0x3f);
        let (word, last, len) = match first {
            0xe0..0xf0 => {
                let last = *bytes.get(at + 2)?;
                (usize::from(first & 0xf) << 6 | low(bytes[at + 1]), last, 3)
            }
            ..0x80 => (usize::from(first >> 6), first, 1),
            ..0xe0 => (usize::from(first & 0x1f), *bytes.get(at + 1)?, 2),
            _ => return None,
        };
        (self.bits[word] >> low(last) & 1 == 0).then_some(len)
    }
}

/// The bytes of a character that begins with a byte, where none of these does; 0 where one does or may.
fn free_step(bits: &Bits, first: u8) -> u8 {
    let lead = usize::from(first);
    let (free, len) = match first {
        ..0x80 => (bits[lead / 64] >> (lead % 64) & 1 == 0, 1),
        0xc0..0xe0 => (bits[lead & 0x1f] == 0, 2),
        0xe0..0xf0 => (bits[(lead & 0xf) << 6..][..64].iter().all(|word| *word == 0), 3),
        _ => (false, 0),
    };
    if free { len } else { 0 }
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
    fn each_character_is_skipped_or_held() {
        for set in ["補委1½、", "", "¼߿ࠀ\u{ffff}\0"].map(|members| CharSet::new(members.chars())) {
            for character in '\0'..='\u{1_0010}' {
                let text = format!("{character}補");
                let held = set.may_hold(character);
                assert_eq!(set.skip(&text) == 0, held, "{character:?}");
                assert!(held || set.skip(&text) >= character.len_utf8(), "{character:?}");
            }
        }
    }
}
