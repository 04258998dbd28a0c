//! A run: from the inputs to the finished output folder.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use crate::datapackage::{self, data_package};
use crate::encode::Plan;
use crate::manifest::{self, CONTRACT_VERSION, Manifest, ManifestInput, Options, Status, TOOL, TOOL_VERSION, Totals};
use crate::output::{OutputFolder, Sink, write_file};
use crate::pieces::{Pieces, SparePieces};
use crate::resume::{self, FormerFiles, FormerInputs};
use crate::{
    Candidate, DocumentCounts, Error, InputInfo, Job, Loaded, OutputFile, Problem, Reader, Search, find, in_order, load,
};

/// Hears of a run as it goes on, always on the thread that called [`run`].
pub trait Observer {
    /// The inputs are found.
    fn begin(&mut self, _inputs: usize) {}
    /// With `--resume`: why the former output cannot be used.
    fn not_resumed(&mut self, _reason: &str) {}
    /// An input is done; they come in their order.
    fn done(&mut self, _file: &Path, _input: &ManifestInput) {}
}

/// Hears nothing.
#[derive(Clone, Copy, Debug)]
pub struct Silent;

impl Observer for Silent {}

/// What came of a run.
#[derive(Clone, Debug)]
pub struct Report {
    /// The manifest as it was written.
    pub manifest: Manifest,
    /// Inputs that were taken over from the former output.
    pub unchanged: usize,
}

/// Reads the inputs of a job and writes its output folder.
///
/// # Errors
/// The output cannot be written, or the job cannot be carried out. The former output is unchanged then.
pub fn run(job: &Job, reader: &dyn Reader, observer: &mut dyn Observer) -> Result<Report, Error> {
    let folder = OutputFolder::prepare(&job.out)?;
    let inputs = find(Search { inputs: &job.inputs, globs: &job.globs, exclude: &folder.own_paths() })?;
    let options = Options::of(job, reader);
    let plan = Plan::new(&options);
    let (former_inputs, former_files) = former(job, &folder, &plan, &options, observer);
    observer.begin(inputs.len());

    let spare = SparePieces::default();
    let worker = Worker { reader, plan: &plan, former: &former_inputs, spare: &spare, max_bytes: job.max_bytes };
    let mut writer = Writer::new(&folder, &plan, &former_inputs, former_files, &spare)?;
    in_order(
        job.jobs,
        &inputs,
        |candidate| worker.work(candidate),
        |candidate, result| {
            let entry = writer.write(candidate, result.map_err(Problem::Crashed).flatten())?;
            observer.done(&candidate.file, &entry);
            writer.entries.push(entry);
            Ok::<_, Error>(())
        },
    )?;
    let (files, inputs, unchanged) = writer.finish()?;
    let manifest = Manifest::new(options, files, inputs);
    write_descriptions(&folder, &plan, &manifest)?;
    folder.install()?;
    Ok(Report { manifest, unchanged })
}

/// The former output, where the job asks for it and it can be used.
fn former(
    job: &Job,
    folder: &OutputFolder,
    plan: &Plan,
    options: &Options,
    observer: &mut dyn Observer,
) -> (FormerInputs, Option<FormerFiles>) {
    if !job.resume {
        return (FormerInputs::default(), None);
    }
    match resume::open(folder.place(), plan, options) {
        Ok((inputs, files)) => (inputs, Some(files)),
        Err(reason) => {
            observer.not_resumed(&reason);
            (FormerInputs::default(), None)
        }
    }
}

/// What a worker makes of an input.
struct Outcome {
    sha256: String,
    bytes: u64,
    content: Result<(DocumentCounts, NewPieces), Problem>,
}

enum NewPieces {
    Encoded(io::Result<Pieces>),
    Unchanged,
}

struct Worker<'a> {
    reader: &'a dyn Reader,
    plan: &'a Plan,
    former: &'a FormerInputs,
    spare: &'a SparePieces,
    max_bytes: u64,
}

impl Worker<'_> {
    fn work(&self, candidate: &Candidate) -> Result<Outcome, Problem> {
        if let Some(problem) = &candidate.problem {
            return Err(problem.clone());
        }
        let Loaded { bytes, sha256 } = load(&candidate.file, self.max_bytes)?;
        let size = bytes.len() as u64;
        let info = InputInfo { id: &candidate.id, path: &candidate.path, sha256: &sha256, bytes: size };
        let content = match self.former.unchanged(&info) {
            Some(counts) => Ok((counts, NewPieces::Unchanged)),
            None => self.read(bytes, &info),
        };
        Ok(Outcome { sha256, bytes: size, content })
    }

    fn read(&self, bytes: Vec<u8>, info: &InputInfo<'_>) -> Result<(DocumentCounts, NewPieces), Problem> {
        let mut read = None;
        self.reader.read(bytes, info, &mut |reading| {
            let mut pieces = self.spare.take();
            let encoded = self.plan.encode(reading.extraction, &mut pieces).map(|()| pieces);
            read = Some((DocumentCounts::of(reading.extraction), NewPieces::Encoded(encoded)));
        })?;
        read.ok_or_else(|| Problem::Crashed("it gave no records".to_owned()))
    }
}

