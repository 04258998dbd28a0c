//! Numbers in front of headings and bullets.
//!
//! ```text
//! number = chapter | roman blank-or-dot | arabic (dot | blank) | "【" n "】" | "(" n ")" | n ")" | circled | kana blank
//! ```
//! `第一の柱：…`, `Ⅲ アジア経済交流の推進`, `1. 個別戦略分野…`, `(1) Connected Industries の推進`, `②海外販路…`, `ア 対象者`.

use yosan_normaliser::digit_value;

/// The form of a number; the order is the usual order of nesting, outermost first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NumberForm {
    /// `第1章`, `第一の柱`: stays part of the title; `第1 ` does not.
    Chapter,
    /// `第1節`: stays part of the title.
    Section,
    /// `I`, `Ⅱ.`.
    Roman,
    /// `1.`, `１．`, `1 `.
    Arabic,
    /// `1-1.`, `２－１ `, `1.2 `, `【1】`: a number below an arabic one.
    Decimal,
    /// `(1)`, `（１）`, `⑴`.
    Parenthesised,
    /// `①`.
    Circled,
    /// `1)`.
    HalfParenthesised,
    /// `ア `.
    Kana,
    /// `(ア)`.
    ParenthesisedKana,
    /// `a.`, `(a)`.
    Letter,
}

/// A number that a text starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number<'t> {
    /// Its form.
    pub form: NumberForm,
    /// Its value, 1-based: `(3)` is 3, `ウ` is 3.
    pub value: u32,
    /// As printed, without the blank behind it.
    pub printed: &'t str,
    /// Where the title begins.
    pub end: usize,
}

impl Number<'_> {
    /// The number as it is meant when its form was misread: `②` that stands for `(2)`.
    #[must_use]
    pub fn written_as(form: NumberForm, value: u32) -> String {
        match form {
            NumberForm::Parenthesised => format!("({value})"),
            NumberForm::HalfParenthesised => format!("{value})"),
            NumberForm::Circled => circled(value).map_or_else(|| value.to_string(), String::from),
            _ => value.to_string(),
        }
    }

    /// The number as meant, in its plain form: `（２）` is `(2)`, `1.` is `1`, `Ⅲ` stays.
    #[must_use]
    pub fn meant(&self) -> String {
        match self.form {
            NumberForm::Decimal if self.printed.starts_with('【') => self.value.to_string(),
            NumberForm::Decimal => {
                let printed = self.printed.trim_end_matches(['.', '．', ' ']);
                let sign = |c: char| if matches!(c, '.' | '．') { '.' } else { '-' };
                let plain = |c: char| digit_value(c).and_then(|digit| char::from_digit(digit, 10)).unwrap_or(sign(c));
                printed.chars().map(plain).collect()
            }
            NumberForm::Arabic | NumberForm::Parenthesised | NumberForm::Circled | NumberForm::HalfParenthesised => {
                Self::written_as(self.form, self.value)
            }
            _ => self.printed.trim_end_matches(['.', '．', '、', '，', ' ']).to_owned(),
        }
    }
}

/// Reads the number that `text` starts with. `blank_at` tells whether the source has a blank at an offset of `text`
/// (folding takes away the blank in `1 産学官連携推進事業`).
pub fn read_number<'t>(text: &'t str, blank_at: &dyn Fn(usize) -> bool) -> Option<Number<'t>> {
    let first = text.chars().next()?;
    match first {
        '(' | '（' => parenthesised(text),
        '【' => lenticular(text),
        '①'..='⑳' | '㉑'..='㉟' | '⓪' | '❶'..='❿' => circled_number(text, first),
        '⑴'..='⒇' => Some(single(text, first, NumberForm::Parenthesised, first as u32 - '⑴' as u32 + 1)),
        'Ⅰ'..='Ⅻ' => Some(single_with_dot(text, first, NumberForm::Roman, first as u32 - 'Ⅰ' as u32 + 1)),
        '0'..='9' | '０'..='９' => arabic(text, blank_at),
        'I' | 'V' | 'X' => roman(text, blank_at),
        'ア'..='ン' => kana(text, first, blank_at),
        'a'..='h' | 'A'..='H' => letter(text, first),
        '第' => chapter(text, blank_at),
        'N' | '№' => named(text),
        _ => None,
    }
}

/// `No.1`, `№12`.
fn named(text: &str) -> Option<Number<'_>> {
    let behind = text.strip_prefix('№').or_else(|| text.strip_prefix("No").or_else(|| text.strip_prefix("NO")))?;
    let behind = behind.trim_start_matches(['.', '．', ' ']);
    let start = text.len() - behind.len();
    let (value, length) = digits(behind)?;
    let end = start + length;
    let end = end + blanks(&text[end..]);
    (value > 0).then_some(Number { form: NumberForm::Arabic, value, printed: text[..end].trim_end(), end })
}

