//! What people would read from single lines, and from lines one after the other.
//!
//! The cases are text: `@ SETTING` names what is read, a blank line starts anew, `LINE => TERM ; TERM` is one item and
//! its rules, `-` for none. A rule is `KIND VALUE[..MAX] [/PER] [{CONDITION}]`; `{…}` is compared only where it is given,
//! `{}` says that there is none.

use proptest::prelude::*;

use super::*;

/// The rules of the documents that people annotated, and what stands around them.
const GOLD: &str = include_str!("gold_cases.txt");
/// Other wordings, layouts and damages.
const OWN: &str = include_str!("own_cases.txt");

#[test]
fn gold_lines_are_read_as_people_read_them() {
    check(GOLD);
}

#[test]
fn other_wordings_are_read_as_people_read_them() {
    check(OWN);
}

#[test]
fn the_cases_are_many_and_many_have_no_rule() {
    let lines = OWN.lines().filter(|line| line.contains(" => "));
    let without = lines.clone().filter(|line| line.ends_with(" => -"));
    assert!(lines.count() >= 120);
    assert!(without.count() >= 40);
}

#[test]
fn a_printed_rule_holds_label_value_and_bracket() {
    let printed = |text: &str| -> Vec<String> {
        let terms = TermReader::new(TermSetting::Description).read(text);
        terms.iter().map(|term| text[term.range.clone()].to_owned()).collect()
    };
    assert_eq!(printed("補助率：2/3以内"), ["補助率：2/3以内"]);
    assert_eq!(
        printed("1. 企業間連携型（補助上限額：3,000万円／者、補助率1/2）"),
        ["補助上限額：3,000万円／者", "補助率1/2"]
    );
    assert_eq!(printed("補助（定額）"), ["補助（定額）"]);
    assert_eq!(printed("補助率 : 3/4（国1/2、県1/4）"), ["補助率 : 3/4（国1/2、県1/4）"]);
    assert_eq!(printed("補助率:小規模事業者2/3、その他1/2"), ["補助率:小規模事業者2/3", "その他1/2"]);
    assert_eq!(printed("上限額500万円（将来の共同設備投資等）"), ["上限額500万円（将来の共同設備投資等）"]);
    assert_eq!(printed("施設復旧等の費用の3/4を補助します"), ["施設復旧等の費用の3/4を補助"]);
}

fn check(cases: &str) {
    let mut setting = TermSetting::Description;
    let mut items: Vec<(&str, &str)> = Vec::new();
    let mut wrong = Vec::new();
    for line in cases.lines().chain([""]) {
        if let Some((text, expected)) = line.rsplit_once(" => ") {
            items.push((text, expected));
        } else {
            wrong.extend(differences(setting, &items));
            items.clear();
        }
        if let Some(name) = line.strip_prefix("@ ") {
            setting = setting_of(name);
        }
    }
    assert!(wrong.is_empty(), "{} cases\n{}", wrong.len(), wrong.join("\n"));
}

fn differences(setting: TermSetting<'_>, items: &[(&str, &str)]) -> Vec<String> {
    let texts: Vec<String> = items.iter().map(|(text, _)| text.replace("\\t", "\t").replace("\\n", "\n")).collect();
    let mut read = read_items(setting, texts.iter().map(|text| (text.as_str(), true)));
    read.resize(items.len(), Vec::new());
    let mut wrong = Vec::new();
    for ((text, expected), terms) in items.iter().zip(&read) {
        let found: Vec<String> = terms.iter().map(show).collect();
        let wanted: Vec<&str> = expected.split(" ; ").filter(|term| *term != "-").map(str::trim).collect();
        let same =
            found.len() == wanted.len() && found.iter().zip(&wanted).all(|(found, wanted)| matches(found, wanted));
        if !same {
            wrong.push(format!("{text}\n  expected {wanted:?}\n  found    {found:?}"));
        }
    }
    wrong
}

