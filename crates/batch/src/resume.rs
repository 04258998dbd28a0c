//! What a former output has on inputs that have not changed.
//!
//! It is used only where it is certain to be what this run would write: same tool version, contract version and options,
//! and every file with the SHA-256 that the manifest says. The part of an input in a file begins where the parts of the
//! inputs before it end. Both lists of inputs are sorted, so the former files are read once, from front to back.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::encode::{Content, Plan};
use crate::load::hex;
use crate::manifest::{self, CONTRACT_VERSION, Manifest, ManifestInput, Options, OutputFile, Status, TOOL_VERSION};
use crate::parquet::ParquetRows;
use crate::pieces::Pieces;
use crate::{DocumentCounts, Error, InputInfo};

/// The inputs that a former output has, for the workers to look up.
#[derive(Default)]
pub(crate) struct FormerInputs {
    by_id: BTreeMap<String, ManifestInput>,
}

/// The files of a former output, for the writer to copy from.
pub(crate) struct FormerFiles {
    files: Vec<FormerFile>,
}

struct FormerFile {
    name: String,
    path: PathBuf,
    cursor: Cursor,
    starts: BTreeMap<String, u64>,
}

enum Cursor {
    Bytes(File),
    Rows { rows: ParquetRows, at: u64 },
}

/// Opens a former output, or says why everything is read again.
pub(crate) fn open(folder: &Path, plan: &Plan, options: &Options) -> Result<(FormerInputs, FormerFiles), String> {
    let bytes = fs::read(folder.join(manifest::FILE_NAME)).map_err(|_| "there is no former output".to_owned())?;
    let manifest: Manifest =
        serde_json::from_slice(&bytes).map_err(|_| "its manifest is of another form".to_owned())?;
    check_settings(&manifest, options)?;
    for file in &manifest.files {
        check_file(folder, file)?;
    }
    let files: io::Result<Vec<_>> =
        plan.files.iter().map(|file| FormerFile::open(folder, &file.name, file.content, plan, &manifest)).collect();
    let files = FormerFiles { files: files.map_err(|error| format!("it cannot be opened: {error}"))? };
    let ok = manifest.inputs.into_iter().filter(|input| input.status == Status::Ok);
    let inputs = FormerInputs { by_id: ok.map(|input| (input.id.clone(), input)).collect() };
    Ok((inputs, files))
}

impl FormerInputs {
    /// The counts of an input, if the former output has it unchanged.
    pub(crate) fn unchanged(&self, input: &InputInfo<'_>) -> Option<DocumentCounts> {
        let former = self.by_id.get(input.id)?;
        let same = former.path == input.path && former.sha256.as_deref() == Some(input.sha256);
        former.counts.filter(|_| same)
    }

    fn part(&self, id: &str, name: &str) -> u64 {
        self.by_id.get(id).and_then(|input| input.parts.get(name)).copied().unwrap_or(0)
    }
}

impl FormerFiles {
    /// What an unchanged input gave to each file, into `pieces`, which are empty; to be called in the order of the inputs.
    pub(crate) fn copy(&mut self, inputs: &FormerInputs, id: &str, pieces: &mut Pieces) -> Result<(), Error> {
        self.files.iter_mut().try_for_each(|file| {
            let copied = file.copy(id, inputs.part(id, &file.name), pieces);
            copied.map_err(|source| Error::Former { path: file.path.clone(), source })
        })
    }
}

impl FormerFile {
    fn open(folder: &Path, name: &str, content: Content, plan: &Plan, manifest: &Manifest) -> io::Result<Self> {
        let path = folder.join(name);
        let cursor = match content {
            Content::Parquet(table) => Cursor::Rows { rows: ParquetRows::open(&path, table)?, at: 0 },
            Content::JsonLines(_) | Content::Csv(_) => Cursor::Bytes(File::open(&path)?),
        };
        let mut end = plan.head(content)?.len() as u64;
        let mut starts = BTreeMap::new();
        for input in manifest.inputs.iter().filter(|input| input.status == Status::Ok) {
            starts.insert(input.id.clone(), end);
            end += input.parts.get(name).copied().unwrap_or(0);
        }
        Ok(Self { name: name.to_owned(), path, cursor, starts })
    }

    fn copy(&mut self, id: &str, length: u64, pieces: &mut Pieces) -> io::Result<()> {
        let start = self.starts.get(id).copied().unwrap_or(0);
        match &mut self.cursor {
            Cursor::Bytes(file) => {
                file.seek(SeekFrom::Start(start))?;
                pieces.add_bytes(|out| match file.take(length).read_to_end(out)? {
                    read if read as u64 == length => Ok(()),
                    _ => Err(io::ErrorKind::UnexpectedEof.into()),
                })
            }
            Cursor::Rows { rows, at } => {
                rows.skip(start.saturating_sub(*at))?;
                *at = start + length;
                pieces.add_rows(rows.take(length)?);
                Ok(())
            }
        }
    }
}

fn check_settings(manifest: &Manifest, options: &Options) -> Result<(), String> {
    if manifest.tool != manifest::TOOL {
        return Err("another program wrote it".to_owned());
    }
    if manifest.tool_version != TOOL_VERSION {
        return Err(format!("version {} wrote it, this is {TOOL_VERSION}", manifest.tool_version));
    }
    if manifest.contract_version != CONTRACT_VERSION {
        return Err(format!("it follows record contract {}, this is {CONTRACT_VERSION}", manifest.contract_version));
    }
    if manifest.options != *options {
        return Err("it was written with other options".to_owned());
    }
    Ok(())
}

fn check_file(folder: &Path, file: &OutputFile) -> Result<(), String> {
    let sum = File::open(folder.join(&file.name)).and_then(sha256);
    match sum {
        Ok(sum) if sum == file.sha256 => Ok(()),
        Ok(_) => Err(format!("its {} has been changed", file.name)),
        Err(_) => Err(format!("its {} cannot be read", file.name)),
    }
}

fn sha256(mut file: File) -> io::Result<String> {
    let mut sum = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hex(&sum.finalize())),
            read => sum.update(buffer.get(..read).unwrap_or_default()),
        }
    }
}
