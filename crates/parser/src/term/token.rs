//! Cuts an item into labels, values, brackets and the text between them.

use std::ops::Range;
use std::sync::LazyLock;

use yosan_normaliser::{CharSet, small_multiplier};

use super::money::read_money_range;
use super::share::{Share, read_fixed, read_lower_percent, read_share};
use super::vocabulary::{LABELS, Label};
use crate::brackets::{closes, opens};
use crate::broken::torn_number;
use crate::characters::{RANGE_SIGNS, is_blank, is_digit};
use crate::word_table::WordTable;

/// A piece of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A word that says what the values behind it are.
    Label(Label),
    /// `2/3`, `100%`.
    Share(Share),
    /// `定額`.
    Fixed,
    /// A sum or a range of sums, in yen.
    Money(i64, Option<i64>),
    /// An opening bracket; with the place of its closing one among the tokens, or of the end.
    Open(usize),
    /// A closing bracket.
    Close,
    /// `、`, a line break, or a middle dot behind a value.
    Comma,
    /// `。`.
    Stop,
    /// The edge of a table cell.
    Cell,
    /// `：`.
    Colon,
    /// Anything else.
    Text,
}

impl Piece {
    /// Whether it is a share, a sum or 定額.
    pub(super) fn is_value(&self) -> bool {
        matches!(self, Self::Share(_) | Self::Fixed | Self::Money(..))
    }
}

/// A piece and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) piece: Piece,
    pub(super) range: Range<usize>,
}

impl Token {
    /// Whether it is a share, a sum or 定額.
    pub(super) fn is_value(&self) -> bool {
        self.piece.is_value()
    }
}

/// The tokens of an item, in order; together they are the whole text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    cut(text, &mut tokens);
    tokens
}

/// Cuts an item into its tokens; a vector serves for many items.
pub(super) fn cut(text: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    let mut open = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let plain = STARTS.skip(&text[at..]);
        let (piece, len) = if plain > 0 { (Piece::Text, plain) } else { token(text, at, tokens.last()) };
        let range = at..at + len;
        at = range.end;
        match tokens.last_mut() {
            Some(Token { piece: Piece::Text, range: last }) if piece == Piece::Text => last.end = range.end,
            _ => {
                pair(&piece, tokens, &mut open);
                tokens.push(Token { piece, range });
            }
        }
    }
    let end = tokens.len();
    for start in open {
        close_at(tokens, start, end);
    }
}

/// The characters that a piece other than text can begin with.
static STARTS: LazyLock<CharSet> = LazyLock::new(|| {
    let labels = LABELS.iter().flat_map(|(_, words)| words.iter()).filter_map(|word| word.chars().next());
    let figures = ('0'..='9').chain('０'..='９').chain("½⅓⅔¼¾⅕⅘一二三四五六七八九".chars());
    let signs = "（(【［[〔〈《<＜｛{）)】］]〕〉》>＞｝}、，,；;\n・。\t|｜：:︓定".chars();
    CharSet::new(labels.chain(figures).chain(signs))
});

/// The token at `at`, which is not the end of the text.
fn token(text: &str, at: usize, last: Option<&Token>) -> (Piece, usize) {
    let rest = &text[at..];
    let c = rest.chars().next().unwrap_or_default();
    let after_value = || last.is_some_and(|token| token.is_value() || token.piece == Piece::Close);
    let piece = match c {
        '、' | '，' | ',' | '；' | ';' | '\n' => Piece::Comma,
        '・' if after_value() => Piece::Comma,
        '。' => Piece::Stop,
        '\t' | '|' | '｜' => Piece::Cell,
        '：' | ':' | '︓' => Piece::Colon,
        '定' if rest.starts_with("定額") => {
            return read_fixed(rest).map_or((Piece::Text, "定額".len()), |len| (Piece::Fixed, len));
        }
        _ if opens(c) => return tag(rest).unwrap_or((Piece::Open(usize::MAX), c.len_utf8())),
        _ if closes(c) => Piece::Close,
        _ => return number(text, at, c).or_else(|| label(rest)).unwrap_or((Piece::Text, c.len_utf8())),
    };
    (piece, c.len_utf8())
}

/// A number with all of its digits: a share, a sum, or text (`10者`, `平成30年`).
pub(super) fn number(text: &str, at: usize, c: char) -> Option<(Piece, usize)> {
    let rest = &text[at..];
    if !is_digit(c) {
        let kanji = matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九');
        let begins = matches!(c, '½' | '⅓' | '⅔' | '¼' | '¾' | '⅕' | '⅘')
            || kanji && rest[c.len_utf8()..].trim_start_matches(is_blank).starts_with(is_share_sign);
        let (share, len) = if begins { read_share(rest)? } else { return None };
        return Some((Piece::Share(share), len));
    }
    if let Some(torn) = torn_number::read(text, at) {
        // 1 , 0 0 0万円; of 1O.5万円 and 1 000千円 no part is a value.
        let money =
            |closed: &str| read_money_range(closed).map(|(yen, yen_max, len)| (Piece::Money(yen, yen_max), len));
        let share = |closed: &str| read_share(closed).map(|(share, len)| (Piece::Share(share), len));
        let value = torn.read_closed(text, |closed| money(closed).or_else(|| share(closed)));
        let (piece, end) = value.unwrap_or((Piece::Text, torn.end));
        return Some((piece, end - at));
    }
    if !is_before_sign(rest) {
        return Some((Piece::Text, digits(rest)));
    }
    let joined = || {
        let before = text[..at].chars().next_back();
        before.is_some_and(|before| matches!(before, '/' | '.' | ',') || before.is_ascii_alphabetic())
    };
    if let Some((yen, yen_max, len)) = read_money_range(rest) {
        return Some((Piece::Money(yen, yen_max), len));
    }
    match read_share(rest) {
        Some((share, len)) if !joined() => Some((Piece::Share(share), len)),
        Some(_) => Some((Piece::Text, digits(rest))),
        None => {
            let lower = if joined() { None } else { read_lower_percent(rest) };
            lower.map(|(share, len)| (Piece::Share(share), len)).or(Some((Piece::Text, digits(rest))))
        }
    }
}

