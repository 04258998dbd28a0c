//! Where the amounts of a line begin: the tail of a listing bullet or heading, a line of nothing else, a sheet's headline.
//!
//! A tail is a run of amounts, their brackets, labels, marks, pots and notes that reaches to the end of the line:
//! `Go To事業（再掲） 10.1億円（新規）` has the tail `10.1億円（新規）`. Money in the brackets of a name, or in a
//! sentence, is no tail.

use std::ops::Range;

use yosan_normaliser::Era;

use super::became;
use super::entry_tail;
use super::headline::{is_comma, is_equals_sign, names_change, names_pot, only_label, states_amount};
use super::piece::inner_text;
use super::printed::{Setting, is_money_unit};
use super::token::{Kind, Token, may_begin_token, tokenise};
use super::tree::{Group, Node, build};
use super::vocabulary::{
    COMMITMENT_WORDS, INCLUDING, LIMITS, LIST_ENDINGS, NAME_ENDINGS, RATE_WORDS, SENTENCE_ENDINGS, SPECIAL_MEASURES,
    STATUS_WORDS, is_dash,
};
use crate::brackets::{Bracket, opening};
use crate::budget_label::may_begin;
use crate::characters::{is_kanji, is_katakana};
use crate::facts::Facts;
use crate::record::Stage;
use crate::word_table::ends;

/// What is known of the end of a line, once it is cut into tokens.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tail {
    /// The offset at which the amounts at the end of the line begin.
    pub(crate) at: Option<u32>,
    /// The same where the line has a bullet or a number, which makes more forms sure.
    pub(crate) of_entry: Option<u32>,
    /// The line holds nothing but amounts and what belongs to them.
    pub(crate) is_all: bool,
    /// The line is a sheet's headline; `None` where only its tail was looked at.
    pub(crate) is_headline: Option<bool>,
}

impl Tail {
    /// The tail of several lines as that of the first one, which is `len` bytes long: amounts that begin below it do not
    /// begin on it.
    pub(crate) fn within(self, len: usize) -> Self {
        let inside = |at: Option<u32>| at.filter(|at| (*at as usize) < len);
        Self { at: inside(self.at), of_entry: inside(self.of_entry), ..self }
    }
}

/// The tail of a line with such characters: all three questions are asked of most lines, and the tokens answer them.
pub(super) fn read(line: &str, facts: Facts) -> Tail {
    let text = line;
    // A sentence that ends outside brackets and notes does not end in amounts.
    if text.ends_with('。') && !facts.any(Facts::OPEN | Facts::NOTE) {
        return Tail::default();
    }
    let may_end_in_sum = facts.any(Facts::MONEY) || facts.any(Facts::MULTIPLE | Facts::BUDGET) && may_hold_sum(text);
    let may_be_all = may_begin_with_amount(text) && (may_end_in_sum || may_hold_status(text));
    if !may_end_in_sum && !may_be_all {
        return Tail::default();
    }
    let text = without_rate(text);
    let nodes = nodes(text);
    let start = tail_start(text, &nodes, belongs);
    let at = if may_end_in_sum { begin(text, &nodes, start, opens) } else { None };
    let of_entry = if may_end_in_sum { at.or_else(|| begin_entry(text, &nodes)) } else { None };
    let offset = |at: Option<usize>| at.and_then(|at| u32::try_from(at).ok());
    Tail {
        at: offset(at),
        of_entry: offset(of_entry),
        is_all: may_be_all && start == 0 && is_stated(&nodes),
        is_headline: (text.len() == line.len()).then(|| may_be_headline(text) && start == 0 && is_headline(&nodes)),
    }
}

/// Where the amounts of a line with a bullet or a number begin.
fn begin_entry(text: &str, nodes: &[Node]) -> Option<usize> {
    let start = tail_start(text, nodes, |text, nodes, index| {
        belongs(text, nodes, index) || entry_tail::is_remark(text, nodes, index)
    });
    begin(text, nodes, start, |text, nodes, index| opens(text, nodes, index) || entry_tail::opens(text, &nodes[index]))
}

/// A question about one node of a text.
type Asks = fn(&str, &[Node], usize) -> bool;

