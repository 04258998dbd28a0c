//! The flat tables: the nested records as rows, for CSV and Parquet.
//!
//! A table is declared once, in its own file: name, type, description and value of each column stand together. The CSV
//! header, the Parquet schema and the data package are made from the same list. `null` is an empty cell in CSV; lists
//! are JSON in one cell, so that no separator can occur in their texts.

mod amounts;
mod departments;
mod diagnostics;
mod documents;
mod programmes;
mod sections;
mod targets;
mod terms;
mod value;

use schemars::JsonSchema;
use yosan_parser::record::{Extraction, Place};

pub(crate) use value::Value;

/// The tables, in the order in which they are written and described.
pub(crate) const TABLES: [&Table; 8] = [
    &documents::TABLE,
    &programmes::TABLE,
    &amounts::TABLE,
    &departments::TABLE,
    &sections::TABLE,
    &terms::TABLE,
    &targets::TABLE,
    &diagnostics::TABLE,
];

/// A flat table.
pub(crate) struct Table {
    /// Its name and that of its files.
    pub(crate) name: &'static str,
    /// What a row is.
    pub(crate) description: &'static str,
    /// The columns that name a row.
    pub(crate) key: &'static [&'static str],
    /// Columns that hold a key of another table: column, table.
    pub(crate) links: &'static [(&'static str, &'static str)],
    columns: &'static [&'static [Column]],
    rows: fn(&Extraction<'_>, &mut Emit<'_>),
}

/// Takes the rows of a document, one by one.
pub(crate) type Emit<'a> = dyn FnMut(&[Value<'_>]) + 'a;

/// A column.
pub(crate) struct Column {
    /// Its name.
    pub(crate) name: &'static str,
    /// What it holds.
    pub(crate) kind: Kind,
    /// Whether it is never null and never empty.
    pub(crate) required: bool,
    description: &'static str,
}

/// What a column holds.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// Text.
    Text,
    /// A whole number, in 64 bits.
    Integer,
    /// Yes or no.
    Boolean,
    /// A list, as JSON.
    List,
    /// An object, as JSON.
    Object,
    /// One of these words.
    Word(fn() -> Vec<String>),
}

impl Table {
    /// The columns, from left to right.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &'static Column> {
        self.columns.iter().copied().flatten()
    }

    /// Hands the rows of a document to `emit`, in the order of the source; as many values as there are columns.
    pub(crate) fn rows(&self, extraction: &Extraction<'_>, emit: &mut Emit<'_>) {
        (self.rows)(extraction, emit);
    }
}

impl Column {
    /// What it means, in a sentence.
    pub(crate) fn description(&self) -> &'static str {
        self.description.trim()
    }
}

/// Declares the columns of a table: description, name, kind, whether it is required, and its value in a row.
macro_rules! columns {
    (@kind Word $words:ty) => { $crate::table::Kind::Word($crate::table::words::<$words>) };
    (@kind $kind:ident) => { $crate::table::Kind::$kind };
    (@required required) => { true };
    (@required) => { false };
    (
        |$row:ident: $type:ty|
        $($(#[doc = $doc:literal])+ $name:ident: $kind:ident $(($words:ty))? $($required:ident)? = $value:expr;)+
    ) => {
        const COLUMNS: &[$crate::table::Column] = &[$($crate::table::Column {
            name: stringify!($name),
            kind: columns!(@kind $kind $($words)?),
            required: columns!(@required $($required)?),
            description: concat!($($doc),+),
        }),+];

        fn values<'a>($row: $type) -> Vec<$crate::table::Value<'a>> {
            vec![$($crate::table::Value::from($value)),+]
        }
    };
}
use columns;

/// The columns that say where a row stands in the source.
const PLACE: &[Column] = &[
    place_column("line", "First line in the source, 1-based."),
    place_column("end_line", "Last line in the source, 1-based, inclusive."),
    place_column("start_byte", "First byte in the decoded UTF-8 text."),
    place_column("end_byte", "One past the last byte in the decoded UTF-8 text."),
];

const fn place_column(name: &'static str, description: &'static str) -> Column {
    Column { name, kind: Kind::Integer, required: false, description }
}

/// Appends the values of [`PLACE`].
fn with_place<'a>(mut values: Vec<Value<'a>>, place: Option<&Place>) -> Vec<Value<'a>> {
    let numbers = place.map(|place| [place.line, place.end_line, place.start, place.end]);
    values.extend((0..PLACE.len()).map(|at| Value::from(numbers.and_then(|numbers| numbers.get(at).copied()))));
    values
}

/// The words of an enumeration, as they are written in JSON.
fn words<T: JsonSchema>() -> Vec<String> {
    let schema = schemars::schema_for!(T);
    let constants = schema.get("oneOf").and_then(|one_of| one_of.as_array()).into_iter().flatten();
    let constants = constants.flat_map(|choice| {
        let several = choice.get("enum").and_then(|words| words.as_array()).into_iter().flatten();
        choice.get("const").into_iter().chain(several)
    });
    let plain = schema.get("enum").and_then(|words| words.as_array()).into_iter().flatten();
    plain.chain(constants).filter_map(|word| word.as_str().map(str::to_owned)).collect()
}

/// Numbers the items of a list from 1.
fn numbered<T>(items: &[T]) -> impl Iterator<Item = (u32, &T)> {
    (1..=u32::MAX).zip(items)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use yosan_parser::record::Role;

    use super::*;

    #[test]
    fn column_names_are_unique_and_keys_and_links_name_columns() {
        for table in TABLES {
            let names: Vec<_> = table.columns().map(|column| column.name).collect();
            assert_eq!(names.len(), names.iter().collect::<BTreeSet<_>>().len(), "{}", table.name);
            for name in table.key.iter().chain(table.links.iter().map(|(column, _)| column)) {
                assert!(names.contains(name), "{}.{name}", table.name);
            }
            for column in table.columns() {
                assert!(column.description().ends_with('.'), "{}.{}", table.name, column.name);
            }
        }
    }

    #[test]
    fn the_words_of_an_enumeration_are_those_of_the_json() {
        let words = words::<Role>();
        assert_eq!(words.first().map(String::as_str), Some("current"));
        assert!(words.contains(&"of_which".to_owned()), "{words:?}");
    }
}