/// Whether a sign or a unit of values, or a range that may lend one, stands behind the digits at the start: keeps the
/// grammars away from years and counts.
fn is_before_sign(text: &str) -> bool {
    let of_number = |c: char| is_digit(c) || matches!(c, ',' | '，' | '.' | '．' | '・') || c.is_whitespace();
    let behind = text.trim_start_matches(of_number);
    match behind.chars().next() {
        Some('分') => behind.starts_with("分の"),
        Some('か') => behind.starts_with("から"),
        Some('円' | '京' | '兆' | '億' | '万' | '萬') => true,
        Some(c) => is_share_sign(c) || small_multiplier(c).is_some() || RANGE_SIGNS.contains(&c),
        None => false,
    }
}

/// A sign between or behind the figures of a share, or the first character of 分の.
fn is_share_sign(c: char) -> bool {
    matches!(c, '/' | '／' | '⁄' | '∕' | '%' | '％' | '﹪' | '割' | '分')
}

/// The bytes of a number that is no value.
pub(super) fn digits(text: &str) -> usize {
    text.find(|c| !is_digit(c)).unwrap_or(text.len())
}

/// A tag of a table: `</td><td>` parts cells.
fn tag(text: &str) -> Option<(Piece, usize)> {
    let inner = text.strip_prefix('<')?;
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let known = ["td", "th", "tr", "table", "tbody", "thead", "TD", "TH", "TR", "TABLE"];
    known.iter().find(|tag| name.starts_with(**tag))?;
    let len = text.char_indices().take(200).find(|(_, c)| *c == '>')?.0 + 1;
    Some((Piece::Cell, len))
}

/// The words of all labels.
static WORDS: LazyLock<WordTable<Label>> =
    LazyLock::new(|| WordTable::new(LABELS.iter().flat_map(|(label, words)| words.iter().map(|word| (word, *label)))));

/// Whether the text starts with a label.
pub(super) fn starts_with_label(text: &str) -> bool {
    WORDS.longest(text).is_some()
}

/// Whether a label of values stands in the text; a way of paying (`補助`) is none.
pub(super) fn prints_label(text: &str) -> bool {
    static FIRST: LazyLock<CharSet> = LazyLock::new(|| CharSet::new(WORDS.starts()));
    let mut at = 0;
    loop {
        at += FIRST.skip(&text[at..]);
        let Some(first) = text[at..].chars().next() else { return false };
        if matches!(label(&text[at..]), Some((Piece::Label(label), _)) if label != Label::Payment) {
            return true;
        }
        at += first.len_utf8();
    }
}

/// The longest label that the text starts with.
fn label(text: &str) -> Option<(Piece, usize)> {
    let (word, label) = WORDS.longest(text)?;
    // `国庫補助率`: a way of paying with 率 is a rate, whatever stands before it.
    let rate = label == Label::Payment && text[word.len()..].starts_with('率');
    Some(if rate {
        (Piece::Label(Label::Rate), word.len() + '率'.len_utf8())
    } else {
        (Piece::Label(label), word.len())
    })
}

/// Tells the bracket that a piece closes where that is; `open` are the brackets before it that nothing closes yet.
fn pair(piece: &Piece, tokens: &mut [Token], open: &mut Vec<usize>) {
    match piece {
        Piece::Open(_) => open.push(tokens.len()),
        Piece::Close => {
            if let Some(start) = open.pop() {
                close_at(tokens, start, tokens.len());
            }
        }
        _ => {}
    }
}

/// Tells an opening bracket which token closes it; one that none does closes at the end.
fn close_at(tokens: &mut [Token], start: usize, close: usize) {
    if let Some(Token { piece: Piece::Open(partner), .. }) = tokens.get_mut(start) {
        *partner = close;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_anywhere_in_a_text() {
        for (text, prints) in [("特別枠の補助率は", true), ("交付金率", true), ("補助金を交付", false), ("50%", false)]
        {
            assert_eq!(prints_label(text), prints, "{text}");
        }
    }

    /// A printed rule may be cut off behind a label, and must not become another label by it.
    #[test]
    fn no_way_of_paying_begins_with_another_label() {
        let payments = LABELS.iter().filter(|(label, _)| *label == Label::Payment).flat_map(|(_, words)| words.iter());
        for (at, word) in payments.flat_map(|word| word.char_indices().map(move |(at, _)| (at, word))) {
            assert!(WORDS.longest(&word[..at]).is_none_or(|(_, label)| label == Label::Payment), "{word}");
        }
    }
}
