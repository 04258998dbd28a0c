//! The one place where the tasks call the parser.
//!
//! Everything else works on [`Reading`]: the decoded text, the folded text and the records as JSON.

use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::root;

/// One document, read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The decoded text; the spans of the records are byte ranges in it.
    pub text: String,
    /// The folded text, line for line.
    pub folded: String,
    /// The records: `document`, `programmes`, `amounts`, `tables`, `diagnostics`, `lines`.
    pub extraction: Value,
}

/// Reads a file; its id is its name without the extension.
pub fn read_file(path: &Path) -> Result<Reading, String> {
    read(&root::stem(path), root::read_bytes(path)?).map_err(|error| format!("{}: {error}", root::shown(path)))
}

/// Reads bytes under an id.
pub fn read(id: &str, bytes: Vec<u8>) -> Result<Reading, String> {
    let sha256 = sha256(&bytes);
    let size = bytes.len() as u64;
    let path = format!("{id}.txt");
    let source = yosan_normaliser::Source::from_vec(bytes, None).map_err(|error| error.to_string())?;
    let folded = yosan_normaliser::fold(source.text());
    let input = yosan_parser::Input { id, path: &path, sha256: &sha256, bytes: size };
    let options = yosan_parser::Options::default();
    let extraction = yosan_parser::extract(&source, &folded, &input, &options);
    let mut json = Vec::new();
    yosan_batch::to_json(&mut json, &extraction, true).map_err(|error| error.to_string())?;
    let extraction = serde_json::from_slice(&json).map_err(|error| error.to_string())?;
    Ok(Reading { text: source.text().to_owned(), folded: folded.text.clone().into_owned(), extraction })
}

/// The SHA-256 of bytes, in hex digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
