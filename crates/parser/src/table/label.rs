//! The words of row and column labels, as data: totals, parts, changes, rates, years.

use std::borrow::Cow;

/// What a label says about how the row or column is made from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Total {
    /// 小計: of the rows above, up to the total before it.
    Sub,
    /// 計: the one or the other.
    Plain,
    /// 合計, 総計, 総額: of everything.
    Grand,
}

const GRAND_TOTALS: &[&str] = &["合計", "総計", "総額", "合計額", "総合計"];
const SUB_TOTALS: &[&str] = &["小計", "中計"];
const PLAIN_TOTALS: &[&str] = &["計", "計額"];
/// Words that end in 計 and are no totals: 一般会計, 家計.
const NOT_TOTALS: &[&str] = &["会計", "統計", "設計", "推計", "家計", "時計", "累計", "集計", "生計", "余計"];

/// `経済産業省合計` is a total, `一般会計` is none, `一般会計計` is one.
pub(super) fn total(label: &str) -> Option<Total> {
    let label = core(label);
    let ends = |words: &[&str]| words.iter().any(|word| label.ends_with(word));
    match () {
        () if ends(SUB_TOTALS) => Some(Total::Sub),
        () if ends(GRAND_TOTALS) => Some(Total::Grand),
        () if label.ends_with("会計計") => Some(Total::Plain),
        () if ends(PLAIN_TOTALS) && !ends(NOT_TOTALS) => Some(Total::Plain),
        () => None,
    }
}

/// The label without blanks, brackets around it and a bracket behind it: `【合 計（A+B）】` is `合計`.
fn core(label: &str) -> Cow<'_, str> {
    match without_blanks(label) {
        Cow::Borrowed(text) => Cow::Borrowed(inner(text)),
        Cow::Owned(text) => Cow::Owned(inner(&text).to_owned()),
    }
}

fn without_blanks(label: &str) -> Cow<'_, str> {
    if label.contains(char::is_whitespace) {
        Cow::Owned(label.chars().filter(|c| !c.is_whitespace()).collect())
    } else {
        Cow::Borrowed(label)
    }
}

fn inner(text: &str) -> &str {
    let text = text.trim_matches(|c: char| "【】「」[]<>＜＞〈〉■○●◎・*＊".contains(c));
    let unwrapped = text.strip_prefix(['(', '（']).and_then(|text| text.strip_suffix([')', '）']));
    let text = unwrapped.unwrap_or(text);
    let cut = if text.ends_with([')', '）']) { text.rfind(['(', '（']).filter(|at| *at > 0) } else { None };
    text.get(..cut.unwrap_or(text.len())).unwrap_or(text)
}

const NUMBER_HEADS: &[&str] =
    &["番号", "No", "No.", "NO", "№", "#", "項番", "通番", "連番", "整理番号", "事業番号", "順位"];

/// Whether a column head says that its cells number the rows.
pub(super) fn heads_numbers(label: &str) -> bool {
    NUMBER_HEADS.contains(&core(label).as_ref())
}

const OF_WHICH: &[&str] = &["うち", "内、", "内,", "内数"];

/// `うち、中小企業対策費`, `（うち国費）`.
pub(super) fn is_of_which(label: &str) -> bool {
    let text = label.trim_start_matches(|c: char| c.is_whitespace() || "（(・-－<＜〈[".contains(c));
    OF_WHICH.iter().any(|word| text.starts_with(word))
}

/// その他 closes a list of parts: with it they are all.
pub(super) fn is_rest(label: &str) -> bool {
    label.contains("その他")
}

const MEMO: &[&str] =
    &["参考", "(参考", "（参考", "<参考", "＜参考", "〈参考", "再掲", "(再掲", "（再掲", "※", "注", "(注", "（注"];

/// A row beside the sum: `（参考）復興庁計上分`.
pub(super) fn is_memo(label: &str) -> bool {
    let text = label.trim_start();
    MEMO.iter().any(|word| text.starts_with(word)) || text.ends_with("(再掲)") || text.ends_with("（再掲）")
}

/// How a row or column follows from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Derived {
    /// 増減額: current less previous.
    Change,
    /// 増減率: the change against the previous.
    Growth,
    /// 前年比: current against previous, or the change against it.
    Ratio,
    /// 構成比: the part of the total.
    Share,
}

const SHARES: &[&str] = &["構成比", "構成割合", "シェア", "割合", "占有率"];
const GROWTHS: &[&str] = &["増減率", "伸び率", "伸率", "増加率", "減少率", "変化率", "増減比", "伸び"];
const RATIOS: &[&str] = &["前年比", "前年度比", "前年同期比", "対前年", "対比", "前年度対比"];
const CHANGES: &[&str] = &["増減", "増▲減", "増△減", "差額", "差引", "前年差", "前年度差", "比較増", "増額", "減額"];

/// The first characters of all these words; few labels hold one.
fn begins_derived(character: char) -> bool {
    matches!(character, '構' | 'シ' | '割' | '占' | '増' | '伸' | '減' | '変' | '前' | '対' | '差' | '比')
}

/// `対前年増減率` is a growth, `増減額` a change; the most telling word wins.
pub(super) fn derived(label: &str) -> Option<Derived> {
    if !label.contains(begins_derived) {
        return None;
    }
    let label = without_blanks(label);
    let has = |words: &[&str]| words.iter().any(|word| label.contains(word));
    match () {
        () if has(SHARES) => Some(Derived::Share),
        () if has(GROWTHS) => Some(Derived::Growth),
        () if has(CHANGES) => Some(Derived::Change),
        () if has(RATIOS) => Some(Derived::Ratio),
        () => None,
    }
}