/// The circled digit for a value.
#[must_use]
pub fn circled(value: u32) -> Option<char> {
    (1..=20).contains(&value).then(|| char::from_u32('①' as u32 + value - 1)).flatten()
}

/// The value of a circled digit.
fn circled_value(c: char) -> Option<u32> {
    let (base, first) = match c {
        '①'..='⑳' => ('①', 1),
        '㉑'..='㉟' => ('㉑', 21),
        '❶'..='❿' => ('❶', 1),
        _ => return None,
    };
    Some(c as u32 - base as u32 + first)
}

fn circled_number(text: &str, first: char) -> Option<Number<'_>> {
    Some(single(text, first, NumberForm::Circled, circled_value(first)?))
}

fn single(text: &str, first: char, form: NumberForm, value: u32) -> Number<'_> {
    let length = first.len_utf8();
    Number { form, value, printed: &text[..length], end: length + blanks(&text[length..]) }
}

fn single_with_dot(text: &str, first: char, form: NumberForm, value: u32) -> Number<'_> {
    let mut number = single(text, first, form, value);
    number.end = skip_dot(text, number.end);
    number
}

/// `(1)`, `（１）`, `(ア)`, `(a)`, `( 1 )`.
fn parenthesised(text: &str) -> Option<Number<'_>> {
    let open = text.chars().next()?.len_utf8();
    let close = open + text[open..].find([')', '）'])?;
    let inside = text[open..close].trim();
    let end = close + text[close..].chars().next()?.len_utf8();
    let (form, value) = match digits(inside) {
        Some((value, length)) if length == inside.len() && value > 0 => (NumberForm::Parenthesised, value),
        _ => {
            let mut characters = inside.chars();
            let only = characters.next()?;
            if characters.next().is_some() {
                return None;
            }
            match (kana_value(only), only) {
                (Some(value), _) => (NumberForm::ParenthesisedKana, value),
                (None, 'a'..='h') => (NumberForm::Letter, only as u32 - 'a' as u32 + 1),
                (None, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十') => {
                    (NumberForm::Parenthesised, kanji_digit(only)?)
                }
                _ => return None,
            }
        }
    };
    Some(Number { form, value, printed: &text[..end], end: end + blanks(&text[end..]) })
}

/// `【１】県内企業の成長支援`: above `（１）`, below `1.`.
fn lenticular(text: &str) -> Option<Number<'_>> {
    let inside = text.strip_prefix('【')?;
    let (value, length) = digits(inside).filter(|(value, _)| (1..=30).contains(value))?;
    let behind = inside[length..].strip_prefix('】')?;
    let end = text.len() - behind.len();
    Some(Number { form: NumberForm::Decimal, value, printed: &text[..end], end: end + blanks(behind) })
}

/// `1.`, `１．`, `10 `, `1)`, `1、`; not `3次元`, `2.0%`, `1,000`, `2020年`.
fn arabic<'t>(text: &'t str, blank_at: &dyn Fn(usize) -> bool) -> Option<Number<'t>> {
    let (value, length) = digits(text)?;
    if value == 0 || value > 99 {
        return None;
    }
    if let Some(number) = decimal(text, length, blank_at) {
        return Some(number);
    }
    let rest = &text[length..];
    match rest.chars().next() {
        Some(mark @ ('.' | '．' | '、')) => {
            let end = length + mark.len_utf8();
            let next = text[end..].chars().next();
            if next.is_some_and(|c| digit_value(c).is_some()) && !blank_at(end) {
                return None;
            }
            Some(Number { form: NumberForm::Arabic, value, printed: &text[..end], end: end + blanks(&text[end..]) })
        }
        Some(mark @ (')' | '）')) => {
            let end = length + mark.len_utf8();
            let form = NumberForm::HalfParenthesised;
            Some(Number { form, value, printed: &text[..end], end: end + blanks(&text[end..]) })
        }
        Some(_) if blank_at(length) => {
            Some(Number { form: NumberForm::Arabic, value, printed: &text[..length], end: length + blanks(rest) })
        }
        _ => None,
    }
}

