//! A text cut into what matters around amounts: numbers, labels, brackets, signs, words, and the text between them.
//!
//! One pass from left to right. A character is looked at by a grammar only where a token can begin with it, and every
//! token moves on, so the time is linear in the length of the text.

use std::mem::discriminant;
use std::ops::Range;
use std::sync::LazyLock;

use yosan_normaliser::{
    CharSet, Era, MoneyError, Sum, blanks_len, digit_value, kanji_digit_value, read_quantity, read_unit,
    small_multiplier,
};

use super::printed::{BareNumber, Found, Printed, Setting, footnote_mark, money, read_printed, tail_chars};
use super::reading::Problem;
use super::vocabulary::{
    BEHIND_COMPARISON, CHANGE_SIGNS, DASHES, INNER, JOINING, LIKE_DIGITS, NEW, NOT_A_NUMBER, NOTHING, PART, PREFIXES,
    REPRINT, UNSTATED, is_dash,
};
use super::{became, distorted, doubtful, problem};
use crate::brackets::{self, Bracket, closes, closing, is_bracket, opening, opens};
use crate::budget_label::{BudgetLabel, may_begin, read_budget_label};
use crate::characters::{ARROWS, is_blank, is_katakana};

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    // In boxes, because most tokens are none of these: it takes a third of the memory of all tokens.
    Money(Box<Printed>),
    Bare(Box<BareNumber>),
    Label(Box<BudgetLabel>),
    Open(Bracket),
    Close(Bracket),
    Plus,
    /// From one amount to another.
    Arrow,
    /// 新規.
    New,
    /// A dash, alone or with a unit, or 皆減: nothing.
    Nothing,
    /// 事項要求.
    Unstated,
    /// うち.
    Part,
    /// の内数.
    Inner,
    /// 再掲.
    Reprint,
    /// `※JETRO交付金を含む`.
    Note,
    /// A footnote mark behind an amount.
    Mark,
    /// Commas, slashes, colons, middle dots.
    Separator,
    Blank,
    /// A unit without a number where an amount should stand.
    BareUnit,
    /// Something in an amount's place that is none; a finding says so.
    Broken,
    Text,
}

/// A piece of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
}

/// The tokens of a text, which tile it, and what is wrong with its numbers.
pub(super) struct Tokens {
    pub(super) list: Vec<Token>,
    pub(super) problems: Vec<Problem>,
}

/// Cuts a text into tokens.
pub(super) fn tokenise(text: &str, era: Era, setting: Setting) -> Tokens {
    let mut tokeniser = Tokeniser { text, era, setting, list: Vec::with_capacity(16), problems: Vec::new() };
    let mut at = 0;
    while at < text.len() {
        let plain = STARTS.skip(&text[at..]);
        if plain > 0 {
            at = tokeniser.text_to(at, at + plain);
        }
        if let Some(first) = text[at..].chars().next() {
            at = tokeniser.step(at, first);
        }
    }
    let mut tokens = Tokens { list: tokeniser.list, problems: tokeniser.problems };
    if setting == Setting::Headline {
        doubtful::settle(text, &mut tokens);
    }
    tokens
}

/// Whether a token other than text can begin with a character; most of a text is let through here.
pub(super) fn may_begin_token(first: char) -> bool {
    STARTS.may_hold(first)
}

/// The characters that a token other than text can begin with.
static STARTS: LazyLock<CharSet> = LazyLock::new(|| {
    const SIGNS: &str = " \u{3000}\u{a0}\n\r\t+＋、,，/／・:：;|｜（）()【】〔〕［］[]<>＜＞〈〉《》｛｝{}「」『』";
    const LABELS: &str = "RHSTMFＲＨＳＴＭＦ令平昭大明元㋿㍻㍼㍽㍾前昨第補概当政予要本";
    const MARKS: &str = "※＊*注⁰¹²³⁴⁵⁶⁷⁸⁹億兆万千百十";
    let words = WORDS.iter().flat_map(|(words, _)| words.iter()).chain(JOINING);
    let words = words.filter_map(|word| word.chars().next());
    let signs = [SIGNS, LABELS, LIKE_DIGITS, MARKS, DASHES].into_iter().flat_map(str::chars);
    CharSet::new(signs.chain(ARROWS.iter().copied()).chain(words).chain(number_starts()))
});

