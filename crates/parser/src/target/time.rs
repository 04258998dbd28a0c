//! Expressions of time and what they do for a goal: set its deadline, tell its base year, or say how long the
//! programme runs.
//!
//! What stands behind the year decides: 令和7年度までに is a deadline, 令和7年度からの事業 is not.

use yosan_normaliser::digit_value;

use super::cursor::Cursor;
use super::year::{Counted, Year, YearContext, read_short_year, read_year};
use crate::characters::{is_digit, is_kanji, is_katakana};

/// What an expression of time says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// `令和7年度末までに`, `2029年度を目途に`: by this fiscal year.
    Deadline(u16),
    /// `令和6年度に`, `令和13年度の`: a year in which something is to hold; weaker than までに.
    In(u16),
    /// A date alone in brackets: `50件（2025年度）`.
    Alone(u16),
    /// A span of years alone in brackets: `累計1,000社（令和6年度～令和10年度）`.
    Span(u16),
    /// `2020年代早期に`, `事業終了後5年以内に`: a time that is no fiscal year.
    Vague,
    /// `支援から5年後には`: a new time that is no fiscal year.
    VagueTopic,
    /// `令和4年度現在`, `平成30年度実績`: the year of a figure for comparison.
    Baseline,
    /// `2013年度比`, `平成30年度から`, `令和3年度から5年間の事業`, `2050年カーボンニュートラル`: nothing for a goal.
    Other,
}

/// An expression of time in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Time {
    pub(super) end: usize,
    pub(super) role: Role,
    /// It stands in brackets and its tail behind them: `終了時（2024年度）までに`.
    pub(super) leaves_bracket: bool,
}

/// Reads an expression of time at `at`.
///
/// ```text
/// time   := point (sign point)? ")"? tail
/// point  := year month? ("末" | "頃" | …)* alias?                 令和12年度（2030年度）
/// tail   := "までに" | "を目途に" | "時点で" | "に" | "比" | "から" …
/// ```
pub(super) fn read_time(text: &str, at: usize, context: YearContext) -> Option<Time> {
    let last = text.get(..at)?.chars().next_back();
    if last.is_some_and(|last| is_digit(last) || last.is_ascii_alphabetic() || matches!(last, '.' | ',')) {
        return None;
    }
    if let Some(year) = year_in_bracket(text, at) {
        let past = context.fiscal_year.is_some_and(|fiscal_year| year.year < fiscal_year);
        let role = if past { Role::Baseline } else { Role::Alone(year.year) };
        return Some(Time { end: year.end, role, leaves_bracket: false });
    }
    let start = read_year(text, at, context)?;
    let mut cursor = Cursor::new(text, start.end);
    if let Some(until) = second_point(&mut cursor, start, context) {
        return Some(close(range_tail(text, at, cursor, until), cursor));
    }
    if start.counted == Counted::Unmarked {
        let era = start.era.is_some();
        let marked = era || cursor.starts_with_any(&["までに", "年", "FY"]);
        if !marked {
            return None;
        }
    }
    if start.counted != Counted::Fiscal && cursor.eat("代") {
        return Some(Time { end: cursor.at(), role: Role::Vague, leaves_bracket: false });
    }
    let year = modifiers(&mut cursor, start);
    alias(&mut cursor, context);
    Some(close(point_tail(text, at, cursor, year, context), cursor))
}

/// `5万人（R3）`, `50件（2030）`: nothing but a year in the brackets, without 年.
fn year_in_bracket(text: &str, at: usize) -> Option<Year> {
    let opened = text.get(..at)?.ends_with(['（', '(', '［', '[']);
    let year = if opened { read_short_year(text, at)? } else { return None };
    text.get(year.end..)?.starts_with(['）', ')', '］', ']']).then_some(year)
}

/// A reading of the tail: where it ends, its role, and whether a bracket closed before it.
type Tail = (usize, Role, bool);

fn close((end, role, leaves_bracket): Tail, cursor: Cursor<'_>) -> Time {
    Time { end: end.max(cursor.at()), role, leaves_bracket }
}

