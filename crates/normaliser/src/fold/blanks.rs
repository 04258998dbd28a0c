//! Which blanks of a line stay.
//!
//! A line is looked at cell by cell: a cell ends at a tab, a pipe, a tag that stays, or the line's end. In a cell,
//! words alternate with gaps. A gap goes at the edge of a cell, beside a Japanese character unless both sides are
//! Japanese, beside a full-width sign, and where the letters of one word are spaced out; otherwise one blank stays.

use super::character::{Kind, kind};
use super::letter_spacing;
use super::lexer::{Atom, Content, Piece};

/// The characters at both ends of a stretch of text without blanks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) head: char,
    pub(super) second: Option<char>,
    pub(super) before_tail: Option<char>,
    pub(super) tail: char,
}

/// The blanks between two words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gap {
    /// The first of its atoms; the others are dropped.
    atom: usize,
    /// Its first blank, to tell wide gaps from narrow ones.
    pub(super) blank: char,
    /// How many blanks it holds.
    pub(super) width: usize,
    /// It holds a `<br>`.
    pub(super) is_break: bool,
    /// The words at its sides are one.
    pub(super) joins: bool,
}

/// Settles the blanks of lines; keeps its buffers from line to line.
#[derive(Debug, Default)]
pub(super) struct Settler {
    words: Vec<Word>,
    gaps: Vec<Gap>,
}

impl Settler {
    /// Turns every blank and break of the line into a space or nothing.
    pub(super) fn settle(&mut self, line: &str, atoms: &mut [Atom], content: &Content) {
        drop_trailing(atoms, content);
        if !atoms.iter().skip(content.first).any(|atom| matches!(atom.piece, Piece::Blank | Piece::Break)) {
            return;
        }
        let mut has_marker = content.has_marker;
        let mut in_word = false;
        self.clear();
        for index in content.first..atoms.len() {
            let atom = atoms[index];
            match atom.piece {
                Piece::Drop | Piece::Bold(_) => {}
                Piece::Tab | Piece::Wall => {
                    self.finish_cell(atoms, has_marker);
                    (has_marker, in_word) = (false, false);
                }
                Piece::Blank | Piece::Break => {
                    self.gap(line, atoms, index, in_word);
                    in_word = false;
                }
                Piece::Char(character) => self.extend(character.encode_utf8(&mut [0; 4]), &mut in_word),
                Piece::Text(text) => self.extend(text, &mut in_word),
                Piece::Copy | Piece::Space => {
                    self.extend(line.get(atom.start..atom.end).unwrap_or_default(), &mut in_word);
                }
            }
        }
        self.finish_cell(atoms, has_marker);
    }

    fn clear(&mut self) {
        self.words.clear();
        self.gaps.clear();
    }

    /// Adds text to the current word, or begins one.
    fn extend(&mut self, text: &str, in_word: &mut bool) {
        let Some(word) = Word::new(text) else { return };
        match self.words.last_mut() {
            Some(last) if *in_word => last.append(word),
            _ => self.words.push(word),
        }
        *in_word = true;
    }

    /// Begins a gap behind a word, or makes the last one wider. A gap in front of the first word is dropped.
    fn gap(&mut self, line: &str, atoms: &mut [Atom], index: usize, in_word: bool) {
        let atom = atoms[index];
        let is_break = atom.piece == Piece::Break;
        let text = if is_break { "" } else { line.get(atom.start..atom.end).unwrap_or_default() };
        let width = text.chars().count();
        if in_word {
            let blank = text.chars().next().unwrap_or(' ');
            self.gaps.push(Gap { atom: index, blank, width, is_break, joins: false });
            return;
        }
        atoms[index].piece = Piece::Drop;
        if let Some(gap) = self.gaps.last_mut() {
            gap.width += width;
            gap.is_break |= is_break;
        }
    }

    fn finish_cell(&mut self, atoms: &mut [Atom], has_marker: bool) {
        while self.gaps.len() >= self.words.len()
            && let Some(gap) = self.gaps.pop()
        {
            atoms[gap.atom].piece = Piece::Drop;
        }
        letter_spacing::find(&self.words, &mut self.gaps, has_marker);
        for (gap, pair) in self.gaps.iter().zip(self.words.windows(2)) {
            let stays = !gap.joins && stays(pair[0].tail, pair[1].head, gap.is_break);
            atoms[gap.atom].piece = if stays { Piece::Space } else { Piece::Drop };
        }
        self.clear();
    }
}

impl Word {
    fn new(text: &str) -> Option<Self> {
        let (mut forward, mut backward) = (text.chars(), text.chars());
        let (head, tail) = (forward.next()?, backward.next_back()?);
        Some(Self { head, second: forward.next(), before_tail: backward.next_back(), tail })
    }

    fn append(&mut self, more: Self) {
        self.second = self.second.or(Some(more.head));
        self.before_tail = more.before_tail.or(Some(self.tail));
        self.tail = more.tail;
    }
}

/// Whether one blank stays between these two characters.
fn stays(left: char, right: char, is_break: bool) -> bool {
    match (kind(left), kind(right)) {
        (Kind::Japanese, Kind::Japanese) => !is_break,
        (Kind::Latin | Kind::Sign, Kind::Latin | Kind::Sign) => true,
        (Kind::WideSign, Kind::WideSign) => is_empty_bracket(left, right),
        _ => false,
    }
}

/// `（ ）内は平成30年度`: the blank stands for what the bracket will hold.
fn is_empty_bracket(left: char, right: char) -> bool {
    matches!(
        (left, right),
        ('（', '）') | ('【', '】') | ('〔', '〕') | ('［', '］') | ('〈', '〉') | ('《', '》') | ('＜', '＞')
    )
}

/// Blanks at the end of the line go; so does indentation of a line that held nothing but markup.
fn drop_trailing(atoms: &mut [Atom], content: &Content) {
    for (index, atom) in atoms.iter_mut().enumerate().rev() {
        let is_indentation = index < content.first && !content.has_marker;
        match atom.piece {
            Piece::Drop | Piece::Bold(_) => {}
            Piece::Blank | Piece::Break | Piece::Space | Piece::Tab => atom.piece = Piece::Drop,
            _ if is_indentation => atom.piece = Piece::Drop,
            _ => return,
        }
    }
}
