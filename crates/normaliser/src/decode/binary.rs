//! Files that are no text: known by their first bytes, or by their control characters.

/// First bytes and what a person calls the file.
const FORMATS: [(&[u8], &str); 18] = [
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n\x1A\n", "a PNG image"),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"\x1F\x8B\x08", "a gzip file"),
    (b"BZh9", "a bzip2 file"),
    (b"\xFD7zXZ\0", "an xz file"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
    (b"Rar!\x1A\x07", "a RAR archive"),
    (b"\x7FELF", "a program"),
    (b"SQLite format 3\0", "a SQLite database"),
];

/// As many bytes as are looked at for control characters and for guesses.
const SAMPLE: usize = 64 * 1024;

/// The beginning of a document, which stands for all of it.
pub(super) fn sample(bytes: &[u8]) -> &[u8] {
    bytes.get(..SAMPLE).unwrap_or(bytes)
}

/// What a file of a known format is, by its first bytes.
pub(super) fn known_format(bytes: &[u8]) -> Option<&'static str> {
    FORMATS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, name)| *name)
}

/// What decoded text is that holds too many control characters to be text: above one in a thousand for NUL, one in
/// twenty for the others. A stray one does not make a document unreadable.
pub(super) fn without_format(text: &str) -> Option<&'static str> {
    let sample = sample(text.as_bytes());
    if !holds_control(sample) {
        return None;
    }
    let count = |is_meant: fn(u8) -> bool| sample.iter().filter(|&&byte| is_meant(byte)).count();
    let zeros = count(|byte| byte == 0);
    if zeros * 1000 > sample.len() {
        return Some("a binary file (NUL bytes)");
    }
    let controls = zeros + count(is_control);
    (controls * 20 > sample.len()).then_some("a binary file (control characters)")
}

/// Whether a byte at the beginning of a document is NUL or a control character: almost no text holds one, and this
/// looks at many bytes at once.
pub(super) fn holds_control(bytes: &[u8]) -> bool {
    let any_in = |bytes: &[u8]| bytes.iter().fold(false, |any, &byte| any | (byte == 0) | is_control(byte));
    let (chunks, rest) = sample(bytes).as_chunks::<64>();
    chunks.iter().any(|chunk| any_in(chunk)) || any_in(rest)
}

/// Control characters other than blanks, line ends and the escape of ISO-2022-JP.
fn is_control(byte: u8) -> bool {
    matches!(byte, 1..=8 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_their_first_bytes() {
        assert_eq!(known_format(b"%PDF-1.4"), Some("a PDF file"));
        assert_eq!(known_format(b"PK\x03\x04\x14\0"), Some("a ZIP archive or an Office document"));
        assert_eq!(known_format("PKを含む文".as_bytes()), None);
        assert_eq!(known_format(b""), None);
    }

    #[test]
    fn control_characters_tell_binary_from_text() {
        assert_eq!(without_format("予算\0\0"), Some("a binary file (NUL bytes)"));
        assert_eq!(without_format("\u{1}\u{2}ab"), Some("a binary file (control characters)"));
        assert_eq!(without_format("令和6年度\t予算\r\n\u{C}"), None);
        let long = "経済産業省関係予算の概要".repeat(100) + "\0";
        assert_eq!(without_format(&long), None, "one stray NUL in a long text");
    }
}
