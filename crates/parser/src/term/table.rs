//! Rules in a table whose head names the columns.
//!
//! ```text
//! 区分 ⇥ 補助率 ⇥ 補助上限額
//! 通常枠 ⇥ 1/2 ⇥ 1,250万円
//! ```

use std::ops::Range;

use super::condition;
use super::token::{Piece, Token};
use super::vocabulary::Label;

/// The labels of the columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns(Vec<Column>);

/// A column: what its values are, and what holds for those in brackets: `補助上限額（賃上げを行う場合）`.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    pub(super) label: Option<Label>,
    pub(super) remark: Option<String>,
}

impl Columns {
    /// The columns that a row of a table's head names; at least one has to be a label.
    pub(super) fn of_head(text: &str, tokens: &[Token]) -> Option<Self> {
        let edged = tokens.iter().any(|token| token.piece == Piece::Cell);
        if !edged || tokens.iter().any(Token::is_value) {
            return None;
        }
        let cells = cells(text, tokens);
        let column =
            |cell| Column { label: label_of(text, tokens, cell), remark: text.get(cell.clone()).and_then(remark) };
        let columns: Vec<_> = cells.iter().map(column).collect();
        let labels = columns.iter().filter(|column| column.label.is_some()).count();
        (labels > 0 && columns.len() > labels || labels > 1).then_some(Self(columns))
    }

    /// The cells of a row with the label of each; none where the row has another number of cells.
    pub(super) fn row(&self, text: &str, tokens: &[Token]) -> Option<Vec<(&Column, Range<usize>)>> {
        let cells = cells(text, tokens);
        (cells.len() == self.0.len() && cells.len() > 1).then(|| self.0.iter().zip(cells).collect())
    }
}

/// The stretches of a line between the edges of its cells.
fn cells(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let edges = tokens.iter().filter(|token| token.piece == Piece::Cell);
    let mut start = 0;
    let mut cells = Vec::new();
    for edge in edges {
        cells.push(start..edge.range.start);
        start = edge.range.end;
    }
    cells.push(start..text.len());
    cells
}

/// The words in the bracket of a head.
fn remark(cell: &str) -> Option<String> {
    let inner = cell.trim().strip_suffix(['）', ')'])?;
    inner.split_once(['（', '(']).and_then(|(_, words)| condition::in_bracket(words))
}

/// The label that a cell consists of, a bracket behind it aside.
fn label_of(text: &str, tokens: &[Token], cell: &Range<usize>) -> Option<Label> {
    let inside = tokens.iter().filter(|token| cell.start <= token.range.start && token.range.end <= cell.end);
    let mut inside = inside.filter(|token| !text.get(token.range.clone()).unwrap_or("").trim().is_empty());
    let first = inside.next()?;
    match first.piece {
        Piece::Label(label) if label != Label::Payment => {
            // 補助上限額（大幅な賃上げを行う場合）
            let bracket = inside.next().is_none_or(|next| matches!(next.piece, Piece::Open(_)));
            let last = inside.next_back().is_none_or(|last| last.piece == Piece::Close);
            (bracket && last).then_some(label)
        }
        _ => None,
    }
}
