//! A programme: a sheet, a listing, a policy item or an item of a plan.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Amount, Item, Note, Place, Section, Target, Term, Text};

/// How a programme is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A sheet of its own.
    PrSheet,
    /// A bullet with an amount in an overview.
    Listing,
    /// A heading with amounts: `1. … 【422億(321億)】`.
    PolicyItem,
    /// An item of a business plan.
    PlanItem,
}

/// Where the name of a programme came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NameSource {
    /// It is printed at the entry.
    Printed,
    /// Taken from the contents, because the sheet has no title.
    Contents,
}

/// An office in charge: `商務・サービスG 教育サービス産業室 03-3580-3922`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Department<'t> {
    /// The office, with its bureau where that is printed with it.
    pub name: Text<'t>,
    /// Telephone number.
    pub phone: Option<Text<'t>>,
    /// The item labels that the line starts with: `(1)`, `①`.
    pub items: Vec<Text<'t>>,
    /// Where it stands.
    pub span: Place,
}

/// A labelled bullet of a plan item: `・ 上限額：2,000千円`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Attribute<'t> {
    /// The label, letter-spacing removed; null for a bullet without one.
    pub label: Option<Text<'t>>,
    /// The value; null where only the label is printed and its value is the list below.
    pub text: Option<Text<'t>>,
    /// Where it stands.
    pub span: Place,
}

/// One programme entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Programme<'t> {
    /// `DOCUMENT#` and 10 hex digits derived from kind, name and path; `-2`, `-3` for repeats.
    pub id: Text<'t>,
    /// Id of the document.
    pub document: Text<'t>,
    /// Reading order, 1-based.
    pub ordinal: u32,
    /// How it is printed.
    pub kind: Kind,
    /// The name without markup, bullet, numbering and 再掲; null where none is printed and none found.
    pub name: Option<Text<'t>>,
    /// The name as printed; null where none is printed.
    pub name_printed: Option<Text<'t>>,
    /// The name folded for joining.
    pub name_key: Option<String>,
    /// Where the name came from.
    pub name_source: Option<NameSource>,
    /// Where the printed name stands.
    pub name_span: Option<Place>,
    /// The entry of the contents that stands for this programme.
    pub contents_name: Option<Text<'t>>,
    /// Its page.
    pub contents_page: Option<u32>,
    /// Its own numbering label, as meant.
    pub number: Option<Text<'t>>,
    /// Its numbering label as printed.
    pub number_printed: Option<Text<'t>>,
    /// Marked 再掲.
    pub reprinted: bool,
    /// Id of the entry that this one reprints.
    pub first_print: Option<Text<'t>>,
    /// In a chapter marked 臨時・特別の措置.
    pub special_measure: bool,
    /// Marked 新 or 新規.
    pub new: bool,
    /// Titles of the enclosing headings, outermost first.
    pub path: Vec<Text<'t>>,
    /// Headline amounts.
    pub amounts: Vec<Amount<'t>>,
    /// A bracketed line that qualifies the amount: `…を含む`.
    pub qualifier: Option<Text<'t>>,
    /// Offices in charge.
    pub departments: Vec<Department<'t>>,
    /// Labelled parts.
    pub sections: Vec<Section<'t>>,
    /// The text under a listing, policy item or plan item.
    pub description: Vec<Item<'t>>,
    /// Money rules.
    pub terms: Vec<Term<'t>>,
    /// Goals that can be counted.
    pub targets: Vec<Target<'t>>,
    /// Labelled bullets of a plan item.
    pub attributes: Vec<Attribute<'t>>,
    /// ※ notes.
    pub notes: Vec<Note<'t>>,
    /// From the first to the last non-blank line that belongs to it.
    pub span: Place,
}
