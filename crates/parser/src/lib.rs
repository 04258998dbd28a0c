//! From the folded text of a Japanese budget paper to its records.
//!
//! This crate knows budget papers. It opens no file and prints nothing. The one entrance is [`extract`].

pub mod amount;
pub mod budget_label;
pub mod diagnostic;
pub mod record;
pub mod table;
pub mod target;
pub mod term;
pub mod vocabulary;

mod body;
mod brackets;
mod broken;
mod characters;
mod draft;
mod extract;
mod facts;
mod front;
mod layout;
mod letter_bullet;
mod line;
mod money;
mod name;
mod numbering;
mod passage;
#[doc(hidden)]
pub mod phases;
mod rules;
mod whole;
mod word_table;

pub use extract::{Input, Options, extract};
