//! `cargo xtask ingest`: takes a new release into the corpus, with its entry and a snapshot for review.
//!
//! Nothing is overwritten, and nothing is written when the release cannot be read.

use std::path::Path;

use serde_json::Value;

use crate::extract::Reading;
use crate::sources::{self, Entry};
use crate::{block, extract, invariants, json, ledger, root, snapshot};

/// Copies the release to `corpus/NAME.txt` of a repository, writes its entry and snapshot, and tells what was found.
///
/// What the caller does not say of the release (title, publisher, fiscal year) is taken from its text.
pub fn ingest(repository: &Path, file: &Path, name: &str, entry: &Entry) -> Result<String, String> {
    check_name(name)?;
    let bytes = read_release(file)?;
    let sha256 = extract::sha256(&bytes);
    let target = repository.join(format!("corpus/{name}.txt"));
    let list = repository.join(sources::PATH);
    let sources = root::read(&list)?;
    check_new(&sources, name, &sha256, &target)?;
    let reading = extract::read(name, bytes.clone()).map_err(|error| format!("{}: {error}", file.display()))?;
    std::fs::write(&target, bytes).map_err(|error| format!("{}: {error}", root::shown(&target)))?;
    let entry = entry.or_as_printed(&reading.extraction["document"]).to_toml(name, &sha256);
    root::write(&list, &format!("{sources}{entry}"))?;
    let blocks = snapshot::file(&block::whole(&reading.extraction));
    root::write(&repository.join(snapshot::relative(name)), &blocks)?;
    Ok(format!("{}{}{}", ledger::entry(&reading.extraction), findings(&reading), next_steps(name)))
}

fn read_release(file: &Path) -> Result<Vec<u8>, String> {
    if file.is_dir() {
        return Err(format!("{}: a folder, where one release was expected: name a file", file.display()));
    }
    let bytes = root::read_bytes(file)?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(format!("{}: there is no text in it: convert the original again", file.display()));
    }
    Ok(bytes)
}

fn check_name(name: &str) -> Result<(), String> {
    let plain = |character: char| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-';
    let good = !name.is_empty() && !name.starts_with('-') && name.chars().all(plain);
    good.then_some(()).ok_or_else(|| format!("{name:?}: lower-case letters, digits and - were expected in --name"))
}

/// Neither the name nor the bytes are in the corpus.
fn check_new(sources: &str, name: &str, sha256: &str, target: &Path) -> Result<(), String> {
    let known: toml::Table = sources.parse().map_err(|error| format!("{}: {error}", sources::PATH))?;
    if target.exists() || known.contains_key(name) {
        return Err(format!("{name} is in the corpus already: choose another --name"));
    }
    let of_same = |entry: &toml::Value| entry.get("sha256").and_then(toml::Value::as_str) == Some(sha256);
    match known.iter().find(|(_, entry)| of_same(entry)) {
        Some((other, _)) => Err(format!("the same bytes are in the corpus already, as corpus/{other}.txt")),
        None => Ok(()),
    }
}

/// The findings that need a person, with their lines, and the invariants that do not hold.
fn findings(reading: &Reading) -> String {
    let open = json::list(&reading.extraction, "diagnostics").iter();
    let open = open.filter(|finding| json::text(finding, "severity") != Some("info")).map(finding);
    let broken = invariants::check(&reading.text, &reading.extraction);
    open.chain(broken.iter().map(|problem| format!("broken invariant: {problem}\n"))).collect()
}

fn finding(finding: &Value) -> String {
    let field = |name| json::text(finding, name).unwrap_or_default();
    format!("{}[{}] line {}: {}\n", field("severity"), field("code"), json::first_line(finding), field("message"))
}

fn next_steps(name: &str) -> String {
    format!(
        "written: corpus/{name}.txt, {} (a new entry), {}\n\
         now: read the snapshot beside the release; fill in what is \"{}\" in {};\n\
         then `cargo xtask ledger --write` and `cargo xtask ci`\n",
        sources::PATH,
        snapshot::relative(name),
        sources::NOT_KNOWN,
        sources::PATH,
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