/// `令和5年度から9年度`, `令和5年度～令和8年度`: the later end.
fn second_point(cursor: &mut Cursor<'_>, first: Year, context: YearContext) -> Option<u16> {
    let mut ahead = *cursor;
    ahead.blank();
    ahead.eat_range_sign()?;
    ahead.blank();
    let context = YearContext { inherited: first.era, ..context };
    let second = read_year(ahead.text(), ahead.at(), context)?;
    if second.counted == Counted::Unmarked && second.era.is_none() {
        return None;
    }
    ahead.jump(second.end);
    let year = modifiers(&mut ahead, second);
    *cursor = ahead;
    (year >= first.year).then_some(year)
}

/// 末, 頃, a month: January to March belong to the fiscal year before.
fn modifiers(cursor: &mut Cursor<'_>, year: Year) -> u16 {
    let mut fiscal = year.year;
    let mut ahead = *cursor;
    ahead.blank();
    let digits = ahead.eat_while(2, is_digit);
    if year.counted == Counted::Calendar && !digits.is_empty() && ahead.eat("月") {
        let month = digits.chars().filter_map(digit_value).fold(0, |total, next| total * 10 + next);
        fiscal = if (1..=3).contains(&month) { fiscal.saturating_sub(1) } else { fiscal };
        *cursor = ahead;
        day(cursor);
    }
    while cursor
        .eat_any(&["末", "中頃", "頃", "ごろ", "初頭", "初め", "前半", "後半", "上期", "下期", "上半期", "下半期"])
        .is_some()
    {}
    fiscal
}

fn day(cursor: &mut Cursor<'_>) {
    let mut ahead = *cursor;
    if !ahead.eat_while(2, is_digit).is_empty() && ahead.eat("日") {
        *cursor = ahead;
    }
}

/// `（2030年度）` behind a year that says the same.
fn alias(cursor: &mut Cursor<'_>, context: YearContext) {
    let mut ahead = *cursor;
    if ahead.eat_any(&["（", "("]).is_none() {
        return;
    }
    let Some(year) = read_year(ahead.text(), ahead.at(), context) else { return };
    ahead.jump(year.end);
    ahead.eat_any(&["末", "頃"]);
    if ahead.eat_any(&["）", ")"]).is_some() {
        *cursor = ahead;
    }
}

/// What stands behind a span of years: the time in which goals are reached, or the running time of the programme.
fn range_tail(text: &str, at: usize, mut cursor: Cursor<'_>, until: u16) -> Tail {
    let leaves = cursor.eat_any(&["）", ")"]).is_some();
    let alone = leaves && text.get(..at).is_some_and(|head| head.ends_with(['（', '(']));
    cursor.eat("まで");
    cursor.eat("の");
    length(&mut cursor);
    cursor.eat("の");
    cursor.eat_any(&["期間", "計画期間"]);
    cursor.eat("中");
    let programme = cursor.starts_with_any(&["事業", "継続事業", "プロジェクト", "プログラム"])
        || cursor.starts_with_any(&OTHER_CASES);
    let in_it = ["で", "に", "において", "における", "合計", "累計", "の合計", "の累計", "計", "延べ", "通算"];
    let role = if !programme && cursor.eat_any(&in_it).is_some() { Role::Deadline(until) } else { Role::Other };
    if alone && role == Role::Other {
        return (cursor.at(), Role::Span(until), false);
    }
    (cursor.at(), role, leaves)
}

/// `5年間`, `3か年`.
fn length(cursor: &mut Cursor<'_>) {
    let mut ahead = *cursor;
    if !ahead.eat_while(2, |next| is_digit(next) || "一二三四五六七八九十".contains(next)).is_empty()
        && ahead.eat_any(&["年間", "か年", "ヶ年", "カ年", "箇年", "年"]).is_some()
    {
        *cursor = ahead;
    }
}

const DEADLINES: [&str; 22] = [
    "までには",
    "までに",
    "まで、",
    "を目途に",
    "を目途として",
    "を目処に",
    "をめどに",
    "を目標に",
    "を目標として",
    "を目標年度",
    "目途に",
    "を期限に",
    "を期限として",
    "までを目途に",
    "までを目処に",
    "時点では",
    "時点で",
    "時点に",
    "時点の",
    "時点",
    "中に",
    "内に",
];
const IN: [&str; 17] = [
    "｜",
    "|",
    "\t",
    "に",
    "には",
    "において",
    "においては",
    "における",
    "に於いて",
    "に向け",
    "に向けて",
    "は",
    "では",
    "で",
    "の",
    "目標",
    "：",
];
/// The goal is a change against that year.
const COMPARED: [&str; 6] = ["比", "対比", "と比較", "に比べ", "に対し", "を基準"];
/// The number behind it is what was counted then.
const BASELINES: [&str; 4] = ["現在", "実績", "の実績", "時点の実績"];
const STARTS: [&str; 9] = ["から", "より", "以降", "以後", "～", "〜", "~", "－", "に開始"];

