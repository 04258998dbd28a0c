//! One line into atoms: what stays, what changes, and the blanks that are still to be settled.
//!
//! An atom is made only where something happens; what needs no change is stepped over (`plain.rs`).

use super::character::{self, Fold, is_blank, is_unseen};
use super::markup;
use super::plain::plain_until;

/// Markup that opens or closes bold text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Emphasis {
    /// `<b>`
    Open,
    /// `</b>`
    Close,
    /// `**`
    Toggle,
}

/// What becomes of an atom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// It stays.
    Copy,
    /// It becomes another character.
    Char(char),
    /// It becomes another text.
    Text(&'static str),
    /// It goes.
    Drop,
    /// Blanks that are not settled.
    Blank,
    /// A `<br>` that is not settled.
    Break,
    /// It becomes one space.
    Space,
    /// A tab that stays: the edge of a cell.
    Tab,
    /// A pipe or tag that stays: the edge of a cell.
    Wall,
    /// It goes, and opens or closes bold text.
    Bold(Emphasis),
}

/// A piece of a line, in bytes from the line's start. Atoms are in order and cover the line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) piece: Piece,
}

/// What a line holds behind its indentation.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Content {
    /// The first atom behind indentation and marker.
    pub(super) first: usize,
    /// A marker such as `- ` stands in front.
    pub(super) has_marker: bool,
    /// There is nothing but blanks.
    pub(super) is_blank: bool,
}

/// Cuts a line, without its end, into atoms. Its first `plain` bytes are known to hold nothing that changes.
pub(super) fn lex(line: &str, plain: usize, atoms: &mut Vec<Atom>) -> Content {
    let mut lexer = Lexer { line, plain, atoms, at: 0, pending: 0, italic: false, underline_open: false };
    lexer.indentation();
    if lexer.at == line.len() {
        lexer.atoms.clear();
        lexer.push(0, line.len(), Piece::Drop);
        return Content { first: lexer.atoms.len(), has_marker: false, is_blank: true };
    }
    let has_marker = lexer.marker();
    let first = lexer.atoms.len();
    lexer.content();
    Content { first, has_marker, is_blank: false }
}

struct Lexer<'l> {
    line: &'l str,
    plain: usize,
    atoms: &'l mut Vec<Atom>,
    at: usize,
    /// Where text begins that stays and has no atom yet.
    pending: usize,
    /// The whole line is in single asterisks.
    italic: bool,
    /// A `__` is open.
    underline_open: bool,
}

