//! The leader and page at the end of an entry of the contents.
//!
//! ```text
//! entry  = title leader page
//! leader = two or more dots, spaced or not | "…" | a tab
//! page   = [ "(" ] [ "P" [ "." ] ] 1*3digit [ range-sign 1*3digit ] [ "ページ" | "頁" ] [ ")" ]
//!                                                              single blanks may part the digits
//! ```

use crate::characters::RANGE_SIGNS;

/// Splits a line into title and page; the title's length in bytes.
pub(super) fn split_page(text: &str) -> Option<(usize, u32)> {
    // Cheap refusal first: an entry ends in its page.
    if !text.trim_end_matches(['頁', 'ジ', 'ー', 'ペ', ')', '）', ' ']).ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // Leader and page hold nothing but these: the rest of the title need not be looked at.
    let start = text.trim_end_matches(|c: char| is_leader(c) || is_page(c)).len();
    let (title, page) = leader_and_page(&text[start..])?;
    Some((start + title, page))
}

fn is_leader(character: char) -> bool {
    character.is_whitespace() || is_dot(character)
}

fn is_dot(character: char) -> bool {
    matches!(character, '.' | '．' | '・' | '‥' | '…' | '･')
}

fn is_page(character: char) -> bool {
    character.is_numeric()
        || RANGE_SIGNS.contains(&character)
        || matches!(character, '(' | '（' | ')' | '）' | 'P' | 'p' | 'Ｐ' | 'ペ' | 'ー' | 'ジ' | '頁')
}

/// Where the first leader that a page follows begins, and the page, which ends the text.
fn leader_and_page(text: &str) -> Option<(usize, u32)> {
    let mut from = 0;
    loop {
        let start = from + text[from..].find(is_leader)?;
        let end = start + text[start..].find(|c| !is_leader(c))?;
        if let (Some(at), Some(page)) = (leader(&text[start..end]), page(&text[end..])) {
            return Some((start + at, page));
        }
        from = end;
    }
}

/// Where in a run of dots and blanks the leader begins; none where it holds a single dot, or blanks alone.
fn leader(run: &str) -> Option<usize> {
    let mut dots = run.char_indices().filter(|(_, c)| is_dot(*c));
    let (at, dot) = match (dots.next(), dots.next()) {
        (None, _) => return run.find('\t'),
        (Some(_), Some(_)) => return Some(0),
        (Some(only), None) => only,
    };
    let behind = at + dot.len_utf8();
    if matches!(dot, '…' | '‥') { Some(0) } else { run[behind..].find('\t').map(|tab| behind + tab) }
}

/// The page that is all of a text.
fn page(text: &str) -> Option<u32> {
    let text = text.strip_prefix(['(', '（']).unwrap_or(text);
    let (value, text) = number(text.strip_prefix(['P', 'p', 'Ｐ']).map_or(text, behind_mark))?;
    let text = text.trim_start();
    // `5～6` begins on page 5.
    let text = text.strip_prefix(RANGE_SIGNS).and_then(number).map_or(text, |(_, rest)| rest.trim_start());
    let text = text.strip_prefix("ページ").or_else(|| text.strip_prefix('頁')).unwrap_or(text);
    text.strip_prefix([')', '）']).unwrap_or(text).trim_start().is_empty().then_some(value)
}

/// The text behind the `.` of `P. 12`, if there is one.
fn behind_mark(text: &str) -> &str {
    let text = text.trim_start();
    text.strip_prefix('.').unwrap_or(text).trim_start()
}

/// Up to three digits, `2 0` as well as `20`, and what is behind them.
fn number(text: &str) -> Option<(u32, &str)> {
    let mut value = None;
    let (mut rest, mut next) = (text, text);
    for _ in 0..3 {
        let Some(digit) = next.chars().next().and_then(|c| c.to_digit(10)) else { break };
        value = Some(value.unwrap_or(0) * 10 + digit);
        rest = &next[1..];
        next = rest.strip_prefix(char::is_whitespace).unwrap_or(rest);
    }
    Some((value?, rest))
}

#[cfg(test)]
mod tests {
    use super::split_page;

    #[test]
    fn titles_and_pages() {
        for (text, expected) in [
            ("学びと社会の連携促進事業..... 2", Some(("学びと社会の連携促進事業", 2))),
            ("第二の柱：新たな通商戦略\t. . . . . P 9", Some(("第二の柱：新たな通商戦略", 9))),
            ("福島復興の加速 . . . . . P 2 0", Some(("福島復興の加速", 20))),
            ("福島復興の加速. . . . . P20", Some(("福島復興の加速", 20))),
            ("廃炉・汚染水対策事業……………12", Some(("廃炉・汚染水対策事業", 12))),
            ("廃炉事業‥‥‥‥（12）", Some(("廃炉事業", 12))),
            ("廃炉事業……5～6", Some(("廃炉事業", 5))),
            ("センター-3...12-14頁", Some(("センター-3", 12))),
            ("廃炉事業\t12", Some(("廃炉事業", 12))),
            ("廃炉事業…12ページ", Some(("廃炉事業", 12))),
            ("廃炉事業 .\t p. 1 2 3 頁)", Some(("廃炉事業 .", 123))),
            ("廃炉事業… 3 ・・ 12", Some(("廃炉事業… 3", 12))),
            ("AI・IoT 3", None),
            ("廃炉事業.3", None),
            ("廃炉事業...1234", None),
            ("廃炉事業...1  2", None),
            ("廃炉事業...(P)12", None),
            ("中小企業対策費\t1,117\t1,110", None),
        ] {
            let split = split_page(text).map(|(end, page)| (text[..end].trim_end_matches(['\t', ' ']), page));
            assert_eq!(split, expected, "{text}");
        }
    }
}
