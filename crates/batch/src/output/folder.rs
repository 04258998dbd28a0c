//! The output folder, built beside its place and moved there when it is whole.
//!
//! For `--out reports/out` there are, while a run lasts, in `reports`:
//!
//! - `.out.yosan-lock`, which a run holds;
//! - `.out.yosan-new`, the folder that is being built; afterwards, for a moment, the former output;
//! - `.out.yosan-former`, the former output, only where the system cannot exchange two folders in one step.
//!
//! A run that finds the last two cleans up after one that was killed; the names are its own while it holds the lock.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;

use super::lock::Lock;
use crate::{Error, datapackage, manifest};

/// The output folder of a run.
pub(crate) struct OutputFolder {
    place: PathBuf,
    new: PathBuf,
    former: PathBuf,
    parent: PathBuf,
    lock: Lock,
}

impl OutputFolder {
    /// Takes the lock, cleans up after a killed run, and begins a new folder. The former output stays where it is.
    pub(crate) fn prepare(out: &Path) -> Result<Self, Error> {
        let place = resolve(out)?;
        let (Some(parent), Some(name)) = (place.parent(), place.file_name()) else {
            return Err(Error::NotAFolder { out: out.to_path_buf() });
        };
        let beside = |suffix: &str| parent.join(format!(".{}.yosan-{suffix}", name.to_string_lossy()));
        let lock = write(&beside("lock"), Lock::take)?.ok_or_else(|| Error::Locked { out: out.to_path_buf() })?;
        let folder = Self {
            new: beside("new"),
            former: beside("former"),
            parent: parent.to_path_buf(),
            place: place.clone(),
            lock,
        };
        folder.clean_up()?;
        folder.refuse_foreign(out)?;
        write(&folder.new, |new| fs::create_dir(new))?;
        Ok(folder)
    }

    /// Where a file of the new output is built.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.new.join(name)
    }

    /// Where the former output is, if there is one.
    pub(crate) fn place(&self) -> &Path {
        &self.place
    }

    /// The paths of which nothing is input.
    pub(crate) fn own_paths(&self) -> Vec<PathBuf> {
        vec![self.place.clone(), self.new.clone(), self.former.clone(), self.lock.path().to_path_buf()]
    }

    /// Moves the new output into place. Until the very moment of the exchange the former output is whole.
    pub(crate) fn install(self) -> Result<(), Error> {
        write(&self.new, sync_folder)?;
        if self.place.exists() {
            let permissions = write(&self.place, |place| fs::metadata(place))?.permissions();
            write(&self.new, |new| fs::set_permissions(new, permissions))?;
            write(&self.place, |_| self.exchange())?;
        } else {
            write(&self.place, |place| fs::rename(&self.new, place))?;
        }
        write(&self.parent, sync_folder)
    }

    /// Removes what a killed run left; puts its former output back where only that was missing.
    fn clean_up(&self) -> Result<(), Error> {
        if self.former.exists() && !self.place.exists() {
            write(&self.place, |place| fs::rename(&self.former, place))?;
        }
        write(&self.former, remove_folder)?;
        write(&self.new, remove_folder)
    }

    /// The whole folder is replaced, so it may hold nothing but what a run wrote.
    fn refuse_foreign(&self, out: &Path) -> Result<(), Error> {
        if !self.place.exists() {
            return Ok(());
        }
        let own = own_names(&self.place.join(manifest::FILE_NAME));
        for entry in write(&self.place, |place| fs::read_dir(place))? {
            let name = write(&self.place, |_| entry)?.file_name().to_string_lossy().into_owned();
            if !own.contains(&name) {
                return Err(Error::Foreign { out: out.to_path_buf(), name });
            }
        }
        Ok(())
    }

    fn exchange(&self) -> io::Result<()> {
        if exchange_in_one_step(&self.new, &self.place).is_ok() {
            return Ok(());
        }
        fs::rename(&self.place, &self.former)?;
        fs::rename(&self.new, &self.place).inspect_err(|_| {
            // Nothing more can be done here; the next run puts it back as well.
            let _ = fs::rename(&self.former, &self.place);
        })
    }
}

impl Drop for OutputFolder {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next run.
        let _ = remove_folder(&self.new);
        if self.place.exists() {
            let _ = remove_folder(&self.former);
        }
    }
}

/// The real place of the output: links followed, the folders above it made.
fn resolve(out: &Path) -> Result<PathBuf, Error> {
    if fs::symlink_metadata(out).is_ok() {
        let place = write(out, |out| fs::canonicalize(out))?;
        return if place.is_dir() { Ok(place) } else { Err(Error::NotAFolder { out: out.to_path_buf() }) };
    }
    let Some(name) = out.file_name() else { return Err(Error::NotAFolder { out: out.to_path_buf() }) };
    let parent = match out.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    write(parent, |parent| fs::create_dir_all(parent))?;
    Ok(write(parent, |parent| fs::canonicalize(parent))?.join(name))
}

/// The names of the files that the manifest of a former output claims.
fn own_names(manifest_path: &Path) -> Vec<String> {
    let manifest: Option<Json> = fs::read(manifest_path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let Some(manifest) = manifest.filter(|manifest| manifest.get("tool").is_some_and(|tool| tool == manifest::TOOL))
    else {
        return Vec::new();
    };
    let files = manifest.get("files").and_then(Json::as_array).into_iter().flatten();
    let names = files.filter_map(|file| file.get("name").and_then(Json::as_str));
    names.chain([manifest::FILE_NAME, datapackage::FILE_NAME]).map(str::to_owned).collect()
}

fn remove_folder(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(target_os = "linux")]
fn exchange_in_one_step(one: &Path, two: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, two, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange_in_one_step(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn write<T>(path: &Path, action: impl FnOnce(&Path) -> io::Result<T>) -> Result<T, Error> {
    action(path).map_err(|source| Error::Write { path: path.to_path_buf(), source })
}
