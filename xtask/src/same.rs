//! The same document written in another way: what a reader must not take for another meaning.
//!
//! Each [`Rewriting`] changes bytes, widths, markup or blank lines and nothing that is said; [`essence`] is what must
//! stay: programmes with their names, amounts and sections.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value;
use yosan_normaliser::{ideograph_of, join_key};

use crate::damage::{Form, encoded};
use crate::{diff, extract, json};

/// A way to write the same document.
pub struct Rewriting {
    /// What is changed.
    pub name: &'static str,
    /// The text in the other writing.
    pub text: fn(&str) -> String,
    /// How it is written to bytes.
    pub form: Form,
}

const fn text(name: &'static str, text: fn(&str) -> String) -> Rewriting {
    Rewriting { name, text, form: Form::Plain }
}

const fn bytes(name: &'static str, form: Form) -> Rewriting {
    Rewriting { name, text: str::to_owned, form }
}

/// Every rewriting.
pub const ALL: &[Rewriting] = &[
    text("digits in full width", wide_digits),
    text("brackets in the other width", other_brackets),
    text("ideographs as radicals", radicals),
    text("no bold, no underline", without_emphasis),
    text("blank lines doubled", doubled_blank_lines),
    text("runs of blank lines as one", single_blank_lines),
    text("no blank lines", no_blank_lines),
    text("blanks behind lines", trailing_blanks),
    text("tabs for the indentation of bullets", tabs),
    bytes("\\r\\n", Form::Windows),
    bytes("\\r", Form::OldMac),
    bytes("byte order mark", Form::Marked),
    bytes("UTF-16LE", Form::Utf16Le),
    bytes("UTF-16BE", Form::Utf16Be),
    bytes("Shift_JIS", Form::ShiftJis),
    bytes("EUC-JP", Form::EucJp),
    bytes("ISO-2022-JP", Form::Jis),
];

impl Rewriting {
    /// What the other writing makes of a document: the differences of the two essences, empty when there are none.
    #[must_use]
    pub fn difference(&self, document: &Document) -> String {
        let lossless = encodable(&document.text, self.form);
        let bytes = encoded(&(self.text)(&lossless), self.form).unwrap_or_default();
        if lossless == document.text {
            diff::diff(&document.essence, &read(bytes))
        } else {
            diff::diff(&read(lossless.into_bytes()), &read(bytes))
        }
    }
}

/// A document as it is, and what it says.
pub struct Document {
    text: String,
    essence: String,
}

impl Document {
    /// Reads a document.
    #[must_use]
    pub fn new(text: String) -> Self {
        let essence = read(text.clone().into_bytes());
        Self { text, essence }
    }
}

fn read(bytes: Vec<u8>) -> String {
    extract::read("paper", bytes).map_or_else(|error| error, |reading| essence(&reading.extraction))
}

/// Programmes with names, amounts and sections, a line each.
#[must_use]
pub fn essence(extraction: &Value) -> String {
    let mut out = String::new();
    for programme in json::list(extraction, "programmes") {
        let (kind, name) = (json::plain(programme.get("kind")), json::plain(programme.get("name_key")));
        let marks =
            ["reprinted", "new", "special_measure"].map(|mark| if json::flag(programme, mark) { mark } else { "" });
        let _ = writeln!(out, "{kind} {name} {}", marks.join(" ").trim_end());
        let path: Vec<String> = json::texts(programme, "path").map(join_key).collect();
        let _ = writeln!(out, "  path {}", path.join(" / "));
        for amount in json::list(programme, "amounts") {
            let fields = ["role", "yen", "yen_max", "status", "fiscal_year", "stage", "round", "part_of", "fund"];
            let fields = fields.map(|field| join_key(&json::plain(amount.get(field))));
            let _ = writeln!(out, "  amount {}", fields.join(" "));
        }
        for section in json::list(programme, "sections") {
            let kind = json::plain(section.get("kind"));
            let _ = writeln!(out, "  section {kind} {}", join_key(json::text(section, "text").unwrap_or_default()));
        }
        for office in json::list(programme, "departments") {
            let name = join_key(json::text(office, "name").unwrap_or_default());
            let _ = writeln!(out, "  department {name} {}", json::plain(office.get("phone")));
        }
    }
    out
}

