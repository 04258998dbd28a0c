//! Tells sentences without a value by one look at their characters, before an item is cut into tokens.

use std::sync::LazyLock;

use yosan_normaliser::CharSet;

use super::share::read_fixed;
use super::token::{digits, number};
use crate::brackets::{closes, opens};
use crate::characters::is_digit;

/// Whether an item has sentences, no value, no cells and no bracket left open.
///
/// Such an item states no rule, and ends what was said before it, whatever its labels are. Half of the items of the corpus
/// are refused here.
pub(super) fn is_prose(text: &str) -> bool {
    let mut sentences = false;
    let mut depth = 0_usize;
    let mut at = 0;
    loop {
        at += MARKS.skip(&text[at..]);
        let Some(mark) = text[at..].chars().next() else { return sentences && depth == 0 };
        let mut len = mark.len_utf8();
        match mark {
            '。' => sentences = true,
            '\t' | '|' | '｜' | '<' => return false,
            _ if opens(mark) => depth += 1,
            _ if closes(mark) => depth = depth.saturating_sub(1),
            '定' if read_fixed(&text[at..]).is_some() => return false,
            _ => match number(text, at, mark) {
                Some((piece, _)) if piece.is_value() => return false,
                _ if is_digit(mark) => len = digits(&text[at..]),
                _ => {}
            },
        }
        at += len;
    }
}

/// The characters at which more has to be asked.
static MARKS: LazyLock<CharSet> = LazyLock::new(|| {
    let figures = ('0'..='9').chain('０'..='９').chain("½⅓⅔¼¾⅕⅘一二三四五六七八九定".chars());
    CharSet::new(figures.chain("。\t|｜（(【［[〔〈《<＜｛{）)】］]〕〉》>＞｝}".chars()))
});

#[cfg(test)]
mod tests {
    use super::is_prose;

    #[test]
    fn sentences_without_a_value() {
        for text in ["補助を行う。", "令和6年度に30者へ補助する。", "一体的に（15分野で）支援する。割合を高める。"]
        {
            assert!(is_prose(text), "{text}");
        }
        for text in [
            "費用の1/2を補助する。",
            "費用の２ ／ ３を補助する。",
            "二分の一を補助する。",
            "費用の3分の2を補助する。",
            "50%を補助する。",
            "2,000千円を上限に補助する。",
            "500から800万円を補助する。",
            "3者に定額を補助する。",
            "支援する。（補助率は",
            "支援する。\t補助率",
            "補助率",
        ] {
            assert!(!is_prose(text), "{text}");
        }
    }
}
