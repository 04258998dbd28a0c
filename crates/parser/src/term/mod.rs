//! The reader of the money rules of subsidies: rates, caps, floors, fixed sums, limits and interest of loans.
//!
//! Pure functions over folded text. [`TermReader`] reads the items of one section, or the attributes of one plan item,
//! in order, because a label is often said once and then holds for the bare values of the next lines:
//!
//! ```text
//! 補助上限額：50万円
//! 100万円
//! （賃上げ、海外展開、買物弱者対策等）
//! ```
//!
//! What is no rule stays unread: multipliers (`1.5倍`), the parts of a share that the nation and a prefecture pay
//! (`3/4（国1/2、県1/4）` is one rate), guarantees, burdens of one's own, worked examples, requirements and statistics.

mod alone;
mod bracket;
mod condition;
mod frame;
mod item;
mod judge;
mod money;
mod names;
mod paid;
mod part;
mod per;
mod prose;
mod reader;
mod rule;
mod scope;
mod shape;
mod share;
mod sum;
mod table;
#[cfg(test)]
mod tests;
mod token;
mod vocabulary;
mod whole_line;

use std::ops::Range;

pub(crate) use prose::may_be_of_value;
pub use reader::{TermReader, read_items, read_text};
pub(crate) use whole_line::parts_rules;

use crate::record::{SectionKind, TermKind};

/// One rule that was read from an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadTerm {
    /// What it says.
    pub kind: TermKind,
    /// The share, half width and without blanks: `2/3`, `100%`.
    pub rate: Option<String>,
    /// The sum in yen; the lower end of a range.
    pub yen: Option<i64>,
    /// The upper end of a range, in yen.
    pub yen_max: Option<i64>,
    /// For each of what: `者`, `連携体参加数`. It may stand in the item before, so it is a text and not a range.
    pub per: Option<String>,
    /// What it holds for, outer condition first: `特別枠・DX枠のみ`. Its parts may stand in other items.
    pub condition: Option<String>,
    /// The printed rule in the text of the item: `補助率2/3以内`.
    pub range: Range<usize>,
}

/// What the text is that a [`TermReader`] reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermSetting<'s> {
    /// A section of a sheet.
    Section(SectionKind),
    /// The text of a plan's attribute with its label: `上限額`, `助成率`, `助 成 額`.
    Attribute(&'s str),
    /// The text under a listing, a policy item or a plan item.
    Description,
}
