//! From the folded text of a Japanese budget paper to its records.
//!
//! This crate knows budget papers. It opens no file and prints nothing.

pub mod diagnostic;
pub mod record;
pub mod target;