/// The offset at which the amounts at the end of `text` begin.
pub(super) fn find(text: &str) -> Option<usize> {
    if !may_hold_sum(text) {
        return None;
    }
    let text = without_rate(text);
    let nodes = nodes(text);
    begin(text, &nodes, tail_start(text, &nodes, belongs), opens)
}

/// Where in the run of nodes from `start` on the amounts begin.
fn begin(text: &str, nodes: &[Node], start: usize, opens: Asks) -> Option<usize> {
    let opener = (start..nodes.len()).find(|index| opens(text, nodes, *index))?;
    let tail = &nodes[opener..];
    let stated =
        tail.iter().any(|node| node.holds(is_sum)) || tail.iter().any(is_supplementary_mark) || labels_nothing(tail);
    // The mark of a note between name and amount is no part of the name.
    let before = nodes[..opener].iter().rev().find(|node| !is_blank(node));
    let mark = before.filter(|node| matches!(node, Node::Leaf(Token { kind: Kind::Mark, .. })));
    let offset = mark.unwrap_or(&nodes[opener]).range().start;
    let with_bracket = tail.iter().any(|node| matches!(node, Node::Group(group) if group.holds(states_amount)));
    if (0..opener).any(|index| states_rule(text, nodes, index) && !(with_bracket && is_in_name(text, nodes, index))) {
        return None;
    }
    (stated && !ends_in_sentence(text, offset, &nodes[opener])).then_some(offset)
}

/// The text without the rate of change that closes it: `146億円〈157億円〉、対前年度比▲7.0％`.
fn without_rate(text: &str) -> &str {
    let is_figure =
        |c: char| c.is_ascii_digit() || matches!(c, '.' | '+' | '＋' | '%' | '％' | '倍' | '増' | '減' | '約');
    let closes = |c: char| matches!(c, '：' | ':' | ' ' | '）' | ')' | '▲' | '△') || is_dash(c);
    let of_rate = |c: char| is_figure(c) || closes(c);
    if !text.ends_with(['%', '％', '倍', '増', '減', '）', ')']) {
        return text;
    }
    // At the ends of few lines stands such a word: nine searches for each line took eight times as long.
    let head = text.trim_end_matches(of_rate);
    if !RATE_WORDS.iter().any(|word| ends(head, word)) {
        return text;
    }
    let found = RATE_WORDS.iter().find_map(|word| Some((text.rfind(word)?, word.len())));
    let Some((at, len)) = found else { return text };
    let rate = text[at + len..].chars().all(of_rate);
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
    let nodes = nodes(text);
    is_stated(&nodes) && tail_start(text, &nodes, belongs) == 0
}

fn is_stated(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| node.holds(states_money)) || nodes.iter().any(is_supplementary_mark)
}

/// Words in front of amounts belong to them only where they name a commitment.
fn may_begin_with_amount(text: &str) -> bool {
    text.chars().next().is_some_and(may_begin_token) || COMMITMENT_WORDS.iter().any(|word| text.starts_with(word))
}

/// Whether a line is a sheet's headline: a label of year or stage, and amounts behind it.
pub(super) fn is_sheet_headline(text: &str) -> bool {
    if !may_be_headline(text) {
        return false;
    }
    let nodes = nodes(text);
    tail_start(text, &nodes, belongs) == 0 && is_headline(&nodes)
}

/// A look at the first character.
fn may_be_headline(text: &str) -> bool {
    let first = text.trim_start().chars().next();
    first.is_some_and(|first| may_begin(first, None) || opening(first).is_some())
}

/// Whether amounts and what belongs to them begin with a label that is a headline's.
fn is_headline(nodes: &[Node]) -> bool {
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
        || text.contains("予算") && text.contains(is_dash)
}

/// The same for 新規 and the words and dashes that stand for nothing.
fn may_hold_status(text: &str) -> bool {
    STATUS_WORDS.within(text) || text.contains(is_dash)
}

