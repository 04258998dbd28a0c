//! `cargo xtask tidy`: the rules of the house that a machine can check. Tests run them too.
//!
//! Each check has a file of its own and gives one sentence per breach: which file, and what to do.

mod code;
mod layout;
mod manual;
mod pages;
mod paths;
mod readme;

use std::path::PathBuf;
use std::process::Command;

use crate::{root, sources};

pub use manual::{PATH as MANUAL, written as manual};
pub use readme::{CRATES, written};

/// A file of the repository: its path below the top level, with `/`, and its text where it is text.
#[derive(Clone, Debug)]
pub struct File {
    /// Path below the top level.
    pub path: String,
    /// The text; empty for a file that is no UTF-8.
    pub text: String,
}

impl File {
    fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }
}

/// Every breach of a rule.
pub fn check() -> Result<Vec<String>, String> {
    let files = files()?;
    let mut found = layout::check(&files);
    found.extend(paths::check(&files));
    found.extend(code::check(&files));
    found.extend(readme::check(&files));
    found.extend(manual::check(&files));
    found.extend(pages::check(&files));
    found.extend(sources::problems());
    Ok(found)
}

/// The files of the repository: tracked, or new and not ignored.
pub fn files() -> Result<Vec<File>, String> {
    let arguments = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    let output = Command::new("git").args(arguments).current_dir(root::root()).output();
    let output = output.map_err(|error| format!("git ls-files: {error}"))?;
    if !output.status.success() {
        return Err(format!("git ls-files: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let names = String::from_utf8_lossy(&output.stdout);
    let mut names: Vec<&str> = names.split('\0').filter(|name| !name.is_empty()).collect();
    names.sort_unstable();
    names.dedup();
    let there = |name: &&str| root::at(name).is_file();
    Ok(names.into_iter().filter(there).map(|name| File { path: name.to_owned(), text: text(root::at(name)) }).collect())
}

fn text(path: PathBuf) -> String {
    std::fs::read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
