//! Section labels whose bracket goes on on the next line.
//!
//! ```text
//! 事業スキーム（対象者、対象
//! 行為、補助率等）
//! ```

use crate::brackets::{closes, is_open, opens};
use crate::draft::Draft;
use crate::facts::Facts;
use crate::line::Line;
use crate::record::SectionKind;
use crate::vocabulary::Vocabulary;

/// Longer than any line of a label.
const LONGEST: usize = 120;

/// Marks the lines that open a section by a label whose bracket the next line closes.
pub(crate) fn mark(lines: &[Line<'_>], vocabulary: &Vocabulary, sections: &mut [Option<SectionKind>]) {
    for (index, section) in sections.iter_mut().enumerate() {
        let line = &lines[index];
        if section.is_none() && line.facts.any(Facts::OPEN) && is_unclosed(line) && closes_below(lines, index) {
            *section = line.text.find(opens).and_then(|open| vocabulary.section(&line.text[..open]));
        }
    }
}

/// The first line behind the label at `index`.
pub(crate) fn line_behind(draft: &Draft<'_>, index: usize) -> usize {
    let is_broken = is_unclosed(&draft.lines[index]) && closes_below(&draft.lines, index);
    index + 1 + usize::from(is_broken)
}

fn is_unclosed(line: &Line<'_>) -> bool {
    line.text.len() <= LONGEST && is_open(line.text)
}

fn closes_below(lines: &[Line<'_>], index: usize) -> bool {
    lines.get(index + 1).is_some_and(|below| {
        below.text.len() <= LONGEST
            && below.text.ends_with(closes)
            && !below.text.contains(opens)
            && !below.facts.any(Facts::STOP)
            && !below.is_bullet()
    })
}