const COUNTED: &[&str] = &[
    "率",
    "比",
    "割合",
    "シェア",
    "件数",
    "人数",
    "者数",
    "社数",
    "箇所数",
    "か所数",
    "戸数",
    "回数",
    "校数",
    "定員",
    "倍率",
    "番号",
    "No",
    "No.",
    "NO",
    "NO.",
    "頁",
    "ページ",
    "順位",
    "備考",
    "単価比",
];

/// A label under which bare numbers are no money, whatever the unit of the table: 増減率, 件数, 番号.
pub(super) fn counts_other(label: &str) -> bool {
    let label = core(label);
    COUNTED.iter().any(|word| label.ends_with(word))
}

/// Each holds 年, 算 or 要.
const STAGES: &[&str] =
    &["年度", "元年", "概算要求", "予算案", "当初予算", "補正予算", "予算額", "要求額", "決算額", "要求・要望額"];

/// Whether a label names a fiscal year or a stage of the budget: `令和6年度当初予算額`, `R6`, `2024`.
pub(super) fn is_period(label: &str) -> bool {
    let text = without_blanks(label);
    let has_stage = text.contains(['年', '算', '要']) && STAGES.iter().any(|word| text.contains(word));
    has_stage || is_year(&text) || has_era_letter(&text) || has_year_word(&text)
}

/// Whether a label names a year, with a stage or without: `令和6年度`, `R6当初`, `対前年度`.
pub(super) fn names_year(label: &str) -> bool {
    let text = without_blanks(label);
    text.contains("年度") || is_year(&text) || has_era_letter(&text) || has_year_word(&text)
}

/// A bare year: `2024`.
pub(super) fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<u16>().is_ok_and(|year| (1980..2080).contains(&year))
}

fn has_era_letter(text: &str) -> bool {
    let rest = text.strip_prefix(['R', 'H', 'S', 'Ｒ', 'Ｈ']);
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == '元'))
}

fn has_year_word(text: &str) -> bool {
    let number = |text: &str| text.trim_end_matches([')', '）']).ends_with(|c: char| c.is_ascii_digit());
    let behind_number = |at: usize| text.get(..at).is_some_and(number);
    let is_length = |at: usize| text.get(at..).is_some_and(|rest| rest.starts_with("年目") || rest.starts_with("年間"));
    text.match_indices('年').any(|(at, _)| behind_number(at) && !is_length(at))
}

const CORNERS: &[&str] = &[
    "区分",
    "項目",
    "事項",
    "科目",
    "会計",
    "事業名",
    "名称",
    "費目",
    "内訳",
    "省庁名",
    "所管",
    "年度",
    "事業",
    "施策名",
    "補助対象",
    "種別",
    "類型",
    "対象",
    "分類",
    "組織",
    "部局",
    "経費",
    "会計区分",
    "勘定",
];

/// Whether a first cell heads the labels, so that its row is a header: `区 分`.
pub(super) fn is_corner(text: &str) -> bool {
    CORNERS.contains(&core(text).as_ref())
}

const BULLETS: &[char] = &['・', '-', '－', '✓', '※', '#', '●', '○', '◆', '■', '➢', '*', '|'];

/// Whether a line begins with the mark of a bullet, a note or a heading.
pub(super) fn has_bullet(text: &str) -> bool {
    text.trim_start().starts_with(BULLETS)
}

const SENTENCE_ENDS: &[&str] = &["、", "ます", "です", "した", "する", "こと", "いる", "ため", "には"];

/// Whether a text is a sentence or a piece of one.
pub(super) fn is_sentence(text: &str) -> bool {
    text.contains('。') || SENTENCE_ENDS.iter().any(|end| text.trim_end().ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals() {
        let cases = [
            ("経済産業省合計", Some(Total::Grand)),
            ("合 計（A+B）", Some(Total::Grand)),
            ("（小計）", Some(Total::Sub)),
            ("計", Some(Total::Plain)),
            ("一般会計計", Some(Total::Plain)),
            ("一般歳出計", Some(Total::Plain)),
            ("一般会計", None),
            ("特許特別会計（復興を除く）", None),
            ("設計", None),
            ("", None),
        ];
        for (label, expected) in cases {
            assert_eq!(total(label), expected, "{label}");
        }
    }

    #[test]
    fn derived_rows_and_columns() {
        let cases = [
            ("対前年増減率", Some(Derived::Growth)),
            ("増▲減額", Some(Derived::Change)),
            ("前年度比", Some(Derived::Ratio)),
            ("構成比（％）", Some(Derived::Share)),
            ("中小企業対策費", None),
        ];
        for (label, expected) in cases {
            assert_eq!(derived(label), expected, "{label}");
        }
    }

    #[test]
    fn words_are_where_their_characters_are() {
        for word in [SHARES, GROWTHS, RATIOS, CHANGES].into_iter().flatten() {
            assert!(word.starts_with(begins_derived), "{word}");
        }
        assert!(STAGES.iter().all(|word| word.contains(['年', '算', '要'])));
    }

    #[test]
    fn periods() {
        for label in ["令和6年度", "R6当初", "2024", "28年度(百万円)", "概算要求額", "平成22（2010）年"]
        {
            assert!(is_period(label), "{label}");
        }
        for label in ["一般会計", "R&D", "5年目", "3年間の総額", "その他"] {
            assert!(!is_period(label), "{label}");
        }
    }

    #[test]
    fn parts() {
        assert!(is_of_which("うち、その他") && is_of_which("（うち国費）") && is_of_which("・うち補助金"));
        assert!(!is_of_which("おうち時間") && !is_of_which("内閣府"));
    }
}
