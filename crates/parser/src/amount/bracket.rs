//! What an amount in brackets behind another amount means. Brackets never carry meaning alone; in this order:
//!
//! 1. a sign or 増/減 makes it a change: `71億円〔▲3億円〕`;
//! 2. a label in the bracket wins: `（令和4年度 8億円）`, `（国費3億円）`, `（新規）`, `<うち財務省計上5.0億円>`;
//! 3. the document's own legend;
//! 4. round brackets hold the previous year;
//! 5. `A【+B】(C)`: a change where A − C = B within rounding, else a pot of its own, normally the supplementary budget;
//! 6. a missing unit is that of the amount in front.
//!
//! What none of these settles is ambiguous: the amount is given without a role in the budget, and a finding says so.

use std::ops::Range;

use yosan_normaliser::MoneyError;

use super::budget::by_legend;
use super::headline::{LabelInUse, Level, Opener, Reader, names_change, names_pot, only_label, printed_at};
use super::pot;
use super::printed::{BareNumber, Printed};
use super::problem;
use super::reading::{BasisAt, ReadAmount};
use super::token::{Kind, Token};
use super::tree::{Group, Node};
use crate::brackets::Bracket;
use crate::record::{BasisSource, Evidence, LegendMeaning, Role, Stage, Status};

/// Reads a bracket behind the anchor of `level` (or on a line of its own).
pub(super) fn read(reader: &mut Reader<'_>, group: &Group, level: &mut Level) {
    let mut inside = Inside {
        group,
        anchor: level.anchor,
        level: Level::new(),
        last: None,
        parts: false,
        bare_alone: holds_one_number(group),
    };
    for node in &group.children {
        match node {
            Node::Leaf(token) => inside.leaf(reader, token),
            Node::Group(nested) => inside.nested(reader, nested),
        }
    }
}

/// Whether the legend gives a bracket that has no amount in front of it to another budget than the document's own:
/// `○○事業　【2,658億円】` where 【 】 is the supplementary budget.
pub(super) fn is_of_other_budget(reader: &Reader<'_>, group: &Group) -> bool {
    let Some(meaning) = meaning_of(reader, group.bracket) else { return false };
    let own = &reader.surroundings.own;
    let labelled = group.children.iter().any(|node| node.holds(|kind| matches!(kind, Kind::Label(_))));
    let earlier = meaning.fiscal_year.zip(own.fiscal_year).is_some_and(|(year, own)| year < own);
    let supplementary = meaning.stage == Some(Stage::Supplementary) && own.stage != Some(Stage::Supplementary);
    // （60億円（57億円））: the bracket inside is the one that the legend speaks of.
    let is_outer =
        group.children.iter().any(|node| matches!(node, Node::Group(inner) if inner.bracket == group.bracket));
    !labelled
        && !is_outer
        && !pot::is_share(reader.text, group)
        && (meaning.change || meaning.national_share || meaning.commitment || earlier || supplementary)
}

/// What the legend says of a kind of bracket.
fn meaning_of(reader: &Reader<'_>, bracket: Bracket) -> Option<LegendMeaning> {
    reader.surroundings.legend?.bracket(bracket)
}

/// The state while one bracket is read.
struct Inside<'a> {
    group: &'a Group,
    anchor: Option<usize>,
    level: Level,
    /// The last amount in the bracket.
    last: Option<usize>,
    /// うち or 国費 was printed: what follows are parts too.
    parts: bool,
    /// The bracket holds one number without a unit, and nothing that makes it something else.
    bare_alone: bool,
}

/// `（8.5）`, `（▲3）`, `（令和4年度 8.5）`: a number that can borrow the unit of the amount in front.
fn holds_one_number(group: &Group) -> bool {
    let is_bare = |kind: &Kind| matches!(kind, Kind::Bare(_));
    let allowed = |kind: &Kind| matches!(kind, Kind::Bare(_) | Kind::Blank | Kind::Label(_) | Kind::Plus | Kind::Mark);
    group.children.iter().all(|node| node.holds(allowed))
        && group.children.iter().filter(|node| node.holds(is_bare)).count() == 1
}

