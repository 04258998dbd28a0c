//! Shares of the parts of a sum: one share up to an amount, another above it.
//!
//! ```text
//! parts = part "は"? share { "、" part "は"? share }      1,500万円までは1/2、1,500万円を超える部分は1/3
//! part  = sum bound "の"? ("部分" | "分" | "額")?
//! ```
//! The sum of a part says what its share holds for; it is neither a cap nor a floor.

use super::paid::starts_with_digit;
use super::share::read_share;
use super::vocabulary::{PART_BOUNDS, PART_NOUNS, Words, words};

/// Between a part without a noun and its share: `1,500万円までは1/2`.
const TOPIC: Words = words!("では には は");

/// Whether what follows a sum makes it the bound of a part: `を超える部分は1/3`, `までは1/2`, `まで1/2`.
///
/// `500万円以内、補助率1/2` has a cap and a share.
pub(super) fn is_bound(after: &str) -> bool {
    let Some(rest) = PART_BOUNDS.strip_from(after) else { return false };
    let noun = rest.strip_prefix('の').unwrap_or(rest);
    if noun.starts_with("部分") || PART_NOUNS.strip_from(noun).is_some_and(|rest| rest.starts_with('は')) {
        return true;
    }
    let value = TOPIC.strip_from(rest).unwrap_or(rest);
    (starts_with_digit(value) && read_share(value).is_some()) || value.starts_with("定額")
}

/// Whether the words before a share name the part of a sum that it is of: `50万円以下部分は`.
pub(super) fn is_named(lead: &str) -> bool {
    let words = TOPIC.strip_to(lead.trim_end()).unwrap_or(lead.trim_end());
    let words = PART_NOUNS.strip_to(words).unwrap_or(words);
    let words = words.strip_suffix('の').unwrap_or(words);
    PART_BOUNDS.strip_to(words).is_some_and(|sum| sum.ends_with(['円', '万', '億']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_of_parts_and_limits() {
        for (after, bound) in [
            ("までは1/2", true),
            ("まで1/2、", true),
            ("を超える部分は1/3", true),
            ("超部分は2/3", true),
            ("以下の部分は定額", true),
            ("まで補助", false),
            ("以内、補助率1/2", false),
            ("を上限に1/2", false),
            ("までは令和7年度", false),
        ] {
            assert_eq!(is_bound(after), bound, "{after}");
        }
        for (lead, named) in [
            ("50万円以下部分は", true),
            ("1,500万円を超える部分は", true),
            ("100万円までの額は", true),
            ("大企業は", false),
            ("50人以下の部分は", false),
        ] {
            assert_eq!(is_named(lead), named, "{lead}");
        }
    }
}
