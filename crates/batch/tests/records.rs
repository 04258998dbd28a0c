//! Every record of the corpus is as its schema in the repository says, for a validator that is not ours.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on")]

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::Value;
use yosan_batch::{Job, PaperReader, Silent, run};

/// The files of a run, and the record that a line of each is.
const FILES: [(&str, &str); 6] = [
    ("documents.jsonl", "document"),
    ("programmes.jsonl", "programme"),
    ("amounts.jsonl", "amount"),
    ("tables.jsonl", "table"),
    ("diagnostics.jsonl", "diagnostic"),
    ("lines.jsonl", "line"),
];

#[test]
fn every_record_of_the_repository_is_as_its_schema_says() {
    let keep = tempfile::tempdir().unwrap();
    let out = keep.path().join("out");
    let inputs = ["corpus", "fixtures/releases", "fixtures/cases"].map(|folder| root().join(folder));
    let job = Job { lines: true, ..Job::new(inputs.to_vec(), out.clone()) };
    let report = run(&job, &PaperReader::default(), &mut Silent).unwrap();
    assert!(report.manifest.counts.programmes > 0);
    assert_eq!(report.manifest.counts.failed, 0);
    for (file, record) in FILES {
        let validator = validator(record);
        let text = fs::read_to_string(out.join(file)).unwrap();
        for (line, number) in text.lines().zip(1..) {
            require_valid(&validator, &serde_json::from_str(line).unwrap(), &format!("{file}:{number}"));
        }
    }
    let manifest = fs::read_to_string(out.join("manifest.json")).unwrap();
    require_valid(&validator("manifest"), &serde_json::from_str(&manifest).unwrap(), "manifest.json");
}

#[test]
fn the_validator_sees_what_is_wrong() {
    let validator = validator("line");
    let good = serde_json::json!({"document": "a", "line": 1, "role": "name", "programme": null, "section": null});
    assert!(validator.is_valid(&good));
    for (field, value) in [("line", "1".into()), ("role", "title".into()), ("document", Value::Null)] {
        let mut bad = good.clone();
        bad[field] = value;
        assert!(!validator.is_valid(&bad), "{field}");
    }
}

fn require_valid(validator: &Validator, record: &Value, place: &str) {
    let problems: Vec<String> =
        validator.iter_errors(record).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(problems.is_empty(), "{place}: {}", problems.join("; "));
}

fn validator(record: &str) -> Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("schema/{record}.json"));
    let schema = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_path_buf()
}
