//! What kind of line an item is, as far as the inheritance of labels goes.

use super::condition;
use super::paid::past_tails;
use super::rule::names_nation;
use super::share::Form;
use super::token::{Piece, Token};
use super::vocabulary::{CLASSES, EXAMPLES, Label};
use crate::characters::is_blank;

/// What an item means for the label that was said before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Nothing but a label: `3. 補助率`, `<利率>`, `基準利率（平成29年11月現在）`, `補助`.
    LabelOnly(Label),
    /// It starts with a label and has values: `補助上限額：50万円`.
    Labelled(Label),
    /// A way of paying with its bracket, which the brackets of the next lines continue: `補助（定額：…）`.
    Payment,
    /// A bracket without values: a condition of the value before it.
    Condition(String),
    /// A short noun: what the next bare value holds for.
    Class(String),
    /// `等`, a rule of dashes: neither ends nor starts anything.
    Neutral,
    /// An example: its values are no rules.
    Example,
    /// Anything else.
    Other,
}

/// The shape of an item.
pub(super) fn shape(text: &str, tokens: &[Token]) -> Shape {
    if is_example(text) {
        return Shape::Example;
    }
    let words = text.trim();
    let values = tokens.iter().any(Token::is_value);
    let stops = tokens.iter().any(|token| token.piece == Piece::Stop);
    if let (Some(label), false) = (first_label(text, tokens), stops) {
        return match label {
            _ if !values && outside_brackets(text, tokens).is_empty() => Shape::LabelOnly(label),
            Label::Payment if values && ends_in_bracket(tokens) => Shape::Payment,
            Label::Payment => Shape::Other,
            _ if values => Shape::Labelled(label),
            _ => Shape::Other,
        };
    }
    if values || stops {
        return Shape::Other;
    }
    if matches!(words, "等" | "など") || !words.chars().any(char::is_alphanumeric) {
        return Shape::Neutral;
    }
    if let Some(words) = bracketed(words) {
        return condition::in_bracket(words).map_or(Shape::Other, Shape::Condition);
    }
    // `中小企業 大企業`: the names of two columns.
    if words.contains(is_blank) && words.split(is_blank).all(|word| word.is_empty() || CLASSES.end(word)) {
        return Shape::Neutral;
    }
    let short = words.chars().count() <= 20 && !words.starts_with(['<', '＜', '【', '（', '(']);
    let class = short && CLASSES.end(words);
    if class { condition::before(words).map_or(Shape::Other, Shape::Class) } else { Shape::Other }
}

/// Whether an item is an example.
pub(super) fn is_example(text: &str) -> bool {
    EXAMPLES.start(text.trim())
}

/// Whether an item of a scheme is nothing but shares with short names: `大企業1/3、中小企業等1/2`, `定額`.
pub(super) fn is_bare_list(text: &str, tokens: &[Token]) -> bool {
    if !tokens.iter().any(Token::is_value) {
        return false;
    }
    let shares = tokens.iter().filter(|token| match &token.piece {
        Piece::Share(share) => share.form == Form::Fraction && denominator(&share.text) <= 10,
        piece => *piece == Piece::Fixed,
    });
    let values = tokens.iter().filter(|token| token.is_value());
    // 総会員の1/2が出席した総会の議決。
    let told = |token: &Token| {
        let behind = past_tails(text.get(token.range.end..).unwrap_or("")).chars().next();
        behind.is_some_and(|behind| !"、，。（(）)・".contains(behind))
    };
    if tokens.iter().any(|token| token.piece == Piece::Stop)
        && tokens.iter().any(|token| token.is_value() && told(token))
    {
        return false;
    }
    let plain = tokens.iter().all(|token| !matches!(token.piece, Piece::Label(_)));
    let words = tokens.iter().filter(|token| token.piece == Piece::Text);
    let length: usize = words.map(|token| text.get(token.range.clone()).unwrap_or("").chars().count()).sum();
    let count = shares.count();
    let words = plain && length <= 12 * count && !text.contains('を') && !text.contains("負担");
    words && count > 0 && count == values.count() && !(count > 1 && names_nation(text))
}

fn denominator(share: &str) -> u32 {
    share.split_once('/').and_then(|(_, denominator)| denominator.parse().ok()).unwrap_or(u32::MAX)
}

/// The label that an item starts with, bullets, numbering and one opening bracket aside.
fn first_label(text: &str, tokens: &[Token]) -> Option<Label> {
    if !tokens.iter().any(|token| matches!(token.piece, Piece::Label(_))) {
        return None;
    }
    let says = |token: &&Token| {
        let words = text.get(token.range.clone()).unwrap_or("");
        !(token.piece == Piece::Text && condition::trim(words).is_empty() || matches!(token.piece, Piece::Open(_)))
    };
    let mut tokens = tokens.iter().filter(says);
    let first = tokens.next()?;
    match first.piece {
        Piece::Label(Label::Payment) => match tokens.next().map(|token| &token.piece) {
            Some(Piece::Label(label)) => Some(*label),
            _ => Some(Label::Payment),
        },
        Piece::Label(label) => Some(label),
        _ => None,
    }
}

/// The words of an item outside of its brackets that are no label.
fn outside_brackets(text: &str, tokens: &[Token]) -> String {
    let mut depth = 0_usize;
    let mut words = String::new();
    for token in tokens {
        match token.piece {
            Piece::Open(_) => depth += 1,
            Piece::Close => depth = depth.saturating_sub(1),
            Piece::Text if depth == 0 => words.push_str(text.get(token.range.clone()).unwrap_or("")),
            _ => {}
        }
    }
    let range = condition::trim(&words);
    words.get(range).map_or("", |words| words.trim_matches('等')).to_owned()
}

fn ends_in_bracket(tokens: &[Token]) -> bool {
    tokens.last().is_some_and(|token| token.piece == Piece::Close)
}

/// The words of an item that is one bracket from end to end.
fn bracketed(words: &str) -> Option<&str> {
    let inner = words.strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?;
    let mut depth = 0_i32;
    let balanced = inner.chars().all(|c| {
        depth += i32::from(matches!(c, '（' | '(')) - i32::from(matches!(c, '）' | ')'));
        depth >= 0
    });
    balanced.then(|| inner.trim_matches(is_blank))
}