impl Inside<'_> {
    fn leaf(&mut self, reader: &mut Reader<'_>, token: &Token) {
        match &token.kind {
            Kind::Money(printed) => self.money(reader, printed),
            Kind::Bare(number) => self.bare(reader, number),
            // 国庫債務負担行為要求額
            Kind::Label(label) if label.fiscal_year.is_none() && reader.names_commitment(&self.level) => {
                self.level.words = self.level.words.take().map(|words| words.start..token.range.end);
            }
            Kind::Label(label) => {
                let label = LabelInUse::printed(label.as_ref().clone());
                (self.level.label, self.level.fresh_label, self.level.words) = (Some(label), true, None);
            }
            Kind::Plus => (self.level.opener, self.level.words) = (Opener::Plus, None),
            Kind::Part => (self.level.opener, self.level.words) = (Opener::Part(token.range.start), None),
            // （39億円、うち新規分3億円）
            Kind::New if matches!(self.level.opener, Opener::Part(_)) => self.words(token),
            Kind::New => self.status(reader, Status::New, token),
            Kind::Nothing => self.status(reader, Status::None, token),
            Kind::Unstated => self.unstated(reader, token),
            Kind::Inner => reader.inner(self.last),
            Kind::Text => self.words(token),
            _ => {}
        }
    }

    /// One more of the words in front of the next amount.
    fn words(&mut self, token: &Token) {
        let words = self.level.words.take();
        self.level.words = Some(words.map_or(token.range.clone(), |words| words.start..token.range.end));
    }

    /// A bracket in the bracket: a mark, or the previous year of the amount in front of it.
    fn nested(&mut self, reader: &mut Reader<'_>, group: &Group) {
        if let Some(label) = only_label(group) {
            let label = LabelInUse::printed(label);
            match self.last {
                // （1兆1,485億円（R2補正））
                Some(last) if reader.amounts[last].label.is_none() => {
                    let amount = reader.amounts[last].clone();
                    reader.amounts[last] = self.labelled(reader, amount, &label);
                }
                _ => (self.level.label, self.level.fresh_label) = (Some(label), true),
            }
        } else if self.last.is_some() && group.holds(super::headline::states_amount) {
            let mut level = Level { anchor: self.last, ..Level::new() };
            read(reader, group, &mut level);
        }
    }

    fn money(&mut self, reader: &mut Reader<'_>, printed: &Printed) {
        let amount = reader.amount_of(printed, Role::Text);
        let amount = self.decide(reader, amount, printed.words.change.is_some());
        self.take(reader, amount, printed.unit);
    }

    /// A number without a unit has that of the amount in front; anything else in the bracket makes it none.
    fn bare(&mut self, reader: &mut Reader<'_>, number: &BareNumber) {
        let anchor =
            self.anchor.filter(|anchor| self.bare_alone && reader.units.get(*anchor).is_some_and(|unit| *unit > 1));
        let meaning = meaning_of(reader, self.group.bracket);
        if meaning.is_some_and(|meaning| meaning.ratio) {
            return;
        }
        let at = |anchor: usize| BasisAt::Here { from: BasisSource::Headline, at: reader.amounts[anchor].range.start };
        let stated = || reader.surroundings.unit.filter(|_| self.anchor.is_none() && self.bare_alone);
        let (unit, basis) = match (anchor, stated()) {
            (Some(anchor), _) => (reader.units[anchor], at(anchor)),
            // ③　計算資源の整備事業〔600〕, with （単位：億円） above
            (None, Some((unit, evidence))) => (unit, BasisAt::Elsewhere(evidence)),
            (None, None) => return,
        };
        let sum = match number.number.times(unit) {
            Ok(sum) => sum,
            Err(error) => return report(reader, number, error),
        };
        let words = number.words;
        let sum = if words.change == Some(true) { yosan_normaliser::Sum { yen: -sum.yen, ..sum } } else { sum };
        let printed =
            Printed { range: number.range.clone(), whole: number.range.clone(), sum, yen_max: None, unit, words };
        let mut amount = reader.amount_of(&printed, Role::Text);
        amount.basis.unit = Some(basis);
        let explained = self.level.fresh_label || words.change.is_some() || meaning.is_some();
        if anchor.is_some_and(|anchor| !explained && may_be_ratio(&amount, &reader.amounts[anchor])) {
            let (one, other) = ("the amount of another year", "how many times that amount this one is");
            reader.problems.push(problem::two_readings(reader.text, amount.range, one, other));
            return;
        }
        let amount = self.decide(reader, amount, words.change.is_some());
        self.take(reader, amount, unit);
    }

    fn take(&mut self, reader: &mut Reader<'_>, amount: ReadAmount, unit: i64) {
        self.parts |= amount.role == Role::OfWhich;
        let index = reader.push(amount, unit);
        self.last = Some(index);
        (self.level.opener, self.level.words, self.level.fresh_label) = (Opener::Nothing, None, false);
    }

    /// The six steps.
    fn decide(&self, reader: &mut Reader<'_>, amount: ReadAmount, signed: bool) -> ReadAmount {
        let beside = Level { anchor: self.anchor, label: None, ..Level::new() };
        let plus = self.level.opener == Opener::Plus;
        if signed
            || self.level.words.as_ref().is_some_and(|words| names_change(&reader.text[words.clone()]))
            || plus && self.level.words.is_none() && !self.level.fresh_label && self.group.bracket == Bracket::Round
        {
            return reader.beside(ReadAmount { role: Role::Delta, ..amount }, &beside);
        }
        if let Some(amount) = self.by_label(reader, &amount, &beside) {
            return amount;
        }
        if let Some(amount) = self.by_legend(reader, &amount, &beside) {
            return amount;
        }
        if self.group.bracket == Bracket::Round && self.last.is_none() && !self.repeated(reader) {
            return previous(reader, amount, self.anchor);
        }
        if self.group.bracket == Bracket::Lenticular && plus {
            // Decided when the whole headline is read: settle_pots.
            return ReadAmount { role: Role::Related, label: Some(self.group.range.clone()), ..amount };
        }
        self.ambiguous(reader, amount)
    }

    /// Step 2.
    fn by_label(&self, reader: &mut Reader<'_>, amount: &ReadAmount, beside: &Level) -> Option<ReadAmount> {
        if reader.is_own_share(&self.level, self.anchor) {
            return Some(reader.with_budget(amount.clone(), &self.level));
        }
        if let Some(role) = reader.role_of_words(&self.level).filter(|role| *role != Role::Related) {
            let amount = reader.with_fund(ReadAmount { role, ..amount.clone() }, &self.level);
            return Some(self.beside_or_labelled(reader, amount, beside));
        }
        if let Some(words) = self.pot_of_year(reader) {
            // 【R6予備費 30億円】
            let level = Level { words: Some(words), label: self.level.label.clone(), ..Level::new() };
            let amount = reader.with_fund(ReadAmount { role: Role::Related, ..amount.clone() }, &level);
            return Some(self.beside_or_labelled(reader, amount, beside));
        }
        if let Some(label) = self.level.label.as_ref().filter(|_| self.level.fresh_label) {
            return Some(self.labelled(reader, amount.clone(), label));
        }
        self.level.words.as_ref()?;
        if self.parts {
            let amount = reader.with_fund(ReadAmount { role: Role::OfWhich, ..amount.clone() }, &self.level);
            return Some(reader.beside(amount, beside));
        }
        if self.level.opener == Opener::Plus {
            let amount = reader.with_fund(ReadAmount { role: Role::Related, ..amount.clone() }, &self.level);
            return Some(reader.beside(amount, beside));
        }
        Some(self.ambiguous(reader, amount.clone()))
    }

    /// The words that name another pot behind a year that names no budget: 予備費 of `R6予備費`.
    fn pot_of_year(&self, reader: &Reader<'_>) -> Option<Range<usize>> {
        let of_year =
            |label: &&LabelInUse| self.level.fresh_label && label.label.stage.is_none() && !label.label.year_range;
        self.level.label.as_ref().filter(of_year)?;
        self.level.words.clone().filter(|words| names_pot(&reader.text[words.clone()]))
    }

    fn beside_or_labelled(&self, reader: &Reader<'_>, amount: ReadAmount, beside: &Level) -> ReadAmount {
        // 〔令和5～12年度 国庫債務負担行為総額 1,000億円〕: a range of years says nothing of the budget.
        match self.level.label.as_ref().filter(|label| self.level.fresh_label && !label.label.year_range) {
            Some(label) => reader.labelled(amount, label),
            None => reader.beside(amount, beside),
        }
    }

    /// `（令和4年度 8億円）`, `（補正3億円）`, `（前年度予算額 8億円）`.
    fn labelled(&self, reader: &mut Reader<'_>, amount: ReadAmount, label: &LabelInUse) -> ReadAmount {
        let mut amount = reader.labelled(amount, label);
        let anchor_year =
            self.anchor.and_then(|anchor| reader.amounts.get(anchor)).and_then(|anchor| anchor.fiscal_year);
        let main_year = anchor_year.or(reader.surroundings.own.fiscal_year);
        let printed = label.label.fiscal_year;
        if label.label.year_range {
            let beside = Level { anchor: self.anchor, ..Level::new() };
            let amount = ReadAmount { role: Role::Commitment, label: Some(label.range.clone()), ..amount };
            return reader.beside(with_role_basis(amount, label), &beside);
        }
        let anchor_role = self.anchor.and_then(|anchor| reader.amounts.get(anchor)).map(|anchor| anchor.role);
        let own_stage = matches!(label.label.stage, Some(Stage::Request | Stage::Draft | Stage::Initial));
        if anchor_role == Some(Role::Supplementary) && own_stage && printed.is_some() {
            // 令和5年度補正予算額 12億円（令和6年度当初予算額 5億円）
            amount.role = reader.role_of_label(label);
            return with_role_basis(amount, label);
        }
        if printed.is_none()
            && !label.label.year_before
            && label.label.stage.is_some()
            && let Some(meaning) =
                meaning_of(reader, self.group.bracket).filter(|meaning| meaning.stage == label.label.stage)
        {
            // 要求60億（当初57億） where （ ） is the initial budget of the year before
            let anchor = self.anchor.and_then(|anchor| reader.amounts.get(anchor));
            let round = amount.round.or(meaning.round);
            let read = ReadAmount { round, ..by_legend(amount, &meaning) };
            return with_role_basis(ReadAmount { role: year_role(&meaning, anchor, reader), ..read }, label);
        }
        amount.role = if label.label.year_before {
            amount.fiscal_year = main_year.map(|year| year.saturating_sub(1));
            let own = anchor_role == Some(Role::Current) && reader.surroundings.own.stage == Some(Stage::Supplementary);
            if label.label.stage == Some(Stage::Supplementary) && !own { Role::Supplementary } else { Role::Previous }
        } else if label.label.stage == Some(Stage::Supplementary) && !self.is_of_year_before(reader, printed) {
            Role::Supplementary
        } else if printed.is_some() && (main_year.is_none() || printed < main_year) {
            Role::Previous
        } else {
            // （当初 8億円）: which year's is not said; （令和6年度要求 9億円）: the same year at another stage.
            amount.fiscal_year = printed;
            Role::Text
        };
        with_role_basis(amount, label)
    }

    /// `令和6年度補正予算額 30.5億円（令和5年度補正予算額 25億円）`: both are supplementary budgets, one of them earlier.
    fn is_of_year_before(&self, reader: &Reader<'_>, printed: Option<u16>) -> bool {
        let anchor = self.anchor.and_then(|anchor| reader.amounts.get(anchor));
        anchor.is_some_and(|anchor| {
            let current = anchor.role == Role::Current && anchor.stage == Some(Stage::Supplementary);
            current && printed.zip(anchor.fiscal_year).is_some_and(|(printed, year)| printed < year)
        })
    }

    /// Step 3.
    fn by_legend(&self, reader: &Reader<'_>, amount: &ReadAmount, beside: &Level) -> Option<ReadAmount> {
        let meaning = meaning_of(reader, self.group.bracket)?;
        let evidence = BasisAt::Elsewhere(Evidence { from: BasisSource::Legend, line: meaning.span.line });
        let mut amount = if meaning.change || meaning.national_share || meaning.commitment {
            reader.beside(ReadAmount { role: special_role(&meaning), ..amount.clone() }, beside)
        } else {
            let anchor = self.anchor.and_then(|anchor| reader.amounts.get(anchor));
            let read = by_legend(amount.clone(), &meaning);
            ReadAmount { role: year_role(&meaning, anchor, reader), ..follow(anchor, read) }
        };
        amount.basis.role = Some(evidence);
        Some(amount)
    }

    /// Whether an earlier round bracket already holds the previous year of the same amount.
    fn repeated(&self, reader: &Reader<'_>) -> bool {
        let Some(anchor) = self.anchor else { return false };
        let role = reader.amounts.get(anchor).map(|amount| amount.role);
        reader.amounts.iter().skip(anchor + 1).any(|amount| {
            let unlabelled = amount.label.is_none();
            unlabelled && (amount.role == Role::Previous || Some(amount.role) == role && amount.previous)
        })
    }

    fn ambiguous(&self, reader: &mut Reader<'_>, amount: ReadAmount) -> ReadAmount {
        let (one, other) = ("the amount of another year", "a change or a part of the amount in front of it");
        reader.problems.push(problem::two_readings(reader.text, amount.range.clone(), one, other));
        ReadAmount { role: Role::Text, ..amount }
    }

    /// 新規 or a dash: there was nothing the year before.
    fn status(&mut self, reader: &mut Reader<'_>, status: Status, token: &Token) {
        let amount = ReadAmount::of_status(Role::Previous, status, token.range.clone());
        let amount = match self.level.label.as_ref().filter(|_| self.level.fresh_label) {
            Some(label) => {
                let amount = self.labelled(reader, amount, label);
                if amount.role == Role::Text { ReadAmount { role: Role::Previous, ..amount } } else { amount }
            }
            None => {
                // A bracket of changes names the budget that they are against.
                let legend = meaning_of(reader, self.group.bracket)
                    .filter(|meaning| meaning.fiscal_year.is_some() && meaning.stage != Some(Stage::Supplementary));
                let anchor = self.anchor.and_then(|anchor| reader.amounts.get(anchor));
                match legend {
                    Some(meaning) => {
                        let mut read = follow(anchor, by_legend(amount, &meaning));
                        read.basis.role =
                            Some(BasisAt::Elsewhere(Evidence { from: BasisSource::Legend, line: meaning.span.line }));
                        read
                    }
                    None => previous(reader, amount, self.anchor),
                }
            }
        };
        self.take(reader, amount, 1);
    }

    /// 事項要求 in a bracket is asked for beside the amount in front.
    fn unstated(&mut self, reader: &mut Reader<'_>, token: &Token) {
        match self.last.or(self.anchor) {
            Some(index) => reader.amounts[index].open_ended = true,
            None => {
                let amount = ReadAmount::of_status(Role::Current, Status::Unstated, token.range.clone());
                let amount = reader.with_own(amount);
                self.take(reader, amount, 1);
            }
        }
    }
}

