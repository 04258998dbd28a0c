//! A text as a JSON string.

/// Appends a text in quotes, with the escapes that `serde_json` writes.
#[inline]
pub(super) fn push_text(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    out.reserve(bytes.len() + 2);
    out.push(b'"');
    if is_plain(bytes) {
        out.extend_from_slice(bytes);
    } else {
        push_escaped(out, bytes);
    }
    out.push(b'"');
}

/// As many bytes as are looked at together.
const CHUNK: usize = 16;

/// Whether no byte is one that JSON escapes.
#[inline]
fn is_plain(bytes: &[u8]) -> bool {
    match bytes.last_chunk::<CHUNK>() {
        // The last chunk begins inside the one before it.
        Some(last) => is_plain_chunk(last) && bytes.as_chunks::<CHUNK>().0.iter().all(is_plain_chunk),
        None => is_plain_short(bytes),
    }
}

/// The same for less than a chunk: two halves that overlap, or byte by byte.
#[inline]
fn is_plain_short(bytes: &[u8]) -> bool {
    match (bytes.first_chunk::<{ CHUNK / 2 }>(), bytes.last_chunk::<{ CHUNK / 2 }>()) {
        (Some(first), Some(last)) => is_plain_chunk(first) && is_plain_chunk(last),
        _ => !bytes.iter().any(|&byte| needs_escape(byte)),
    }
}

/// Without a branch between the bytes, so that the chunk takes a few vector instructions.
#[inline]
fn is_plain_chunk<const N: usize>(chunk: &[u8; N]) -> bool {
    chunk.iter().fold(0, |any, &byte| any | u8::from(needs_escape(byte))) == 0
}

#[inline]
fn needs_escape(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\'
}

/// Chunk by chunk: bodies of sections are long texts with a line break for each item.
fn push_escaped(out: &mut Vec<u8>, bytes: &[u8]) {
    let (chunks, rest) = bytes.as_chunks::<CHUNK>();
    for chunk in chunks {
        if is_plain_chunk(chunk) {
            out.extend_from_slice(chunk);
        } else {
            push_byte_by_byte(out, chunk);
        }
    }
    push_byte_by_byte(out, rest);
}

fn push_byte_by_byte(out: &mut Vec<u8>, bytes: &[u8]) {
    for &byte in bytes {
        if needs_escape(byte) {
            escape(out, byte);
        } else {
            out.push(byte);
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str) {
        let mut bytes = Vec::new();
        push_text(&mut bytes, text);
        assert_eq!(String::from_utf8(bytes).unwrap(), serde_json::to_string(text).unwrap());
    }

    #[test]
    fn every_character_is_escaped_as_serde_json_does_wherever_it_stands() {
        for character in ('\0'..='\u{A0}').chain("予é🈟\u{2028}\u{FEFF}".chars()) {
            for before in 0..40 {
                for after in [0, 1, 7, 8, 15, 16, 17, 40] {
                    check(&format!("{}{character}{}", "a".repeat(before), "b".repeat(after)));
                }
            }
            check(&format!("国{character}{character}国{character}"));
        }
    }
}
