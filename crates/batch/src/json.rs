//! Records as compact JSON: the same bytes as from `serde_json`, without asking of each what records never hold.
//!
//! Records are structs of texts, whole numbers, booleans, options, lists, names of variants, and maps from text.
//! Anything else that Serde knows is an error. The names of fields and variants are plain identifiers, which need no
//! look for characters to escape.
//!
//! Every member is written with a comma in front, and the end of an object or list puts its opening bracket in the
//! place of the first one; so nobody has to know which member is the first.

use serde::Serialize;
use serde::ser::{Error as _, Impossible, SerializeMap, SerializeSeq, SerializeStruct, Serializer};
use serde_json::Error;

use self::text::push_text;

mod text;

/// Appends a record to `out`.
///
/// # Errors
/// The record holds what records never hold; `out` then ends in a part of it.
pub(crate) fn append(out: &mut Vec<u8>, record: &impl Serialize) -> Result<(), Error> {
    record.serialize(Json(out))
}

/// The serializer: where the next value is appended.
struct Json<'o>(&'o mut Vec<u8>);

/// An object or list that is being written.
struct Members<'o> {
    out: &'o mut Vec<u8>,
    /// Where it begins.
    start: usize,
}

impl<'o> Json<'o> {
    #[inline]
    fn text(self, text: &str) {
        push_text(self.0, text);
    }

    #[inline]
    fn number(self, number: impl itoa::Integer) {
        self.0.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
    }

    #[inline]
    fn members(self) -> Members<'o> {
        Members { start: self.0.len(), out: self.0 }
    }
}

impl Members<'_> {
    #[inline]
    fn member(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
        value.serialize(Json(self.out))
    }

    #[inline]
    fn close(self, open: u8, close: u8) {
        match self.out.get_mut(self.start) {
            Some(first) => *first = open,
            None => self.out.push(open),
        }
        self.out.push(close);
    }
}

/// Appends a name that needs no look for characters to escape, quoted, with what stands before and behind it.
///
/// The names are constants where this is called. Put together first and appended as one, each becomes a few stores
/// behind one look at the capacity: a tenth of the instructions of writing.
#[inline(always)]
fn push_name<const B: usize, const A: usize>(out: &mut Vec<u8>, before: [u8; B], name: &'static str, after: [u8; A]) {
    let mut piece = [0; NAME_ROOM];
    let end = B + name.len();
    match piece.get_mut(..end + A) {
        Some(piece) => {
            piece[..B].copy_from_slice(&before);
            piece[B..end].copy_from_slice(name.as_bytes());
            piece[end..].copy_from_slice(&after);
            out.extend_from_slice(piece);
        }
        None => out.extend([&before, name.as_bytes(), &after].into_iter().flatten()),
    }
}

/// Room for the longest name and what stands around it.
const NAME_ROOM: usize = 32;

/// Methods for values of one type each, written by one method of [`Json`].
macro_rules! values {
    ($($method:ident($type:ty) => $writer:ident;)+) => {
        $(#[inline]
        fn $method(self, value: $type) -> Result<(), Error> {
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
    type SerializeSeq = Members<'o>;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Members<'o>;
    type SerializeStruct = Members<'o>;
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
        // Apart, so that each is a constant that is stored.
        if value {
            self.0.extend_from_slice(b"true")
        } else {
            self.0.extend_from_slice(b"false")
        }
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

    #[inline(always)]
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        push_name(self.0, [b'"'], variant, [b'"']);
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
    fn serialize_seq(self, _: Option<usize>) -> Result<Members<'o>, Error> {
        Ok(self.members())
    }

    #[inline]
    fn serialize_map(self, _: Option<usize>) -> Result<Members<'o>, Error> {
        Ok(self.members())
    }

    #[inline]
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Members<'o>, Error> {
        Ok(self.members())
    }
}

impl SerializeSeq for Members<'_> {
    type Ok = ();
    type Error = Error;

    #[inline]
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.out.push(b',');
        self.member(value)
    }

    #[inline]
    fn end(self) -> Result<(), Error> {
        self.close(b'[', b']');
        Ok(())
    }
}

impl SerializeStruct for Members<'_> {
    type Ok = ();
    type Error = Error;

    #[inline(always)]
    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        push_name(self.out, [b',', b'"'], key, [b'"', b':']);
        self.member(value)
    }

    #[inline]
    fn end(self) -> Result<(), Error> {
        self.close(b'{', b'}');
        Ok(())
    }
}

/// Keys are texts or names of variants.
impl SerializeMap for Members<'_> {
    type Ok = ();
    type Error = Error;

    #[inline]
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.out.push(b',');
        self.member(key)?;
        self.out.push(b':');
        Ok(())
    }

    #[inline]
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.member(value)
    }

    #[inline]
    fn end(self) -> Result<(), Error> {
        self.close(b'{', b'}');
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
    fn a_name_can_be_longer_than_the_room() {
        for name in ["", "yen", "as_long_as_the_room_for_a_name", "longer_than_the_room_that_there_is_for_a_name"] {
            let mut bytes = Vec::new();
            push_name(&mut bytes, [b',', b'"'], name, [b'"', b':']);
            assert_eq!(String::from_utf8(bytes).unwrap(), format!(",\"{name}\":"));
        }
    }

    #[test]
    fn what_records_never_hold_is_an_error() {
        let error = append(&mut Vec::new(), &0.5).unwrap_err();
        assert_eq!(error.to_string(), "a record holds no value for serialize_f64");
    }
}