/// Whether a number without a unit may count times instead of yen: `178億円（1.20）`. It is finer than the amount in front,
/// and as an amount it would be less than a tenth of that.
fn may_be_ratio(number: &ReadAmount, anchor: &ReadAmount) -> bool {
    let finer = number.precision_yen.zip(anchor.precision_yen).is_some_and(|(fine, coarse)| fine < coarse);
    let small = number.yen.zip(anchor.yen).is_some_and(|(number, anchor)| number.saturating_mul(10) < anchor);
    finer && small
}

impl LabelInUse {
    /// A label printed in the bracket with its amount.
    fn printed(label: crate::budget_label::BudgetLabel) -> Self {
        let range = label.range.clone();
        Self::mark(label, range)
    }
}

fn with_role_basis(mut amount: ReadAmount, label: &LabelInUse) -> ReadAmount {
    amount.basis.role = Some(printed_at(label.range.start));
    amount
}

/// A figure that cannot be an amount.
pub(super) fn report(reader: &mut Reader<'_>, number: &BareNumber, error: MoneyError) {
    let found = problem::of_error(error, reader.text, number.range.clone());
    reader.problems.push(found);
}

fn special_role(meaning: &LegendMeaning) -> Role {
    if meaning.change {
        Role::Delta
    } else if meaning.national_share {
        Role::OfWhich
    } else {
        Role::Commitment
    }
}

