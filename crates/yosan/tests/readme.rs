//! The README at the top level is true: its sheet stands in the corpus, its record is what the program prints, and its
//! commands run as printed.
//!
//! Commands of cargo other than `cargo run` are not run here but by `.ci/readme`, which also runs the queries.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;

use crate::support::Folder;

/// Fields of the record that the README says it leaves out.
const LEFT_OUT: [&str; 10] = [
    "span",
    "name_span",
    "heading_span",
    "document",
    "ordinal",
    "name_key",
    "name_printed",
    "heading_printed",
    "basis",
    "items",
];

#[test]
fn the_commands_run_as_printed() {
    let readme = readme();
    let folder = copy_of_the_papers();
    folder.write("labels.toml", blocks(&readme, "toml labels.toml").concat());
    let commands: Vec<&str> = blocks(&readme, "sh").into_iter().flat_map(str::lines).collect();
    let mut run = 0;
    for command in commands {
        let arguments = command.strip_prefix("cargo run --release -- ").or_else(|| command.strip_prefix("yosan "));
        match arguments {
            Some(arguments) => {
                let ran = folder.yosan(arguments);
                assert_eq!(ran.status, Some(0), "{command}\n{}", ran.stderr);
                run += 1;
            }
            None => assert!(is_left_to_the_script(command), "{command}: nothing runs it"),
        }
    }
    assert!(run >= 5, "{run} commands");
}

fn is_left_to_the_script(command: &str) -> bool {
    ["cargo test --workspace", "cargo xtask ", "export PATH="].iter().any(|begin| command.starts_with(begin))
}

#[test]
fn the_files_of_a_run_are_those_of_the_readme() {
    let (readme, folder) = (readme(), copy_of_the_papers());
    folder.yosan("batch corpus --out out --lines --quiet");
    let named: Vec<&str> =
        readme.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`')).map(|(name, _)| name).collect();
    for name in folder.names("out") {
        assert!(named.contains(&name.as_str()), "{name} is not in the table of the README");
    }
}

#[test]
fn every_field_in_the_table_of_files_is_there() {
    let readme = readme();
    let rows = readme.lines().filter(|line| line.starts_with("| `") && line.contains(".jsonl`"));
    for row in rows {
        let names: Vec<&str> = row.split('`').skip(1).step_by(2).collect();
        let record = names[0].trim_end_matches(".jsonl").trim_end_matches('s');
        let schema: Json = serde_json::from_str(&Folder::new().yosan(&format!("schema {record}")).stdout).unwrap();
        for field in names[1..].iter().filter(|name| !name.starts_with("--")) {
            assert!(schema["properties"][field].is_object(), "{record} has no field {field}");
        }
    }
}

#[test]
fn the_sheet_stands_in_the_corpus_as_shown() {
    let (readme, line) = (readme(), shown_record()["span"]["line"].as_u64().unwrap());
    let paper = fs::read_to_string(root().join("corpus/meti-fy2024-general-account-pr.txt")).unwrap();
    let printed = paper.lines().skip(usize::try_from(line).unwrap() - 1).filter(|line| !line.trim().is_empty());
    let sheet = blocks(&readme, "text sheet").concat();
    for (shown, printed) in sheet.lines().filter(|line| !line.is_empty()).zip(printed) {
        assert!(is_shortened(shown, printed.trim_end()), "shown: {shown}\nprinted: {printed}");
    }
}

#[test]
fn the_record_is_what_the_program_prints() {
    let folder = copy_of_the_papers();
    let ran = folder.yosan("extract corpus/meti-fy2024-general-account-pr.txt");
    let all: Json = serde_json::from_str(&ran.stdout).unwrap();
    let shown = shown_record();
    let programmes = all["programmes"].as_array().unwrap();
    let actual = programmes.iter().find(|it| it["span"]["line"] == shown["span"]["line"]).expect("the sheet is read");
    require_shown(&shown, actual, "programme");
}

#[test]
fn the_finding_is_what_check_prints() {
    let (readme, folder) = (readme(), copy_of_the_papers());
    let shown = blocks(&readme, "text").into_iter().find(|block| block.contains("-->")).unwrap();
    let printed = folder.yosan("check corpus --severity warning").stdout;
    assert!(printed.contains(shown), "{printed}");
}

/// Requires that what is shown is so, and that what is not shown is empty or of the fields that are left out.
fn require_shown(shown: &Json, actual: &Json, at: &str) {
    match (shown, actual) {
        (Json::Object(shown), Json::Object(actual)) => {
            for (field, value) in shown {
                require_shown(value, &actual[field], &format!("{at}.{field}"));
            }
            let is_place = actual.contains_key("end_line");
            for (field, value) in actual.iter().filter(|(field, _)| !is_place && !shown.contains_key(*field)) {
                assert!(LEFT_OUT.contains(&field.as_str()) || is_empty(value), "{at}.{field} is not shown: {value}");
            }
        }
        (Json::Array(shown), Json::Array(actual)) => {
            assert_eq!(shown.len(), actual.len(), "{at}");
            shown.iter().zip(actual).for_each(|(shown, actual)| require_shown(shown, actual, at));
        }
        (Json::String(shown), Json::String(actual)) => assert!(is_shortened(shown, actual), "{at}: {actual}"),
        _ => assert_eq!(shown, actual, "{at}"),
    }
}

fn is_empty(value: &Json) -> bool {
    match value {
        Json::Null | Json::Bool(false) => true,
        Json::String(text) => text.is_empty(),
        Json::Array(list) => list.is_empty(),
        _ => false,
    }
}

fn is_shortened(shown: &str, whole: &str) -> bool {
    shown.strip_suffix('…').map_or(shown == whole, |begin| whole.starts_with(begin))
}

fn shown_record() -> Json {
    serde_json::from_str(&blocks(&readme(), "json").concat()).expect("the record of the README is JSON")
}

/// The fenced blocks with this word or these words behind the fence.
fn blocks<'a>(readme: &'a str, info: &str) -> Vec<&'a str> {
    let fences = readme.split("\n```").skip(1).step_by(2);
    fences.filter_map(|block| block.strip_prefix(info)?.strip_prefix('\n')).collect()
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).unwrap()
}

fn copy_of_the_papers() -> Folder {
    let folder = Folder::new();
    for entry in fs::read_dir(root().join("corpus")).unwrap().map(Result::unwrap) {
        folder.write(&format!("corpus/{}", entry.file_name().display()), fs::read(entry.path()).unwrap());
    }
    folder
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_path_buf()
}