/// The characters that a number, or the words and signs in front of one, can begin with.
static NUMBER_STARTS: LazyLock<CharSet> = LazyLock::new(|| CharSet::new(number_starts()));

fn number_starts() -> impl Iterator<Item = char> {
    const NUMERALS: &str = "0123456789０１２３４５６７８９〇零一壱二弐三参四五六七八九十拾百千¥￥";
    let words = PREFIXES.iter().map(|(word, _)| *word).chain(CHANGE_SIGNS.iter().map(|(word, _)| *word));
    NUMERALS.chars().chain(words.filter_map(|word| word.chars().next())).chain(NOT_A_NUMBER.iter().copied())
}

/// The words that are data, and what they are.
const WORDS: &[(&[&str], Kind)] = &[
    (UNSTATED, Kind::Unstated),
    (REPRINT, Kind::Reprint),
    (INNER, Kind::Inner),
    (NEW, Kind::New),
    (NOTHING, Kind::Nothing),
    (PART, Kind::Part),
];

/// Their second characters: の begins one only before 内 or う.
static WORD_SECONDS: LazyLock<CharSet> = LazyLock::new(|| {
    let words = WORDS.iter().flat_map(|(words, _)| words.iter());
    CharSet::new(words.filter_map(|word| word.chars().nth(1)))
});

struct Tokeniser<'a> {
    text: &'a str,
    era: Era,
    setting: Setting,
    list: Vec<Token>,
    problems: Vec<Problem>,
}

