//! Every code of a finding: a small document that has it at the line that its file name says, and one that nearly does.

use serde_json::Value;
use xtask::{extract, json, root};
use yosan_parser::record::Code;

/// The lines at which a document has a finding.
fn lines(extraction: &Value, code: &str) -> Vec<u32> {
    let findings = json::list(extraction, "diagnostics").iter();
    findings.filter(|it| json::text(it, "code") == Some(code)).map(json::first_line).collect()
}

#[test]
fn every_code_is_found_at_its_line_and_not_beside_it() {
    let mut told = Vec::new();
    for code in Code::ALL {
        let code = code.as_str();
        let files = root::files(&format!("fixtures/cases/{code}"), "txt");
        let names: Vec<String> = files.iter().map(|file| root::stem(file)).collect();
        if !names.iter().any(|name| name.starts_with("line-")) || !names.contains(&"near-miss".to_owned()) {
            told.push(format!("fixtures/cases/{code}: line-N.txt and near-miss.txt are expected, there is {names:?}"));
        }
        for (file, name) in files.iter().zip(&names) {
            // `line-19-37.txt`: at the lines 19 and 37.
            let expected: Vec<u32> = name.split('-').filter_map(|line| line.parse().ok()).collect();
            let found = lines(&extract::read_file(file).unwrap().extraction, code);
            if found != expected {
                told.push(format!("fixtures/cases/{code}/{name}.txt: found at {found:?}"));
            }
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}
