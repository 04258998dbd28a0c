//! A money rule of a subsidy.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Place, Text};

/// What a rule says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TermKind {
    /// The share of the cost that is paid: `補助率：2/3`.
    Rate,
    /// The most that is paid: `上限額：2,000千円`.
    Cap,
    /// The least that is paid: `下限は 3,000 千円`.
    Floor,
    /// 定額: a fixed sum.
    Fixed,
    /// The most that is lent: `貸付限度額：2,000万円`.
    LoanLimit,
    /// An interest rate: `貸付金利：1.20%`.
    Interest,
}

/// One rule; a line can hold several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Term<'t> {
    /// What it says.
    pub kind: TermKind,
    /// The printed fraction or percentage, half-width: `2/3`.
    pub rate: Option<Text<'t>>,
    /// The sum in yen; the lower end of a range.
    pub yen: Option<i64>,
    /// The upper end of a range, in yen.
    pub yen_max: Option<i64>,
    /// For each of what: `者`, `件`.
    pub per: Option<Text<'t>>,
    /// What it holds for: `小規模事業者`, `通常枠`.
    pub condition: Option<Text<'t>>,
    /// As printed.
    pub printed: Text<'t>,
    /// Where it stands.
    pub span: Place,
}
