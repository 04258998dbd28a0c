//! Bytes to text: which encoding a document is in, and its text in UTF-8.
//!
//! In this order: a byte order mark; UTF-16 without one, by its zero and control bytes; ISO-2022-JP by its escape
//! sequences; valid UTF-8; UTF-8 with a few broken characters; Shift_JIS (CP932) or EUC-JP, whichever is valid and
//! gives more characters of everyday use. Bytes that mean nothing are never refused: they become U+FFFD and their
//! places are kept. Only what is no text at all is refused.

mod binary;
mod detect;

use std::fmt;

use encoding_rs::{DecoderResult, Encoding, UTF_8};

use crate::Span;

/// Decoded text, before its lines are counted.
#[derive(Clone, Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: &'static Encoding,
    pub(crate) malformed: Vec<Span>,
}

/// Why bytes could not be read as text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeError {
    /// The text is longer than a [`Span`] can point into.
    TooLarge {
        /// Bytes of the input.
        bytes: u64,
    },
    /// The bytes are no text.
    Binary {
        /// What they look like: `a PDF file`.
        looks_like: &'static str,
    },
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { bytes } => {
                write!(formatter, "expected at most 4 GiB of text, found {bytes} bytes: split the document")
            }
            Self::Binary { looks_like } => {
                write!(formatter, "expected plain text, found what looks like {looks_like}: convert it to text first")
            }
        }
    }
}

impl std::error::Error for DecodeError {}

/// The encoding that a person means by a name: any WHATWG label (`sjis`, `euc-jp`, `utf-16le`), and the names that
/// Japanese tools use for them (`cp932`, `ms932`, `windows-31j`, `eucjp`, `jis`).
#[must_use]
pub fn encoding_for_name(name: &str) -> Option<&'static Encoding> {
    const OTHER_NAMES: [(&str, &str); 10] = [
        ("cp932", "shift_jis"),
        ("ms932", "shift_jis"),
        ("mskanji", "shift_jis"),
        ("eucjp", "euc-jp"),
        ("eucjp-ms", "euc-jp"),
        ("cp51932", "euc-jp"),
        ("jis", "iso-2022-jp"),
        ("cp50220", "iso-2022-jp"),
        ("iso2022jp", "iso-2022-jp"),
        ("utf16", "utf-16"),
    ];
    let name = name.trim().to_ascii_lowercase();
    let label = OTHER_NAMES.iter().find(|(other, _)| *other == name).map_or(name.as_str(), |(_, label)| label);
    Encoding::for_label_no_replacement(label.as_bytes())
}

/// Decodes the bytes; valid UTF-8 is looked through once.
pub(crate) fn decode(mut bytes: Vec<u8>, asked: Option<&'static Encoding>) -> Result<Decoded, DecodeError> {
    check_size(bytes.len())?;
    if let Some(looks_like) = binary::known_format(&bytes) {
        return Err(DecodeError::Binary { looks_like });
    }
    let (known, mark_length) = Encoding::for_bom(&bytes).map_or((asked, 0), |(marked, length)| (Some(marked), length));
    bytes.drain(..mark_length);
    let holds_control = binary::holds_control(&bytes);
    let known = known.or_else(|| detect::by_signs(&bytes, holds_control));
    if known.is_none_or(|encoding| encoding == UTF_8) {
        // simdutf8 and a copy take a quarter of the time of `String::from_utf8`, which needs no copy.
        if let Ok(text) = simdutf8::basic::from_utf8(&bytes) {
            let decoded = Decoded { text: text.to_owned(), encoding: UTF_8, malformed: Vec::new() };
            return if holds_control { accept(decoded) } else { Ok(decoded) };
        }
    }
    let encoding = known.unwrap_or_else(|| detect::of_invalid_utf8(&bytes));
    accept(decode_lossily(&bytes, encoding))
}

fn accept(decoded: Decoded) -> Result<Decoded, DecodeError> {
    check_size(decoded.text.len())?;
    match binary::without_format(&decoded.text) {
        Some(looks_like) => Err(DecodeError::Binary { looks_like }),
        None => Ok(decoded),
    }
}

fn check_size(bytes: usize) -> Result<(), DecodeError> {
    match u32::try_from(bytes) {
        Ok(_) => Ok(()),
        Err(_) => Err(DecodeError::TooLarge { bytes: bytes as u64 }),
    }
}

