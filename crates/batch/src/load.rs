//! One input into memory, with its SHA-256.
//!
//! The size is looked at before a byte is read, so that a sparse file of a gigabyte above the limit costs nothing.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::Problem;

/// The largest input that is read when nothing else is said: 256 MiB.
pub const DEFAULT_MAX_BYTES: u64 = 256 << 20;

/// The largest limit that can be asked for: spans count bytes of the decoded text in 32 bits, and decoding can make a
/// text half as large again.
pub const MAX_BYTES_CEILING: u64 = 2 << 30;

/// The bytes of an input.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// All of them.
    pub bytes: Vec<u8>,
    /// Their SHA-256, in hex.
    pub sha256: String,
}

/// Reads a file of at most `limit` bytes.
///
/// # Errors
/// It is no regular file, larger than `limit`, or cannot be read.
pub fn load(path: &Path, limit: u64) -> Result<Loaded, Problem> {
    let metadata = fs::metadata(path).map_err(|error| Problem::from_io(&error))?;
    if let Some(problem) = kind_problem(&metadata) {
        return Err(problem);
    }
    if metadata.len() > limit {
        return Err(Problem::TooLarge { bytes: Some(metadata.len()), limit });
    }
    let file = File::open(path).map_err(|error| Problem::from_io(&error))?;
    read_limited(file, metadata.len(), limit)
}

/// Reads a stream, such as standard input, of at most `limit` bytes.
///
/// # Errors
/// It is longer than `limit`, or cannot be read.
pub fn load_stream(stream: impl Read, limit: u64) -> Result<Loaded, Problem> {
    read_limited(stream, 0, limit)
}

/// Why a thing of this kind is not read, if it is not.
pub(crate) fn kind_problem(metadata: &fs::Metadata) -> Option<Problem> {
    if metadata.is_file() {
        None
    } else if metadata.is_dir() {
        Some(Problem::IsAFolder)
    } else {
        Some(Problem::NotAFile(kind_name(metadata)))
    }
}

/// The SHA-256 of bytes, in hex.
pub(crate) fn hex_sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes in hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(|half| char::from_digit(half.into(), 16)).collect()
}

fn read_limited(stream: impl Read, expected: u64, limit: u64) -> Result<Loaded, Problem> {
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0));
    let read = stream.take(limit.saturating_add(1)).read_to_end(&mut bytes);
    let read = read.map_err(|error: io::Error| Problem::from_io(&error))?;
    if read as u64 > limit {
        return Err(Problem::TooLarge { bytes: None, limit });
    }
    let sha256 = hex_sha256(&bytes);
    Ok(Loaded { bytes, sha256 })
}

#[cfg(unix)]
fn kind_name(metadata: &fs::Metadata) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    let kind = metadata.file_type();
    if kind.is_fifo() {
        "named pipe"
    } else if kind.is_socket() {
        "socket"
    } else {
        "device"
    }
}

#[cfg(not(unix))]
fn kind_name(_: &fs::Metadata) -> &'static str {
    "device"
}