impl Tokeniser<'_> {
    /// Takes the token at `at` and gives its end.
    fn step(&mut self, at: usize, first: char) -> usize {
        // No word, label or number begins with these.
        match first {
            ' ' | '\u{3000}' | '\u{a0}' | '\n' | '\r' | '\t' => {
                return self.extend(Kind::Blank, at, at + first.len_utf8());
            }
            '+' | '＋' => return self.push(Kind::Plus, at, first.len_utf8()),
            _ if ARROWS.contains(&first) => return self.push(Kind::Arrow, at, first.len_utf8()),
            '、' | ',' | '，' | '/' | '／' | '・' | ':' | '：' | ';' | '|' | '｜' => {
                return self.push(Kind::Separator, at, first.len_utf8());
            }
            _ => {}
        }
        let before = self.text[..at].chars().next_back();
        if let Some(kind) = opening(first).map(Kind::Open).or_else(|| closing(first).map(Kind::Close)) {
            return self.push(kind, at, first.len_utf8());
        }
        let word = self.word(at, first).or_else(|| self.label(at, first, before));
        if let Some(end) = word.or_else(|| self.joining_word(at)) {
            return end;
        }
        let number = self.distorted_number(at, first).or_else(|| self.number(at, first));
        if let Some(end) = number.or_else(|| self.sign_of_nothing(at, first, before)) {
            return end;
        }
        match first {
            '※' | '＊' | '*' | '注' | '⁰'..='⁹' | '¹' | '²' | '³' => self.note_or_mark(at, first),
            '億' | '兆' | '万' | '千' | '百' | '十' => self.bare_unit(at, first, before),
            _ => self.text_to(at, at + first.len_utf8()),
        }
    }

    fn push(&mut self, kind: Kind, at: usize, len: usize) -> usize {
        self.list.push(Token { kind, range: at..at + len });
        at + len
    }

    /// Ordinary text; what stands together is one token.
    fn text_to(&mut self, at: usize, end: usize) -> usize {
        self.extend(Kind::Text, at, end)
    }

    /// Text or blanks, which go on in the token before.
    fn extend(&mut self, kind: Kind, at: usize, end: usize) -> usize {
        match self.list.last_mut() {
            Some(last) if discriminant(&last.kind) == discriminant(&kind) => last.range.end = end,
            _ => self.list.push(Token { kind, range: at..end }),
        }
        end
    }

    /// The words that are data: 新規, 事項要求, うち, の内数, 再掲.
    fn word(&mut self, at: usize, first: char) -> Option<usize> {
        if !matches!(first, '事' | '一' | '再' | 'の' | '内' | '新' | '皆' | 'な' | '無' | '該' | 'う') {
            return None;
        }
        let rest = &self.text[at..];
        if !rest.chars().skip(1).find(|c| !is_blank(*c)).is_some_and(|second| WORD_SECONDS.may_hold(second)) {
            return None;
        }
        let (len, kind) = WORDS.iter().find_map(|(words, kind)| {
            words.iter().find_map(|word| spaced_len(rest, word)).map(|len| (len, kind.clone()))
        })?;
        if kind == Kind::Nothing && !self.stands_alone(at, at + len) {
            return None;
        }
        Some(self.push(kind, at, len))
    }

    /// `9.9億円（11.7億円）及び4.5億円`, `2億円のほか、事項要求`: a plus sign in words.
    fn joining_word(&mut self, at: usize) -> Option<usize> {
        if self.setting == Setting::Prose {
            return None;
        }
        let word = JOINING.iter().find(|word| self.text[at..].starts_with(**word))?;
        let mut solid = self.list.iter().rev().filter(|token| !matches!(token.kind, Kind::Blank | Kind::Separator));
        let amount = |kind: &Kind| matches!(kind, Kind::Money(_) | Kind::Close(_) | Kind::Inner | Kind::Unstated);
        solid.next().is_some_and(|token| amount(&token.kind)).then(|| self.push(Kind::Plus, at, word.len()))
    }

    /// Whether a word fills a bracket or the end of the text.
    fn stands_alone(&self, at: usize, end: usize) -> bool {
        let before = self.text[..at].chars().next_back();
        let after = self.text[end..].chars().next();
        before.is_none_or(|c| opens(c) || is_blank(c))
            && after.is_none_or(|c| is_bracket(c) || is_blank(c) || c == '\n')
    }

    fn label(&mut self, at: usize, first: char, before: Option<char>) -> Option<usize> {
        if !may_begin(first, before) {
            return None;
        }
        let label = read_budget_label(&self.text[at..], self.era)?;
        let end = at + label.range.end;
        let compares =
            || before == Some('対') || BEHIND_COMPARISON.iter().any(|word| self.text[end..].starts_with(word));
        if label.year_before && compares() {
            return Some(self.text_to(at, end));
        }
        let range = at..end;
        let label = Box::new(BudgetLabel { range: range.clone(), ..label });
        self.list.push(Token { kind: Kind::Label(label), range });
        Some(end)
    }

    /// `1 2 . 5 億円` or `1O.5億円`; in the place of an amount, right behind a label or as the first thing in a bracket,
    /// it can be nothing else.
    fn distorted_number(&mut self, at: usize, first: char) -> Option<usize> {
        if !distorted::may_begin(first) {
            return None;
        }
        let in_place = self.setting == Setting::Headline && self.expects_amount();
        let found = if in_place { distorted::read(self.text, at) } else { distorted::read_anywhere(self.text, at) };
        found.and_then(|found| self.amount(at, found))
    }

    /// Takes an amount, or what is broken in its place.
    fn amount(&mut self, at: usize, found: Found) -> Option<usize> {
        match found {
            Found::Money(printed) if distorted::has_point_for_comma(&self.text[printed.range.clone()]) => {
                self.amount(at, Found::Broken(MoneyError::Malformed, printed.range))
            }
            Found::Money(printed) => {
                let range = printed.whole.clone();
                self.list.push(Token { kind: Kind::Money(Box::new(printed)), range: range.clone() });
                Some(range.end)
            }
            Found::Broken(error, range) => {
                self.problems.push(problem::of_error(error, self.text, range.clone()));
                Some(self.push(Kind::Broken, at, range.end - at))
            }
            Found::Bare(_) | Found::Other(_) => None,
        }
    }

    fn expects_amount(&self) -> bool {
        let solid = self.list.iter().rev().take(3).find(|token| !matches!(token.kind, Kind::Blank | Kind::Separator));
        solid.is_some_and(|token| matches!(token.kind, Kind::Label(_) | Kind::Open(_)))
    }

    fn number(&mut self, at: usize, first: char) -> Option<usize> {
        if NOT_A_NUMBER.contains(&first) {
            return self.vague_number(at, first);
        }
        if !NUMBER_STARTS.may_hold(first) {
            return None;
        }
        let numeral = digit_value(first).is_some()
            || kanji_digit_value(first).is_some()
            || small_multiplier(first).is_some()
            || matches!(first, '¥' | '￥');
        if !numeral && distorted::follows_words(self.text, at) {
            return None;
        }
        match read_printed(self.text, at, self.setting)? {
            found @ (Found::Money(_) | Found::Broken(..)) => self.amount(at, found),
            Found::Bare(number) => {
                let shared = self.unit_behind_bracket(&number).or_else(|| self.unit_behind_arrow(&number));
                if let Some((unit, sum)) = shared {
                    return self.amount(at, Found::Money(money(self.text, number.range, sum, unit)));
                }
                let range = at..number.range.end;
                self.list.push(Token { kind: Kind::Bare(Box::new(number)), range: range.clone() });
                Some(range.end)
            }
            Found::Other(_) if small_multiplier(first).is_some() && read_unit(&self.text[at..]).is_some() => None,
            Found::Other(end) => Some(self.text_to(at, end)),
        }
    }

    /// The unit that an amount and the amount in brackets behind it share: `8,200（2,050）百万円`.
    fn unit_behind_bracket(&self, number: &BareNumber) -> Option<(i64, Sum)> {
        if self.setting != Setting::Headline {
            return None;
        }
        let behind = self.text[number.range.end..].strip_prefix(['（', '('])?;
        // No further than a figure goes: a bracket that is never closed costs nothing.
        let (close, bracket) = behind.char_indices().take(24).find(|(_, mark)| matches!(mark, '）' | ')'))?;
        let (inside, rest) = (&behind[..close], &behind[close + bracket.len_utf8()..]);
        let plain = read_quantity(inside).is_some_and(|it| it.len == inside.len() && it.unit == 1 && !it.has_yen);
        let plain = plain || NEW.contains(&inside) || inside.chars().all(is_dash);
        let rest = &rest[blanks_len(rest)..];
        let (unit, _) = read_unit(rest).filter(|(_, len)| plain && rest[..*len].ends_with(['円', '億', '兆']))?;
        Some((unit, number.number.times(unit).ok()?))
    }

    /// The unit that an amount shares with the one that it became: `760→860億円`.
    fn unit_behind_arrow(&self, number: &BareNumber) -> Option<(i64, Sum)> {
        if self.setting != Setting::Headline {
            return None;
        }
        let unit = became::unit_behind(&self.text[number.range.end..])?;
        Some((unit, number.number.times(unit).ok()?))
    }

    /// Whether the unit here is the one that [`Self::unit_behind_bracket`] has read.
    fn is_shared_unit(&self) -> bool {
        let solid: Vec<&Token> = self.list.iter().rev().filter(|token| token.kind != Kind::Blank).take(4).collect();
        match solid.as_slice() {
            [close, inner, _, amount] => {
                let states = matches!(inner.kind, Kind::Bare(_) | Kind::New | Kind::Nothing);
                let in_bracket = states && matches!(close.kind, Kind::Close(_));
                let without_unit = self.text[..amount.range.end].ends_with(|c| digit_value(c).is_some());
                in_bracket && without_unit && matches!(amount.kind, Kind::Money(_))
            }
            _ => false,
        }
    }

    /// 数十億円, 何百万円: text as a whole. 件数 and 総数 are words of their own.
    fn vague_number(&mut self, at: usize, first: char) -> Option<usize> {
        let start = at + first.len_utf8();
        let in_front = tail_chars(&self.text[..at], 1).chars().next();
        let word = in_front.is_some_and(|c| "件者回人台個総指点係定奇偶変関世戸社".contains(c));
        let rest = &self.text[start..];
        let len = read_quantity(rest).map(|quantity| quantity.len).or_else(|| read_unit(rest).map(|(_, len)| len));
        match len {
            Some(len) if !word => Some(self.text_to(at, start + len)),
            _ => Some(self.text_to(at, start)),
        }
    }

    /// `-億円`, `－`, `―` where an amount should stand: in a bracket of its own, or at the end.
    fn sign_of_nothing(&mut self, at: usize, first: char, before: Option<char>) -> Option<usize> {
        if !is_dash(first) {
            return None;
        }
        let after_dash = at + first.len_utf8();
        let unit_at = after_dash + blanks_len(&self.text[after_dash..]);
        let unit = self.text.get(unit_at..).and_then(read_unit).map(|(_, len)| unit_at + len);
        let end = unit.unwrap_or(after_dash);
        let next = self.text[end + blanks_len(&self.text[end..])..].chars().next();
        let closes = next.is_none_or(|next| is_bracket(next) || "\n、,+＋の".contains(next));
        // スマートエネルギー（10億円）
        let long_vowel = matches!(first, 'ー' | 'ｰ') && before.is_some_and(is_katakana);
        let heads_bracket = !long_vowel && self.heads_bracket(end);
        let begins = before.is_none_or(|c| {
            let place = unit.is_some() || matches!(c, '額' | '度') || heads_bracket;
            !c.is_alphanumeric() || place && digit_value(c).is_none() && !c.is_ascii_alphanumeric()
        });
        (closes && begins && (unit.is_some() || before.is_some() || heads_bracket))
            .then(|| self.push(Kind::Nothing, at, end - at))
    }

    /// Whether a bracket behind a dash holds what one behind an amount does: `住宅の断熱改修－（－）`, `…の更新―（10.0億円）`.
    fn heads_bracket(&self, end: usize) -> bool {
        let rest = self.text[end..].trim_start_matches(is_blank);
        // No further than a labelled figure goes: a bracket that is never closed costs nothing.
        let near = rest.char_indices().nth(40).map_or(rest, |(far, _)| &rest[..far]);
        let inside = brackets::leading(near).map_or("", |(inside, _)| inside.trim_matches(is_blank));
        let dashes = || !inside.is_empty() && inside.chars().all(is_dash);
        self.setting == Setting::Headline && (inside.ends_with(['円', '億']) || NEW.contains(&inside) || dashes())
    }

    /// `※1` is a mark; `※JETRO交付金を含む` a note in a headline, and text elsewhere.
    fn note_or_mark(&mut self, at: usize, first: char) -> usize {
        let rest = &self.text[at..];
        let follows_amount = matches!(self.list.last(), Some(Token { kind: Kind::Money(_) | Kind::Close(_), .. }));
        if let Some(len) = footnote_mark(rest).filter(|_| follows_amount) {
            let next = rest[len..].trim_start().chars().next();
            if next.is_none_or(|next| is_bracket(next) || "、。,+＋の".contains(next)) {
                return self.push(Kind::Mark, at, len);
            }
        }
        if first != '※' || self.setting == Setting::Prose {
            return self.text_to(at, at + first.len_utf8());
        }
        if let Some(len) = self.mark_in_front(rest) {
            return self.push(Kind::Mark, at, len);
        }
        let len = note_len(rest);
        if self.labels_amount(&rest[first.len_utf8()..len]) {
            return self.push(Kind::Mark, at, first.len_utf8());
        }
        self.push(if len > first.len_utf8() { Kind::Note } else { Kind::Mark }, at, len)
    }

    /// The mark between a name and its amount: `導入支援※150.0億円（85.0億円）`, `研究開発※1 286.7億円`. A note would
    /// say more than an amount.
    fn mark_in_front(&self, rest: &str) -> Option<usize> {
        if !matches!(self.list.last(), None | Some(Token { kind: Kind::Text | Kind::Close(_), .. })) {
            return None;
        }
        let leads = |len: usize| {
            let amount = rest[len..].trim_start_matches(is_blank);
            let behind = read_quantity(amount).filter(|it| it.has_yen && it.sum.is_ok()).map(|it| &amount[it.len..]);
            behind.is_some_and(|behind| behind.is_empty() || behind.starts_with(|c| is_bracket(c) || is_blank(c)))
        };
        let numbered = footnote_mark(rest).filter(|len| rest[*len..].starts_with(is_blank));
        numbered.into_iter().chain(['※'.len_utf8()]).find(|len| leads(*len))
    }

    /// Whether a note is a budget label with its amount and says nothing else: `※令和６年度補正予算額 112億円`.
    fn labels_amount(&self, note: &str) -> bool {
        let note = note.trim_start();
        let label = read_budget_label(note, self.era).filter(|label| label.stage.is_some());
        let Some(label) = label else { return false };
        let start = note[label.range.end..].trim_start_matches([' ', '\u{3000}', '：', ':']);
        let money = read_quantity(start).filter(|quantity| quantity.has_yen && quantity.sum.is_ok());
        money.is_some_and(|quantity| {
            let behind = start[quantity.len..].trim();
            behind.is_empty() || behind.starts_with(opens) && behind.ends_with(closes)
        })
    }

    /// A unit of money without a number: named (`単位：億円`), or what is left of a damaged amount.
    fn bare_unit(&mut self, at: usize, first: char, before: Option<char>) -> usize {
        let Some((_, len)) = read_unit(&self.text[at..]) else { return self.text_to(at, at + first.len_utf8()) };
        let end = at + len;
        if self.is_shared_unit() {
            return self.push(Kind::Blank, at, len);
        }
        let damaged = before.is_some_and(|c| ".．,，?？\u{fffd}□■*＊".contains(c) || digit_value(c).is_some());
        if damaged || !self.names_unit(at, end, before) {
            self.problems.push(problem::unit_without_number(self.text, at..end));
            return self.push(Kind::BareUnit, at, len);
        }
        self.text_to(at, end)
    }

    /// Whether a bare unit is the name of the unit: in a bracket or quotes of its own, near 単位, inside a word.
    fn names_unit(&self, at: usize, end: usize, before: Option<char>) -> bool {
        let rest = &self.text[end..];
        let after = rest.trim_start_matches([' ', '\u{3000}']).chars().next();
        let in_front = tail_chars(&self.text[..at], 16);
        let unit_word = in_front.contains("単位") || rest.starts_with("単位") || rest.starts_with("未満");
        let alone = before.is_some_and(|c| opening(c).is_some())
            && after.is_some_and(|c| closing(c).is_some() || matches!(c, '、' | '・'));
        let behind_amount = matches!(self.list.as_slice(), [.., Token { kind: Kind::Money(_), .. }, _]);
        let alone = alone && !(self.setting == Setting::Headline && behind_amount);
        // 億円 (…) heads a column; in a headline a number should stand there.
        let heads_column = self.setting == Setting::Prose
            && (rest.starts_with('\t') || after.is_some_and(|c| "（(".contains(c)) || in_front.ends_with('\t'));
        let in_word = before.is_some_and(|c| c.is_alphanumeric() || "○●◯△×＿_〇◇◆☆".contains(c));
        let in_word = in_word && !(self.setting == Setting::Headline && in_front.ends_with('額'));
        unit_word || alone || heads_column || in_word
    }
}

