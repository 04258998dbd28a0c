//! An item cut into what the rules reason about: stops, commas, labels, horizons, times, numbers.

use std::ops::Range;
use std::sync::LazyLock;

use yosan_normaliser::CharSet;

use super::TargetContext;
use super::cursor::{Cursor, before};
use super::enclosure::Enclosures;
use super::horizon::read_horizon;
use super::metric::is_metric;
use super::quantity::{Quantity, Reading, read_quantity};
use super::time::{Role, read_relative, read_time};
use super::unit::UnitKind;
use super::year::YearContext;
use crate::characters::is_digit;
use crate::record::Horizon;
use crate::word_table::ends;

/// A piece of an item that means something for goals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) range: Range<usize>,
    /// The innermost enclosure around it, as an index into the enclosures of the item.
    pub(super) within: Option<usize>,
    pub(super) kind: TokenKind,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// 。
    Stop,
    /// A comma; `verb` where a clause of its own ends there (目指し、).
    Comma {
        /// The word before it ends a clause.
        verb: bool,
    },
    /// ①, (1).
    Label,
    /// 短期的には; null for 中長期的.
    Horizon(Option<Horizon>),
    /// 令和7年度までに.
    Time(Role),
    /// A number, goal or not.
    Number(Box<Quantity>),
}

/// Cuts `text` into tokens, in the order of the text.
pub(super) fn scan(text: &str, enclosures: &Enclosures, context: TargetContext) -> Vec<Token> {
    let mut scanner = Scanner { text, enclosures, context, tokens: Vec::new() };
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        at += STARTS.skip(rest);
        let Some(next) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        // Every reader takes at least one character, so the loop ends.
        at = scanner.token_at(at, next).filter(|&end| end > at).unwrap_or(at + next.len_utf8());
    }
    scanner.tokens
}

/// The characters that a token can begin with: signs, horizon words, eras and numbers.
static STARTS: LazyLock<CharSet> = LazyLock::new(|| {
    let signs = "。\n、，,※（(".chars().chain('①'..='⑳');
    let horizons = "短中長最将".chars();
    let eras = "令平昭大明元㋿㍻㍼㍽㍾RHSTMFＲＨＳＴＭＦ".chars();
    let digits = ('0'..='9').chain('０'..='９').chain("〇零一壱二弐三参四五六七八九十拾百千".chars());
    CharSet::new(signs.chain(horizons).chain(eras).chain(digits).chain("過半倍ゼ".chars()))
});

/// Whether a number stands in a text that may be a goal.
pub fn may_set_goal(text: &str) -> bool {
    let mut at = 0;
    loop {
        at += NUMBERS.skip(&text[at..]);
        let Some(next) = text[at..].chars().next() else { return false };
        if is_digit(next) || read_quantity(text, at).is_some() {
            return true;
        }
        at += next.len_utf8();
    }
}

/// The characters that a number can begin with.
static NUMBERS: LazyLock<CharSet> = LazyLock::new(|| {
    let digits = ('0'..='9').chain('０'..='９');
    CharSet::new(digits.chain("〇一二三四五六七八九十百千過半倍ゼ".chars()))
});

struct Scanner<'t> {
    text: &'t str,
    enclosures: &'t Enclosures,
    context: TargetContext,
    tokens: Vec<Token>,
}

impl Scanner<'_> {
    /// Takes the token that begins at `at`, if one does, and returns where the scan goes on.
    fn token_at(&mut self, at: usize, next: char) -> Option<usize> {
        match next {
            '。' | '\n' => self.stop(at, next),
            '、' | '，' | ',' => self.comma(at, next),
            '※' => Some(self.note(at)),
            '①'..='⑳' => Some(self.push(at, at + next.len_utf8(), TokenKind::Label)),
            '（' | '(' => self.label(at),
            '短' | '中' | '長' | '最' | '将' => self.horizon(at),
            '過' | '半' | '倍' | 'ゼ' => self.number(at),
            _ => self.time(at).or_else(|| self.number(at)),
        }
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        self.tokens.push(Token { range: start..end, within: self.enclosures.around(start), kind });
        end
    }

    /// A sentence ends, unless a remark in brackets belongs to it: `目指す。（効率を現状の1.5倍）`. A line break ends none.
    fn stop(&mut self, at: usize, next: char) -> Option<usize> {
        let mut cursor = Cursor::new(self.text, at + next.len_utf8());
        if next == '\n' || self.enclosures.around(at).is_some() {
            return None;
        }
        cursor.blank();
        let remark = cursor.eat_any(&["（", "("]).is_some() && !cursor.starts_with("※") && !digits_alone(cursor);
        (!remark).then(|| self.push(at, at + next.len_utf8(), TokenKind::Stop))
    }

    fn comma(&mut self, at: usize, next: char) -> Option<usize> {
        let head = self.text.get(..at).unwrap_or("");
        let verb = VERBS.iter().any(|verb| ends(head, verb));
        Some(self.push(at, at + next.len_utf8(), TokenKind::Comma { verb }))
    }

    /// `※1` is a reference; `※…` is a note up to the end of its brackets or of the item, and no goal.
    fn note(&mut self, at: usize) -> usize {
        let mut cursor = Cursor::new(self.text, at + '※'.len_utf8());
        let digits = cursor.eat_while(2, is_digit);
        let inside = self.enclosures.around(at).and_then(|index| self.enclosures.get(index));
        let reference = cursor.starts_with_any(&["）", ")"]) || (!digits.is_empty() && !self.opens_sentence(at));
        match inside {
            _ if reference => cursor.at(),
            Some(enclosure) => enclosure.close,
            None if self.opens_sentence(at) => self.text.len(),
            None => cursor.at(),
        }
    }

    fn opens_sentence(&self, at: usize) -> bool {
        let head = before(self.text, at, 2);
        head.trim_end().is_empty() || head.trim_end().ends_with(['。', '）', ')']) || head.ends_with([' ', '\u{3000}'])
    }

    /// `(1)`, `（２）`: a number alone in brackets is a label or a reference, wherever it stands.
    fn label(&mut self, at: usize) -> Option<usize> {
        let mut cursor = Cursor::new(self.text, at);
        cursor.eat_any(&["（", "("])?;
        let short = cursor.eat_while(3, |next| is_digit(next) || next.is_whitespace());
        cursor.eat_any(&["）", ")"])?;
        (!short.trim().is_empty()).then(|| self.push(at, cursor.at(), TokenKind::Label))
    }

    fn horizon(&mut self, at: usize) -> Option<usize> {
        let mark = read_horizon(self.text, at)?;
        Some(self.push(at, mark.end, TokenKind::Horizon(mark.horizon)))
    }

    fn time(&mut self, at: usize) -> Option<usize> {
        let context = YearContext {
            inherited: None,
            default_era: self.context.default_era,
            fiscal_year: self.context.fiscal_year,
        };
        let time = read_time(self.text, at, context)?;
        let within = self.enclosures.around(at);
        let outside = within.and_then(|index| self.enclosures.get(index)).and_then(|enclosure| enclosure.parent);
        let within = if time.leaves_bracket { outside } else { within };
        self.tokens.push(Token { range: at..time.end, within, kind: TokenKind::Time(time.role) });
        Some(time.end)
    }

    fn number(&mut self, at: usize) -> Option<usize> {
        let quantity = match read_quantity(self.text, at)? {
            Reading::Passed(end) => return Some(end),
            Reading::Quantity(quantity) => quantity,
        };
        if quantity.kind == Some(UnitKind::Duration) && !is_metric(self.text, &quantity) {
            let end = quantity.core.end;
            return Some(match read_relative(self.text, at) {
                Some(time) => self.push(at, time.end, TokenKind::Time(time.role)),
                None => end,
            });
        }
        let end = quantity.core.end;
        Some(self.push(at, end, TokenKind::Number(quantity)))
    }
}

