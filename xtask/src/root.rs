//! Where things are in the repository.

use std::fs;
use std::path::{Path, PathBuf};

/// The top level of the repository.
#[must_use]
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask stands below the top level")
}

/// A path below the top level.
#[must_use]
pub fn at(relative: &str) -> PathBuf {
    root().join(relative)
}

/// A text file; the message names it when it cannot be read.
pub fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", shown(path)))
}

/// The bytes of a file.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", shown(path)))
}

/// Writes a file, and its folder where that is new.
pub fn write(path: &Path, text: &str) -> Result<(), String> {
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    folder.and_then(|()| fs::write(path, text)).map_err(|error| format!("{}: {error}", shown(path)))
}

/// The files of a folder with an extension, by name; none where the folder is not there.
#[must_use]
pub fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = entries(&at(folder)).filter(|path| has_extension(path, extension)).collect();
    found.sort();
    found
}

/// The folders of a folder, by name.
#[must_use]
pub fn folders(folder: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = entries(&at(folder)).filter(|path| path.is_dir()).collect();
    found.sort();
    found
}

/// The corpus: the releases at the top level of its folder.
#[must_use]
pub fn corpus() -> Vec<PathBuf> {
    files("corpus", "txt")
}

/// The name of a file without its extension.
#[must_use]
pub fn stem(path: &Path) -> String {
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A path for messages: below the top level where it is there.
#[must_use]
pub fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder).into_iter().flatten().filter_map(|entry| entry.ok().map(|entry| entry.path()))
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.is_file() && path.extension().is_some_and(|found| found == extension)
}
