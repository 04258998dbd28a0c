//! The order of numbers, and what a damaged number means.
//!
//! Text recognition turns `(2)` into `②`. A circled number that does not continue the circled numbers around it, but
//! does continue the parenthesised ones above, is one of those.

use crate::layout::outline::rank;
use crate::numbering::NumberForm;

/// The last number of each rank that is open.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sequence {
    last: [u32; 16],
}

impl Sequence {
    /// Takes the next number in; gives the form that it is meant in.
    pub fn place(&mut self, form: NumberForm, value: u32) -> NumberForm {
        let meant = self.meant(form, value);
        let slot = slot(meant);
        self.last[slot] = value;
        for deeper in &mut self.last[slot + 1..] {
            *deeper = 0;
        }
        meant
    }

    fn meant(&self, form: NumberForm, value: u32) -> NumberForm {
        let last = |form| self.last[slot(form)];
        let continues = value == last(form) + 1 || (value == 1 && form != NumberForm::Parenthesised);
        if form == NumberForm::Circled && !continues && value == last(NumberForm::Parenthesised) + 1 {
            return NumberForm::Parenthesised;
        }
        form
    }
}

/// Where the last number of a form is kept: forms of one rank share a place.
fn slot(form: NumberForm) -> usize {
    usize::from(rank(Some(form)) / 5).min(15)
}

#[cfg(test)]
mod tests {
    use super::*;
    use NumberForm::{Arabic, Circled, Parenthesised};

    fn check(numbers: &[(NumberForm, u32)], expected: &[NumberForm]) {
        let mut sequence = Sequence::default();
        let placed: Vec<_> = numbers.iter().map(|(form, value)| sequence.place(*form, *value)).collect();
        assert_eq!(placed, expected);
    }

    #[test]
    fn a_circled_number_among_parenthesised_ones() {
        let numbers = [
            (Arabic, 1),
            (Parenthesised, 1),
            (Circled, 1),
            (Circled, 2),
            (Circled, 3),
            (Circled, 2),
            (Circled, 1),
            (Circled, 2),
            (Parenthesised, 3),
        ];
        check(
            &numbers,
            &[Arabic, Parenthesised, Circled, Circled, Circled, Parenthesised, Circled, Circled, Parenthesised],
        );
        check(&[(Parenthesised, 7), (Circled, 8), (Parenthesised, 9)], &[Parenthesised, Parenthesised, Parenthesised]);
    }

    #[test]
    fn circled_numbers_stay_what_they_are() {
        check(&[(Arabic, 1), (Circled, 1), (Circled, 2), (Circled, 4)], &[Arabic, Circled, Circled, Circled]);
        check(&[(Parenthesised, 1), (Circled, 1), (Circled, 2)], &[Parenthesised, Circled, Circled]);
    }
}
