//! Goals that can be counted: what a careful reader takes from each item of a goals section.
//!
//! A case file holds sections (`sheet …`, `fiscal year N`), items (`LEVEL BULLET TEXT`, bullet `_` for none), and under
//! each item, indented, its goals as a person reads them: `VALUE UNIT BOUND DEADLINE HORIZON`, `-` for none, `60..70` for
//! a range; behind ` | ` the clause, where it is checked. An item with nothing under it sets no goal.

use proptest::prelude::*;
use yosan_parser::record::{Bound, Horizon};
use yosan_parser::target::{ReadTarget, TargetContext, TargetReader};

#[test]
fn goals_of_the_fy2024_sheets() {
    check(include_str!("target/general-account-fy2024.txt"), 160, 100);
}

#[test]
fn goals_of_the_fy2017_gold() {
    check(include_str!("target/supplementary-fy2017.txt"), 27, 14);
}

#[test]
fn goals_in_the_wordings_of_other_years() {
    check(include_str!("target/other-wordings.txt"), 60, 30);
}

/// Reads every section of a case file and compares; the counts guard against a file that silently lost its cases.
fn check(cases: &str, least_goals: usize, least_without: usize) {
    let mut context = TargetContext { fiscal_year: Some(2024), default_era: None };
    let mut reader = TargetReader::new(context);
    let mut wrong = Vec::new();
    let (mut goals, mut without) = (0, 0);
    let lines: Vec<&str> = cases.lines().collect();
    for (index, line) in lines.iter().enumerate() {
        if let Some(year) = line.strip_prefix("fiscal year ") {
            context.fiscal_year = year.parse().ok();
            reader = TargetReader::new(context);
        } else if line.starts_with("sheet") {
            reader = TargetReader::new(context);
        } else if line.starts_with(|first: char| first.is_ascii_digit()) {
            let expected: Vec<&str> = lines
                .iter()
                .skip(index + 1)
                .take_while(|line| line.starts_with("    "))
                .map(|line| line.trim())
                .collect();
            goals += expected.len();
            without += usize::from(expected.is_empty());
            wrong.extend(differs(&mut reader, line, &expected));
        }
    }
    assert!(wrong.is_empty(), "{} items read otherwise\n{}", wrong.len(), wrong.join("\n"));
    assert!(goals >= least_goals && without >= least_without, "{goals} goals, {without} items without");
}

fn differs(reader: &mut TargetReader, line: &str, expected: &[&str]) -> Option<String> {
    let mut parts = line.splitn(3, ' ');
    let level = parts.next()?.parse().ok()?;
    let bullet = parts.next().filter(|&bullet| bullet != "_");
    let text = parts.next()?;
    let read = reader.read(text, level, bullet);
    let shown: Vec<String> = read.iter().map(show).collect();
    let clauses: Vec<&str> = read.iter().map(|target| text.get(target.text.clone()).unwrap_or("?")).collect();
    let same = shown.len() == expected.len()
        && expected.iter().enumerate().all(|(index, expected)| {
            let (goal, clause) =
                expected.split_once(" | ").map_or((*expected, None), |(goal, clause)| (goal, Some(clause)));
            shown.get(index).map(String::as_str) == Some(goal)
                && clause.is_none_or(|clause| clauses.get(index) == Some(&clause))
        });
    (!same).then(|| format!("{text}\n  expected {expected:#?}\n  read     {shown:#?} {clauses:#?}"))
}

fn show(target: &ReadTarget) -> String {
    let value = match &target.value_max {
        Some(max) => format!("{}..{max}", target.value),
        None => target.value.clone(),
    };
    let bound = target.bound.map_or("-", |bound| match bound {
        Bound::AtLeast => "at_least",
        Bound::AtMost => "at_most",
        Bound::Over => "over",
        Bound::Under => "under",
    });
    let horizon = target.horizon.map_or("-", |horizon| match horizon {
        Horizon::Short => "short",
        Horizon::Mid => "mid",
        Horizon::Long => "long",
    });
    let deadline = target.deadline_fiscal_year.map_or("-".to_owned(), |year| year.to_string());
    format!("{value} {} {bound} {deadline} {horizon}", target.unit.as_deref().unwrap_or("-"))
}

#[test]
fn the_printed_number_has_its_bound_words() {
    for (text, printed) in [
        ("約20,000者の販路開拓を支援し", "約20,000者"),
        ("事業が半数を超えることを目指す", "半数を超える"),
        ("利用数を5年後までに20%増とし", "20%増"),
        ("連系線の利用量を30万kw拡大し", "30万kw拡大"),
        ("率を1.9%（過去3年間の平均）以下に抑制する", "1.9%（過去3年間の平均）以下"),
        ("毎年約60～70件の調査を", "約60～70件"),
        ("最低50件を目指す", "最低50件"),
    ] {
        let read = TargetReader::new(TargetContext::default()).read(text, 0, None);
        let shown: Vec<&str> = read.iter().filter_map(|target| text.get(target.printed.clone())).collect();
        assert_eq!(shown, [printed], "{text}");
    }
}

/// Pieces that goals are made of, in any order.
const PIECES: [&str; 48] = [
    "令和7年度",
    "2030年",
    "までに",
    "まで",
    "に",
    "から",
    "～",
    "5年間の事業",
    "短期的には",
    "最終的に",
    "、",
    "。",
    "（",
    "）",
    "「",
    "」",
    "①",
    "(1)",
    "※",
    "60",
    "1,000",
    "3.5",
    "約",
    "万",
    "億",
    "兆",
    "件",
    "%",
    "％",
    "社",
    "割",
    "倍",
    "円",
    "／年",
    "以上",
    "を超える",
    "の",
    "が",
    "を",
    "のうち",
    "半数",
    "半減",
    "ゼロ",
    "三割",
    "目指し",
    "企業",
    " ",
    "CO2",
];

proptest! {
    #[test]
    fn any_text_is_read_without_panic_and_in_order(text in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40)) {
        holds(&text.concat())?;
    }

    #[test]
    fn any_characters_are_read_without_panic(text in "\\PC{0,60}") {
        holds(&text)?;
    }
}

/// Ranges lie in the text, the number in its clause, the goals in the order of the text, and the value is a number.
fn holds(text: &str) -> Result<(), TestCaseError> {
    let mut reader = TargetReader::new(TargetContext { fiscal_year: Some(2024), default_era: None });
    let mut last = 0;
    for target in reader.read(text, 0, None) {
        prop_assert!(text.get(target.printed.clone()).is_some_and(|printed| !printed.is_empty()));
        prop_assert!(text.get(target.text.clone()).is_some());
        prop_assert!(target.printed.start >= last, "{:?} after {last}", target.printed);
        last = target.printed.start;
        for value in [Some(&target.value), target.value_max.as_ref()].into_iter().flatten() {
            prop_assert!(value.chars().all(|next| next.is_ascii_digit() || "./-".contains(next)), "{value}");
        }
    }
    Ok(())
}
