//! `cargo xtask bench`: how fast each phase is, beside a reference over the same bytes in the same run.
//!
//! The reference is the NFKC normalisation of ICU4X: what a fast program pays for looking at every character once.
//! Figures shift with the machine and with what else runs on it, ratios much less: compare within one run. Phases are
//! timed in processor time of their thread; whole programs by the clock. Nothing is asserted on either.

mod clock;
mod inputs;
mod pathological;
mod phases;
mod process;
mod table;

use crate::root;

/// What is measured.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Repetitions of each measurement.
    pub repetitions: u32,
    /// The largest of the generated corpora: so many copies of the corpus.
    pub largest: u32,
    /// Only inputs made to be hard, in two sizes.
    pub pathological: bool,
}

/// Measures, and hands over each table as soon as it is done.
///
/// # Errors
/// The corpus cannot be read, or the program cannot be built or run.
pub fn run(options: &Options, show: &mut dyn FnMut(&str)) -> Result<(), String> {
    if options.pathological {
        return pathological::run(options.repetitions, show);
    }
    let corpus = inputs::corpus()?;
    phases::run(&corpus, options, show)?;
    process::run(&corpus, options, show)
}

/// The program as people run it.
fn build_program() -> Result<std::path::PathBuf, String> {
    let status = std::process::Command::new("cargo")
        .args(["build", "--quiet", "--release", "--package", "yosan"])
        .current_dir(root::root())
        .status();
    match status {
        Ok(status) if status.success() => Ok(root::at("target/release/yosan")),
        Ok(status) => Err(format!("cargo build: {status}")),
        Err(error) => Err(format!("cargo build: {error}")),
    }
}
