//! A finding about a document.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Place, Text};

pub use crate::diagnostic::Code;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// A value may be missing or doubtful: look at the place.
    Warning,
    /// Something could not be read.
    Error,
}

/// Another place that the finding is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RelatedPlace<'t> {
    /// What stands there.
    pub message: Text<'t>,
    /// Where.
    pub span: Place,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Diagnostic<'t> {
    /// Stable code, such as `sheet-without-name`.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// One sentence: what was found and what a person can do.
    pub message: String,
    /// Id of the document.
    pub document: Text<'t>,
    /// The programme that it is about, or null.
    pub programme: Option<Text<'t>>,
    /// Where it stands.
    pub span: Place,
    /// Other places that it is about.
    pub related: Vec<RelatedPlace<'t>>,
}
