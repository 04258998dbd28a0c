//! Texts made comparable: names, titles and labels mean the same whatever their blanks, dashes and widths.

/// The folded form for comparing: see [`yosan_normaliser::join_key`].
#[must_use]
pub fn key(text: &str) -> String {
    yosan_normaliser::join_key(text)
}

/// A number label for comparing: `1.` and `１` are `1`.
#[must_use]
pub fn number(text: &str) -> String {
    key(text).trim_end_matches(['.', ':', '、']).to_owned()
}

/// A title for comparing: its key, without the numbering in front (`(2) `, `1. `, `①`, `II `).
///
/// `第一の柱：` stays: gold prints it as part of the title.
#[must_use]
pub fn title(text: &str) -> String {
    key(without_number(text.trim()))
}

/// A text for comparing without the brackets around all of it: `（…を含む）` is `…を含む`.
#[must_use]
pub fn inner(text: &str) -> String {
    key(text).trim_matches(['(', ')', '[', ']', '<', '>']).to_owned()
}

/// ```text
/// numbering = "(" label ")" | circled | label ("." | "．" | "、" | blank)
/// label     = digits | roman numerals
/// ```
fn without_number(text: &str) -> &str {
    if let Some(rest) = text.strip_prefix(['(', '（']) {
        let after = rest.trim_start_matches(is_label);
        let closed = after.strip_prefix([')', '）']).filter(|_| after.len() < rest.len());
        return closed.map_or(text, str::trim_start);
    }
    if let Some(rest) = text.strip_prefix(|first| ('①'..='⑳').contains(&first)) {
        return rest.trim_start();
    }
    let after = text.trim_start_matches(is_label);
    let stop = |character: char| character.is_whitespace() || ['.', '．', '、'].contains(&character);
    match after.strip_prefix(stop) {
        Some(rest) if after.len() < text.len() => rest.trim_start(),
        _ => text,
    }
}

fn is_label(character: char) -> bool {
    character.is_ascii_digit()
        || ('０'..='９').contains(&character)
        || ('Ⅰ'..='Ⅻ').contains(&character)
        || ['I', 'V', 'X'].contains(&character)
}

#[cfg(test)]
mod tests {
    use super::{inner, key, title};

    #[test]
    fn names_that_differ_only_in_blanks_widths_and_dashes_are_the_same() {
        assert_eq!(key("AI システム（SERVIS プロジェクト）"), key("ＡＩシステム(SERVISプロジェクト)"));
        assert_eq!(key("平成25〜28年度"), key("平成25～28年度"));
        assert_eq!(key("⻑野—富⼭"), key("長野–富山"));
        assert_ne!(key("（委託）"), key("（補助金）"));
    }

    #[test]
    fn numbering_is_not_part_of_a_title() {
        for printed in [
            "(2) 中小企業等の担い手確保",
            "（２）中小企業等の担い手確保",
            "1. 中小企業等の担い手確保",
            "② 中小企業等の担い手確保",
        ] {
            assert_eq!(title(printed), "中小企業等の担い手確保", "{printed}");
        }
        assert_eq!(title("2025年国際博覧会"), "2025年国際博覧会");
        assert_eq!(title("(新設)制度"), "(新設)制度");
        assert_eq!(title("IoT 等推進"), "IoT等推進");
    }

    #[test]
    fn brackets_around_all_of_a_text_do_not_count() {
        assert_eq!(inner("（事業費補助金を含む）"), "事業費補助金を含む");
    }
}
