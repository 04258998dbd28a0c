//! Tells sentences without a value by one look at their characters, before an item is cut into tokens.

use std::sync::LazyLock;

use yosan_normaliser::CharSet;

use super::share::read_fixed;
use super::token::{digits, number};
use crate::brackets::{closes, opens};
use crate::characters::is_digit;
use crate::facts::Facts;

/// Whether a value is printed in an item, or the edge of a cell, beside which numbers are read by themselves.
///
/// All rules come from values: a section without one is not read at all, which leaves one item of five to read.
pub(super) fn may_hold_value(text: &str) -> bool {
    let mut at = 0;
    loop {
        at += FIGURES.skip(&text[at..]);
        let Some(mark) = text[at..].chars().next() else { return false };
        let found = match mark {
            '\t' | '|' | '｜' | '<' => true,
            '定' => read_fixed(&text[at..]).is_some(),
            _ => number(text, at, mark).is_some_and(|(piece, _)| piece.is_value()),
        };
        if found {
            return true;
        }
        at += if is_digit(mark) { digits(&text[at..]) } else { mark.len_utf8() };
    }
}

/// Whether a value may be printed on lines with these kinds of characters: a number and a unit, or what is a value by
/// itself. They refuse seven of ten items before anything looks at their texts.
pub(crate) fn may_be_of_value(facts: Facts) -> bool {
    let number = facts.any(Facts::DIGIT | Facts::KANJI_DIGIT);
    let unit = facts.any(Facts::SHARE | Facts::MONEY | Facts::MULTIPLE);
    number && unit || facts.any(Facts::FIXED | Facts::CELLS)
}

/// The characters at which a value or a cell can begin.
static FIGURES: LazyLock<CharSet> = LazyLock::new(|| {
    let digits = ('0'..='9').chain('０'..='９');
    CharSet::new(digits.chain("½⅓⅔¼¾⅕⅘一二三四五六七八九定\t|｜<".chars()))
});

/// Whether an item without a value has sentences and no bracket left open.
///
/// It ends what was said before it, whatever its labels are.
pub(super) fn is_prose(text: &str) -> bool {
    let mut sentences = false;
    let mut depth = 0_usize;
    let mut at = 0;
    loop {
        at += MARKS.skip(&text[at..]);
        let Some(mark) = text[at..].chars().next() else { return sentences && depth == 0 };
        match mark {
            '。' => sentences = true,
            _ if opens(mark) => depth += 1,
            _ if closes(mark) => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += mark.len_utf8();
    }
}

/// The end of a sentence, and brackets.
static MARKS: LazyLock<CharSet> = LazyLock::new(|| CharSet::new("。（(【［[〔〈《<＜｛{）)】］]〕〉》>＞｝}".chars()));

#[cfg(test)]
mod tests {
    use super::{is_prose, may_be_of_value, may_hold_value};
    use crate::facts::Facts;

    #[test]
    fn sentences_without_a_value() {
        for text in ["補助を行う。", "令和6年度に30者へ補助する。", "一体的に（15分野で）支援する。割合を高める。"]
        {
            assert!(!may_hold_value(text) && is_prose(text), "{text}");
        }
        for text in ["支援する。（補助率は", "補助率", "（定額減税）"] {
            assert!(!may_hold_value(text) && !is_prose(text), "{text}");
        }
    }

    #[test]
    fn values_and_cells() {
        for text in [
            "費用の1/2を補助する。",
            "費用の２ ／ ３を補助する。",
            "二分の一を補助する。",
            "二 / 三を補助する。",
            "五割を補助する。",
            "費用の3分の2を補助する。",
            "50%を補助する。",
            "2,000千円を上限に補助する。",
            "500から800万円を補助する。",
            "3者に定額を補助する。",
            "支援する。\t補助率",
            "1億円",
            "１０万円",
            "5千円",
            "½",
            "¼補助",
            "４割",
            "3⁄4",
            "50﹪",
            "補助率｜上限",
            "<td>",
        ] {
            assert!(may_hold_value(text), "{text}");
            assert!(may_be_of_value(Facts::of_line(text).0), "{text}");
        }
        for text in ["令和6年度に30者へ", "一体的に支援する", "十万の事業者", "時間/回"] {
            assert!(!may_hold_value(text), "{text}");
        }
    }
}
