//! The layouts. Each recognises its parts by their own signs, and turns them into programmes.

pub(crate) mod outline;
pub(crate) mod overview;
pub(crate) mod plan;
pub(crate) mod pr_sheets;
pub(crate) mod tables;
