//! What kinds of characters stand on a line, found once: most readers can tell from it that a line is not for them.
//!
//! A reader that looks for its words on every line goes over the whole text again and again. The kinds are found in one
//! pass, and a question costs one instruction.

use std::ops::BitOr;

/// A set of kinds of characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts(u16);

impl Facts {
    /// A digit, half or full width.
    pub const DIGIT: Self = Self(1);
    /// 円, 億, 兆 and the like: without one no money is printed, but for `30万`.
    pub const MONEY: Self = Self(1 << 1);
    /// 万, 千, 百, 十.
    pub const MULTIPLE: Self = Self(1 << 2);
    /// 年.
    pub const YEAR: Self = Self(1 << 3);
    /// 予, 算, 補, 要, 費, 増: of 予算, 概算, 補正, 要求, 国費 and 増減.
    pub const BUDGET: Self = Self(1 << 4);
    /// An opening bracket; quotation marks are none.
    pub const OPEN: Self = Self(1 << 5);
    /// 。
    pub const STOP: Self = Self(1 << 6);
    /// A colon.
    pub const COLON: Self = Self(1 << 7);
    /// ※.
    pub const NOTE: Self = Self(1 << 8);
    /// 一 to 九, of 三分の一.
    pub const KANJI_DIGIT: Self = Self(1 << 10);
    /// What makes a share of a number: /, %, 割, the 分 of 分の.
    pub const SHARE: Self = Self(1 << 11);
    /// ½, and the 定 of 定額; and ｜, which parts cells too.
    pub const FIXED: Self = Self(1 << 12);
    /// What parts the cells of a table: a tab, `|`, or the `<` of a tag.
    pub const CELLS: Self = Self(1 << 9);

    /// The kinds of the characters of a text.
    pub fn of(text: &str) -> Self {
        Self(
            text.chars().fold(0, |facts, character| {
                facts | KINDS.get(u32::from(character) as usize).copied().unwrap_or_default()
            }),
        )
    }

    /// Whether there is a character of any of these kinds.
    pub fn any(self, kinds: Self) -> bool {
        self.0 & kinds.0 != 0
    }
}

impl BitOr for Facts {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

const MEMBERS: &[(Facts, &[char])] = &[
    (
        Facts::DIGIT,
        &['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '０', '１', '２', '３', '４', '５', '６', '７', '８', '９'],
    ),
    (Facts::MONEY, &['円', '億', '兆', '京', '¥', '￥']),
    (Facts::MULTIPLE, &['万', '萬', '千', '百', '十', '拾']),
    (Facts::YEAR, &['年']),
    (Facts::BUDGET, &['予', '算', '補', '要', '費', '増']),
    (Facts::OPEN, &['（', '(', '【', '〔', '［', '[', '｛', '{', '＜', '<', '〈', '《']),
    (Facts::STOP, &['。']),
    (Facts::COLON, &['：', ':']),
    (Facts::NOTE, &['※']),
    (Facts::KANJI_DIGIT, &['一', '二', '三', '四', '五', '六', '七', '八', '九']),
    (Facts::SHARE, &['/', '／', '⁄', '∕', '%', '％', '﹪', '割', '分']),
    (Facts::FIXED, &['½', '⅓', '⅔', '¼', '¾', '⅕', '⅘', '定', '｜']),
    (Facts::CELLS, &['\t', '|', '<']),
];

/// The kinds of each character of the Basic Multilingual Plane; none beyond it has one.
static KINDS: [u16; 0x1_0000] = kinds();

const fn kinds() -> [u16; 0x1_0000] {
    let mut kinds = [0; 0x1_0000];
    let mut row = 0;
    while row < MEMBERS.len() {
        let (Facts(kind), characters) = MEMBERS[row];
        let mut at = 0;
        while at < characters.len() {
            kinds[characters[at] as usize] |= kind;
            at += 1;
        }
        row += 1;
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_a_line() {
        let facts = Facts::of("令和６年度予算案額 7.3億円（6.5億円）");
        assert!(facts.any(Facts::MONEY) && facts.any(Facts::YEAR) && facts.any(Facts::DIGIT | Facts::CELLS));
        assert!(!facts.any(Facts::CELLS | Facts::STOP | Facts::COLON | Facts::NOTE));
        assert_eq!(Facts::of("○🈟しくみ"), Facts::default());
    }
}
