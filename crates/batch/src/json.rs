//! Records as compact JSON: the same bytes as from `serde_json`, without asking of each what records never hold.
//!
//! Records are structs of texts, whole numbers, booleans, options, lists, names of variants, and maps from text.
//! Anything else that Serde knows is an error. The names of fields and variants are plain identifiers, which need no
//! look for characters to escape.
//!
//! Every member is written with a comma behind it, and the end of an object or list overwrites the last comma; so
//! nobody has to know which member is the first.

use serde::Serialize;
use serde::ser::{Error as _, Impossible, SerializeMap, SerializeSeq, SerializeStruct, Serializer};
use serde_json::Error;

/// Appends a record to `out`.
///
/// # Errors
/// The record holds what records never hold; `out` then ends in a part of it.
pub(crate) fn append(out: &mut Vec<u8>, record: &impl Serialize) -> Result<(), Error> {
    record.serialize(Json(out))
}

/// The serializer: where the next value is appended.
struct Json<'o>(&'o mut Vec<u8>);

impl Json<'_> {
    /// A text that needs no look for characters to escape.
    #[inline(always)]
    fn identifier(&mut self, name: &str) {
        self.0.push(b'"');
        self.0.extend_from_slice(name.as_bytes());
        self.0.push(b'"');
    }

    #[inline]
    fn text(&mut self, text: &str) {
        let mut rest = text.as_bytes();
        self.0.reserve(rest.len() + 2);
        self.0.push(b'"');
        while let Some((plain, escaped, after)) = split_at_escape(rest) {
            self.0.extend_from_slice(plain);
            escape(self.0, escaped);
            rest = after;
        }
        self.0.extend_from_slice(rest);
        self.0.push(b'"');
    }

    #[inline]
    fn number(&mut self, number: impl itoa::Integer) {
        self.0.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
    }

    #[inline]
    fn member(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
        value.serialize(Json(self.0))?;
        self.0.push(b',');
        Ok(())
    }

    /// Ends an object or list: in the place of the last comma, or behind the opening bracket.
    #[inline]
    fn close(self, bracket: u8) {
        match self.0.last_mut() {
            Some(last) if *last == b',' => *last = bracket,
            _ => self.0.push(bracket),
        }
    }
}

/// The bytes before the first one that JSON escapes, that byte, and the bytes behind it.
#[inline]
fn split_at_escape(bytes: &[u8]) -> Option<(&[u8], u8, &[u8])> {
    let plain = bytes.as_chunks().0.iter().take_while(|chunk| is_plain(chunk)).count() * CHUNK;
    let rest = bytes.get(plain..)?;
    if rest.len() < CHUNK && bytes.last_chunk().is_some_and(is_plain) {
        return None;
    }
    let at = plain + rest.iter().position(|&byte| needs_escape(byte))?;
    let (before, rest) = bytes.split_at_checked(at)?;
    let (&escaped, after) = rest.split_first()?;
    Some((before, escaped, after))
}

/// As many bytes as are looked at together.
const CHUNK: usize = 16;

/// Without a branch between the bytes, so that the chunk takes a few vector instructions.
#[inline]
fn is_plain(chunk: &[u8; CHUNK]) -> bool {
    chunk.iter().fold(0, |any, &byte| any | u8::from(needs_escape(byte))) == 0
}

#[inline]
fn needs_escape(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\'
}

fn escape(out: &mut Vec<u8>, byte: u8) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let short = match byte {
        b'\n' => b'n',
        b'\t' => b't',
        b'\r' => b'r',
        0x08 => b'b',
        0x0C => b'f',
        b'"' | b'\\' => byte,
        _ => {
            let digits = [HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 0xF)]];
            out.extend_from_slice(b"\\u00");
            return out.extend_from_slice(&digits);
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}

/// Methods for values of one type each, written by one method of [`Json`].
macro_rules! values {
    ($($method:ident($type:ty) => $writer:ident;)+) => {
        $(#[inline]
        fn $method(mut self, value: $type) -> Result<(), Error> {
            self.$writer(value);
            Ok(())
        })+
    };
}

/// Methods for types that no record holds.
macro_rules! foreign {
    ($($method:ident($($type:ty),*) -> $result:ty;)+) => {
        $(fn $method(self, $(_: $type),*) -> Result<$result, Error> {
            Err(Error::custom(concat!("a record holds no value for ", stringify!($method))))
        })+
    };
}

