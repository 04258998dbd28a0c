//! Pages written by hand: the paths that they name are there, and the code map names every module of the inner crates.

use std::collections::BTreeSet;

use super::File;

/// The architecture page.
const MAP: &str = "crates/README.md";

/// The pages whose paths are looked up.
const PAGES: &[&str] = &["README.md", MAP, "fixtures/README.md", "xtask/README.md"];

/// Crates whose modules stand in the code map; the lists of the others are in their READMEs.
const MAPPED: &[&str] = &["normaliser", "parser"];

pub(super) fn check(files: &[File]) -> Vec<String> {
    let paths: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let page = |name: &str| files.iter().find(|file| file.path == name).map_or("", |file| file.text.as_str());
    let mut found = Vec::new();
    for name in PAGES {
        let lost = named(page(name)).into_iter().filter(|path| !is_there(&paths, path));
        found.extend(lost.map(|path| format!("{name}: {path} is not there")));
    }
    let map = page(MAP);
    let missing = modules(&paths).into_iter().filter(|module| !map.contains(&format!("`{module}`")));
    found.extend(missing.map(|module| format!("{MAP}: the code map has no line for {module}")));
    found
}

/// The paths in a page: between back-ticks, with a slash, and not a pattern such as `fixtures/gold/NAME.json`.
fn named(page: &str) -> Vec<&str> {
    let prose = page.split("\n```").step_by(2);
    let spans = prose.flat_map(|text| text.split('`').skip(1).step_by(2));
    spans.filter(|span| is_path(span)).collect()
}

fn is_path(span: &str) -> bool {
    let roots = ["crates", "corpus", "fixtures", "xtask", ".ci", "normaliser", "parser", "batch", "yosan"];
    let first = span.split('/').next().unwrap_or_default();
    span.contains('/') && roots.contains(&first) && !span.contains([' ', '*']) && !span.contains("NAME")
}

/// A file or folder, below the top level or below `crates/`.
fn is_there(paths: &BTreeSet<&str>, path: &str) -> bool {
    let path = path.trim_end_matches('/');
    let is_it_or_in_it = |it: &str| it.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    paths.iter().any(|it| is_it_or_in_it(it) || it.strip_prefix("crates/").is_some_and(is_it_or_in_it))
}

/// The files and folders right below `src`, as the map writes them: `parser/src/amount/`, `parser/src/line.rs`.
fn modules(paths: &BTreeSet<&str>) -> BTreeSet<String> {
    let mut modules = BTreeSet::new();
    for name in MAPPED {
        let source = format!("crates/{name}/src/");
        for rest in paths.iter().filter_map(|path| path.strip_prefix(source.as_str())) {
            match rest.split_once('/') {
                Some((folder, _)) => modules.insert(format!("{name}/src/{folder}/")),
                None => rest != "lib.rs" && modules.insert(format!("{name}/src/{rest}")),
            };
        }
    }
    modules
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::File;

    #[test]
    fn lost_paths_and_missing_modules_are_told() {
        let file = |path: &str, text: &str| File { path: path.to_owned(), text: text.to_owned() };
        let map = "# Map\n\n`parser/src/line.rs`, `parser/src/gone.rs`, `fixtures/gold/NAME.json`, `a/b`\n\n```sh\n`xtask/x`\n```\n";
        let files = [
            file("crates/README.md", map),
            file("crates/parser/src/lib.rs", ""),
            file("crates/parser/src/line.rs", ""),
            file("crates/parser/src/amount/mod.rs", ""),
        ];
        assert_eq!(
            check(&files),
            [
                "crates/README.md: parser/src/gone.rs is not there",
                "crates/README.md: the code map has no line for parser/src/amount/",
            ]
        );
    }
}
