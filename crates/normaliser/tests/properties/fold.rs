//! Folding: places lead back to the source, and texts that differ only in writing fold to the same text.

use std::sync::LazyLock;

use proptest::prelude::*;
use yosan_normaliser::{Bias, Folded, Source, Span, fold};

use crate::corpus;

static LINES: LazyLock<Vec<String>> = LazyLock::new(corpus::lines);

/// Text out of the pieces that folding acts on.
fn damaged_text() -> impl Strategy<Value = String> {
    let pieces = [
        "経",
        "済",
        "産業省",
        "目",
        "次",
        "ア",
        "デ",
        "データ",
        "A",
        "AI",
        "b",
        "5",
        "１",
        "３０",
        "．",
        "，",
        ".",
        ",",
        " ",
        "  ",
        "　",
        "\t",
        "\n",
        "\r\n",
        "\r",
        "**",
        "*",
        "__",
        "***",
        "- ",
        "## ",
        "|",
        "（",
        "）",
        "【",
        "】",
        "：",
        "①",
        "・",
        "※",
        "<b>",
        "</b>",
        "<br>",
        "<sup>",
        "</sup>",
        "<li>",
        "<ul style=\"x\">",
        "<利率>",
        "&amp;",
        "&nbsp;",
        "ｶ",
        "ﾞ",
        "ﾊ",
        "ﾟ",
        "\u{3099}",
        "か",
        "⻑",
        "⽉",
        "\u{200B}",
        "\u{FEFF}",
        "\u{A0}",
        "\u{C}",
        "億円",
        "億",
        "円",
        "％",
        "～",
        "\u{E0101}",
        "𠮷",
    ];
    proptest::collection::vec(prop::sample::select(pieces.to_vec()), 0..40).prop_map(|pieces| pieces.concat())
}

fn any_text() -> impl Strategy<Value = String> {
    let real = proptest::collection::vec(0..LINES.len(), 1..4)
        .prop_map(|picks| picks.iter().map(|&pick| LINES[pick].as_str()).collect::<Vec<_>>().join("\n"));
    prop_oneof![3 => damaged_text(), 1 => real, 1 => ".{0,40}"]
}

