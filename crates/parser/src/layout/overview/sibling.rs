//! A bullet without an amount among entries: `○大企業との連携促進税制（税制）` between two entries with `○` is a policy of its
//! own, no text of the entry above it.

use super::entry::Entry;
use crate::characters::is_hiragana;
use crate::draft::Draft;
use crate::record::Kind;

/// How many characters such a line has at most: a longer one is a sentence.
const LENGTH: usize = 40;

/// Bullets that papers put in front of what stands for itself; below the others stands what is said of it.
const BULLETS: &[&str] = &["○", "◯", "〇", "●", "◎", "■", "□", "◆", "◇"];

/// Whether a line has the bullet and the indentation of the open listing, and ends as a name does.
pub(crate) fn is_sibling(draft: &Draft<'_>, index: usize, entry: &Entry<'_>) -> bool {
    let (line, head) = (&draft.lines[index], &draft.lines[entry.first]);
    let same =
        line.bullet.is_some() && line.bullet == head.bullet && line.indent == head.indent && line.dash == head.dash;
    let is_name = !line.text.ends_with(|c: char| is_hiragana(c) || matches!(c, '。' | '、' | '：' | ':'));
    entry.kind == Kind::Listing
        && same
        && line.bullet.is_some_and(|bullet| BULLETS.contains(&bullet))
        && is_name
        && line.text.chars().count() <= LENGTH
}
