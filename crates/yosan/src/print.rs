//! `yosan schema` and `yosan completions`: texts that are printed as they are.

use std::io::{self, Write};

use clap::CommandFactory;

use crate::cli::{Cli, CompletionsArgs, SchemaArgs};
use crate::{Ending, Stop};

/// Prints a JSON Schema.
pub(crate) fn schema(args: &SchemaArgs) -> Result<Ending, Stop> {
    let schema = yosan_batch::schema(&args.name);
    let schema = schema.ok_or_else(|| Stop::Message(format!("{}: there is no such record", args.name)))?;
    print(schema.as_bytes())
}

/// Prints a completion script.
pub(crate) fn completions(args: &CompletionsArgs) -> Result<Ending, Stop> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "yosan", &mut script);
    print(&script)
}

fn print(bytes: &[u8]) -> Result<Ending, Stop> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(Ending::Read)
}
