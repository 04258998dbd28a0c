//! Tags and entities that a converter leaves in the text.
//!
//! A tag is `<`, perhaps `/`, a name from the table below, perhaps attributes that hold a `=`, perhaps `/`, `>`, all in
//! one line. Everything else in angle brackets is content: `<うち財務省計上5.0億円>`, `<利率>`, `<A>社`.

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
const ENTITIES: [(&str, char); 7] = [
    ("&amp;", '&'),
    ("&lt;", '<'),
    ("&gt;", '>'),
    ("&quot;", '"'),
    ("&apos;", '\''),
    ("&#39;", '\''),
    ("&#039;", '\''),
];

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

/// The entity that begins `rest`, if one does.
pub(super) fn entity(rest: &str) -> Option<(usize, Piece)> {
    if rest.starts_with("&nbsp;") {
        return Some(("&nbsp;".len(), Piece::Blank));
    }
    let (entity, character) = ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity))?;
    Some((entity.len(), Piece::Char(*character)))
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
        assert_eq!(entity("&A"), None);
    }
}
