//! What a browser prints at the edges of each page: date and time with the title above, address and page below.
//!
//! ```text
//! head = year "/" month "/" day [","] hour ":" minute [title]       2025/08/29 10:15 令和8年度概算要求の概要
//! foot = address page "/" pages                                  https://www.example.go.jp/yosan.html 1/12
//! ```
//! An address without a page can be part of a text and stays.

use std::sync::LazyLock;

use regex::Regex;

/// Digits of ASCII only: what is folded has no others.
static HEAD: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^20[0-9]{2}/[01]?[0-9]/[0-3]?[0-9],?[ \t]*[0-2]?[0-9]:[0-5][0-9]"));

static FOOT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:https?|file)://[!-~]+[ \t]+[0-9]{1,3}/[0-9]{1,3}$"));

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is a constant")
}

/// Whether a line is the head or foot of a printed page.
pub(super) fn is_edge(text: &str) -> bool {
    // Few lines begin so: most documents never need the patterns.
    match text.as_bytes().first() {
        Some(b'2') => text.as_bytes().get(4) == Some(&b'/') && HEAD.is_match(text),
        Some(b'h' | b'f') => text.contains("://") && FOOT.is_match(text),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_of_printed_pages() {
        for text in [
            "2025/08/29 10:15",
            "2025/8/9, 9:05令和8年度概算要求の概要",
            "https://www.example.go.jp/yosan/index.html 1/12",
            "file:///C:/yosan.html 12/12",
        ] {
            assert!(is_edge(text), "{text}");
        }
        for text in
            ["2025/08/29", "2025年8月29日 10:15", "https://www.example.go.jp/", "2/3 10:15", "https://a 1/2を補助"]
        {
            assert!(!is_edge(text), "{text}");
        }
    }
}
