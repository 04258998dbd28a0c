//! The commands as a new user meets them: what goes to stdout, what to stderr, and the exit status.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on")]

mod support;

use std::io::Read;
use std::process::Stdio;

use serde_json::Value as Json;
use yosan_parser::record::Code;

use crate::support::Folder;

const PAPER: &str = "令和6年度予算案の概要\n\n・ 事業 10億円（9億円）\n";

#[test]
fn extract_prints_one_json_object_on_one_line() {
    let folder = Folder::new();
    folder.write("in/paper.v2.txt", PAPER);
    let ran = folder.yosan("extract in/paper.v2.txt");
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""));
    assert_eq!(ran.stdout.lines().count(), 1);
    let json: Json = serde_json::from_str(&ran.stdout).unwrap();
    let keys: Vec<_> = json.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["amounts", "diagnostics", "document", "programmes", "tables"]);
    assert_eq!(json["document"]["id"], "paper.v2");
    assert_eq!(json["document"]["path"], "paper.v2.txt");
    assert_eq!(json["document"]["bytes"], PAPER.len());
}

#[test]
fn extract_reads_standard_input_and_indents_and_lists_lines() {
    let folder = Folder::new();
    let ran = folder.yosan_with_input("extract - --pretty --lines", PAPER.as_bytes());
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert!(ran.stdout.lines().count() > 10);
    let json: Json = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(json["document"]["id"], "stdin");
    assert!(json["lines"].is_array());
}

#[test]
fn extract_says_what_it_cannot_read() {
    let folder = Folder::new();
    folder.write("in/paper.txt", PAPER);
    for (line, stderr) in [
        ("extract none.txt", "error: none.txt: no such file or folder: check the path\n"),
        ("extract in", "error: in: a folder, where one document is read: use `yosan batch` for folders\n"),
        (
            "extract in/paper.txt --max-bytes 9",
            &format!(
                "error: in/paper.txt: {} bytes, above the limit of 9: raise --max-bytes if it is a budget paper\n",
                PAPER.len()
            ),
        ),
    ] {
        let ran = folder.yosan(line);
        assert_eq!((ran.status, ran.stdout.as_str(), ran.stderr.as_str()), (Some(1), "", stderr), "{line}");
    }
    let ran = folder.yosan_with_input("extract - --max-bytes 9", PAPER.as_bytes());
    assert_eq!(ran.stderr, "error: -: more than the limit of 9 bytes: raise --max-bytes if it is a budget paper\n");
}

#[test]
fn wrong_usage_has_status_2_and_says_so() {
    let folder = Folder::new();
    folder.write("in/paper.txt", PAPER);
    folder.write("labels.toml", "[[sections]]\nkind = \"goal\"\nlabels = []\n");
    for (line, stderr) in [
        ("", "Usage: yosan <COMMAND>"),
        ("batch in", "--out <DIR>"),
        ("batch in --out out --format xml", "invalid value 'xml'"),
        ("batch in --out out --glob *.{txt", "error: *.{txt: not a glob ("),
        (
            "extract in/paper.txt --encoding klingon",
            "error: klingon: no such encoding: use a WHATWG name such as utf-8, shift_jis or euc-jp\n",
        ),
        ("extract in/paper.txt --labels none", "error: none: no such file or folder: check the path\n"),
        (
            "check in --labels labels.toml",
            "error: labels.toml: not a label file (line 2: unknown variant `goal`, expected one of `content`, ",
        ),
        ("batch in --out out --max-bytes 1MB", "a number of bytes from 1 to "),
        ("batch in --out out --jobs 100000", "100000 is not in 0..=1024"),
        ("schema budget", "invalid value 'budget'"),
    ] {
        let ran = folder.yosan(line);
        assert_eq!((ran.status, ran.stdout.as_str()), (Some(2), ""), "{line}: {}", ran.stderr);
        assert!(ran.stderr.contains(stderr), "{line}: {}", ran.stderr);
    }
    assert_eq!(folder.names("."), ["in", "labels.toml"], "nothing is left");
}

#[test]
fn batch_prints_a_table_on_stderr_and_nothing_on_stdout() {
    let folder = Folder::new();
    folder.write("in/a.txt", PAPER).write("in/予算/長い名前.txt", PAPER);
    let ran = folder.yosan("batch in --out out");
    assert_eq!((ran.status, ran.stdout.as_str()), (Some(0), ""), "{}", ran.stderr);
    let lines: Vec<_> = ran.stderr.lines().collect();
    assert_eq!(lines[0], "reading 2 inputs");
    assert!(lines[1].starts_with("document       programmes  amounts  current 億円 "), "{}", ran.stderr);
    assert!(lines[2].starts_with("a              "), "{}", ran.stderr);
    assert!(lines[3].starts_with("予算/長い名前  "), "{}", ran.stderr);
    assert!(lines[4].starts_with("total          "), "{}", ran.stderr);
    assert!(lines[5].starts_with("current 億円: current amounts, each pot once"), "{}", ran.stderr);
    assert!(lines[6].starts_with("2 of 2 inputs read; "), "{}", ran.stderr);
}

