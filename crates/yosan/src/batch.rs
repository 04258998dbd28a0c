//! `yosan batch`: files and folders into a folder of records.

use std::time::Instant;

use yosan_batch::{Format, Job, Manifest};

use crate::cli::BatchArgs;
use crate::progress::Progress;
use crate::{Ending, Stop, message, summary};

/// Reads the inputs and writes the output folder.
pub(crate) fn run(args: &BatchArgs) -> Result<Ending, Stop> {
    let begun = Instant::now();
    let job = job(args);
    note_idle_options(args, &job);
    let mut progress = Progress::new(args.quiet);
    let result = yosan_batch::run(&job, &args.reading.reader()?, &mut progress);
    progress.end();
    let report = result?;
    if !args.quiet {
        message::plain(&summary::table(&report.manifest));
        message::plain(&summary::totals(&report, begun.elapsed()));
    }
    Ok(ending(&report.manifest, args.strict))
}

fn job(args: &BatchArgs) -> Job {
    Job {
        formats: args.format.iter().map(|format| Format::from(*format)).collect(),
        globs: args.search.glob.clone(),
        jobs: args.search.jobs,
        max_bytes: args.reading.max_bytes,
        lines: args.lines,
        excel: args.excel,
        resume: args.resume,
        ..Job::new(args.inputs.clone(), args.out.clone())
    }
}

fn note_idle_options(args: &BatchArgs, job: &Job) {
    let idle = [("--lines", args.lines, Format::Jsonl, "jsonl"), ("--excel", args.excel, Format::Csv, "csv")];
    for (option, given, format, name) in idle {
        if given && !args.quiet && !job.formats.contains(&format) {
            message::note(&format!("{option} has no effect without --format {name}"));
        }
    }
}

fn ending(manifest: &Manifest, strict: bool) -> Ending {
    let doubtful = |errors: u32, warnings: u32| errors > 0 || warnings > 0;
    let mut counts = manifest.inputs.iter().filter_map(|input| input.counts);
    if manifest.counts.failed > 0 {
        Ending::SomeFailed
    } else if strict && counts.any(|counts| doubtful(counts.errors, counts.warnings)) {
        Ending::Findings
    } else {
        Ending::Read
    }
}
