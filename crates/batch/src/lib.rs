//! Folders of budget papers to files of records, in parallel.
//!
//! This crate is the only one that knows JSON, CSV, Parquet and the file system. It prints nothing: what a person
//! should hear goes to an [`Observer`] or comes back in the [`Report`]. A bad input never stops a run; only the output
//! can ([`Error`]).
//!
//! The way of a run: [`find`] lists the inputs in their order, [`load`] reads one with its SHA-256, a [`Reader`] turns
//! it into records, `encode` turns the records into bytes or rows for each output file, and `output` appends these in
//! the order of the inputs and moves the finished folder into place.

mod counts;
mod datapackage;
mod encode;
mod error;
mod extract;
mod find;
mod job;
mod json;
mod load;
mod manifest;
mod ordered;
mod output;
mod parquet;
mod pieces;
mod problem;
mod read;
mod reader;
mod resume;
mod run;
mod schema;
mod table;

pub use counts::{DocumentCounts, sum_of_current};
pub use error::Error;
pub use extract::{to_json, to_json_pretty};
pub use find::{Candidate, Search, find};
pub use job::{Format, Job};
pub use load::{DEFAULT_MAX_BYTES, Loaded, MAX_BYTES_CEILING, load, load_stream};
pub use manifest::{CONTRACT_VERSION, Manifest, ManifestInput, Options, OutputFile, Status, TOOL_VERSION, Totals};
pub use ordered::in_order;
pub use problem::Problem;
pub use read::PaperReader;
pub use reader::{InputInfo, Reader, ReaderSettings, Reading};
pub use run::{Observer, Report, Silent, run};
pub use schema::{SCHEMA_NAMES, schema};
