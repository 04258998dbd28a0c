//! The amounts of a headline: `令和6年度予算案額 7.3億円（6.5億円）※JETRO交付金を含む`,
//! `249.6億円(239.3億円)の内数 【補正】27.7億円`, `【422億(321億) + IPA交付金62億(46億)の内数】`.
//!
//! ```text
//! headline = { [ label ] amount { bracket } [ の内数 ] | "+" pot amount { bracket } [ の内数 ] | "+" 事項要求 | note }
//! ```
//!
//! An amount outside brackets is the anchor of the brackets behind it; what a bracket means is decided in
//! [`super::bracket`].

use std::ops::Range;

use super::became;
use super::bracket;
use super::piece::{fund, inner_text, trim};
use super::pot;
use super::printed::{BareNumber, Printed};
use super::prose;
use super::reading::{BasisAt, Problem, ReadAmount, Reading, Surroundings};
use super::token::{Kind, Token, tokenise};
use super::tree::{Group, Node, build};
use super::vocabulary::{
    CHANGE_WORDS, COMMITMENT_WORDS, NATIONAL_SHARE, POT_ENDINGS, RATE_WORDS, SPECIAL_MEASURES, names_commitment,
};
use super::{Setting, problem};
use crate::brackets::{Bracket, opens};
use crate::budget_label::BudgetLabel;
use crate::record::{BasisSource, Role, Stage, Status};

/// How many amounts in brackets can belong to one amount; keeps the time linear in damaged text.
const BRACKETS_BEHIND: usize = 16;

/// How long the name of a part behind its year is at most.
const NAME_OF_PART: usize = 24;

/// Reads a headline.
pub(super) fn read(text: &str, surroundings: &Surroundings<'_>) -> Reading {
    let tokens = tokenise(text, surroundings.default_era, Setting::Headline);
    let nodes = build(tokens.list);
    let has_main_label = nodes.iter().any(is_main_label);
    let mut reader = Reader {
        text,
        surroundings,
        has_main_label,
        main_year: None,
        lost: None,
        amounts: Vec::new(),
        units: Vec::new(),
        problems: tokens.problems,
    };
    reader.level(&nodes, None);
    reader.settle_leading();
    bracket::settle_pots(&mut reader);
    Reading { amounts: reader.amounts, problems: reader.problems }.sorted()
}

/// Whether a label names the paper's own stage: request, draft or initial budget.
fn is_main_label(node: &Node) -> bool {
    let main = |label: &BudgetLabel| {
        !label.year_before && matches!(label.stage, Some(Stage::Request | Stage::Draft | Stage::Initial))
    };
    matches!(node, Node::Leaf(Token { kind: Kind::Label(label), .. }) if main(label))
}

pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) surroundings: &'a Surroundings<'a>,
    pub(super) has_main_label: bool,
    /// The year of the first current amount.
    pub(super) main_year: Option<u16>,
    /// Year of an amount in front that is damaged, and what says so.
    pub(super) lost: Option<(Option<u16>, Option<BasisAt>)>,
    pub(super) amounts: Vec<ReadAmount>,
    /// The last unit of each amount, for bare numbers behind it.
    pub(super) units: Vec<i64>,
    pub(super) problems: Vec<Problem>,
}

/// A label that holds for the amounts behind it.
#[derive(Clone, Debug)]
pub(super) struct LabelInUse {
    pub(super) label: BudgetLabel,
    /// As printed, with the brackets of a mark.
    pub(super) range: Range<usize>,
    /// Printed in a bracket of its own: 【補正】.
    pub(super) mark: bool,
}

impl LabelInUse {
    /// A label printed right with its amount, in a bracket.
    pub(super) fn mark(label: BudgetLabel, range: Range<usize>) -> Self {
        Self { label, range, mark: true }
    }
}

/// What introduces the next amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opener {
    Nothing,
    /// うち, with its offset.
    Part(usize),
    /// A plus sign.
    Plus,
    /// A comma behind an amount.
    Comma,
    /// An arrow behind an amount, with its offset.
    Arrow(usize),
}

