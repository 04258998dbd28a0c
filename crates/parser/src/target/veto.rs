//! Numbers that are no goals by what stands right around them: names, labels, definitions, background.
//!
//! A number in a goals section is taken for a goal unless a rule here or in `goal` says otherwise.

use super::clause::Item;
use super::cursor::{ARROWS, Cursor, after, before};
use super::enclosure::EnclosureKind;
use super::quantity::{Form, Quantity};
use super::time::Role;
use super::token::{Token, TokenKind};
use super::unit::UnitKind;
use crate::characters::{is_digit, is_kanji};
use crate::word_table::{ends, starts};

/// A rule looks at one number in its item.
type Rule = fn(&Item<'_>, &Quantity) -> bool;

const RULES: [Rule; 10] = [
    is_part_of_name,
    is_bare,
    is_age,
    is_loose,
    is_base_of_ratio,
    is_condition,
    is_background,
    is_means,
    is_quoted_aside,
    is_class,
];

/// Whether the number at a token can be no goal.
pub(super) fn is_no_goal(item: &Item<'_>, index: usize) -> bool {
    let Some(quantity) = item.number(index) else { return true };
    RULES.iter().any(|rule| rule(item, quantity)) || is_figure_of_past(item, index)
}

/// Words whose number is part of them.
const NAMES: [&str; 16] = [
    "第",
    "（注",
    "(注",
    "図表",
    "別紙",
    "別添",
    "別表",
    "No.",
    "no.",
    "NO.",
    "№",
    "レベル",
    "フェーズ",
    "TRL",
    "バージョン",
    "Ver.",
];

/// `CO2`, `N3`, `Society 5.0`, `レベル4`.
fn is_part_of_name(item: &Item<'_>, quantity: &Quantity) -> bool {
    let head = before(item.text, quantity.core.start, 8);
    let latin = head.ends_with(|last: char| last.is_ascii_alphabetic() || last == '-' || last == '.');
    (latin && !quantity.known_unit) || NAMES.iter().any(|name| ends(head, name))
}

/// Nouns that are themselves numbers.
const NUMERIC_NOUNS: [&str; 10] = ["数", "率", "値", "指数", "スコア", "係数", "PUE", "指標", "件数", "順位"];

/// A number without a unit is a goal only where a bound or a numeric noun says so: `委員数を2以上`.
fn is_bare(item: &Item<'_>, quantity: &Quantity) -> bool {
    if quantity.unit.is_some() || quantity.form != Form::Number || quantity.bound.is_some() {
        return false;
    }
    !measured_by_noun(item, quantity)
}

fn measured_by_noun(item: &Item<'_>, quantity: &Quantity) -> bool {
    let head = before(item.text, quantity.printed.start, 10);
    let stem = head.trim_end_matches(['を', 'が', 'は', '：', ':', '約']);
    let behind = Cursor::new(item.text, quantity.printed.end);
    let reached =
        behind.rest().is_empty() || behind.starts_with_any(&["に", "と", "へ", "を目指", "を達成", "。", "、", "まで"]);
    reached && NUMERIC_NOUNS.iter().any(|noun| ends(stem, noun))
}

/// An age tells whom the goal is about, unless it is to rise: `健康寿命を1歳以上延伸`.
fn is_age(item: &Item<'_>, quantity: &Quantity) -> bool {
    if quantity.kind != Some(UnitKind::Age) {
        return false;
    }
    let behind = after(item.text, quantity.printed.start, 16);
    !["延伸", "延ば", "引き上げ"].iter().any(|verb| behind.contains(verb))
}

/// `以下の3つを柱に`: a loose counter needs a bound or the verb of a goal.
fn is_loose(item: &Item<'_>, quantity: &Quantity) -> bool {
    let behind = Cursor::new(item.text, quantity.printed.end);
    let goal = || behind.starts_with_any(&["を目指", "を達成", "とする", "に向上", "以上"]);
    quantity.kind == Some(UnitKind::Loose) && quantity.bound.is_none() && !goal() && !measured_by_noun(item, quantity)
}

const BASES: [&str; 10] = ["当たり", "当り", "あたり", "につき", "ごと", "毎に", "に1", "に一", "でも", "対"];

/// `従業員一人当たりの付加価値額`, `1者につき`, `1リットル175円`.
fn is_base_of_ratio(item: &Item<'_>, quantity: &Quantity) -> bool {
    let behind = Cursor::new(item.text, quantity.core.end);
    let one = quantity.value == "1" && quantity.unit.is_some() && behind.peek().is_some_and(is_digit);
    one || behind.starts_with_any(&BASES)
}

/// Nouns whose number says whom or what the goal is about, or what is paid.
const CONDITIONS: [&str; 21] = [
    "床面積",
    "延床面積",
    "敷地面積",
    "従業員",
    "従業員数",
    "従業者数",
    "資本金",
    "年齢",
    "年商",
    "補助率",
    "助成率",
    "補助上限",
    "補助上限額",
    "上限額",
    "下限額",
    "補助額",
    "予算額",
    "総事業費",
    "事業費",
    "人口",
    "定格出力",
];

/// `従業員20人以下の事業者`.
fn is_condition(item: &Item<'_>, quantity: &Quantity) -> bool {
    let head = before(item.text, quantity.printed.start, 8);
    let stem = head.trim_end_matches(['が', 'は', '：', ':']);
    if !CONDITIONS.iter().any(|noun| ends(stem, noun)) {
        return false;
    }
    // 人口 and 事業費 may be what is to change.
    let change = after(item.text, quantity.core.end, 12);
    !["に増", "に減", "まで増", "まで減", "削減", "を目指", "とする"].iter().any(|verb| change.contains(verb))
}

/// Words before a number of things that are there already.
const BACKGROUND: [&str; 23] = [
    "関係する",
    "現行",
    "既存の",
    "上記",
    "下記",
    "以下の",
    "次の",
    "前述の",
    "上述の",
    "これら",
    "これらの",
    "この",
    "その",
    "残り",
    "残りの",
    "現状",
    "現状値",
    "現在",
    "足下",
    "足元",
    "直近",
    "過去",
    "従来",
];

/// `関係する6本の法令`; but 現状の1.5倍 is a goal.
fn is_background(item: &Item<'_>, quantity: &Quantity) -> bool {
    let head = before(item.text, quantity.printed.start, 8);
    let stem = head.trim_end_matches(['は', '：', ':', '（', '(']);
    let relation = matches!(quantity.kind, Some(UnitKind::Times | UnitKind::Share)) && head.ends_with('の');
    // 全国の約360万者の中小企業 is whom the programme is for; 全国の500箇所に is a goal.
    let all = head.trim_end_matches('約').ends_with("全国の") && after(item.text, quantity.core.end, 1) == "の";
    all || (!relation && BACKGROUND.iter().any(|word| ends(stem, word)))
}

const MEANS: [&str; 5] = ["を通じ", "に基づ", "を踏まえ", "に準拠", "を前提"];

/// `6本の法令の適切な執行を通じて`: what the goal is reached with.
fn is_means(item: &Item<'_>, quantity: &Quantity) -> bool {
    let mut behind = Cursor::new(item.text, quantity.printed.end);
    let own = behind.eat_while(40, |next| !(matches!(next, '、' | '。' | '）' | '」') || next.is_ascii_digit()));
    // A word begins with one of two particles.
    let mut particles = own.char_indices().filter(|(_, next)| matches!(next, 'を' | 'に'));
    particles.any(|(at, _)| MEANS.iter().any(|means| starts(&own[at..], means)))
}

/// What may stand behind a quotation that is the goal itself.
const REACHED: [&str; 16] = [
    "を目指",
    "を達成",
    "を実現",
    "に到達",
    "を目標",
    "目標",
    "とする",
    "とし",
    "になる",
    "が",
    "。",
    "、",
    "こと",
    "を掲げ",
    "の達成",
    "の実現",
];

/// `「蓄電池150GWhの製造基盤」に必要な需要量`: a number in a quotation that something else refers to.
fn is_quoted_aside(item: &Item<'_>, quantity: &Quantity) -> bool {
    let Some(quote) = item.enclosures.around_of(quantity.core.start, EnclosureKind::Quote) else { return false };
    let behind = after(item.text, quote.end, 8);
    let behind = behind.strip_prefix('等').unwrap_or(behind).trim_start();
    !behind.is_empty() && !REACHED.iter().any(|word| behind.starts_with(word))
}

const CLASSES: [&str; 7] = ["級", "型", "クラス", "帯", "仕様", "世代", "相当分"];

/// `100kg級の衛星`, `1/4相当分`.
fn is_class(item: &Item<'_>, quantity: &Quantity) -> bool {
    Cursor::new(item.text, quantity.core.end).starts_with_any(&CLASSES)
}

/// `令和4年度現在3,782社`, `15%（令和6年度実績）`: the year beside it lies behind the document. What stands behind an
/// arrow is of a later year: `15%（令和6年度）⇒40%`.
fn is_figure_of_past(item: &Item<'_>, index: usize) -> bool {
    let Some(quantity) = item.number(index) else { return false };
    let past = |time: &&Token| time.kind == TokenKind::Time(Role::Baseline);
    let before = index.checked_sub(1).and_then(|before| item.tokens.get(before)).filter(past);
    let close = |time: &Token| {
        let between = item.between(time.range.end, quantity.printed.start);
        between.chars().count() <= 4 && !between.contains(is_kanji) && !between.contains(ARROWS)
    };
    let alone = |time: &Token| {
        let bracket = item.enclosures.around(time.range.start).and_then(|bracket| item.enclosures.get(bracket));
        bracket.is_some_and(|bracket| {
            let around = bracket.start == quantity.printed.end && bracket.inner == time.range.start;
            around && bracket.close <= time.range.end
        })
    };
    before.is_some_and(close) || item.tokens.get(index + 1).filter(past).is_some_and(alone)
}
