//! Printed money in a sentence, a rule or a goal: `全体合計約1.2兆円`, `補助上限額：1,000万円／者`, `500億円のうち20億円`.
//!
//! Money in prose has the role `text`, unless the words right beside it say more: うち, 国費, 国庫債務負担行為, a sign
//! or 増/減, 前年度. Brackets say nothing here.

use super::headline::printed_at;
use super::piece::{fund, trim};
use super::printed::{Printed, Setting, may_hold_money, tail_chars};
use super::reading::{ReadAmount, ReadBasis, Reading, Surroundings};
use super::token::{Kind, Token, tokenise};
use super::vocabulary::{NATIONAL_SHARE, names_commitment};
use crate::brackets::{Bracket, opens};
use crate::characters::is_blank;
use crate::record::{Role, Status};

/// How many tokens in front of an amount are looked at.
const REACH: usize = 10;

/// Reads all money of a text that is no headline.
pub(super) fn read(text: &str, surroundings: &Surroundings<'_>) -> Reading {
    if !may_hold_money(text) {
        return Reading::default();
    }
    let tokens = tokenise(text, surroundings.default_era, Setting::Prose);
    let mut amounts = Vec::new();
    for (index, token) in tokens.list.iter().enumerate() {
        let Kind::Money(printed) = &token.kind else { continue };
        let front = &tokens.list[index.saturating_sub(REACH)..index];
        let mut amount = in_context(text, printed, front, surroundings, !amounts.is_empty());
        amount.part_of = tokens.list.get(index + 1).is_some_and(|next| next.kind == Kind::Inner);
        amount.special_measure = false;
        amounts.push(amount);
    }
    Reading { amounts, problems: tokens.problems }.sorted()
}

/// What the number itself says.
pub(super) fn amount_of(printed: &Printed, role: Role) -> ReadAmount {
    ReadAmount {
        yen: Some(printed.sum.yen),
        yen_max: printed.yen_max,
        precision_yen: Some(printed.sum.precision_yen),
        approximate: printed.words.approximate,
        bound: printed.words.bound,
        basis: ReadBasis { unit: Some(printed_at(printed.range.start)), ..ReadBasis::default() },
        ..ReadAmount::of_status(role, Status::Amount, printed.range.clone())
    }
}

/// An amount and what the tokens in front of it say.
fn in_context(
    text: &str,
    printed: &Printed,
    front: &[Token],
    surroundings: &Surroundings<'_>,
    amounts_before: bool,
) -> ReadAmount {
    let mut amount = amount_of(printed, Role::Text);
    let clause = clause(text, front);
    if let Some(label) = label_in_front(text, front) {
        apply_label(&mut amount, label, surroundings);
    }
    let words = clause.first().map(|first| first.range.start..printed.whole.start);
    if printed.words.change.is_some() || plus_sign(text, front) {
        return with_role(amount, Role::Delta, printed.range.start);
    }
    if clause.iter().any(|token| names_commitment(&text[token.range.clone()])) && !is_limit(text, front) {
        let at = words.map_or(printed.range.start, |words| words.start);
        return with_role(amount, Role::Commitment, at);
    }
    if let Some(part) = clause.iter().rposition(|token| token.kind == Kind::Part)
        && is_part(text, clause, part, amounts_before)
    {
        let start = clause[part].range.start;
        let named = trim(text, &(clause[part].range.end..printed.whole.start));
        (amount.fund, amount.label) = (fund(text, &named), Some(start..named.end.max(clause[part].range.end)));
        return with_role(amount, Role::OfWhich, start);
    }
    if let Some(share) = national_share(text, front, amounts_before) {
        (amount.fund, amount.label) = (Some(share.clone()), Some(share.clone()));
        return with_role(amount, Role::OfWhich, share.start);
    }
    amount
}

/// Behind a limit 複数年度 says for whom it is: `上限15億円/年度（複数年度事業は30億円）`.
fn is_limit(text: &str, front: &[Token]) -> bool {
    let words = || front.iter().map(|token| &text[token.range.clone()]);
    words().any(|words| words.contains("上限")) && !words().any(|words| words.contains("債務"))
}