/// `1-1.`, `２－１ 販路の開拓`; with a point only before a blank and a word that is no unit: `1.2 人材の確保`, not `1.5 億円`.
fn decimal<'t>(text: &'t str, first: usize, blank_at: &dyn Fn(usize) -> bool) -> Option<Number<'t>> {
    let joint = text[first..].chars().next().filter(|c| "-－‐−–.．".contains(*c))?;
    let start = first + joint.len_utf8();
    let (value, length) = digits(&text[start..]).filter(|(value, _)| (1..=30).contains(value))?;
    let mut end = start + length;
    let next = text[end..].chars().next()?;
    let dash = !matches!(joint, '.' | '．');
    if matches!(next, '.' | '．') && dash {
        end += next.len_utf8();
        if text[end..].chars().next().is_none_or(|c| digit_value(c).is_some()) {
            return None;
        }
    } else if !blank_at(end) || !dash && text[end..].trim_start().starts_with(is_counted_by) {
        return None;
    }
    Some(Number { form: NumberForm::Decimal, value, printed: &text[..end], end: end + blanks(&text[end..]) })
}

/// Whether a unit can begin with a character: a number in front of it counts something.
fn is_counted_by(character: char) -> bool {
    digit_value(character).is_some() || "億兆万千百円%％倍件台回度割kKMGTmth".contains(character)
}

/// `I `, `II.`, `IV `: letters that stand for a number, followed by a dot or a blank; not `IT`, `IoT`, `I型`.
fn roman<'t>(text: &'t str, blank_at: &dyn Fn(usize) -> bool) -> Option<Number<'t>> {
    const VALUES: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    let length = text.bytes().take_while(|b| matches!(b, b'I' | b'V' | b'X')).count();
    let value = VALUES.iter().position(|v| *v == &text[..length])? as u32 + 1;
    let dotted = skip_dot(text, length);
    if dotted == length && !blank_at(length) {
        return None;
    }
    let printed = &text[..length];
    Some(Number { form: NumberForm::Roman, value, printed, end: dotted + blanks(&text[dotted..]) })
}

/// `ア 対象者`: a single kana in the order of the syllabary, followed by a blank in the source or a dot.
fn kana<'t>(text: &'t str, first: char, blank_at: &dyn Fn(usize) -> bool) -> Option<Number<'t>> {
    let value = kana_value(first)?;
    let length = first.len_utf8();
    let dotted = skip_dot(text, length);
    if dotted == length && !blank_at(length) {
        return None;
    }
    let printed = &text[..length];
    Some(Number { form: NumberForm::Kana, value, printed, end: dotted + blanks(&text[dotted..]) })
}

/// `a.`, `A.`, `b)`.
fn letter(text: &str, first: char) -> Option<Number<'_>> {
    let mark = text[1..].chars().next()?;
    let next = text[1 + mark.len_utf8()..].chars().next();
    if !matches!(mark, '.' | '．' | ')' | '）') || next.is_none_or(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let end = 1 + mark.len_utf8();
    let value = u32::from(first.to_ascii_lowercase() as u8 - b'a') + 1;
    Some(Number { form: NumberForm::Letter, value, printed: &text[..end], end: end + blanks(&text[end..]) })
}

/// The digit of a part that is no kanji: `第Ⅱ部`, and the katakana that text recognition reads in `第ニの柱`.
fn part_digit(first: char, rest: &str) -> Option<u32> {
    match first {
        'Ⅰ'..='Ⅻ' if rest.starts_with(['部', '章', '編']) => Some(first as u32 - 'Ⅰ' as u32 + 1),
        'ニ' if rest.starts_with("の柱") => Some(2),
        _ => None,
    }
}

/// `第1章`, `第一の柱：`, `第1節`: the number stays in the title; of `第１ 創業の支援` it does not.
fn chapter<'t>(text: &'t str, blank_at: &dyn Fn(usize) -> bool) -> Option<Number<'t>> {
    let after = &text['第'.len_utf8()..];
    let (value, length) = digits(after).or_else(|| {
        let first = after.chars().next()?;
        Some((kanji_digit(first).or_else(|| part_digit(first, &after[first.len_utf8()..]))?, first.len_utf8()))
    })?;
    let rest = &after[length..];
    let starts = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
    let end = '第'.len_utf8() + length;
    let (form, kept) = if starts(&["章", "部", "編", "の柱", "の矢"]) {
        (NumberForm::Chapter, true)
    } else if starts(&["節", "項"]) {
        (NumberForm::Section, true)
    } else if rest.starts_with([' ', '　', '.', '．']) || blank_at(end) {
        (NumberForm::Chapter, false)
    } else {
        return None;
    };
    let (printed, end) =
        if kept { ("", 0) } else { (&text[..end], skip_dot(text, end) + blanks(&text[skip_dot(text, end)..])) };
    (value > 0).then_some(Number { form, value, printed, end })
}

