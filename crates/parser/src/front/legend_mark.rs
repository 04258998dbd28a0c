//! The marks that a legend speaks of, each with the words that lead over to its meaning.
//!
//! ```text
//! lead     = mark link
//! mark     = unmarked | bracket with 補正 in it | empty bracket | 括弧 | 隅付き括弧 | …
//! unmarked = [ 【…補正】 ] [ の ] ( 記載 | 表示 | 印 | 注記 ) [ の ] [ が ] ( ない | 無い | なし ) [ もの | 事業 | 場合 ]
//!          | ( 無印 | 無記載 ) のも [ の ]
//! link     = [ [ の ] 内 ] [ 書 [ き ] ] [ の ( 数字 | 額 | … ) ] ( には | は | に | ： | ＝ ) [ 、 ]
//! ```
//! Blanks may stand in an empty bracket and around the parts of a link. `（ ）内は`, `【補正】の記載は`, `無印のものは`

use std::ops::Range;
use std::sync::LazyLock;

use yosan_normaliser::CharSet;

/// What a sentence of a legend is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// （ ）.
    Parenthesis,
    /// 【補正】, whatever its brackets.
    Supplementary,
    /// 【 】.
    Lenticular,
    /// 〔 〕, ［ ］.
    Tortoise,
    /// 〈 〉, ＜ ＞.
    Angle,
    /// 《 》.
    DoubleAngle,
    /// What has no mark.
    Unmarked,
}

/// The brackets, what they are when nothing but blanks stands in them, and whether 補正 can.
const BRACKETS: &[(char, &[char], Mark, bool)] = &[
    ('（', &['）', ')'], Mark::Parenthesis, false),
    ('(', &['）', ')'], Mark::Parenthesis, false),
    ('【', &['】'], Mark::Lenticular, true),
    ('〔', &['〕'], Mark::Tortoise, true),
    ('［', &['］'], Mark::Tortoise, true),
    ('[', &[']'], Mark::Tortoise, true),
    ('〈', &['〉'], Mark::Angle, true),
    ('＜', &['＞'], Mark::Angle, true),
    ('<', &['>'], Mark::Angle, true),
    ('《', &['》'], Mark::DoubleAngle, false),
];

/// The mark that an opening bracket is.
pub(super) fn mark_of(open: char) -> Option<Mark> {
    BRACKETS.iter().find(|(known, ..)| *known == open).map(|(_, _, mark, _)| *mark)
}

/// Brackets called by their names.
const NAMES: &[(&str, Mark)] = &[
    ("括弧", Mark::Parenthesis),
    ("カッコ", Mark::Parenthesis),
    ("かっこ", Mark::Parenthesis),
    ("隅付き括弧", Mark::Lenticular),
    ("墨付き括弧", Mark::Lenticular),
];

const SUPPLEMENTARY: &str = "補正";

/// What is said of a mark that is not printed, and of a mark in front of ない.
const UNPRINTED: &[&str] = &["無印のも", "無記載のも"];
const PRINTED: &[&str] = &["記載", "表示", "印", "注記"];

/// How many characters can stand beside 補正 in its bracket.
const BESIDE: usize = 12;

/// The same in the bracket of a mark that is not printed: 【補正】の記載がないもの.
const BESIDE_UNPRINTED: usize = 8;

/// All marks of a text, each with where it and its link stand.
pub(super) fn find_all(text: &str) -> Vec<(Mark, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        let start = at + STARTS.skip(&text[at..]);
        let Some(first) = text[start..].chars().next() else { return found };
        let particle = text[at..start].ends_with('の').then(|| start - 'の'.len_utf8());
        let mut starts = particle.into_iter().chain([start]);
        if let Some((start, (mark, behind))) = starts.find_map(|start| Some((start, read(&text[start..])?))) {
            at = text.len() - behind.len();
            found.push((mark, start..at));
        } else {
            at = start + first.len_utf8();
        }
    }
}

/// The first characters of all marks, but for the の in front of some: it stands everywhere.
static STARTS: LazyLock<CharSet> = LazyLock::new(|| {
    let words = NAMES.iter().map(|(name, _)| name).chain(UNPRINTED).chain(PRINTED);
    let brackets = BRACKETS.iter().map(|(open, ..)| *open);
    CharSet::new(words.filter_map(|word| word.chars().next()).chain(brackets))
});

/// The mark with its link that a text starts with, and what is behind them.
fn read(text: &str) -> Option<(Mark, &str)> {
    let first = text.chars().next()?;
    let Some((_, close, mark, may_hold_words)) = BRACKETS.iter().find(|(open, ..)| *open == first) else {
        let named = NAMES.iter().find_map(|(name, mark)| Some((*mark, link(text.strip_prefix(name)?)?)));
        return named.or_else(|| Some((Mark::Unmarked, unmarked(text)?)));
    };
    let inside = &text[first.len_utf8()..];
    if let Some(behind) = inside.trim_start().strip_prefix(*close) {
        return Some((*mark, link(behind)?));
    }
    let (words, behind) = may_hold_words.then(|| inside.split_once(*close))??;
    if let Some(behind) = unmarked(text) {
        return Some((Mark::Unmarked, behind));
    }
    names_supplementary(words).then(|| Some((Mark::Supplementary, link(behind)?)))?
}