/// A plus sign right in front that no sum stands before: `（前年度比+9億円）`.
fn plus_sign(text: &str, front: &[Token]) -> bool {
    let [.., before, Token { kind: Kind::Plus, .. }] = front else { return false };
    match before.kind {
        Kind::Open(_) | Kind::Separator => true,
        Kind::Text => text[before.range.clone()].ends_with(['比', '対', '差', '減', '増', '度']),
        _ => false,
    }
}

fn with_role(mut amount: ReadAmount, role: Role, at: usize) -> ReadAmount {
    amount.role = role;
    amount.basis.role = Some(printed_at(at));
    amount
}

/// The tokens since the last amount or the end of the last sentence.
fn clause<'t>(text: &str, front: &'t [Token]) -> &'t [Token] {
    let ends = |token: &Token| {
        matches!(token.kind, Kind::Money(_) | Kind::Broken)
            || token.kind == Kind::Text && text[token.range.clone()].contains('。')
    };
    let start =
        front.iter().rposition(ends).map_or(0, |at| if matches!(front[at].kind, Kind::Text) { at } else { at + 1 });
    &front[start..]
}

/// うち introduces a part where an amount stands before it, or where it opens the text or a bracket; 企業のうち does not.
fn is_part(text: &str, clause: &[Token], part: usize, amounts_before: bool) -> bool {
    let token = &clause[part];
    let between = clause[part + 1..].iter().map(|token| &text[token.range.clone()]).collect::<Vec<_>>();
    let short = between.iter().map(|piece| piece.chars().count()).sum::<usize>() <= 30;
    let one_clause = between.iter().skip(1).all(|piece| !piece.contains(['、', '。', '，']));
    let opens = text[..token.range.start]
        .chars()
        .next_back()
        .is_none_or(|before| opens(before) || is_blank(before) || "。※、\n".contains(before));
    short && one_clause && (opens || amounts_before)
}

/// 国費 directly in front, in a bracket behind an amount.
fn national_share(text: &str, front: &[Token], amounts_before: bool) -> Option<std::ops::Range<usize>> {
    let word = front.iter().rev().find(|token| !matches!(token.kind, Kind::Blank | Kind::Separator))?;
    let printed = text[word.range.clone()].trim_end();
    let share = NATIONAL_SHARE.iter().find(|share| printed.ends_with(**share))?;
    let in_bracket = front.iter().any(|token| matches!(token.kind, Kind::Open(Bracket::Round)));
    let end = word.range.start + printed.len();
    (amounts_before && in_bracket && !tail_chars(&text[..end], 6).contains("非")).then_some(end - share.len()..end)
}

/// A label right in front of the amount: `平成30年度468億円`, `令和5年度補正予算は30億円`.
fn label_in_front<'t>(text: &str, front: &'t [Token]) -> Option<&'t crate::budget_label::BudgetLabel> {
    const BETWEEN: &[&str] = &["は", "の", "で", "に", "として", "では", "総額", "合計", "計", "額"];
    // 2019年度に1兆円 is a goal, 2019年度は1兆円 a sum.
    let mut names_sum = true;
    for token in front.iter().rev() {
        match &token.kind {
            Kind::Label(label) => return (names_sum || label.stage.is_some()).then_some(label),
            Kind::Blank | Kind::Separator | Kind::Close(_) | Kind::Open(Bracket::Round) => {}
            Kind::Text if BETWEEN.contains(&text[token.range.clone()].trim()) => {
                names_sum &= ["は", "の"].contains(&text[token.range.clone()].trim());
            }
            _ => return None,
        }
    }
    None
}

fn apply_label(amount: &mut ReadAmount, label: &crate::budget_label::BudgetLabel, surroundings: &Surroundings<'_>) {
    let here = Some(printed_at(label.range.start));
    (amount.fiscal_year, amount.stage, amount.round) = (label.fiscal_year, label.stage, label.round);
    amount.label = Some(label.range.clone());
    if label.year_before {
        amount.role = Role::Previous;
        amount.fiscal_year = surroundings.own.fiscal_year.map(|year| year.saturating_sub(1));
        amount.basis.role = here;
    }
    amount.basis.fiscal_year = amount.fiscal_year.and(here);
    amount.basis.stage = amount.stage.and(here);
}
