//! A cell of a flat table.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::Value as Json;

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value<'a> {
    /// It does not apply.
    Null,
    /// A text, a word of a fixed set, or JSON.
    Text(Cow<'a, str>),
    /// A whole number.
    Integer(i64),
    /// Yes or no.
    Boolean(bool),
}

/// A word of a fixed set, as it is written in JSON: `Role::OfWhich` is `of_which`.
pub(super) fn word<'a>(value: &impl Serialize) -> Value<'a> {
    match serde_json::to_value(value) {
        Ok(Json::String(word)) => Value::Text(Cow::Owned(word)),
        _ => Value::Null,
    }
}

/// A list or an object, as JSON in one cell; null for nothing.
pub(super) fn json<'a>(value: &impl Serialize) -> Value<'a> {
    match serde_json::to_string(value) {
        Ok(text) if text != "null" => Value::Text(Cow::Owned(text)),
        _ => Value::Null,
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a Cow<'a, str>> for Value<'a> {
    fn from(text: &'a Cow<'a, str>) -> Self {
        Self::from(text.as_ref())
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<u64> for Value<'_> {
    fn from(value: u64) -> Self {
        i64::try_from(value).map_or(Self::Null, Self::Integer)
    }
}

macro_rules! from_small_integers {
    ($($integer:ty),+) => {$(
        impl From<$integer> for Value<'_> {
            fn from(value: $integer) -> Self {
                Self::Integer(i64::from(value))
            }
        }
    )+};
}

from_small_integers!(u8, u16, u32, i64);

impl<'a, T: Into<Self>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
