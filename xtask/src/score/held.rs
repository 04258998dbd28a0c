//! `fixtures/gold/scores.toml`: the scores that may not fall.
//!
//! A table per document, a line per field with its F1. `cargo xtask score --write` raises lines and adds new ones; it
//! never lowers one: whoever gives up a score edits the file by hand, and the diff says so.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Report, Share};
use crate::root;

/// The committed file.
pub const PATH: &str = "fixtures/gold/scores.toml";

/// F1 by document and field.
pub type Held = BTreeMap<String, BTreeMap<String, Share>>;

/// Reads the committed scores; none where the file is not there.
pub fn read() -> Result<Held, String> {
    let path = root::at(PATH);
    if !path.is_file() {
        return Ok(Held::new());
    }
    let file: toml::Table = root::read(&path)?.parse().map_err(|error| format!("{PATH}: {error}"))?;
    file.into_iter().map(|(document, fields)| Ok((document, shares(&fields)?))).collect()
}

/// What fell, and what is not held yet: empty when all is well.
#[must_use]
pub fn fallen(held: &Held, reports: &[Report]) -> Vec<String> {
    let mut found = Vec::new();
    for report in reports {
        for field in &report.fields {
            let (name, now) = (format!("{} {}", report.document, field.name), field.f1());
            match held.get(&report.document).and_then(|fields| fields.get(&field.name)) {
                Some(before) if now < *before => found.push(format!("{name}: F1 fell from {before} to {now}")),
                Some(_) => {}
                None => found.push(format!("{name}: F1 {now} is not held yet")),
            }
        }
    }
    found
}

/// How many scores are better than the committed ones.
#[must_use]
pub fn risen(held: &Held, reports: &[Report]) -> usize {
    let before =
        |report: &Report, field: &str| held.get(&report.document).and_then(|fields| fields.get(field).copied());
    let rose = |report: &Report| report.fields.iter().filter(|it| before(report, &it.name) < Some(it.f1())).count();
    reports.iter().map(rose).sum()
}

/// The file with these scores raised to what was reached now.
#[must_use]
pub fn raised(mut held: Held, reports: &[Report]) -> String {
    for report in reports {
        let fields = held.entry(report.document.clone()).or_default();
        for field in &report.fields {
            let score = fields.entry(field.name.clone()).or_insert_with(|| field.f1());
            *score = field.f1().max(*score);
        }
    }
    let mut out =
        String::from("# F1 per document and field, which may not fall. Raise them with: cargo xtask score --write\n");
    for (document, fields) in held {
        let _ = writeln!(out, "\n[{document}]");
        for (field, score) in fields {
            let _ = writeln!(out, "{field} = \"{score}\"");
        }
    }
    out
}

fn shares(fields: &toml::Value) -> Result<BTreeMap<String, Share>, String> {
    let table = fields.as_table().ok_or_else(|| format!("{PATH}: a table per document was expected"))?;
    let share = |(field, score): (&String, &toml::Value)| {
        let score = score.as_str().and_then(Share::parse);
        score
            .map(|score| (field.clone(), score))
            .ok_or_else(|| format!("{PATH}: {field}: \"0.0000\" to \"1.0000\" was expected"))
    };
    table.iter().map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::{Held, fallen, raised, risen};
    use crate::score::{Field, Report, Row};

    fn report(right: u32, missing: u32) -> Report {
        let row = |number: u32| Row::new(number, &[&number]);
        let gold = (0..right + missing).map(row).collect();
        let field = Field::compare("amounts", gold, (0..right).map(row).collect());
        Report { document: "paper".to_owned(), fields: vec![field] }
    }

    fn held(text: &str) -> Held {
        let table: toml::Table = text.parse().unwrap();
        table.into_iter().map(|(document, fields)| (document, super::shares(&fields).unwrap())).collect()
    }

    #[test]
    fn scores_rise_and_do_not_fall() {
        let low = held(&raised(Held::new(), &[report(1, 1)]));
        assert_eq!(fallen(&low, &[report(1, 2)]).len(), 1);
        assert_eq!(fallen(&low, &[report(2, 0)]), [""; 0]);
        assert_eq!(risen(&low, &[report(2, 0)]), 1);
        let high = held(&raised(low.clone(), &[report(2, 0)]));
        assert_eq!(held(&raised(high.clone(), &[report(1, 1)])), high);
    }
}
