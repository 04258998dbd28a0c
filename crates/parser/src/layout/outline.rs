//! The outline: levels of headings, and the path that an entry stands under.
//!
//! A heading's level follows the form of its number, not the depth of its `#` marks, which converters get wrong:
//! unnumbered and chapter headings stand above roman, those above arabic, those above parenthesised numbers.

use crate::draft::Draft;
use crate::name::HeadingText;
use crate::numbering::NumberForm;
use crate::record::{Heading, Text};

/// The rank of a heading among the forms; forms that a document does not use leave no gap in its levels.
#[must_use]
pub(crate) fn rank(form: Option<NumberForm>) -> u8 {
    match form {
        None | Some(NumberForm::Chapter | NumberForm::Roman) => 10,
        Some(NumberForm::Section) => 15,
        Some(NumberForm::Arabic) => 20,
        Some(NumberForm::Decimal) => 25,
        Some(NumberForm::Parenthesised) => ITEM,
        Some(NumberForm::Circled | NumberForm::HalfParenthesised) => 40,
        Some(NumberForm::Kana) => 50,
        Some(NumberForm::ParenthesisedKana) => 60,
        Some(NumberForm::Letter) => 70,
    }
}

/// The rank of the level printed `(1)`.
pub(crate) const ITEM: u8 = 30;

/// The rank of an unnumbered heading with a mark of its own (■, 【 】) below numbered ones.
pub(crate) const MARKED: u8 = 80;

/// Adds the heading of a line.
pub(crate) fn push<'t>(draft: &mut Draft<'t>, index: usize, heading: HeadingText<'t>, level: u8) {
    let span = draft.place_of_lines(index, index);
    draft.outline.push(Heading {
        level,
        number: heading.number,
        number_printed: heading.number_printed,
        title: heading.title,
        new: heading.new,
        span,
    });
}

/// Turns the ranks of a part's outline into levels: forms that the part does not use leave no gap.
pub(crate) fn settle_levels(outline: &mut [Heading<'_>]) {
    let mut ranks: Vec<u8> = outline.iter().map(|heading| heading.level).collect();
    ranks.sort_unstable();
    ranks.dedup();
    for heading in outline {
        let at = ranks.partition_point(|rank| *rank < heading.level);
        heading.level = u8::try_from(at + 1).unwrap_or(u8::MAX);
    }
}

/// The headings that enclose what is read next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Path<'t> {
    steps: Vec<(u8, Text<'t>)>,
}

impl<'t> Path<'t> {
    /// Enters a heading: those of the same or a deeper level end.
    pub fn enter(&mut self, level: u8, title: Text<'t>) {
        self.leave(level);
        self.steps.push((level, title));
    }

    /// Ends the headings of this and deeper levels.
    pub fn leave(&mut self, level: u8) {
        self.steps.retain(|(step, _)| *step < level);
    }

    /// The titles, outermost first.
    pub fn titles(&self) -> Vec<Text<'t>> {
        self.steps.iter().map(|(_, title)| title.clone()).collect()
    }

    /// The titles above a level, outermost first.
    pub fn titles_above(&self, level: u8) -> Vec<Text<'t>> {
        self.steps.iter().filter(|(step, _)| *step < level).map(|(_, title)| title.clone()).collect()
    }

    /// Whether a title on the path fulfils a condition.
    pub fn any(&self, condition: impl Fn(&str) -> bool) -> bool {
        self.steps.iter().any(|(_, title)| condition(title))
    }
}
