//! An output file that is being written, its size and SHA-256 counted as it grows.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::early_sync::EarlySync;
use crate::encode::Content;
use crate::load::hex;
use crate::manifest::OutputFile;
use crate::parquet::ParquetSink;
use crate::pieces::Piece;

/// An output file that is being written.
pub(crate) enum Sink {
    /// JSON lines or CSV.
    Bytes(HashedFile),
    /// Parquet.
    Rows(Box<ParquetSink<HashedFile>>),
}

impl Sink {
    /// Creates a file with its head.
    pub(crate) fn create(path: &Path, content: Content, head: &[u8]) -> io::Result<Self> {
        let mut file = HashedFile::create(path)?;
        file.write_all(head)?;
        match content {
            Content::Parquet(table) => Ok(Self::Rows(Box::new(ParquetSink::new(file, table)?))),
            Content::JsonLines(_) | Content::Csv(_) => Ok(Self::Bytes(file)),
        }
    }

    /// Appends what one document gives and says how much that is: bytes, or rows.
    pub(crate) fn append(&mut self, piece: Piece<'_>) -> io::Result<u64> {
        match (self, piece) {
            (Self::Bytes(file), Piece::Bytes(bytes)) => file.write_all(bytes).map(|()| bytes.len() as u64),
            (Self::Rows(file), Piece::Rows(rows)) => {
                let count = rows.len();
                file.append(rows).map(|()| count)
            }
            _ => Err(io::Error::other("the piece is of another format")),
        }
    }

    /// Ends the file; it is on the disk when this returns.
    pub(crate) fn finish(self, name: &str) -> io::Result<OutputFile> {
        match self {
            Self::Bytes(file) => file.finish(name),
            Self::Rows(file) => file.finish()?.finish(name),
        }
    }
}

/// Writes a whole file; it is on the disk when this returns.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A file whose size and SHA-256 are counted.
pub(crate) struct HashedFile {
    file: BufWriter<File>,
    sha256: Sha256,
    bytes: u64,
    early_sync: EarlySync,
}

impl HashedFile {
    fn create(path: &Path) -> io::Result<Self> {
        Ok(Self {
            file: BufWriter::with_capacity(1 << 16, File::create(path)?),
            sha256: Sha256::new(),
            bytes: 0,
            early_sync: EarlySync::default(),
        })
    }

    fn finish(mut self, name: &str) -> io::Result<OutputFile> {
        self.early_sync.wait()?;
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        Ok(OutputFile { name: name.to_owned(), bytes: self.bytes, sha256: hex(&self.sha256.finalize()) })
    }
}

impl Write for HashedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.sha256.update(bytes.get(..written).unwrap_or_default());
        self.bytes += written as u64;
        self.early_sync.grown_to(self.bytes, self.file.get_ref())?;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
