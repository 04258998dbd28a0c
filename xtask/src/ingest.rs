//! `cargo xtask ingest`: takes a new release into the corpus, with its entry and a snapshot for review.

use std::path::Path;

use crate::sources::{self, Entry};
use crate::{block, extract, invariants, ledger, root, snapshot};

/// Copies the release to `corpus/NAME.txt`, writes its entry and snapshot, and tells what was found in it.
///
/// Nothing is overwritten; nothing is written when the release cannot be read.
pub fn ingest(file: &Path, name: &str, entry: &Entry) -> Result<String, String> {
    check_name(name)?;
    let bytes = root::read_bytes(file)?;
    let target = root::at(&format!("corpus/{name}.txt"));
    let sources = root::read(&root::at(sources::PATH))?;
    let known: toml::Table = sources.parse().map_err(|error| format!("{}: {error}", sources::PATH))?;
    if target.exists() || known.contains_key(name) {
        return Err(format!("{name} is in the corpus already: choose another --name"));
    }
    let sha256 = extract::sha256(&bytes);
    let reading = extract::read(name, bytes.clone())?;
    std::fs::write(&target, bytes).map_err(|error| format!("{}: {error}", root::shown(&target)))?;
    root::write(&root::at(sources::PATH), &format!("{sources}{}", entry.to_toml(name, &sha256)))?;
    root::write(&snapshot::path(name), &snapshot::file(&block::whole(&reading.extraction)))?;
    let broken = invariants::check(&reading.text, &reading.extraction);
    let broken: String = broken.iter().map(|problem| format!("broken invariant: {problem}\n")).collect();
    Ok(format!("{}{broken}{}", ledger::entry(&reading.extraction), next_steps(name)))
}

fn check_name(name: &str) -> Result<(), String> {
    let plain = |character: char| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-';
    let good = !name.is_empty() && !name.starts_with('-') && name.chars().all(plain);
    good.then_some(()).ok_or_else(|| format!("{name:?}: lower-case letters, digits and - were expected in --name"))
}

fn next_steps(name: &str) -> String {
    format!(
        "now: fill in what is not known in {}; read {} beside the release; then cargo xtask ledger --write\n",
        sources::PATH,
        root::shown(&snapshot::path(name)),
    )
}

#[cfg(test)]
mod tests {
    use super::check_name;

    #[test]
    fn a_name_is_a_plain_file_name() {
        assert!(check_name("meti-fy2025-pr").is_ok());
        for name in ["", "../up", "a/b", "Meti", "名前", "-x"] {
            assert!(check_name(name).is_err(), "{name}");
        }
    }
}