/// The role of an amount whose year and stage the legend gives.
fn year_role(meaning: &LegendMeaning, anchor: Option<&ReadAmount>, reader: &Reader<'_>) -> Role {
    let main_year = anchor.and_then(|anchor| anchor.fiscal_year).or(reader.surroundings.own.fiscal_year);
    if let Some(role) = anchor.map(|anchor| anchor.role).filter(|role| matches!(role, Role::Related | Role::OfWhich)) {
        return role;
    }
    if meaning.stage == Some(Stage::Supplementary) && reader.surroundings.own.stage != Some(Stage::Supplementary) {
        return Role::Supplementary;
    }
    match (meaning.fiscal_year, main_year) {
        (Some(year), Some(main)) if year >= main => Role::Text,
        _ => Role::Previous,
    }
}

/// The bracket behind a pot or a part belongs to that pot or part.
fn follow(anchor: Option<&ReadAmount>, amount: ReadAmount) -> ReadAmount {
    match anchor {
        Some(anchor) if matches!(anchor.role, Role::Related | Role::OfWhich) => {
            ReadAmount { role: anchor.role, previous: true, fund: anchor.fund.clone(), ..amount }
        }
        _ => amount,
    }
}

/// Step 4: the year before, which the text does not name.
fn previous(reader: &Reader<'_>, amount: ReadAmount, anchor: Option<usize>) -> ReadAmount {
    let amount = ReadAmount { role: Role::Previous, ..amount };
    let amount = follow(anchor.and_then(|anchor| reader.amounts.get(anchor)), amount);
    year_before(reader, amount, anchor)
}

