//! What stops a whole run: the request cannot be carried out, or the output cannot be written.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::problem::io_reason;

/// Why a run stopped. The former output is unchanged in every case.
#[derive(Debug)]
pub enum Error {
    /// Another run writes into the same folder.
    Locked {
        /// The folder.
        out: PathBuf,
    },
    /// The output folder holds something that this program did not write.
    Foreign {
        /// The folder.
        out: PathBuf,
        /// The name of what is in it.
        name: String,
    },
    /// The output path cannot be a folder.
    NotAFolder {
        /// The path.
        out: PathBuf,
    },
    /// Writing failed.
    Write {
        /// What was being written.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
    /// Reading back a part of the former output failed.
    Former {
        /// What was being read.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
    /// A glob is malformed.
    Glob {
        /// The glob.
        glob: String,
        /// What is wrong with it.
        reason: String,
    },
    /// There is no encoding of this name.
    Encoding {
        /// The name.
        name: String,
    },
    /// The label file is malformed.
    Labels {
        /// What is wrong with it.
        reason: String,
    },
    /// The threads could not be started.
    Threads {
        /// Why.
        reason: String,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Locked { out: folder } => write!(
                out,
                "{}: another run is writing into this folder: wait until it is done, or name another --out",
                folder.display()
            ),
            Self::Foreign { out: folder, name } => write!(
                out,
                "{}: the folder holds `{name}`, which yosan did not write and would delete: name another --out, or move \
                 it away",
                folder.display()
            ),
            Self::NotAFolder { out: path } => {
                write!(out, "{}: it cannot be the output folder: name a folder, existing or new", path.display())
            }
            Self::Write { path, source } => write!(
                out,
                "{}: it cannot be written ({}): check the space and the permissions there; the former output is \
                 unchanged",
                path.display(),
                io_reason(source)
            ),
            Self::Former { path, source } => write!(
                out,
                "{}: the former output cannot be read back ({}): run again without --resume",
                path.display(),
                io_reason(source)
            ),
            Self::Glob { glob, reason } => write!(out, "{glob}: not a glob ({reason}): write it like '*.{{txt,md}}'"),
            Self::Encoding { name } => {
                write!(out, "{name}: no such encoding: use a WHATWG name such as utf-8, shift_jis or euc-jp")
            }
            Self::Labels { reason } => {
                write!(
                    out,
                    "not a label file ({reason}): write [[sections]] with a kind and labels, as the README shows"
                )
            }
            Self::Threads { reason } => write!(out, "the threads cannot be started ({reason}): try --jobs 1"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Write { source, .. } | Self::Former { source, .. } => Some(source),
            _ => None,
        }
    }
}