impl Lexer<'_> {
    fn push(&mut self, start: usize, end: usize, piece: Piece) {
        if self.pending < start {
            self.atoms.push(Atom { start: self.pending, end: start, piece: Piece::Copy });
        }
        if start < end {
            self.atoms.push(Atom { start, end, piece });
        }
        self.pending = end;
        self.at = self.at.max(end);
    }

    fn rest(&self) -> &str {
        self.line.get(self.at..).unwrap_or_default()
    }

    /// Blanks at the line's start; spaces and tabs stay as they are.
    fn indentation(&mut self) {
        while let Some(character) = self.rest().chars().next() {
            let piece = match character {
                ' ' | '\t' => Piece::Copy,
                '\u{3000}' => Piece::Text("  "),
                _ if is_blank(character) => Piece::Space,
                _ if is_unseen(character) => Piece::Drop,
                _ => return,
            };
            self.push(self.at, self.at + character.len_utf8(), piece);
        }
    }

    /// marker := ("-"+ | "+"+ | "#"+ | "*") blank+
    fn marker(&mut self) -> bool {
        let rest = self.rest();
        let is_sign = |first: &char| matches!(first, '-' | '+' | '#' | '*' | '＋' | '＃');
        let Some(sign) = rest.chars().next().filter(is_sign) else { return false };
        let body = rest.trim_start_matches(sign);
        let signs = rest.len() - body.len();
        let blanks = body.len() - body.trim_start_matches(is_blank).len();
        if blanks == 0 || (sign == '*' && signs > 1) {
            return false;
        }
        let folded = match sign {
            '＋' => Piece::Char('+'),
            '＃' => Piece::Char('#'),
            _ => Piece::Copy,
        };
        for _ in 0..signs / sign.len_utf8() {
            self.push(self.at, self.at + sign.len_utf8(), folded);
        }
        self.push(self.at, self.at + blanks, Piece::Space);
        true
    }

    fn content(&mut self) {
        let content = self.rest();
        if is_rule(content) {
            let signs = content.trim_end_matches(is_blank).len();
            self.push(self.at, self.at + signs, Piece::Copy);
            return self.push(self.at, self.line.len(), Piece::Blank);
        }
        self.italic = is_italic(content);
        let start = self.at;
        self.at = if self.at <= self.plain { self.plain } else { plain_until(self.line, self.at) };
        while let Some(&lead) = self.line.as_bytes().get(self.at) {
            self.special(lead, start);
            self.at = plain_until(self.line, self.at);
        }
        self.push(self.line.len(), self.line.len(), Piece::Copy);
    }

    /// A character that may need a change.
    fn special(&mut self, lead: u8, content_start: usize) {
        let found = match lead {
            b' ' | b'\r' | 0x0B | 0x0C => Some((self.blank_run(), Piece::Blank)),
            b'\t' => Some((1, Piece::Tab)),
            b'|' => Some((1, Piece::Wall)),
            b'*' => self.asterisks(content_start),
            b'_' => self.underscores(),
            b'<' => markup::tag(self.line, self.at),
            b'&' => markup::entity(self.rest()),
            b'\\' => return self.escape(),
            _ => return self.wide(),
        };
        match found {
            Some((length, piece)) => self.push(self.at, self.at + length, piece),
            None => self.at += 1,
        }
    }

    /// A backslash in front of a sign, or at the end of the line, is how Markdown says that the sign is none of its own.
    fn escape(&mut self) {
        match self.rest().as_bytes().get(1) {
            Some(sign) if sign.is_ascii_punctuation() => {
                self.push(self.at, self.at + 1, Piece::Drop);
                // The sign stays, and opens nothing.
                self.at += 1;
            }
            None => self.push(self.at, self.at + 1, Piece::Drop),
            Some(_) => self.at += 1,
        }
    }

    /// A character that is not ASCII.
    fn wide(&mut self) {
        let Some(character) = self.rest().chars().next() else { return };
        let end = self.at + character.len_utf8();
        let (before, after) = (self.line.get(..self.at).unwrap_or_default(), self.line.get(end..).unwrap_or_default());
        match character::fold(character, before, after) {
            Fold::To(folded, length) => self.push(self.at, self.at + length, Piece::Char(folded)),
            Fold::Gone => self.push(self.at, end, Piece::Drop),
            Fold::Blank => self.push(self.at, self.at + self.blank_run(), Piece::Blank),
            Fold::Same => self.combining_mark(character, end),
        }
    }

    /// A combining voiced mark makes one character with the kana in front of it.
    fn combining_mark(&mut self, mark: char, end: usize) {
        let kana = self.line.get(self.pending..self.at).and_then(|text| text.chars().next_back());
        match kana.and_then(|kana| character::voiced(kana, mark).map(|composed| (kana, composed))) {
            Some((kana, composed)) => self.push(self.at - kana.len_utf8(), end, Piece::Char(composed)),
            None => self.at = end,
        }
    }

    fn blank_run(&self) -> usize {
        let rest = self.rest();
        rest.len() - rest.trim_start_matches(is_blank).len()
    }

    /// `**` is bold, `****` nothing; a single one goes where it encloses the whole line.
    fn asterisks(&mut self, content_start: usize) -> Option<(usize, Piece)> {
        let run = self.rest().bytes().take_while(|&byte| byte == b'*').count();
        let at_edge = || {
            let content_end = self.line.trim_end_matches(is_blank).len();
            self.at < content_start + 3 || self.at + 3 >= content_end
        };
        match run {
            1 if self.italic && at_edge() => Some((1, Piece::Drop)),
            2 | 3 => Some((2, Piece::Bold(Emphasis::Toggle))),
            4 => Some((4, Piece::Drop)),
            _ => Some((run, Piece::Copy)),
        }
    }

    /// `__` is bold where it comes in pairs; a longer run is a line to write on.
    fn underscores(&mut self) -> Option<(usize, Piece)> {
        let run = self.rest().bytes().take_while(|&byte| byte == b'_').count();
        let is_inside_word =
            self.line.get(..self.at).is_some_and(|text| text.ends_with(|c: char| c.is_ascii_alphanumeric()));
        if run != 2 || (!self.underline_open && (is_inside_word || !has_other_pair(self.rest()))) {
            return Some((run, Piece::Copy));
        }
        self.underline_open = !self.underline_open;
        Some((2, Piece::Bold(Emphasis::Toggle)))
    }
}

/// `***` or `___` on a line of its own.
fn is_rule(content: &str) -> bool {
    if !content.starts_with(['*', '_']) {
        return false;
    }
    let content = content.trim_end_matches(is_blank);
    content.len() >= 3 && (content.bytes().all(|byte| byte == b'*') || content.bytes().all(|byte| byte == b'_'))
}

/// `*…*` around the whole content, with no other single asterisk inside.
fn is_italic(content: &str) -> bool {
    if !content.starts_with('*') {
        return false;
    }
    let content = content.trim_end_matches(is_blank);
    let inner = content.strip_prefix("**").filter(|inner| inner.starts_with('*')).unwrap_or(content);
    let inner = inner.strip_suffix("**").filter(|inner| inner.ends_with('*')).unwrap_or(inner);
    let Some(inner) = inner.strip_prefix('*').and_then(|inner| inner.strip_suffix('*')) else { return false };
    !inner.is_empty()
        && !inner.starts_with(is_blank)
        && !inner.ends_with(is_blank)
        && inner.split(|character| character != '*').all(|run| run.len() % 2 == 0)
        && !inner.starts_with('*')
        && !inner.ends_with('*')
}

/// Whether another run of exactly two underscores follows.
fn has_other_pair(rest: &str) -> bool {
    rest.split(|character| character != '_').skip(1).any(|run| run.len() == 2)
}
