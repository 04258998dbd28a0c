//! Why an input was not read.
//!
//! Each sentence gives the reason and what a person can do. It holds no absolute path, because it is written into the
//! manifest; whoever shows it puts the path in front.

use std::fmt;
use std::io;

/// Why one input was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing is there.
    Missing,
    /// A symbolic link leads nowhere.
    DanglingLink,
    /// The file or folder may not be opened.
    NoPermission,
    /// A symbolic link leads back to a folder above it.
    FolderLoop,
    /// A named pipe, socket or device; it is never opened.
    NotAFile(&'static str),
    /// A folder was given where one document is read.
    IsAFolder,
    /// It lies in the folder that the output is written to.
    InOutputFolder,
    /// An input before it has the same document id.
    IdTaken {
        /// The id.
        id: String,
        /// The path of the input that has it.
        by: String,
    },
    /// It is larger than the limit.
    TooLarge {
        /// Its size, where that is known without reading it.
        bytes: Option<u64>,
        /// The limit.
        limit: u64,
    },
    /// The operating system refused for another reason.
    Unreadable(String),
    /// The bytes are not text.
    NotText(String),
    /// The parser stopped.
    Crashed(String),
}

impl Problem {
    /// The problem behind a failed file operation.
    #[must_use]
    pub fn from_io(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::NoPermission,
            io::ErrorKind::IsADirectory => Self::IsAFolder,
            _ => Self::Unreadable(io_reason(error)),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => out.write_str("no such file or folder: check the path"),
            Self::DanglingLink => out.write_str("a symbolic link that leads nowhere: remove it or restore its target"),
            Self::NoPermission => out.write_str("no permission to read it: change its mode or run as its owner"),
            Self::FolderLoop => {
                out.write_str("a symbolic link to a folder above it, not followed: remove the link from the input")
            }
            Self::NotAFile(what) => {
                write!(out, "a {what}, not a file, skipped without opening it: write its content to a file")
            }
            Self::IsAFolder => out.write_str("a folder, where one document is read: use `yosan batch` for folders"),
            Self::InOutputFolder => {
                out.write_str("it lies in the output folder, whose files are never input: name another --out")
            }
            Self::IdTaken { id, by } => {
                write!(
                    out,
                    "its document id `{id}` is taken by the input `{by}`: rename one of the two, or give the folder above \
                     both as the input"
                )
            }
            Self::TooLarge { bytes: Some(bytes), limit } => {
                write!(out, "{bytes} bytes, above the limit of {limit}: raise --max-bytes if it is a budget paper")
            }
            Self::TooLarge { bytes: None, limit } => {
                write!(out, "more than the limit of {limit} bytes: raise --max-bytes if it is a budget paper")
            }
            Self::Unreadable(reason) => write!(out, "it cannot be read ({reason}): check the file and its disk"),
            Self::NotText(reason) => {
                write!(out, "it is not text ({reason}): convert it to text, or name its encoding with --encoding")
            }
            Self::Crashed(reason) => {
                write!(out, "the parser stopped on it ({reason}): this is a fault of yosan, please report it")
            }
        }
    }
}

impl std::error::Error for Problem {}

/// The reason of a failed file operation in words, without the number of the operating system.
pub(crate) fn io_reason(error: &io::Error) -> String {
    let text = error.to_string();
    let words = text.split(" (os error").next().unwrap_or(&text);
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => error.kind().to_string(),
    }
}
