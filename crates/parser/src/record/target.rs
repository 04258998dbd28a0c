//! A goal that can be counted.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Bound, Place, Text};

/// How far off a goal is, in the words of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Horizon {
    /// 短期的.
    Short,
    /// 中期的.
    Mid,
    /// 長期的, 最終的.
    Long,
}

/// One number that is a goal: `令和7年度までに60%以上を目指し`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Target<'t> {
    /// The clause.
    pub text: Text<'t>,
    /// The number with its unit and bound, as printed.
    pub printed: Text<'t>,
    /// A decimal without separators, 万 億 兆 multiplied out (`40 万者` is `400000`); a fraction (半数) as `1/2`.
    pub value: String,
    /// The upper end of a range.
    pub value_max: Option<String>,
    /// What is counted: 件, %, 者, 円, 割, 倍; null where none is printed.
    pub unit: Option<Text<'t>>,
    /// 以上, 以下, 超, 未満.
    pub bound: Option<Bound>,
    /// The fiscal year by which it is to be reached, as a Gregorian year.
    pub deadline_fiscal_year: Option<u16>,
    /// 短期的, 中期的, 長期的.
    pub horizon: Option<Horizon>,
    /// Where the number stands.
    pub span: Place,
}
