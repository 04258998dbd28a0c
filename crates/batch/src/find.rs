//! The inputs of a run, in their order: by document id, whatever the order of the folders.
//!
//! What cannot be an input is listed too, with its [`Problem`], so that it is told and stands in the manifest.

use std::fs;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use walkdir::{DirEntry, WalkDir};

use crate::load::kind_problem;
use crate::{Error, Problem};

/// The extensions of the files of a folder that are taken when no glob is given.
const EXTENSIONS: [&str; 3] = ["txt", "text", "md"];

/// Where to look for inputs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Search<'a> {
    /// Files and folders. A file that is named here is taken whatever its name.
    pub inputs: &'a [PathBuf],
    /// Which files of a folder are taken; a glob without `/` is for the file name, one with `/` for the path below the
    /// folder.
    pub globs: &'a [String],
    /// Folders and files, as canonical paths, of which nothing is taken.
    pub exclude: &'a [PathBuf],
}

/// An input, or something that should have been one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Document id: the path below the input folder without extension; of a file named directly, its name.
    pub id: String,
    /// Path below the input folder, `/` between folders.
    pub path: String,
    /// Where it is.
    pub file: PathBuf,
    /// Why it is no input.
    pub problem: Option<Problem>,
}

/// Lists the inputs, sorted by id, then path. Of two with the same id the second has a problem.
///
/// # Errors
/// A glob is malformed.
pub fn find(search: Search<'_>) -> Result<Vec<Candidate>, Error> {
    let filter = Filter::new(search.globs)?;
    let mut found = Vec::new();
    for input in search.inputs {
        find_below(input, &filter, search.exclude, &mut found);
    }
    found.sort_by(|one, two| (&one.id, &one.path).cmp(&(&two.id, &two.path)));
    found.dedup_by(|second, first| is_same(first, second));
    mark_id_clashes(&mut found);
    Ok(found)
}

fn find_below(input: &Path, filter: &Filter, exclude: &[PathBuf], found: &mut Vec<Candidate>) {
    let candidate = |problem| Candidate { problem, ..Candidate::file(input) };
    match fs::metadata(input) {
        Err(error) => found.push(candidate(Some(absent_or(input, Problem::from_io(&error))))),
        Ok(_) if lies_in(input, exclude) => found.push(candidate(Some(Problem::InOutputFolder))),
        Ok(metadata) if metadata.is_dir() => walk(input, filter, exclude, found),
        Ok(metadata) => found.push(candidate(kind_problem(&metadata))),
    }
}

fn walk(folder: &Path, filter: &Filter, exclude: &[PathBuf], found: &mut Vec<Candidate>) {
    let entries = WalkDir::new(folder).follow_links(true).into_iter();
    for entry in entries.filter_entry(|entry| !is_excluded(entry, exclude)) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => {
                let path = relative(entry.path(), folder);
                if filter.takes(&path) {
                    let metadata = entry.metadata().map_err(|error| walk_problem(&error, entry.path()));
                    let problem = metadata.map_or_else(Some, |metadata| kind_problem(&metadata));
                    found.push(Candidate::new(path, entry.into_path(), problem));
                }
            }
            Err(error) => {
                let at = error.path().unwrap_or(folder);
                found.push(Candidate::new(relative(at, folder), at.to_path_buf(), Some(walk_problem(&error, at))));
            }
        }
    }
}

impl Candidate {
    /// A file that is named directly: its id and path are its name.
    #[must_use]
    pub fn file(file: &Path) -> Self {
        let name = file.file_name().unwrap_or(file.as_os_str());
        Self::new(name.to_string_lossy().into_owned(), file.to_path_buf(), None)
    }

    fn new(path: String, file: PathBuf, problem: Option<Problem>) -> Self {
        Self { id: without_extension(&path).to_owned(), path, file, problem }
    }
}

/// `2024/meti-pr.txt` is `2024/meti-pr`; `2024/.txt` stays.
fn without_extension(path: &str) -> &str {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    match path.rfind('.') {
        Some(dot) if dot > name => path.get(..dot).unwrap_or(path),
        _ => path,
    }
}

/// The path below a folder, `/` between its parts; the name of the folder for the folder itself.
fn relative(path: &Path, folder: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    if parts.is_empty() {
        return folder.file_name().map_or_else(|| ".".to_owned(), |name| name.to_string_lossy().into_owned());
    }
    parts.join("/")
}

