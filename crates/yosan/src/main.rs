//! The binary `yosan`: it parses the arguments, calls, and turns the result into an exit status.
//!
//! It is the only part of the project that talks to people. Data goes to stdout, everything else to stderr.

mod batch;
mod check;
mod cli;
mod extract;
mod message;
mod print;
mod progress;
mod snippet;
mod summary;
mod width;

use std::io;
use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, Command};

/// Records are many small texts and lists: with this allocator a run takes about a fifteenth less time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How a command ended that was not stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// All inputs were read.
    Read = 0,
    /// Some input was not read; the others were.
    SomeFailed = 1,
    /// With `--strict`: a finding of severity warning or worse.
    Findings = 3,
}

/// Why a command was stopped.
enum Stop {
    /// The request cannot be carried out, or the output cannot be written.
    Message(String),
    /// Writing to stdout failed.
    Stdout(io::Error),
}

/// The exit status of a wrong usage and of output that cannot be written; clap uses it too.
const STOPPED: u8 = 2;

fn main() -> ExitCode {
    let ending = match Cli::parse().command {
        Command::Extract(args) => extract::run(&args),
        Command::Batch(args) => batch::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Schema(args) => print::schema(&args),
        Command::Completions(args) => print::completions(&args),
    };
    match ending {
        Ok(ending) => ExitCode::from(ending as u8),
        // Whoever reads has seen enough: `yosan check papers | head`.
        Err(Stop::Stdout(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Stop::Stdout(error)) => stopped(&format!("standard output cannot be written: {error}")),
        Err(Stop::Message(message)) => stopped(&message),
    }
}

fn stopped(message: &str) -> ExitCode {
    message::error(message);
    ExitCode::from(STOPPED)
}

impl From<yosan_batch::Error> for Stop {
    fn from(error: yosan_batch::Error) -> Self {
        Self::Message(error.to_string())
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Stdout(error)
    }
}
