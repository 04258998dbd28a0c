//! Where something stands in the source.

use schemars::JsonSchema;
use serde::Serialize;

/// A stretch of the decoded text, with its lines: `{"line": 123, "end_line": 125, "start": 4567, "end": 4890}`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Place {
    /// First line, 1-based.
    pub line: u32,
    /// Last line, 1-based, inclusive.
    pub end_line: u32,
    /// First byte in the decoded UTF-8 text.
    pub start: u32,
    /// One past the last byte: `decoded_text[start..end]` is what was read.
    pub end: u32,
}
