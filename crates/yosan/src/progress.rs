//! How far a run is: a bar on a terminal, a plain line elsewhere, nothing when quiet.

use std::io::{self, IsTerminal};
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};
use yosan_batch::{ManifestInput, Observer, Status};

use crate::message;

/// Shows how far a run is, and the inputs that failed.
pub(crate) struct Progress {
    bar: ProgressBar,
    quiet: bool,
}

impl Progress {
    /// Shows nothing yet.
    pub(crate) fn new(quiet: bool) -> Self {
        Self { bar: ProgressBar::hidden(), quiet }
    }

    /// Takes the bar away.
    pub(crate) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

impl Observer for Progress {
    fn begin(&mut self, inputs: usize) {
        if self.quiet {
            return;
        }
        if inputs == 0 {
            message::note("no input found: name files, or folders with *.txt, *.text or *.md, or give a --glob");
        } else if io::stderr().is_terminal() {
            self.bar = ProgressBar::new(inputs as u64).with_style(style());
        } else {
            message::plain(&format!("reading {}", message::counted(inputs, "input")));
        }
    }

    fn not_resumed(&mut self, reason: &str) {
        if !self.quiet {
            message::note(&format!("the former output cannot be used, so everything is read: {reason}"));
        }
    }

    fn done(&mut self, file: &Path, input: &ManifestInput) {
        self.bar.inc(1);
        if input.status == Status::Failed {
            let reason = input.reason.as_deref().unwrap_or("it cannot be read");
            self.bar.suspend(|| message::error(&format!("{}: {reason}", file.display())));
        }
    }
}

fn style() -> ProgressStyle {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} documents, {eta} left");
    style.unwrap_or_else(|_| ProgressStyle::default_bar())
}