/// A condition is compared only where the case gives one.
fn matches(found: &str, wanted: &str) -> bool {
    if wanted.contains('{') { found == wanted } else { found.split(" {").next() == Some(wanted) }
}

fn show(term: &ReadTerm) -> String {
    let kind = serde_json::to_value(term.kind).unwrap();
    let mut shown = kind.as_str().unwrap().to_owned();
    if let Some(rate) = &term.rate {
        shown.push_str(&format!(" {rate}"));
    }
    if let Some(yen) = term.yen {
        shown.push_str(&format!(" {yen}"));
    }
    if let Some(yen_max) = term.yen_max {
        shown.push_str(&format!("..{yen_max}"));
    }
    if let Some(per) = &term.per {
        shown.push_str(&format!(" /{per}"));
    }
    shown + &format!(" {{{}}}", term.condition.as_deref().unwrap_or(""))
}

fn setting_of(name: &str) -> TermSetting<'_> {
    match name {
        "description" => TermSetting::Description,
        "scheme" => TermSetting::Section(SectionKind::Scheme),
        "conditions" => TermSetting::Section(SectionKind::Conditions),
        "goals" => TermSetting::Section(SectionKind::Goals),
        "image" => TermSetting::Section(SectionKind::Image),
        "overview" => TermSetting::Section(SectionKind::Overview),
        label => TermSetting::Attribute(label.trim_start_matches("attribute ")),
    }
}

/// Pieces that rules are made of, to hit the reader harder than random characters do.
fn fragment() -> impl Strategy<Value = String> {
    let words = [
        "補助率",
        "：",
        "2/3",
        "１／２",
        "定額",
        "（",
        "）",
        "(",
        "上限",
        "500万円",
        "1億",
        "～",
        "、",
        "。",
        "国",
        "または",
        "\t",
        "|",
        "以内",
        "を補助",
        "×",
        "3",
        "/者",
        "1件当たり",
        "費用の",
        "<td>",
        "】",
        "※",
        " ",
        "等",
        "50%",
        "三分の二",
        "から",
        "に",
        "補助",
        "金利",
    ];
    prop_oneof![8 => prop::sample::select(words.to_vec()).prop_map(str::to_owned), 1 => "\\PC"]
}

proptest! {
    #[test]
    fn any_text_is_read_with_ranges_inside_it(parts in prop::collection::vec(prop::collection::vec(fragment(), 0..24), 1..4), kind in 0..4_usize) {
        let kinds = [TermSetting::Description, TermSetting::Section(SectionKind::Scheme), TermSetting::Section(SectionKind::Goals), TermSetting::Attribute("助成額")];
        let mut reader = TermReader::new(kinds[kind]);
        for part in parts {
            let text = part.concat();
            let mut start = 0;
            for term in reader.read(&text) {
                prop_assert!(text.get(term.range.clone()).is_some_and(|printed| !printed.trim().is_empty()));
                prop_assert!(term.range.start >= start, "rules come in reading order");
                start = term.range.start;
                prop_assert!(term.rate.is_some() || term.yen.is_some() || term.kind == TermKind::Fixed);
                prop_assert!(!(term.rate.is_some() && term.yen.is_some()));
                prop_assert!(term.yen_max.is_none_or(|max| term.yen.is_some_and(|yen| yen < max)));
            }
        }
    }

    #[test]
    fn random_characters_do_no_harm(text in "\\PC*") {
        TermReader::new(TermSetting::Section(SectionKind::Conditions)).read(&text);
    }
}

/// Reading in quadratic time would take minutes here.
#[test]
fn a_line_of_endless_brackets_labels_or_values_is_read_at_once() {
    for piece in [
        "（",
        "2/3",
        "補助（",
        "1/2、",
        "上限1円を",
        "国が",
        "1円（",
        "中小1/2（",
        "補助率：",
        "<td",
        "1件当たり",
        "※1",
    ] {
        let text = piece.repeat(4_000);
        assert!(TermReader::new(TermSetting::Description).read(&text).len() <= 4_000);
    }
}
