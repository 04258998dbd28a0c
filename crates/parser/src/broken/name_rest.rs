//! The rest of a name on a line of its own: a converter broke the name before or inside its last word.
//!
//! ```text
//! rest = ending+                  …評価手法の開発 + 事業, …開発事業 + 費補助金
//!      | the rest of an ending    …の耐震診断事 + 業
//! ```
//! The words that names end in are no name by themselves.

use crate::vocabulary::Vocabulary;

/// How many characters the rest of a word has at most.
const REST_OF_WORD: usize = 3;

/// Whether a line is the rest of the name of a programme that the line above it begins. A figure has lines such as 補助
/// and 委託, so that the rest must end as nothing but names do.
pub(crate) fn is_rest_of_programme(vocabulary: &Vocabulary, above: &str, rest: &str) -> bool {
    let strong = rest.ends_with(['業', '費', '金', '務', 'ム', 'ト']);
    strong && (vocabulary.is_name_ending(rest) || ends_word(vocabulary, above, rest))
}

/// Whether a few characters end the word that the text above them begins: `…の推` + `進`.
pub(crate) fn ends_word(vocabulary: &Vocabulary, above: &str, rest: &str) -> bool {
    let is_whole = || vocabulary.ends_as_name(rest) || !vocabulary.ends_as_name(&format!("{above}{rest}"));
    rest.chars().nth(REST_OF_WORD).is_none() && !is_whole()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_names_end_in_are_no_names() {
        let vocabulary = Vocabulary::built_in();
        for (above, rest, joined) in [
            ("再生材の品質評価手法の開発", "事業", true),
            ("再生材の品質評価手法の開発事業", "費補助金", true),
            ("再生材の品質評価手法の開発", "事業費補助金", true),
            ("工業用水道の耐震診断事", "業", true),
            ("若手研究者の育成プログラ", "ム", true),
            ("民間団体等", "補助", false),
            ("民間団体等", "国", false),
            ("エネルギー対策", "電源開発事業", false),
            ("資源循環", "地金", false),
        ] {
            assert_eq!(is_rest_of_programme(vocabulary, above, rest), joined, "{above} | {rest}");
        }
        assert!(ends_word(vocabulary, "取引の適正化の推", "進"));
        assert!(!ends_word(vocabulary, "取引の適正化", "保安"));
    }
}
