//! What a run is asked to do.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::DEFAULT_MAX_BYTES;

/// A form of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// One JSON object a line, nested as in the record contract.
    Jsonl,
    /// Flat tables, RFC 4180.
    Csv,
    /// The same flat tables, typed.
    Parquet,
}

/// What a run is asked to do.
#[derive(Clone, Debug)]
pub struct Job {
    /// Files and folders.
    pub inputs: Vec<PathBuf>,
    /// The folder that is written.
    pub out: PathBuf,
    /// The forms of output; the order and repeats do not matter.
    pub formats: Vec<Format>,
    /// Which files of a folder are taken; empty: `txt`, `text` and `md` in any case.
    pub globs: Vec<String>,
    /// Threads; 0: one per core. The output is the same.
    pub jobs: usize,
    /// The largest input that is read.
    pub max_bytes: u64,
    /// Also write `lines.jsonl`.
    pub lines: bool,
    /// CSV for spreadsheets: a byte order mark, and no cell that is run as a formula.
    pub excel: bool,
    /// Take over what the former output has on unchanged inputs.
    pub resume: bool,
}

impl Job {
    /// A job with the default settings.
    #[must_use]
    pub fn new(inputs: Vec<PathBuf>, out: PathBuf) -> Self {
        Self {
            inputs,
            out,
            formats: vec![Format::Jsonl],
            globs: Vec::new(),
            jobs: 0,
            max_bytes: DEFAULT_MAX_BYTES,
            lines: false,
            excel: false,
            resume: false,
        }
    }
}
