//! Shares of a cost: fractions, percentages and tenths, and the word 定額.

use yosan_normaliser::digit_value;

use super::vocabulary::NOT_FIXED;
use crate::characters::{is_digit, range_sign, skip_blanks};

/// A share as printed, half width and without blanks: `2/3`, `100%`, `5割`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Share {
    /// `2/3`.
    pub(super) text: String,
    /// How it is written.
    pub(super) form: Form,
}

/// How a share is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `2/3`, `3分の2`.
    Fraction,
    /// `50%`.
    Percent,
    /// `5割`.
    Tenths,
}

/// The share that `text` starts with, and the bytes it takes.
///
/// ```text
/// share = number ("/" | "／" | "⁄") number    2/3  １０／１０
///       | number "分の" number                3分の2  三分の二
///       | number "%"                          100%  1.20%
///       | number "割"                         5割
/// ```
pub(super) fn read_share(text: &str) -> Option<(Share, usize)> {
    if let Some(fraction) = text.chars().next().and_then(vulgar) {
        return Some((Share { text: fraction.to_owned(), form: Form::Fraction }, text.chars().next()?.len_utf8()));
    }
    let first = Figure::read(text)?;
    let at = first.end + skip_blanks(&text[first.end..]);
    let rest = &text[at..];
    if let Some(after) = rest.strip_prefix(['/', '／', '⁄', '∕']) {
        return fraction(first, after, text, false);
    }
    if let Some(after) = rest.strip_prefix("分の") {
        return fraction(first, after, text, true);
    }
    if let Some(after) = rest.strip_prefix(['%', '％', '﹪']) {
        return Some((Share { text: first.digits + "%", form: Form::Percent }, text.len() - after.len()));
    }
    let after =
        rest.strip_prefix('割').filter(|after| !after.starts_with(['合', '引', '増', '高', '当', '減', '安']))?;
    let whole = first.digits.len() == 1 || first.digits == "10";
    whole.then(|| (Share { text: first.digits + "割", form: Form::Tenths }, text.len() - after.len()))
}

/// The lower end of a range that prints its sign once, and the bytes it takes: `0.5` in `0.5～2.95%`.
pub(super) fn read_lower_percent(text: &str) -> Option<(Share, usize)> {
    let low = Figure::read(text)?;
    let rest = &text[low.end..];
    let rest = &rest[skip_blanks(rest)..];
    let rest = &rest[range_sign(rest)?.len()..];
    let (high, _) = read_share(&rest[skip_blanks(rest)..])?;
    (high.form == Form::Percent).then(|| (Share { text: low.digits + "%", form: Form::Percent }, low.end))
}

/// The word 定額 where it means a grant of a fixed sum, and the bytes it takes.
pub(super) fn read_fixed(text: &str) -> Option<usize> {
    let after = text.strip_prefix("定額")?;
    (!NOT_FIXED.start(after)).then_some("定額".len())
}

/// A share of at most one; `4/10` in a date and `1000/3` are read by whoever asks with more context.
fn fraction(first: Figure, after: &str, text: &str, denominator_first: bool) -> Option<(Share, usize)> {
    let skipped = skip_blanks(after);
    let second = Figure::read(&after[skipped..])?;
    let end = text.len() - after.len() + skipped + second.end;
    let (numerator, denominator) = if denominator_first { (second, first) } else { (first, second) };
    let (above, below) = (numerator.value()?, denominator.value()?);
    let proper = above <= below && below > 1 && above > 0;
    let alone = !text[end..].starts_with(['/', '／', '.', '⁄']) || denominator_first;
    (proper && alone).then(|| (Share { text: numerator.digits + "/" + &denominator.digits, form: Form::Fraction }, end))
}

fn vulgar(c: char) -> Option<&'static str> {
    let known = [('½', "1/2"), ('⅓', "1/3"), ('⅔', "2/3"), ('¼', "1/4"), ('¾', "3/4"), ('⅕', "1/5"), ('⅘', "4/5")];
    known.iter().find(|(sign, _)| *sign == c).map(|(_, fraction)| *fraction)
}

/// The digits of one printed figure, half width; kanji digits only one at a time (`三分の二`).
struct Figure {
    digits: String,
    end: usize,
}

impl Figure {
    fn read(text: &str) -> Option<Self> {
        let mut figure = Self { digits: String::new(), end: 0 };
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next().filter(|(at, _)| *at < 16) {
            if let Some(value) = digit_value(c).and_then(|value| char::from_digit(value, 10)) {
                figure.digits.push(value);
                figure.end = at + c.len_utf8();
            } else if figure.end > 0 && matches!(c, '.' | '．') && chars.peek().is_some_and(|(_, c)| is_digit(*c)) {
                figure.digits.push('.');
            } else {
                break;
            }
        }
        if figure.end == 0 { Self::kanji(text) } else { Some(figure) }
    }

    fn kanji(text: &str) -> Option<Self> {
        let c = text.chars().next()?;
        let value = "一二三四五六七八九".chars().position(|kanji| kanji == c)? + 1;
        let rest = &text[c.len_utf8()..];
        let counted = !rest.starts_with(|c| "一二三四五六七八九十百千".contains(c));
        counted.then(|| Self { digits: value.to_string(), end: c.len_utf8() })
    }

    fn value(&self) -> Option<u32> {
        self.digits.parse().ok().filter(|value| *value <= 100)
    }
}