#[test]
fn batch_takes_files_and_folders_and_globs() {
    let folder = Folder::new();
    for name in ["in/a.txt", "in/b.MD", "in/c.csv", "in/sub/d.text", "single.log"] {
        folder.write(name, PAPER);
    }
    let ids = |line: &str| {
        let ran = folder.yosan(line);
        assert_eq!(ran.status, Some(0), "{}", ran.stderr);
        let manifest = folder.manifest("out");
        let inputs = manifest["inputs"].as_array().unwrap().iter();
        inputs.map(|input| input["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(ids("batch in single.log --out out --quiet"), "a b single sub/d");
    assert_eq!(ids("batch in --out out --quiet --glob *.csv --glob sub/*"), "c sub/d");
}

#[test]
fn batch_resumes() {
    let folder = Folder::new();
    folder.write("in/a.txt", PAPER).write("in/b.txt", PAPER);
    let formats = "--format jsonl,csv,parquet --lines --quiet";
    folder.yosan(&format!("batch in --out out {formats}"));
    folder.write("in/b.txt", "令和7年度概算要求\n");
    let ran = folder.yosan("batch in --out out --format jsonl,csv,parquet --lines --resume");
    assert!(ran.stderr.contains("2 of 2 inputs read, 1 taken over from the former output; "), "{}", ran.stderr);
    folder.yosan(&format!("batch in --out full {formats}"));
    assert_eq!(folder.content("out"), folder.content("full"));
    let ran = folder.yosan("batch in --out new --resume");
    assert!(
        ran.stderr.contains("note: the former output cannot be used, so everything is read: there is no former output"),
        "{}",
        ran.stderr
    );
}

#[test]
fn strict_has_status_3_on_a_warning_and_writes_the_output_all_the_same() {
    let folder = Folder::new();
    folder.write("in/empty.txt", "");
    assert_eq!(folder.yosan("batch in --out out --quiet").status, Some(0));
    assert_eq!(folder.yosan("batch in --out strict --quiet --strict").status, Some(3));
    assert_eq!(folder.content("strict"), folder.content("out"));
    assert_eq!(folder.yosan("batch in none.txt --out out --quiet --strict").status, Some(1), "a failure counts more");
    assert_eq!(folder.yosan("check in").status, Some(0));
    assert_eq!(folder.yosan("check in --strict").status, Some(3));
}

#[test]
fn an_option_without_effect_and_a_folder_without_papers_are_noted() {
    let folder = Folder::new();
    folder.write("in/a.pdf", "");
    let ran = folder.yosan("batch in --out out --excel");
    assert_eq!(ran.status, Some(0));
    assert!(ran.stderr.starts_with("note: --excel has no effect without --format csv\nnote: no input found: "));
}

#[test]
fn check_shows_findings_on_stdout_and_the_count_on_stderr() {
    let folder = Folder::new();
    folder.write("in/empty.txt", "");
    let ran = folder.yosan("check in none.txt");
    assert_eq!(ran.status, Some(1));
    assert!(ran.stdout.starts_with("warning[empty-document]: "), "{}", ran.stdout);
    assert!(ran.stdout.contains("\n --> in/empty.txt:1:1\n"), "{}", ran.stdout);
    assert!(ran.stdout.contains("\n  = hint: convert the original again\n"), "{}", ran.stdout);
    assert_eq!(
        ran.stderr,
        "error: none.txt: no such file or folder: check the path\n2 documents: 0 errors, 1 warning, 0 infos, 1 not read\n"
    );
    assert_eq!(folder.yosan("check in --severity error --quiet").stdout, "");
}

#[test]
fn colour_only_where_it_is_wanted() {
    let folder = Folder::new();
    folder.write("empty.txt", "");
    assert!(!folder.yosan("check empty.txt").stdout.contains('\u{1b}'));
    let forced = |variable: Option<&str>| {
        let mut command = folder.command("check empty.txt");
        command.env("CLICOLOR_FORCE", "1");
        variable.map(|name| command.env(name, "1"));
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    assert!(forced(None).contains("\u{1b}["));
    assert!(!forced(Some("NO_COLOR")).contains('\u{1b}') || cfg!(windows));
}

#[test]
fn schema_prints_the_json_schema_of_each_record() {
    let folder = Folder::new();
    for name in ["", "document", "programme", "amount", "table", "diagnostic", "line", "manifest"] {
        let ran = folder.yosan(&format!("schema {name}"));
        let schema: Json = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{name}");
        assert_eq!(schema["type"], "object", "{name}");
    }
}

#[test]
fn completions_name_the_commands() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = folder.yosan(&format!("completions {shell}"));
        assert_eq!(ran.status, Some(0), "{shell}");
        assert!(ran.stdout.contains("extract"), "{shell}");
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let folder = Folder::new();
    for line in ["schema", "completions bash"] {
        let mut command = folder.command(line);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut stderr = String::new();
        child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        assert_eq!((child.wait().unwrap().code(), stderr.as_str()), (Some(0), ""), "{line}");
    }
}

#[test]
fn the_help_of_check_names_every_code() {
    let help = Folder::new().yosan("check --help").stdout;
    for code in Code::ALL {
        assert!(help.contains(&format!("\n  {} ", code.as_str())), "{}", code.as_str());
    }
}

#[test]
fn help_has_an_example_for_every_command() {
    let folder = Folder::new();
    for command in ["", "extract", "batch", "check", "schema", "completions"] {
        let ran = folder.yosan(&format!("{command} --help"));
        assert_eq!(ran.status, Some(0), "{command}");
        assert!(ran.stdout.contains("Examples:\n  yosan "), "{command}: {}", ran.stdout);
    }
}
