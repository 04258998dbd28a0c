//! The documents that are measured: the corpus, and copies of it under other names.

use std::fs;
use std::path::Path;

use crate::root;

/// One document in memory.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// The releases of the corpus.
pub(super) fn corpus() -> Result<Vec<Document>, String> {
    let read = |path: std::path::PathBuf| Ok(Document { name: root::stem(&path), bytes: root::read_bytes(&path)? });
    root::corpus().into_iter().map(read).collect()
}

/// The bytes of all documents.
pub(super) fn size(documents: &[Document]) -> u64 {
    documents.iter().map(|document| document.bytes.len() as u64).sum()
}

/// Writes copies of the documents into a folder, each under a name of its own.
pub(super) fn write_copies(documents: &[Document], copies: u32, folder: &Path) -> Result<(), String> {
    for copy in 0..copies {
        for document in documents {
            let path = folder.join(format!("{}-{copy:04}.txt", document.name));
            fs::write(&path, &document.bytes).map_err(|error| format!("{}: {error}", path.display()))?;
        }
    }
    Ok(())
}
