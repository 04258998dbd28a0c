//! What stands before and around the parts of a document: page furniture, cover, contents, legend.

mod bare_page;
mod browser_print;
pub(crate) mod contents;
mod converter_mark;
pub(crate) mod cover;
mod divider_page;
pub(crate) mod furniture;
mod leader;
pub(crate) mod legend;
mod legend_example;
mod legend_mark;
pub(crate) mod new_mark;
mod office;
mod paper_mark;
pub(crate) mod unit;
