//! Names in front of one value, which commas part: the value holds for all of them.
//!
//! ```text
//! names = name { "、" name } ("：" | "は") value
//! 都道府県、市町村：１／２                                     for 都道府県、市町村
//! （連携活性化事業、産地プロデューサー事業は2/3以内）
//! ```
//! `企業が行う設備投資に対し、中小企業は1/2` has words of a sentence before the comma, and one name.

use super::condition;
use super::item::Item;
use crate::characters::is_blank;

/// The most characters of one of several names.
const LONGEST: usize = 16;

/// The most bytes of a name with what stands in front of it: bullets, numbers, blanks.
const LONGEST_BYTES: usize = 80;

/// Whether the words before a comma are a name: a noun without particles.
pub(super) fn is_name(words: &str) -> bool {
    if words.len() > LONGEST_BYTES {
        return false;
    }
    let words = words[condition::trim(words).start..].trim_matches(is_blank);
    let length = words.chars().take(LONGEST + 1).count();
    let plain = |c: char| c.is_alphanumeric() && !('ぁ'..='ん').contains(&c) || matches!(c, 'ー' | '・');
    let time = words.ends_with(['年', '月', '日', '度']);
    (2..=LONGEST).contains(&length) && !time && words.chars().all(plain) && condition::before(words).is_some()
}

impl Item<'_> {
    /// All the names that end at a place, where commas part them; `last` is the one behind the last comma.
    pub(super) fn listed_names(&self, last: &str, end: usize) -> Option<String> {
        let start = self.frame.names?;
        let name = last.trim_end_matches(is_blank);
        let name = name.strip_suffix('は').unwrap_or(name);
        let words = self.text.get(start..end).filter(|_| is_name(name))?;
        condition::before(words)
    }
}
