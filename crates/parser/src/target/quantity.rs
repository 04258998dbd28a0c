//! A number with its unit and bound: `約20,000者`, `60～70件`, `半数を超える`, `3以上の領域`.
//!
//! Whether the number is a goal is not asked here.

use std::ops::Range;

use super::bound::{is_negative, read_before, read_behind, read_change};
use super::cursor::{Cursor, before};
use super::numeral::{Numeral, read_first_of_range, read_fraction, read_kanji, read_numeral};
use super::unit::{Unit, UnitKind, no_unit_end, read_unit, table_unit};
use crate::broken::torn_number::{self, Torn};
use crate::characters::{is_digit, is_kanji};
use crate::record::Bound;

/// A number as printed and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quantity {
    /// With bound words and a change: `約5割増`.
    pub(super) printed: Range<usize>,
    /// From the first digit to the end of the unit.
    pub(super) core: Range<usize>,
    pub(super) value: String,
    pub(super) value_max: Option<String>,
    pub(super) unit: Option<Range<usize>>,
    pub(super) kind: Option<UnitKind>,
    /// The unit is in the table.
    pub(super) known_unit: bool,
    pub(super) bound: Option<Bound>,
    pub(super) form: Form,
}

/// How the number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Digits, or kanji before a counter.
    Number,
    /// `1/2`, `3分の1`.
    Fraction,
    /// 半数, 過半数, 半分.
    Half,
    /// 半減, 倍増: a level printed beside it says the same more exactly.
    Change,
    /// ゼロ.
    Zero,
}

/// What stands where a number could stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// A number that counts something.
    Quantity(Box<Quantity>),
    /// Digits that count nothing (a name, an ordinal); the scan goes on behind them.
    Passed(usize),
}

/// Words that are numbers.
const WORDS: [(&str, &str, Form, Option<Bound>); 7] = [
    ("過半数", "1/2", Form::Half, Some(Bound::Over)),
    ("半数", "1/2", Form::Half, None),
    ("半分", "1/2", Form::Half, None),
    ("半減", "1/2", Form::Change, None),
    ("倍増", "2", Form::Change, None),
    ("倍加", "2", Form::Change, None),
    ("ゼロ", "0", Form::Zero, None),
];

/// Words that begin like one of those.
const OTHER_WORDS: [&str; 8] =
    ["半減期", "ゼロエミ", "ゼロカーボン", "ゼロから", "ゼロトラスト", "ゼロベース", "ゼロ・", "ゼロコロナ"];

/// Reads what stands at `at`.
///
/// ```text
/// quantity := ("約" | "最低")? (fraction | range | number) unit? bound? ("の" counter)? change?
///           | ("半数" | "過半数" | "半減" | "倍増" | "ゼロ") unit? bound?
/// range    := number unit? ("～" | "から") number unit
/// ```
pub(super) fn read_quantity(text: &str, at: usize) -> Option<Reading> {
    let first = text.get(at..)?.chars().next()?;
    if is_digit(first) {
        return Some(number(text, at));
    }
    match first {
        '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' => {
            kanji(text, at).map(boxed)
        }
        '過' | '半' | '倍' | 'ゼ' => word(text, at).map(boxed),
        _ => None,
    }
}

fn boxed(quantity: Quantity) -> Reading {
    Reading::Quantity(Box::new(quantity))
}

fn number(text: &str, at: usize) -> Reading {
    if let Some(numeral) = read_fraction(text, at) {
        return boxed(fraction(text, at, numeral));
    }
    if let Some(torn) = torn_number::read(text, at) {
        return torn_quantity(text, at, &torn);
    }
    let Some(numeral) = read_numeral(text, at) else {
        let end = Cursor::new(text, at).eat_while(usize::MAX, is_digit).len();
        return Reading::Passed(at + end);
    };
    let unit = read_unit(text, numeral.end, numeral.scaled);
    if let Some(range) = range(text, at, &numeral, unit) {
        return boxed(range);
    }
    if let Some(end) = no_unit_end(text, numeral.end).filter(|&end| unit.is_none_or(|unit| end > unit.end)) {
        return Reading::Passed(end);
    }
    boxed(assemble(text, at, numeral, None, unit, Form::Number))
}

/// `1 2件` is 12件; `l2件` and `1 000者` give no value.
fn torn_quantity(text: &str, at: usize, torn: &Torn) -> Reading {
    let numeral =
        torn.read_closed(text, |closed| read_numeral(closed, 0).map(|numeral| (numeral.clone(), numeral.end)));
    let Some((numeral, end)) = numeral else { return Reading::Passed(torn.end) };
    let unit = read_unit(text, end, numeral.scaled);
    boxed(assemble(text, at, Numeral { end, ..numeral }, None, unit, Form::Number))
}

/// `1/2`, with the counter of a part where one is printed.
fn fraction(text: &str, at: usize, numeral: Numeral) -> Quantity {
    assemble(text, at, numeral, None, None, Form::Fraction)
}

