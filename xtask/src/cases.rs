//! Small cases: `fixtures/cases/FEATURE/NAME.txt` with its expected records beside it in `NAME.expected`.
//!
//! The expected file holds the readable blocks and the findings. `cargo xtask cases --write` writes it; read the
//! diff before it is committed.

use std::path::PathBuf;

use crate::extract::Reading;
use crate::{block, diff, extract, invariants, root};

/// One case.
#[derive(Clone, Debug)]
pub struct Case {
    /// `feature/name`.
    pub name: String,
    /// The input.
    pub input: PathBuf,
}

impl Case {
    /// The file of its expected records.
    #[must_use]
    pub fn expected(&self) -> PathBuf {
        self.input.with_extension("expected")
    }

    /// Reads the input.
    pub fn reading(&self) -> Result<Reading, String> {
        extract::read_file(&self.input)
    }

    /// What is wrong with it: records other than expected, or broken invariants. Empty when all is well.
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        let reading = match self.reading() {
            Ok(reading) => reading,
            Err(error) => return vec![error],
        };
        let mut problems = invariants::check(&reading.text, &reading.extraction);
        match root::read(&self.expected()) {
            Ok(expected) => problems.push(diff::diff(&expected, &block::with_findings(&reading.extraction))),
            Err(error) => problems.push(format!("{error}: write it with cargo xtask cases --write, and read it")),
        }
        problems.retain(|problem| !problem.is_empty());
        problems.iter().map(|problem| format!("{}: {problem}", self.name)).collect()
    }

    /// Writes the expected records.
    pub fn write(&self) -> Result<(), String> {
        root::write(&self.expected(), &block::with_findings(&self.reading()?.extraction))
    }
}

/// All cases whose name holds `filter`, by name.
#[must_use]
pub fn all(filter: &str) -> Vec<Case> {
    let features = root::folders("fixtures/cases");
    let inputs = features.iter().flat_map(|folder| {
        let feature = root::stem(folder);
        root::files(&format!("fixtures/cases/{feature}"), "txt").into_iter().map(move |input| (feature.clone(), input))
    });
    let cases = inputs.map(|(feature, input)| Case { name: format!("{feature}/{}", root::stem(&input)), input });
    cases.filter(|case| case.name.contains(filter)).collect()
}
