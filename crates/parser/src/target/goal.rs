//! Which of the numbers of an item are its goals, judged by their neighbours.
//!
//! `研修生の85%以上が個別案件の目標達成度70%以上に到達`: the first is the goal, the second defines it.
//! `10台以上の配送ロボットを操作可能なシステムの実用化件数を2件`: here it is the other way round.

use super::clause::Item;
use super::cursor::{ARROWS, Cursor, after, before};
use super::enclosure::Enclosure;
use super::quantity::{Form, Quantity};
use super::time::Role;
use super::token::TokenKind;
use super::unit::UnitKind;
use crate::characters::is_hiragana;
use crate::word_table::ends;

/// Per token: whether it is a goal.
pub(super) fn goals(item: &Item<'_>) -> Vec<bool> {
    let mut goals = item.candidates.clone();
    if !goals.contains(&true) {
        return goals;
    }
    drop_starting_points(item, &mut goals);
    drop_thresholds(item, &mut goals);
    drop_remarks(item, &mut goals);
    drop_repeated_changes(item, &mut goals);
    goals
}

/// Takes out the number from which something rises: `70万社から140万社に`.
fn drop_starting_points(item: &Item<'_>, goals: &mut [bool]) {
    for (first, second) in neighbours(goals) {
        if is_starting_point(item, first, second) {
            clear(goals, first);
        }
    }
}

fn is_starting_point(item: &Item<'_>, first: usize, second: usize) -> bool {
    let (Some(low), Some(high)) = (item.number(first), item.number(second)) else { return false };
    let between = item.between(low.printed.end, high.printed.start);
    let from = ["から", "より"].iter().any(|word| between.starts_with(word)) && !between.starts_with("からの");
    let apart = item.tokens.get(first + 1..second).unwrap_or_default().iter();
    let verb = apart.clone().any(|token| matches!(token.kind, TokenKind::Stop | TokenKind::Comma { verb: true }));
    // 10%を令和8年度までに20%に: nothing but a time between the two.
    let raised =
        between.starts_with('を') && between.chars().count() <= LONGEST_TIME && (between == "を" || apart.count() > 0);
    let to = Cursor::new(item.text, high.printed.end).starts_with_any(&["に", "へ", "まで", "とする", "とし"]);
    (from || raised) && !verb && to || is_before_arrow(item, first, second)
}

/// `156億円［令和4年度］→119億円［令和10年度まで］`: an arrow with nothing but times and bound words around it. Of
/// `研修100人→就職50人` both are goals.
fn is_before_arrow(item: &Item<'_>, first: usize, second: usize) -> bool {
    let (Some(low), Some(high)) = (item.number(first), item.number(second)) else { return false };
    let between = item.between(low.printed.end, high.printed.start);
    if between.len() > LONGEST_ARROW || !between.contains(ARROWS) {
        return false;
    }
    let mut rest = low.printed.end;
    for token in item.tokens.get(first + 1..second).unwrap_or_default() {
        if !matches!(token.kind, TokenKind::Time(_)) || !is_sign(item.between(rest, token.range.start)) {
            return false;
        }
        rest = token.range.end;
    }
    is_sign(item.between(rest, high.printed.start))
}

/// How many bytes may stand between the numbers around an arrow.
const LONGEST_ARROW: usize = 120;

