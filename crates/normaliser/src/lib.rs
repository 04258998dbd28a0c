//! From the bytes of a budget paper to folded text that can be traced back to them.
//!
//! This crate knows Unicode, numerals, units of money and the Japanese calendar. It knows no budget words.

mod char_set;
mod decode;
mod era;
mod fold;
mod join_key;
mod money;
mod numeral;
mod offset_map;
mod radicals;
mod source;
mod span;
mod suspicious;

pub use char_set::CharSet;
pub use decode::{DecodeError, encoding_for_name};
pub use encoding_rs::Encoding;
pub use era::{Era, Year, find_years, read_continued_year, read_year, read_year_number};
pub use fold::{Folded, fold};
pub use join_key::join_key;
pub use money::{MoneyError, Number, Quantity, Sum, read_quantity, read_unit};
pub use numeral::{
    Decimal, KanjiNumber, NumeralError, blanks_len, digit_value, kanji_digit_value, read_decimal, read_kanji_number,
    small_multiplier,
};
pub use offset_map::{Bias, OffsetMap};
pub use radicals::ideograph_of;
pub use source::Source;
pub use span::Span;
pub use suspicious::{Suspicious, SuspiciousKind, suspicious_characters};
