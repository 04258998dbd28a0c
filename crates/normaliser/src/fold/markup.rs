//! Tags and entities that a converter leaves in the text.
//!
//! A tag is `<`, perhaps `/`, a name from the table below, perhaps attributes that hold a `=`, perhaps `/`, `>`, all in
//! one line. Everything else in angle brackets is content: `<うち財務省計上5.0億円>`, `<利率>`, `<A>社`.

use super::character::{Fold, fold};
use super::lexer::{Emphasis, Piece};

/// As far as the end of a tag or comment is looked for, in bytes: a line of a gigabyte must not be searched to its end
/// again and again.
const LONGEST_TAG: usize = 512;

/// Tags that say how the text is cut up: they stay, and no blank stands beside them.
const STRUCTURE: [&str; 5] = ["li", "table", "tr", "td", "th"];

/// Tags that go without a trace.
const GONE: [&str; 46] = [
    "a",
    "article",
    "big",
    "blockquote",
    "body",
    "caption",
    "center",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "hr",
    "html",
    "i",
    "img",
    "ins",
    "mark",
    "nobr",
    "ol",
    "p",
    "pre",
    "s",
    "section",
    "small",
    "span",
    "strike",
    "tbody",
    "tfoot",
    "thead",
    "u",
    "ul",
];

/// Entities and their characters.
const ENTITIES: [(&str, char); 16] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{A0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("middot", '・'),
    ("hellip", '…'),
    ("times", '×'),
    ("rarr", '→'),
    ("yen", '¥'),
    ("ndash", '–'),
    ("mdash", '—'),
];

/// The longest entity, in bytes: `&#1114111;`.
const LONGEST_ENTITY: usize = 10;

/// The tag or comment that begins at `at`, if one does: its length and what becomes of it.
pub(super) fn tag(line: &str, at: usize) -> Option<(usize, Piece)> {
    let rest = line.get(at..)?;
    let window = rest.as_bytes().get(..rest.len().min(LONGEST_TAG))?;
    if rest.starts_with("<!--") {
        return memchr::memmem::find(window, b"-->").map(|end| (end + 3, Piece::Drop));
    }
    let length = memchr::memchr(b'>', window)? + 1;
    let inside = rest.get(1..length - 1)?;
    let (closes, inside) = inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
    let name_length = inside.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (name, attributes) = inside.split_at_checked(name_length)?;
    let piece = meaning(name, closes, || stands_between_digits(line, at, at + length))?;
    are_attributes(attributes).then_some((length, piece))
}

/// The entity that begins `rest`, if one does: `&amp;`, `&#65288;`, `&#xFF08;`.
pub(super) fn entity(rest: &str) -> Option<(usize, Piece)> {
    let window = rest.as_bytes().get(..rest.len().min(LONGEST_ENTITY))?;
    let end = memchr::memchr(b';', window)?;
    let name = rest.get(1..end)?;
    let character = match name.strip_prefix('#') {
        Some(code) => numbered(code)?,
        None => ENTITIES.iter().find(|(entity, _)| *entity == name)?.1,
    };
    let piece = match fold(character, "", "") {
        Fold::To(folded, _) => Piece::Char(folded),
        Fold::Gone => Piece::Drop,
        Fold::Blank => Piece::Blank,
        Fold::Same if character.is_control() => return None,
        Fold::Same => Piece::Char(character),
    };
    Some((end + 1, piece))
}

/// The character with a number, decimal or, behind an x, hexadecimal.
fn numbered(code: &str) -> Option<char> {
    let number = match code.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => code.parse(),
    };
    number.ok().and_then(char::from_u32)
}

fn meaning(name: &str, closes: bool, between_digits: impl Fn() -> bool) -> Option<Piece> {
    // `<A>` and `<B>` are companies in a diagram; no converter writes short names in capitals.
    let lower = name.to_ascii_lowercase();
    if name.len() == 1 && name != lower {
        return None;
    }
    Some(match lower.as_str() {
        "b" | "strong" => Piece::Bold(if closes { Emphasis::Close } else { Emphasis::Open }),
        "br" => Piece::Break,
        "sup" | "sub" if !between_digits() => Piece::Drop,
        "sup" | "sub" if closes => Piece::Text(" "),
        "sup" => Piece::Text("^"),
        "sub" => Piece::Text("_"),
        name if STRUCTURE.contains(&name) => Piece::Wall,
        name if GONE.contains(&name) => Piece::Drop,
        _ => return None,
    })
}

/// Nothing, `/`, or a blank and something with a `=`.
fn are_attributes(text: &str) -> bool {
    let text = text.strip_suffix('/').unwrap_or(text);
    text.trim().is_empty() || (text.starts_with([' ', '\t']) && text.contains('='))
}

/// A tag here would join two numbers: `1,234<sup>1</sup>`.
fn stands_between_digits(line: &str, start: usize, end: usize) -> bool {
    let is_digit = |character: char| matches!(character, '0'..='9' | '０'..='９');
    line.get(..start).is_some_and(|before| before.ends_with(is_digit))
        && line.get(end..).is_some_and(|after| after.starts_with(is_digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_known_by_name() {
        let cases = [
            ("<b>", Some((3, Piece::Bold(Emphasis::Open)))),
            ("</strong>国", Some((9, Piece::Bold(Emphasis::Close)))),
            ("<br/>", Some((5, Piece::Break))),
            ("<ul style=\"list-style-type: none\"> ", Some((34, Piece::Drop))),
            ("<TD colspan=2>", Some((14, Piece::Wall))),
            ("<!-- page 3 -->国", Some((15, Piece::Drop))),
            ("<利率>", None),
            ("<うち財務省計上5.0億円>", None),
            ("<B>社", None),
            ("<p かつ q>", None),
            ("<b", None),
            ("<>", None),
        ];
        for (text, expected) in cases {
            assert_eq!(tag(text, 0), expected, "{text}");
        }
    }

    #[test]
    fn entities_are_known_by_name() {
        assert_eq!(entity("&amp;A"), Some((5, Piece::Char('&'))));
        assert_eq!(entity("&nbsp;"), Some((6, Piece::Blank)));
        assert_eq!(entity("&#65288;10"), Some((8, Piece::Char('（'))));
        assert_eq!(entity("&#xFF11;"), Some((8, Piece::Char('1'))));
        assert_eq!(entity("&#0;"), None);
        assert_eq!(entity("&unknown;"), None);
        assert_eq!(entity("&A"), None);
    }
}
