//! Suspicious characters: runs in order and apart, and only real damage in real releases.

use std::collections::BTreeSet;

use proptest::prelude::*;
use yosan_normaliser::{SuspiciousKind, suspicious_characters};

use crate::corpus;

proptest! {
    #[test]
    fn runs_are_in_order_inside_the_text_and_not_empty(text in "[経産産业业术⻑⽉\u{FFFD}\u{E000}\u{1}aA1 \n]{0,60}") {
        let found: Vec<_> = suspicious_characters(&text).collect();
        prop_assert!(found.iter().all(|run| text.get(run.range.clone()).is_some_and(|run| !run.is_empty())));
        for pair in found.windows(2) {
            prop_assert!(pair[0].range.end <= pair[1].range.start);
            prop_assert!(pair[0].kind != pair[1].kind || pair[0].range.end < pair[1].range.start);
        }
        for character in ["术", "业", "⻑", "\u{FFFD}"] {
            prop_assert!(text.match_indices(character).all(|(at, _)| found.iter().any(|run| run.range.contains(&at))));
        }
    }

    #[test]
    fn kana_and_everyday_kanji_are_never_odd(text in "[ぁ-ゖァ-ヺー経済産業省予算概要令和年度億円々（）【】、。A-Za-z0-9]{0,12}") {
        prop_assert!(suspicious_characters(&text).all(|run| run.kind == SuspiciousKind::Doubled));
    }
}

#[test]
fn the_corpus_holds_the_known_damage_and_no_more() {
    let mut found = BTreeSet::new();
    for text in corpus::texts() {
        found.extend(suspicious_characters(&text).map(|run| text[run.range].to_owned()));
    }
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["术", "步", "资", "鉍"]);
}

#[test]
fn long_runs_take_linear_time() {
    for piece in ["あ", "ああ1", "产", "日日", "あ\u{FFFD}"] {
        let text = piece.repeat(200_000);
        let started = std::time::Instant::now();
        assert!(suspicious_characters(&text).count() <= 200_000);
        assert!(started.elapsed().as_secs() < 2, "{piece:?}");
    }
}
