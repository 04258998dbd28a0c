//! The commands and their options.

use std::fs;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, RangedU64ValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use yosan_batch::{DEFAULT_MAX_BYTES, Error, Format, MAX_BYTES_CEILING, PaperReader, Problem, SCHEMA_NAMES};
use yosan_parser::record::{Code, Severity};

use crate::Stop;

const EXIT_STATUS: &str = "Exit status:
  0  all inputs read
  1  some input failed (the others are written all the same)
  2  wrong usage, or the output cannot be written
  3  with --strict: a diagnostic of severity warning or worse";

const EXTRACT_EXIT_STATUS: &str = "Exit status:
  0  the document was read
  1  it could not be read
  2  wrong usage, or the output cannot be written";

/// The most threads that can be asked for; more would only wait for each other.
const MOST_JOBS: u64 = 1024;

const ABOUT: &str = "Japanese budget releases to records that people can query.

Reads the text of budget papers (PR sheets, overview lists, request points, business plans) and gives out programmes \
with their amounts in yen, offices, sections, rules and goals, each with its place in the source. Input is text, not \
PDF. Data goes to stdout, everything else to stderr.";

const EXAMPLES: &str = "Examples:
  yosan extract meti-fy2024.txt --pretty
  yosan batch papers --out out --format jsonl,csv,parquet
  yosan check papers

`yosan COMMAND --help` has examples for each command.";

const EXTRACT_EXAMPLES: &str = "Examples:
  yosan extract meti-fy2024.txt --pretty
  yosan extract old-paper.txt --encoding shift_jis > old-paper.json
  yosan extract meti-fy2024.txt --labels my-labels.toml --pretty
  cat meti-fy2024.txt | yosan extract - --lines";

const BATCH_EXAMPLES: &str = "Examples:
  yosan batch papers --out out
  yosan batch papers extra/plan.txt --out out --format jsonl,csv,parquet
  yosan batch papers --out out --glob 'fy202*.txt' --resume --quiet
  yosan batch papers --out out --format csv --excel";

const CHECK_EXAMPLES: &str = "Examples:
  yosan check meti-fy2024.txt
  yosan check papers --severity warning
  yosan check papers --labels my-labels.toml
  yosan check papers --strict > findings.txt";

const SCHEMA_EXAMPLES: &str = "Examples:
  yosan schema
  yosan schema programme > programme.schema.json";

const COMPLETIONS_EXAMPLES: &str = "Examples:
  yosan completions bash > ~/.local/share/bash-completion/completions/yosan
  yosan completions zsh > ~/.zfunc/_yosan
  yosan completions fish > ~/.config/fish/completions/yosan.fish";

/// Japanese budget releases to records that people can query.
#[derive(Debug, Parser)]
#[command(name = "yosan", version, long_about = ABOUT, after_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read one document and print its records as one JSON object
    #[command(after_help = format!("{EXTRACT_EXAMPLES}\n\n{EXTRACT_EXIT_STATUS}"))]
    Extract(ExtractArgs),
    /// Read files and folders, in parallel, into a folder of records
    #[command(after_help = format!("{BATCH_EXAMPLES}\n\n{EXIT_STATUS}"))]
    Batch(BatchArgs),
    /// Show the findings about documents, each at its place in the text
    #[command(after_help = format!("{CHECK_EXAMPLES}\n\n{EXIT_STATUS}"), after_long_help = check_help())]
    Check(CheckArgs),
    /// Print the JSON Schema (2020-12) of the records
    #[command(after_help = SCHEMA_EXAMPLES)]
    Schema(SchemaArgs),
    /// Print a script that completes commands and options in a shell
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions(CompletionsArgs),
}

/// Options of `extract`.
#[derive(Debug, Args)]
pub(crate) struct ExtractArgs {
    /// The document; `-` for standard input
    pub(crate) file: PathBuf,
    /// Indent the JSON
    #[arg(long)]
    pub(crate) pretty: bool,
    /// Add the owner of each non-blank line
    #[arg(long)]
    pub(crate) lines: bool,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

/// Options of `batch`.
#[derive(Debug, Args)]
pub(crate) struct BatchArgs {
    /// Files and folders; a file named here is read whatever its name
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// The folder to write; replaced as a whole when the run is done
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Forms of output, one or several with commas
    #[arg(long, value_enum, value_name = "FORMAT", value_delimiter = ',', default_value = "jsonl")]
    pub(crate) format: Vec<FormatArg>,
    /// Take over what the former output in --out has on unchanged inputs
    #[arg(long)]
    pub(crate) resume: bool,
    /// Also write lines.jsonl: the owner of each non-blank line
    #[arg(long)]
    pub(crate) lines: bool,
    /// CSV for spreadsheets: a byte order mark, and no cell that is run as a formula
    #[arg(long)]
    pub(crate) excel: bool,
    /// Exit with status 3 on a diagnostic of severity warning or worse
    #[arg(long)]
    pub(crate) strict: bool,
    /// Print nothing but errors
    #[arg(long, short)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) search: SearchArgs,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

/// Options of `check`.
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Files and folders; a file named here is read whatever its name
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// The least severity that is shown
    #[arg(long, value_enum, value_name = "SEVERITY", default_value = "info")]
    pub(crate) severity: SeverityArg,
    /// Exit with status 3 on a diagnostic of severity warning or worse
    #[arg(long)]
    pub(crate) strict: bool,
    /// Do not print the count at the end
    #[arg(long, short)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) search: SearchArgs,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

/// Options of `schema`.
#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// The record; without it, what `extract` prints
    #[arg(value_parser = PossibleValuesParser::new(SCHEMA_NAMES), default_value = "extraction")]
    pub(crate) name: String,
}

/// Options of `completions`.
#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    pub(crate) shell: Shell,
}

