//! What one document gives to the files of a run, on its way from the worker that encodes it to the writer.
//!
//! The writer hands the memory back for the next documents. Without that it would be asked for on one thread and freed
//! on another, document after document, and each buffer would grow from nothing.

use std::io;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use crate::parquet::Rows;

/// What one document gives to each file, in the order of the files.
#[derive(Default)]
pub(crate) struct Pieces {
    /// The bytes for all files, one behind the other.
    bytes: Vec<u8>,
    shares: Vec<Share>,
}

/// The share of one file.
enum Share {
    /// Its bytes.
    Bytes(Range<usize>),
    /// Its rows.
    Rows(Rows),
}

/// What one document gives to one file.
pub(crate) enum Piece<'p> {
    /// Bytes to append.
    Bytes(&'p [u8]),
    /// Rows to append to a Parquet file.
    Rows(Rows),
}

impl Pieces {
    /// Adds the piece of the next file, which `append` appends.
    pub(crate) fn add_bytes(&mut self, append: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<()> {
        let start = self.bytes.len();
        append(&mut self.bytes)?;
        self.shares.push(Share::Bytes(start..self.bytes.len()));
        Ok(())
    }

    /// Adds the piece of the next file, which is for Parquet.
    pub(crate) fn add_rows(&mut self, rows: Rows) {
        self.shares.push(Share::Rows(rows));
    }

    /// Takes the pieces out, in the order of the files.
    pub(crate) fn take(&mut self) -> impl Iterator<Item = Piece<'_>> {
        let bytes = &self.bytes;
        self.shares.drain(..).map(|share| match share {
            Share::Bytes(range) => Piece::Bytes(bytes.get(range).unwrap_or_default()),
            Share::Rows(rows) => Piece::Rows(rows),
        })
    }
}

/// Pieces of documents that are written, as empty ones for the next. There are never more than documents at a time.
#[derive(Default)]
pub(crate) struct SparePieces(Mutex<Vec<Pieces>>);

impl SparePieces {
    /// The largest buffer that is kept: a few documents much larger than the others leave no memory behind.
    const MOST_BYTES: usize = 16 << 20;

    /// Empty pieces.
    pub(crate) fn take(&self) -> Pieces {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    /// Takes back pieces that are written.
    pub(crate) fn give_back(&self, mut pieces: Pieces) {
        if pieces.bytes.capacity() <= Self::MOST_BYTES {
            pieces.bytes.clear();
            pieces.shares.clear();
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(pieces);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn bytes(pieces: &mut Pieces) -> Vec<Vec<u8>> {
        let bytes = |piece: Piece<'_>| match piece {
            Piece::Bytes(bytes) => bytes.to_vec(),
            Piece::Rows(_) => panic!("there are no rows"),
        };
        pieces.take().map(bytes).collect()
    }

    fn add(pieces: &mut Pieces, text: &str) {
        pieces.add_bytes(|out| out.write_all(text.as_bytes())).unwrap();
    }

    #[test]
    fn pieces_that_come_back_are_empty_and_keep_their_memory() {
        let spare = SparePieces::default();
        let mut pieces = spare.take();
        add(&mut pieces, "a");
        add(&mut pieces, "");
        add(&mut pieces, "bc");
        assert_eq!(bytes(&mut pieces), [b"a".to_vec(), b"".to_vec(), b"bc".to_vec()]);
        spare.give_back(pieces);
        let mut pieces = spare.take();
        assert!(pieces.bytes.capacity() >= 3);
        add(&mut pieces, "d");
        assert_eq!(bytes(&mut pieces), [b"d".to_vec()]);
    }

    #[test]
    fn a_very_large_buffer_is_not_kept() {
        let spare = SparePieces::default();
        let bytes = Vec::with_capacity(SparePieces::MOST_BYTES + 1);
        spare.give_back(Pieces { bytes, shares: Vec::new() });
        assert_eq!(spare.take().bytes.capacity(), 0);
    }
}
