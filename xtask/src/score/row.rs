//! Rows: what gold and the extraction say about one field, made comparable.
//!
//! A field is a list of rows on each side. A row found on both sides is right; one in gold only is missing; one in
//! the extraction only is extra. Repeated rows count as often as they stand there.

use std::fmt::Display;

/// One statement, such as `12 current 3040000000 amount`, and the line where it can be looked up.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// What is compared.
    pub key: String,
    /// Where it stands; 0 where it stands nowhere. Not compared.
    pub line: u32,
}

impl Row {
    /// A row from its parts.
    pub fn new(line: u32, parts: &[&dyn Display]) -> Self {
        let parts: Vec<String> = parts.iter().map(ToString::to_string).collect();
        Self { key: parts.join(" "), line }
    }

    /// The row under the name of the programme that it belongs to.
    #[must_use]
    pub fn under(mut self, label: &str) -> Self {
        self.key = format!("{label} {}", self.key);
        self
    }
}

/// How well one field of one document was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name of the field.
    pub name: String,
    /// Rows found on both sides.
    pub right: usize,
    /// Rows in gold only.
    pub missing: Vec<Row>,
    /// Rows in the extraction only.
    pub extra: Vec<Row>,
}

impl Field {
    /// Compares the rows of both sides.
    #[must_use]
    pub fn compare(name: &str, mut gold: Vec<Row>, mut ours: Vec<Row>) -> Self {
        gold.sort();
        ours.sort();
        let mut field = Self { name: name.to_owned(), right: 0, missing: Vec::new(), extra: Vec::new() };
        let mut ours = ours.into_iter().peekable();
        for row in gold {
            while let Some(extra) = ours.next_if(|other| other.key < row.key) {
                field.extra.push(extra);
            }
            match ours.next_if(|other| other.key == row.key) {
                Some(_) => field.right += 1,
                None => field.missing.push(row),
            }
        }
        field.extra.extend(ours);
        field.missing.sort_by_key(|row| row.line);
        field.extra.sort_by_key(|row| row.line);
        field
    }

    /// Rows in gold.
    #[must_use]
    pub fn gold(&self) -> usize {
        self.right + self.missing.len()
    }

    /// Rows in the extraction.
    #[must_use]
    pub fn ours(&self) -> usize {
        self.right + self.extra.len()
    }

    /// The share of our rows that are right.
    #[must_use]
    pub fn precision(&self) -> Share {
        Share::new(self.right, self.ours())
    }

    /// The share of the gold rows that we have.
    #[must_use]
    pub fn recall(&self) -> Share {
        Share::new(self.right, self.gold())
    }

    /// The harmonic mean of both.
    #[must_use]
    pub fn f1(&self) -> Share {
        Share::new(2 * self.right, self.gold() + self.ours())
    }
}

/// A share in ten-thousandths, rounded down: only what is all right is 1.0000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share(u32);

impl Share {
    /// All of it.
    pub const ALL: Self = Self(10_000);

    /// `part` of `whole`; of nothing, nothing is missing.
    #[must_use]
    pub fn new(part: usize, whole: usize) -> Self {
        let share = (part * 10_000).checked_div(whole).unwrap_or(10_000);
        Self(u32::try_from(share).unwrap_or(u32::MAX))
    }

    /// Reads what `Display` prints: `0.9871`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (ones, rest) = text.split_once('.')?;
        let rest: u32 = rest.parse().ok().filter(|_| rest.len() == 4)?;
        let ones: u32 = ones.parse().ok().filter(|ones| *ones <= 1)?;
        Some(Self(ones * 10_000 + rest))
    }
}

impl Display for Share {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}.{:04}", self.0 / 10_000, self.0 % 10_000)
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, Row, Share};

    fn rows(keys: &[&str]) -> Vec<Row> {
        keys.iter().zip(1..).map(|(key, line)| Row { key: (*key).to_owned(), line }).collect()
    }

    #[test]
    fn repeated_rows_count_as_often_as_they_stand_there() {
        let field = Field::compare("amount", rows(&["a", "b", "a"]), rows(&["c", "a"]));
        assert_eq!((field.right, field.gold(), field.ours()), (1, 3, 2));
        assert_eq!(field.missing.iter().map(|row| row.key.as_str()).collect::<Vec<_>>(), ["b", "a"]);
        assert_eq!(field.extra.iter().map(|row| row.key.as_str()).collect::<Vec<_>>(), ["c"]);
        assert_eq!(field.f1().to_string(), "0.4000");
    }

    #[test]
    fn only_what_is_all_right_is_one() {
        assert_eq!(Share::new(99_999, 100_000).to_string(), "0.9999");
        assert_eq!(Share::new(0, 0), Share::ALL);
        assert_eq!(Share::parse("0.9871"), Some(Share::new(9871, 10_000)));
        assert_eq!(Share::parse("1.0000"), Some(Share::ALL));
        assert_eq!(Share::parse("0.98"), None);
    }
}
