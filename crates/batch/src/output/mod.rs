//! The output folder: one run at a time, all or nothing.

mod early_sync;
mod folder;
mod lock;
mod sink;

pub(crate) use folder::OutputFolder;
pub(crate) use sink::{Sink, write_file};
