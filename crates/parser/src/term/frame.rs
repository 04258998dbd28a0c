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

/// What the frames of one list leave to the next ones.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Siblings {
    /// The label of the last sums, under which shares are rates too, or else that of shares.
    label: Option<Label>,
    /// One of them printed what is granted: a range is that of a grant, whatever stood between.
    grants: bool,
}

impl Siblings {
    /// The label that the bare values of a frame stand under.
    pub(super) fn label(self, tokens: &[Token]) -> Option<Label> {
        let range = || tokens.iter().any(|token| matches!(token.piece, Piece::Money(_, Some(_))));
        if self.grants && range() { Some(Label::Grant) } else { self.label }
    }

    /// Keeps the labels of a frame.
    pub(super) fn note(&mut self, tokens: &[Token]) {
        for token in tokens {
            match token.piece {
                Piece::Label(label @ (Label::Cap | Label::Limit | Label::Grant | Label::LoanLimit)) => {
                    self.label = Some(label);
                    self.grants |= label == Label::Grant;
                }
                Piece::Label(Label::Rate) => self.label = self.label.or(Some(Label::Rate)),
                _ => {}
            }
        }
    }
}
