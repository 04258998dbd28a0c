//! Goals that can be counted (成果目標): which numbers of a goals section are goals, and by when.
//!
//! A goals section is read item by item, in order: a deadline or a horizon said in a lead line (`令和10年度までに、`)
//! holds for the items below it. Inside an item the text is cut into [tokens](token); the numbers that are no goals are
//! taken out ([veto](veto): each by itself; [goal](goal): by their neighbours); what is left gets its deadline and
//! horizon from the words around it ([assign](assign)). All ranges are byte ranges of the text of the item.

mod assign;
mod bound;
mod clause;
mod cursor;
mod enclosure;
mod goal;
mod horizon;
mod lead;
mod metric;
mod numeral;
mod quantity;
mod time;
mod token;
mod unit;
mod unit_table;
mod veto;
mod year;

use std::ops::Range;

use yosan_normaliser::Era;

use crate::record::{Bound, Horizon};
use lead::Leads;
pub use token::may_set_goal;

/// What is known of the document: a year without an era (`32年度末`) is read by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TargetContext {
    /// The era in which the document counts bare years; without it the one nearer to `fiscal_year` is taken.
    pub default_era: Option<Era>,
    /// The fiscal year of the document: a plain `令和4年度の` before it is a figure for comparison, not a deadline.
    pub fiscal_year: Option<u16>,
}

/// One number that is a goal: `令和7年度までに60%以上を目指し`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadTarget {
    /// The clause: `基幹管路の耐震化適合率を令和7年度までに60%以上を目指し`.
    pub text: Range<usize>,
    /// The number with its unit and bound words: `60%以上`.
    pub printed: Range<usize>,
    /// `60`; the lower end of a range; `1/2` for 半数.
    pub value: String,
    /// The upper end of a range: 70 in `60～70件`.
    pub value_max: Option<String>,
    /// `%`; what is counted, as printed.
    pub unit: Option<String>,
    /// 以上.
    pub bound: Option<Bound>,
    /// 2025.
    pub deadline_fiscal_year: Option<u16>,
    /// 短期的には.
    pub horizon: Option<Horizon>,
}

/// Reads the items (lead lines, bullets, paragraphs) of one goals section in order.
#[derive(Clone, Debug, Default)]
pub struct TargetReader {
    context: TargetContext,
    leads: Leads,
}

impl TargetReader {
    /// A reader for one section; the next section needs a new one.
    pub fn new(context: TargetContext) -> Self {
        Self { context, leads: Leads::default() }
    }

    /// Reads one item. `level` 0 is outermost; `marker` is the bullet or number that was cut off before `text`.
    pub fn read(&mut self, text: &str, level: u8, marker: Option<&str>) -> Vec<ReadTarget> {
        if is_note(text, marker) {
            return Vec::new();
        }
        let inherited = self.leads.enter(text, level, marker);
        let item = clause::Item::of(text, self.context);
        let goals = goal::goals(&item);
        let read = assign::assign(&item, &goals, inherited);
        if read.targets.is_empty() {
            self.leads.push(text, level, marker, read.said);
        }
        read.targets
    }
}

/// `※独立行政法人を除く`, `（※大学発スタートアップ数：令和4年度現在3,782社）`: a note explains, it sets no goal.
fn is_note(text: &str, marker: Option<&str>) -> bool {
    let text = text.trim_start().trim_start_matches(['（', '(']);
    marker.is_some_and(|marker| marker.starts_with('※')) || text.starts_with('※')
}
