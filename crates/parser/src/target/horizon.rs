//! The words that say how far off a goal is: `短期的には`, `最終的に`, `（中期）`.
//!
//! 短期的な供給障害, 中期目標期間 and 短期・長期アウトカム hold the same words and say nothing of the kind: what
//! stands behind the word decides.

use super::cursor::{Cursor, before};
use crate::characters::is_digit;
use crate::record::Horizon;

/// A horizon word; `horizon` is null for 中長期的, which is neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct HorizonMark {
    pub(super) end: usize,
    pub(super) horizon: Option<Horizon>,
}

const STEMS: [(&str, Option<Horizon>); 7] = [
    ("短期", Some(Horizon::Short)),
    ("中期", Some(Horizon::Mid)),
    ("長期", Some(Horizon::Long)),
    ("最終", Some(Horizon::Long)),
    ("中長期", None),
    ("短中期", None),
    ("短・中期", None),
];

/// Endings that make an adverb of the stem wherever it stands.
const ADVERBS: [&str; 12] = [
    "的には",
    "的に",
    "的な成果目標",
    "的な目標",
    "的な成果",
    "的な指標",
    "的な効果",
    "的なアウトカム",
    "的目標",
    "的成果",
    "的アウトカム",
    "では",
];

/// Endings that count only where the stem opens a clause and a sign of a label follows: `短期アウトカム：`.
const LABELS: [&str; 7] = ["成果目標", "目標", "アウトカム", "指標", "成果", "KPI", ""];
const SIGNS_OF_LABEL: [&str; 15] =
    ["：", ":", "】", "＞", ">", "）", ")", "］", "]", "〉", "》", "（", "(", "は", "として"];

/// Reads a horizon word at `at`.
///
/// ```text
/// horizon := stem adverb | opening stem label sign
/// ```
pub(super) fn read_horizon(text: &str, at: usize) -> Option<HorizonMark> {
    let mut cursor = Cursor::new(text, at);
    let head = text.get(..at)?.chars().next_back();
    // 短期・中期的には is neither; 中長期的 is read from its first character; 次期中期目標 is the name of a plan.
    if !matches!(cursor.peek()?, '短' | '中' | '長' | '最' | '将')
        || head.is_some_and(|last| matches!(last, '期' | '次' | '中' | '第' | '短'))
        || before(text, at, 2) == "期・"
    {
        return None;
    }
    // 将来的には is of no horizon, and no deadline before it holds behind it.
    if cursor.eat("将来的には") {
        return Some(HorizonMark { end: cursor.at(), horizon: None });
    }
    let &(stem, horizon) =
        STEMS.iter().filter(|(stem, _)| cursor.starts_with(stem)).max_by_key(|(stem, _)| stem.len())?;
    cursor.eat(stem);
    let adverb = eat_before_year(&mut cursor) || cursor.eat_any(&ADVERBS).is_some();
    (adverb || label(&mut cursor, head)).then(|| HorizonMark { end: cursor.at(), horizon })
}

/// The longest year in brackets: `（令和14（2032）年度末まで）`.
const LONGEST_YEAR: usize = 20;

/// `短期的（令和8年度）には`: steps over 的 where an adverb goes on behind a year in brackets.
fn eat_before_year(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    if !ahead.eat("的") || ahead.eat_any(&["（", "("]).is_none() {
        return false;
    }
    let near = ahead.eat_while(LONGEST_YEAR, |next| !matches!(next, '。' | '、' | '：'));
    let Some((year, behind)) = near.rsplit_once(['）', ')']) else { return false };
    let mut adverbs = ADVERBS.iter().filter_map(|adverb| adverb.strip_prefix('的'));
    let goes_on = adverbs.any(|rest| behind.starts_with(rest));
    let labels = behind.is_empty() && ahead.starts_with_any(&["：", "、"]);
    year.contains('年') && year.contains(is_digit) && (goes_on || labels) && cursor.eat("的")
}

fn label(cursor: &mut Cursor<'_>, head: Option<char>) -> bool {
    let opens = head.is_none_or(|last| last.is_whitespace() || "。、（(【［[＜<〈《・■●○◆◇-‐ー".contains(last));
    opens && cursor.eat_any(&LABELS).is_some() && (cursor.rest().is_empty() || cursor.starts_with_any(&SIGNS_OF_LABEL))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn horizon_words_and_their_look_alikes() {
        for (printed, horizon) in [
            ("短期的には、", Some(Some(Horizon::Short))),
            ("短期ではネット", Some(Some(Horizon::Short))),
            ("長期的な成果目標として", Some(Some(Horizon::Long))),
            ("最終的に", Some(Some(Horizon::Long))),
            ("中期アウトカム：", Some(Some(Horizon::Mid))),
            ("中長期的には", Some(None)),
            ("短期的（令和8年度）には、", Some(Some(Horizon::Short))),
            ("短期的（1年以内）な供給障害", None),
            ("短期的な供給障害", None),
            ("将来的には", Some(None)),
            ("将来的に伸びる企業", None),
            ("短期・長期アウトカム創出", None),
            ("中期目標の達成", None),
            ("最終年度となる", None),
            ("長期・大規模な", None),
        ] {
            assert_eq!(read_horizon(printed, 0).map(|mark| mark.horizon), horizon, "{printed}");
        }
    }
}
