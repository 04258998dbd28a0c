//! Who owns a line of the source.

use schemars::JsonSchema;
use serde::Serialize;

use super::{SectionKind, Text};

/// The kind of element that a line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LineRole {
    /// Title, date and publisher of the document, and what is said before its first part.
    Cover,
    /// The table of contents.
    Contents,
    /// What the document says its notation means.
    Legend,
    /// A heading of the outline.
    Heading,
    /// The printed name of a programme.
    Name,
    /// Headline amounts.
    HeadlineAmount,
    /// An office in charge or its telephone number.
    Department,
    /// The label of a section.
    SectionHeading,
    /// The body of a section.
    SectionBody,
    /// The text under a listing, policy item or plan item.
    Description,
    /// A table, with its caption and unit.
    Table,
    /// A note: `※…`.
    Note,
    /// A statement of policy that is no programme.
    PolicyPoint,
    /// Page numbers and running heads.
    PageFurniture,
    /// It fits nothing.
    Unclassified,
}

/// One non-blank line and its owner, as [`Extraction::lines`](super::Extraction::lines) makes it a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnedLine {
    /// 1-based.
    pub line: u32,
    /// What it belongs to.
    pub role: LineRole,
    /// Index of the programme, or none.
    pub programme: Option<usize>,
    /// Kind of the section, or none.
    pub section: Option<SectionKind>,
}

/// One non-blank line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LineRecord<'t> {
    /// Id of the document.
    pub document: Text<'t>,
    /// 1-based.
    pub line: u32,
    /// What it belongs to.
    pub role: LineRole,
    /// Id of the programme, or null.
    pub programme: Option<Text<'t>>,
    /// Kind of the section, or null.
    pub section: Option<SectionKind>,
}