impl<'o> Serializer for Json<'o> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Self;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<(), Error>;

    values! {
        serialize_str(&str) => text;
        serialize_u8(u8) => number;
        serialize_u16(u16) => number;
        serialize_u32(u32) => number;
        serialize_u64(u64) => number;
        serialize_i8(i8) => number;
        serialize_i16(i16) => number;
        serialize_i32(i32) => number;
        serialize_i64(i64) => number;
    }

    foreign! {
        serialize_f32(f32) -> ();
        serialize_f64(f64) -> ();
        serialize_char(char) -> ();
        serialize_bytes(&[u8]) -> ();
        serialize_unit() -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_tuple(usize) -> Self::SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant;
    }

    #[inline]
    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.0.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    #[inline]
    fn serialize_none(self) -> Result<(), Error> {
        self.0.extend_from_slice(b"null");
        Ok(())
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    #[inline]
    fn serialize_unit_variant(mut self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.identifier(variant);
        Ok(())
    }

    #[inline]
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        Err(Error::custom("a record holds no variant with a value"))
    }

    #[inline]
    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Error> {
        self.0.push(b'[');
        Ok(self)
    }

    #[inline]
    fn serialize_map(self, _: Option<usize>) -> Result<Self, Error> {
        self.0.push(b'{');
        Ok(self)
    }

    #[inline]
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Error> {
        self.0.push(b'{');
        Ok(self)
    }
}

impl SerializeSeq for Json<'_> {
    type Ok = ();
    type Error = Error;

    #[inline]
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.member(value)
    }

    #[inline]
    fn end(self) -> Result<(), Error> {
        self.close(b']');
        Ok(())
    }
}

impl SerializeStruct for Json<'_> {
    type Ok = ();
    type Error = Error;

    #[inline(always)] // a key is then a constant that is stored, not copied
    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        self.identifier(key);
        self.0.push(b':');
        self.member(value)
    }

    #[inline]
    fn end(self) -> Result<(), Error> {
        self.close(b'}');
        Ok(())
    }
}

/// Keys are texts or names of variants.
impl SerializeMap for Json<'_> {
    type Ok = ();
    type Error = Error;

    #[inline]
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        key.serialize(Json(self.0))?;
        self.0.push(b':');
        Ok(())
    }

    #[inline]
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.member(value)
    }

    #[inline]
    fn end(self) -> Result<(), Error> {
        self.close(b'}');
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Every kind of value that records hold.
    #[derive(Default, Serialize)]
    struct Record {
        text: String,
        nothing: Option<i64>,
        something: Option<i64>,
        numbers: Vec<i64>,
        empty: Empty,
        flags: Vec<bool>,
        kinds: BTreeMap<Kind, u64>,
        texts: BTreeMap<&'static str, String>,
        #[serde(flatten)]
        flat: Flat,
    }

    #[derive(Default, Serialize)]
    struct Empty {}

    #[derive(Default, Serialize)]
    struct Flat {
        line: u32,
        kind: Option<Kind>,
    }

    #[derive(Clone, Copy, Serialize, PartialEq, Eq, PartialOrd, Ord)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        PrSheet,
        Plan,
    }

    /// The same bytes as from `serde_json`.
    #[track_caller]
    fn check(record: &impl Serialize) {
        let mut bytes = Vec::new();
        append(&mut bytes, record).unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), serde_json::to_string(record).unwrap());
    }

    #[test]
    fn records_are_written_as_serde_json_writes_them() {
        check(&Empty {});
        check(&Vec::<u32>::new());
        check(&Record {
            text: "予算,\n".into(),
            something: Some(-3_040_000_000),
            numbers: vec![i64::MIN, 0, i64::MAX],
            flags: vec![true, false],
            kinds: [(Kind::PrSheet, u64::MAX), (Kind::Plan, 0)].into(),
            texts: [("quote\"", ",".into()), ("", String::new())].into(),
            flat: Flat { line: u32::MAX, kind: Some(Kind::Plan) },
            ..Record::default()
        });
    }

    #[test]
    fn every_character_is_escaped_as_serde_json_does_wherever_it_stands() {
        for character in ('\0'..='\u{A0}').chain("予é🈟\u{2028}\u{FEFF}".chars()) {
            for before in 0..40 {
                for after in [0, 1, 15, 16, 17, 40] {
                    check(&format!("{}{character}{}", "a".repeat(before), "b".repeat(after)));
                }
            }
            check(&format!("国{character}{character}国{character}"));
        }
    }

    #[test]
    fn what_records_never_hold_is_an_error() {
        let error = append(&mut Vec::new(), &0.5).unwrap_err();
        assert_eq!(error.to_string(), "a record holds no value for serialize_f64");
    }
}