/// Whether an entry is excluded; the real path is looked up only where the entry can be.
fn is_excluded(entry: &DirEntry, exclude: &[PathBuf]) -> bool {
    let has_name = || exclude.iter().any(|path| path.file_name() == Some(entry.file_name()));
    (entry.file_type().is_dir() || entry.path_is_symlink() || has_name()) && lies_in(entry.path(), exclude)
}

fn lies_in(path: &Path, exclude: &[PathBuf]) -> bool {
    !exclude.is_empty()
        && fs::canonicalize(path).is_ok_and(|path| exclude.iter().any(|excluded| path.starts_with(excluded)))
}

fn walk_problem(error: &walkdir::Error, path: &Path) -> Problem {
    match error.io_error() {
        _ if error.loop_ancestor().is_some() => Problem::FolderLoop,
        Some(error) => absent_or(path, Problem::from_io(error)),
        None => Problem::Unreadable("the folder cannot be walked".to_owned()),
    }
}

/// A path of which the target is missing but the link is there is a dangling link; a link to itself is a loop.
fn absent_or(path: &Path, problem: Problem) -> Problem {
    let is_link = || fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink());
    match problem {
        Problem::Missing if is_link() => Problem::DanglingLink,
        Problem::Unreadable(_) if is_link() => Problem::FolderLoop,
        problem => problem,
    }
}

fn is_same(one: &Candidate, two: &Candidate) -> bool {
    one.id == two.id
        && one.path == two.path
        && (one.file == two.file || same_file::is_same_file(&one.file, &two.file).unwrap_or(false))
}

fn mark_id_clashes(found: &mut [Candidate]) {
    let mut holder: Option<(String, String)> = None;
    for candidate in found.iter_mut().filter(|candidate| candidate.problem.is_none()) {
        match &holder {
            Some((id, path)) if *id == candidate.id => {
                candidate.problem = Some(Problem::IdTaken { id: id.clone(), by: path.clone() });
            }
            _ => holder = Some((candidate.id.clone(), candidate.path.clone())),
        }
    }
}

struct Filter {
    names: Vec<GlobMatcher>,
    paths: Vec<GlobMatcher>,
}

impl Filter {
    fn new(globs: &[String]) -> Result<Self, Error> {
        let mut filter = Self { names: Vec::new(), paths: Vec::new() };
        for text in globs {
            let glob = GlobBuilder::new(text).literal_separator(true).build();
            let glob = glob.map_err(|error| Error::Glob { glob: text.clone(), reason: error.kind().to_string() })?;
            let list = if text.contains('/') { &mut filter.paths } else { &mut filter.names };
            list.push(glob.compile_matcher());
        }
        Ok(filter)
    }

    fn takes(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        if self.names.is_empty() && self.paths.is_empty() {
            let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
            return extension.is_some_and(|own| EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(own)));
        }
        self.names.iter().any(|glob| glob.is_match(name)) || self.paths.iter().any(|glob| glob.is_match(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_is_the_path_without_its_last_extension() {
        for (path, id) in [
            ("meti.txt", "meti"),
            ("2024/meti.pr.txt", "2024/meti.pr"),
            ("v1.2/meti", "v1.2/meti"),
            (".txt", ".txt"),
            ("a/.txt", "a/.txt"),
            ("予算.md", "予算"),
        ] {
            assert_eq!(without_extension(path), id, "{path}");
        }
    }

    #[test]
    fn a_glob_without_a_slash_is_for_the_name_one_with_a_slash_for_the_path() {
        let cases: [(&[&str], &str, bool); 8] = [
            (&[], "a/b.TXT", true),
            (&[], "a/b.pdf", false),
            (&[], "a/txt", false),
            (&["*.{txt,md}"], "a/b.md", true),
            (&["*.{txt,md}"], "a/b.text", false),
            (&["2024/*.txt"], "2024/b.txt", true),
            (&["2024/*.txt"], "2024/c/b.txt", false),
            (&["**/pr-*.txt", "*.md"], "x/y/pr-1.txt", true),
        ];
        for (globs, path, taken) in cases {
            let globs: Vec<String> = globs.iter().map(|glob| (*glob).to_owned()).collect();
            assert_eq!(Filter::new(&globs).unwrap().takes(path), taken, "{globs:?} {path}");
        }
    }

    #[test]
    fn a_malformed_glob_is_named() {
        let error = find(Search { globs: &["*.{txt".to_owned()], ..Search::default() }).unwrap_err();
        assert!(error.to_string().starts_with("*.{txt: not a glob"), "{error}");
    }
}
