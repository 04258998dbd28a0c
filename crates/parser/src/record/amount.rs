//! One printed amount of money and what it means.

use schemars::JsonSchema;
use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use super::{Place, SectionKind, Text};

/// What an amount is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The amount of the paper's own year and stage.
    Current,
    /// The amount of the year before, normally in round brackets behind the current one.
    Previous,
    /// A supplementary budget beside the paper's own stage: `【補正】30.0億円`.
    Supplementary,
    /// A stated part: `うち財務省計上5.0億円`.
    OfWhich,
    /// Another pot in the same headline: `+ IPA交付金62億(46億)の内数`.
    Related,
    /// A change against a base; signed: `140億円減`.
    Delta,
    /// A total over several years: 国庫債務負担行為.
    Commitment,
    /// A cell of a table.
    Table,
    /// Money in prose: rules, goals, background.
    Text,
}

/// Whether a sum is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A sum is printed.
    Amount,
    /// 新規: there was none before.
    New,
    /// `-億円`, `―`: nothing, which is not 0.
    None,
    /// 事項要求: asked for without a sum.
    Unstated,
}

/// The stage of the budget that an amount belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// 概算要求.
    Request,
    /// 予算案.
    Draft,
    /// 当初予算, 予算.
    Initial,
    /// 補正予算.
    Supplementary,
}

/// How a number bounds what is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// 以上.
    AtLeast,
    /// 以下, 以内, まで, 上限, 限度.
    AtMost,
    /// 超, 余.
    Over,
    /// 未満.
    Under,
}

/// Where a field of an amount came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BasisSource {
    /// It is printed beside the number.
    Printed,
    /// From the label or an earlier amount of the same headline.
    Headline,
    /// From what the document says its notation means.
    Legend,
    /// From the caption, corner or column head of the table.
    TableHeader,
    /// From the title of the document.
    DocumentTitle,
    /// Two readings were open and the figures settle it.
    Arithmetic,
}

/// One piece of evidence: where it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Evidence {
    /// The kind of place.
    pub from: BasisSource,
    /// Its line, 1-based.
    pub line: u32,
}

/// From what the meaning of an amount was inferred, field by field; `null` where the field is `null` or rests on the
/// default reading of the notation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Basis {
    /// Why this role.
    pub role: Option<Evidence>,
    /// Where the unit came from.
    pub unit: Option<Evidence>,
    /// Where the fiscal year came from.
    pub fiscal_year: Option<Evidence>,
    /// Where the stage (and the round) came from.
    pub stage: Option<Evidence>,
}

/// One printed amount of money.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema)]
pub struct Amount<'t> {
    /// What it is of.
    pub role: Role,
    /// Yen; signed for a `delta`; the lower end of a range; null where no sum is stated or two readings are open.
    pub yen: Option<i64>,
    /// The upper end of a range, in yen.
    pub yen_max: Option<i64>,
    /// The weight of the last printed digit, in yen: 10,000,000 for `30.4億円`.
    pub precision_yen: Option<i64>,
    /// Whether a sum is stated.
    pub status: Status,
    /// More is asked for without a sum: `17億円＋事項要求`.
    pub open_ended: bool,
    /// 約, 程度.
    pub approximate: bool,
    /// 以上, 以内, 超, 未満.
    pub bound: Option<Bound>,
    /// の内数: only a part of this sum is meant.
    pub part_of: bool,
    /// Fiscal year as a Gregorian year: 令和6年度 is 2024.
    pub fiscal_year: Option<u16>,
    /// Stage of the budget.
    pub stage: Option<Stage>,
    /// Round of the supplementary budget: 第2次 is 2.
    pub round: Option<u8>,
    /// Under a heading marked 臨時・特別の措置.
    pub special_measure: bool,
    /// The pot that a related amount or a part names, without 計上 or 分.
    pub fund: Option<Text<'t>>,
    /// A `related` amount for the year before.
    pub previous: bool,
    /// The label in front of it, as printed.
    pub label_printed: Option<Text<'t>>,
    /// The amount as printed: the characters of `span`.
    pub printed: Text<'t>,
    /// A remark that goes with it: `※JETRO交付金を含む`.
    pub note: Option<Text<'t>>,
    /// From what year, stage, unit and role were inferred.
    pub basis: Basis,
    /// Where it stands.
    pub span: Place,
}

/// A row of the long form: an amount and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema)]
pub struct AmountRow<'t> {
    /// Id of the document.
    pub document: Text<'t>,
    /// Id of the programme, or null.
    pub programme: Option<Text<'t>>,
    /// Kind of the section that it stands in, or null.
    pub section: Option<SectionKind>,
    /// The amount itself.
    #[schemars(flatten)]
    pub amount: Amount<'t>,
}

impl Serialize for Amount<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut record = serializer.serialize_struct("Amount", Self::FIELDS)?;
        self.serialize_fields(&mut record)?;
        record.end()
    }
}

/// Written by hand, because Serde's `flatten` goes through a map, which takes twice the time.
impl Serialize for AmountRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { document, programme, section, amount } = self;
        let mut record = serializer.serialize_struct("AmountRow", 3 + Amount::FIELDS)?;
        record.serialize_field("document", document)?;
        record.serialize_field("programme", programme)?;
        record.serialize_field("section", section)?;
        amount.serialize_fields(&mut record)?;
        record.end()
    }
}

/// Declares the fields of an amount as they are written, each under its own name.
macro_rules! amount_fields {
    ($($field:ident),+ $(,)?) => {
        impl Amount<'_> {
            const FIELDS: usize = [$(stringify!($field)),+].len();

            fn serialize_fields<S: SerializeStruct>(&self, record: &mut S) -> Result<(), S::Error> {
                let Self { $($field),+ } = self;
                $(record.serialize_field(stringify!($field), $field)?;)+
                Ok(())
            }
        }
    };
}

amount_fields! {
    role,
    yen,
    yen_max,
    precision_yen,
    status,
    open_ended,
    approximate,
    bound,
    part_of,
    fiscal_year,
    stage,
    round,
    special_measure,
    fund,
    previous,
    label_printed,
    printed,
    note,
    basis,
    span,
}