/// Decodes with U+FFFD for what means nothing, and keeps the places of those.
fn decode_lossily(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::new();
    let mut malformed: Vec<Span> = Vec::new();
    let mut rest = bytes;
    loop {
        text.reserve(decoder.max_utf8_buffer_length_without_replacement(rest.len()).unwrap_or(rest.len()));
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => push_replacement(&mut text, &mut malformed),
        }
    }
    Decoded { text, encoding, malformed }
}

fn push_replacement(text: &mut String, malformed: &mut Vec<Span>) {
    let start = text.len();
    text.push(char::REPLACEMENT_CHARACTER);
    let span = Span::new(start, text.len());
    match malformed.last_mut() {
        Some(last) if last.end == span.start => *last = last.cover(span),
        _ => malformed.push(span),
    }
}

/// Whether the bytes are valid in the encoding from the first to the last.
fn is_valid(bytes: &[u8], encoding: &'static Encoding) -> bool {
    malformed_count(bytes, encoding, 0) == 0
}

/// How many places are malformed in the encoding; counting stops above `enough`.
fn malformed_count(bytes: &[u8], encoding: &'static Encoding, enough: usize) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = [0_u8; 4096];
    let mut rest = bytes;
    let mut count = 0;
    loop {
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(rest, &mut buffer, true);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => return count,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => count += 1,
        }
        if count > enough {
            return count;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode_bytes(bytes: &[u8], asked: Option<&'static Encoding>) -> Result<Decoded, DecodeError> {
        decode(bytes.to_vec(), asked)
    }

    #[test]
    fn names_that_people_use_are_known() {
        let cases = [
            ("cp932", "Shift_JIS"),
            ("MS932", "Shift_JIS"),
            ("windows-31j", "Shift_JIS"),
            (" sjis ", "Shift_JIS"),
            ("Shift_JIS", "Shift_JIS"),
            ("eucjp", "EUC-JP"),
            ("EUC-JP", "EUC-JP"),
            ("jis", "ISO-2022-JP"),
            ("utf8", "UTF-8"),
            ("utf-16", "UTF-16LE"),
            ("UTF-16BE", "UTF-16BE"),
        ];
        for (name, expected) in cases {
            assert_eq!(encoding_for_name(name).map(Encoding::name), Some(expected), "{name}");
        }
        assert_eq!(encoding_for_name("klingon"), None);
        assert_eq!(encoding_for_name("iso-2022-kr"), None);
    }

    #[test]
    fn broken_bytes_become_replacement_characters_with_their_places() {
        let decoded = decode_bytes(b"\xE4\xBA\x88\xE7\xAE\x97\xFF\xFE\xE6\xA1\x88\xE4\xBA", Some(UTF_8)).unwrap();
        assert_eq!(decoded.text, "予算\u{FFFD}\u{FFFD}案\u{FFFD}");
        assert_eq!(decoded.malformed, [Span::new(6, 12), Span::new(15, 18)]);
        assert_eq!(decoded.encoding.name(), "UTF-8");
    }

    #[test]
    fn a_replacement_character_in_the_input_is_not_malformed() {
        assert_eq!(decode_bytes("予\u{FFFD}算".as_bytes(), None).unwrap().malformed, []);
    }

    #[test]
    fn what_is_no_text_is_refused_with_what_to_do() {
        let error = decode_bytes(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3", None).unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected plain text, found what looks like a PDF file: convert it to text first"
        );
        let too_large = DecodeError::TooLarge { bytes: 5_000_000_000 };
        assert_eq!(too_large.to_string(), "expected at most 4 GiB of text, found 5000000000 bytes: split the document");
    }

    #[test]
    fn the_size_limit_is_what_a_span_can_hold() {
        assert!(check_size(u32::MAX as usize).is_ok());
        assert!(check_size(u32::MAX as usize + 1).is_err());
    }

    #[test]
    fn a_byte_order_mark_wins_over_the_encoding_asked_for() {
        let decoded = decode_bytes(b"\xFE\xFF\x4E\x88\x7B\x97", Some(encoding_rs::SHIFT_JIS)).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding.name()), ("予算", "UTF-16BE"));
    }
}
