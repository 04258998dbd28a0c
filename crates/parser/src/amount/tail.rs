//! Where the amounts of a line begin: the tail of a listing bullet or heading, a line of nothing else, a sheet's headline.
//!
//! A tail is a run of amounts, their brackets, labels, marks, pots and notes that reaches to the end of the line:
//! `Go To事業（再掲） 10.1億円（新規）` has the tail `10.1億円（新規）`. Money in the brackets of a name, or in a
//! sentence, is no tail.

use yosan_normaliser::Era;

use super::arrow;
use super::headline::{is_comma, names_pot, only_label, states_amount};
use super::piece::inner_text;
use super::printed::{Setting, is_money_unit};
use super::token::{Kind, Token, may_begin_token, tokenise};
use super::tree::{Group, Node, build};
use super::vocabulary::{
    COMMITMENT_WORDS, DASHES, INCLUDING, LIMITS, LIST_ENDINGS, NAME_ENDINGS, NEW, NOTHING, RATE_WORDS,
    SENTENCE_ENDINGS, SPECIAL_MEASURES,
};
use crate::brackets::{Bracket, opening};
use crate::budget_label::may_begin;
use crate::facts::Facts;
use crate::record::Stage;

/// What is known of the end of a line, once it is cut into tokens.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tail {
    /// The offset at which the amounts at the end of the line begin.
    pub(crate) at: Option<u32>,
    /// The line holds nothing but amounts and what belongs to them.
    pub(crate) is_all: bool,
}

/// The tail of a line with such characters: both questions are asked of most lines, and the tokens answer both.
pub(super) fn read(text: &str, facts: Facts) -> Tail {
    let may_end_in_sum = facts.any(Facts::MONEY | Facts::MULTIPLE | Facts::BUDGET) && may_hold_sum(text);
    let may_be_all = may_begin_with_amount(text) && (may_end_in_sum || may_hold_status(text));
    if !may_end_in_sum && !may_be_all {
        return Tail::default();
    }
    let text = without_rate(text);
    let nodes = nodes(text, Era::Reiwa);
    let start = tail_start(text, &nodes);
    let at = if may_end_in_sum { begin(text, &nodes, start) } else { None };
    let at = at.and_then(|at| u32::try_from(at).ok());
    Tail { at, is_all: may_be_all && start == 0 && is_stated(&nodes) }
}

/// The offset at which the amounts at the end of `text` begin.
pub(super) fn find(text: &str) -> Option<usize> {
    if !may_hold_sum(text) {
        return None;
    }
    let text = without_rate(text);
    let nodes = nodes(text, Era::Reiwa);
    begin(text, &nodes, tail_start(text, &nodes))
}

/// Where in the run of nodes from `start` on the amounts begin.
fn begin(text: &str, nodes: &[Node], start: usize) -> Option<usize> {
    let opener = (start..nodes.len()).find(|index| opens(text, nodes, *index))?;
    let tail = &nodes[opener..];
    let stated =
        tail.iter().any(|node| node.holds(is_sum)) || tail.iter().any(is_supplementary_mark) || labels_nothing(tail);
    let offset = nodes[opener].range().start;
    if nodes[..opener].iter().any(|node| states_rule(text, node)) {
        return None;
    }
    (stated && !ends_in_sentence(&text[..offset], &nodes[opener])).then_some(offset)
}

/// The text without the rate of change that closes it: `146億円〈157億円〉、対前年度比▲7.0％`.
fn without_rate(text: &str) -> &str {
    if !text.ends_with(['%', '％', '倍', '増', '減', '）', ')']) {
        return text;
    }
    let found = RATE_WORDS.iter().find_map(|word| Some((text.rfind(word)?, word.len())));
    let Some((at, len)) = found else { return text };
    let figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | '+' | '＋' | '%' | '％' | '倍' | '増' | '減' | '約');
    let closes = |c: char| matches!(c, '：' | ':' | ' ' | '）' | ')') || DASHES.contains(&c) || "▲△".contains(c);
    let rate = text[at + len..].chars().all(|c| figure(c) || closes(c));
    if rate { text[..at].trim_end_matches(['、', '，', ',', ' ', '（', '(', '／', '/']) } else { text }
}

