//! What only the whole document tells: contents against sheets, reprints, ids, the accounting of lines.

pub(crate) mod accounting;
pub(crate) mod contents_match;
pub(crate) mod identity;
pub(crate) mod order;
pub(crate) mod reprints;
pub(crate) mod suspicious;
pub(crate) mod totals;
pub(crate) mod unread_figures;
