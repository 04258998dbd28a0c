//! Lines that hold whole rules: no page layout broke them in mid-sentence, and they do not run on.
//!
//! ```text
//! end   = limit "は"? value { "以内" | "程度" | "×" count }      1申請あたり上限300万円×500者程度
//! start = label "は"? value, and no words of a sentence           上限額5,000万円、下限額200万円
//! rows  = two lines with one head and other figures                売上高▲5%以上　融資限度額6億円
//! ```
//! `…に対し、上限300万円` goes on with `を補助する`.

use super::share::read_share;
use super::token::starts_with_label;
use super::vocabulary::{COUNTERS, PAYING_VERBS, SUPPORTING_VERBS, Words, words};
use crate::characters::{is_blank, is_digit};

/// Directly before the value of a rule.
const LIMITS: Words = words!("上限 上限額 下限 下限額 限度額 補助率 助成率");
/// Behind a value at the end of a line.
const ENDS: Words = words!("以内 以下 程度 まで");
/// How the next line begins where the sentence goes on behind a value.
const GOES_ON: Words = words!("以内 以下 程度 まで 又は または 及び 相当 等");
/// How a line ends that the label of the next one belongs to.
const UNFINISHED: Words = words!("補助 助成 支援 交付 給付 支給 貸付 融資 保証 場合");
/// The most characters of the head that two rows share.
const LONGEST_HEAD: usize = 12;

/// Whether a line break stands between whole rules, or between a line and one.
pub(crate) fn parts_rules(line: &str, next: &str) -> bool {
    ends_with_rule(line) && !goes_on(next) || begins_with_rule(next) && is_finished(line) || are_rows(line, next)
}

fn goes_on(next: &str) -> bool {
    GOES_ON.start(next) || PAYING_VERBS.start(next) || SUPPORTING_VERBS.start(next)
}

fn ends_with_rule(line: &str) -> bool {
    let mut line = line.trim_end();
    while let Some(shorter) = ENDS.strip_to(line) {
        line = shorter;
    }
    let sum = line.rsplit_once(['×', '✕']).filter(|(_, count)| is_count(count)).map_or(line, |(sum, _)| sum);
    let head = sum.trim_end_matches(|c| is_digit(c) || "，,.．/／%％円千万億".contains(c));
    let value = &sum[head.len()..];
    let whole = value.ends_with('円') && value.starts_with(is_digit) || read_share(value).is_some();
    let label = head.trim_end_matches(|c| is_blank(c) || matches!(c, '：' | ':' | 'は'));
    whole && LIMITS.end(label)
}

fn is_count(text: &str) -> bool {
    let unit = text.trim_start_matches(|c| is_digit(c) || c == ',');
    unit.len() < text.len() && COUNTERS.has(unit)
}

/// Whether a line is nothing but rules: a label with its value in front, and no words of a sentence.
fn begins_with_rule(next: &str) -> bool {
    let Some(value) = next.find(is_digit) else { return false };
    let label = next[..value].trim_end_matches(|c| is_blank(c) || matches!(c, '：' | ':' | 'は'));
    LIMITS.end(label) && starts_with_label(label) && !next.replace("まで", "").contains(|c| is_hiragana(c) && c != 'は')
}

fn is_hiragana(c: char) -> bool {
    ('ぁ'..='ん').contains(&c)
}

/// Whether a line ends in a noun that no label completes.
fn is_finished(line: &str) -> bool {
    !line.ends_with(is_hiragana) && !UNFINISHED.end(line)
}

/// Whether two lines are rows of cells whose heads differ in their figures only.
fn are_rows(line: &str, next: &str) -> bool {
    let head = |line: &str| line.find(|c| is_digit(c) || c == '▲').filter(|_| line.contains(is_blank));
    let (Some(end), Some(other)) = (head(line), head(next)) else { return false };
    let name = &line[..end];
    name == &next[..other] && (2..=LONGEST_HEAD).contains(&name.chars().take(LONGEST_HEAD + 1).count())
}

#[cfg(test)]
mod tests {
    use super::parts_rules;

    #[test]
    fn whole_rules_do_not_run_on() {
        let many = "1申請あたり上限300万円×500者程度";
        for (line, next, parts) in [
            (many, "商店街組織と民間事業者の連携の場合、500万円を上限", true),
            ("中小企業等が行う設備投資に対し、上限300万円", "支援を行う", false),
            ("中小企業等が行う設備投資に対し、補助率2/3", "以内で補助する。", false),
            ("令和6年度までに輸出額300億円", "達成を目指す。", false),
            ("①相談窓口　②無料案内所　③多言語案内板", "上限額5,000万円、下限額200万円", true),
            ("小規模事業者が行う設備投資に対する補助", "上限額5,000万円、下限額200万円", false),
            ("小規模事業者が行う設備投資1件あたり", "上限額5,000万円", false),
            ("小規模事業者が行う新しい設備投資", "補助率2/3で支援する。", false),
            ("売上高▲5%以上　融資限度額6億円　据置期間5年以内", "売上高▲15%以上　無利子", true),
            ("売上高が5%以上減少した中小企業", "売上高が15%以上減少した中小企業", false),
        ] {
            assert_eq!(parts_rules(line, next), parts, "{line} | {next}");
        }
    }
}
