//! The manual of findings, `crates/parser/DIAGNOSTICS.md`, made from the codes of the parser.
//!
//! The text of a finding stands above its code in `crates/parser/src/diagnostic/mod.rs` and nowhere else: the manual is
//! generated (`cargo xtask tidy --write`), and each code has the same headings.

use std::fmt::Write;

use yosan_parser::record::{Code, Severity};

use super::File;

/// The manual.
pub const PATH: &str = "crates/parser/DIAGNOSTICS.md";

/// Where the codes are declared.
const DECLARED: &str = "crates/parser/src/diagnostic/mod.rs";

/// The headings of every code, in this order.
const HEADINGS: [&str; 3] = ["What it means", "Why it matters", "What to do"];

const HEAD: &str = "\
# Findings

What `yosan check` shows and `diagnostics.jsonl` holds. A code keeps its name and meaning from version to version.
This page is made from the code: edit `crates/parser/src/diagnostic/mod.rs`, then run `cargo xtask tidy --write`.

Severities: `error`, something could not be read; `warning`, a value may be missing or doubtful; `info`, worth knowing.

";

pub(super) fn check(files: &[File]) -> Vec<String> {
    let committed = files.iter().find(|file| file.path == PATH).map_or("", |file| file.text.as_str());
    let mut found: Vec<String> = Code::ALL.iter().filter_map(|code| headings(code.as_str(), code.manual())).collect();
    if committed != written() {
        found.push(format!("{PATH}: it is not up to date: cargo xtask tidy --write"));
    }
    found
}

/// The manual as the code has it.
#[must_use]
pub fn written() -> String {
    let mut out = String::from(HEAD);
    out.push_str("| code | severity | what was found |\n|---|---|---|\n");
    for code in Code::ALL {
        let (name, severity) = (code.as_str(), shown(code.severity()));
        let _ = writeln!(out, "| [`{name}`](#{name}) | {severity} | {} |", headline(code.manual()));
    }
    for code in Code::ALL {
        let _ = writeln!(out, "\n## {}\n\nSeverity: {}\n", code.as_str(), shown(code.severity()));
        out.push_str(&deeper(code.manual()));
    }
    out
}

/// The breach of a code whose text has other headings.
fn headings(code: &str, manual: &str) -> Option<String> {
    let found: Vec<&str> = manual.lines().filter_map(|line| line.trim_start().strip_prefix("## ")).collect();
    (found != HEADINGS).then(|| format!("{DECLARED}: {code} has other headings than {}", HEADINGS.join(", ")))
}

fn headline(manual: &str) -> &str {
    manual.lines().next().unwrap_or_default().trim().trim_end_matches('.')
}

/// The text of a code, its headings one level deeper, without the blank that a doc comment begins with.
fn deeper(manual: &str) -> String {
    let lines = manual.lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
    lines.map(|line| if line.starts_with("## ") { format!("#{line}\n") } else { format!("{line}\n") }).collect()
}

fn shown(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

#[cfg(test)]
mod tests {
    use yosan_parser::record::Code;

    use super::{deeper, headings, written};

    #[test]
    fn each_code_stands_in_the_list_and_has_a_part_of_its_own() {
        let manual = written();
        for code in Code::ALL {
            assert!(manual.contains(&format!("| [`{0}`](#{0}) |", code.as_str())), "{}", code.as_str());
            assert!(manual.contains(&format!("\n## {}\n", code.as_str())), "{}", code.as_str());
        }
    }

    #[test]
    fn a_code_without_advice_is_told() {
        let text = " It is so.\n\n ## What it means\n It is.\n\n ## Why it matters\n It does.\n";
        assert!(headings("some-code", text).is_some());
        assert!(headings("some-code", &format!("{text}\n ## What to do\n Look.\n")).is_none());
    }

    #[test]
    fn headings_go_one_level_down() {
        assert_eq!(deeper(" It is.\n\n ## What to do\n Look.\n"), "It is.\n\n### What to do\nLook.\n");
    }
}
