//! The lines of a document, each with the marks that stand in front of its text.
//!
//! ```text
//! line   = indent hashes? dash? bullet? text
//! hashes = "#"+ blank          heading mark of the converter; its depth is often wrong
//! dash   = ("-" | "*" | "+") blank    list mark of the converter
//! bullet = "・" | "○" | "✓" | …       bullet of the paper itself
//! ```
//! `  - ✓ 地域を牽引する企業による未来投資の促進、支援体制強化。`

use std::ops::Range;

use yosan_normaliser::{CharSet, Folded, Source, kanji_digit_value};

use crate::facts::Facts;

/// One line of the folded text; line `n` of the folded text is line `n` of the source.
#[derive(Clone, Copy, Debug)]
pub struct Line<'t> {
    /// 1-based.
    pub number: u32,
    /// Offset of the line in the folded text.
    pub offset: usize,
    /// The whole folded line, indentation included.
    pub full: &'t str,
    /// Nothing is printed on the line.
    pub blank: bool,
    /// Columns of indentation.
    pub indent: usize,
    /// Depth of the `#` mark; 0 without one.
    pub hashes: u32,
    /// A list mark of the converter.
    pub dash: bool,
    /// The paper's own bullet.
    pub bullet: Option<&'t str>,
    /// What stands behind the marks.
    pub text: &'t str,
    /// Offset of `text` in the folded text.
    pub text_offset: usize,
    /// The text is bold from its first to its last character.
    pub bold: bool,
    /// The kinds of characters on the whole line.
    pub facts: Facts,
}

/// Bullets that papers print themselves.
static BULLETS: CharSet = CharSet::of("・･•○●◎◯■□◆◇▼▽▶►▷▸▪▫◼◾❏❖✓✔☑➢➤⇒‣◉☐⚫⚪⬛⬜⬤⦿◦∙⁃❑❒");

/// Whether a character can be a bullet. Of a symbol font any can: Wingdings draws U+F06C as ●.
pub(crate) fn is_bullet(mark: char) -> bool {
    BULLETS.holds(mark) || matches!(mark, '〇' | '\u{F000}'..='\u{F0FF}')
}

/// Whether a text begins with a bullet. The ideographic zero is one too, where it begins no number and no placeholder:
/// `〇事業承継総合支援事業`, not `〇〇株式会社`.
fn begins_with_bullet(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('〇') => {
            chars.next().is_some_and(|next| !"〇○.．・年月日".contains(next) && kanji_digit_value(next).is_none())
        }
        first => first.is_some_and(is_bullet),
    }
}

impl<'t> Line<'t> {
    /// Whether nothing is printed on the line.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.blank
    }

    /// Whether a list mark or bullet stands in front.
    #[must_use]
    pub fn is_bullet(&self) -> bool {
        self.dash || self.bullet.is_some()
    }

    /// The range of `text` in the folded text.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.text_offset..self.text_offset + self.text.len()
    }

    /// Whether the line is a note: `※四捨五入の関係上…`, `- ※ …`, `(※1) …`, `（注）…`.
    #[must_use]
    pub fn is_note(&self) -> bool {
        let marked = || self.text.trim_start_matches(['(', '（', '[', '【']).starts_with('※');
        self.facts.any(Facts::NOTE) && marked()
            || self.facts.any(Facts::OPEN) && (self.text.starts_with("（注") || self.text.starts_with("(注"))
    }

    /// Whether the line is only the frame of a pipe table: `|---|---|`, `| | |`.
    #[must_use]
    pub fn is_frame(&self) -> bool {
        self.text.contains('|') && self.text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
    }

    /// Makes the first bytes of the text the bullet.
    pub(crate) fn take_bullet(&mut self, len: usize) {
        let (bullet, rest) = self.text.split_at(len);
        let text = rest.trim_start();
        self.text_offset += self.text.len() - text.len();
        (self.bullet, self.text) = (Some(bullet), text);
    }

    /// The marker as records show it: the paper's own bullet before the converter's.
    #[must_use]
    pub fn marker(&self) -> Option<&'t str> {
        let full = self.full.trim_start();
        let first = || full.get(..full.chars().next()?.len_utf8());
        self.bullet.or_else(|| self.dash.then(first).flatten())
    }
}

/// The lines of a document.
#[must_use]
pub fn scan<'t>(source: &Source, folded: &'t Folded<'t>) -> Vec<Line<'t>> {
    // The text behind the last line end is a line too.
    let mut lines = Vec::with_capacity(source.line_count() as usize + 1);
    let mut bold = folded.bold.iter().peekable();
    let mut offset = 0;
    while let Some(rest) = folded.text.get(offset..) {
        let (facts, len) = Facts::of_line(rest);
        let mut line = read_line(lines.len() as u32 + 1, offset, &rest[..len], facts);
        if !line.text.is_empty() {
            let range = line.range();
            while bold.next_if(|span| span.end <= range.start).is_some() {}
            line.bold = bold.peek().is_some_and(|span| span.start <= range.start && range.end <= span.end);
        }
        lines.push(line);
        offset += len + 1;
    }
    lines
}

fn read_line(number: u32, offset: usize, full: &str, facts: Facts) -> Line<'_> {
    let indent = full.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let mut rest = &full[indent..];
    let mut line = Line {
        number,
        offset,
        full,
        blank: rest.trim_start().is_empty(),
        indent,
        hashes: 0,
        dash: false,
        bullet: None,
        text: "",
        text_offset: offset + full.len(),
        bold: false,
        facts,
    };
    if line.blank {
        return line;
    }
    let hashes = rest.bytes().take_while(|b| *b == b'#').count();
    if hashes > 0 && rest[hashes..].starts_with(' ') {
        line.hashes = hashes as u32;
        rest = rest[hashes..].trim_start();
    }
    if let Some(after) = after_dash(rest) {
        line.dash = true;
        rest = after;
    }
    line.text_offset = offset + (full.len() - rest.len());
    line.text = rest.trim_end();
    if let Some(first) = rest.chars().next().filter(|_| begins_with_bullet(rest)) {
        line.take_bullet(first.len_utf8());
    }
    line
}

/// The text behind `- `, `* ` or `+ `; a minus before a digit is no mark.
fn after_dash(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(['-', '*', '+', '–', '−'])?;
    if rest.is_empty() {
        return Some(rest);
    }
    rest.starts_with([' ', '\t']).then(|| rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_in_front_of_the_text() {
        let folded =
            yosan_normaliser::fold("### 1. 個別戦略\n  - ✓ 地域を牽引する\n- ・上限額：2,000千円\n-億円\n○BCP関連\n");
        let source = Source::from_text("");
        let lines = scan(&source, &folded);
        let shown: Vec<_> = lines.iter().map(|l| (l.indent, l.hashes, l.dash, l.bullet, l.text)).collect();
        assert_eq!(shown[0].1, 3);
        assert_eq!((shown[1].0, shown[1].2, shown[1].3, shown[1].4), (2, true, Some("✓"), "地域を牽引する"));
        assert_eq!((shown[2].3, shown[2].4), (Some("・"), "上限額：2,000千円"));
        assert_eq!((shown[3].2, shown[3].4), (false, "-億円"));
        assert_eq!((shown[4].3, shown[4].4), (Some("○"), "BCP関連"));
        let zeros = ["〇事業承継", "〇 海外展開", "〇〇株式会社", "〇・五億円", "〇年"];
        assert_eq!(zeros.map(begins_with_bullet), [true, true, false, false, false]);
        assert_eq!(lines.len(), 6, "the text behind the last newline is a line too");
    }
}
