//! The sums of rules: `2,000千円`, `1億5,000万円`, `上限1億/件`, `15万円~50万円`. The numbers are read by the normaliser.

use yosan_normaliser::{Quantity, read_quantity};

use crate::characters::{is_digit, range_sign, skip_blanks};

/// What may stand after a sum without 円 (`上限1億/件`); anything else makes it a count (`1億人`).
const ENDS: &str = "、。，,）)】］]|/／;；\t\n ・（(";

/// The sum that `text` starts with, and the bytes it takes. `2,000 千円` is (2000000, 11).
pub(super) fn read_money(text: &str) -> Option<(i64, usize)> {
    let quantity = number(text)?;
    Some((sum(text, &quantity)?, quantity.len))
}

/// A sum or a range of sums; the unit on the right serves both ends. `15万円~50万円` is (150000, Some(500000), …).
pub(super) fn read_money_range(text: &str) -> Option<(i64, Option<i64>, usize)> {
    let low = number(text)?;
    let alone = sum(text, &low).map(|yen| (yen, None, low.len));
    let Some((high_yen, high, end)) = upper_end(text, low.len) else { return alone };
    match low.lower_end(&high) {
        Some(Ok(low)) if low.yen < high_yen => Some((low.yen, Some(high_yen), end)),
        _ => alone,
    }
}

/// A number in digits; rules print none in kanji.
fn number(text: &str) -> Option<Quantity> {
    if text.starts_with(is_digit) { read_quantity(text) } else { None }
}

fn sum(text: &str, quantity: &Quantity) -> Option<i64> {
    let ends = || text[quantity.len..].chars().next().is_none_or(|next| ENDS.contains(next));
    let money = quantity.has_yen || quantity.unit > 1 && !quantity.cut_off && ends();
    quantity.sum.ok().filter(|_| money).map(|sum| sum.yen)
}

/// The sum after a range mark, and where it ends.
fn upper_end(text: &str, at: usize) -> Option<(i64, Quantity, usize)> {
    // 6,000万円超～1億円
    let at = if text[at..].starts_with('超') { at + '超'.len_utf8() } else { at };
    let mark = at + skip_blanks(&text[at..]);
    let len = range_sign(&text[mark..])?.len();
    let start = mark + len + skip_blanks(&text[mark + len..]);
    let high = number(&text[start..])?;
    let yen = sum(&text[start..], &high)?;
    let end = start + high.len;
    // `50万円から100万円に` is a change, not a range.
    let changed = text[mark..].starts_with("から") && ["に", "へ"].iter().any(|word| text[end..].starts_with(word));
    (!changed).then_some((yen, high, end))
}
