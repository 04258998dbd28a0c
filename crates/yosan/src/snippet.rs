//! A place in a text, shown with a mark under it.
//!
//! ```text
//! warning[unknown-section-heading]: 条件等 is not in the label file
//!   --> papers/meti.txt:12:3
//!    |
//! 12 | ・ 条件等（対象者）
//!    |    ^^^^^^
//!    = hint: add the label to a label file and pass it with `--labels`
//! ```
//!
//! Columns count characters; the mark counts what a terminal shows: two columns for an East Asian wide character. Work
//! is bounded per finding, and findings in the order of the text are located in one pass, so that a line of a gigabyte
//! costs no more than a short one.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthChar;
use yosan_parser::record::{Diagnostic, Place, Severity};

/// The columns of source that are shown at most.
const MAX_WIDTH: usize = 100;

/// The columns before the mark that are shown when a line is cut.
const CONTEXT: usize = 24;

/// The characters beside the mark that are looked at; more than fill the columns even where some take none.
const MAX_CHARS: usize = 4 * MAX_WIDTH;

const TAB: &str = "    ";
const ELLIPSIS: &str = "…";

/// Shows findings about one text; to be given them in the order of the text.
pub(crate) struct Renderer<'t> {
    path: &'t str,
    text: &'t str,
    styles: Styles,
    locator: Locator<'t>,
}

/// The colours of the parts.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Styles {
    error: Style,
    warning: Style,
    info: Style,
    gutter: Style,
    strong: Style,
}

impl Styles {
    /// Colours for a terminal.
    pub(crate) fn coloured() -> Self {
        Self {
            error: AnsiColor::Red.on_default().bold(),
            warning: AnsiColor::Yellow.on_default().bold(),
            info: AnsiColor::Cyan.on_default().bold(),
            gutter: AnsiColor::Blue.on_default().bold(),
            strong: Style::new().bold(),
        }
    }

    fn of(&self, severity: Severity) -> (Style, &'static str) {
        match severity {
            Severity::Error => (self.error, "error"),
            Severity::Warning => (self.warning, "warning"),
            Severity::Info => (self.info, "info"),
        }
    }
}

impl<'t> Renderer<'t> {
    /// For the decoded text of the file at this path.
    pub(crate) fn new(path: &'t str, text: &'t str, styles: Styles) -> Self {
        Self { path, text, styles, locator: Locator::new(text) }
    }

    /// Shows one finding.
    pub(crate) fn render(&mut self, finding: &Diagnostic<'_>) -> String {
        let (style, severity) = self.styles.of(finding.severity);
        let Styles { gutter, strong, .. } = self.styles;
        let place = finding.span;
        let at = self.locator.locate(place.start as usize);
        let number = place.line.max(1).to_string();
        let indent = " ".repeat(number.len());
        let bar = format!("{gutter}{indent} |{gutter:#}");

        let mut shown = format!("{style}{severity}[{}]{style:#}", finding.code.as_str());
        let _ = writeln!(shown, "{strong}: {}{strong:#}", visible(&finding.message));
        let _ = writeln!(shown, "{indent}{gutter}-->{gutter:#} {}:{number}:{}", self.path, at.column);
        if let Some(Excerpt { line, mark }) = excerpt(self.text, at, place) {
            let _ = writeln!(shown, "{bar}\n{gutter}{number} |{gutter:#} {line}\n{bar} {style}{mark}{style:#}");
        }
        for note in notes(finding, self.path) {
            let _ = writeln!(shown, "{gutter}{indent} ={gutter:#} {note}");
        }
        shown
    }
}

/// A position in a text.
#[derive(Clone, Copy)]
struct Position {
    offset: usize,
    line_start: usize,
    column: usize,
}

/// Finds lines and columns, walking forward from the last position.
struct Locator<'t> {
    text: &'t str,
    last: Position,
}

impl<'t> Locator<'t> {
    const START: Position = Position { offset: 0, line_start: 0, column: 1 };

