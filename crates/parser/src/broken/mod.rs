//! What a line end or a bad conversion broke, and how it is put together again: amounts, names, labels, counts, digits.

pub(crate) mod count;
pub(crate) mod label;
pub(crate) mod line;
pub(crate) mod name_rest;
pub(crate) mod torn_number;
