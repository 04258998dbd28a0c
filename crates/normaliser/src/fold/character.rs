//! What single characters fold to, and which kind of neighbour they are to a blank.

use unicode_normalization::char::{compose, decompose_compatible};

use crate::radicals::ideograph_of;

/// What the character at the start of `rest` becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fold {
    /// It stays.
    Same,
    /// It, with as many bytes as said here, becomes this character.
    To(char, usize),
    /// It is not seen and goes.
    Gone,
    /// It is a blank.
    Blank,
}

/// Full-width forms of half-width katakana and punctuation, from U+FF61.
const KATAKANA: [char; 63] = [
    '。', '「', '」', '、', '・', 'ヲ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ャ', 'ュ', 'ョ', 'ッ', 'ー', 'ア', 'イ', 'ウ',
    'エ', 'オ', 'カ', 'キ', 'ク', 'ケ', 'コ', 'サ', 'シ', 'ス', 'セ', 'ソ', 'タ', 'チ', 'ツ', 'テ', 'ト', 'ナ', 'ニ',
    'ヌ', 'ネ', 'ノ', 'ハ', 'ヒ', 'フ', 'ヘ', 'ホ', 'マ', 'ミ', 'ム', 'メ', 'モ', 'ヤ', 'ユ', 'ヨ', 'ラ', 'リ', 'ル',
    'レ', 'ロ', 'ワ', 'ン', '゛', '゜',
];

/// Folds a character that is not ASCII. `before` is the text in front of it in the line, `after` the text behind it.
pub(super) fn fold(character: char, before: &str, after: &str) -> Fold {
    let to = |folded: char| Fold::To(folded, character.len_utf8());
    match character {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' | '＋' | '＝' | '＆' | '＠' | '＃' => {
            to(half_width(character))
        }
        '．' | '，' if is_digit(before.chars().next_back()) && is_digit(after.chars().next()) => {
            to(half_width(character))
        }
        '\u{FF61}'..='\u{FF9F}' => katakana(character, after),
        '\u{FE10}'..='\u{FE19}' | '\u{FE30}'..='\u{FE48}' | '\u{FE50}'..='\u{FE6B}' => {
            upright(character).map_or(Fold::Same, to)
        }
        '\u{2E80}'..='\u{2FD5}' => ideograph_of(character).map_or(Fold::Same, to),
        _ if is_blank(character) => Fold::Blank,
        _ if is_unseen(character) => Fold::Gone,
        _ => Fold::Same,
    }
}

/// The character that a kana and the combining voiced mark behind it make: か + U+3099 is が.
pub(super) fn voiced(kana: char, mark: char) -> Option<char> {
    matches!(mark, '\u{3099}' | '\u{309A}').then(|| compose(kana, mark)).flatten()
}

fn katakana(character: char, after: &str) -> Fold {
    let index = (u32::from(character) - 0xFF61) as usize;
    let Some(&full) = KATAKANA.get(index) else { return Fold::Same };
    let mark = match after.chars().next() {
        Some('\u{FF9E}') => '\u{3099}',
        Some('\u{FF9F}') => '\u{309A}',
        _ => return Fold::To(full, 3),
    };
    compose(full, mark).map_or(Fold::To(full, 3), |composed| Fold::To(composed, 6))
}

/// The sign of a vertical or small form: `︵` is `(`. None for those that stand for several signs.
fn upright(form: char) -> Option<char> {
    let (mut signs, mut count) = (None, 0);
    decompose_compatible(form, |sign| (signs, count) = (Some(sign), count + 1));
    signs.filter(|_| count == 1)
}

/// The ASCII form of a full-width form.
fn half_width(character: char) -> char {
    u32::from(character).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(character)
}

fn is_digit(character: Option<char>) -> bool {
    matches!(character, Some('0'..='9' | '０'..='９'))
}

/// A blank other than tab. A line that holds a carriage return holds a stray one.
pub(super) fn is_blank(character: char) -> bool {
    matches!(
        character,
        ' ' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{A0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200A}' | '\u{2028}' | '\u{2029}' | '\u{202F}' | '\u{205F}' | '\u{3000}' | '\u{3164}'
    )
}

/// Characters without a shape: zero-width, direction marks, soft hyphen, variation selectors.
pub(crate) fn is_unseen(character: char) -> bool {
    matches!(
        character,
        '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}'
    )
}

/// What a character is to a blank beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Kana and ideographs.
    Japanese,
    /// Letters and digits of Latin and its like.
    Latin,
    /// ASCII signs and those that Western text uses.
    Sign,
    /// Full-width signs, circled numbers, bullets.
    WideSign,
}

/// The kind of a folded character.
pub(super) fn kind(character: char) -> Kind {
    match character {
        '※' => Kind::WideSign,
        _ if character.is_ascii_alphanumeric() => Kind::Latin,
        _ if is_japanese(character) => Kind::Japanese,
        '\0'..='\u{20FF}' if character.is_alphanumeric() && !character.is_numeric() => Kind::Latin,
        '\0'..='\u{20FF}' => Kind::Sign,
        _ => Kind::WideSign,
    }
}

/// Kana, ideographs, and the marks that are written among them as letters.
pub(super) fn is_japanese(character: char) -> bool {
    matches!(
        character,
        '々' | '〆' | '〇' | '〱'..='〵' | '〻' | 'ぁ'..='ゖ' | '\u{3099}'..='ゟ' | 'ァ'..='ヺ' | 'ー'..='ヿ' | 'ㇰ'..='ㇿ'
            | '\u{2E80}'..='\u{2FD5}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFD}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_of_a_blank() {
        let cases = [
            ('局', Kind::Japanese),
            ('ー', Kind::Japanese),
            ('々', Kind::Japanese),
            ('A', Kind::Latin),
            ('9', Kind::Latin),
            ('é', Kind::Latin),
            (')', Kind::Sign),
            ('+', Kind::Sign),
            ('×', Kind::Sign),
            ('（', Kind::WideSign),
            ('・', Kind::WideSign),
            ('①', Kind::WideSign),
            ('※', Kind::WideSign),
            ('Ⅲ', Kind::WideSign),
            ('✓', Kind::WideSign),
        ];
        for (character, expected) in cases {
            assert_eq!(kind(character), expected, "{character}");
        }
    }

    #[test]
    fn separators_of_thousands_are_folded_between_digits_only() {
        assert_eq!(fold('，', "１", "３"), Fold::To(',', 3));
        assert_eq!(fold('，', "1", "3"), Fold::To(',', 3));
        assert_eq!(fold('，', "国", "3"), Fold::Same);
        assert_eq!(fold('．', "1", ""), Fold::Same);
    }

    #[test]
    fn voiced_marks_are_composed() {
        assert_eq!(fold('ｶ', "", "ﾞ"), Fold::To('ガ', 6));
        assert_eq!(fold('ﾎ', "", "ﾟ"), Fold::To('ポ', 6));
        assert_eq!(fold('ｱ', "", "ﾞ"), Fold::To('ア', 3));
        assert_eq!(voiced('は', '\u{309A}'), Some('ぱ'));
        assert_eq!(voiced('は', 'は'), None);
    }
}
