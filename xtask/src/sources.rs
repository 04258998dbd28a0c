//! `corpus/SOURCES.toml`: where each release is from, its SHA-256 and its licence.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value;

use crate::{extract, json, root};

/// The committed file.
pub const PATH: &str = "corpus/SOURCES.toml";

/// What is written where nobody knows.
pub const NOT_KNOWN: &str = "not known";

/// Fields that every entry has, in their order.
const FIELDS: &[&str] = &["title", "publisher", "fiscal_year", "sha256", "origin", "licence"];

/// A new entry.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// Title of the release.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The fiscal year that it is about.
    pub fiscal_year: Option<u16>,
    /// Where the text is from.
    pub origin: Option<String>,
    /// Under which licence it can be passed on.
    pub licence: Option<String>,
}

impl Entry {
    /// The entry, with what it does not say taken from what the release prints of itself.
    #[must_use]
    pub fn or_as_printed(&self, document: &Value) -> Self {
        let printed = |field: &str| json::text(document, field).map(str::to_owned);
        let year = json::int(document, "fiscal_year").and_then(|year| u16::try_from(year).ok());
        Self {
            title: self.title.clone().or_else(|| printed("title")),
            publisher: self.publisher.clone().or_else(|| printed("publisher")),
            fiscal_year: self.fiscal_year.or(year),
            ..self.clone()
        }
    }

    /// The entry as it stands in the file.
    #[must_use]
    pub fn to_toml(&self, name: &str, sha256: &str) -> String {
        let quoted = |text: &Option<String>| {
            toml::Value::String(text.clone().unwrap_or_else(|| NOT_KNOWN.to_owned())).to_string()
        };
        let year = self.fiscal_year.map_or(format!("\"{NOT_KNOWN}\""), |year| year.to_string());
        let mut out = format!("\n[{name}]\ntitle = {}\n", quoted(&self.title));
        let _ = writeln!(out, "publisher = {}\nfiscal_year = {year}\nsha256 = \"{sha256}\"", quoted(&self.publisher));
        let _ = writeln!(out, "origin = {}\nlicence = {}", quoted(&self.origin), quoted(&self.licence));
        out
    }
}

/// What does not fit between the folder and the file: missing entries, missing files, other bytes, missing fields.
#[must_use]
pub fn problems() -> Vec<String> {
    let entries: Result<toml::Table, String> =
        root::read(&root::at(PATH)).and_then(|text| text.parse().map_err(|error| format!("{PATH}: {error}")));
    let mut entries: BTreeMap<String, toml::Value> = match entries {
        Ok(entries) => entries.into_iter().collect(),
        Err(error) => return vec![error],
    };
    let mut problems = Vec::new();
    for path in root::corpus() {
        let name = root::stem(&path);
        match entries.remove(&name) {
            None => problems.push(format!("{PATH}: no entry for corpus/{name}.txt")),
            Some(entry) => problems.extend(entry_problems(&name, &entry, root::read_bytes(&path))),
        }
    }
    problems.extend(entries.keys().map(|name| format!("{PATH}: [{name}] has no file")));
    problems
}

fn entry_problems(name: &str, entry: &toml::Value, bytes: Result<Vec<u8>, String>) -> Vec<String> {
    let absent = FIELDS.iter().filter(|field| entry.get(**field).is_none());
    let mut problems: Vec<String> = absent.map(|field| format!("{PATH}: [{name}] has no {field}")).collect();
    match bytes {
        Err(error) => problems.push(error),
        Ok(bytes) => {
            let found = extract::sha256(&bytes);
            if entry.get("sha256").and_then(toml::Value::as_str) != Some(found.as_str()) {
                problems.push(format!("{PATH}: [{name}] has another sha256 than the file: {found}"));
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Entry;

    #[test]
    fn what_is_not_said_is_taken_from_the_release() {
        let said = Entry { publisher: Some("環境省".to_owned()), ..Entry::default() };
        let document = json!({"title": "令和7年度予算案の概要", "publisher": "経済産業省", "fiscal_year": null});
        let entry = said.or_as_printed(&document);
        assert_eq!(entry.title.as_deref(), Some("令和7年度予算案の概要"));
        assert_eq!((entry.publisher.as_deref(), entry.fiscal_year), (Some("環境省"), None));
    }

    #[test]
    fn a_new_entry_can_be_read_back_and_says_what_is_not_known() {
        let entry =
            Entry {
                title: Some("\"令和6年度\" 予算案".to_owned()), fiscal_year: Some(2024), ..Entry::default()
            };
        let table: toml::Table = entry.to_toml("paper", "00ff").parse().unwrap();
        assert_eq!(table["paper"]["title"].as_str(), Some("\"令和6年度\" 予算案"));
        assert_eq!(table["paper"]["fiscal_year"].as_integer(), Some(2024));
        assert_eq!(table["paper"]["licence"].as_str(), Some("not known"));
    }
}
