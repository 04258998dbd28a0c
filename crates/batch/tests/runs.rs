//! Whole runs: order, resume, failures, and an output that is there as a whole or not at all.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use yosan_batch::{Error, Format, Job, Report, Silent, Status, run};

use crate::support::{FakeReader, content, write};

const ALL: [Format; 3] = [Format::Jsonl, Format::Csv, Format::Parquet];

struct Folder {
    _keep: tempfile::TempDir,
    root: PathBuf,
}

impl Folder {
    fn new() -> Self {
        let keep = tempfile::tempdir().unwrap();
        let root = keep.path().to_path_buf();
        Self { _keep: keep, root }
    }

    fn with_papers(count: usize) -> Self {
        let folder = Self::new();
        for number in 0..count {
            let lines: String = (0..number % 7).map(|line| format!("事業{number}-{line} / {line}00000000\n")).collect();
            write(&folder.input().join(format!("{}/paper-{number}.txt", number % 3)), &lines);
        }
        folder
    }

    fn input(&self) -> PathBuf {
        self.root.join("in")
    }

    fn job(&self, out: &str) -> Job {
        Job { formats: ALL.to_vec(), lines: true, ..Job::new(vec![self.input()], self.root.join(out)) }
    }

    fn out(&self, out: &str) -> Vec<(String, Vec<u8>)> {
        content(&self.root.join(out))
    }
}

fn go(job: &Job) -> (Report, usize) {
    let reader = FakeReader::default();
    let report = run(job, &reader, &mut Silent).unwrap();
    (report, reader.reads.into_inner())
}

#[test]
fn the_number_of_threads_does_not_change_a_byte() {
    let folder = Folder::with_papers(60);
    for (jobs, out) in [(1, "one"), (2, "two"), (8, "eight"), (8, "again")] {
        go(&Job { jobs, ..folder.job(out) });
    }
    let one = folder.out("one");
    assert_eq!(one.len(), 6 + 8 + 8 + 2);
    for other in ["two", "eight", "again"] {
        assert_eq!(folder.out(other), one, "{other}");
    }
}

#[test]
fn documents_come_in_the_order_of_their_ids() {
    let folder = Folder::new();
    for name in ["b.txt", "a/z.txt", "a.txt", "a-b.txt", "ア.txt"] {
        write(&folder.input().join(name), "事業 / 1\n");
    }
    let (report, _) = go(&folder.job("out"));
    let ids: Vec<_> = report.manifest.inputs.iter().map(|input| input.id.as_str()).collect();
    assert_eq!(ids, ["a", "a-b", "a/z", "b", "ア"]);
}

#[test]
fn a_resumed_run_reads_what_changed_and_writes_what_a_full_run_writes() {
    let folder = Folder::with_papers(40);
    go(&folder.job("resumed"));
    write(&folder.input().join("0/paper-6.txt"), "変わった事業 / 5\n");
    write(&folder.input().join("0/new.txt"), "新しい事業 / 6\n");
    fs::remove_file(folder.input().join("1/paper-7.txt")).unwrap();
    let (report, reads) = go(&Job { resume: true, ..folder.job("resumed") });
    assert_eq!((reads, report.unchanged), (2, 38));
    go(&folder.job("full"));
    assert_eq!(folder.out("resumed"), folder.out("full"));
}

#[test]
fn a_resumed_run_over_the_same_inputs_reads_nothing() {
    let folder = Folder::with_papers(10);
    go(&folder.job("out"));
    let first = folder.out("out");
    let (_, reads) = go(&Job { resume: true, ..folder.job("out") });
    assert_eq!(reads, 0);
    assert_eq!(folder.out("out"), first);
}

#[test]
fn inputs_that_failed_are_read_again() {
    let folder = Folder::with_papers(4);
    write(&folder.input().join("bad.txt"), "panic");
    go(&folder.job("out"));
    let (report, reads) = go(&Job { resume: true, ..folder.job("out") });
    assert_eq!((reads, report.unchanged, report.manifest.counts.failed), (1, 4, 1));
}