/// The bytes that a word takes at the start of a text, letter-spaced or not: `（新　規）`, `の 内 数`.
fn spaced_len(text: &str, word: &str) -> Option<usize> {
    let mut rest = text;
    for (at, character) in word.chars().enumerate() {
        let behind = if at == 0 { rest } else { rest.trim_start_matches(is_blank) };
        rest = behind.strip_prefix(character)?;
    }
    Some(text.len() - rest.len())
}

/// A note runs to the end of its line, to a mark of its own, or to the bracket that closes around it.
fn note_len(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            '\n' | '【' | '※' => return at,
            '（' | '(' => depth += 1,
            '）' | ')' if depth > 0 => depth -= 1,
            '）' | ')' | '】' | '〕' => return at,
            _ => {}
        }
    }
    text.trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_token_begins_with_what_is_skipped() {
        let skipped = |first: &char| !STARTS.may_hold(*first);
        for first in ('\0'..='\u{ffff}').filter(skipped) {
            assert!(!(may_begin(first, None) || distorted::may_begin(first)), "{first}");
            for behind in ["", "億円", "5億円", "規", "和6年度", "算案額 5億円", "1"] {
                let text = format!("{first}{behind}");
                for setting in [Setting::Headline, Setting::Prose] {
                    let tokens = tokenise(&text, Era::Reiwa, setting).list;
                    let (list, problems) = (Vec::new(), Vec::new());
                    let mut tokeniser = Tokeniser { text: &text, era: Era::Reiwa, setting, list, problems };
                    tokeniser.step(0, first);
                    assert_eq!(tokeniser.list, [Token { kind: Kind::Text, range: 0..first.len_utf8() }], "{text}");
                    assert_eq!(tokens[0].kind, Kind::Text, "{text}");
                }
            }
        }
    }

    #[test]
    fn no_number_begins_with_what_is_skipped() {
        for first in ('\0'..='\u{ffff}').filter(|first| !NUMBER_STARTS.may_hold(*first)) {
            for text in ["", "5億円", "億円", "三億円"].map(|behind| format!("{first}{behind}")) {
                assert_eq!(read_printed(&text, 0, Setting::Headline), None, "{text}");
            }
        }
    }

    #[test]
    fn words_can_be_letter_spaced() {
        for (text, kind) in [
            ("新 規", Kind::New),
            ("皆　増", Kind::New),
            ("事 項 要 求", Kind::Unstated),
            ("の 内 数", Kind::Inner),
            ("再 掲", Kind::Reprint),
        ] {
            let tokens = tokenise(text, Era::Reiwa, Setting::Headline).list;
            assert_eq!(tokens, [Token { kind, range: 0..text.len() }], "{text}");
        }
    }

    #[test]
    fn nothing_begins_with_a_blank_or_separator() {
        for first in " \u{3000}\u{a0}\n\r\t+＋、,，/／・:：;|｜".chars() {
            let words = WORDS.iter().flat_map(|(words, _)| *words).any(|word| word.starts_with(first));
            let number = NUMBER_STARTS.may_hold(first) || distorted::may_begin(first);
            let other = is_bracket(first) || is_dash(first);
            assert!(!(words || number || other || may_begin(first, None)), "{first}");
        }
    }

    #[test]
    fn tokens_tile_the_text() {
        let text = "事業（再掲） 約10億円（新規）の内数＋IPA交付金5億円※注";
        let tokens = tokenise(text, Era::Reiwa, Setting::Headline).list;
        let mut end = 0;
        for token in &tokens {
            assert_eq!(token.range.start, end);
            end = token.range.end;
        }
        assert_eq!(end, text.len());
    }
}