/// What is known at one level of brackets while it is read.
pub(super) struct Level {
    pub(super) label: Option<LabelInUse>,
    /// The label stands directly in front of the next amount.
    pub(super) fresh_label: bool,
    pub(super) opener: Opener,
    /// The text in front of the next amount.
    pub(super) words: Option<Range<usize>>,
    /// The last amount outside brackets.
    pub(super) anchor: Option<usize>,
    /// 新規 printed in front of its amount.
    pub(super) new_in_front: Option<usize>,
    /// The amount in front is damaged.
    pub(super) anchor_lost: bool,
    /// うち opened a list of parts.
    pub(super) in_parts: bool,
}

impl Level {
    pub(super) fn new() -> Self {
        Self {
            label: None,
            fresh_label: false,
            opener: Opener::Nothing,
            words: None,
            anchor: None,
            new_in_front: None,
            anchor_lost: false,
            in_parts: false,
        }
    }

    /// Forgets what introduced the last amount.
    pub(super) fn amount_taken(&mut self, index: usize) {
        (self.anchor, self.anchor_lost) = (Some(index), false);
        (self.opener, self.words, self.fresh_label) = (Opener::Nothing, None, false);
    }
}

impl Reader<'_> {
    /// Reads what stands outside brackets, or in a bracket that has no amount in front of it. Gives the last anchor.
    pub(super) fn level(&mut self, nodes: &[Node], label: Option<LabelInUse>) -> Option<usize> {
        let mut level = Level { fresh_label: label.is_some(), label, ..Level::new() };
        for (index, node) in nodes.iter().enumerate() {
            match node {
                Node::Leaf(token) => self.leaf(token, &mut level),
                Node::Group(group) => self.group(group, &nodes[index + 1..], &mut level),
            }
        }
        self.words_behind(&level);
        level.anchor
    }

    fn leaf(&mut self, token: &Token, level: &mut Level) {
        match &token.kind {
            Kind::Money(printed) => self.money(printed, level),
            Kind::Bare(number) => self.bare(number, level),
            // 国庫債務負担行為要求額
            Kind::Label(label) if label.fiscal_year.is_none() && self.names_commitment(level) => {
                level.words = Some(join(level.words.take(), &token.range));
            }
            // うち令和6年度からの継続分 28億円
            Kind::Label(label) if label.stage.is_none() && self.names_part(level, token.range.end) => {
                level.words = Some(join(level.words.take(), &token.range));
            }
            Kind::Label(label) => {
                level.label =
                    Some(LabelInUse { label: label.as_ref().clone(), range: token.range.clone(), mark: false });
                (level.fresh_label, level.words) = (true, None);
            }
            // 対前年：＋1,340万円
            Kind::Plus if level.words.as_ref().is_some_and(|words| names_change(&self.text[words.clone()])) => {}
            Kind::Plus => (level.opener, level.words, level.in_parts) = (Opener::Plus, None, false),
            Kind::Arrow => (level.opener, level.words) = (Opener::Arrow(token.range.start), None),
            Kind::Part => {
                (level.opener, level.words, level.in_parts) = (Opener::Part(token.range.start), None, true);
            }
            Kind::Unstated => self.unstated(token, level),
            Kind::New if matches!(level.opener, Opener::Part(_)) => {
                level.words = Some(join(level.words.take(), &token.range));
            }
            Kind::New => self.new_mark(token, level),
            Kind::Nothing if level.fresh_label || level.anchor.is_none() => {
                self.status(Status::None, token.range.clone(), level);
            }
            // 30億円（25億円）及びNEDO交付金の内数
            Kind::Inner if level.anchor.is_some() && level.opener == Opener::Plus && level.words.is_some() => {
                level.words = Some(join(level.words.take(), &token.range));
            }
            Kind::Inner => self.inner(level.anchor),
            Kind::Broken | Kind::BareUnit => self.lost(level),
            Kind::Note => self.note(token.range.clone(), level.anchor),
            Kind::Text => level.words = Some(join(level.words.take(), &token.range)),
            Kind::Separator | Kind::Blank if level.words.is_some() => {
                level.words = Some(join(level.words.take(), &token.range));
            }
            Kind::Separator if level.anchor.is_some() && is_comma(&self.text[token.range.clone()]) => {
                level.opener = if level.opener == Opener::Nothing { Opener::Comma } else { level.opener };
            }
            _ => {}
        }
    }

    /// Whether the words in front of a label name a total over years: 国庫債務負担行為要求額.
    pub(super) fn names_commitment(&self, level: &Level) -> bool {
        let words = level.words.clone().map_or("", |range| self.text[range].trim_end());
        COMMITMENT_WORDS.iter().any(|word| words.ends_with(word))
    }

    /// Whether a year in front of `at` is of the name of a part, which says since when or how: 令和6年度からの継続分,
    /// 令和8年度新規採択分. 令和6年度分 is the part of that year's budget.
    fn names_part(&self, level: &Level, at: usize) -> bool {
        let is_name = || {
            let mut behind = self.text[at..].char_indices().take(NAME_OF_PART);
            let end = behind.find(|(_, c)| c.is_ascii_digit() || opens(*c)).map(|(end, _)| at + end);
            let words = end.map_or("", |end| self.text[at..end].trim());
            words.chars().nth(1).is_some() && words.ends_with('分')
        };
        level.in_parts && matches!(level.opener, Opener::Part(_) | Opener::Comma) && is_name()
    }

    /// A damaged amount: the brackets behind it still belong to its place, and no later amount takes it.
    fn lost(&mut self, level: &mut Level) {
        let amount = ReadAmount::of_status(Role::Current, Status::Amount, 0..0);
        let amount = self.with_budget(amount, level);
        self.lost = Some((amount.fiscal_year, amount.basis.fiscal_year));
        (level.anchor, level.anchor_lost) = (None, true);
        (level.opener, level.words, level.fresh_label) = (Opener::Nothing, None, false);
    }

    /// An amount outside brackets.
    fn money(&mut self, printed: &Printed, level: &mut Level) {
        if let (Some(index), Opener::Plus, None) = (level.anchor, level.opener, &level.words)
            && self.amounts.get(index).is_some_and(|amount| amount.status == Status::Unstated)
        {
            // 事項要求＋17億円
            let stated = self.with_budget(self.amount_of(printed, Role::Current), level);
            let role = self.amounts[index].role;
            self.amounts[index] = ReadAmount { open_ended: true, role, ..stated };
            self.units[index] = printed.unit;
            return level.amount_taken(index);
        }
        if let Opener::Arrow(at) = level.opener {
            became::settle(self, level.anchor, at);
        }
        let amount = self.outside_amount(printed, level);
        let index = self.push(amount, printed.unit);
        if let Some(new) = level.new_in_front.take() {
            let year = self.amounts[index].fiscal_year.map(|year| year.saturating_sub(1));
            self.amounts[new].fiscal_year = self.amounts[new].fiscal_year.or(year);
        }
        level.amount_taken(index);
    }

    /// A bare figure where the document states the unit.
    fn bare(&mut self, number: &BareNumber, level: &mut Level) {
        let Some((unit, evidence)) = self.surroundings.unit else { return };
        let sum = match number.number.times(unit) {
            Ok(sum) => sum,
            Err(error) => return bracket::report(self, number, error),
        };
        let (range, words) = (number.range.clone(), number.words);
        let printed = Printed { whole: range.clone(), range, sum, yen_max: None, unit, words };
        let before = self.amounts.len();
        self.money(&printed, level);
        for amount in &mut self.amounts[before..] {
            amount.basis.unit = Some(BasisAt::Elsewhere(evidence));
        }
    }

    fn outside_amount(&mut self, printed: &Printed, level: &Level) -> ReadAmount {
        let amount = self.amount_of(printed, Role::Current);
        let words = level.words.clone();
        if printed.words.change.is_some() {
            return self.beside(ReadAmount { role: Role::Delta, ..amount }, level);
        }
        if words.as_ref().is_some_and(|words| names_change(&self.text[words.clone()])) {
            // R6当初：7,200万円　対前年：＋1,340万円, below the amount that changed
            let changed = self.amounts.iter().take(BRACKETS_BEHIND).position(|amount| amount.role == Role::Current);
            let beside = Level { anchor: changed.or(level.anchor), ..Level::new() };
            return self.beside(ReadAmount { role: Role::Delta, ..amount }, &beside);
        }
        if self.is_own_share(level, level.anchor) {
            return self.with_budget(amount, level);
        }
        if words.as_ref().is_some_and(|words| is_equals_sign(self.text[words.clone()].trim())) {
            // 当初 23,456千円 ＋ 補正 34,567千円 ＝ 58,023千円: of no single budget
            return ReadAmount { role: Role::Text, ..amount };
        }
        if let Some(role) = self.role_of_words(level) {
            let amount = ReadAmount { role, label: words.as_ref().map(|words| trim(self.text, words)), ..amount };
            let amount = self.with_fund(amount, level);
            return self.beside(amount, level);
        }
        let unclear = level.anchor.is_some()
            && !level.fresh_label
            && words.is_none()
            && !matches!(level.opener, Opener::Plus | Opener::Arrow(_));
        let mut amount = self.with_budget(amount, level);
        if let Some(words) = words.filter(|words| pot::names_owner(&self.text[words.clone()])) {
            amount.fund = fund(self.text, &words);
        }
        if unclear && amount.role == Role::Current {
            let (one, other) = ("a second amount of the programme", "the amount of another year or pot");
            self.problems.push(problem::two_readings(self.text, printed.range.clone(), one, other));
            return ReadAmount { role: Role::Text, fiscal_year: None, stage: None, round: None, ..amount };
        }
        amount
    }

    /// Whether an amount is what this budget bears of a total over years in front of it:
    /// `国庫債務負担行為含め総額 9,916億円（うち令和6年度補正予算額 8,816億円）`.
    pub(super) fn is_own_share(&self, level: &Level, total: Option<usize>) -> bool {
        let part = matches!(level.opener, Opener::Part(_)) && level.words.is_none() && level.fresh_label;
        let of_total = || total.and_then(|total| self.amounts.get(total)).is_some_and(|it| it.role == Role::Commitment);
        let label = level.label.as_ref().filter(|_| part);
        label.is_some_and(|it| it.label.fiscal_year.is_some() && !it.label.year_range) && of_total()
    }

    /// What the words in front of an amount make of it; `None` where a label or nothing stands there.
    pub(super) fn role_of_words(&self, level: &Level) -> Option<Role> {
        let words = level.words.clone().map_or("", |range| &self.text[range]);
        if names_commitment(words) {
            return Some(Role::Commitment);
        }
        match level.opener {
            Opener::Part(_) => return Some(Role::OfWhich),
            Opener::Plus if !level.fresh_label => return Some(Role::Related),
            _ => {}
        }
        let words = words.trim_end_matches(['：', ':', ' ', '\u{3000}']);
        if NATIONAL_SHARE.iter().any(|word| words.ends_with(word)) {
            return Some(Role::OfWhich);
        }
        // うちエネ特 26億円、一般会計 30億円: the list goes on.
        let role = if level.in_parts { Role::OfWhich } else { Role::Related };
        (level.opener == Opener::Comma && !level.fresh_label && names_pot(words)).then_some(role)
    }

    /// Names the pot, and gives the words that introduce the amount as its label.
    pub(super) fn with_fund(&self, amount: ReadAmount, level: &Level) -> ReadAmount {
        let words = level.words.as_ref().map(|words| trim(self.text, words)).filter(|words| !words.is_empty());
        let fund = match amount.role {
            Role::OfWhich | Role::Related => words.as_ref().and_then(|words| fund(self.text, words)),
            _ => None,
        };
        let label = match level.opener {
            Opener::Part(start) => Some(start..words.as_ref().map_or(start + "うち".len(), |words| words.end)),
            _ => words,
        };
        let at = label.as_ref().map_or(amount.range.start, |label| label.start);
        let mut amount = ReadAmount { fund, label, ..amount };
        amount.basis.role = Some(printed_at(at));
        amount
    }

    fn group(&mut self, group: &Group, rest: &[Node], level: &mut Level) {
        if group.bracket == Bracket::Quote {
            return;
        }
        if !group.holds(states_amount) {
            return self.group_of_words(group, rest, level);
        }
        let has_anchor = level.anchor.is_some() || level.anchor_lost;
        let introduced = level.fresh_label || !matches!(level.opener, Opener::Nothing | Opener::Comma);
        let of_other = || level.words.is_none() && bracket::is_of_other_budget(self, group);
        if (has_anchor && !self.follows_other_budget(group) || of_other()) && !introduced {
            return bracket::read(self, group, level);
        }
        if group.bracket == Bracket::Round && level.anchor.is_none() && level.label.is_none() && !group.is_headline() {
            if !group.holds(is_figure) {
                // `（新規）` on a line of its own: the amount stands on the line before.
                return bracket::read(self, group, level);
            }
            if level.words.is_some() {
                return self.pot_in_bracket(group, rest, level);
            }
        }
        // 【補正】（5.0億円）, 【422億(321億)】: the bracket adds nothing to what stands in it.
        let label = level.label.clone().filter(|_| level.fresh_label);
        let anchor = self.level(&group.children, label);
        if let Some(anchor) = anchor.or(level.anchor) {
            level.amount_taken(anchor);
        }
    }

    /// Whether only supplementary amounts in brackets stand in front of a bracket that begins with an amount: it holds the
    /// paper's own, `【R6補正 194億円】【7.2億円（8.0億円）】`.
    fn follows_other_budget(&self, group: &Group) -> bool {
        let begins = matches!(group.children.first(), Some(Node::Leaf(Token { kind: Kind::Money(_), .. })));
        let own = matches!(self.surroundings.own.stage, Some(Stage::Request | Stage::Draft | Stage::Initial));
        let in_bracket = |amount: &ReadAmount| amount.role == Role::Supplementary && amount.label.is_some();
        begins
            && own
            && group.bracket != Bracket::Round
            && !bracket::is_of_other_budget(self, group)
            && self.amounts.len() <= BRACKETS_BEHIND
            && self.amounts.iter().all(in_bracket)
    }

    /// A bracket without an amount: a mark for the amount behind it, a label of the one in front, or a note.
    fn group_of_words(&mut self, group: &Group, rest: &[Node], level: &mut Level) {
        if let Some(label) = only_label(group) {
            let mark = LabelInUse { label, range: group.range.clone(), mark: true };
            let next = rest.iter().find(|node| !node.holds(is_blank));
            let leads = next.is_some_and(|node| matches!(node, Node::Leaf(token) if leads_on(&token.kind)));
            // 57億円（R6）→60億円（R7）
            let closes = next.is_none_or(|next| matches!(next, Node::Leaf(Token { kind: Kind::Arrow, .. })));
            match level.anchor.filter(|_| !leads && closes && group.bracket == Bracket::Round) {
                Some(anchor) => self.label_behind(anchor, &mark),
                None => (level.label, level.fresh_label, level.words) = (Some(mark), true, None),
            }
            return;
        }
        let inner = inner_text(self.text, &group.range);
        let Some(anchor) = level.anchor else { return };
        let start = group.range.start + self.text[group.range.clone()].chars().next().map_or(0, char::len_utf8);
        let range = start..start + inner.len();
        if group.holds(|kind| *kind == Kind::Inner) {
            self.inner(Some(anchor));
        } else if SPECIAL_MEASURES.iter().any(|words| inner.starts_with(words)) {
            self.amounts[anchor].special_measure = true;
        } else if inner.strip_suffix('額').unwrap_or(inner) == "国庫債務負担行為" {
            self.amounts[anchor].role = Role::Commitment;
            self.amounts[anchor].basis.role = Some(printed_at(group.range.start));
        } else if inner.contains("含む") || inner.contains("含み") || inner.contains("含め") || inner.ends_with("除く")
        {
            self.note(range, Some(anchor));
        } else if !group.holds(|kind| matches!(kind, Kind::Reprint | Kind::Broken)) {
            self.remark(anchor, range);
        }
    }

    /// `10億円（令和5年度補正）`: the label stands behind its amount.
    fn label_behind(&mut self, anchor: usize, label: &LabelInUse) {
        let amount = self.amounts[anchor].clone();
        let role = self.role_of_label(label);
        let mut amount = self.labelled(ReadAmount { label: None, ..amount }, label);
        amount.role = if role == Role::Previous { amount.role } else { role };
        self.amounts[anchor] = amount;
    }

    /// `国庫債務負担行為含め総額 640億円` above `令和7年度予算案額 210億円` has the year and stage of that amount.
    fn settle_leading(&mut self) {
        let Some(main) = self.amounts.iter().position(|amount| amount.role == Role::Current) else { return };
        let (leading, rest) = self.amounts.split_at_mut(main);
        let Some(main) = rest.first() else { return };
        for amount in leading.iter_mut().filter(|amount| amount.role == Role::Commitment) {
            if !matches!(amount.basis.fiscal_year, Some(BasisAt::Here { .. })) {
                (amount.fiscal_year, amount.stage, amount.round) = (main.fiscal_year, main.stage, main.round);
                (amount.basis.fiscal_year, amount.basis.stage) = (main.basis.fiscal_year, main.basis.stage);
            }
        }
    }

    fn unstated(&mut self, token: &Token, level: &mut Level) {
        if let Opener::Arrow(at) = level.opener {
            became::settle(self, level.anchor, at);
            return self.status(Status::Unstated, token.range.clone(), level);
        }
        match level.anchor {
            Some(anchor) if !level.fresh_label => {
                self.amounts[anchor].open_ended = true;
                (level.opener, level.words) = (Opener::Nothing, None);
            }
            _ => self.status(Status::Unstated, token.range.clone(), level),
        }
    }

    /// 新規 outside brackets: `新規48億円`, `48億円 新規`.
    fn new_mark(&mut self, token: &Token, level: &mut Level) {
        let amount = ReadAmount::of_status(Role::Previous, Status::New, token.range.clone());
        let amount = bracket::year_before(self, amount, level.anchor);
        let index = self.push(amount, 1);
        level.new_in_front = level.anchor.is_none().then_some(index);
        level.words = None;
    }

    /// A word or dash in an amount's place outside brackets.
    fn status(&mut self, status: Status, range: Range<usize>, level: &mut Level) {
        let amount = self.with_budget(ReadAmount::of_status(Role::Current, status, range), level);
        let index = self.push(amount, 1);
        level.amount_taken(index);
    }

    /// の内数 holds for the amount and for the previous year's behind it.
    pub(super) fn inner(&mut self, anchor: Option<usize>) {
        let Some(anchor) = anchor else { return };
        let Some(role) = self.amounts.get(anchor).map(|amount| amount.role) else { return };
        for (index, amount) in self.amounts.iter_mut().enumerate().skip(anchor).take(BRACKETS_BEHIND) {
            let with_it = index == anchor || amount.role == Role::Previous || amount.role == role && amount.previous;
            amount.part_of |= with_it && amount.status == Status::Amount;
        }
        if role == Role::Current && self.amounts[anchor].fund.is_none() {
            self.amounts[anchor].fund = self.whole_it_is_part_of(&self.amounts[anchor]);
        }
    }

    /// The programme behind the label and a colon that the amount is a part of: `予算額：環境・ストック活用推進事業 60億円の内数`.
    fn whole_it_is_part_of(&self, amount: &ReadAmount) -> Option<Range<usize>> {
        let between = amount.label.as_ref()?.end..amount.range.start;
        let words = self.text.get(between.clone())?.trim_start();
        let named = words.starts_with(['：', ':']) && words.trim_end().ends_with(['業', '費', '金']);
        named.then(|| fund(self.text, &between)).flatten()
    }

    /// A note belongs to the amount in front of it; the amounts in it are prose.
    fn note(&mut self, range: Range<usize>, anchor: Option<usize>) {
        let inside = prose::read(&self.text[range.clone()], self.surroundings);
        let beside = Level { anchor, ..Level::new() };
        for amount in inside.amounts {
            let amount = shift(amount, range.start);
            // ※国庫債務負担行為含め総額 985億円
            let is_part = matches!(amount.role, Role::Commitment | Role::OfWhich) && amount.fiscal_year.is_none();
            let amount = if is_part && anchor.is_some() { self.beside(amount, &beside) } else { amount };
            self.push(amount, 1);
        }
        self.problems.extend(
            inside.problems.into_iter().map(|found| Problem {
                range: found.range.start + range.start..found.range.end + range.start,
                ..found
            }),
        );
        if let Some(amount) = anchor.and_then(|anchor| self.amounts.get_mut(anchor)) {
            amount.note = amount.note.take().or(Some(range));
        }
    }

    /// What the number itself says.
    pub(super) fn amount_of(&self, printed: &Printed, role: Role) -> ReadAmount {
        let mut amount = prose::amount_of(printed, role);
        amount.basis.unit = Some(printed_at(printed.range.start));
        amount
    }

    pub(super) fn push(&mut self, amount: ReadAmount, unit: i64) -> usize {
        if amount.role == Role::Current {
            self.main_year = self.main_year.or(amount.fiscal_year);
        }
        self.amounts.push(amount);
        self.units.push(unit);
        self.amounts.len() - 1
    }
}