#[test]
fn another_version_other_options_or_a_changed_file_make_the_former_output_useless() {
    type Change = fn(&Path, Job) -> Job;
    let changes: [(&str, Change); 6] = [
        ("tool version", |out, job| {
            replace_in(&out.join("manifest.json"), "\"tool_version\": \"", "\"tool_version\": \"9", job)
        }),
        ("contract", |out, job| {
            replace_in(&out.join("manifest.json"), "\"contract_version\": \"1", "\"contract_version\": \"0", job)
        }),
        ("options", |_, job| Job { excel: true, ..job }),
        ("formats", |_, job| Job { formats: vec![Format::Jsonl], ..job }),
        ("file", |out, job| replace_in(&out.join("amounts.jsonl"), "100000000", "200000000", job)),
        ("manifest", |out, job| replace_in(&out.join("manifest.json"), "\"counts\"", "\"count\"", job)),
    ];
    for (what, change) in changes {
        let folder = Folder::with_papers(5);
        go(&folder.job("out"));
        let job = change(&folder.root.join("out"), Job { resume: true, ..folder.job("out") });
        let (report, reads) = go(&job);
        assert_eq!((reads, report.unchanged), (5, 0), "{what}");
        go(&Job { resume: false, out: folder.root.join("full"), ..job });
        assert_eq!(folder.out("out"), folder.out("full"), "{what}");
    }
}

fn replace_in(path: &Path, from: &str, to: &str, job: Job) -> Job {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
    job
}

#[test]
fn a_document_on_which_the_parser_stops_does_not_stop_the_others() {
    let folder = Folder::with_papers(3);
    write(&folder.input().join("bad.txt"), "panic");
    let (report, _) = go(&folder.job("out"));
    assert_eq!((report.manifest.counts.ok, report.manifest.counts.failed), (3, 1));
    let bad = report.manifest.inputs.iter().find(|input| input.id == "bad").unwrap();
    assert_eq!(bad.status, Status::Failed);
    assert_eq!(
        bad.reason.as_deref(),
        Some("the parser stopped on it (asked for): this is a fault of yosan, please report it")
    );
}

#[test]
fn the_output_folder_is_never_input_and_never_kept_behind() {
    let folder = Folder::with_papers(3);
    let job = Job { out: folder.input().join("out"), globs: vec!["*".to_owned()], ..folder.job("out") };
    go(&job);
    let first = content(&job.out);
    let (report, _) = go(&job);
    assert_eq!(report.manifest.counts.inputs, 3);
    assert_eq!(content(&job.out), first);
    let left: Vec<_> = fs::read_dir(folder.input()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().contains(".yosan-")), "{left:?}");
}

#[test]
fn a_folder_with_something_else_in_it_is_not_replaced() {
    let folder = Folder::with_papers(1);
    write(&folder.root.join("out/notes.txt"), "mine");
    let error = run(&folder.job("out"), &FakeReader::default(), &mut Silent).unwrap_err();
    assert!(matches!(error, Error::Foreign { ref name, .. } if name == "notes.txt"), "{error}");
    assert_eq!(fs::read_to_string(folder.root.join("out/notes.txt")).unwrap(), "mine");
}

#[test]
fn a_file_of_a_later_run_replaces_those_of_the_former() {
    let folder = Folder::with_papers(2);
    go(&folder.job("out"));
    go(&Job { formats: vec![Format::Csv], ..folder.job("out") });
    assert!(folder.out("out").iter().all(|(name, _)| !name.ends_with(".jsonl")));
}

#[test]
fn what_a_killed_run_left_is_cleaned_up_and_its_former_output_put_back() {
    let folder = Folder::with_papers(2);
    go(&folder.job("out"));
    write(&folder.root.join(".out.yosan-new/half.jsonl"), "half");
    fs::rename(folder.root.join("out"), folder.root.join(".out.yosan-former")).unwrap();
    let (_, reads) = go(&Job { resume: true, ..folder.job("out") });
    assert_eq!(reads, 0, "the former output was found");
    let mut left: Vec<_> = fs::read_dir(&folder.root).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["in", "out"]);
}

#[test]
fn an_input_folder_without_papers_gives_an_empty_output() {
    let folder = Folder::new();
    fs::create_dir(folder.input()).unwrap();
    let (report, _) = go(&folder.job("out"));
    assert_eq!(report.manifest.counts.inputs, 0);
    assert!(folder.out("out").iter().any(|(name, bytes)| name == "documents.jsonl" && bytes.is_empty()));
}

#[test]
fn the_manifest_holds_no_place_of_this_machine() {
    let folder = Folder::with_papers(2);
    write(&folder.input().join("bad.txt"), "panic");
    let job = folder.job("out");
    go(&Job { inputs: vec![folder.input(), folder.root.join("missing.txt")], ..job });
    let manifest = fs::read_to_string(folder.root.join("out/manifest.json")).unwrap();
    assert!(!manifest.contains(&*folder.root.to_string_lossy()), "{manifest}");
}

#[test]
fn readers_are_asked_once_per_document() {
    let folder = Folder::with_papers(9);
    let reader = FakeReader::default();
    run(&folder.job("out"), &reader, &mut Silent).unwrap();
    assert_eq!(reader.reads.load(Ordering::SeqCst), 9);
}
