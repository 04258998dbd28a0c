//! What a headline says behind its amounts, or in front of a bracket, that is no amount itself.
//!
//! ```text
//! remark = "（" words "）" | words          （エネ特）, 【復興特会】, 新エネルギー課, 及びNEDO交付金の内数
//!        | 前年度同額                       the sum of the year before
//! pot    = words "（" amount "）"           既存基金の活用（3,000億円規模）
//! ```
//! A remark becomes the note of the amount in front of it.

use std::ops::Range;

use super::bracket;
use super::headline::{Level, Reader, printed_at};
use super::piece::trim;
use super::pot;
use super::reading::{BasisAt, ReadAmount};
use super::tree::{Group, Node};
use super::vocabulary::{LIST_ENDINGS, says_same_as_before};
use crate::record::{BasisSource, Role, Status};

impl Reader<'_> {
    /// Words behind the last amount of a level: `（57億円）　新エネルギー課`, `及びNEDO交付金の内数`.
    pub(super) fn words_behind(&mut self, level: &Level) {
        let Some((anchor, words)) = level.anchor.zip(level.words.as_ref()) else { return };
        let words = trim(self.text, words);
        let several = self.text[words.clone()].chars().filter(|c| c.is_alphabetic()).count() >= 2;
        if several && !LIST_ENDINGS.contains(&&self.text[words.clone()]) {
            self.remark(anchor, words);
        }
    }

    /// A remark on the amount in front of it: `60億円（57億円）【復興特会】`.
    pub(super) fn remark(&mut self, anchor: usize, range: Range<usize>) {
        let says = &self.text[range.clone()];
        let amount = &self.amounts[anchor];
        if says_same_as_before(says) && amount.role == Role::Current && amount.status == Status::Amount {
            self.same_as_before(anchor, range);
        } else if says.contains(char::is_alphabetic) {
            self.amounts[anchor].note.get_or_insert(range);
        }
    }

    /// `20億円（前年度同額）`: the year before had the same sum.
    fn same_as_before(&mut self, anchor: usize, range: Range<usize>) {
        let now = self.amounts[anchor].clone();
        let unit = Some(BasisAt::Here { from: BasisSource::Headline, at: now.range.start });
        let was = ReadAmount { role: Role::Previous, stage: None, round: None, label: None, note: None, ..now };
        let was = ReadAmount { range: range.clone(), open_ended: false, special_measure: false, ..was };
        let mut was = bracket::year_before(self, was, Some(anchor));
        (was.basis.role, was.basis.unit, was.basis.stage) = (Some(printed_at(range.start)), unit, None);
        self.push(was, self.units[anchor]);
    }

    /// `既存基金の活用（3,000億円規模）`: the words in front say whose money it is; it is no other year's.
    pub(super) fn pot_in_bracket(&mut self, group: &Group, rest: &[Node], level: &mut Level) {
        let (words, first) = (level.words.clone(), self.amounts.len());
        // JETRO運営費交付金（262億円）の内数
        let whole = words.as_ref().is_some_and(|words| pot::names_owner(&self.text[words.clone()]));
        let is_share = whole && rest.iter().any(|node| node.holds(pot::is_inner));
        if let Some(anchor) = self.level(&group.children, None) {
            level.amount_taken(anchor);
        }
        let named = Level { words, ..Level::new() };
        for index in first..self.amounts.len() {
            let amount = self.amounts[index].clone();
            if amount.role == Role::Current {
                let amount = self.with_fund(ReadAmount { role: Role::Related, ..amount }, &named);
                let role = if is_share { Role::Current } else { Role::Related };
                self.amounts[index] = ReadAmount { role, ..amount };
            }
        }
    }
}
