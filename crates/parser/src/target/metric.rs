//! When a length of time is itself the goal: `平均日数14日間`, `手続時間を30分以内に`.
//!
//! Other lengths of time say when a goal is reached, or how long the programme runs.

use super::cursor::{after, before};
use super::quantity::Quantity;
use crate::characters::is_digit;
use crate::word_table::ends;

/// Nouns that are measured in time.
const MEASURED: [&str; 17] = [
    "耐久性",
    "連続運転",
    "連続稼働",
    "日数",
    "時間",
    "期間",
    "年数",
    "寿命",
    "余命",
    "納期",
    "工期",
    "リードタイム",
    "停電",
    "平均",
    "間隔",
    "周期",
    "残業",
];

/// Words between the noun and the number.
const BETWEEN: [&str; 14] =
    ["」", "』", "を", "が", "は", "の", "：", ":", "平均", "約", "概ね", "年間", "一人当たり", "月"];

/// Words behind the number that change a length of time.
const CHANGES: [&str; 8] = ["短縮", "延伸", "延長", "削減", "縮減", "延ば", "早め", "以上短縮"];

/// Whether a length of time is what the goal measures, rather than the time in which it is reached.
pub(super) fn is_metric(text: &str, quantity: &Quantity) -> bool {
    let behind = after(text, quantity.printed.end, 8);
    let shortened = CHANGES.iter().any(|change| {
        behind.strip_prefix(['を', '以', 'に', 'へ']).unwrap_or(behind).starts_with(change)
            || text.get(quantity.core.end..quantity.printed.end).is_some_and(|printed| printed.ends_with(change))
    });
    shortened || measured(before(text, quantity.printed.start, 16))
}

/// `処理期間を平均30日`, `「処理期間」を平均30日`: a noun that is measured in time, and nothing but particles up to the number.
fn measured(head: &str) -> bool {
    let mut head = head;
    for _ in 0..4 {
        head = BETWEEN.iter().find(|word| ends(head, word)).map_or(head, |word| &head[..head.len() - word.len()]);
    }
    let Some(stem) = MEASURED.iter().find_map(|noun| head.strip_suffix(noun)) else { return false };
    // The noun may itself end a length of time: `24時間365日`.
    stem.chars().next_back().is_none_or(|last| !is_digit(last))
}
