//! `manifest.json`: what a run read and wrote.
//!
//! It holds nothing that differs between two runs over the same inputs: no clock, no absolute path, no thread count. A
//! later run with `--resume` reads it: `parts` says how much of each output file comes from each input, so that the
//! place of an input in a file is the sum of the parts before it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{DocumentCounts, Format, ReaderSettings};

/// The version of this program.
pub const TOOL_VERSION: &str = env!("CARGO_PKG_VERSION");

/// The version of the record contract: raised when a field changes its name or meaning.
pub const CONTRACT_VERSION: &str = "1";

pub(crate) const TOOL: &str = "yosan";
pub(crate) const FILE_NAME: &str = "manifest.json";

/// What a run read and wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Manifest {
    /// `yosan`.
    pub tool: String,
    /// Version of the program.
    pub tool_version: String,
    /// Version of the record contract.
    pub contract_version: String,
    /// The options that change the result.
    pub options: Options,
    /// Sums over the inputs.
    pub counts: Totals,
    /// The files of records beside this one.
    pub files: Vec<OutputFile>,
    /// The inputs, sorted by id.
    pub inputs: Vec<ManifestInput>,
}

/// The options of a run that change its result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Options {
    /// Forms of output.
    pub formats: Vec<Format>,
    /// Whether `lines.jsonl` is written.
    pub lines: bool,
    /// Whether the CSV is for spreadsheets.
    pub excel: bool,
    /// The largest input that is read.
    pub max_bytes: u64,
    /// How inputs are read.
    #[serde(flatten)]
    pub reader: ReaderSettings,
}

/// Sums over the inputs of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Totals {
    /// All inputs.
    pub inputs: u64,
    /// Inputs that were read.
    pub ok: u64,
    /// Inputs that were not.
    pub failed: u64,
    /// Bytes of the inputs that were read.
    pub bytes: u64,
    /// Programmes.
    pub programmes: u64,
    /// Amounts of money.
    pub amounts: u64,
    /// Tables.
    pub tables: u64,
    /// Diagnostics.
    pub diagnostics: u64,
    /// Non-blank lines.
    pub lines: u64,
}

/// One output file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OutputFile {
    /// Its name.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256, in hex.
    pub sha256: String,
}

/// Whether an input was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Its records are in the output.
    Ok,
    /// It was not read; `reason` says why.
    Failed,
}

/// One input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ManifestInput {
    /// Document id.
    pub id: String,
    /// Path below the input folder.
    pub path: String,
    /// SHA-256 of its bytes, in hex; null where they were not read.
    pub sha256: Option<String>,
    /// Its size; null where it was not read.
    pub bytes: Option<u64>,
    /// Whether it was read.
    pub status: Status,
    /// Why it was not read, and what to do.
    pub reason: Option<String>,
    /// How many records it gave; null where it was not read.
    pub counts: Option<DocumentCounts>,
    /// How much of each output file comes from it: bytes, of a Parquet file rows.
    pub parts: BTreeMap<String, u64>,
}

impl Totals {
    /// The sums over the inputs.
    #[must_use]
    pub fn of(inputs: &[ManifestInput]) -> Self {
        let mut totals = Self::default();
        for input in inputs {
            totals.inputs += 1;
            match &input.counts {
                Some(counts) if input.status == Status::Ok => totals.add(counts, input.bytes.unwrap_or(0)),
                _ => totals.failed += 1,
            }
        }
        totals
    }

    fn add(&mut self, counts: &DocumentCounts, bytes: u64) {
        self.ok += 1;
        self.bytes += bytes;
        self.programmes += u64::from(counts.programmes);
        self.amounts += u64::from(counts.amounts);
        self.tables += u64::from(counts.tables);
        self.diagnostics += u64::from(counts.errors) + u64::from(counts.warnings) + u64::from(counts.infos);
        self.lines += u64::from(counts.lines);
    }
}
