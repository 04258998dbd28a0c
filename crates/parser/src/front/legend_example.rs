//! Legends by example: budgets without figures, in the brackets that entries use.
//!
//! ```text
//! example = lead? label ("（" label "）" | "【" label "】" | …)+
//!         | ("当初" | "補正") colon label ("（" label "）" | …)*
//!                                                  a bracket may hold 対前年度増減額 too
//! lead    = "※"? ([words] ("額" | "数" | "値" | …) "は" | "凡例") "、"?
//! ```
//! `※金額は、令和7年度予算案額（令和6年度当初予算額）【令和6年度補正予算額】`, `補正：令和元年度補正予算案額`. Without a lead each
//! label has to end in 額: `令和7年度予算案（令和6年度補正予算）` can be a title.

use std::ops::Range;

use yosan_normaliser::Era;

use super::legend::names_change;
use super::legend_mark::{Mark, mark_of};
use crate::brackets::{closes, opens};
use crate::budget_label::read_budget_label;

/// How many characters the words in front of は have at most: 各事業の金額.
const LEAD: usize = 10;

/// What those words end in.
const FIGURES: &[&str] = &["額", "数", "値", "字", "記載"];

/// How many characters name a change in a bracket at most: 対前年度増減額.
const CHANGE: usize = 12;

/// What the labels behind a colon are about; 当初 is the amount without a mark.
const NAMED: &[(&str, Mark)] = &[("当初", Mark::Unmarked), ("補正", Mark::Supplementary)];

/// The marks that a text gives examples of, each with the label that says what it means.
pub(super) fn find_all(text: &str, era: Era) -> Vec<(Mark, Range<usize>)> {
    read(text, era).unwrap_or_default()
}

fn read(text: &str, era: Era) -> Option<Vec<(Mark, Range<usize>)>> {
    let body = text.trim_start_matches(['※', ' ']);
    let names_figures =
        |words: &str| words.chars().count() <= LEAD && FIGURES.iter().any(|ending| words.ends_with(ending));
    let lead = body.split_once('は').filter(|(words, _)| names_figures(words)).map(|(_, rest)| rest);
    let lead = lead.or_else(|| body.strip_prefix("凡例"));
    let named =
        NAMED.iter().find_map(|(name, mark)| Some((*mark, body.strip_prefix(name)?.strip_prefix(['：', ':'])?)));
    let (mark, rest) = named.unwrap_or((Mark::Unmarked, lead.unwrap_or(body)));
    let rest = rest.trim_start_matches(['、', '，', '：', ':', ' ']);
    let at = |rest: &str| text.len() - rest.len();
    let label = whole_label(rest, era)?;
    let mut found = vec![(mark, at(rest)..at(rest) + label)];
    let mut rest = rest[label..].trim_start();
    while let Some(open) = rest.chars().next().filter(|open| opens(*open)) {
        let inside = &rest[open.len_utf8()..];
        let end = inside.find(closes)?;
        let printed = inside[..end].trim();
        let is_change = printed.chars().count() <= CHANGE && names_change(printed);
        if !is_change && whole_label(printed, era)? < printed.len() {
            return None;
        }
        found.push((mark_of(open)?, at(inside)..at(inside) + end));
        let close = inside[end..].chars().next()?;
        rest = inside[end + close.len_utf8()..].trim_start();
    }
    let is_led = lead.is_some() || named.is_some();
    let says_sums = || found.iter().all(|(_, range)| text[range.clone()].trim_end().ends_with('額'));
    let ends = rest.trim_end_matches('。').is_empty();
    (ends && (named.is_some() || found.len() > 1 && (is_led || says_sums()))).then_some(found)
}

/// The length of the label that a text begins with, where it names a stage and a year.
fn whole_label(text: &str, era: Era) -> Option<usize> {
    let label = read_budget_label(text, era)?;
    (label.stage.is_some() && (label.fiscal_year.is_some() || label.year_before)).then_some(label.range.end)
}

#[cfg(test)]
mod tests {
    use yosan_normaliser::Era;

    use super::{Mark, find_all};

    #[test]
    fn budgets_in_the_brackets_of_entries() {
        use Mark::{Lenticular, Parenthesis, Supplementary, Unmarked};
        type Case<'t> = (&'t str, &'t [(Mark, &'t str)]);
        let cases: &[Case<'_>] = &[
            (
                "※金額は、令和7年度予算案額（令和6年度当初予算額）【令和6年度補正予算額】",
                &[
                    (Unmarked, "令和7年度予算案額"),
                    (Parenthesis, "令和6年度当初予算額"),
                    (Lenticular, "令和6年度補正予算額"),
                ],
            ),
            (
                "令和8年度概算要求額（前年度当初予算額）",
                &[(Unmarked, "令和8年度概算要求額"), (Parenthesis, "前年度当初予算額")],
            ),
            (
                "平成31年度概算要求額（平成30年度当初予算額）【対前年度増減額】",
                &[
                    (Unmarked, "平成31年度概算要求額"),
                    (Parenthesis, "平成30年度当初予算額"),
                    (Lenticular, "対前年度増減額"),
                ],
            ),
            ("補正：令和元年度補正予算案額", &[(Supplementary, "令和元年度補正予算案額")]),
            ("令和7年度予算案（令和6年度補正予算）", &[]),
            ("令和7年度予算案額（政府案）", &[]),
            ("令和6年度補正予算（第1号）", &[]),
            ("令和7年度予算案額（令和6年度当初予算額）は次のとおり", &[]),
            ("令和7年度予算案額", &[]),
            ("補正：25億円", &[]),
        ];
        for (text, expected) in cases {
            let found: Vec<_> = find_all(text, Era::Reiwa).into_iter().map(|(mark, at)| (mark, &text[at])).collect();
            assert_eq!(&found, expected, "{text}");
        }
    }
}