fn digits_alone(mut cursor: Cursor<'_>) -> bool {
    !cursor.eat_while(3, is_digit).is_empty() && cursor.starts_with_any(&["）", ")"])
}

/// Endings of a clause with a verb of its own, before a comma.
const VERBS: [&str; 24] = [
    "目指し",
    "とし",
    "させ",
    "図り",
    "であり",
    "おり",
    "なり",
    "行い",
    "とともに",
    "ことで",
    "ことにより",
    "ことによって",
    "つつ",
    "ながら",
    "ほか",
    "他",
    "だけでなく",
    "あたって",
    "当たって",
    "だが",
    "増やし",
    "減らし",
    "つなげ",
    "し",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> String {
        let enclosures = Enclosures::of(text);
        scan(text, &enclosures, TargetContext::default())
            .iter()
            .map(|token| match &token.kind {
                TokenKind::Stop => "stop ".to_owned(),
                TokenKind::Comma { verb: true } => "verb, ".to_owned(),
                TokenKind::Comma { verb: false } => ", ".to_owned(),
                TokenKind::Label => "label ".to_owned(),
                TokenKind::Horizon(_) => "horizon ".to_owned(),
                TokenKind::Time(_) => "time ".to_owned(),
                TokenKind::Number(quantity) => format!("{} ", text.get(quantity.printed.clone()).unwrap_or("")),
            })
            .collect()
    }

    #[test]
    fn no_token_begins_with_what_is_skipped() {
        let behind = [
            "",
            "7年度までに",
            "和7年度",
            "成30年度",
            "正2年",
            "治2年",
            "Y2024年度",
            "期的には",
            "終的に",
            "数",
            "増",
            "減",
        ];
        let skipped = (0..0x1_0000).filter_map(char::from_u32).filter(|first| !STARTS.may_hold(*first));
        for first in skipped {
            for text in behind.map(|behind| format!("{first}{behind}")) {
                let enclosures = Enclosures::of(&text);
                let mut scanner = Scanner {
                    text: &text,
                    enclosures: &enclosures,
                    context: TargetContext::default(),
                    tokens: Vec::new(),
                };
                assert_eq!(scanner.token_at(0, first), None, "{text}");
            }
        }
    }

    #[test]
    fn no_number_begins_with_what_is_skipped() {
        for first in ('\0'..='\u{ffff}').filter(|first| !NUMBERS.may_hold(*first)) {
            for text in ["", "十件", "数", "減", "増", "ロを"].map(|behind| format!("{first}{behind}")) {
                assert_eq!(read_quantity(&text, 0), None, "{text}");
            }
        }
    }

    #[test]
    fn texts_that_may_set_a_goal() {
        for (text, may) in [("10件", true), ("三割を目指す", true), ("過半数", true), ("一体的に", false), ("", false)]
        {
            assert_eq!(may_set_goal(text), may, "{text}");
        }
    }

    #[test]
    fn an_item_cut_into_tokens() {
        let text = "(1) 短期的には、令和7年度までに60%以上を目指し、件数を、約3件とする。";
        assert_eq!(kinds(text), "label horizon , time 60%以上 verb, , 約3件 stop ");
        assert_eq!(kinds("1年以内に、※1の50件。※過去は10件"), "time , 50件 stop ");
        assert_eq!(kinds("第5期、24時間365日、Society 5.0、3次元"), ", , 5.0 , ");
    }
}
