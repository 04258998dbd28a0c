//! `yosan check`: the findings about documents, each at its place in the text.

use std::io::Write;

use yosan_batch::{Candidate, InputInfo, Loaded, Problem, Reader, Search, find, in_order, load};
use yosan_parser::record::Severity;

use crate::cli::CheckArgs;
use crate::message::{counted, printable};
use crate::snippet::{Renderer, Styles};
use crate::{Ending, Stop, message};

/// Reads the documents and shows their findings.
pub(crate) fn run(args: &CheckArgs) -> Result<Ending, Stop> {
    let reader = args.reading.reader()?;
    let inputs = find(Search { inputs: &args.paths, globs: &args.search.glob, exclude: &[] })?;
    let mut total = Checked::default();
    let mut failed = 0_usize;
    let mut out = anstream::stdout().lock();
    in_order(
        args.search.jobs,
        &inputs,
        |candidate| check(candidate, &reader, args),
        |candidate, result| {
            match result.map_err(Problem::Crashed).flatten() {
                Ok(checked) => {
                    total.add(&checked);
                    out.write_all(checked.shown.as_bytes())?;
                }
                Err(problem) => {
                    failed += 1;
                    message::error(&format!("{}: {problem}", candidate.file.display()));
                }
            }
            Ok::<_, Stop>(())
        },
    )?;
    out.flush()?;
    if !args.quiet {
        message::plain(&total.line(inputs.len(), failed));
    }
    Ok(total.ending(failed, args.strict))
}

/// What was found in a document, or in all.
#[derive(Default)]
struct Checked {
    shown: String,
    errors: usize,
    warnings: usize,
    infos: usize,
}

impl Checked {
    fn count(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }

    fn add(&mut self, other: &Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
    }

    fn line(&self, inputs: usize, failed: usize) -> String {
        let failed = if failed == 0 { String::new() } else { format!(", {failed} not read") };
        format!(
            "{}: {}, {}, {}{failed}",
            counted(inputs, "document"),
            counted(self.errors, "error"),
            counted(self.warnings, "warning"),
            counted(self.infos, "info")
        )
    }

    fn ending(&self, failed: usize, strict: bool) -> Ending {
        if failed > 0 {
            Ending::SomeFailed
        } else if strict && (self.errors > 0 || self.warnings > 0) {
            Ending::Findings
        } else {
            Ending::Read
        }
    }
}

fn check(candidate: &Candidate, reader: &dyn Reader, args: &CheckArgs) -> Result<Checked, Problem> {
    if let Some(problem) = &candidate.problem {
        return Err(problem.clone());
    }
    let Loaded { bytes, sha256 } = load(&candidate.file, args.reading.max_bytes)?;
    let info = InputInfo { id: &candidate.id, path: &candidate.path, sha256: &sha256, bytes: bytes.len() as u64 };
    let path = candidate.file.to_string_lossy();
    let path = printable(&path);
    let mut checked = Checked::default();
    reader.read(bytes, &info, &mut |reading| {
        let mut renderer = Renderer::new(&path, reading.text, Styles::coloured());
        for finding in &reading.extraction.diagnostics {
            checked.count(finding.severity);
            if finding.severity >= args.severity.into() {
                checked.shown.push_str(&renderer.render(finding));
                checked.shown.push('\n');
            }
        }
    })?;
    Ok(checked)
}
