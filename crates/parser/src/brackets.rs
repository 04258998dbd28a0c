//! Brackets: which closes which, what stands in them and what outside.
//!
//! Text recognition mixes widths, `(再掲）`: brackets of one kind close each other whatever their width.

use std::borrow::Cow;

/// A kind of bracket. Papers use 〔 〕, ［ ］ and ｛ ｝ alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bracket {
    /// （ ）.
    Round,
    /// 【 】.
    Lenticular,
    /// 〔 〕, ［ ］, ｛ ｝.
    Tortoise,
    /// ＜ ＞, 〈 〉.
    Angle,
    /// 《 》.
    DoubleAngle,
    /// 「 」, 『 』: around names and words, never around amounts.
    Quote,
}

/// The kind of an opening bracket or quotation mark.
pub(crate) fn opening(mark: char) -> Option<Bracket> {
    Some(match mark {
        '（' | '(' => Bracket::Round,
        '【' => Bracket::Lenticular,
        '〔' | '［' | '[' | '｛' | '{' => Bracket::Tortoise,
        '＜' | '<' | '〈' => Bracket::Angle,
        '《' => Bracket::DoubleAngle,
        '「' | '『' => Bracket::Quote,
        _ => return None,
    })
}

/// The kind of a closing bracket or quotation mark.
pub(crate) fn closing(mark: char) -> Option<Bracket> {
    Some(match mark {
        '）' | ')' => Bracket::Round,
        '】' => Bracket::Lenticular,
        '〕' | '］' | ']' | '｝' | '}' => Bracket::Tortoise,
        '＞' | '>' | '〉' => Bracket::Angle,
        '》' => Bracket::DoubleAngle,
        '」' | '』' => Bracket::Quote,
        _ => return None,
    })
}

/// Whether it stands among the letters of Unicode, far from all brackets: most of a text is passed over by this.
fn is_letter(character: char) -> bool {
    matches!(character, '\u{3020}'..='\u{feff}')
}

/// Whether it opens a bracket; quotation marks are none.
pub(crate) fn opens(mark: char) -> bool {
    opening(mark).is_some_and(|bracket| bracket != Bracket::Quote)
}

/// Whether it closes a bracket; quotation marks are none.
pub(crate) fn closes(mark: char) -> bool {
    closing(mark).is_some_and(|bracket| bracket != Bracket::Quote)
}

/// Whether it is a bracket at all.
pub(crate) fn is_bracket(mark: char) -> bool {
    opens(mark) || closes(mark)
}

/// What stands in the bracket that a text begins with, and where that ends: `【新規】○○事業`.
pub(crate) fn leading(text: &str) -> Option<(&str, usize)> {
    let open = text.chars().next()?;
    let bracket = opening(open)?;
    let inside = &text[open.len_utf8()..];
    let (end, close) = inside.char_indices().find(|(_, mark)| closing(*mark) == Some(bracket))?;
    Some((&inside[..end], open.len_utf8() + end + close.len_utf8()))
}

/// What stands in the bracket that a text ends in, and where that begins: `○○事業（再掲）`.
pub(crate) fn trailing(text: &str) -> Option<(&str, usize)> {
    let close = text.chars().next_back()?;
    let bracket = closing(close)?;
    let body = &text[..text.len() - close.len_utf8()];
    let (at, open) = body.char_indices().rev().find(|(_, mark)| opening(*mark) == Some(bracket))?;
    Some((&body[at + open.len_utf8()..], at))
}

/// What stands in the bracket that holds all of a text: `(1,110)`.
pub(crate) fn inside(text: &str) -> Option<&str> {
    let mut marks = text.chars();
    let (open, close) = (marks.next()?, marks.next_back()?);
    let bracket = opening(open).filter(|bracket| *bracket != Bracket::Quote)?;
    (closing(close) == Some(bracket)).then_some(marks.as_str())
}

/// The text before all brackets that it ends in: `…研究会等分担金（IOSCO）` gives `…研究会等分担金`.
pub(crate) fn before_trailing(text: &str) -> &str {
    let mut rest = text.trim_end();
    while let Some(open) = outermost_trailing(rest) {
        rest = rest[..open].trim_end();
    }
    rest
}

/// The offset of the outermost bracket that closes at the very end of a text and does not hold all of it.
fn outermost_trailing(text: &str) -> Option<usize> {
    if !text.ends_with(closes) {
        return None;
    }
    let mut depth = 0_u32;
    for (at, mark) in text.char_indices().rev() {
        if closes(mark) {
            depth += 1;
        } else if opens(mark) {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return (at > 0).then_some(at);
            }
        }
    }
    None
}

/// The text with everything in brackets and quotation marks left out.
pub(crate) fn outside(text: &str) -> Cow<'_, str> {
    let mut depth = Depth::default();
    if !text.contains(|mark| depth.enter(mark)) {
        return Cow::Borrowed(text);
    }
    let mut depth = Depth::default();
    Cow::Owned(text.chars().filter(|mark| !depth.enter(*mark) && depth.0 == 0).collect())
}

/// Whether a bracket or quotation mark is open at the end of a text.
pub(crate) fn is_open(text: &str) -> bool {
    let mut depth = Depth::default();
    depth.read(text);
    depth.is_open()
}

/// How many brackets are open. Signs of comparison look like angle brackets, so those do not count.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Depth(u32);

impl Depth {
    /// Counts the marks of a text that goes on.
    pub(crate) fn read(&mut self, text: &str) {
        for mark in text.chars().filter(|mark| !is_letter(*mark)) {
            self.enter(mark);
        }
    }

    /// Whether a bracket or quotation mark is open.
    pub(crate) fn is_open(self) -> bool {
        self.0 > 0
    }

    /// Counts a mark; gives whether it was one.
    fn enter(&mut self, mark: char) -> bool {
        let counts = |bracket: &Bracket| !matches!(bracket, Bracket::Angle | Bracket::DoubleAngle);
        if opening(mark).filter(counts).is_some() {
            self.0 += 1;
        } else if closing(mark).filter(counts).is_some() {
            self.0 = self.0.saturating_sub(1);
        } else {
            return false;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_at_the_edges() {
        assert_eq!(leading("【新規】学びの革命事業"), Some(("新規", "【新規】".len())));
        assert_eq!(trailing("対策事業(再掲）"), Some(("再掲", "対策事業".len())));
        assert_eq!(inside("(1,110)"), Some("1,110"));
        assert_eq!(inside("4,280(1,110)"), None);
        assert_eq!(before_trailing("分担金（IOSCO（国際機構））［再掲］"), "分担金");
        assert_eq!(before_trailing("（委託）"), "（委託）");
        for text in ["", "（", "）", "事業）"] {
            assert_eq!((leading(text), trailing(text), inside(text)), (None, None, None), "{text}");
        }
    }

    #[test]
    fn no_bracket_stands_among_the_letters() {
        for mark in ('\u{0}'..=char::MAX).filter(|mark| opening(*mark).or(closing(*mark)).is_some()) {
            assert!(!is_letter(mark), "{mark}");
        }
    }

    #[test]
    fn text_outside_brackets() {
        assert_eq!(outside("大都市圏（東京、大阪「等」）の発表会"), "大都市圏の発表会");
        assert!(is_open("次世代人材育成事業（インター"));
        assert!(!is_open("5<6の事業（委託）"));
    }
}
