//! `yosan extract`: one document as one JSON object on stdout.

use std::io::{self, Write};
use std::path::Path;

use yosan_batch::{Candidate, InputInfo, Loaded, Problem, Reader, load, load_stream, to_json, to_json_pretty};

use crate::cli::ExtractArgs;
use crate::{Ending, Stop, message};

/// Reads a document and prints its records.
pub(crate) fn run(args: &ExtractArgs) -> Result<Ending, Stop> {
    let reader = args.reading.reader()?;
    let (input, loaded) = open(&args.file, args.reading.max_bytes);
    let Loaded { bytes, sha256 } = match loaded {
        Ok(loaded) => loaded,
        Err(problem) => return Ok(failed(&args.file, &problem)),
    };
    let info = InputInfo { id: &input.id, path: &input.path, sha256: &sha256, bytes: bytes.len() as u64 };
    let mut printed = Ok(());
    let read = reader.read(bytes, &info, &mut |reading| {
        let encode = if args.pretty { to_json_pretty } else { to_json };
        let mut json = Vec::new();
        printed = encode(&mut json, reading.extraction, args.lines).and_then(|()| print(&json));
    });
    printed?;
    match read {
        Ok(()) => Ok(Ending::Read),
        Err(problem) => Ok(failed(&args.file, &problem)),
    }
}

fn print(json: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(json)?;
    out.flush()
}

fn open(file: &Path, max_bytes: u64) -> (Candidate, Result<Loaded, Problem>) {
    if file == Path::new("-") {
        let input = Candidate { id: "stdin".to_owned(), ..Candidate::file(file) };
        return (input, load_stream(io::stdin().lock(), max_bytes));
    }
    (Candidate::file(file), load(file, max_bytes))
}

fn failed(file: &Path, problem: &Problem) -> Ending {
    message::error(&format!("{}: {problem}", file.display()));
    Ending::SomeFailed
}
