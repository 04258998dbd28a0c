//! Brackets: which close which, what stands in them and what outside.
//!
//! Text recognition mixes widths, `(再掲）`, so that brackets of one shape close each other whatever their width.

/// Pairs of brackets, narrow and wide.
const PAIRS: &[(char, char)] = &[
    ('（', '）'),
    ('(', ')'),
    ('【', '】'),
    ('［', '］'),
    ('[', ']'),
    ('〔', '〕'),
    ('＜', '＞'),
    ('<', '>'),
    ('〈', '〉'),
    ('《', '》'),
    ('｛', '｝'),
    ('{', '}'),
    ('「', '」'),
    ('『', '』'),
];

/// The bracket that closes one: 【 is closed by 】.
pub(crate) fn partner(open: char) -> Option<char> {
    PAIRS.iter().find(|(known, _)| *known == open).map(|(_, close)| *close)
}
