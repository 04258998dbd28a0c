//! The pot that an entry is a part of, in front of its sum: `輸出の支援　JETRO運営費交付金262億円（255億円）の内数`.
//!
//! ```text
//! share = pot amount { bracket } "の内数"           NEDO交付金1,500億円の内数, JETRO運営費交付金（262億円）の内数
//!       | "（" pot amount "の内数" "）"
//!       | fund "の活用" "（" amount "）"             既存基金の活用（3,000億円規模）
//! pot   = owner ("交付金" | "運営費" | "運営費交付金")   set off from the name by a blank or the bracket
//! ```
//! Without の内数 it is a name: `○○交付金　1,500億円`.

use super::token::{Kind, Token};
use super::tree::{Group, Node};
use super::vocabulary::{FUND_USES, GRANT_ENDINGS, INNER};

/// Where the pot begins that stands in front of the amounts at `at`. `blank_at` tells whether the source has a blank at
/// an offset of `text`.
pub(super) fn start(text: &str, at: usize, blank_at: &dyn Fn(usize) -> bool) -> Option<usize> {
    let words = text[..at].trim_end();
    let is_share = || {
        GRANT_ENDINGS.iter().any(|ending| words.ends_with(ending)) && INNER.iter().any(|word| text[at..].contains(word))
    };
    let of_fund = uses_fund(words);
    if !of_fund && !is_share() {
        return None;
    }
    let start = words.char_indices().rev().map(|(start, _)| start).find(|start| *start == 0 || blank_at(*start))?;
    (start > 0 && (of_fund || names_owner(&words[start..]))).then_some(start)
}

/// `既存基金の活用`: the amount behind it is that of a fund.
pub(super) fn uses_fund(words: &str) -> bool {
    FUND_USES.iter().any(|ending| words.ends_with(ending))
}

/// Whether words name a pot and whose it is.
pub(super) fn names_owner(words: &str) -> bool {
    let words = words.trim();
    let mut owner = words;
    while let Some(shorter) = GRANT_ENDINGS.iter().find_map(|ending| owner.strip_suffix(ending)) {
        owner = shorter;
    }
    owner.len() < words.len() && owner.chars().count() >= 2
}

/// Whether a bracket holds a share and nothing else.
pub(super) fn is_share(text: &str, group: &Group) -> bool {
    let mut solid = group.children.iter().filter(|node| !node.holds(super::headline::is_blank));
    let pot = matches!(solid.next(), Some(Node::Leaf(Token { kind: Kind::Text, range })) if names_owner(&text[range.clone()]));
    pot && matches!(solid.next(), Some(Node::Leaf(Token { kind: Kind::Money(_), .. }))) && group.holds(is_inner)
}

pub(super) fn is_inner(kind: &Kind) -> bool {
    *kind == Kind::Inner
}
