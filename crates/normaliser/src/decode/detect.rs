//! Which encoding bytes without a byte order mark are in.
//!
//! Shift_JIS and EUC-JP can both be valid for the same bytes: `ｼｽﾃﾑ` in one is two kanji in the other. Then the one
//! that gives more everyday characters wins, and chardetng where that does not tell. Everyday is judged by lead bytes:
//! the rows of kana, punctuation and kanji of JIS level 1 are; kanji of level 2 and vendor rows are not.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use super::binary::sample;
use super::{is_valid, malformed_count};

/// UTF-16 or ISO-2022-JP, whose bytes can be valid UTF-8 too.
pub(super) fn by_signs(bytes: &[u8], holds_control: bool) -> Option<&'static Encoding> {
    let utf16 = holds_control.then(|| utf16_without_mark(sample(bytes))).flatten();
    utf16.or_else(|| has_jis_escapes(bytes).then_some(ISO_2022_JP))
}

/// The encoding of bytes that have no signs of another and are not valid UTF-8.
pub(super) fn of_invalid_utf8(bytes: &[u8]) -> &'static Encoding {
    let sample = sample(bytes);
    if is_mostly_utf8(sample) {
        return UTF_8;
    }
    match (is_valid(bytes, SHIFT_JIS), is_valid(bytes, EUC_JP)) {
        (true, false) => SHIFT_JIS,
        (false, true) => EUC_JP,
        (true, true) => more_everyday(sample),
        (false, false) => least_broken(sample),
    }
}

/// UTF-16 has zero or control bytes where text in other encodings has none: in every line end, blank, digit and full
/// stop, and in many kanji.
fn utf16_without_mark(sample: &[u8]) -> Option<&'static Encoding> {
    let little = plausible_units(sample, u16::from_le_bytes);
    let big = plausible_units(sample, u16::from_be_bytes);
    let units = sample.len() / 2;
    let enough = |plausible: usize| units > 0 && plausible * 20 >= units * 19;
    match little.cmp(&big) {
        std::cmp::Ordering::Greater if enough(little) => Some(UTF_16LE),
        std::cmp::Ordering::Less if enough(big) => Some(UTF_16BE),
        _ => None,
    }
}

/// How many 16-bit units are characters that a Japanese text may hold.
fn plausible_units(sample: &[u8], unit: fn([u8; 2]) -> u16) -> usize {
    let is_plausible = |unit: u16| {
        matches!(unit, 0x09..=0x0D | 0x20..=0x7E | 0x2010..=0x27BF | 0x3000..=0x30FF | 0x3220..=0x33FF | 0x4E00..=0x9FFF
            | 0xFF01..=0xFFE5)
    };
    sample.as_chunks::<2>().0.iter().filter(|&&pair| is_plausible(unit(pair))).count()
}

/// ISO-2022-JP: all bytes below 0x80 and an escape to a Japanese set.
fn has_jis_escapes(bytes: &[u8]) -> bool {
    memchr::memchr(0x1B, bytes).is_some()
        && bytes.is_ascii()
        && memchr::memchr_iter(0x1B, bytes).any(|at| {
            let after = bytes.get(at + 1..).unwrap_or_default();
            [b"$@".as_slice(), b"$B", b"(J", b"(I"].iter().any(|escape| after.starts_with(escape))
        })
}

/// UTF-8 that is damaged in places, or cut in the middle of a character: far more whole multi-byte characters than
/// broken spots. Text in the other encodings is broken as UTF-8 almost everywhere.
fn is_mostly_utf8(sample: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in sample.utf8_chunks() {
        whole += chunk.valid().chars().filter(|character| u32::from(*character) > 0x7FF).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    let only_cut = broken == 1 && std::str::from_utf8(sample).is_err_and(|error| error.error_len().is_none());
    whole > broken * 8 || (only_cut && whole > 0)
}

/// Both are valid: the one that reads more like everyday Japanese.
fn more_everyday(sample: &[u8]) -> &'static Encoding {
    let (shift_jis, euc_jp) = (everyday_shift_jis(sample), everyday_euc_jp(sample));
    match shift_jis.cmp(&euc_jp) {
        std::cmp::Ordering::Greater => SHIFT_JIS,
        std::cmp::Ordering::Less => EUC_JP,
        std::cmp::Ordering::Equal => statistical_guess(sample),
    }
}

