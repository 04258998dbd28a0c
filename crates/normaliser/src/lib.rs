//! From the bytes of a budget paper to folded text that can be traced back to them.
//!
//! This crate knows Unicode, numerals, units of money and the Japanese calendar. It knows no budget words.

mod span;

pub use span::Span;