/// Whether a text has no words: an arrow, brackets, blanks, colons.
fn is_sign(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

/// How long a time between two numbers may be.
const LONGEST_TIME: usize = 14;

/// Takes out numbers that define what is counted, where another number of the clause counts it.
fn drop_thresholds(item: &Item<'_>, goals: &mut [bool]) {
    let mut last: Option<usize> = None;
    for index in 0..goals.len() {
        if goals.get(index) != Some(&true) {
            continue;
        }
        let before = last.filter(|&last| same_room(item, last, index));
        match before.map(|before| (before, threshold(item, before, index))) {
            Some((_, Some(Threshold::Second))) => {
                clear(goals, index);
                continue;
            }
            Some((before, Some(Threshold::First))) => {
                clear(goals, before);
                clear_joined(item, goals, before);
            }
            _ => {}
        }
        last = Some(index);
    }
}

/// Words that join two conditions: `付加価値額3%以上及び給与支給総額1.5%以上向上を達成している事業者の割合65%`.
const JOINING: [&str; 6] = ["及び", "かつ", "並びに", "又は", "または", "と"];

/// Takes out the numbers that share the fate of a threshold.
fn clear_joined(item: &Item<'_>, goals: &mut [bool], threshold: usize) {
    let mut last = threshold;
    for index in (0..threshold).rev() {
        let (Some(one), Some(two)) = (item.number(index), item.number(last)) else { continue };
        let between = item.between(one.printed.end, two.printed.start);
        if !same_room(item, index, last) || !JOINING.iter().any(|word| between.starts_with(word)) {
            break;
        }
        clear(goals, index);
        last = index;
    }
}

/// Which of two numbers defines the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Threshold {
    First,
    Second,
}

fn threshold(item: &Item<'_>, first: usize, second: usize) -> Option<Threshold> {
    let (one, two) = (item.number(first)?, item.number(second)?);
    let between = item.between(one.printed.end, two.printed.start);
    if is_subject(one, between) {
        return Some(Threshold::Second);
    }
    (is_whole(between) || is_attribute(one, between)).then_some(Threshold::First)
}

/// `85%以上が…`, `半数の企業において…`: a share of some whole, which then does what the second number says.
fn is_subject(quantity: &Quantity, between: &str) -> bool {
    let share = quantity.kind == Some(UnitKind::Share) || matches!(quantity.form, Form::Half | Form::Fraction);
    let owner = between.strip_prefix('の').and_then(|rest| rest.find(is_hiragana).and_then(|at| rest.get(at..)));
    let particle = owner.unwrap_or(between);
    let whole = ["が", "において", "で、", "は、"].iter().any(|word| particle.starts_with(word));
    // 事業者の1/2以上で労働生産性が年率2%以上向上
    share && (whole || particle.starts_with('で') && between.contains('が') && !between.contains('、'))
}

/// `100件のうち50件`.
fn is_whole(between: &str) -> bool {
    between.find("のうち").is_some_and(|at| at <= 30)
}

/// Verbs that belong to the noun behind them: `…を行う企業を50社`.
const PARTICIPLES: [&str; 14] = [
    "する",
    "した",
    "された",
    "させた",
    "される",
    "している",
    "されている",
    "できる",
    "可能な",
    "を有する",
    "を持つ",
    "である",
    "となる",
    "を行う",
];

/// Words that put two numbers side by side.
const COORDINATORS: [&str; 8] = ["、", "及び", "および", "並びに", "又は", "または", "や", "と"];

/// `10台以上のロボットを操作可能なシステムの件数を2件`, `売上高100億円以上の企業を50社`.
fn is_attribute(quantity: &Quantity, between: &str) -> bool {
    let relative =
        PARTICIPLES.iter().filter_map(|verb| between.find(verb).map(|at| (at, at + verb.len()))).find(|&(_, end)| {
            between
                .get(end..)
                .and_then(|rest| rest.chars().next())
                .is_some_and(|next| !is_hiragana(next) && next != '、')
        });
    if let Some((at, _)) = relative {
        let head = between.get(..at).unwrap_or("");
        return !COORDINATORS.iter().any(|word| head.contains(word));
    }
    let noun = between.strip_prefix('の').map(|rest| rest.trim_end_matches(['を', 'が']));
    quantity.bound.is_some() && noun.is_some_and(|noun| !noun.contains(|next| is_hiragana(next) || next == '、'))
}