/// None is valid: the one with the fewest malformed places.
fn least_broken(sample: &[u8]) -> &'static Encoding {
    let guess = statistical_guess(sample);
    let count = |encoding| (malformed_count(sample, encoding, sample.len()), encoding != guess);
    let by_count = [SHIFT_JIS, EUC_JP, UTF_8].into_iter().min_by_key(|encoding| count(encoding));
    by_count.unwrap_or(UTF_8)
}

/// What chardetng says, if that is one of the two.
fn statistical_guess(sample: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = detector.guess(Some(b"jp"), Utf8Detection::Deny);
    if guess == EUC_JP { EUC_JP } else { SHIFT_JIS }
}

/// Points for everyday characters less points for rare ones, the bytes read as Shift_JIS.
fn everyday_shift_jis(bytes: &[u8]) -> i64 {
    let mut score = 0;
    let mut rest = bytes.iter();
    while let Some(&lead) = rest.next() {
        match lead {
            0x81..=0x83 | 0x88..=0x97 => score += 2,
            0x84..=0x87 | 0x98..=0x9F | 0xE0..=0xFC => score -= 2,
            0xA1..=0xDF => score -= 1,
            _ => {}
        }
        if matches!(lead, 0x81..=0x9F | 0xE0..=0xFC) {
            rest.next();
        }
    }
    score
}

/// Points for everyday characters less points for rare ones, the bytes read as EUC-JP. Half-width katakana (0x8E)
/// score as much as the kanji of row 0x8E that Shift_JIS makes of them, so that the rest of the text decides.
fn everyday_euc_jp(bytes: &[u8]) -> i64 {
    let mut score = 0;
    let mut rest = bytes.iter();
    while let Some(&lead) = rest.next() {
        match lead {
            0x8E | 0xA1 | 0xA3..=0xA5 | 0xB0..=0xCF => score += 2,
            0x8F | 0xA2 | 0xA6..=0xAF | 0xD0..=0xFE => score -= 2,
            _ => {}
        }
        let trail_bytes = match lead {
            0x8F => 2,
            0x8E | 0xA1..=0xFE => 1,
            _ => 0,
        };
        for _ in 0..trail_bytes {
            rest.next();
        }
    }
    score
}

#[cfg(test)]
mod tests {
    use super::super::binary::holds_control;
    use super::*;

    fn detect(bytes: &[u8]) -> &'static Encoding {
        let valid = || std::str::from_utf8(bytes).ok().map(|_| UTF_8);
        by_signs(bytes, holds_control(bytes)).or_else(valid).unwrap_or_else(|| of_invalid_utf8(bytes))
    }

    /// Encodes the text and says what the bytes are taken for.
    fn check(text: &str, encoding: &'static Encoding) {
        let bytes: Vec<u8> = match encoding.name() {
            "UTF-16LE" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            "UTF-16BE" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => encoding.encode(text).0.into_owned(),
        };
        assert_eq!(detect(&bytes).name(), encoding.name(), "{text}");
    }

    #[test]
    fn every_encoding_is_found_in_a_line_of_a_release() {
        let lines = [
            "令和6年度予算案額 1.2億円（1.2億円）\n",
            "経済産業省関係の概要\n",
            "ものづくり・商業・サービス高度連携促進事業費\r\n",
            "ﾃﾞｼﾞﾀﾙ化の推進\n",
            "条件（対象者、対象行為、補助率等）\n",
        ];
        for line in lines {
            for encoding in [UTF_8, SHIFT_JIS, EUC_JP, UTF_16LE, UTF_16BE] {
                check(line, encoding);
            }
        }
    }

    #[test]
    fn short_texts_are_read_as_everyday_japanese() {
        for text in ["予算", "概要", "事業の内容", "以上", "補助率"] {
            check(text, SHIFT_JIS);
            check(text, EUC_JP);
        }
    }

    #[test]
    fn iso_2022_jp_is_known_by_its_escapes() {
        check("平成29年度 補正予算の概要", ISO_2022_JP);
    }

    #[test]
    fn plain_ascii_and_nothing_are_utf_8() {
        check("METI budget 2019\n", UTF_8);
        assert_eq!(detect(b""), UTF_8);
    }

    #[test]
    fn damaged_text_is_read_in_its_own_encoding() {
        let utf8 = "経済産業省関係予算の概要".as_bytes();
        assert_eq!(detect(&utf8[..utf8.len() - 1]), UTF_8);
        let mut shift_jis = SHIFT_JIS.encode("経済産業省関係予算の概要、補助率").0.into_owned();
        shift_jis.extend(b"\xFF\n");
        assert_eq!(detect(&shift_jis), SHIFT_JIS);
    }
}
