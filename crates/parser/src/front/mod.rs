//! What stands before and around the parts of a document: page furniture, cover, contents, legend.

pub(crate) mod contents;
pub(crate) mod cover;
pub(crate) mod furniture;
pub(crate) mod legend;
pub(crate) mod unit;
