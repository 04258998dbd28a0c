//! Messages to a person on stderr, a line each.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::Write as _;

use anstyle::{AnsiColor, Style};

/// Something failed.
pub(crate) fn error(text: &str) {
    labelled(AnsiColor::Red.on_default().bold(), "error", text);
}

/// Something worth knowing that is no failure.
pub(crate) fn note(text: &str) {
    labelled(AnsiColor::Cyan.on_default().bold(), "note", text);
}

/// A line without a label.
pub(crate) fn plain(text: &str) {
    // There is no one left to tell when stderr is closed.
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// A number and what is counted: `1 warning`, `2 warnings`.
pub(crate) fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// Shows control characters, such as those in a file name, instead of sending them to the terminal.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_control() {
            let _ = write!(shown, "{}", letter.escape_default());
        } else {
            shown.push(letter);
        }
    }
    Cow::Owned(shown)
}

fn labelled(style: Style, label: &str, text: &str) {
    plain(&format!("{style}{label}:{style:#} {}", printable(text)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_of_a_file_name_are_shown() {
        assert_eq!(printable("予算\u{1b}[2J\n.txt"), "予算\\u{1b}[2J\\n.txt");
        assert_eq!(printable("予算.txt"), "予算.txt");
    }
}
