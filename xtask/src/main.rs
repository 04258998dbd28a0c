//! `cargo xtask`: arguments in, text out; the work is in the library.
#![allow(clippy::print_stderr, reason = "this is the binary that talks to people")]

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::Duration;

use clap::{Args, Parser, Subcommand};
use xtask::score::held;
use xtask::sources::Entry;
use xtask::{bench, block, cases, diff, extract, fuzz, ingest, ledger, look, root, score, snapshot, tidy};

/// The allocator of the program: what is measured is what people run.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The tasks of the project: generate (write or check), tidy, look.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Runs what continuous integration runs: format, lints, tests, readers of others, the README
    Ci,
    /// Compares extractions with gold: precision, recall and F1 per field
    Score(Score),
    /// Checks the ledger of the corpus, or writes it
    Ledger(Write),
    /// Checks the snapshots of the corpus, or writes them
    Snapshots(Write),
    /// Checks the small cases, or writes their expected records
    Cases(Cases),
    /// Checks the rules of the house; --write brings the lists of the READMEs and the manual of findings up to date
    Tidy(Write),
    /// Shows one document as the parser sees it
    Look(Look),
    /// Takes a new release into the corpus: copies it, writes its entry and snapshot, shows what was found
    Ingest(Ingest),
    /// Reads damaged documents until the time is up; prints what broke, made small
    Fuzz(Fuzz),
    /// Measures each phase and the whole, beside a reference in the same run
    Bench(Bench),
}

#[derive(Args)]
struct Write {
    /// Bring it up to date
    #[arg(long)]
    write: bool,
}

#[derive(Args)]
struct Score {
    /// Only documents whose name holds this
    #[arg(long, value_name = "NAME")]
    document: Option<String>,
    /// Only fields whose name holds this
    #[arg(long, value_name = "NAME")]
    field: Option<String>,
    /// Show all that is missing and extra, not only the first rows
    #[arg(long)]
    list: bool,
    /// Raise the committed scores to what was reached
    #[arg(long)]
    write: bool,
}

#[derive(Args)]
struct Cases {
    /// Only cases whose name holds this
    #[arg(default_value = "")]
    filter: String,
    /// Write the expected records: read the diff before you commit it
    #[arg(long)]
    write: bool,
}

#[derive(Args)]
struct Look {
    /// The release
    file: PathBuf,
    /// Lines with their owners (the default)
    #[arg(long, group = "what")]
    lines: bool,
    /// The folded text
    #[arg(long, group = "what")]
    folded: bool,
    /// Readable blocks with their source lines
    #[arg(long, group = "what")]
    blocks: bool,
    /// The records as JSON
    #[arg(long, group = "what")]
    records: bool,
    /// One programme with its source lines
    #[arg(long, group = "what", value_name = "N")]
    programme: Option<u32>,
}