fn point_tail(text: &str, at: usize, cursor: Cursor<'_>, year: u16, context: YearContext) -> Tail {
    let mut outside = cursor;
    let leaves = outside.eat_any(&["）", ")"]).is_some();
    let mut cursor = if leaves { outside } else { cursor };
    let past = context.fiscal_year.is_some_and(|fiscal_year| year < fiscal_year);
    if cursor.eat_any(&BASELINES).is_some() {
        return (cursor.at(), Role::Baseline, false);
    }
    if cursor.eat_any(&COMPARED).is_some() || cursor.eat_any(&STARTS).is_some() {
        return (cursor.at(), Role::Other, false);
    }
    if let Some(words) = cursor.eat_any(&DEADLINES) {
        // 令和7年9月時点：53.5%
        let role = if past && words.starts_with("時点") { Role::Baseline } else { Role::Deadline(year) };
        return (cursor.at(), role, leaves && role != Role::Baseline);
    }
    let opened = text.get(..at).is_some_and(|head| head.ends_with(['（', '(']));
    let alone = leaves && opened;
    if cursor.eat("まで") {
        // `14円/kWh（2030年）まで低減`: the goal goes up to the number.
        let role = match until(cursor, year) {
            Role::Other if alone && !past => Role::Alone(year),
            role => role,
        };
        return (cursor.at(), role, leaves && !alone);
    }
    // （2028年度目標）
    let mut aim = cursor;
    if opened && !past && aim.eat("目標") && aim.eat_any(&["）", ")"]).is_some() {
        return (aim.at(), Role::Alone(year), false);
    }
    // ▲60%（2035年度、2013年度比）
    if opened && !past && cursor.starts_with_any(&["、", ","]) {
        return (cursor.at(), Role::Alone(year), false);
    }
    if leaves {
        let role = if alone && !past { Role::Alone(year) } else { weak(past, year) };
        return (cursor.at(), role, false);
    }
    let next = cursor.rest().trim_start().chars().next();
    let number_follows = next.is_some_and(|next| is_digit(next) || next == '約');
    let weak_tail = !attributive(cursor) && !cursor.starts_with_any(&OTHER_CASES) && cursor.eat_any(&IN).is_some();
    if weak_tail || number_follows {
        return (cursor.at(), weak(past, year), false);
    }
    until_event(cursor, year)
}

/// How long the name of an event may be.
const LONGEST_EVENT: usize = 24;

/// `2025年大阪・関西万博までに`: the year of an event until which something is to be reached.
fn until_event(mut cursor: Cursor<'_>, year: u16) -> Tail {
    let start = cursor.at();
    cursor.eat_while(LONGEST_EVENT, |next| is_kanji(next) || is_katakana(next) || matches!(next, '・' | 'の'));
    if cursor.at() > start && cursor.eat("までに") {
        return (cursor.at(), Role::Deadline(year), false);
    }
    (start, Role::Other, false)
}

/// A year that lies behind the document is the year of a figure for comparison.
fn weak(past: bool, year: u16) -> Role {
    if past { Role::Baseline } else { Role::In(year) }
}

/// `令和7年度までの累計で50件` is a deadline; `令和7年度までの事業`, `令和7年度まで実証を行い` are not.
fn until(cursor: Cursor<'_>, year: u16) -> Role {
    let mut ahead = cursor;
    let number_follows = ahead.peek().is_none_or(|next| is_digit(next) || "約」）)】＞>］]〕".contains(next));
    if number_follows {
        return Role::Deadline(year);
    }
    let of = ahead.eat("の");
    length(&mut ahead);
    ahead.eat("の");
    let programme = ahead.starts_with_any(&["事業", "継続事業", "実証"]);
    if of && !programme { Role::Deadline(year) } else { Role::Other }
}

/// Words that begin like the particle に and say nothing of time.
const OTHER_CASES: [&str; 6] = ["により", "によ", "に基づ", "に係", "に関", "に伴"];