fn kana_value(c: char) -> Option<u32> {
    const ORDER: &str = "アイウエオカキクケコサシスセソタチツテト";
    ORDER.chars().position(|k| k == c).map(|at| at as u32 + 1)
}

fn kanji_digit(c: char) -> Option<u32> {
    "一二三四五六七八九十".chars().position(|k| k == c).map(|at| at as u32 + 1)
}

/// Up to three digits, half or full width.
fn digits(text: &str) -> Option<(u32, usize)> {
    let mut value = 0;
    let mut length = 0;
    for (count, c) in text.chars().enumerate() {
        let Some(digit) = digit_value(c) else { break };
        if count == 3 {
            return None;
        }
        value = value * 10 + digit;
        length += c.len_utf8();
    }
    (length > 0).then_some((value, length))
}

fn skip_dot(text: &str, at: usize) -> usize {
    match text[at..].chars().next() {
        Some(mark @ ('.' | '．' | '、')) => {
            let end = at + mark.len_utf8();
            end + blanks(&text[end..])
        }
        _ => at,
    }
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t', '　']).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: Option<(NumberForm, u32, &str, &str)>) {
        // A blank in the source is still there in these lines.
        let read = read_number(source, &|at| source[at..].starts_with(' '));
        let shown = read.map(|n| (n.form, n.value, n.meant(), source[n.end..].to_owned()));
        let expected = expected.map(|(form, value, meant, rest)| (form, value, meant.to_owned(), rest.to_owned()));
        assert_eq!(shown, expected, "{source}");
    }

    #[test]
    fn numbers_in_all_forms() {
        check("No.3 次世代空モビリティ", Some((NumberForm::Arabic, 3, "3", "次世代空モビリティ")));
        check("Nox対策", None);
        check("1-1. GX投資の促進", Some((NumberForm::Decimal, 1, "1-1", "GX投資の促進")));
        check("２－３ 人材の確保", Some((NumberForm::Decimal, 3, "2-3", "人材の確保")));
        check("1.2 人材の確保", Some((NumberForm::Decimal, 2, "1.2", "人材の確保")));
        check("1.5 億円を補助", None);
        check("80-90億円", None);
        check("2.0%増加", None);
        check("1. 個別戦略分野", Some((NumberForm::Arabic, 1, "1", "個別戦略分野")));
        check("１．デジタル経済", Some((NumberForm::Arabic, 1, "1", "デジタル経済")));
        check("10 新型コロナ対策", Some((NumberForm::Arabic, 10, "10", "新型コロナ対策")));
        check("(1) AI", Some((NumberForm::Parenthesised, 1, "(1)", "AI")));
        check("（２）AI 実装", Some((NumberForm::Parenthesised, 2, "(2)", "AI 実装")));
        check("② 移住支援金", Some((NumberForm::Circled, 2, "②", "移住支援金")));
        check("I イノベーション", Some((NumberForm::Roman, 1, "I", "イノベーション")));
        check("IV. 新たな成長", Some((NumberForm::Roman, 4, "IV", "新たな成長")));
        check("Ⅲ アジア", Some((NumberForm::Roman, 3, "Ⅲ", "アジア")));
        check("ア 対象者", Some((NumberForm::Kana, 1, "ア", "対象者")));
        check("1) IT導入", Some((NumberForm::HalfParenthesised, 1, "1)", "IT導入")));
        check("第一の柱：データ", Some((NumberForm::Chapter, 1, "", "第一の柱：データ")));
        check("第Ⅱ部 地域経済", Some((NumberForm::Chapter, 2, "", "第Ⅱ部 地域経済")));
        check("第ニの柱 地域", Some((NumberForm::Chapter, 2, "", "第ニの柱 地域")));
        check("第1 創業の支援", Some((NumberForm::Chapter, 1, "第1", "創業の支援")));
        check("第2節 人材の育成", Some((NumberForm::Section, 2, "", "第2節 人材の育成")));
        check("(ア) 新製品の開発", Some((NumberForm::ParenthesisedKana, 1, "(ア)", "新製品の開発")));
    }

    #[test]
    fn what_only_looks_like_a_number() {
        for text in [
            "3次元物理探査",
            "2.0%を実現",
            "1,000万円",
            "2020年度までに",
            "IoT 等推進",
            "IT化",
            "アジア経済",
            "(独)日本貿易振興機構",
            "(例) 高精度3D",
            "第4次産業革命",
            "第五期中期目標",
            "A社 1000万円",
            "第4次産業革命",
            "(1)",
        ] {
            if text == "(1)" {
                assert!(read_number(text, &|_| false).is_some());
            } else {
                check(text, None);
            }
        }
    }
}