/// `【予算額】 ―`: there is a place for an amount, and nothing in it.
fn labels_nothing(tail: &[Node]) -> bool {
    let labelled = |node: &Node| match node {
        Node::Leaf(token) => matches!(token.kind, Kind::Label(_)),
        Node::Group(group) => only_label(group).is_some(),
    };
    let mut solid = tail.iter().filter(|node| !is_filler(node));
    solid.next().is_some_and(labelled)
        && solid.next().is_some_and(|node| matches!(node, Node::Leaf(Token { kind: Kind::Nothing, .. })))
}

/// Whether a line holds nothing but amounts and what belongs to them.
pub(super) fn is_only_amounts(text: &str) -> bool {
    if !may_begin_with_amount(text) || !may_hold_sum(text) && !may_hold_status(text) {
        return false;
    }
    let nodes = nodes(text, Era::Reiwa);
    is_stated(&nodes) && tail_start(text, &nodes) == 0
}

fn is_stated(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| node.holds(states_money)) || nodes.iter().any(is_supplementary_mark)
}

/// Words in front of amounts belong to them only where they name a commitment.
fn may_begin_with_amount(text: &str) -> bool {
    text.chars().next().is_some_and(may_begin_token) || COMMITMENT_WORDS.iter().any(|word| text.starts_with(word))
}

/// Whether a line is a sheet's headline: a label of year or stage, and amounts behind it.
pub(super) fn is_sheet_headline(text: &str, era: Era) -> bool {
    let first = text.trim_start().chars().next();
    if !first.is_some_and(|first| may_begin(first, None) || opening(first).is_some()) {
        return false;
    }
    let nodes = nodes(text, era);
    if tail_start(text, &nodes) > 0 {
        return false;
    }
    let mut solid = nodes.iter().filter(|node| !is_filler(node));
    let mut first = solid.next();
    if first.is_some_and(is_bare_label) {
        // 予算額：令和7年度予算案 5.5億円
        let rest = solid.clone().next();
        first =
            rest.filter(|node| matches!(node, Node::Leaf(Token { kind: Kind::Label(_), .. }))).map_or(first, |label| {
                solid.next();
                Some(label)
            });
    }
    match first {
        Some(Node::Leaf(Token { kind: Kind::Label(_), .. })) => solid.next().is_some_and(states_in_place),
        Some(Node::Group(group)) => match only_label(group) {
            Some(label) => label.fiscal_year.is_some() && solid.next().is_some_and(states_in_place),
            None => is_headline_in_brackets(group),
        },
        _ => false,
    }
}

/// 予算額 without a year.
fn is_bare_label(node: &Node) -> bool {
    matches!(node, Node::Leaf(Token { kind: Kind::Label(label), .. }) if label.fiscal_year.is_none() && !label.year_before)
}

/// `【令和6年度予算（案） 1,500百万円（1,200百万円）】`; in round brackets it is the amount of another year.
fn is_headline_in_brackets(group: &Group) -> bool {
    let mut solid = group.children.iter().filter(|node| !is_filler(node));
    let label = match solid.next() {
        Some(Node::Leaf(Token { kind: Kind::Label(label), .. })) => label,
        _ => return false,
    };
    let names_budget = label.fiscal_year.is_some() && label.stage.is_some();
    names_budget && group.bracket != Bracket::Round && solid.next().is_some_and(states_in_place)
}

/// An amount outside brackets, or what is left of a damaged one.
fn states_in_place(node: &Node) -> bool {
    matches!(node, Node::Leaf(token) if states_money(&token.kind) || matches!(token.kind, Kind::BareUnit | Kind::Broken))
}

/// A look at the characters alone: most lines state no sum, and are not cut into tokens.
fn may_hold_sum(text: &str) -> bool {
    let mut begins_word = false;
    for character in text.chars() {
        if is_money_unit(character) || character == '万' {
            return true;
        }
        begins_word |= matches!(character, '事' | '補');
    }
    begins_word && ["事項要", "補正"].iter().any(|word| text.contains(word))
        || text.contains("予算") && text.contains(DASHES)
}