    fn new(text: &'t str) -> Self {
        Self { text, last: Self::START }
    }

    fn locate(&mut self, offset: usize) -> Position {
        let offset = floor_boundary(self.text, offset);
        if offset < self.last.offset {
            self.last = Self::START;
        }
        let walked = self.text.get(self.last.offset..offset).unwrap_or_default();
        if let Some(newline) = walked.rfind('\n') {
            self.last.line_start = self.last.offset + newline + 1;
            self.last.column = 1 + walked.get(newline + 1..).unwrap_or_default().chars().count();
        } else {
            self.last.column += walked.chars().count();
        }
        self.last.offset = offset;
        self.last
    }
}

/// A line as it is shown, and the mark below.
struct Excerpt {
    line: String,
    mark: String,
}

/// What is shown of one character.
struct Glyph {
    shown: String,
    width: usize,
    marked: bool,
}

fn excerpt(text: &str, at: Position, place: Place) -> Option<Excerpt> {
    let end = floor_boundary(text, place.end as usize).max(at.offset);
    let before = text.get(at.line_start..at.offset)?;
    let behind = text.get(at.offset..)?;
    let behind = behind.chars().take(MAX_CHARS).take_while(|letter| *letter != '\n');
    let mut glyphs: Vec<Glyph> = before.chars().rev().take(MAX_CHARS).map(|letter| Glyph::new(letter, false)).collect();
    glyphs.reverse();
    let first_marked = glyphs.len();
    let mut offset = at.offset;
    for letter in behind.filter(|letter| *letter != '\r') {
        glyphs.push(Glyph::new(letter, offset < end));
        offset += letter.len_utf8();
    }
    (!glyphs.is_empty()).then(|| cut(&glyphs, first_marked, before.chars().nth(MAX_CHARS).is_some()))
}

/// Cuts a line that is too wide, so that the begin of the mark and some of what stands before it are seen.
fn cut(glyphs: &[Glyph], first_marked: usize, more_before: bool) -> Excerpt {
    let whole: usize = glyphs.iter().map(|glyph| glyph.width).sum();
    let from = if whole <= MAX_WIDTH && !more_before { 0 } else { cut_start(glyphs, first_marked) };
    let mut excerpt = Excerpt { line: String::new(), mark: String::new() };
    if from > 0 || more_before {
        excerpt.push(ELLIPSIS, 1, false);
    }
    let mut width = 0;
    for glyph in glyphs.get(from..).unwrap_or_default() {
        width += glyph.width;
        if width > MAX_WIDTH {
            excerpt.push(ELLIPSIS, 1, false);
            break;
        }
        excerpt.push(&glyph.shown, glyph.width, glyph.marked);
    }
    excerpt.finish(glyphs, from, first_marked)
}

/// The first glyph that is shown: some columns before the mark, more where the line ends soon.
fn cut_start(glyphs: &[Glyph], first_marked: usize) -> usize {
    let behind: usize = glyphs.iter().skip(first_marked).map(|glyph| glyph.width).sum();
    let mut room = CONTEXT.max(MAX_WIDTH.saturating_sub(behind));
    let before = glyphs.iter().take(first_marked).rev();
    let shown = before.take_while(|glyph| {
        let fits = glyph.width <= room;
        room = room.saturating_sub(glyph.width);
        fits
    });
    first_marked - shown.count()
}

impl Excerpt {
    fn push(&mut self, shown: &str, width: usize, marked: bool) {
        self.line.push_str(shown);
        self.mark.extend(std::iter::repeat_n(if marked { '^' } else { ' ' }, width));
    }

    /// A place without characters, or of characters that take no column, gets one mark where it begins.
    fn finish(mut self, glyphs: &[Glyph], from: usize, first_marked: usize) -> Self {
        if !self.mark.contains('^') {
            let before = glyphs.get(from..first_marked).unwrap_or_default();
            let columns =
                before.iter().map(|glyph| glyph.width).sum::<usize>() + usize::from(self.line.starts_with(ELLIPSIS));
            self.mark = format!("{}^", " ".repeat(columns));
        }
        self.line.truncate(self.line.trim_end().len());
        self.mark.truncate(self.mark.trim_end().len());
        self
    }
}

