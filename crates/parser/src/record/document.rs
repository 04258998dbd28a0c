//! A source file and what was found in it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{AmountRow, Diagnostic, LineRecord, LineRole, OwnedLine, Place, Programme, Stage, Table, Text};
use crate::brackets::Bracket;

/// How a part of a document is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// A sheet per programme: title, headline amount, offices, labelled sections.
    PrSheets,
    /// Bullets with amounts under headings.
    Overview,
    /// Headings with amounts in 【 】 and bullets below.
    RequestPoints,
    /// A numbered outline of items with labelled bullets.
    Plan,
}

/// What a mark or bracket stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LegendMeaning {
    /// Fiscal year.
    pub fiscal_year: Option<u16>,
    /// Stage.
    pub stage: Option<Stage>,
    /// Round of a supplementary budget.
    pub round: Option<u8>,
    /// A change against another amount.
    pub change: bool,
    /// The change is a ratio: a number without a unit of money is no amount.
    #[serde(skip)]
    pub ratio: bool,
    /// The part that the nation bears (国費).
    pub national_share: bool,
    /// A total over several years (国庫債務負担行為).
    pub commitment: bool,
    /// The sentence that says so.
    pub span: Place,
}

/// What the document itself says its notation means; null where it says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Legend {
    /// `（ ）`.
    pub parenthesis: Option<LegendMeaning>,
    /// `【補正】`, `〈補正〉`.
    pub supplementary_mark: Option<LegendMeaning>,
    /// `【 】` around an amount.
    pub lenticular: Option<LegendMeaning>,
    /// `〔 〕` or `[ ]` around an amount.
    pub tortoise: Option<LegendMeaning>,
    /// `< >` or `〈 〉` around an amount.
    pub angle: Option<LegendMeaning>,
    /// `《 》` around an amount.
    pub double_angle: Option<LegendMeaning>,
    /// An amount without a mark.
    pub unmarked: Option<LegendMeaning>,
}

impl Legend {
    /// What it says of an amount marked 補正: of the mark itself, or of the one bracket that is a supplementary budget.
    pub(crate) fn supplementary(&self) -> Option<LegendMeaning> {
        let of_budget = |meaning: &LegendMeaning| meaning.stage == Some(Stage::Supplementary) && !meaning.change;
        let brackets = [self.parenthesis, self.lenticular, self.tortoise, self.angle, self.double_angle];
        let mut brackets = brackets.into_iter().flatten().filter(of_budget);
        let only = brackets.next().filter(|_| brackets.next().is_none());
        self.supplementary_mark.or(only)
    }

    /// What it says of a kind of bracket.
    pub(crate) fn bracket(&self, bracket: Bracket) -> Option<LegendMeaning> {
        match bracket {
            Bracket::Round => self.parenthesis,
            Bracket::Lenticular => self.lenticular,
            Bracket::Tortoise => self.tortoise,
            Bracket::Angle => self.angle,
            Bracket::DoubleAngle => self.double_angle,
            Bracket::Quote => None,
        }
    }
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Heading<'t> {
    /// Level in the document's own structure, 1 outermost.
    pub level: u8,
    /// The number as meant: `(2)`, even where `②` is printed by mistake.
    pub number: Option<Text<'t>>,
    /// The number as printed.
    pub number_printed: Option<Text<'t>>,
    /// The title without number and marks.
    pub title: Text<'t>,
    /// A leading 新 mark.
    pub new: bool,
    /// Where it stands.
    pub span: Place,
}

/// An entry of the contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ContentsEntry<'t> {
    /// The title.
    pub title: Text<'t>,
    /// The page, where one is printed.
    pub page: Option<u32>,
    /// The category that it stands under.
    pub category: Option<Text<'t>>,
    /// Where it stands.
    pub span: Place,
}

/// A note: `※四捨五入の関係上、合計が一致しない場合がある。`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Note<'t> {
    /// The text, its mark included.
    pub text: Text<'t>,
    /// Where it stands.
    pub span: Place,
}

