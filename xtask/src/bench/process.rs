//! The program as people run it: from its start to its end, by the clock, and the most memory that it held.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::clock::{Times, wall};
use super::inputs::{self, Document, size};
use super::table::{megabytes, millis, rate, ratio, table};
use super::{Options, build_program};

pub(super) fn run(corpus: &[Document], options: &Options, show: &mut dyn FnMut(&str)) -> Result<(), String> {
    let program = build_program()?;
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    show(&one_document(&program, corpus, folder.path(), options.repetitions)?);
    show(&thousand_files(&program, corpus, folder.path(), options.repetitions)?);
    let mut rows = Vec::new();
    let mut copies = 1;
    while copies <= options.largest {
        rows.push(sizes_row(&program, corpus, folder.path(), copies, options.repetitions)?);
        copies *= 10;
    }
    let head = ["copies of the corpus", "files", "MB", "MB/s, best", "peak MB, 1 thread", "peak MB, 2 threads"];
    show(&table("`yosan batch` on one thread, and peak memory", &head, &rows));
    Ok(())
}

/// `yosan extract` on the document of the corpus nearest to 65 KB.
fn one_document(program: &Path, corpus: &[Document], folder: &Path, repetitions: u32) -> Result<String, String> {
    let nearest = corpus.iter().min_by_key(|document| document.bytes.len().abs_diff(65_000));
    let document = nearest.ok_or("the corpus is empty")?;
    let file = folder.join("one.txt");
    fs::write(&file, &document.bytes).map_err(|error| error.to_string())?;
    let mut rows = Vec::new();
    for (name, arguments) in [("the program, doing nothing", vec!["--version"]), ("one document", vec!["extract"])] {
        let mut times = Times::default();
        for _ in 0..repetitions.max(20) {
            let mut command = Command::new(program);
            command.args(&arguments).args((name == "one document").then_some(&file));
            times.push(timed(&mut command)?);
        }
        rows.push(vec![name.to_owned(), millis(times.least()), millis(times.median())]);
    }
    let title = format!("From the start of the process to its end, {} bytes", document.bytes.len());
    Ok(table(&title, &["", "ms, best", "ms, median"], &rows))
}

fn thousand_files(program: &Path, corpus: &[Document], folder: &Path, repetitions: u32) -> Result<String, String> {
    let copies = 1000 / u32::try_from(corpus.len()).unwrap_or(1).max(1);
    let papers = folder.join("thousand");
    let bytes = size(corpus) * u64::from(copies);
    fs::create_dir(&papers).map_err(|error| error.to_string())?;
    inputs::write_copies(corpus, copies, &papers)?;
    let mut times = [Times::default(), Times::default()];
    for _ in 0..repetitions {
        for (threads, times) in (1..).zip(&mut times) {
            times.push(timed(&mut batch(program, &papers, folder, threads))?);
        }
    }
    let one = times[0].least();
    let row = |(threads, times): (u32, &Times)| {
        let (least, median) = (times.least(), times.median());
        vec![threads.to_string(), rate(bytes, least), rate(bytes, median), ratio(least, one)]
    };
    let rows: Vec<Vec<String>> = (1..).zip(&times).map(row).collect();
    let title = format!("`yosan batch` on {} files, {} MB, reading and writing files", copies * 5, megabytes(bytes));
    Ok(table(&title, &["threads", "MB/s, best", "MB/s, median", "of one thread"], &rows))
}

fn sizes_row(
    program: &Path,
    corpus: &[Document],
    folder: &Path,
    copies: u32,
    repetitions: u32,
) -> Result<Vec<String>, String> {
    let papers = folder.join(format!("copies-{copies}"));
    fs::create_dir(&papers).map_err(|error| error.to_string())?;
    inputs::write_copies(corpus, copies, &papers)?;
    let bytes = size(corpus) * u64::from(copies);
    let mut times = Times::default();
    for _ in 0..repetitions {
        times.push(timed(&mut batch(program, &papers, folder, 1))?);
    }
    let peak = |threads| peak_memory(&mut batch(program, &papers, folder, threads)).map(megabytes);
    let files = corpus.len() * copies as usize;
    let row =
        vec![copies.to_string(), files.to_string(), megabytes(bytes), rate(bytes, times.least()), peak(1)?, peak(2)?];
    fs::remove_dir_all(&papers).map_err(|error| error.to_string())?;
    Ok(row)
}

fn batch(program: &Path, papers: &Path, folder: &Path, threads: u32) -> Command {
    let mut command = Command::new(program);
    command.arg("batch").arg(papers).arg("--out").arg(folder.join("out"));
    command.args(["--quiet", "--jobs", &threads.to_string()]);
    command
}

fn timed(command: &mut Command) -> Result<u64, String> {
    let (status, nanos) = wall(|| command.stdout(Stdio::null()).stderr(Stdio::null()).status());
    match status {
        Ok(status) if status.success() => Ok(nanos),
        Ok(status) => Err(format!("{command:?}: {status}")),
        Err(error) => Err(format!("{command:?}: {error}")),
    }
}

/// The most memory that a run held, in bytes, as the system tells it while the run lasts.
fn peak_memory(command: &mut Command) -> Result<u64, String> {
    let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let mut child: Child = child.map_err(|error| format!("{command:?}: {error}"))?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().map_err(|error| error.to_string())?.is_none() {
        peak = peak.max(high_water(&fs::read_to_string(&status).unwrap_or_default()));
        std::thread::sleep(Duration::from_millis(1));
    }
    Ok(peak)
}

/// `VmHWM: 12345 kB`, in bytes.
fn high_water(status: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()).and_then(|number| number.parse::<u64>().ok());
    kilobytes.unwrap_or(0) * 1024
}