pub(super) fn is_comma(printed: &str) -> bool {
    matches!(printed, "、" | "，" | ",")
}

/// Whether words in front of an amount say that it is a change: `対前年：`.
pub(super) fn names_change(words: &str) -> bool {
    let words = words.trim_matches([' ', '：', ':', '／', '/', '、']);
    CHANGE_WORDS.contains(&words) || RATE_WORDS.contains(&words)
}

pub(super) fn is_equals_sign(printed: &str) -> bool {
    matches!(printed, "＝" | "=")
}

/// Whether the words between a comma and an amount name another pot.
pub(super) fn names_pot(words: &str) -> bool {
    let words = words.trim();
    POT_ENDINGS.iter().any(|ending| words.ends_with(ending))
}

/// Evidence printed at an offset of the text.
pub(super) fn printed_at(at: usize) -> BasisAt {
    BasisAt::Here { from: BasisSource::Printed, at }
}

/// The label of a bracket that holds nothing else: 【補正】, 【令和5年度補正予算額】.
pub(super) fn only_label(group: &Group) -> Option<BudgetLabel> {
    let mut labels = group.children.iter().filter(|node| !node.holds(is_blank));
    match (labels.next(), labels.next()) {
        (Some(Node::Leaf(Token { kind: Kind::Label(label), .. })), None) => Some(label.as_ref().clone()),
        _ => None,
    }
}