/// A statement of policy that is no programme: `✓ 地域を牽引する企業による未来投資の促進、支援体制強化。`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PolicyPoint<'t> {
    /// The text.
    pub text: Text<'t>,
    /// The marker in front.
    pub marker: Option<Text<'t>>,
    /// Titles of the enclosing headings, outermost first.
    pub path: Vec<Text<'t>>,
    /// Where it stands.
    pub span: Place,
}

/// How many non-blank lines belong to elements of each role.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Accounting {
    /// Non-blank lines in all.
    pub lines: u32,
    /// Lines by role.
    pub roles: BTreeMap<LineRole, u32>,
}

/// How many records of each kind the document gave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counts {
    /// Programmes.
    pub programmes: u32,
    /// Amounts of money, anywhere.
    pub amounts: u32,
    /// Tables.
    pub tables: u32,
    /// Terms.
    pub terms: u32,
    /// Targets.
    pub targets: u32,
    /// Diagnostics of severity error.
    pub errors: u32,
    /// Diagnostics of severity warning.
    pub warnings: u32,
    /// Diagnostics of severity info.
    pub infos: u32,
}

/// One source file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Document<'t> {
    /// Path below the input directory without extension, `/` between folders.
    pub id: Text<'t>,
    /// Path below the input directory.
    pub path: Text<'t>,
    /// SHA-256 of the bytes, in hex.
    pub sha256: Text<'t>,
    /// Size in bytes.
    pub bytes: u64,
    /// WHATWG name of the encoding that was decoded.
    pub encoding: Text<'t>,
    /// Number of lines.
    pub lines: u32,
    /// The title; a title over several lines is one.
    pub title: Option<Text<'t>>,
    /// Who published it, where the document says so.
    pub publisher: Option<Text<'t>>,
    /// Year and month: `2019-03`.
    pub published: Option<String>,
    /// The fiscal year that it is about.
    pub fiscal_year: Option<u16>,
    /// The stage that it is about.
    pub stage: Option<Stage>,
    /// The layouts that occur in it.
    pub layouts: Vec<Layout>,
    /// What it says its notation means.
    pub legend: Option<Legend>,
    /// Headings in reading order.
    pub outline: Vec<Heading<'t>>,
    /// The table of contents.
    pub contents: Vec<ContentsEntry<'t>>,
    /// Ids of its tables.
    pub tables: Vec<Text<'t>>,
    /// Notes that belong to no programme.
    pub notes: Vec<Note<'t>>,
    /// Statements of policy.
    pub policy_points: Vec<PolicyPoint<'t>>,
    /// Lines per role.
    pub accounting: Accounting,
    /// Records per kind.
    pub counts: Counts,
}

/// All that was read from one document.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema)]
pub struct Extraction<'t> {
    /// The document.
    pub document: Document<'t>,
    /// Programmes in reading order.
    pub programmes: Vec<Programme<'t>>,
    /// Every printed amount of money, in the order of the source.
    pub amounts: Vec<AmountRow<'t>>,
    /// Tables in reading order.
    pub tables: Vec<Table<'t>>,
    /// Findings, in the order of the source.
    pub diagnostics: Vec<Diagnostic<'t>>,
    /// The owner of each non-blank line; most output has no records of them.
    #[schemars(skip)]
    pub owned_lines: Vec<OwnedLine>,
}

impl Extraction<'_> {
    /// The record of each non-blank line.
    pub fn lines(&self) -> impl Iterator<Item = LineRecord<'_>> {
        self.owned_lines.iter().map(|owned| LineRecord {
            document: Text::Borrowed(&self.document.id),
            line: owned.line,
            role: owned.role,
            programme: owned.programme.and_then(|at| self.programmes.get(at)).map(|it| Text::Borrowed(&*it.id)),
            section: owned.section,
        })
    }
}
