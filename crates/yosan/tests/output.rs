//! The output folder: all or nothing, one run at a time.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on")]

mod support;

use std::fs;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::support::Folder;

const PAPER: &str = "令和6年度予算案の概要\n\n・ 事業 10億円（9億円）\n";

fn folder_with_papers(count: usize) -> Folder {
    let folder = Folder::new();
    for number in 0..count {
        folder.write(&format!("in/{number:05}.txt"), format!("{PAPER}{number}\n"));
    }
    folder
}

/// Starts a run and waits until it is building its output.
fn start(folder: &Folder, options: &str) -> Child {
    let mut command = folder.command(&format!("batch in --out out --quiet {options}"));
    let child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let begun = Instant::now();
    while !folder.path(".out.yosan-new/documents.jsonl").exists() && begun.elapsed() < Duration::from_secs(10) {
        sleep(Duration::from_micros(200));
    }
    child
}

#[test]
fn a_run_that_is_killed_leaves_the_former_output_whole() {
    let folder = folder_with_papers(1500);
    folder.write("first/one.txt", PAPER);
    assert_eq!(folder.yosan("batch first --out out --quiet").status, Some(0));
    let former = folder.content("out");
    for _ in 0..3 {
        let mut child = start(&folder, "--jobs 1");
        child.kill().unwrap();
        assert_eq!(child.wait().unwrap().code(), None, "it was killed before it was done");
        assert_eq!(folder.content("out"), former);
    }
    assert!(folder.path(".out.yosan-new").exists());
    assert_eq!(folder.yosan("batch first --out out --quiet").status, Some(0));
    assert_eq!(folder.content("out"), former);
    assert_eq!(folder.names("."), ["first", "in", "out"], "what the killed runs left is gone");
}

#[test]
fn a_second_run_into_the_same_folder_stops() {
    let folder = folder_with_papers(1500);
    let mut first = start(&folder, "--jobs 1");
    let second = folder.yosan("batch in --out out");
    assert_eq!(second.status, Some(2), "{}", second.stderr);
    assert_eq!(
        second.stderr,
        "error: out: another run is writing into this folder: wait until it is done, or name another --out\n"
    );
    assert_eq!(first.wait().unwrap().code(), Some(0), "the first is not disturbed");
    assert_eq!(folder.manifest("out")["counts"]["ok"], 1500);
}

#[cfg(unix)]
#[test]
fn output_that_cannot_be_written_leaves_the_former_output_whole() {
    use std::process::Command;
    let folder = folder_with_papers(500);
    folder.write("first/one.txt", PAPER);
    assert_eq!(folder.yosan("batch first --out out --quiet").status, Some(0));
    let former = folder.content("out");
    // A limit on the size of files stands in for a full disk: the write fails in the same way.
    let script = "trap '' XFSZ; ulimit -f 16; exec \"$0\" batch in --out out --quiet";
    let mut command = Command::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_yosan")]).current_dir(folder.path("."));
    let output = command.output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.starts_with("error: ") && stderr.contains(".out.yosan-new/"), "{stderr}");
    assert!(
        stderr.ends_with(
            "it cannot be written (file too large): check the space and the permissions there; the former output is \
             unchanged\n"
        ),
        "{stderr}"
    );
    assert_eq!(folder.content("out"), former);
    assert_eq!(folder.names("."), ["first", "in", "out"]);
}

#[test]
fn output_folders_that_cannot_be() {
    let folder = folder_with_papers(1);
    folder.write("file", "").write("mine/notes.txt", "mine");
    for (out, message) in [
        ("file", "error: file: it cannot be the output folder: name a folder, existing or new\n"),
        ("..", "error: ..: the folder holds "),
        (
            "mine",
            "error: mine: the folder holds `notes.txt`, which yosan did not write and would delete: name another --out, \
             or move it away\n",
        ),
        ("file/out", "error: file"),
    ] {
        let ran = folder.yosan(&format!("batch in --out {out}"));
        assert_eq!(ran.status, Some(2), "{out}: {}", ran.stderr);
        assert!(ran.stderr.starts_with(message), "{out}: {}", ran.stderr);
    }
    assert_eq!(folder.read("mine/notes.txt"), "mine");
}

#[test]
fn folders_above_the_output_are_made() {
    let folder = folder_with_papers(1);
    assert_eq!(folder.yosan("batch in --out a/b/out --quiet").status, Some(0));
    assert!(folder.path("a/b/out/manifest.json").exists());
}

#[cfg(unix)]
#[test]
fn an_output_folder_behind_a_link_stays_behind_it() {
    let folder = folder_with_papers(1);
    fs::create_dir(folder.path("real")).unwrap();
    std::os::unix::fs::symlink("real", folder.path("out")).unwrap();
    assert_eq!(folder.yosan("batch in --out out --quiet").status, Some(0));
    assert!(fs::symlink_metadata(folder.path("out")).unwrap().is_symlink());
    assert!(folder.path("real/manifest.json").exists());
}