/// What is behind the words that say that there is no mark, and their link.
fn unmarked(text: &str) -> Option<&str> {
    if let Some(thing) = one_of(text, UNPRINTED) {
        // The の belongs to もの, or to the link: 無印のもの額は.
        return thing.strip_prefix('の').and_then(link).or_else(|| link(thing));
    }
    let text = unprinted_mark(text).unwrap_or(text);
    let text = one_of(optional(text, "の"), PRINTED)?;
    let text = one_of(optional(optional(text, "の"), "が"), &["ない", "無い", "なし"])?;
    link(one_of(text, &["もの", "事業", "場合"]).unwrap_or(text))
}

/// What is behind the mark that an unmarked amount lacks: 【補正】, 〈補正〉.
fn unprinted_mark(text: &str) -> Option<&str> {
    if let Some(behind) = one_of(text, &["〈補正〉", "＜補正＞"]) {
        return Some(behind);
    }
    let (inside, behind) = text.strip_prefix('【')?.split_once('】')?;
    let words = inside.strip_suffix(SUPPLEMENTARY)?;
    (words.chars().count() <= BESIDE_UNPRINTED).then_some(behind)
}

/// Whether 補正 stands in a bracket, and little else.
fn names_supplementary(inside: &str) -> bool {
    let is_short = |words: &str| words.chars().count() <= BESIDE;
    inside
        .match_indices(SUPPLEMENTARY)
        .any(|(at, word)| is_short(&inside[..at]) && is_short(&inside[at + word.len()..]))
}

/// What is behind the words that lead over from a mark to its meaning.
fn link(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let text = one_of(text, &["の内", "内"]).unwrap_or(text);
    let text = text.strip_prefix('書').map_or(text, |behind| optional(behind, "き"));
    let text = text.strip_prefix('の').map_or(Some(text), |behind| one_of(behind, COUNTED))?;
    let behind = one_of(text.trim_start(), &["には", "は", "に", "：", ":", "＝", "="])?.trim_start();
    Some(behind.strip_prefix(['、', '，']).unwrap_or(behind).trim_start())
}

/// What a mark can be said to mark: 括弧内の数字は.
const COUNTED: &[&str] = &["数字", "数値", "金額", "額", "計数", "事業", "もの", "記載"];

/// What is behind the first of these words that the text starts with.
fn one_of<'t>(text: &'t str, words: &[&str]) -> Option<&'t str> {
    words.iter().find_map(|word| text.strip_prefix(word))
}

/// What is behind a word that may be missing.
fn optional<'t>(text: &'t str, word: &str) -> &'t str {
    text.strip_prefix(word).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_with_their_links() {
        for (text, expected) in [
            ("（ ）内は令和5年度", Some((Mark::Parenthesis, "（ ）内は"))),
            ("凡例：( ） 内書きの金額 には 、 前年度", Some((Mark::Parenthesis, "( ） 内書きの金額 には 、 "))),
            ("括弧書は増減", Some((Mark::Parenthesis, "括弧書は"))),
            ("カッコの内の計数：前年度", Some((Mark::Parenthesis, "カッコの内の計数："))),
            ("隅付き括弧は補正予算", Some((Mark::Lenticular, "隅付き括弧は"))),
            ("【】内は補正予算", Some((Mark::Lenticular, "【】内は"))),
            ("［ ］=増減", Some((Mark::Tortoise, "［ ］="))),
            ("《》に国費", Some((Mark::DoubleAngle, "《》に"))),
            ("【補正】の記載は令和5年度", Some((Mark::Supplementary, "【補正】の記載は"))),
            ("[令和5年度補正予算]：", Some((Mark::Supplementary, "[令和5年度補正予算]："))),
            ("【補正】の記載がないものは当初予算", Some((Mark::Unmarked, "【補正】の記載がないものは"))),
            ("【2次補正】印のない事業は当初予算", Some((Mark::Unmarked, "【2次補正】印のない事業は"))),
            ("表示なしは当初予算", Some((Mark::Unmarked, "表示なしは"))),
            ("無印のものは当初予算", Some((Mark::Unmarked, "無印のものは"))),
            ("無記載のもの額は当初予算", Some((Mark::Unmarked, "無記載のもの額は"))),
            ("（注）は別紙", None),
            ("括弧内を除く", None),
            ("括弧のは前年度", None),
            ("【令和5年度の第二次の経済対策の補正】は", None),
            ("記載のとおり", None),
        ] {
            let found = find_all(text).into_iter().next().map(|(mark, range)| (mark, &text[range]));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn each_mark_of_a_sentence_is_found() {
        let text = "※（ ）内は前年度予算額、【補正】は補正予算額。";
        let found: Vec<_> = find_all(text).into_iter().map(|(mark, range)| (mark, &text[range])).collect();
        assert_eq!(found, [(Mark::Parenthesis, "（ ）内は"), (Mark::Supplementary, "【補正】は")]);
        for (text, mark) in [("金額の記載がないものは当初予算", "の記載がないものは"), ("下表の（ ）は", "（ ）は")]
        {
            assert_eq!(find_all(text).first().map(|(_, range)| &text[range.clone()]), Some(mark), "{text}");
        }
    }
}
