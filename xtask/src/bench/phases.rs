//! The phases in memory, on one thread and two: from the bytes of a document to its JSON Lines.

use std::hint::black_box;

use icu_normalizer::ComposingNormalizerBorrowed;
use yosan_batch::to_json;
use yosan_normaliser::{Source, fold};
use yosan_parser::{Input, Options as ParserOptions, extract};

use super::Options;
use super::clock::{Times, processor, wall};
use super::inputs::{Document, size};
use super::table::{megabytes, rate, ratio, table};

/// The rows of the table. `whole` is measured on its own, it is no sum.
const PHASES: [&str; 8] = ["ICU4X NFKC", "SHA-256", "decode", "fold", "lines", "parse", "JSON Lines", "whole"];

/// The time of each phase, in the order of [`PHASES`].
type Nanos = [u64; PHASES.len()];

pub(super) fn run(corpus: &[Document], options: &Options, show: &mut dyn FnMut(&str)) -> Result<(), String> {
    let mut copies = 1;
    while copies <= options.largest {
        // Small corpora are repeated more often: the clock is coarse.
        let repetitions = options.repetitions.max(30 / copies);
        show(&one_size(corpus, copies, repetitions)?);
        copies *= 10;
    }
    show(&threads(corpus, options)?);
    Ok(())
}

fn one_size(corpus: &[Document], copies: u32, repetitions: u32) -> Result<String, String> {
    let mut times: [Times; PHASES.len()] = Default::default();
    for _ in 0..repetitions {
        let mut sums = Nanos::default();
        for copy in 0..copies {
            for document in corpus {
                measure(document, copy, &mut sums)?;
            }
        }
        times.iter_mut().zip(sums).for_each(|(times, sum)| times.push(sum));
    }
    let bytes = size(corpus) * u64::from(copies);
    let reference = times[0].least();
    let row = |(name, times): (&&str, &Times)| {
        let (least, median) = (times.least(), times.median());
        vec![(*name).to_owned(), rate(bytes, least), rate(bytes, median), ratio(least, reference)]
    };
    let rows: Vec<Vec<String>> = PHASES.iter().zip(&times).map(row).collect();
    let title = format!("One thread, {copies} × the corpus, {} MB, {repetitions} repetitions", megabytes(bytes));
    Ok(table(&title, &["phase", "MB/s, best", "MB/s, median", "of ICU4X"], &rows))
}

/// Adds the times of one document.
fn measure(document: &Document, copy: u32, sums: &mut Nanos) -> Result<(), String> {
    let options = ParserOptions::default();
    let id = format!("{}-{copy:04}", document.name);
    let (bytes, for_whole) = (document.bytes.clone(), document.bytes.clone());
    let (sha256, hash) = processor(|| crate::extract::sha256(&document.bytes));
    let (source, decode) = processor(|| Source::from_vec(bytes, None));
    let source = source.map_err(|error| format!("{}: {error}", document.name))?;
    let normaliser = ComposingNormalizerBorrowed::new_nfkc();
    let (_, reference) = processor(|| black_box(normaliser.normalize(source.text())).len());
    let (folded, folding) = processor(|| fold(source.text()));
    let (_, lines) = processor(|| black_box(yosan_parser::phases::lines(&source, &folded)));
    let input = Input { id: &id, path: &id, sha256: &sha256, bytes: document.bytes.len() as u64 };
    let (extraction, parse) = processor(|| extract(&source, &folded, &input, &options));
    let (json, write) = processor(|| json_lines(&extraction));
    let (all, whole) = processor(|| to_records(&id, for_whole));
    if json? != all? {
        return Err(format!("{}: the phases and the whole differ", document.name));
    }
    for (sum, nanos) in sums.iter_mut().zip([reference, hash, decode, folding, lines, parse, write, whole]) {
        *sum += nanos;
    }
    Ok(())
}

/// The whole way of one document, its hash included.
pub(super) fn to_records(id: &str, bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    let options = ParserOptions::default();
    let sha256 = crate::extract::sha256(&bytes);
    let size = bytes.len() as u64;
    let source = Source::from_vec(bytes, None).map_err(|error| error.to_string())?;
    let folded = fold(source.text());
    let input = Input { id, path: id, sha256: &sha256, bytes: size };
    json_lines(&extract(&source, &folded, &input, &options))
}

fn json_lines(extraction: &yosan_parser::record::Extraction<'_>) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    to_json(&mut out, extraction, false).map_err(|error| error.to_string())?;
    Ok(out)
}

/// The whole on one thread and on two, by the clock: each thread does all of the work of its own copies.
fn threads(corpus: &[Document], options: &Options) -> Result<String, String> {
    let copies = options.largest.clamp(2, 100);
    let bytes = size(corpus) * u64::from(copies);
    let mut times = [Times::default(), Times::default()];
    for _ in 0..options.repetitions {
        for (threads, times) in (1..).zip(&mut times) {
            let (result, nanos) = wall(|| on_threads(corpus, copies, threads));
            result?;
            times.push(nanos);
        }
    }
    let one = times[0].least();
    let row = |(threads, times): (u32, &Times)| {
        let (least, median) = (times.least(), times.median());
        vec![threads.to_string(), rate(bytes, least), rate(bytes, median), ratio(least, one)]
    };
    let rows: Vec<Vec<String>> = (1..).zip(&times).map(row).collect();
    let title = format!("The whole in memory, by the clock, {copies} × the corpus, {} MB", megabytes(bytes));
    Ok(table(&title, &["threads", "MB/s, best", "MB/s, median", "of one thread"], &rows))
}

fn on_threads(corpus: &[Document], copies: u32, threads: u32) -> Result<(), String> {
    let share = |thread: u32| {
        for copy in (thread..copies).step_by(threads as usize) {
            for document in corpus {
                let id = format!("{}-{copy:04}", document.name);
                black_box(to_records(&id, document.bytes.clone())?);
            }
        }
        Ok::<(), String>(())
    };
    std::thread::scope(|scope| {
        let handles: Vec<_> = (0..threads).map(|thread| scope.spawn(move || share(thread))).collect();
        handles.into_iter().try_for_each(|handle| handle.join().unwrap_or_else(|_| Err("a thread crashed".to_owned())))
    })
}
