//! A heading that names another budget than the paper's own: its year, stage and round hold for the amounts below it.
//!
//! ```text
//! heading = [aside] label behind?          （参考）令和５年度補正予算, ○ 令和5年度補正予算に計上した事業
//!         | open [aside] label behind? close         【参考：令和５年度補正予算】
//!         | words open label close                   Ⅲ　感染症への対応【令和２年度第３次補正予算（案）】
//! aside   = "（参考）" | "参考" (":" | blank)
//! ```
//! They hold up to the next heading of the same level or a higher one.

use super::listing;
use crate::amount::OwnBudget;
use crate::brackets::{inside, is_bracket, opens, trailing};
use crate::budget_label::{BudgetLabel, find_budget_labels, read_budget_label};
use crate::characters::{is_digit, is_hiragana};
use crate::draft::Draft;
use crate::money;
use crate::record::{BasisSource, Evidence, Stage};

/// What may stand behind the label: `令和5年度補正予算に計上した事業`, not `令和5年度補正予算を含む`.
const BEHIND: &[&str] = &[
    "に計上",
    "で計上",
    "で措置",
    "で対応",
    "に盛り込",
    "の主",
    "の概要",
    "の内容",
    "計上",
    "関連",
    "関係",
    "事業",
    "分",
];

/// How many characters that is at most.
const LENGTH: usize = 15;

/// The budget that holds below a heading.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope {
    pub budget: OwnBudget,
    /// The level of the heading, its `#` marks, and its bullet or bracket.
    level: u8,
    hashes: u32,
    mark: Option<char>,
}

/// What holds behind a heading that was just read: what it names itself, or still what a higher one names.
pub(super) fn behind_heading(draft: &Draft<'_>, index: usize, scope: Option<Scope>) -> Option<Scope> {
    let line = &draft.lines[index];
    let level = draft.outline.last().filter(|heading| heading.span.line == line.number).map_or(0, |it| it.level);
    let mark = line.bullet.unwrap_or(line.text).chars().next().filter(|mark| line.bullet.is_some() || opens(*mark));
    let ends = |scope: &Scope| {
        let beside = mark.is_some() && mark == scope.mark;
        level <= scope.level || beside || line.hashes > 0 && line.hashes <= scope.hashes
    };
    let amounts = draft.headline_tail(index).filter(|at| !is_only_label(draft, &line.text[*at..]));
    let title = &line.text[..amounts.unwrap_or(line.text.len())];
    // `２．令和５年度補正予算　100億円`: the label is where the amounts begin.
    let with_amounts = || {
        let behind = amounts.filter(|_| has_no_words(title)).map(|at| &line.text[at..])?;
        read_budget_label(behind, money::default_era(draft))
    };
    match named(draft, title).or_else(with_amounts) {
        Some(label) => is_other(draft, &label).then_some(Scope {
            budget: OwnBudget {
                fiscal_year: label.fiscal_year,
                stage: label.stage,
                round: label.round,
                evidence: Some(Evidence { from: BasisSource::Headline, line: line.number }),
            },
            level,
            hashes: line.hashes,
            mark,
        }),
        None => scope.filter(|scope| !ends(scope)),
    }
}

/// Whether a line that is no bullet names another budget and listings follow: `（参考）令和５年度補正予算`.
pub(super) fn heads_listings(draft: &Draft<'_>, index: usize, end: usize) -> bool {
    let line = &draft.lines[index];
    let next = || draft.next_free(index + 1, end);
    line.bullet.is_none()
        && names_other(draft, line.text)
        && next().is_some_and(|next| listing::is_listing(draft, next, None))
}

/// Whether a title names another budget.
pub(super) fn names_other(draft: &Draft<'_>, title: &str) -> bool {
    named(draft, title).is_some_and(|label| is_other(draft, &label))
}

/// Whether a text is nothing but a budget in a bracket, without an amount: `【令和２年度第３次補正予算（案）】`.
pub(super) fn is_only_label(draft: &Draft<'_>, text: &str) -> bool {
    let text = text.trim();
    let inside = inside(text).filter(|inside| inside.contains("予算"));
    inside.is_some_and(|inside| only_label(draft, inside).is_some())
}

fn only_label(draft: &Draft<'_>, text: &str) -> Option<BudgetLabel> {
    let labels = find_budget_labels(text, money::default_era(draft));
    let [label] = labels.as_slice() else { return None };
    (label.range == (0..text.len())).then(|| label.clone())
}

/// The one budget that a heading names.
fn named(draft: &Draft<'_>, title: &str) -> Option<BudgetLabel> {
    if !title.contains("予算") && !title.contains("補正") {
        return None;
    }
    let title = title.trim();
    if let Some((inside, open)) = trailing(title).filter(|(_, open)| *open > 0)
        && title[open..].starts_with(['【', '［', '[', '〔', '＜', '<', '〈'])
        && let Some(label) = only_label(draft, inside)
    {
        return Some(label);
    }
    let words = title.trim_matches(|c: char| is_bracket(c) && !matches!(c, ')' | '）'));
    let words = words.strip_prefix("参考").map_or(words, |rest| rest.trim_start_matches(['）', ')', '：', ':', ' ']));
    // A number of its own may stand in front: `Ⅱ　令和5年度補正予算`, `２．…`.
    let labels = find_budget_labels(words, money::default_era(draft));
    let [label] = labels.as_slice() else { return None };
    let behind = words[label.range.end..].trim_start().trim_end_matches(is_bracket);
    let plain = behind.is_empty() || BEHIND.iter().any(|word| behind.starts_with(word));
    let names_only = has_no_words(&words[..label.range.start]);
    let short = behind.chars().count() <= LENGTH && !behind.ends_with(|c| is_hiragana(c) || c == '。');
    (plain && short && names_only && !behind.contains(is_digit)).then(|| label.clone())
}

/// Whether a text holds nothing but a number and marks.
fn has_no_words(text: &str) -> bool {
    text.chars().all(|c| !c.is_alphabetic() || ('Ⅰ'..='Ⅻ').contains(&c))
}

/// Whether a label has year and stage, and they are not those of the paper itself.
fn is_other(draft: &Draft<'_>, label: &BudgetLabel) -> bool {
    let cover = &draft.cover;
    label.fiscal_year.is_some()
        && label.stage.is_some()
        && cover.fiscal_year.is_some()
        && (label.fiscal_year, label.stage) != (cover.fiscal_year, cover.stage)
        // 令和6年度当初予算 over a paper on its draft is the same budget.
        && (label.fiscal_year != cover.fiscal_year || label.stage == Some(Stage::Supplementary))
}
