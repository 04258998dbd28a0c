//! Each phase over each document of the corpus, with the statistics of `divan`: `cargo bench --package xtask`.
//!
//! `cargo xtask bench` measures the phases side by side and gives ratios; this tells how sure a single figure is.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use icu_normalizer::ComposingNormalizerBorrowed;
use xtask::root;
use yosan_batch::to_json;
use yosan_normaliser::{Source, fold};
use yosan_parser::{Input, Options, extract, phases};

fn main() {
    divan::main();
}

/// The names of the documents.
fn corpus() -> Vec<String> {
    root::corpus().iter().map(|path| root::stem(path)).collect()
}

fn bytes_of(name: &str) -> Vec<u8> {
    root::read_bytes(&root::at(&format!("corpus/{name}.txt"))).expect("the document is there")
}

fn source_of(name: &str) -> Source {
    Source::from_vec(bytes_of(name), None).expect("the corpus is text")
}

#[divan::bench(args = corpus())]
fn icu4x_nfkc(bencher: Bencher<'_, '_>, name: &str) {
    let source = source_of(name);
    let normaliser = ComposingNormalizerBorrowed::new_nfkc();
    bencher
        .counter(BytesCount::new(source.text().len()))
        .bench_local(|| normaliser.normalize(black_box(source.text())).len());
}

#[divan::bench(args = corpus())]
fn decode(bencher: Bencher<'_, '_>, name: &str) {
    let bytes = bytes_of(name);
    let count = BytesCount::new(bytes.len());
    bencher.counter(count).with_inputs(|| bytes.clone()).bench_local_values(|bytes| Source::from_vec(bytes, None));
}

#[divan::bench(args = corpus())]
fn folding(bencher: Bencher<'_, '_>, name: &str) {
    let source = source_of(name);
    bencher.counter(BytesCount::new(source.text().len())).bench_local(|| fold(black_box(source.text())));
}

#[divan::bench(args = corpus())]
fn lines(bencher: Bencher<'_, '_>, name: &str) {
    let source = source_of(name);
    let folded = fold(source.text());
    bencher.counter(BytesCount::new(source.text().len())).bench_local(|| phases::lines(black_box(&source), &folded));
}

#[divan::bench(args = corpus())]
fn parse(bencher: Bencher<'_, '_>, name: &str) {
    let source = source_of(name);
    let folded = fold(source.text());
    let (input, options) = (input(name, &source), Options::default());
    let count = BytesCount::new(source.text().len());
    bencher.counter(count).bench_local(|| extract(black_box(&source), &folded, &input, &options));
}

#[divan::bench(args = corpus())]
fn json_lines(bencher: Bencher<'_, '_>, name: &str) {
    let source = source_of(name);
    let folded = fold(source.text());
    let (input, options) = (input(name, &source), Options::default());
    let extraction = extract(&source, &folded, &input, &options);
    bencher.counter(BytesCount::new(source.text().len())).bench_local(|| {
        let mut out = Vec::new();
        to_json(&mut out, black_box(&extraction), false).map(|()| out)
    });
}

fn input<'a>(name: &'a str, source: &Source) -> Input<'a> {
    Input { id: name, path: name, sha256: "", bytes: source.text().len() as u64 }
}
