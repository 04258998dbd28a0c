//! What an office stamps on a paper above its title: `資料３`, `別添２－１`, `（参考１）`, `取扱注意`, `機密性２情報`.
//!
//! ```text
//! mark   = open? (word number? | handling) close?
//! number = (digit | kanji digit | "-" | "－" | "の" | blank)+
//! ```

use yosan_normaliser::{digit_value, kanji_digit_value};

use crate::brackets::is_bracket;

/// Words that number the papers of a meeting.
const WORDS: &[&str] = &["配布資料", "配付資料", "参考資料", "資料", "別添", "別紙", "別冊", "参考"];

/// Beginnings of words that say who may read a paper.
const HANDLING: &[&str] = &["取扱注意", "取扱厳重注意", "機密性", "厳秘", "部外秘", "会議後回収"];

/// Longer words that begin like a mark are a sentence or a title.
const MOST_CHARS: usize = 24;

/// Whether a line is such a mark and nothing else.
pub(super) fn is_mark(text: &str) -> bool {
    let text = text.trim_matches(|c: char| is_bracket(c) || c == ' ');
    if HANDLING.iter().any(|word| text.starts_with(word)) {
        return text.chars().count() <= MOST_CHARS;
    }
    let number = |c: char| {
        digit_value(c).is_some() || kanji_digit_value(c).is_some() || matches!(c, '-' | '－' | '―' | 'の' | ' ')
    };
    let behind = WORDS.iter().find_map(|word| text.strip_prefix(word)).map(|behind| behind.trim_start_matches("No."));
    behind.is_some_and(|behind| behind.chars().all(number))
}

#[cfg(test)]
mod tests {
    use super::is_mark;

    #[test]
    fn marks_and_titles() {
        for text in ["資料3", "資料 2-1", "別添", "【別紙二】", "（参考1）", "取扱注意", "機密性2情報", "資料3の2"]
        {
            assert!(is_mark(text), "{text}");
        }
        for text in ["資料", "参考"] {
            assert!(is_mark(text), "{text}");
        }
        for text in ["資料編", "参考となる指標", "令和6年度予算案の概要", "別添の通り", "資料3 予算案の概要"]
        {
            assert!(!is_mark(text), "{text}");
        }
    }
}
