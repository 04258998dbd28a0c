//! What turns the bytes of one input into records, seen from the runner.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use yosan_parser::record::Extraction;

use crate::Problem;

/// What is known of an input before it is read.
#[derive(Clone, Copy, Debug)]
pub struct InputInfo<'a> {
    /// Document id: `2024/meti-pr`.
    pub id: &'a str,
    /// Path below the input folder: `2024/meti-pr.txt`.
    pub path: &'a str,
    /// SHA-256 of the bytes, in hex.
    pub sha256: &'a str,
    /// Number of bytes.
    pub bytes: u64,
}

/// One document, read.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// Its records.
    pub extraction: &'a Extraction<'a>,
    /// Its decoded text, into which the spans of the records point.
    pub text: &'a str,
}

/// The settings of a reader that change what it reads; they stand in the manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReaderSettings {
    /// The WHATWG name of the encoding, where it is not detected.
    pub encoding: Option<String>,
    /// SHA-256 of the label file, where one was given.
    pub labels_sha256: Option<String>,
}

/// Turns the bytes of one input into records.
///
/// The records borrow from the text, so they are handed to `then` and gone when it returns.
pub trait Reader: Sync {
    /// Reads one document and hands it to `then`, once; `then` is not called where there is a [`Problem`].
    ///
    /// # Errors
    /// The bytes are not text.
    fn read(&self, bytes: Vec<u8>, input: &InputInfo<'_>, then: &mut dyn FnMut(Reading<'_>)) -> Result<(), Problem>;

    /// What changes its results.
    fn settings(&self) -> ReaderSettings;
}