/// `令和4年度に策定した計画`: the year belongs to a participle, not to the goal.
fn attributive(cursor: Cursor<'_>) -> bool {
    let mut ahead = cursor;
    if ahead.eat_any(&["に", "において", "で"]).is_none() {
        return false;
    }
    let near = ahead.eat_while(12, |next| !is_digit(next) && !"、。をがは".contains(next));
    ["した", "れた", "させた", "する", "される"].iter().any(|verb| near.contains(verb))
}

/// Reads a time that is relative to an unknown date: `10年以内に`, `事業完了の5年後まで`, `向こう3年間に`.
///
/// ```text
/// relative := number ("年" | "か月" | "年間" …) ("後" | "以内" | "間" | "目" …)? "には"?
/// ```
pub(super) fn read_relative(text: &str, at: usize) -> Option<Time> {
    let mut cursor = Cursor::new(text, at);
    let digits = cursor.eat_while(4, |next| is_digit(next) || matches!(next, '～' | '〜' | '~'));
    cursor.blank();
    cursor.eat_any(&[
        "年間",
        "か年",
        "カ年",
        "ヶ年",
        "箇年",
        "年",
        "か月間",
        "か月",
        "カ月",
        "ヶ月",
        "ヵ月",
        "箇月",
    ])?;
    if digits.is_empty() || cursor.starts_with("度") {
        return None;
    }
    let later = cursor.eat_any(&["以内", "後", "経過", "目", "以上", "程度"]).is_some();
    let role =
        if later && cursor.starts_with_any(&["には", "時点では"]) { Role::VagueTopic } else { Role::Vague };
    Some(Time { end: cursor.at(), role, leaves_bracket: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_alone_in_its_bracket_with_the_word_goal() {
        let context = YearContext { fiscal_year: Some(2024), ..YearContext::default() };
        let role = |text: &str| read_time(text, "（".len(), context).map(|time| time.role);
        assert_eq!(role("（2028年度目標）"), Some(Role::Alone(2028)));
        assert_eq!(role("（令和10年度目標）"), Some(Role::Alone(2028)));
        assert_ne!(role("（2020年度目標）"), Some(Role::Alone(2020)));
        assert_ne!(role("（2028年度目標達成に向けた計画）"), Some(Role::Alone(2028)));
    }

    #[test]
    fn what_stands_behind_the_year_decides() {
        let context = YearContext { fiscal_year: Some(2024), ..YearContext::default() };
        for (printed, role) in [
            ("令和7年度末までに", Role::Deadline(2025)),
            ("令和12年度（2030年度）までに", Role::Deadline(2030)),
            ("令和9年までに", Role::Deadline(2027)),
            ("2029年度を目途に", Role::Deadline(2029)),
            ("令和7年度時点で", Role::Deadline(2025)),
            ("令和7年3月末までに", Role::Deadline(2024)),
            ("令和7年12月までに", Role::Deadline(2025)),
            ("令和6年度に15万件", Role::In(2024)),
            ("令和13年度の出荷額", Role::In(2031)),
            ("令和2年度から令和7年度の5年間で、", Role::Deadline(2025)),
            ("令和5年度から9年度）までの5年間で", Role::Deadline(2027)),
            ("令和5年度～令和8年度）の合計で", Role::Deadline(2026)),
            ("令和5年から9年までの5年間の事業であり", Role::Other),
            ("令和2年度から令和6年度までの5年間の事業", Role::Other),
            ("令和7年度までの事業であり", Role::Other),
            ("令和7年度まで実証を行い", Role::Other),
            ("令和5年度からの累計", Role::Other),
            ("令和6年度～）に", Role::Other),
            ("平成29年度から半減", Role::Other),
            ("2050年カーボンニュートラル", Role::Other),
            ("2013年度比", Role::Other),
            ("令和4年度現在3,782社", Role::Baseline),
            ("令和4年度の3,782社", Role::Baseline),
            ("2020年代早期に", Role::Vague),
            ("令和6年度に採択した企業", Role::Other),
            ("2025年大阪・関西万博までに", Role::Deadline(2025)),
            ("2025年大阪・関西万博に向けて", Role::Other),
            ("令和7年度までの3年間で", Role::Deadline(2025)),
            ("令和4年度末に取りまとめられた", Role::Other),
        ] {
            assert_eq!(read_time(printed, 0, context).map(|time| time.role), Some(role), "{printed}");
        }
    }
}
