//! Totals against their parts: a part (うち…) larger than its whole, and a heading whose entries give a larger sum.
//!
//! ```text
//! 12.3億円 <うち財務省計上15.0億円>                        a part larger than its whole
//! (1) 人材の確保【30億円】 / - 研修事業 20億円 / - 派遣事業 15億円      entries that add up to more than the heading
//! ```
//! Entries that add up to less are no contradiction: overviews list the main ones.
//! Only sums of the same fiscal year, stage and round are compared, within the rounding of what is printed. Nothing is
//! said where a part of the comparison is open: の内数, 再掲, 事項要求, 約, a bound, a further pot.

use crate::draft::Draft;
use crate::record::{Amount, Code, Kind, Place, Programme, RelatedPlace, Role, Status, Text};

/// Reports parts larger than their whole and headings whose entries add up to more. Ids are given already.
pub(crate) fn run(draft: &mut Draft<'_>) {
    let mut findings: Vec<Finding<'_>> = Vec::new();
    for (at, programme) in draft.programmes.iter().enumerate() {
        findings.extend(parts_too_large(programme));
        findings.extend(total_off(programme, &draft.programmes[at + 1..]));
    }
    for finding in findings {
        draft.find_related(finding.code, finding.message, finding.span, Some(finding.programme), finding.related);
    }
}

struct Finding<'t> {
    code: Code,
    message: String,
    span: Place,
    programme: Text<'t>,
    related: Vec<RelatedPlace<'t>>,
}

/// The うち amounts of a headline that are larger than the amount in front of them.
fn parts_too_large<'t>(programme: &Programme<'t>) -> Vec<Finding<'t>> {
    let mut findings = Vec::new();
    for (at, part) in programme.amounts.iter().enumerate().filter(|(_, amount)| amount.role == Role::OfWhich) {
        let wholes = programme.amounts[..at].iter().rev().filter(|it| is_whole(it) && same_budget(it, part));
        let Some(whole) = wholes.into_iter().next().filter(|whole| is_plain(whole) && is_plain(part)) else { continue };
        if is_larger(part, whole) {
            findings.push(Finding {
                code: Code::ContradictingAmount,
                message: "this part is larger than the amount that it is a part of; compare both with the original"
                    .to_owned(),
                span: part.span,
                programme: programme.id.clone(),
                related: vec![RelatedPlace { message: "the whole".into(), span: whole.span }],
            });
        }
    }
    findings
}

fn is_whole(amount: &Amount<'_>) -> bool {
    matches!(amount.role, Role::Current | Role::Supplementary | Role::Previous | Role::Related)
}

fn same_budget(one: &Amount<'_>, other: &Amount<'_>) -> bool {
    (one.fiscal_year, one.stage, one.round) == (other.fiscal_year, other.stage, other.round)
}

/// Whether an amount is one sure sum.
fn is_plain(amount: &Amount<'_>) -> bool {
    amount.status == Status::Amount
        && amount.yen.is_some()
        && amount.yen_max.is_none()
        && amount.bound.is_none()
        && !(amount.approximate || amount.open_ended || amount.part_of)
}

fn is_larger(part: &Amount<'_>, whole: &Amount<'_>) -> bool {
    let (Some(part_yen), Some(whole_yen)) = (part.yen, whole.yen) else { return false };
    i128::from(part_yen) - i128::from(whole_yen) > (rounding(part) + rounding(whole)) / 2
}

/// The weight of the last printed digit: a printed sum is off by at most half of it.
fn rounding(amount: &Amount<'_>) -> i128 {
    i128::from(amount.precision_yen.unwrap_or(0))
}

/// A heading's total against the entries right below it.
fn total_off<'t>(heading: &Programme<'t>, below: &[Programme<'t>]) -> Option<Finding<'t>> {
    let total = (heading.kind == Kind::PolicyItem).then(|| only_current(heading)).flatten()?;
    let entries = entries(heading, below)?;
    let amounts: Vec<&Amount<'t>> = entries.iter().map(|entry| only_current(entry)).collect::<Option<_>>()?;
    if amounts.len() < 2 || amounts.iter().any(|amount| !same_budget(amount, total)) {
        return None;
    }
    let sum: i128 = amounts.iter().filter_map(|amount| amount.yen).map(i128::from).sum();
    let rounding: i128 = (rounding(total) + amounts.iter().map(|amount| rounding(amount)).sum::<i128>()) / 2;
    let difference = sum - i128::from(total.yen?);
    let related = |amount: &&Amount<'t>| RelatedPlace { message: "an entry".into(), span: amount.span };
    (difference > rounding).then(|| Finding {
        code: Code::CategoryTotalOff,
        message: format!(
            "the entries below give {difference} yen more than this total; compare the chapter with the original"
        ),
        span: total.span,
        programme: heading.id.clone(),
        related: amounts.iter().map(related).collect(),
    })
}

/// The one sure current amount of an entry that counts by itself.
fn only_current<'p, 't>(programme: &'p Programme<'t>) -> Option<&'p Amount<'t>> {
    let mut current = programme.amounts.iter().filter(|amount| amount.role == Role::Current);
    let first = current.next().filter(|amount| is_plain(amount))?;
    let pots = programme.amounts.iter().any(|amount| amount.role == Role::Related);
    (current.next().is_none() && !pots && !programme.reprinted).then_some(first)
}

/// The entries right below a heading; none where a heading without a total stands between.
fn entries<'p, 't>(heading: &Programme<'t>, below: &'p [Programme<'t>]) -> Option<Vec<&'p Programme<'t>>> {
    let mut path = heading.path.clone();
    path.push(heading.name.clone()?);
    let inside = below.iter().take_while(|entry| entry.path.starts_with(&path));
    let mut entries: Vec<&Programme<'t>> = Vec::new();
    for entry in inside {
        let step = entry.path.get(path.len());
        match step {
            None => entries.push(entry),
            Some(step) if entries.last().is_some_and(|last| last.name.as_ref() == Some(step)) => {}
            Some(_) => return None,
        }
    }
    Some(entries)
}