/// The text with a sign in place of what the encoding lacks.
fn encodable(text: &str, form: Form) -> String {
    if encoded(text, form).is_some() {
        return text.to_owned();
    }
    let mut known: BTreeMap<char, bool> = BTreeMap::new();
    let mut there =
        |character: char| *known.entry(character).or_insert_with(|| encoded(&character.to_string(), form).is_some());
    text.chars().map(|character| if there(character) { character } else { '〓' }).collect()
}

/// Digits outside the tags of the converter.
fn wide_digits(text: &str) -> String {
    let mut tag = false;
    let mut out = String::with_capacity(text.len() * 2);
    for (at, character) in text.char_indices() {
        match character {
            '<' => tag = text[at + 1..].starts_with(|next: char| next.is_ascii_alphabetic() || next == '/'),
            '>' | '\n' => tag = false,
            _ => {}
        }
        let wide =
            if character.is_ascii_digit() && !tag { u32::from(character) + 0xFEE0 } else { u32::from(character) };
        out.push(char::from_u32(wide).unwrap_or(character));
    }
    out
}

fn other_brackets(text: &str) -> String {
    let other = |character| match character {
        '(' => '（',
        ')' => '）',
        '（' => '(',
        '）' => ')',
        other => other,
    };
    text.chars().map(other).collect()
}

fn radicals(text: &str) -> String {
    let mut radical_of: BTreeMap<char, char> = BTreeMap::new();
    for radical in '\u{2E80}'..='\u{2FD5}' {
        if let Some(ideograph) = ideograph_of(radical) {
            radical_of.entry(ideograph).or_insert(radical);
        }
    }
    text.chars().map(|character| radical_of.get(&character).copied().unwrap_or(character)).collect()
}

fn without_emphasis(text: &str) -> String {
    ["**", "<b>", "</b>", "<u>", "</u>"].iter().fold(text.to_owned(), |text, mark| text.replace(mark, ""))
}

fn doubled_blank_lines(text: &str) -> String {
    text.split_inclusive('\n')
        .map(|line| if line.trim().is_empty() { line.repeat(2) } else { line.to_owned() })
        .collect()
}

fn single_blank_lines(text: &str) -> String {
    let mut blank = false;
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if !(blank && line.trim().is_empty()) {
            out.push_str(line);
        }
        blank = line.trim().is_empty();
    }
    out
}

fn no_blank_lines(text: &str) -> String {
    text.split_inclusive('\n').filter(|line| !line.trim().is_empty()).collect()
}

fn trailing_blanks(text: &str) -> String {
    text.lines()
        .map(|line| if line.trim().is_empty() { format!("{line}\n") } else { format!("{line} \u{3000} \n") })
        .collect()
}

fn tabs(text: &str) -> String {
    let with_tabs = |line: &str| {
        let rest = line.trim_start_matches(' ');
        let indent = line.len() - rest.len();
        let bullet = rest.starts_with(['-', '*', '+']) && rest[1..].starts_with(' ');
        if bullet && indent.is_multiple_of(2) { format!("{}{rest}", "\t".repeat(indent / 2)) } else { line.to_owned() }
    };
    text.split_inclusive('\n').map(with_tabs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rewriting_changes_what_it_says() {
        let text = "令和6年度（案）\n\n  - **長期**の1件<sub>2</sub>\n\n\n終\n";
        let of = |name: &str| (ALL.iter().find(|it| it.name == name).unwrap().text)(text);
        assert_eq!(of("digits in full width"), text.replace("6年", "６年").replace("1件<sub>2", "１件<sub>２"));
        assert_eq!(of("brackets in the other width"), text.replace("（案）", "(案)"));
        assert!(of("ideographs as radicals").contains('⻑'));
        assert_eq!(of("no bold, no underline"), text.replace("**", ""));
        assert_eq!(of("blank lines doubled").lines().count(), text.lines().count() + 3);
        assert_eq!(of("no blank lines").lines().count(), 3);
        assert_eq!(of("runs of blank lines as one"), text.replace("\n\n\n", "\n\n"));
        assert_eq!(of("tabs for the indentation of bullets"), text.replace("  -", "\t-"));
        assert!(of("blanks behind lines").starts_with("令和6年度（案） "));
    }
}
