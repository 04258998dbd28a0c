//! What goes into the amount reader and what comes out.

use std::ops::Range;

use yosan_normaliser::Era;

use crate::record::{BasisSource, Bound, Evidence, Legend, Role, Stage, Status};

/// Year, stage and round of an amount that prints none, with the place that says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OwnBudget {
    /// Fiscal year.
    pub fiscal_year: Option<u16>,
    /// Stage.
    pub stage: Option<Stage>,
    /// Round of a supplementary budget.
    pub round: Option<u8>,
    /// The title of the document or its legend.
    pub evidence: Option<Evidence>,
}

/// What the reader is told about the surroundings of a text.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    /// What brackets and marks mean in this document.
    pub legend: Option<&'a Legend>,
    /// Year, stage and round of an unmarked amount.
    pub own: OwnBudget,
    /// The one supplementary budget that the title names beside it.
    pub supplementary: Option<OwnBudget>,
    /// The era of bare years: the 令和 of `6年度`.
    pub default_era: Era,
    /// Under a heading marked 臨時・特別の措置.
    pub special_measure: bool,
    /// Yen per unit of bare figures, and the line that states it.
    pub unit: Option<(i64, Evidence)>,
}

impl Default for Surroundings<'_> {
    fn default() -> Self {
        Self {
            legend: None,
            own: OwnBudget::default(),
            supplementary: None,
            default_era: Era::Reiwa,
            special_measure: false,
            unit: None,
        }
    }
}

/// Where a field came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BasisAt {
    /// A place in the text that was read.
    Here {
        /// The kind of place.
        from: BasisSource,
        /// Its offset.
        at: usize,
    },
    /// A place elsewhere in the document: a line of the legend or the title.
    Elsewhere(Evidence),
}

/// From what the meaning of an amount was inferred; `None` where the field is `None` or rests on the default reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadBasis {
    /// Why this role.
    pub role: Option<BasisAt>,
    /// Where the unit came from.
    pub unit: Option<BasisAt>,
    /// Where the fiscal year came from.
    pub fiscal_year: Option<BasisAt>,
    /// Where the stage and the round came from.
    pub stage: Option<BasisAt>,
}

/// One printed amount of money; the fields are those of [`crate::record::Amount`], with ranges in the text read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadAmount {
    /// What it is of.
    pub role: Role,
    /// Yen; signed for a delta; the lower end of a range.
    pub yen: Option<i64>,
    /// The upper end of a range.
    pub yen_max: Option<i64>,
    /// The weight of the last printed digit (of the lower end of a range).
    pub precision_yen: Option<i64>,
    /// Whether a sum is stated.
    pub status: Status,
    /// `17億円＋事項要求`.
    pub open_ended: bool,
    /// 約, 程度, 規模.
    pub approximate: bool,
    /// 以上, 以内, 超, 未満.
    pub bound: Option<Bound>,
    /// の内数.
    pub part_of: bool,
    /// Fiscal year.
    pub fiscal_year: Option<u16>,
    /// Stage.
    pub stage: Option<Stage>,
    /// Round of a supplementary budget.
    pub round: Option<u8>,
    /// Under a heading marked 臨時・特別の措置.
    pub special_measure: bool,
    /// The pot named, without 計上 or 分: the 財務省 of `うち財務省計上5.0億円`.
    pub fund: Option<Range<usize>>,
    /// A related or partial amount for the year before.
    pub previous: bool,
    /// The label in front: `令和6年度予算案額`, `【補正】`, `うち財務省計上`.
    pub label: Option<Range<usize>>,
    /// The amount as printed: sign and number with unit, or the word or dash that stands for it.
    pub range: Range<usize>,
    /// A remark that goes with it: `※JETRO交付金を含む`.
    pub note: Option<Range<usize>>,
    /// From what year, stage, unit and role were inferred.
    pub basis: ReadBasis,
}

impl ReadAmount {
    /// An amount of nothing but a status.
    pub(super) fn of_status(role: Role, status: Status, range: Range<usize>) -> Self {
        Self {
            role,
            yen: None,
            yen_max: None,
            precision_yen: None,
            status,
            open_ended: false,
            approximate: false,
            bound: None,
            part_of: false,
            fiscal_year: None,
            stage: None,
            round: None,
            special_measure: false,
            fund: None,
            previous: false,
            label: None,
            range,
            note: None,
            basis: ReadBasis::default(),
        }
    }
}

/// What is wrong with an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemKind {
    /// The digits form no number, or a unit stands without one.
    Malformed,
    /// More yen than 64 bits hold.
    OutOfRange,
    /// Two readings, and nothing settles which.
    Ambiguous,
}

/// A finding about an amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What it is about.
    pub range: Range<usize>,
    /// What is wrong.
    pub kind: ProblemKind,
    /// One sentence that says what a person can do.
    pub message: String,
}

/// All that was read from one text, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The amounts.
    pub amounts: Vec<ReadAmount>,
    /// The findings.
    pub problems: Vec<Problem>,
}

impl Reading {
    /// Both lists in the order of the text.
    pub(super) fn sorted(mut self) -> Self {
        self.amounts.sort_by_key(|amount| amount.range.start);
        self.problems.sort_by_key(|problem| problem.range.start);
        self
    }
}