/// The same for 新規 and the words and dashes that stand for nothing.
fn may_hold_status(text: &str) -> bool {
    NEW.iter().chain(NOTHING).any(|word| text.contains(word)) || text.contains(DASHES)
}

/// Money outside brackets in front of a tail makes the line a list of sums or a rule: `上限額 製造業2,000千円、その他1,000千円`.
fn states_rule(text: &str, node: &Node) -> bool {
    match node {
        Node::Leaf(Token { kind: Kind::Money(_) | Kind::Broken, .. }) => true,
        Node::Leaf(Token { kind: Kind::Text, range }) => LIMITS.iter().any(|word| text[range.clone()].contains(word)),
        _ => false,
    }
}

fn nodes(text: &str, era: Era) -> Vec<Node> {
    build(tokenise(text, era, Setting::Headline).list)
}

/// The first node of the run that reaches to the end and holds nothing but amounts and what belongs to them.
fn tail_start(text: &str, nodes: &[Node]) -> usize {
    let mut start = nodes.len();
    while start > 0 && belongs(text, nodes, start - 1) {
        start -= 1;
    }
    start
}

fn belongs(text: &str, nodes: &[Node], index: usize) -> bool {
    match &nodes[index] {
        Node::Group(group) => group_belongs(group) || says_what_is_included(text, group),
        Node::Leaf(token) => match token.kind {
            Kind::Text => {
                is_pot_name(text, nodes, index)
                    || is_commitment_label(text, nodes, index)
                    || ends_list(text, nodes, index)
            }
            Kind::Arrow => arrow::joins(nodes, index),
            Kind::Bare(_) | Kind::Open(_) | Kind::Close(_) => false,
            _ => true,
        },
    }
}

/// A bracket of amounts, a mark, 再掲, or a note that says what an amount includes.
fn group_belongs(group: &Group) -> bool {
    let mark = |kind: &Kind| matches!(kind, Kind::Reprint | Kind::Inner | Kind::Mark | Kind::Note);
    let states = group.holds(states_amount) || group.holds(is_sum);
    group.bracket != Bracket::Quote && (states || only_label(group).is_some() || group.holds(mark))
}

/// `3,000億円（国庫債務負担行為を含む）`, `2,798億円（臨時・特別の措置）`
fn says_what_is_included(text: &str, group: &Group) -> bool {
    let inner = inner_text(text, &group.range);
    let special = SPECIAL_MEASURES.iter().any(|words| inner.starts_with(words));
    group.bracket == Bracket::Round && (special || INCLUDING.iter().any(|ending| inner.ends_with(ending)))
}

/// Text between a plus sign or うち and an amount names a pot; behind a comma only where it ends as names of pots do.
fn is_pot_name(text: &str, nodes: &[Node], index: usize) -> bool {
    if !sum_follows(&nodes[index + 1..]) {
        return false;
    }
    let mut before = nodes[..index].iter().rev().take(4).filter(|node| !is_blank(node));
    match before.next() {
        Some(Node::Leaf(Token { kind: Kind::Plus | Kind::Part, .. })) => true,
        Some(Node::Leaf(Token { kind: Kind::Separator, range })) => match before.next() {
            // うち、財務省計上
            Some(Node::Leaf(Token { kind: Kind::Plus | Kind::Part, .. })) => true,
            Some(amount) => {
                let behind_amount = amount.holds(states_money) || amount.holds(|kind| *kind == Kind::Inner);
                behind_amount && is_comma(&text[range.clone()]) && names_pot(&text[nodes[index].range()])
            }
            None => false,
        },
        _ => false,
    }
}

/// 国庫債務負担行為含め総額 in front of an amount.
fn is_commitment_label(text: &str, nodes: &[Node], index: usize) -> bool {
    let words = &text[nodes[index].range()];
    COMMITMENT_WORDS.iter().any(|word| words.starts_with(word))
        && !words.contains(['、', '。'])
        && sum_follows(&nodes[index + 1..])
}

