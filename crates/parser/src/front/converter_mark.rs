//! Lines that a converter writes where it left something out, or where a page begins; the paper itself prints none.
//!
//! ```text
//! mark = "![" words "](" path ")"                          ![](_page_3_Figure_2.jpeg)
//!      | "{" page "}" strokes                              {3}------------------------
//!      | "==>" words "<=="                                 ==> picture [412 x 120] intentionally omitted <==
//!      | strokes ("Start" | "End") "of" words strokes      ----- Start of picture text -----
//!      | "[" "image" | "画像" | "図" … "]"                  [画像]
//! ```

/// What stands in square brackets in the place of a picture.
const PICTURES: &[&str] = &["image", "picture", "figure", "画像", "図", "図表", "写真", "イメージ図"];

/// Whether a line is nothing but a mark of a converter.
pub(super) fn is_mark(text: &str) -> bool {
    match text.as_bytes().first() {
        Some(b'!') => is_picture(text),
        Some(b'{') => is_page(text),
        Some(b'=') => text.starts_with("==>") && text.ends_with("<=="),
        Some(b'-') => is_picture_text(text),
        Some(b'[') => is_placeholder(text),
        _ => false,
    }
}

fn is_picture(text: &str) -> bool {
    let path = text.strip_prefix("![").and_then(|rest| Some(rest.split_once("](")?.1));
    path.is_some_and(|path| path.find(')') == Some(path.len() - 1))
}

fn is_page(text: &str) -> bool {
    let rest = text.strip_prefix('{').and_then(|rest| rest.split_once('}'));
    rest.is_some_and(|(page, strokes)| {
        let is_number = !page.is_empty() && page.bytes().all(|byte| byte.is_ascii_digit());
        is_number && strokes.len() >= 3 && strokes.bytes().all(|byte| byte == b'-')
    })
}

fn is_picture_text(text: &str) -> bool {
    let words = text.trim_matches(['-', ' ']);
    text.ends_with('-') && ["Start of", "End of"].iter().any(|begin| words.starts_with(begin)) && words.is_ascii()
}

fn is_placeholder(text: &str) -> bool {
    let words = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or_default();
    let name = words.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '_' | '#'));
    PICTURES.iter().any(|picture| name.eq_ignore_ascii_case(picture))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_converters() {
        for text in [
            "![](_page_3_Figure_2.jpeg)",
            "![図 1](images/a.png)",
            "{12}------------------------------------------------",
            "==>picture [412 x 120] intentionally omitted<==",
            "----- Start of picture text -----",
            "-----End of picture text-----",
            "[画像]",
            "[Image 3]",
        ] {
            assert!(is_mark(text), "{text}");
        }
        for text in ["![a](b) 予算", "{3}", "{a}---", "=>国", "[新規]", "[図書館]", "-----", "- Start of", "[]", "!"]
        {
            assert!(!is_mark(text), "{text}");
        }
    }
}
