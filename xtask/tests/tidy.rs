//! The rules of the house are kept.

#![allow(clippy::unwrap_used, reason = "a test whose files cannot be read fails")]

use std::process::Command;

use xtask::{root, tidy};

#[test]
fn the_house_is_tidy() {
    let found = tidy::check().unwrap();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_task_stands_in_the_readme() {
    let help = Command::new(env!("CARGO_BIN_EXE_xtask")).arg("--help").output().unwrap().stdout;
    let help = String::from_utf8(help).unwrap();
    let tasks = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    // A long description wraps, further indented.
    let tasks = tasks.filter(|line| !line.starts_with("   "));
    let tasks: Vec<&str> = tasks.filter_map(|line| line.split_whitespace().next()).filter(|it| *it != "help").collect();
    let readme = root::read(&root::at("xtask/README.md")).unwrap();
    assert!(tasks.contains(&"ci"), "{tasks:?}");
    for task in tasks {
        assert!(readme.contains(&format!("| `cargo xtask {task}")), "{task} is not in xtask/README.md");
    }
}