/// The year before that of the amount in front, or of the document. The stage is not said, so it stays open.
pub(super) fn year_before(reader: &Reader<'_>, mut amount: ReadAmount, anchor: Option<usize>) -> ReadAmount {
    let anchor = anchor.and_then(|anchor| reader.amounts.get(anchor));
    let (year, basis) = match anchor {
        Some(anchor) => (anchor.fiscal_year, anchor.basis.fiscal_year),
        None if reader.lost.is_some() => reader.lost.unwrap_or_default(),
        None => {
            let own = reader.with_own(amount.clone());
            (own.fiscal_year, own.basis.fiscal_year)
        }
    };
    amount.fiscal_year = year.map(|year| year.saturating_sub(1));
    amount.basis.fiscal_year = basis;
    amount
}

/// Step 5: `A【+B】(C)`. The pots were read before the whole headline was known.
pub(super) fn settle_pots(reader: &mut Reader<'_>) {
    for pot in 0..reader.amounts.len() {
        if !is_open_pot(reader, pot) {
            continue;
        }
        let anchor = (0..pot).rev().take(8).find(|index| {
            let amount = &reader.amounts[*index];
            matches!(amount.role, Role::Current | Role::Supplementary) && amount.yen.is_some()
        });
        let previous = anchor.and_then(|anchor| {
            let end = reader.amounts.len().min(pot + 4);
            (anchor + 1..end)
                .find(|index| reader.amounts[*index].role == Role::Previous && !reader.amounts[*index].previous)
        });
        settle(reader, pot, anchor, previous);
    }
}