impl Glyph {
    fn new(letter: char, marked: bool) -> Self {
        let shown = match letter {
            '\t' => TAB.to_owned(),
            '\u{3000}' => "\u{3000}".to_owned(),
            _ if letter.is_control() || is_invisible(letter) => char::REPLACEMENT_CHARACTER.to_string(),
            _ => letter.to_string(),
        };
        let width = shown.chars().map(|letter| letter.width().unwrap_or(0)).sum();
        Self { shown, width, marked }
    }
}

/// Characters that would move or hide the text around them on a terminal.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

fn notes(finding: &Diagnostic<'_>, path: &str) -> Vec<String> {
    let mut notes = Vec::new();
    if finding.span.end_line > finding.span.line {
        notes.push(format!("note: it goes on to line {}", finding.span.end_line));
    }
    let related = finding.related.iter();
    notes.extend(related.map(|other| format!("note: {path}:{}: {}", other.span.line, visible(&other.message))));
    notes.extend(hint(finding.code.manual()).map(|hint| format!("hint: {hint}")));
    notes
}

/// What the manual says under "What to do", as one lower-case line without a full stop.
fn hint(manual: &str) -> Option<String> {
    let (_, after) = manual.split_once("## What to do")?;
    let words: Vec<&str> = after.split_whitespace().collect();
    let text = words.join(" ");
    let text = text.trim_end_matches('.');
    let mut letters = text.chars();
    let first = letters.next()?;
    Some(first.to_lowercase().chain(letters).collect())
}

/// A text in one line, without characters that would act on a terminal.
fn visible(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() || is_invisible(letter) { ' ' } else { letter }).collect()
}

fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use yosan_parser::record::{Code, RelatedPlace};

    use super::*;

    /// Renders a finding about `marked` in `text`, without the head and the hint.
    fn shown(text: &str, marked: &str) -> String {
        let start = text.find(marked).unwrap();
        let place = place(text, start, start + marked.len());
        let shown = Renderer::new("a.txt", text, Styles::default()).render(&finding(place));
        let body: Vec<_> = shown.lines().skip(1).filter(|line| !line.contains(" = hint")).collect();
        body.join("\n")
    }

    fn place(text: &str, start: usize, end: usize) -> Place {
        let newlines = |offset: usize| text.bytes().take(offset).filter(|byte| *byte == b'\n').count();
        let line = |offset| u32::try_from(newlines(offset) + 1).unwrap();
        Place {
            line: line(start),
            end_line: line(end.max(start + 1) - 1),
            start: u32::try_from(start).unwrap(),
            end: u32::try_from(end).unwrap(),
        }
    }

    fn finding(span: Place) -> Diagnostic<'static> {
        Diagnostic {
            code: Code::UnknownSectionHeading,
            severity: Severity::Warning,
            message: "条件等 is not in the label file".to_owned(),
            document: Cow::Borrowed("a"),
            programme: None,
            span,
            related: Vec::new(),
        }
    }

    #[test]
    fn the_whole_of_a_finding() {
        let text = "一\n・ 条件等（対象者）\n";
        let mut finding = finding(place(text, 8, 17));
        finding.related.push(RelatedPlace { message: Cow::Borrowed("the label before"), span: place(text, 0, 3) });
        assert_eq!(
            Renderer::new("in/a.txt", text, Styles::default()).render(&finding),
            "warning[unknown-section-heading]: 条件等 is not in the label file
 --> in/a.txt:2:3
  |
2 | ・ 条件等（対象者）
  |    ^^^^^^
  = note: in/a.txt:1: the label before
  = hint: add the label to a label file and pass it with `--labels`
"
        );
    }

    #[test]
    fn the_mark_counts_two_columns_for_wide_characters_and_one_for_narrow_ones() {
        assert_eq!(shown("予算 30.4億円", "30.4億円"), " --> a.txt:1:4\n  |\n1 | 予算 30.4億円\n  |      ^^^^^^^^");
        assert_eq!(shown("ﾖｻﾝ額", "額"), " --> a.txt:1:4\n  |\n1 | ﾖｻﾝ額\n  |    ^^");
        assert_eq!(shown("①事業", "事"), " --> a.txt:1:2\n  |\n1 | ①事業\n  |  ^^");
        assert_eq!(shown("　全角", "全"), " --> a.txt:1:2\n  |\n1 | 　全角\n  |   ^^");
        assert_eq!(shown("か\u{3099}予", "予"), " --> a.txt:1:3\n  |\n1 | か\u{3099}予\n  |   ^^");
    }

    #[test]
    fn tabs_and_characters_that_act_on_a_terminal_are_made_visible() {
        assert_eq!(shown("\t億円", "億円"), " --> a.txt:1:2\n  |\n1 |     億円\n  |     ^^^^");
        assert_eq!(shown("a\u{1b}[31mb", "b"), " --> a.txt:1:7\n  |\n1 | a\u{FFFD}[31mb\n  |       ^");
        assert_eq!(shown("a\u{202e}b\r\nc", "\u{202e}"), " --> a.txt:1:2\n  |\n1 | a\u{FFFD}b\n  |  ^");
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!("{}ここ{}", "あ".repeat(200), "い".repeat(200));
        let lines: Vec<_> = shown(&text, "ここ").lines().map(str::to_owned).collect();
        assert_eq!(lines[0], " --> a.txt:1:201");
        assert_eq!(lines[2], format!("1 | …{}ここ{}…", "あ".repeat(12), "い".repeat(36)));
        assert_eq!(lines[3], format!("  | {}^^^^", " ".repeat(25)));
        let lines: Vec<_> = shown(&format!("{}終", "あ".repeat(200)), "終").lines().map(str::to_owned).collect();
        assert_eq!(lines[2], format!("1 | …{}終", "あ".repeat(49)));
        let lines: Vec<_> = shown(&format!("始{}", "あ".repeat(200)), "始").lines().map(str::to_owned).collect();
        assert_eq!(lines[2], format!("1 | 始{}…", "あ".repeat(49)));
    }

    #[test]
    fn a_mark_over_several_lines_stands_under_the_first() {
        let shown = shown("一行目\n二行目\n三行目", "行目\n二行目\n三");
        assert_eq!(shown, " --> a.txt:1:2\n  |\n1 | 一行目\n  |   ^^^^\n  = note: it goes on to line 3");
    }

    #[test]
    fn a_place_without_characters_gets_one_mark() {
        let text = "予算\n\n";
        let mut renderer = Renderer::new("a.txt", text, Styles::default());
        assert!(renderer.render(&finding(place(text, 6, 6))).contains("1 | 予算\n  |     ^\n"));
        assert!(renderer.render(&finding(place(text, 7, 7))).starts_with("warning[unknown-section-heading]"));
    }

    #[test]
    fn places_outside_the_text_do_no_harm() {
        let text = "予算";
        let mut renderer = Renderer::new("a.txt", text, Styles::default());
        for (start, end) in [(1, 2), (5, 99), (99, 100), (3, 0), (u32::MAX, u32::MAX)] {
            assert!(!renderer.render(&finding(Place { line: 1, end_line: 1, start, end })).is_empty());
        }
        let empty = Renderer::new("a.txt", "", Styles::default()).render(&finding(Place::default()));
        assert!(empty.contains("a.txt:1:1"), "{empty}");
    }

    #[test]
    fn columns_are_right_whatever_the_order_of_the_places() {
        let text = "あいう\nえお\nかきく";
        let mut locator = Locator::new(text);
        for (letter, column) in [("う", 3), ("お", 2), ("か", 1), ("き", 2), ("い", 2), ("く", 3)] {
            assert_eq!(locator.locate(text.find(letter).unwrap()).column, column, "{letter}");
        }
    }
}
