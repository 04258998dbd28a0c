//! Decoding: what is encodable comes back, whatever the encoding, and nothing panics.

use std::sync::LazyLock;

use proptest::prelude::*;
use yosan_normaliser::{Encoding, Source, encoding_for_name};

use crate::corpus;

static LINES: LazyLock<Vec<String>> = LazyLock::new(corpus::lines);

const ENCODINGS: [&str; 6] = ["utf-8", "shift_jis", "euc-jp", "iso-2022-jp", "utf-16le", "utf-16be"];

/// The bytes of a text, or `None` where the encoding cannot hold all of it.
fn encode(text: &str, name: &str) -> Option<Vec<u8>> {
    match name {
        "utf-16le" => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        "utf-16be" => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        _ => {
            let encoding = encoding_for_name(name)?;
            let bytes = encoding.encode(text).0;
            let back = encoding.decode_without_bom_handling(&bytes).0;
            (back == text).then(|| bytes.into_owned())
        }
    }
}

fn bom(name: &str) -> &'static [u8] {
    match name {
        "utf-8" => b"\xEF\xBB\xBF",
        "utf-16le" => b"\xFF\xFE",
        "utf-16be" => b"\xFE\xFF",
        _ => b"",
    }
}

/// Lines of the corpus as a document: at least one of them Japanese prose.
fn document() -> impl Strategy<Value = String> {
    proptest::collection::vec(0..LINES.len(), 1..12).prop_map(|picks| {
        let lines: Vec<&str> = picks.iter().map(|&pick| LINES[pick].as_str()).collect();
        "経済産業省関係の概要\n".to_owned() + &lines.join("\n") + "\n"
    })
}

proptest! {
    #[test]
    fn text_comes_back_from_every_encoding(text in document(), name in prop::sample::select(&ENCODINGS[..])) {
        let Some(bytes) = encode(&text, name) else { return Ok(()) };
        for mark in [b"".as_slice(), bom(name)] {
            let marked = [mark, &bytes].concat();
            let source = Source::from_bytes(&marked, None)?;
            prop_assert_eq!(source.text(), &text, "{} {:?}", name, mark);
            prop_assert_eq!(Some(source.encoding()), encoding_for_name(name).map(Encoding::name));
            prop_assert!(source.malformed().is_empty());
        }
    }

    #[test]
    fn both_ways_in_give_the_same_text(text in document(), name in prop::sample::select(&ENCODINGS[..])) {
        let Some(bytes) = encode(&text, name) else { return Ok(()) };
        let borrowed = Source::from_bytes(&bytes, None)?;
        let owned = Source::from_vec(bytes, None)?;
        prop_assert_eq!(borrowed.text(), owned.text());
    }

    #[test]
    fn a_cut_document_still_reads(text in document(), name in prop::sample::select(&ENCODINGS[..]), cut in 0..400_usize) {
        let Some(bytes) = encode(&text, name) else { return Ok(()) };
        let kept = &bytes[..bytes.len().saturating_sub(cut)];
        if let Ok(source) = Source::from_bytes(kept, None) {
            check_places(&source)?;
        }
    }

    #[test]
    fn any_bytes_in_any_encoding_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200), name in prop::sample::select(&ENCODINGS[..])) {
        for encoding in [None, encoding_for_name(name)] {
            if let Ok(source) = Source::from_bytes(&bytes, encoding) {
                check_places(&source)?;
            }
        }
    }

    #[test]
    fn lines_tile_the_text(text in "[経済\r\n ]{0,40}") {
        let source = Source::from_text(text.as_str());
        let terminator = if text.contains('\n') { "\n" } else { "\r" };
        prop_assert_eq!(source.line_count() as usize, text.split_inclusive(terminator).count());
        let mut end = 0;
        for (line, span) in source.lines() {
            let between = &text[end..span.start as usize];
            prop_assert!(line == 1 || between == "\n" || between == "\r\n" || between == "\r");
            prop_assert!(!text[span.range()].contains(terminator));
            end = span.end as usize;
        }
        prop_assert!(["", "\n", "\r\n", "\r"].contains(&&text[end..]));
    }
}

/// Spans lie on character boundaries, in order, and what is marked as malformed is U+FFFD.
fn check_places(source: &Source) -> Result<(), TestCaseError> {
    for span in source.malformed() {
        let printed = source.text().get(span.range());
        prop_assert!(
            printed.is_some_and(|text| !text.is_empty() && text.chars().all(|c| c == char::REPLACEMENT_CHARACTER))
        );
    }
    prop_assert!(source.malformed().windows(2).all(|pair| pair[0].end < pair[1].start));
    for (line, span) in source.lines() {
        prop_assert!(source.text().get(span.range()).is_some());
        prop_assert_eq!(source.line_of(span.start), line);
    }
    Ok(())
}

#[test]
fn utf_8_that_is_cut_anywhere_stays_utf_8() {
    let text = "令和6年度予算案額 1.2億円";
    for cut in 4..text.len() {
        let source = Source::from_bytes(&text.as_bytes()[..cut], None).unwrap();
        assert_eq!(source.encoding(), "UTF-8", "cut at {cut}");
        assert!(source.malformed().len() <= 1);
    }
}
