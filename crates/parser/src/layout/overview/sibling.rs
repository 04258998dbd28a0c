//! A bullet without an amount among entries: `○大企業との連携促進税制（税制）` between two entries with `○` is a policy of its
//! own, no text of the entry above it.

use super::entry::Entry;
use crate::brackets::before_trailing;
use crate::characters::is_hiragana;
use crate::draft::Draft;
use crate::record::Kind;

/// How many characters such a line has at most: a longer one is a sentence.
const LENGTH: usize = 40;

/// How many characters the name of a programme has at least: 補助事業 is none.
const PROGRAMME: usize = 8;

/// Bullets that papers put in front of what stands for itself; below the others stands what is said of it.
const BULLETS: &[&str] = &["○", "◯", "〇", "●", "◎", "■", "□", "◆", "◇"];

/// Whether a line has the bullet and the indentation of the open listing, and ends as a name does.
pub(crate) fn is_sibling(draft: &Draft<'_>, index: usize, entry: &Entry<'_>) -> bool {
    let (line, head) = (&draft.lines[index], &draft.lines[entry.first]);
    let same = line.is_bullet() && line.bullet == head.bullet && line.indent == head.indent && line.dash == head.dash;
    let is_name = !line.text.ends_with(|c: char| is_hiragana(c) || matches!(c, '。' | '、' | '：' | ':'));
    let stands_for_itself = || line.bullet.is_some_and(|bullet| BULLETS.contains(&bullet));
    entry.kind == Kind::Listing
        && same
        && is_name
        && line.text.chars().count() <= LENGTH
        && (stands_for_itself() || names_programme(draft, line.text))
}

/// Whether a line is the name of a programme, a bracket behind it or none: `- 水素製鉄の開発事業 <基金の内数>`.
fn names_programme(draft: &Draft<'_>, text: &str) -> bool {
    let name = before_trailing(text);
    name.ends_with("事業") && name.chars().count() >= PROGRAMME && draft.vocabulary.ends_as_name(name)
}