#[derive(Args)]
struct Fuzz {
    /// How long
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// The seed of the first document; each further one has the next
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

#[derive(Args)]
struct Ingest {
    /// The release
    file: PathBuf,
    /// Its name in the corpus: lower-case letters, digits and -
    #[arg(long)]
    name: String,
    /// Its title [default: as printed]
    #[arg(long)]
    title: Option<String>,
    /// Who published it [default: as printed]
    #[arg(long)]
    publisher: Option<String>,
    /// The fiscal year that it is about [default: as printed]
    #[arg(long)]
    fiscal_year: Option<u16>,
    /// Where it is from
    #[arg(long)]
    origin: Option<String>,
    /// Its licence
    #[arg(long)]
    licence: Option<String>,
}

#[derive(Args)]
struct Bench {
    /// Repetitions of each measurement
    #[arg(long, value_name = "N", default_value_t = 5)]
    repetitions: u32,
    /// The largest of the generated corpora: copies of the corpus
    #[arg(long, value_name = "COPIES", default_value_t = 1000)]
    largest: u32,
    /// Inputs made to be hard, in two sizes, instead
    #[arg(long)]
    pathological: bool,
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(text) => {
            // A reader that has seen enough (`| head`) is no failure.
            let _ = std::io::stdout().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(text) => {
            eprintln!("{}", text.trim_end());
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<String, String> {
    match task {
        Task::Ci => ci(),
        Task::Score(options) => scores(&options),
        Task::Ledger(options) => generated(ledger::PATH, &ledger::ledger()?, options.write),
        Task::Snapshots(options) => snapshots(options.write),
        Task::Cases(options) => small_cases(&options),
        Task::Tidy(options) => house(options.write),
        Task::Look(options) => show(&options),
        Task::Ingest(options) => take_in(options),
        Task::Fuzz(options) => damaged(&options),
        Task::Bench(options) => measure(&options),
    }
}

/// One script for both: what people run here is what runs elsewhere.
fn ci() -> Result<String, String> {
    let status = Command::new("bash").arg(".ci/run").current_dir(root::root()).status();
    match status {
        Ok(status) if status.success() => Ok("all checks passed\n".to_owned()),
        Ok(status) => Err(format!(".ci/run: {status}")),
        Err(error) => Err(format!(".ci/run: {error}")),
    }
}

fn scores(options: &Score) -> Result<String, String> {
    let reports = score::all(options.document.as_deref())?;
    if options.write {
        root::write(&root::at(held::PATH), &held::raised(held::read()?, &reports))?;
    }
    let limit = if options.list { usize::MAX } else { 5 };
    let field = options.field.as_deref();
    let tables: Vec<String> = reports.iter().map(|report| score::table(report, field)).collect();
    let details: String = reports.iter().map(|report| score::details(report, field, limit)).collect();
    Ok(format!("{details}\n{}", tables.join("\n")))
}

/// Compares a committed file with what it should be, or writes it.
fn generated(path: &str, text: &str, write: bool) -> Result<String, String> {
    if write {
        root::write(&root::at(path), text)?;
        return Ok(String::new());
    }
    let before = root::read(&root::at(path)).unwrap_or_default();
    if before == text {
        Ok(String::new())
    } else {
        Err(format!("{path} is not up to date\n{}", diff::diff(&before, text)))
    }
}

fn snapshots(write: bool) -> Result<String, String> {
    for path in root::corpus() {
        let (name, blocks) = (root::stem(&path), block::whole(&extract::read_file(&path)?.extraction));
        let before = root::read(&snapshot::path(&name)).unwrap_or_default();
        if snapshot::content(&before) != blocks.trim_end_matches('\n') {
            generated(&root::shown(&snapshot::path(&name)), &snapshot::file(&blocks), write)?;
        }
    }
    Ok(String::new())
}

fn small_cases(options: &Cases) -> Result<String, String> {
    let cases = cases::all(&options.filter);
    if options.write {
        cases.iter().try_for_each(cases::Case::write)?;
    }
    told(cases.iter().flat_map(cases::Case::problems).collect())
}

fn house(write: bool) -> Result<String, String> {
    if write {
        let files = tidy::files()?;
        root::write(&root::at(tidy::MANUAL), &tidy::manual())?;
        for folder in tidy::CRATES {
            root::write(&root::at(&format!("{folder}/README.md")), &tidy::written(folder, &files))?;
        }
    }
    told(tidy::check()?)
}

fn told(problems: Vec<String>) -> Result<String, String> {
    if problems.is_empty() { Ok(String::new()) } else { Err(problems.join("\n")) }
}

fn show(options: &Look) -> Result<String, String> {
    let reading = extract::read_file(&options.file)?;
    match options.programme {
        Some(ordinal) => look::programme(&reading, ordinal),
        None if options.folded => Ok(look::folded(&reading)),
        None if options.blocks => Ok(look::blocks(&reading)),
        None if options.records => Ok(look::records(&reading)),
        None => Ok(look::lines(&reading)),
    }
}

fn take_in(options: Ingest) -> Result<String, String> {
    let Ingest { file, name, title, publisher, fiscal_year, origin, licence } = options;
    ingest::ingest(root::root(), &file, &name, &Entry { title, publisher, fiscal_year, origin, licence })
}

fn damaged(options: &Fuzz) -> Result<String, String> {
    let until = fuzz::Until::Time(Duration::from_secs(options.seconds));
    let run = fuzz::run(&fuzz::documents(), options.seed, until);
    let report = fuzz::report(&run);
    if run.faults.is_empty() { Ok(report) } else { Err(report) }
}

/// Unoptimised code has no speed worth measuring: such a program runs itself again, optimised.
fn measure(options: &Bench) -> Result<String, String> {
    if cfg!(debug_assertions) {
        let arguments = std::env::args_os().skip(1);
        let again = ["run", "--quiet", "--release", "--package", "xtask", "--"];
        let status = Command::new("cargo").args(again).args(arguments).current_dir(root::root()).status();
        return match status {
            Ok(status) if status.success() => Ok(String::new()),
            Ok(status) => Err(format!("cargo run --release: {status}")),
            Err(error) => Err(format!("cargo run --release: {error}")),
        };
    }
    let Bench { repetitions, largest, pathological } = *options;
    let show = |text: &str| {
        let mut out = std::io::stdout().lock();
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    };
    bench::run(&bench::Options { repetitions, largest, pathological }, &mut { show })?;
    Ok(String::new())
}