/// Takes out numbers in brackets that only explain: `（年間1,000万円以上規模）`.
fn drop_remarks(item: &Item<'_>, goals: &mut [bool]) {
    let in_bracket: Vec<bool> = (0..goals.len()).map(|index| item.bracket(index).is_some()).collect();
    let mut counted = vec![false; item.clause_of.last().map_or(0, |last| last + 1)];
    for (index, goal) in goals.iter().enumerate() {
        let level = item.number(index).is_some_and(|quantity| quantity.form != Form::Change);
        let outside = *goal && level && in_bracket.get(index) == Some(&false);
        if let Some(slot) = item.clause_of.get(index).and_then(|&clause| counted.get_mut(clause)) {
            *slot |= outside;
        }
    }
    for index in 0..goals.len() {
        let Some(bracket) = item.bracket(index).copied().filter(|_| goals.get(index) == Some(&true)) else { continue };
        let counted = item.clause_of.get(index).and_then(|&clause| counted.get(clause)).copied().unwrap_or(false);
        if !is_goal_in_bracket(item, &bracket, counted) || has_baseline(item, index) || says_what_is(item, &bracket) {
            clear(goals, index);
        }
    }
}

/// Words in brackets that make their number background or a rule.
const ASIDES: [&str; 10] = ["過去", "実績", "規模", "補助率", "上限", "定義", "以下「", "参考", "対比で", "を除く"];

/// How far into a remark is read.
const LONGEST_REMARK: usize = 80;

/// `（目標：100％）`, `（うち海外10件）`; any other only where the clause has no number outside brackets.
fn is_goal_in_bracket(item: &Item<'_>, bracket: &Enclosure, counted: bool) -> bool {
    let inner = item.between(bracket.inner, bracket.close);
    let inner = after(inner, 0, LONGEST_REMARK);
    let said = || inner.contains("目標") || inner.trim_start().starts_with("うち");
    (!counted || said()) && !ASIDES.iter().any(|word| inner.contains(word))
}

/// Words whose number in brackets is what is.
const STATES: [&str; 9] = ["平均", "現状", "現在", "現状値", "足下", "足元", "直近", "実績", "基準値"];

/// `過去5年平均（12件）から半減`: a bracket behind words of what is, or before から.
fn says_what_is(item: &Item<'_>, bracket: &Enclosure) -> bool {
    let head = before(item.text, bracket.start, 4);
    let from = Cursor::new(item.text, bracket.end);
    STATES.iter().any(|word| ends(head, word)) || from.starts_with("から") && !from.starts_with("からの")
}

/// A year for comparison in the same brackets, before the number: `（2012年末17.8兆円）`.
fn has_baseline(item: &Item<'_>, index: usize) -> bool {
    let Some(number) = item.tokens.get(index) else { return false };
    let Some(time) = index.checked_sub(1).and_then(|before| item.tokens.get(before)) else { return false };
    time.within == number.within && time.kind == TokenKind::Time(Role::Baseline)
}

/// 半減, 倍増 beside a level that says it exactly: `35兆円に倍増`.
fn drop_repeated_changes(item: &Item<'_>, goals: &mut [bool]) {
    let mut levels = vec![false; item.clause_of.last().map_or(0, |last| last + 1)];
    let is_change = |index: usize| item.number(index).is_some_and(|quantity| quantity.form == Form::Change);
    for (index, goal) in goals.iter().enumerate() {
        if let Some(slot) = item.clause_of.get(index).and_then(|&clause| levels.get_mut(clause)) {
            *slot |= *goal && !is_change(index);
        }
    }
    for index in 0..goals.len() {
        let level = item.clause_of.get(index).and_then(|&clause| levels.get(clause)).copied().unwrap_or(false);
        if is_change(index) && level {
            clear(goals, index);
        }
    }
}

/// Two numbers in one clause at one depth of brackets.
fn same_room(item: &Item<'_>, first: usize, second: usize) -> bool {
    let within = |index: usize| item.tokens.get(index).map(|token| token.within);
    item.clause_of.get(first) == item.clause_of.get(second) && within(first) == within(second)
}

/// Pairs of goals that follow each other.
fn neighbours(goals: &[bool]) -> Vec<(usize, usize)> {
    let live: Vec<usize> = goals.iter().enumerate().filter_map(|(index, goal)| goal.then_some(index)).collect();
    live.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect()
}

fn clear(goals: &mut [bool], index: usize) {
    if let Some(goal) = goals.get_mut(index) {
        *goal = false;
    }
}
