//! The one form of a name that joins its printed forms: in a table of contents, on a sheet, in next year's release.
//!
//! Coarser than folding, and never shown: NFKC (① is `1`, ㈱ is `(株)`), no blanks, one form of every dash, bracket,
//! quote, wave dash, middle dot and colon, one form of variant ideographs. What stands in brackets stays, because
//! （委託） and （研究） tell things apart. Case stays too.
//!
//! A dash behind kana is the long vowel mark badly printed (`センタ−`), and a long vowel mark behind anything else is
//! a dash (`AI ー 活用`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::CharSet;
use crate::fold::is_unseen;
use crate::radicals::ideograph_of;

static VARIANTS: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
    let lines = include_str!("../data/variants.tsv").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut fields = line.split('\t').filter_map(|field| field.chars().next());
            Some((fields.next()?, fields.next()?))
        })
        .collect()
});

/// The characters that have a usual form.
static VARIANT: LazyLock<CharSet> = LazyLock::new(|| CharSet::new(VARIANTS.keys().copied()));

/// Characters that are in a key as they are printed, whatever stands beside them: nearly all of most names.
static UNCHANGED: LazyLock<CharSet> = LazyLock::new(|| {
    let plain = ('!'..='~').chain('、'..='〃').chain('ぁ'..='ゖ').chain('ァ'..='・');
    let plain = plain.filter(|character| *character != '-' && one_form(*character, None) == *character);
    // Of the ideographs only variants change.
    CharSet::new(plain).with_range('\u{4E00}', '\u{9FFF}').without(VARIANTS.keys().copied())
});

/// The key of a name.
///
/// `国土強靭化 ＡＩ－データ事業` and `国土強靱化AI-データ事業` have the same key.
#[must_use]
pub fn join_key(text: &str) -> String {
    if let Some(key) = plain_key(text) {
        return key;
    }
    let mut key = String::with_capacity(text.len());
    let printed = text.chars().filter(|character| is_kept(*character)).map(mend);
    for character in printed.nfkc().filter(|character| is_kept(*character)) {
        key.push(one_form(character, key.chars().next_back()));
    }
    key
}

/// The key of a text of nothing but characters that NFKC takes one by one. Most names are such; without the tables of
/// NFKC their keys take a tenth of the time.
fn plain_key(text: &str) -> Option<String> {
    let mut key = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let (unchanged, changed) = rest.split_at(UNCHANGED.len_inside(rest));
        key.push_str(unchanged);
        let Some(character) = changed.chars().next() else { return Some(key) };
        let normal = match character {
            ' '..='~' | '、'..='〃' | 'ぁ'..='ゖ' | 'ァ'..='ー' | '\u{4E00}'..='\u{9FFF}' => character,
            '！'..='～' => char::from_u32(u32::from(character) - 0xFEE0)?,
            '\u{3000}' => ' ',
            _ => return None,
        };
        if normal != ' ' {
            key.push(one_form(normal, key.chars().next_back()));
        }
        rest = &changed[character.len_utf8()..];
    }
}

/// What NFKC leaves or gets wrong: radicals, and voiced marks of their own, which are to join the kana before them.
fn mend(character: char) -> char {
    match character {
        '゛' => '\u{3099}',
        '゜' => '\u{309A}',
        _ => ideograph_of(character).unwrap_or(character),
    }
}

/// Neither a blank nor a character without a shape.
fn is_kept(character: char) -> bool {
    !character.is_whitespace() && !character.is_control() && !is_unseen(character)
}

fn one_form(character: char, before: Option<char>) -> char {
    match character {
        '-' | 'ー' | '‐'..='―' | '−' | '─' | '━' | '⁃' | '➖' | '﹘' => dash(before),
        '~' | '〜' | '∼' | '∽' | '˜' | '〰' => '~',
        '・' | '·' | '•' | '‧' | '∙' | '⋅' | '◦' => '・',
        ':' | '∶' | '꞉' | '︓' => ':',
        '(' | '[' | '{' | '<' | '【' | '〔' | '〖' | '〘' | '〈' | '《' | '⟨' | '≪' | '«' => '(',
        ')' | ']' | '}' | '>' | '】' | '〕' | '〗' | '〙' | '〉' | '》' | '⟩' | '≫' | '»' => ')',
        '"' | '\'' | '`' | '´' | '‘'..='‟' | '′' | '″' | '「' | '」' | '『' | '』' | '〝' | '〞' | '〟' => {
            '"'
        }
        '⁄' | '∕' | '⧸' => '/',
        _ if character.is_ascii() => character,
        _ if !VARIANT.may_hold(character) => character,
        _ => VARIANTS.get(&character).copied().unwrap_or(character),
    }
}

fn dash(before: Option<char>) -> char {
    if matches!(before, Some('ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー')) { 'ー' } else { '-' }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_forms_of_one_name_have_one_key() {
        let cases: [&[&str]; 12] = [
            &["国土強靱化関連", "国土強靭化 関連", "国⼟強靱化関連"],
            &["デジタル", "テ゛シ゛タル", "ﾃﾞｼﾞﾀﾙ"],
            &["AI・IoT活用事業", "ＡＩ･ＩｏＴ 活用事業", "AI·IoT活用事業", "A I・I o T活用事業"],
            &["Connected Industries推進", "ConnectedIndustries 推進"],
            &["休廃止鉱山（補助金）", "休廃止鉱山(補助金)", "休廃止鉱山【補助金】", "休廃止鉱山〔補助金〕"],
            &["株式会社(株)", "株式会社㈱"],
            &["対策①", "対策1", "対策１"],
            &["2019～2021年度", "2019〜2021年度", "2019~2021年度"],
            &["ベンチャー知財支援", "ベンチャ−知財支援", "ﾍﾞﾝﾁｬｰ知財支援", "ベンチャ―知財支援"],
            &["AI-データ", "AI－データ", "AI―データ", "AI ー データ"],
            &["「匠の技」の伝承", "“匠の技”の伝承", "『匠の技』の伝承"],
            &["高崎の桟橋", "髙﨑の棧橋", "⾼崎の桟橋"],
        ];
        for names in cases {
            for name in names {
                assert_eq!(join_key(name), join_key(names[0]), "{name}");
            }
        }
    }

    #[test]
    fn different_programmes_have_different_keys() {
        let cases = [
            ("事業（委託）", "事業（補助金）"),
            ("対策①", "対策②"),
            ("データ", "デタ"),
            ("10～20", "1020"),
            ("G7", "g7"),
        ];
        for (one, other) in cases {
            assert_ne!(join_key(one), join_key(other));
        }
    }

    #[test]
    fn plain_characters_are_what_nfkc_makes_of_them() {
        for character in (0..0x1_0000).filter_map(char::from_u32) {
            let text = format!("国{character}ー");
            let Some(plain) = plain_key(&text) else { continue };
            let kept = text.chars().filter(|c| is_kept(*c)).map(mend).nfkc().filter(|c| is_kept(*c));
            let full = kept.fold(String::new(), |mut key, c| {
                key.push(one_form(c, key.chars().next_back()));
                key
            });
            assert_eq!(plain, full, "{character:?}");
        }
    }

    #[test]
    fn the_table_of_variants_needs_one_look() {
        assert!(VARIANTS.len() > 200);
        assert!(VARIANTS.values().all(|usual| !VARIANTS.contains_key(usual)));
    }
}
