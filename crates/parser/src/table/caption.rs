//! The lines above a table that name it and state its unit: `【平成31年度予算額】`, `単位：億円`.

use super::cell::Scan;
use super::unit::{self, Unit};
use super::{At, label};
use crate::characters::is_digit;

/// What the lines above a table say about it. Line indices count in the slice that was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caption {
    /// The name of the table.
    pub title: Option<At>,
    /// The unit and what one is worth, in yen.
    pub unit: Option<(At, i64)>,
    /// How many of the lines belong to the table, counted from the nearest.
    pub lines: usize,
}

/// Looks at the non-blank lines above a table, nearest last: a unit line, a caption, or a caption over a unit line.
///
/// ```text
/// above   = caption? unit-line?          nothing between them and the table
/// caption = open words close | (表|図表|別表|参考|資料) number? words | words with a unit in brackets
///         | words before a unit line | words that end in 内訳, 推移, 一覧, 予算額 …
/// ```
/// A sentence, a bullet, a heading, a legend (`括弧内は…`) and a line with a sum in it are no captions.
pub fn find_caption(above: &[&str]) -> Caption {
    let mut found = Caption::default();
    let mut lines = above.iter().enumerate().rev();
    let Some((mut at, mut line)) = lines.next() else { return found };
    if let Some((range, Unit::Yen(yen))) = unit::alone(line) {
        found.unit = Some((At { line: at, range }, yen));
        found.lines = 1;
        let Some(next) = lines.next() else { return found };
        (at, line) = next;
    }
    if let Some(range) = title(line, found.unit.is_some()) {
        if let (None, Some((unit, Unit::Yen(yen)))) = (&found.unit, unit::stated(line)) {
            found.unit = Some((At { line: at, range: unit }, yen));
        }
        found.title = Some(At { line: at, range });
        found.lines += 1;
    }
    found
}

const MOST_CHARS: usize = 60;
const OPENING: &[char] = &['【', '〈', '＜', '<', '《', '［', '[', '〔', '■', '□', '◆', '◇', '▼', '●', '○'];
const FIRST_WORDS: &[&str] = &["表", "図表", "別表", "参考", "（参考", "(参考", "資料", "別紙"];
const LAST_WORDS: &[&str] = &[
    "内訳",
    "推移",
    "一覧",
    "一覧表",
    "総括表",
    "総括",
    "予算額",
    "予算案",
    "要求額",
    "概算要求",
    "予算",
    "規模",
    "全体像",
    "総表",
    "集計表",
    "の表",
    "配分",
    "フレーム",
];
const LEGEND_WORDS: &[&str] = &["内は", "凡例", "内書", "括弧書"];
const TRIMMED: &[char] = &['*', '_', ' ', '　'];

fn title(line: &str, over_unit: bool) -> Option<std::ops::Range<usize>> {
    let text = line.trim_matches(TRIMMED);
    let marked = text.starts_with(OPENING);
    let barred = text.is_empty()
        || text.contains(['\t', '|'])
        || text.chars().count() > MOST_CHARS
        || label::is_sentence(text)
        || (label::has_bullet(text) && !marked)
        || is_numbered(text)
        || LEGEND_WORDS.iter().any(|word| text.contains(word))
        || holds_a_sum(text);
    let named = FIRST_WORDS.iter().any(|word| text.starts_with(word));
    let closed = LAST_WORDS.iter().any(|word| text.trim_end_matches(['額', '）', ')']).ends_with(word));
    let has_unit = matches!(unit::stated(text), Some((_, Unit::Yen(_))));
    let is_title = !barred && (marked || named || closed || has_unit || over_unit);
    let start = line.len() - line.trim_start_matches(TRIMMED).len();
    is_title.then_some(start..start + text.len())
}

/// `1. 予算の概要`, `(1) …`, `第1章`: a heading of the outline, not a caption.
fn is_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches(['(', '（']);
    let behind = rest.trim_start_matches(is_digit);
    let digits = behind.len() < rest.len() && behind.starts_with(['.', '．', ')', '）', ' ', '、']);
    digits || text.starts_with(['第', 'I', 'Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ'])
}

/// `防災・減災、国土強靱化関連656億円`: text that states a sum.
fn holds_a_sum(text: &str) -> bool {
    let ends = text.char_indices().filter(|(_, c)| matches!(c, '億' | '万' | '兆' | '円'));
    ends.into_iter().any(|(at, c)| {
        let before = text.get(..at).unwrap_or("").trim_end_matches(['百', '千', '十', ' ']);
        let number = before.chars().next_back().is_some_and(is_digit);
        number && Scan::of(&format!("1{c}")) != Scan::Words
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(above: &[&str]) -> (Option<String>, Option<String>, usize) {
        let caption = find_caption(above);
        let text = |at: At| above[at.line][at.range].to_owned();
        (caption.title.map(text), caption.unit.map(|(at, _)| text(at)), caption.lines)
    }

    #[test]
    fn captions_and_units() {
        type Case<'t> = (&'t [&'t str], Option<&'t str>, Option<&'t str>, usize);
        let cases: &[Case<'_>] = &[
            (&["text。", "【平成31年度予算額】", "単位：億円"], Some("【平成31年度予算額】"), Some("億円"), 2),
            (&["**【令和6年度予算額】**"], Some("【令和6年度予算額】"), None, 1),
            (&["表1 会計別の予算（単位：百万円）"], Some("表1 会計別の予算（単位：百万円）"), Some("百万円"), 1),
            (&["<参考>"], Some("<参考>"), None, 1),
            (&["会計別の姿", "（単位：億円）"], Some("会計別の姿"), Some("億円"), 2),
            (&["一般会計の内訳"], Some("一般会計の内訳"), None, 1),
            (&["(億円)"], None, Some("億円"), 1),
        ];
        for (above, title, unit, lines) in cases {
            let expected = (title.map(str::to_owned), unit.map(str::to_owned), *lines);
            assert_eq!(printed(above), expected, "{above:?}");
        }
    }

    #[test]
    fn sentences_headings_and_far_lines_are_no_captions() {
        let cases: &[&[&str]] = &[
            &[],
            &["予算の内訳は次のとおりです。"],
            &["# 予算の内訳"],
            &["- 令和6年度予算"],
            &["1. 予算の内訳"],
            &["令和2年度 経済産業省関係 概算要求のポイント", "括弧内は令和元年度当初予算額"],
            &["【令和6年度予算額】", "本文の一行"],
            &["消費者へのポイント還元支援2,798億円 / 商店街活性化50億円"],
            &["※四捨五入の関係上、合計が一致しない場合がある。"],
        ];
        for above in cases {
            assert_eq!(find_caption(above), Caption::default(), "{above:?}");
        }
    }
}
