//! The labelled parts of a sheet and the lines of text in them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Place, Text};

/// What a section is about; the printed labels map to these in the label file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// 事業の内容.
    Content,
    /// 事業目的.
    Purpose,
    /// 事業概要.
    Overview,
    /// 事業目的・概要.
    PurposeOverview,
    /// 成果目標.
    Goals,
    /// 条件（対象者、対象行為、補助率等）.
    Conditions,
    /// 事業スキーム.
    Scheme,
    /// 事業イメージ.
    Image,
    /// A label that the label file knows but that is none of these.
    Other,
}

/// A labelled part of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Section<'t> {
    /// The label.
    pub heading: Text<'t>,
    /// The label as printed.
    pub heading_printed: Text<'t>,
    /// What it is about.
    pub kind: SectionKind,
    /// Where the label stands.
    pub heading_span: Place,
    /// The body; null when it is empty.
    pub span: Option<Place>,
    /// The body as one text, an item a line; empty when the body is.
    pub text: String,
    /// The body, item by item.
    pub items: Vec<Item<'t>>,
}

/// One bullet or paragraph; lines that the page layout broke are one item. Items are a flat list with levels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Item<'t> {
    /// The marker in front, as printed without blanks (`-`, `✓`, `(1)`, `①`, `ア`, `・`, `※`); null for a paragraph.
    pub marker: Option<Text<'t>>,
    /// Depth, 0 outermost.
    pub level: u8,
    /// The text without its marker.
    pub text: Text<'t>,
    /// Where it stands, marker included.
    pub span: Place,
}
