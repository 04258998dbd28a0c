//! The repository stands alone: no folders beside it, no paths of one machine, no registry hosts.

use super::File;

/// Folders that only one machine has. (Written in pieces, so that this file does not hold them.)
const FOLDERS: &[&str] = &["home", "root", "tmp", "work", "Users", "mnt", "var", "private"];

/// Hosts that packages come from: a mirror or another registry must not need a change here.
const HOSTS: &[&str] =
    &[concat!("crates", ".io"), concat!("pypi", ".org"), concat!("npmjs", ".org"), concat!("proxy.golang", ".org")];

/// The folder beside the repository.
const BESIDE: &str = concat!("../", "shared");

/// Files that are not ours to change: the releases, and what cargo writes.
fn is_ours(path: &str) -> bool {
    let release = path.ends_with(".txt") && (path.starts_with("corpus/") || path.starts_with("fixtures/releases/"));
    !release && path != "Cargo.lock"
}

pub(super) fn check(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files.iter().filter(|file| is_ours(&file.path)) {
        for (line, number) in file.text.lines().zip(1..) {
            let problem = problem(line);
            found.extend(problem.map(|problem: String| format!("{}:{number}: {problem}", file.path)));
        }
    }
    found
}

fn problem(line: &str) -> Option<String> {
    if line.contains(BESIDE) {
        return Some(format!("{BESIDE} is outside the repository"));
    }
    if let Some(host) = HOSTS.iter().find(|host| line.contains(**host)) {
        return Some(format!("{host} is a registry host"));
    }
    let folder = FOLDERS.iter().find(|folder| holds_path(line, folder));
    folder.map(|folder| format!("/{folder}/ is a path of one machine"))
}

/// Whether `/folder/` stands where a path begins: not after a letter, a digit, a dot or a further slash.
fn holds_path(line: &str, folder: &str) -> bool {
    let path = format!("/{folder}/");
    line.match_indices(&path).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|it| !it.is_alphanumeric() && !['/', '.', '_', '-', '}', '{', '$'].contains(&it))
    })
}

#[cfg(test)]
mod tests {
    use super::problem;

    #[test]
    fn paths_of_one_machine_are_told_and_others_are_not() {
        assert!(problem(&format!("open(\"/{}/x\")", "home")).is_some());
        assert!(problem(&format!("see /{}/main", "work")).is_some());
        assert!(problem("#!/usr/bin/env bash").is_none());
        assert!(problem("https://example.org/home/page").is_none());
        assert!(problem("crates/parser/tmp/x").is_none());
    }
}
