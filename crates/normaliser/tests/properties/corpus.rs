//! The releases of the repository, for tests that draw from real text.

use std::path::Path;

/// The texts of the corpus, in the order of their names.
pub(crate) fn texts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the corpus can be read")
        .map(|entry| entry.expect("the corpus can be read").path())
        .collect();
    paths.sort();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    let texts: Vec<String> =
        paths.iter().map(|path| std::fs::read_to_string(path).expect("the corpus can be read")).collect();
    assert!(texts.len() >= 5);
    texts
}

/// All lines of the corpus that are not blank.
pub(crate) fn lines() -> Vec<String> {
    let texts = texts();
    texts.iter().flat_map(|text| text.lines()).filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}
