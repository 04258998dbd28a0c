//! Whether a numbered line is a name or a whole sentence.
//!
//! `(1) 中小企業再生支援協議会と経営改善支援センターを統合し、…を設置` is a sentence,
//! `(1) 将来を担うものづくり人材育成事業` is a name.

use crate::brackets::{before_trailing, outside};

/// Verbs that a sentence without 。 ends in.
const VERBS: [&str; 8] = ["する", "行う", "図る", "なる", "ます", "いる", "ある", "める"];

pub(crate) fn is_sentence(title: &str) -> bool {
    let core = outside(title);
    if core.contains('。') || VERBS.iter().any(|verb| core.ends_with(verb)) {
        return true;
    }
    let case = core.contains(['を', 'に', 'は', 'が']);
    let named = before_trailing(title).ends_with(['業', '費', '金', '会', '座', '展']);
    case && core.contains('、') && !named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_sentences() {
        for (title, expected) in [
            ("将来を担うものづくり人材育成事業", false),
            ("大都市圏（東京、大阪、名古屋等）のビジネスプラン発表会等への参加支援", false),
            ("センターホームページ、ツイッターの更新、メールマガジンの発行", false),
            ("県内外の企業訪問による発注情報の収集・提供", false),
            ("支援協議会と経営改善支援センターを統合し、一元的に支援する組織を設置", true),
            ("特例リスケジュールによる支援から収益力改善支援にシフト。策定支援は継続", true),
            ("後継者不在の中小企業者に対し、助言、情報提供及びマッチング支援を行う。", true),
            ("SNSを活用し機構からの情報発信を行う", true),
        ] {
            assert_eq!(is_sentence(title), expected, "{title}");
        }
    }
}
