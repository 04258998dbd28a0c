//! Year, stage and round of an amount: from its label, from the amount beside it, from the legend, from the document.

use super::headline::{LabelInUse, Level, Reader, printed_at};
use super::reading::{BasisAt, ReadAmount};
use crate::budget_label::BudgetLabel;
use crate::record::{BasisSource, Evidence, Legend, LegendMeaning, Role, Stage};

impl Reader<'_> {
    /// Year and stage of the amount that it stands beside, unless it prints its own.
    pub(super) fn beside(&self, mut amount: ReadAmount, level: &Level) -> ReadAmount {
        if amount.role == Role::Delta {
            amount.basis.role = Some(printed_at(amount.range.start));
        }
        if let Some(label) = level.label.as_ref().filter(|_| level.fresh_label && amount.role != Role::Delta) {
            return self.labelled(amount, label);
        }
        let anchor = level.anchor.and_then(|index| self.amounts.get(index));
        let Some(anchor) = anchor else { return self.with_own(amount) };
        (amount.fiscal_year, amount.stage, amount.round) = (anchor.fiscal_year, anchor.stage, anchor.round);
        (amount.basis.fiscal_year, amount.basis.stage) = (anchor.basis.fiscal_year, anchor.basis.stage);
        amount.special_measure = anchor.special_measure;
        amount
    }

    /// Role, year, stage and round by the label that holds, or by the document.
    pub(super) fn with_budget(&self, amount: ReadAmount, level: &Level) -> ReadAmount {
        let Some(label) = level.label.as_ref() else { return self.with_own(amount) };
        let mut amount = self.labelled(amount, label);
        amount.role = self.role_of_label(label);
        amount.special_measure = self.surroundings.special_measure && amount.role == Role::Current;
        if amount.role != Role::Current {
            amount.basis.role = Some(printed_at(label.range.start));
        }
        amount
    }

    /// A label outside brackets, or a mark in front of an amount.
    pub(super) fn role_of_label(&self, label: &LabelInUse) -> Role {
        let own = &self.surroundings.own;
        let beside_main =
            matches!(own.stage, Some(Stage::Request | Stage::Draft | Stage::Initial)) || self.has_main_label;
        let mark = label.mark && own.stage != Some(Stage::Supplementary);
        if label.label.year_before && (label.label.stage != Some(Stage::Supplementary) || !beside_main) {
            return Role::Previous;
        }
        if label.label.year_range {
            return Role::Commitment;
        }
        if label.label.stage == Some(Stage::Supplementary) {
            return if beside_main || mark { Role::Supplementary } else { Role::Current };
        }
        match (label.label.fiscal_year, self.main_year.or(own.fiscal_year)) {
            (Some(year), Some(main)) if year < main => Role::Previous,
            _ => Role::Current,
        }
    }

    /// Fills in what a label prints, and from the legend what a mark leaves open.
    pub(super) fn labelled(&self, mut amount: ReadAmount, label: &LabelInUse) -> ReadAmount {
        let BudgetLabel { fiscal_year, stage, round, year_before, .. } = label.label;
        let from = if label.mark { BasisSource::Printed } else { BasisSource::Headline };
        let here = Some(BasisAt::Here { from, at: label.range.start });
        amount.label = amount.label.or(Some(label.range.clone()));
        (amount.fiscal_year, amount.stage, amount.round) = (fiscal_year, stage, round);
        amount.basis.fiscal_year = fiscal_year.and(here);
        amount.basis.stage = stage.and(here);
        if year_before {
            amount.fiscal_year = self.surroundings.own.fiscal_year.map(|year| year.saturating_sub(1));
            amount.basis.fiscal_year = amount.fiscal_year.and(here);
        } else if stage == Some(Stage::Supplementary) {
            amount = self.supplementary(amount);
        } else if fiscal_year.is_none() {
            amount = self.without_year(amount, label);
        } else if stage.is_none() && self.surroundings.own.fiscal_year == fiscal_year {
            let own = &self.surroundings.own;
            (amount.stage, amount.round) = (own.stage, own.round);
            amount.basis.stage = own.stage.and(own.evidence.map(BasisAt::Elsewhere));
        }
        amount
    }

    /// 【補正】 or 補正予算額 without a year: the legend says which, or the document is that budget itself.
    fn supplementary(&self, mut amount: ReadAmount) -> ReadAmount {
        if amount.fiscal_year.is_some() {
            return amount;
        }
        let own = &self.surroundings.own;
        let meaning = self.surroundings.legend.and_then(Legend::supplementary);
        if let Some(meaning) = meaning.filter(|_| amount.round.is_none()) {
            return by_legend(amount, &meaning);
        }
        if let Some(named) =
            self.surroundings.supplementary.filter(|named| amount.round.is_none_or(|it| Some(it) == named.round))
        {
            (amount.fiscal_year, amount.round) = (named.fiscal_year, amount.round.or(named.round));
            amount.basis.fiscal_year = named.evidence.map(BasisAt::Elsewhere);
            return amount;
        }
        if own.stage == Some(Stage::Supplementary) {
            amount.fiscal_year = own.fiscal_year;
            amount.round = amount.round.or(own.round);
            amount.basis.fiscal_year = own.fiscal_year.and(own.evidence.map(BasisAt::Elsewhere));
        }
        amount
    }

    /// 当初予算額 without a year is of the document's year; the plain 予算額 of its stage, too.
    fn without_year(&self, mut amount: ReadAmount, label: &LabelInUse) -> ReadAmount {
        let own = &self.surroundings.own;
        let evidence = own.evidence.map(BasisAt::Elsewhere);
        if &self.text[label.range.clone()] == "予算額" && own.stage.is_some() {
            (amount.stage, amount.round, amount.basis.stage) = (own.stage, own.round, evidence);
        }
        (amount.fiscal_year, amount.basis.fiscal_year) = (own.fiscal_year, own.fiscal_year.and(evidence));
        amount
    }

    /// The document's own year, stage and round, for an amount without a label.
    pub(super) fn with_own(&self, mut amount: ReadAmount) -> ReadAmount {
        let own = &self.surroundings.own;
        amount.special_measure = self.surroundings.special_measure && amount.role == Role::Current;
        let unmarked = self.surroundings.legend.and_then(|legend| legend.unmarked);
        if let Some(meaning) = unmarked.filter(|meaning| meaning.fiscal_year.is_some() || meaning.stage.is_some()) {
            return by_legend(amount, &meaning);
        }
        let evidence = own.evidence.map(BasisAt::Elsewhere);
        (amount.fiscal_year, amount.stage, amount.round) = (own.fiscal_year, own.stage, own.round);
        (amount.basis.fiscal_year, amount.basis.stage) = (own.fiscal_year.and(evidence), own.stage.and(evidence));
        amount
    }
}

/// Fills in what the legend says of a notation.
pub(super) fn by_legend(mut amount: ReadAmount, meaning: &LegendMeaning) -> ReadAmount {
    let evidence = BasisAt::Elsewhere(Evidence { from: BasisSource::Legend, line: meaning.span.line });
    (amount.fiscal_year, amount.stage, amount.round) = (meaning.fiscal_year, meaning.stage, meaning.round);
    amount.basis.fiscal_year = meaning.fiscal_year.map(|_| evidence);
    amount.basis.stage = meaning.stage.map(|_| evidence);
    amount
}