/// Money outside brackets in front of a tail makes the line a list of sums or a rule: `上限額 製造業2,000千円、その他1,000千円`.
fn states_rule(text: &str, nodes: &[Node], index: usize) -> bool {
    match &nodes[index] {
        Node::Leaf(Token { kind: Kind::Money(_) | Kind::Broken, .. }) => true,
        Node::Leaf(Token { kind: Kind::Text, range }) => LIMITS.iter().any(|word| text[range.clone()].contains(word)),
        _ => false,
    }
}

/// Whether an amount is the beginning of a word: `100億円企業の育成　20億円（新規）`.
fn is_in_name(text: &str, nodes: &[Node], index: usize) -> bool {
    let is_money = matches!(nodes[index], Node::Leaf(Token { kind: Kind::Money(_), .. }));
    let next = nodes.get(index + 1).map(|next| &text[next.range()]);
    is_money && next.is_some_and(|next| next.starts_with(|c: char| is_kanji(c) || is_katakana(c)))
}

/// Which era a bare year is of makes no difference to where amounts stand.
fn nodes(text: &str) -> Vec<Node> {
    build(tokenise(text, Era::Reiwa, Setting::Headline).list)
}

/// The first node of the run that reaches to the end and holds nothing but amounts and what belongs to them.
fn tail_start(text: &str, nodes: &[Node], belongs: Asks) -> usize {
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
                    || states_sum(text, nodes, index)
                    || introduces_change(text, nodes, index)
            }
            Kind::Arrow => became::joins(nodes, index),
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
    let name = dotted(text, nodes, index);
    if !sum_follows(&nodes[name.end..]) {
        return false;
    }
    // うち令和6年度からの継続分: the year in front is of the part.
    let of_year = text[nodes[index].range()].trim_end().strip_suffix('分').is_some_and(|words| !words.is_empty());
    let is_year = |node: &Node| matches!(node, Node::Leaf(Token { kind: Kind::Label(_) | Kind::New, .. }));
    let before = nodes[..name.start].iter().rev().take(6).filter(|node| !is_blank(node));
    let mut before = before.skip_while(|node| of_year && is_year(node));
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

/// The words around one that middle dots join to a name: `新エネルギー・産業技術総合開発機構交付金`.
fn dotted(text: &str, nodes: &[Node], index: usize) -> Range<usize> {
    let is = |at: usize, wanted: Kind| matches!(nodes.get(at), Some(Node::Leaf(token)) if token.kind == wanted);
    let is_dot = |at: usize| is(at, Kind::Separator) && text[nodes[at].range()].contains('・');
    let mut name = index..index + 1;
    while name.len() < 6 && name.start > 1 && is_dot(name.start - 1) && is(name.start - 2, Kind::Text) {
        name.start -= 2;
    }
    while name.len() < 6 && is_dot(name.end) && is(name.end + 1, Kind::Text) {
        name.end += 2;
    }
    name
}

/// 国庫債務負担行為含め総額 in front of an amount; 国庫債務負担行為要求額 ends in a label.
fn is_commitment_label(text: &str, nodes: &[Node], index: usize) -> bool {
    let words = &text[nodes[index].range()];
    let behind = match &nodes[index + 1..] {
        [label, behind @ ..] if is_bare_label(label) => behind,
        behind => behind,
    };
    COMMITMENT_WORDS.iter().any(|word| words.starts_with(word)) && !words.contains(['、', '。']) && sum_follows(behind)
}

/// 等 behind the last amount.
fn ends_list(text: &str, nodes: &[Node], index: usize) -> bool {
    let last = nodes[index + 1..].iter().all(is_filler);
    let amount = nodes[..index].iter().rev().find(|node| !is_blank(node));
    last && LIST_ENDINGS.contains(&text[nodes[index].range()].trim()) && amount.is_some_and(|node| node.holds(is_sum))
}

/// Words of a change between amounts: `R6当初：7,200万円　対前年：＋1,340万円`.
fn introduces_change(text: &str, nodes: &[Node], index: usize) -> bool {
    let filler = |node: &&Node| !is_filler(node) && !matches!(node, Node::Leaf(Token { kind: Kind::Plus, .. }));
    let next = nodes[index + 1..].iter().take(4).find(filler);
    names_change(&text[nodes[index].range()]) && next.is_some_and(|next| next.holds(is_sum))
}

