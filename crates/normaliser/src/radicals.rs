//! CJK and Kangxi radicals to the ideographs they stand for.
//!
//! A PDF converter that reads a font's glyph names gives `⽉` for 月 and `⻑` for 長. NFKC mends only the Kangxi half
//! and leaves ⻑ ⺠ ⻄ alone, so the table of Unicode's equivalent ideographs is used, with the Japanese form where that
//! table gives a Chinese one. The data and its exceptions: `data/radicals.tsv`.

use std::sync::LazyLock;

const FIRST: u32 = 0x2E80;
const LAST: u32 = 0x2FD5;

/// Slot per code point from `FIRST` to `LAST`.
static TABLE: LazyLock<Vec<Option<char>>> = LazyLock::new(|| read_table(include_str!("../data/radicals.tsv")));

/// The ideograph that a radical stands for: `⻑` (U+2ED1) is 長; `None` for any other character.
#[must_use]
pub fn ideograph_of(radical: char) -> Option<char> {
    if !is_radical(radical) {
        return None;
    }
    TABLE.get((u32::from(radical) - FIRST) as usize).copied().flatten()
}

/// Whether the character is in the blocks of CJK and Kangxi radicals.
#[must_use]
pub(crate) fn is_radical(character: char) -> bool {
    (FIRST..=LAST).contains(&u32::from(character))
}

fn read_table(data: &str) -> Vec<Option<char>> {
    let mut table = vec![None; (LAST - FIRST + 1) as usize];
    for line in data.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t').filter_map(|field| field.chars().next());
        if let (Some(radical), Some(ideograph)) = (fields.next(), fields.next())
            && let Some(slot) = u32::from(radical).checked_sub(FIRST).and_then(|index| table.get_mut(index as usize))
        {
            *slot = Some(ideograph);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_the_japanese_ideograph() {
        let cases = [
            ('⻑', '長'),
            ('⺠', '民'),
            ('⻄', '西'),
            ('⽉', '月'),
            ('⾰', '革'),
            ('⻝', '食'),
            ('⻞', '食'),
            ('⻘', '青'),
            ('⻲', '亀'),
            ('⻤', '鬼'),
            ('⻯', '竜'),
            ('⻭', '歯'),
            ('⻩', '黄'),
            ('⻨', '麦'),
            ('⻫', '斉'),
            ('⼾', '戸'),
            ('⻁', '虎'),
            ('⺟', '母'),
            ('⻐', '金'),
            ('⿊', '黒'),
            ('⻓', '長'),
        ];
        for (radical, ideograph) in cases {
            assert_eq!(ideograph_of(radical), Some(ideograph), "{radical} U+{:04X}", u32::from(radical));
        }
    }

    #[test]
    fn every_assigned_radical_but_one_has_an_ideograph() {
        let unassigned = |code: u32| matches!(code, 0x2E9A | 0x2EF4..=0x2EFF);
        let missing: Vec<u32> = (FIRST..=LAST)
            .filter(|&code| !unassigned(code))
            .filter(|&code| char::from_u32(code).and_then(ideograph_of).is_none())
            .collect();
        assert_eq!(missing, [0x2E80]);
    }

    #[test]
    fn no_ideograph_is_itself_a_radical() {
        assert!(TABLE.iter().flatten().all(|&ideograph| !is_radical(ideograph)));
        assert_eq!(ideograph_of('月'), None);
    }
}