/// Which inputs are read, and on how many threads.
#[derive(Debug, Args)]
pub(crate) struct SearchArgs {
    /// Which files of a folder are read, such as '*.{txt,md}'; can be given several times
    /// [default: *.txt, *.text, *.md]
    #[arg(long, value_name = "GLOB")]
    pub(crate) glob: Vec<String>,
    /// Threads; 0 for one per core; the output is the same
    #[arg(long, value_name = "N", default_value_t = 0,
          value_parser = RangedU64ValueParser::<usize>::new().range(0..=MOST_JOBS))]
    pub(crate) jobs: usize,
}

/// How an input is read.
#[derive(Debug, Args)]
pub(crate) struct ReadingArgs {
    /// WHATWG name of the encoding, such as shift_jis [default: detected]
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
    /// A TOML file of section labels and other words besides the known ones; its form is in the README
    #[arg(long, value_name = "FILE")]
    pub(crate) labels: Option<PathBuf>,
    /// The largest input that is read, in bytes
    #[arg(long, value_name = "N", default_value_t = DEFAULT_MAX_BYTES,
          value_parser = max_bytes)]
    pub(crate) max_bytes: u64,
}

/// A form of output.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FormatArg {
    /// One JSON object a line, nested
    Jsonl,
    /// Flat tables, RFC 4180
    Csv,
    /// Flat tables, typed
    Parquet,
}

/// A severity.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SeverityArg {
    /// All findings
    Info,
    /// Values that may be missing or doubtful, and worse
    Warning,
    /// Only what could not be read
    Error,
}

impl ReadingArgs {
    /// The reader that these options ask for.
    pub(crate) fn reader(&self) -> Result<PaperReader, Stop> {
        let labels = self.labels.as_ref().map(|path| {
            let text = fs::read_to_string(path);
            text.map_err(|error| Stop::Message(format!("{}: {}", path.display(), Problem::from_io(&error))))
        });
        let reader = PaperReader::new(self.encoding.as_deref(), labels.transpose()?.as_deref());
        reader.map_err(|error| match (&self.labels, &error) {
            (Some(path), Error::Labels { .. }) => Stop::Message(format!("{}: {error}", path.display())),
            _ => error.into(),
        })
    }
}

/// A number of bytes, within what the reader can take.
fn max_bytes(text: &str) -> Result<u64, String> {
    let bytes = text.parse().ok().filter(|bytes| (1..=MAX_BYTES_CEILING).contains(bytes));
    bytes.ok_or_else(|| format!("a number of bytes from 1 to {MAX_BYTES_CEILING} was expected, such as 1000000"))
}

/// The help of `check` names the codes, so that it cannot fall behind the parser.
fn check_help() -> String {
    let width = Code::ALL.iter().map(|code| code.as_str().len()).max().unwrap_or(0);
    let line = |code: &Code| {
        let what = code.manual().lines().next().unwrap_or_default().trim().trim_end_matches('.');
        format!("  {:width$}  {what}\n", code.as_str())
    };
    let codes: String = Code::ALL.iter().map(line).collect();
    format!(
        "Findings (crates/parser/DIAGNOSTICS.md has for each what it means, why it matters and what to do):\n{codes}\n\
         {CHECK_EXAMPLES}\n\n{EXIT_STATUS}"
    )
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Jsonl => Self::Jsonl,
            FormatArg::Csv => Self::Csv,
            FormatArg::Parquet => Self::Parquet,
        }
    }
}

impl From<SeverityArg> for Severity {
    fn from(severity: SeverityArg) -> Self {
        match severity {
            SeverityArg::Info => Self::Info,
            SeverityArg::Warning => Self::Warning,
            SeverityArg::Error => Self::Error,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_has_an_example_that_parses() {
        for command in Cli::command().get_subcommands().filter(|command| command.get_name() != "help") {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let examples: Vec<_> = help.lines().filter_map(|line| line.find("yosan ").map(|at| &line[at..])).collect();
            assert!(!examples.is_empty(), "{}", command.get_name());
            for example in examples {
                let words = example.split(" > ").next().unwrap().split_whitespace();
                Cli::try_parse_from(words.map(|word| word.trim_matches('\''))).expect(example);
            }
        }
    }
}
