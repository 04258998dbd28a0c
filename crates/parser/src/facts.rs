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
    /// What parts the cells of a table: a tab, `|`, or the `<` of a tag.
    pub const CELLS: Self = Self(1 << 9);
    /// 一 to 九, of 三分の一.
    pub const KANJI_DIGIT: Self = Self(1 << 10);
    /// What makes a share of a number: /, %, 割, the 分 of 分の.
    pub const SHARE: Self = Self(1 << 11);
    /// ½, and the 定 of 定額; and ｜, which parts cells too.
    pub const FIXED: Self = Self(1 << 12);

    /// The kinds of the characters of the first line of a text, and how many bytes that line has without its end.
    ///
    /// Goes by bytes, and finds the end of the line on the way. A character of three bytes is always looked up: to ask
    /// before whether it is worth it takes fewer instructions and more time.
    // Inlined it finds no room for the addresses of its tables, and makes them anew for each character.
    #[inline(never)]
    pub fn of_line(text: &str) -> (Self, usize) {
        let mut facts = 0;
        let mut rest = text.as_bytes();
        loop {
            rest = match *rest {
                [lead @ 0xE0..=0xEF, second, third, ref after @ ..] => {
                    facts |= kinds(usize::from(lead & 0xF) << 6 | usize::from(second & 0x3F), third);
                    after
                }
                [] | [b'\n', ..] => return (Self(facts), text.len() - rest.len()),
                [ascii @ 0..=0x7F, ref after @ ..] => {
                    facts |= ASCII[usize::from(ascii)];
                    after
                }
                [lead @ 0xC0..=0xDF, last, ref after @ ..] => {
                    facts |= kinds(usize::from(lead & 0x1F), last);
                    after
                }
                // Beyond the Basic Multilingual Plane no character has a kind.
                [_, ref after @ ..] => after.get(3..).unwrap_or_default(),
            };
        }
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

/// The kinds of each character of ASCII.
static ASCII: [u16; 0x80] = ascii();

const fn ascii() -> [u16; 0x80] {
    let mut kinds = [0; 0x80];
    let mut code = 0;
    while code < kinds.len() {
        kinds[code] = PAGES[PAGE_OF[code >> 6] as usize][code & 0x3F];
        code += 1;
    }
    kinds
}

/// The kinds of a character, by its code without the last six bits and by its last byte.
#[inline]
fn kinds(high: usize, last: u8) -> u16 {
    PAGES[usize::from(PAGE_OF[high])][usize::from(last & 0x3F)]
}

/// How many pages of 64 characters have one with a kind, and one empty page. A table without pages would take 128 KB
/// and not stay in the cache.
const PAGE_COUNT: usize = 1 + {
    let (mut count, mut high) = (0, 0);
    while high < PAGE_OF.len() {
        count += (PAGE_OF[high] > 0) as usize;
        high += 1;
    }
    count
};

/// The page of each 64 characters of the Basic Multilingual Plane: 0, the empty one, for most.
static PAGE_OF: [u8; 0x400] = page_of();

const fn page_of() -> [u8; 0x400] {
    let mut pages = [0; 0x400];
    let (mut count, mut row) = (0, 0);
    while row < MEMBERS.len() {
        let characters = MEMBERS[row].1;
        let mut at = 0;
        while at < characters.len() {
            let high = characters[at] as usize >> 6;
            if pages[high] == 0 {
                count += 1;
                pages[high] = count;
            }
            at += 1;
        }
        row += 1;
    }
    pages
}

/// The kinds of the characters of each page.
static PAGES: [[u16; 64]; PAGE_COUNT] = pages();

const fn pages() -> [[u16; 64]; PAGE_COUNT] {
    let mut pages = [[0; 64]; PAGE_COUNT];
    let mut row = 0;
    while row < MEMBERS.len() {
        let (Facts(kind), characters) = MEMBERS[row];
        let mut at = 0;
        while at < characters.len() {
            let code = characters[at] as usize;
            pages[PAGE_OF[code >> 6] as usize][code & 0x3F] |= kind;
            at += 1;
        }
        row += 1;
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_a_line() {
        let text = "令和６年度予算案額 7.3億円（6.5億円）\n※｛次｝：";
        let (facts, len) = Facts::of_line(text);
        assert_eq!(Some(len), text.find('\n'));
        assert!(facts.any(Facts::MONEY) && facts.any(Facts::YEAR) && facts.any(Facts::DIGIT | Facts::CELLS));
        assert!(!facts.any(Facts::CELLS | Facts::STOP | Facts::COLON | Facts::NOTE));
        assert_eq!(Facts::of_line("○🈟しくみé"), (Facts::default(), "○🈟しくみé".len()));
    }

    #[test]
    fn every_member_has_its_kinds_and_no_other_character_has_one() {
        for character in ('\0'..='\u{1FFFF}').filter(|character| *character != '\n') {
            let rows = MEMBERS.iter().filter(|(_, characters)| characters.contains(&character));
            let kinds = rows.fold(Facts::default(), |kinds, (kind, _)| kinds | *kind);
            assert_eq!(Facts::of_line(&character.to_string()), (kinds, character.len_utf8()), "{character:?}");
        }
    }
}