/// `60～70件`, `10%～20%`, `3から5件`; a number from which something rises (`10%から20%に`) is no range.
fn range(text: &str, at: usize, first: &Numeral, own_unit: Option<Unit>) -> Option<Quantity> {
    let own_unit = own_unit.filter(|unit| unit.known);
    let mut cursor = Cursor::new(text, own_unit.map_or(first.end, |unit| unit.end));
    cursor.blank();
    let sign = cursor.eat_range_sign()?;
    cursor.blank();
    let second = read_numeral(text, cursor.at())?;
    let unit = read_unit(text, second.end, second.scaled)?;
    let same = own_unit.is_none_or(|own| spelling(text, first.end, own.end) == spelling(text, second.end, unit.end));
    let spoken = sign == "から" && own_unit.is_some();
    let label = sign == "-" && text.get(at..)?.starts_with('0');
    if !same || spoken || label {
        return None;
    }
    let low = if own_unit.is_none() { read_first_of_range(text, at, cursor.at())? } else { first.clone() };
    let max = Some(second.value.clone());
    let whole = Numeral { end: second.end, value: low.value, scaled: second.scaled };
    Some(assemble(text, at, whole, max, Some(unit), Form::Number))
}

fn spelling(text: &str, start: usize, end: usize) -> String {
    text.get(start..end).unwrap_or("").replace('％', "%").replace([' ', '\u{3000}'], "")
}

/// A number in kanji counts only with a counter of the table behind it: `三割`, not 一体, 十分, 三次元.
fn kanji(text: &str, at: usize) -> Option<Quantity> {
    let head = before(text, at, 2);
    let inside_word = head.chars().next_back().is_some_and(|last| "第数何幾同統唯均画随択万単".contains(last));
    let numeral = match read_fraction(text, at) {
        Some(fraction) => return (!inside_word).then(|| self::fraction(text, at, fraction)),
        None => read_kanji(text, at)?,
    };
    let unit = table_unit(text, numeral.end)?;
    let counts = matches!(unit.kind, UnitKind::Count | UnitKind::Share | UnitKind::Times | UnitKind::Money);
    let one = numeral.value == "1";
    let name = head.chars().next_back().is_some_and(is_kanji) && unit.kind == UnitKind::Count && numeral.end - at <= 3;
    let read = assemble(text, at, numeral, None, Some(unit), Form::Number);
    // 三者, 二国: words rather than counts, unless a bound says that they count.
    let word = text.get(at..unit.end).is_some_and(|read| SHORT_WORDS.iter().any(|end| read.ends_with(end)));
    let short = read.value.len() == 1 && word && read.bound.is_none();
    (counts && !one && !inside_word && !name && !short).then_some(read)
}

const SHORT_WORDS: [&str; 9] = ["者", "国", "人", "本", "校", "台", "名", "例", "品"];

fn word(text: &str, at: usize) -> Option<Quantity> {
    let cursor = Cursor::new(text, at);
    let &(word, value, form, bound) = WORDS.iter().find(|(word, ..)| cursor.starts_with(word))?;
    let head = before(text, at, 2);
    // 大半, 四半期 and 後半分 are words; 3倍増 is read with its digits.
    let inside_word = head.chars().next_back().is_some_and(|last| "大四後前上下夜".contains(last));
    let zero = form == Form::Zero && !counts_as_zero(text, at + word.len(), head);
    if cursor.starts_with_any(&OTHER_WORDS) || inside_word || zero {
        return None;
    }
    let numeral = Numeral { end: at + word.len(), value: value.to_owned(), scaled: false };
    let unit = table_unit(text, numeral.end).filter(|unit| form == Form::Zero && unit.kind == UnitKind::Count);
    let mut quantity = assemble(text, at, numeral, None, unit, form);
    quantity.bound = quantity.bound.or(bound);
    if word.starts_with('倍') {
        quantity.unit = Some(at..at + '倍'.len_utf8());
        quantity.kind = Some(UnitKind::Times);
    }
    Some(quantity)
}

/// `重大事故ゼロを目指す`, but not 実質ゼロ or ネットゼロ, which name a policy.
fn counts_as_zero(text: &str, end: usize, head: &str) -> bool {
    let named = ["実質", "ット", "ーン", "ンド"].iter().any(|name| head.ends_with(name));
    let cursor = Cursor::new(text, end);
    !named && (cursor.rest().is_empty() || cursor.starts_with_any(&["を", "に", "と", "件", "。", "」", "の達成"]))
}

fn assemble(
    text: &str,
    at: usize,
    numeral: Numeral,
    value_max: Option<String>,
    unit: Option<Unit>,
    form: Form,
) -> Quantity {
    let unit_start = unit.map(|unit| {
        let mut cursor = Cursor::new(text, numeral.end);
        cursor.blank();
        cursor.at()..unit.end
    });
    let core_end = unit.map_or(numeral.end, |unit| unit.end);
    let behind = read_behind(text, core_end);
    let counted = if unit.is_none() && behind.bound.is_some() { counted_thing(text, behind.end) } else { None };
    let (start, bound_before) = read_before(text, at);
    Quantity {
        printed: start..read_change(text, behind.end),
        core: at..core_end,
        value: if is_negative(text, at) { format!("-{}", numeral.value) } else { numeral.value },
        value_max,
        unit: unit_start.or_else(|| counted.as_ref().map(|(range, _)| range.clone())),
        kind: unit.map(|unit| unit.kind).or_else(|| counted.map(|(_, kind)| kind)),
        known_unit: unit.is_some_and(|unit| unit.known),
        bound: behind.bound.or(bound_before),
        form,
    }
}

/// `3以上の領域`: the counter stands behind the bound.
fn counted_thing(text: &str, at: usize) -> Option<(Range<usize>, UnitKind)> {
    let mut cursor = Cursor::new(text, at);
    cursor.eat("の").then_some(())?;
    let unit = table_unit(text, cursor.at()).filter(|unit| unit.kind == UnitKind::Count)?;
    Some((cursor.at()..unit.end, unit.kind))
}