/// The sign in front of the sum of the amounts: `当初 23,456千円 ＋ 補正 34,567千円 ＝ 58,023千円`.
fn states_sum(text: &str, nodes: &[Node], index: usize) -> bool {
    let amount = || nodes[..index].iter().rev().find(|node| !is_blank(node)).is_some_and(|node| node.holds(is_sum));
    is_equals_sign(text[nodes[index].range()].trim()) && sum_follows(&nodes[index + 1..]) && amount()
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
            Kind::Nothing => heads_bracket(text, nodes, index),
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

/// A dash in the place of the amount, with a bracket behind it as an amount has: `住宅の断熱改修－（－）【1,350億円】`.
fn heads_bracket(text: &str, nodes: &[Node], index: usize) -> bool {
    let in_word = text[..nodes[index].range().start].ends_with(|c: char| c.is_ascii_alphanumeric());
    let next = nodes[index + 1..].iter().find(|node| !is_blank(node));
    !in_word && matches!(next, Some(Node::Group(group)) if group.holds(states_amount))
}

/// What stands in front of the rest of a broken number.
fn is_of_number(character: char) -> bool {
    character.is_ascii_digit() || ".,．，\u{fffd}□■?？".contains(character)
}

fn stands_free(text: &str, token: &Token) -> bool {
    text[..token.range.start].chars().next_back().is_none_or(|before| !before.is_alphanumeric())
}

/// Whether the text in front of a tail shows that it is the end of a sentence: 輸出額は100億円.
fn ends_in_sentence(text: &str, offset: usize, opener: &Node) -> bool {
    let head = &text[..offset];
    let bare = matches!(opener, Node::Leaf(Token { kind: Kind::Money(_) | Kind::Unstated, .. }));
    let bare = bare || entry_tail::opens(text, opener);
    let head = head.trim_end_matches([' ', '\u{3000}', '：', ':', '\t', '（', '(']);
    let is_name = NAME_ENDINGS.iter().any(|ending| ends(head, ending));
    bare && !is_name && (SENTENCE_ENDINGS.iter().any(|ending| ends(head, ending)) || head.contains("までに"))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn tail(text: &str) -> Tail {
        read(text, Facts::of_line(text).0)
    }

    #[test]
    fn only_what_stands_in_a_bracket_or_note_is_a_tail_behind_a_stop() {
        assert_eq!(tail("設備の導入を5億円で支援する。").at, None);
        assert!(tail("5億円（機構の10億円を含む。").is_all);
        assert!(tail("5億円※機構の10億円を含む。").is_all);
    }

    #[test]
    fn one_look_at_a_line_answers_what_each_question_answers() {
        for text in [
            "令和6年度予算案額 7.3億円（6.5億円）",
            "6補正 10億円、対前年度比▲7.0％",
            "【令和6年度予算（案） 1,500百万円（1,200百万円）】",
            "予算額 新 規",
            "（新規）",
            "伸び率は前年度比10%増",
            "Go To事業（再掲） 10.1億円（新規）",
            "新エネルギー課",
        ] {
            let Tail { at, is_all, is_headline, .. } = tail(text);
            assert_eq!(at.map(|at| at as usize), find(text), "{text}");
            // Without the rate of change that closes it a line is another text.
            if let Some(is_headline) = is_headline {
                assert_eq!((is_all, is_headline), (is_only_amounts(text), is_sheet_headline(text)), "{text}");
            }
        }
    }

    #[test]
    fn the_era_of_bare_years_does_not_move_amounts() {
        let cut = |text: &str, era| {
            let tokens = tokenise(text, era, Setting::Headline).list;
            tokens.into_iter().map(|token| (std::mem::discriminant(&token.kind), token.range)).collect::<Vec<_>>()
        };
        for text in
            ["６補正 10億円", "元年度予算額 5億円", "32年度～33年度 5億円", "64当初 1億円※5年度補正予算額 1億円"]
        {
            for era in [Era::Meiji, Era::Showa, Era::Heisei] {
                assert_eq!(cut(text, era), cut(text, Era::Reiwa), "{text}");
            }
        }
    }
}