/// Whether a token states an amount, or that there is none.
pub(super) fn states_amount(kind: &Kind) -> bool {
    matches!(kind, Kind::Money(_) | Kind::Bare(_) | Kind::New | Kind::Nothing | Kind::Unstated)
}

/// Whether a token is a figure.
fn is_figure(kind: &Kind) -> bool {
    matches!(kind, Kind::Money(_) | Kind::Bare(_))
}

/// Whether a label in front of this token labels it.
fn leads_on(kind: &Kind) -> bool {
    states_amount(kind) || matches!(kind, Kind::Separator | Kind::Text)
}

pub(super) fn is_blank(kind: &Kind) -> bool {
    *kind == Kind::Blank
}

fn join(words: Option<Range<usize>>, next: &Range<usize>) -> Range<usize> {
    words.map_or_else(|| next.clone(), |words| words.start..next.end)
}

fn shift(amount: ReadAmount, by: usize) -> ReadAmount {
    let moved = |range: Range<usize>| range.start + by..range.end + by;
    let at = |basis: Option<BasisAt>| {
        basis.map(|basis| match basis {
            BasisAt::Here { from, at } => BasisAt::Here { from, at: at + by },
            elsewhere => elsewhere,
        })
    };
    let mut basis = amount.basis;
    (basis.role, basis.unit) = (at(basis.role), at(basis.unit));
    (basis.fiscal_year, basis.stage) = (at(basis.fiscal_year), at(basis.stage));
    ReadAmount {
        range: moved(amount.range),
        fund: amount.fund.map(moved),
        label: amount.label.map(moved),
        note: amount.note.map(moved),
        basis,
        ..amount
    }
}
