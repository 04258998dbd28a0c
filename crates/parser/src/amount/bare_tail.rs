//! Bare figures behind a name, for documents that state the unit once: `(単位：億円)`, then `- 廃炉 24〈24〉`.
//!
//! ```text
//! tail    = figure bracket* "の内数"? ("＋"? "【補正】" figure)?  at the end of the line, set off by a blank
//!         | bracket+                   the first of them 【 】 or 〔 〕
//! figure  = sign? digit ("," | digit)* ("." digit+)?
//! bracket = open (figure | 新規 | dash) close
//! ```

use yosan_normaliser::{Era, digit_value};

use super::vocabulary::{CHANGE_SIGNS, INNER, NEW, is_dash};
use crate::brackets::{closes, leading, trailing};
use crate::budget_label::read_budget_label;
use crate::characters::is_blank;
use crate::record::Stage;

/// Where the figures at the end of `text` begin. `blank_at` tells whether the source has a blank at an offset of `text`.
pub(super) fn find(text: &str, blank_at: &dyn Fn(usize) -> bool) -> Option<usize> {
    let text = text.trim_end_matches(is_blank);
    let text = without_supplement(text);
    let mut rest = INNER.iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text);
    while let Some((_, open)) = trailing(rest).filter(|(inside, _)| fills_bracket(inside)) {
        rest = rest[..open].trim_end_matches(is_blank);
    }
    if let Some(at) = first_bracket(rest, text) {
        return Some(at);
    }
    let has_brackets = rest.len() < text.len();
    let name = rest.trim_end_matches(|c: char| digit_value(c).is_some() || matches!(c, ',' | '.'));
    let figure = &rest[name.len()..];
    let signed = CHANGE_SIGNS.iter().find_map(|(sign, _)| name.strip_suffix(sign));
    let at = signed.unwrap_or(name).len();
    let is_year = figure.len() == 4 && (figure.starts_with("19") || figure.starts_with("20")) && !has_brackets;
    let set_off = at > 0 && (blank_at(at) || text[..at].ends_with(is_leader));
    (is_figure(figure) && !is_year && set_off && names_something(&text[..at])).then_some(at)
}

/// The text without the supplementary figure behind its own: `30.1 (28.0) ＋【補正】12.0`.
fn without_supplement(text: &str) -> &str {
    let head = text.trim_end_matches(|c: char| digit_value(c).is_some() || matches!(c, ',' | '.'));
    let is_mark = |inside: &str| {
        let inside = inside.trim_matches(is_blank);
        // Which era a bare year is of makes no difference here.
        read_budget_label(inside, Era::Reiwa)
            .is_some_and(|label| label.stage == Some(Stage::Supplementary) && label.range.end == inside.len())
    };
    let mark = trailing(head.trim_end_matches(is_blank)).filter(|(inside, _)| is_mark(inside));
    let own = mark.map(|(_, open)| head[..open].trim_end_matches(|c| is_blank(c) || matches!(c, '＋' | '+')));
    let is_own = |own: &&str| own.ends_with(|c: char| digit_value(c).is_some() || closes(c));
    own.filter(|own| is_figure(&text[head.len()..]) && is_own(own)).unwrap_or(text)
}

/// Where the bracket begins that holds the figure itself: `電気・ガス料金負担軽減支援事業【5,296】`.
fn first_bracket(name: &str, text: &str) -> Option<usize> {
    let open = text[name.len()..].trim_start_matches(is_blank);
    let at = text.len() - open.len();
    let (inside, _) = leading(open).filter(|_| open.starts_with(['【', '〔', '［', '[']))?;
    let inside = INNER.iter().find_map(|word| inside.strip_suffix(word)).unwrap_or(inside);
    (is_figure(inside.trim_matches(is_blank)) && !name.ends_with(|c| digit_value(c).is_some()) && names_something(name))
        .then_some(at)
}

/// `〈25〉`, `（▲1.5）`, `[-]`, `（新規）`.
fn fills_bracket(inside: &str) -> bool {
    let inside = inside.trim_matches(is_blank);
    let inside = INNER.iter().find_map(|word| inside.strip_suffix(word)).unwrap_or(inside);
    let unsigned = CHANGE_SIGNS.iter().find_map(|(sign, _)| inside.strip_prefix(sign)).unwrap_or(inside);
    let word: String = inside.chars().filter(|c| !is_blank(*c)).collect();
    NEW.contains(&word.as_str()) || (!inside.is_empty() && inside.chars().all(is_dash)) || is_figure(unsigned)
}

fn is_figure(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| digit_value(c).is_some());
    let mut groups = whole.split(',');
    let first = groups.next().is_some_and(digits);
    let grouped = groups.all(|group| digits(group) && group.chars().count() == 3);
    first && grouped && fraction.is_none_or(digits)
}

fn is_leader(character: char) -> bool {
    matches!(character, '…' | '‥' | '・' | '：' | ':')
}

/// Words stand in front of the figure, and none that counts something else.
fn names_something(name: &str) -> bool {
    const COUNTED: &[&str] =
        &["数", "件", "人", "者", "社", "回", "年", "月", "日", "第", "率", "割合", "時間", "から", "約"];
    let name = name.trim_end_matches(|c| is_blank(c) || is_leader(c));
    name.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !COUNTED.iter().any(|word| name.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn figures_behind_a_name() {
        for (text, tail) in [
            ("燃料油価格激変緩和対策事業 1,532", Some("1,532")),
            ("排出量取引制度の運営 25〈3〉", Some("25〈3〉")),
            ("GX新技術の実証 150〈-〉[200]", Some("150〈-〉[200]")),
            ("GX新技術の実証 150（新規）", Some("150（新規）")),
            ("中小企業成長加速化補助金 3,400の内数", Some("3,400の内数")),
            ("電気・ガス料金負担軽減支援事業【5,296】", Some("【5,296】")),
            ("燃料油価格激変緩和対策事業（継続）【10,154の内数】", Some("【10,154の内数】")),
            ("選別技術 30.1 (28.0) +【補正】12.0", Some("30.1 (28.0) +【補正】12.0")),
            ("選別技術 30.1 (28.0) +【令和6年度補正予算額】12.0", Some("30.1 (28.0) +【令和6年度補正予算額】12.0")),
            ("選別技術 30.1 (28.0) 【R2③】12.0", Some("30.1 (28.0) 【R2③】12.0")),
            ("選別技術【補正】12.0", None),
            ("支援事業（1）", None),
            ("大阪・関西万博 2025", None),
            ("大阪・関西万博 2025〈2024〉", Some("2025〈2024〉")),
            ("燃料油価格激変緩和対策事業2", None),
            ("相談件数 1,200", None),
            ("支援事業（第2次） 12", Some("12")),
            ("G 20", None),
            ("1,532", None),
        ] {
            let found = find(text, &|at| text[..at].ends_with(' '));
            assert_eq!(found.map(|at| &text[at..]), tail, "{text}");
        }
    }
}