struct Writer<'a> {
    folder: &'a OutputFolder,
    plan: &'a Plan,
    sinks: Vec<Sink>,
    former_inputs: &'a FormerInputs,
    former_files: Option<FormerFiles>,
    spare: &'a SparePieces,
    entries: Vec<ManifestInput>,
    unchanged: usize,
}

impl<'a> Writer<'a> {
    fn new(
        folder: &'a OutputFolder,
        plan: &'a Plan,
        former_inputs: &'a FormerInputs,
        former_files: Option<FormerFiles>,
        spare: &'a SparePieces,
    ) -> Result<Self, Error> {
        let create = |file: &crate::encode::FilePlan| {
            let path = folder.path(&file.name);
            let sink = plan.head(file.content).and_then(|head| Sink::create(&path, file.content, &head));
            sink.map_err(|source| Error::Write { path, source })
        };
        let sinks: Result<Vec<_>, _> = plan.files.iter().map(create).collect();
        let (entries, unchanged) = (Vec::new(), 0);
        Ok(Self { folder, plan, sinks: sinks?, former_inputs, former_files, spare, entries, unchanged })
    }

    fn write(&mut self, candidate: &Candidate, outcome: Result<Outcome, Problem>) -> Result<ManifestInput, Error> {
        let mut entry = ManifestInput::failed(candidate);
        match outcome {
            Err(problem) => entry.reason = Some(problem.to_string()),
            Ok(outcome) => {
                entry.sha256 = Some(outcome.sha256);
                entry.bytes = Some(outcome.bytes);
                match outcome.content {
                    Err(problem) => entry.reason = Some(problem.to_string()),
                    Ok((counts, pieces)) => {
                        entry.status = Status::Ok;
                        entry.counts = Some(counts);
                        entry.parts = self.append(&candidate.id, pieces)?;
                    }
                }
            }
        }
        Ok(entry)
    }

    fn append(&mut self, id: &str, pieces: NewPieces) -> Result<BTreeMap<String, u64>, Error> {
        let mut pieces = match (pieces, &mut self.former_files) {
            (NewPieces::Encoded(pieces), _) => {
                pieces.map_err(|source| Error::Write { path: self.folder.place().to_path_buf(), source })?
            }
            (NewPieces::Unchanged, Some(former)) => {
                self.unchanged += 1;
                let mut pieces = self.spare.take();
                former.copy(self.former_inputs, id, &mut pieces)?;
                pieces
            }
            (NewPieces::Unchanged, None) => Pieces::default(),
        };
        let mut parts = BTreeMap::new();
        for ((sink, file), piece) in self.sinks.iter_mut().zip(&self.plan.files).zip(pieces.take()) {
            let length = sink.append(piece);
            let length = length.map_err(|source| Error::Write { path: self.folder.path(&file.name), source })?;
            parts.insert(file.name.clone(), length);
        }
        self.spare.give_back(pieces);
        Ok(parts)
    }

    fn finish(self) -> Result<(Vec<OutputFile>, Vec<ManifestInput>, usize), Error> {
        let files = self.sinks.into_iter().zip(&self.plan.files).map(|(sink, file)| {
            let finished = sink.finish(&file.name);
            finished.map_err(|source| Error::Write { path: self.folder.path(&file.name), source })
        });
        Ok((files.collect::<Result<_, _>>()?, self.entries, self.unchanged))
    }
}

fn write_descriptions(folder: &OutputFolder, plan: &Plan, manifest: &Manifest) -> Result<(), Error> {
    if let Some(package) = data_package(plan, &manifest.files) {
        write_json(&folder.path(datapackage::FILE_NAME), &package)?;
    }
    write_json(&folder.path(manifest::FILE_NAME), manifest)
}

fn write_json(path: &Path, value: &impl serde::Serialize) -> Result<(), Error> {
    let written = serde_json::to_vec_pretty(value).map_err(io::Error::from).and_then(|mut bytes| {
        bytes.push(b'\n');
        write_file(path, &bytes)
    });
    written.map_err(|source| Error::Write { path: path.to_path_buf(), source })
}

impl Options {
    fn of(job: &Job, reader: &dyn Reader) -> Self {
        let mut formats = job.formats.clone();
        formats.sort_unstable();
        formats.dedup();
        Self { formats, lines: job.lines, excel: job.excel, max_bytes: job.max_bytes, reader: reader.settings() }
    }
}

impl Manifest {
    fn new(options: Options, files: Vec<OutputFile>, inputs: Vec<ManifestInput>) -> Self {
        Self {
            tool: TOOL.to_owned(),
            tool_version: TOOL_VERSION.to_owned(),
            contract_version: CONTRACT_VERSION.to_owned(),
            options,
            counts: Totals::of(&inputs),
            files,
            inputs,
        }
    }
}

impl ManifestInput {
    fn failed(candidate: &Candidate) -> Self {
        Self {
            id: candidate.id.clone(),
            path: candidate.path.clone(),
            sha256: None,
            bytes: None,
            status: Status::Failed,
            reason: None,
            counts: None,
            parts: BTreeMap::new(),
        }
    }
}