/// 等 behind the last amount.
fn ends_list(text: &str, nodes: &[Node], index: usize) -> bool {
    let last = nodes[index + 1..].iter().all(is_filler);
    let amount = nodes[..index].iter().rev().find(|node| !is_blank(node));
    last && LIST_ENDINGS.contains(&text[nodes[index].range()].trim()) && amount.is_some_and(|node| node.holds(is_sum))
}

fn sum_follows(rest: &[Node]) -> bool {
    let next = rest.iter().take(3).find(|node| !is_filler(node));
    matches!(next, Some(Node::Leaf(Token { kind: Kind::Money(_), .. })))
}

/// Whether a tail can begin with this node.
fn opens(text: &str, nodes: &[Node], index: usize) -> bool {
    match &nodes[index] {
        Node::Leaf(token) => match &token.kind {
            Kind::Money(printed) => !printed.words.limit_in_front,
            Kind::Unstated => true,
            Kind::Broken => !text[..token.range.start].ends_with(is_of_number),
            Kind::Text => stands_free(text, token) && is_commitment_label(text, nodes, index),
            Kind::Part => stands_free(text, token) && nodes[index..].iter().any(|node| node.holds(is_sum)),
            Kind::New => {
                let next =
                    nodes[index + 1..].iter().find(|node| !matches!(node, Node::Leaf(Token { kind: Kind::Arrow, .. })));
                next.is_some_and(|next| next.holds(|kind| matches!(kind, Kind::Money(_))))
            }
            Kind::Label(label) => {
                let begins =
                    text[..label.range.start].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
                let sum_follows = nodes[index + 1..]
                    .iter()
                    .find(|node| !is_filler(node))
                    .is_some_and(|node| node.holds(states_amount));
                sum_follows && (begins || label.fiscal_year.is_some())
            }
            _ => false,
        },
        Node::Group(group) if group.bracket == Bracket::Round => {
            // （補正）30億円 begins a tail, （5億円） belongs to the name.
            group.is_headline()
                || only_label(group).is_some() && nodes.get(index + 1).is_some_and(|next| next.holds(is_sum))
        }
        Node::Group(group) => group.holds(is_sum) || only_label(group).is_some_and(|label| label.stage.is_some()),
    }
}

/// What stands in front of the rest of a broken number.
fn is_of_number(character: char) -> bool {
    character.is_ascii_digit() || ".,．，\u{fffd}□■?？".contains(character)
}

fn stands_free(text: &str, token: &Token) -> bool {
    text[..token.range.start].chars().next_back().is_none_or(|before| !before.is_alphanumeric())
}

/// Whether the text in front of a tail shows that it is the end of a sentence: 輸出額は100億円.
fn ends_in_sentence(head: &str, opener: &Node) -> bool {
    let bare = matches!(opener, Node::Leaf(Token { kind: Kind::Money(_) | Kind::Unstated, .. }));
    let head = head.trim_end_matches([' ', '\u{3000}', '：', ':', '\t', '（', '(']);
    let is_name = NAME_ENDINGS.iter().any(|ending| head.ends_with(ending));
    bare && !is_name && (SENTENCE_ENDINGS.iter().any(|ending| head.ends_with(ending)) || head.contains("までに"))
}

fn is_blank(node: &Node) -> bool {
    matches!(node, Node::Leaf(Token { kind: Kind::Blank, .. }))
}

fn is_filler(node: &Node) -> bool {
    matches!(node, Node::Leaf(Token { kind: Kind::Blank | Kind::Separator, .. }))
}

/// A sum, or 事項要求 in its place.
fn is_sum(kind: &Kind) -> bool {
    matches!(kind, Kind::Money(_) | Kind::Unstated | Kind::Broken)
}

fn states_money(kind: &Kind) -> bool {
    matches!(kind, Kind::Money(_) | Kind::Unstated | Kind::New | Kind::Nothing)
}

/// 【補正】, whose number may stand on the next line.
fn is_supplementary_mark(node: &Node) -> bool {
    matches!(node, Node::Group(group) if only_label(group).is_some_and(|label| label.stage == Some(Stage::Supplementary)))
}
