//! Lines of one list of grants: each names its frame in front, and what the label of one says holds for the others.
//!
//! ```text
//! line  = frame "：" rules
//! frame = words ("枠" | "型" | "類型" | "コース" | "タイプ")
//! 最低賃金枠：補助上限 500万円、1,000万円 ※ 補助率3/4
//! 通常枠：2,000万円、4,000万円 ※ 補助率2/3                  two caps
//! ```

use super::condition;
use super::token::{Piece, Token};
use super::vocabulary::{FRAMES, Label};

/// The most characters of a frame's name.
const LONGEST: usize = 30;

/// Whether an item starts with the name of a frame and a colon.
pub(super) fn opens(text: &str, tokens: &[Token]) -> bool {
    let Some(colon) = tokens.iter().take(LONGEST).position(|token| token.piece == Piece::Colon) else { return false };
    let plain = tokens[..colon].iter().all(|token| !token.is_value() && !matches!(token.piece, Piece::Open(_)));
    let name = text.get(..tokens[colon].range.start).unwrap_or("");
    plain && is_name(&name[condition::trim(name)])
}

/// Whether words name a frame.
pub(super) fn is_name(words: &str) -> bool {
    FRAMES.end(words) && words.chars().take(LONGEST + 1).count() <= LONGEST
}

/// The label that the bare values of the next frames stand under: that of the sums, of this frame or of the ones before,
/// under which shares are rates too; else that of its shares.
pub(super) fn label(tokens: &[Token], before: Option<Label>) -> Option<Label> {
    let labels =
        || tokens.iter().filter_map(|token| if let Piece::Label(label) = token.piece { Some(label) } else { None });
    let of_sums = |label: &Label| matches!(label, Label::Cap | Label::Limit | Label::Grant | Label::LoanLimit);
    labels().find(of_sums).or(before).or_else(|| labels().find(|label| *label == Label::Rate))
}