/// The places between the characters of a text.
fn boundaries(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

proptest! {
    #[test]
    fn lines_stay_lines(text in any_text()) {
        let source = Source::from_text(text.as_str());
        let folded = fold(source.text());
        let ends = |text: &str| text.matches('\n').count();
        let expected = if source.text().contains('\n') { ends(source.text()) } else { source.text().matches('\r').count() };
        prop_assert_eq!(ends(&folded.text), expected);
        prop_assert!(!folded.text.contains('\r'));
        prop_assert!(folded.text.lines().all(|line| !line.ends_with([' ', '\t'])));
    }

    #[test]
    fn spans_are_in_order_and_on_boundaries(text in any_text()) {
        let folded = fold(&text);
        let places = boundaries(&folded.text);
        let mut last = 0;
        for pair in places.windows(2) {
            let span = folded.map.source_span(pair[0]..pair[1]);
            prop_assert!(text.get(span.range()).is_some_and(|printed| !printed.is_empty()), "{:?}", span);
            let is_same_piece = span.start as usize + span.len() == last;
            prop_assert!(span.start as usize >= last || is_same_piece, "{:?} after {}", span, last);
            last = span.end as usize;
        }
        for &place in &places {
            let (before, after) = (folded.map.source_offset(place, Bias::Before), folded.map.source_offset(place, Bias::After));
            prop_assert!(before <= after && after <= text.len());
            prop_assert!(text.is_char_boundary(before) && text.is_char_boundary(after));
            prop_assert_eq!(folded.map.source_span(place..place).len(), if is_inside_piece(&folded, place) { after - before } else { 0 });
        }
    }

    #[test]
    fn unchanged_text_leads_back_to_itself(text in any_text()) {
        let folded = fold(&text);
        for pair in boundaries(&folded.text).windows(2) {
            let printed = &text[folded.map.source_span(pair[0]..pair[1]).range()];
            let character = &folded.text[pair[0]..pair[1]];
            let is_changed = printed != character;
            prop_assert!(!is_changed || may_become(printed, character), "{:?} became {:?}", printed, character);
        }
    }

    #[test]
    fn the_source_of_a_range_folds_to_the_range(text in any_text(), picks in any::<(prop::sample::Index, prop::sample::Index)>()) {
        let folded = fold(&text);
        let places = boundaries(&folded.text);
        let (one, other) = (*picks.0.get(&places), *picks.1.get(&places));
        let range = one.min(other)..one.max(other);
        let printed = &text[folded.map.source_span(range.clone()).range()];
        let (wanted, found) = (essence(&folded.text[range]), essence(&fold(printed).text));
        prop_assert!(is_subsequence(&wanted, &found), "{:?} is not in {:?}", wanted, found);
    }

    #[test]
    fn places_go_forth_and_back(text in any_text()) {
        let folded = fold(&text);
        let mut last = 0;
        for place in boundaries(&text) {
            let there = folded.map.folded_offset(place);
            prop_assert!(there >= last && folded.text.is_char_boundary(there));
            last = there;
        }
        for pair in boundaries(&folded.text).windows(2) {
            let back = folded.map.folded_range(folded.map.source_span(pair[0]..pair[1]));
            prop_assert!(back.start <= pair[0] && pair[1] <= back.end);
        }
        let all = folded.map.folded_range(Span::new(0, text.len()));
        prop_assert_eq!(all, 0..folded.text.len());
    }

    #[test]
    fn bold_ranges_are_in_order_and_inside(text in any_text()) {
        let folded = fold(&text);
        prop_assert!(folded.bold.iter().all(|bold| folded.text.get(bold.clone()).is_some_and(|text| !text.is_empty())));
        prop_assert!(folded.bold.windows(2).all(|pair| pair[0].end <= pair[1].start));
    }

    #[test]
    fn folding_corpus_text_twice_changes_nothing(picks in proptest::collection::vec(0..LINES.len(), 1..4)) {
        let text = picks.iter().map(|&pick| LINES[pick].as_str()).collect::<Vec<_>>().join("\n");
        let once = fold(&text).text.into_owned();
        prop_assert_eq!(&fold(&once).text, &once);
    }

    #[test]
    fn other_ways_of_writing_fold_to_the_same_text(pick in 0..LINES.len()) {
        let line = LINES[pick].as_str();
        let text = format!("{line}\n事業\n");
        let expected = fold(&text).text.into_owned();
        for (name, other) in [
            ("full width", widen(&text)),
            ("line ends", text.replace('\n', "\r\n")),
            ("trailing blanks", text.replace('\n', " 　\n")),
            ("zero-width space", text.replace("事業", "事\u{200B}業")),
            ("no-break space", keep_indentation(line, |content| content.replace(' ', "\u{A0}")) + "\n事業\n"),
            ("emphasis", text.replace("事業", "**事業**")),
            ("tags", text.replace("事業", "<u>事業</u>")),
        ] {
            prop_assert_eq!(&fold(&other).text, &expected, "{}", name);
        }
    }
}

/// Digits, and the full stops and commas between them, in full width.
fn widen(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(char::is_ascii_digit);
    let wide = |at: usize, character: char| match character {
        '0'..='9' => char::from_u32(u32::from(character) + 0xFEE0).unwrap_or(character),
        '.' if is_digit(at.checked_sub(1)) && is_digit(Some(at + 1)) => '．',
        ',' if is_digit(at.checked_sub(1)) && is_digit(Some(at + 1)) => '，',
        _ => character,
    };
    characters.iter().enumerate().map(|(at, &character)| wide(at, character)).collect()
}

/// Changes what stands behind the indentation and outside tags.
fn keep_indentation(line: &str, change: impl Fn(&str) -> String) -> String {
    let content = line.trim_start();
    let content_start = line.len() - content.len();
    if content.contains('<') { line.to_owned() } else { line[..content_start].to_owned() + &change(content) }
}

fn is_inside_piece(folded: &Folded<'_>, place: usize) -> bool {
    let Some(start) = place.checked_sub(1) else { return false };
    folded.text.is_char_boundary(start)
        && place < folded.text.len()
        && folded.map.source_span(start..place) == folded.map.source_span(place..place + 1)
}

/// The changes of one character that folding knows: to ASCII, a composed kana, an ideograph, a blank or a line end.
fn may_become(printed: &str, folded: &str) -> bool {
    let is_blank = |text: &str| text.chars().all(char::is_whitespace) || text.starts_with('<') || text.starts_with('&');
    match folded {
        " " => is_blank(printed) || printed.contains('\u{200B}'),
        "\n" => printed == "\r\n" || printed == "\r",
        "&" | "<" | ">" | "\"" | "'" => printed.starts_with('&') || printed == "＆",
        "^" | "_" => printed.starts_with("<su"),
        _ if folded.is_ascii() => {
            printed.chars().all(|c| "．，％＋＝＆＠＃".contains(c) || matches!(c, 'Ａ'..='ｚ' | '０'..='９'))
        }
        _ => printed.chars().all(|c| matches!(c, '\u{FF61}'..='\u{FF9F}' | 'ぁ'..='ヿ' | '\u{2E80}'..='\u{2FD5}')),
    }
}

/// A text without what depends on its surroundings: blanks, markup characters, the width of separators.
fn essence(text: &str) -> String {
    let dropped = |c: &char| !c.is_whitespace() && !"*_^|<>/\\".contains(*c);
    text.chars()
        .filter(dropped)
        .map(|c| match c {
            '．' => '.',
            '，' => ',',
            _ => c,
        })
        .collect()
}

fn is_subsequence(wanted: &str, found: &str) -> bool {
    let mut found = found.chars();
    wanted.chars().all(|wanted| found.any(|found| found == wanted))
}

#[test]
fn every_corpus_file_keeps_its_lines_and_its_characters() {
    for text in corpus::texts() {
        let folded = fold(&text);
        assert_eq!(folded.text.matches('\n').count(), text.matches('\n').count());
        assert!(!folded.text.contains("**") && !folded.text.contains("<b>") && !folded.text.contains('　'));
        for (printed, line) in text.lines().zip(folded.text.lines()) {
            assert_eq!(printed.trim().is_empty(), line.is_empty(), "{printed}");
        }
    }
}

#[test]
fn long_lines_fold_in_linear_time() {
    for piece in [
        "経 ",
        "A ",
        "<",
        "__ ",
        "*",
        "&",
        "５",
        "<b>",
        "　",
        "\u{200B} ",
        "|",
        "ﾊﾟ",
        "経\u{3099}",
        "<!--",
        "</",
        "_",
        "__a",
    ] {
        let text = piece.repeat(50_000);
        let started = std::time::Instant::now();
        let folded = fold(&text);
        assert!(folded.text.len() <= text.len());
        assert!(started.elapsed().as_secs() < 2, "{piece:?}");
    }
}
