//! A count or a year that a line end cuts.
//!
//! ```text
//! cut = era ⏎ digits | digits ⏎ unit | 年 ⏎ 度
//! ```
//! `令和8` + `年度までに規格の原案を12` + `件作成する。`

use crate::characters::{is_digit, is_hiragana};

/// Units, each with the characters that make another word of it.
const SURE: &[(&str, &str)] = &[("年度", "別"), ("年間", ""), ("件", "名数")];

/// Units that begin other words too: 社会, 人材, 者. They are units where no other ideograph follows.
const OTHERS: &[&str] = &["年", "者", "社", "人", "名", "回", "倍", "割", "台", "校", "月", "日"];

/// Whether a line ends in a number whose unit begins the next, or inside the name of a year.
pub(crate) fn is_cut(text: &str, next: &str) -> bool {
    if text.ends_with("令和") || text.ends_with("平成") {
        return next.starts_with(is_digit) || next.starts_with('元');
    }
    let words = text.trim_end_matches(is_digit);
    if words.len() == text.len() {
        return next.starts_with('度') && words.strip_suffix('年').is_some_and(|words| words.ends_with(is_digit));
    }
    // A number by itself stands in a figure, 図1 above it.
    !words.is_empty() && !words.ends_with(['図', '表']) && begins_with_unit(next)
}

fn begins_with_unit(text: &str) -> bool {
    let ends = |rest: &str| {
        let next = rest.chars().next();
        next.is_none_or(|c| is_hiragana(c) || !c.is_alphanumeric() || "以程未超".contains(c))
    };
    let is_sure = |(unit, not_before): &(&str, &str)| {
        text.strip_prefix(unit).is_some_and(|rest| !rest.starts_with(|c| not_before.contains(c)))
    };
    // か所, ヶ月, カ年, 箇所
    let counted = text.strip_prefix(['か', 'カ', 'ヵ', 'ヶ', 'ケ', '箇']);
    counted.is_some_and(|unit| unit.starts_with(['所', '月', '年', '国']))
        || SURE.iter().any(is_sure)
        || OTHERS.iter().filter_map(|unit| text.strip_prefix(unit)).any(ends)
}

#[cfg(test)]
mod tests {
    use super::is_cut;

    #[test]
    fn counts_and_years() {
        for (text, next, cut) in [
            ("令和8", "年度までに規格の原案を", true),
            ("規格の原案を12", "件作成する。", true),
            ("令和", "8年度までに", true),
            ("令和8年", "度までに", true),
            ("参加企業を300", "社以上とする。", true),
            ("拠点を12", "ヶ所整備する。", true),
            ("計画は5", "カ年とする。", true),
            ("平成", "元年度", true),
            ("重点分野その2", "社会課題の解決", false),
            ("重点分野その2", "人材の育成", false),
            ("12", "件", false),
            ("図1", "年度ごとの件数", false),
            ("評価手法その2", "年度別の件数", false),
            ("今年", "度", false),
            ("件数", "年度", false),
        ] {
            assert_eq!(is_cut(text, next), cut, "{text} | {next}");
        }
    }
}
