//! Text in columns of a terminal, where a Japanese character takes two.

use unicode_width::UnicodeWidthStr;

/// A text and the blanks that fill it to a width, the blanks behind it.
pub(crate) fn left(text: &str, width: usize) -> String {
    format!("{text}{}", blanks(text, width))
}

/// A text and the blanks that fill it to a width, the blanks before it.
pub(crate) fn right(text: &str, width: usize) -> String {
    format!("{}{text}", blanks(text, width))
}

fn blanks(text: &str, width: usize) -> String {
    " ".repeat(width.saturating_sub(text.width()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_japanese_character_takes_two_columns() {
        assert_eq!(left("予算", 6), "予算  ");
        assert_eq!(right("ﾖｻﾝ", 6), "   ﾖｻﾝ");
        assert_eq!(left("too long", 3), "too long");
    }
}
