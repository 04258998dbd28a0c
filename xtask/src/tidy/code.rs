//! Source files: a module doc, a bounded length, and what each crate must not do.

use super::File;

/// No source file is longer.
const MOST_LINES: usize = 800;

/// Words of budget papers: the normaliser knows none of them.
const BUDGET_WORDS: &[&str] = &[
    "予算",
    "補正",
    "概算",
    "要求",
    "当初",
    "事業",
    "補助",
    "内数",
    "再掲",
    "新規",
    "経済産業",
    "成果目標",
    "施策",
    "交付金",
    "国費",
];

/// What only some crates may do: the words, who must not use them, and why.
const BARRED: &[(&[&str], &[&str], &str)] = &[
    (
        &["std::fs", "std::net", "std::env", "std::process", "File::open", "std::io"],
        &["crates/normaliser/src/", "crates/parser/src/"],
        "only the batch crate knows the file system",
    ),
    (
        &["println!", "print!", "eprintln!", "eprint!"],
        &["crates/normaliser/src/", "crates/parser/src/", "crates/batch/src/"],
        "only the binary prints",
    ),
    (
        &["serde_json", "csv::", "parquet::", "arrow::"],
        &["crates/normaliser/src/", "crates/parser/src/"],
        "only the batch crate knows output formats",
    ),
];

pub(super) fn check(files: &[File]) -> Vec<String> {
    files.iter().filter(|file| file.is_rust()).flat_map(check_file).collect()
}

fn check_file(file: &File) -> Vec<String> {
    let mut found = Vec::new();
    if !file.text.starts_with("//!") {
        found.push(format!("{}: opens without a //! doc", file.path));
    }
    let lines = file.text.lines().count();
    if lines > MOST_LINES {
        found.push(format!("{}: {lines} lines, {MOST_LINES} at most: split it", file.path));
    }
    let tests = file.path.ends_with("/tests.rs");
    for (line, number) in production(&file.text).filter(|_| !tests) {
        found.extend(problem(&file.path, line).map(|problem| format!("{}:{number}: {problem}", file.path)));
    }
    found
}

fn problem(path: &str, line: &str) -> Option<String> {
    let budget = path.starts_with("crates/normaliser/src/");
    if let Some(word) = BUDGET_WORDS.iter().find(|word| budget && line.contains(**word)) {
        return Some(format!("{word}: the normaliser knows no budget words"));
    }
    let barred = BARRED.iter().filter(|(_, folders, _)| folders.iter().any(|folder| path.starts_with(folder)));
    let mut found = barred.filter_map(|(words, _, why)| Some((words.iter().find(|word| line.contains(**word))?, why)));
    found.next().map(|(word, why)| format!("{word}: {why}"))
}

/// The lines of the program: no comments, and no tests, which stand at the end.
fn production(text: &str) -> impl Iterator<Item = (&str, u32)> {
    let lines = text.lines().zip(1..).take_while(|(line, _)| line.trim() != "#[cfg(test)]");
    lines.filter(|(line, _)| !line.trim_start().starts_with("//"))
}

#[cfg(test)]
mod tests {
    use super::check_file;
    use crate::tidy::File;

    fn found(path: &str, text: &str) -> Vec<String> {
        check_file(&File { path: path.to_owned(), text: text.to_owned() })
    }

    #[test]
    fn each_crate_keeps_to_its_own() {
        let words = "//! Eras.\nconst W: &str = \"予算\";\n";
        assert_eq!(found("crates/normaliser/src/era.rs", words).len(), 1);
        assert_eq!(found("crates/parser/src/era.rs", words), [""; 0]);
        let files = "//! Files.\nuse std::fs;\nfn f() { println!(); }\n";
        assert_eq!(found("crates/parser/src/a.rs", files).len(), 2);
        assert_eq!(found("crates/batch/src/a.rs", files).len(), 1);
        assert_eq!(found("crates/yosan/src/main.rs", files), [""; 0]);
    }

    #[test]
    fn comments_and_tests_may_show_real_text() {
        let text =
            "//! Eras.\n/// `令和6年度予算案額`\nfn f() {}\n#[cfg(test)]\nmod tests { const T: &str = \"補正\"; }\n";
        assert_eq!(found("crates/normaliser/src/era.rs", text), [""; 0]);
    }

    #[test]
    fn a_file_has_a_doc_and_a_bounded_length() {
        assert_eq!(found("crates/a/src/b.rs", "fn f() {}\n").len(), 1);
        assert_eq!(found("crates/a/src/b.rs", &format!("//! Long.\n{}", "\n".repeat(800))).len(), 1);
    }
}