/// Whether an amount is the B of `【+B】`, not yet decided.
fn is_open_pot(reader: &Reader<'_>, index: usize) -> bool {
    let amount = &reader.amounts[index];
    amount.role == Role::Related
        && amount.basis.role.is_none()
        && amount.fund.is_none()
        && !amount.previous
        && amount.label.as_ref().is_some_and(|label| reader.text[label.clone()].starts_with('【'))
}

fn settle(reader: &mut Reader<'_>, pot: usize, anchor: Option<usize>, previous: Option<usize>) {
    let stated = |index: Option<usize>| {
        index.and_then(|index| Some((reader.amounts[index].yen?, reader.amounts[index].precision_yen?)))
    };
    let at = reader.amounts[pot].range.start;
    let basis = Some(BasisAt::Here { from: BasisSource::Arithmetic, at });
    let sums = (stated(anchor), stated(previous), stated(Some(pot)));
    let amount = &mut reader.amounts[pot];
    amount.label = None;
    let (Some((a, a_weight)), Some((c, c_weight)), Some((b, b_weight))) = sums else {
        let range = amount.range.clone();
        (amount.role, amount.fiscal_year, amount.stage) = (Role::Text, None, None);
        let (one, other) = ("a change against the year before", "the supplementary budget beside it");
        reader.problems.push(problem::two_readings(reader.text, range, one, other));
        return;
    };
    let rounding = (i128::from(a_weight) + i128::from(c_weight) + i128::from(b_weight)) / 2;
    let difference = i128::from(a) - i128::from(c) - i128::from(b);
    amount.basis.role = basis;
    if difference.abs() <= rounding {
        amount.role = Role::Delta;
        let Some(anchor) = anchor.map(|anchor| reader.amounts[anchor].clone()) else { return };
        let amount = &mut reader.amounts[pot];
        (amount.fiscal_year, amount.stage, amount.round) = (anchor.fiscal_year, anchor.stage, anchor.round);
        (amount.basis.fiscal_year, amount.basis.stage) = (anchor.basis.fiscal_year, anchor.basis.stage);
    } else {
        (amount.role, amount.stage, amount.basis.stage) = (Role::Supplementary, Some(Stage::Supplementary), basis);
        if let Some(meaning) = reader.surroundings.legend.and_then(|legend| legend.supplementary_mark) {
            let read = by_legend(reader.amounts[pot].clone(), &meaning);
            reader.amounts[pot] = read;
        }
    }
}
