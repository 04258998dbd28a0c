//! Rules without a label that are alone in their bracket, behind what is paid for.
//!
//! ```text
//! noun "（" "定額" "）"                              自動運転ローリーの実証（定額）
//! noun "（" words? share "以内" "）"                 海上輸送費の軽減（移入・移出各1/2以内）
//! noun "（" unit "当たり" sum "以内" "）"            省エネ診断（１件当たり10万円以内）
//! "利子" "（" "年"? percent "を上限" "）"            借入金の利子（年0.5％を上限）
//! ```
//! `参加者（定員の1/2以内）` is a share of what its own words name.

use super::judge::Around;
use super::per;
use super::share::{Form, Share};
use crate::characters::is_blank;
use crate::record::TermKind;

/// The most characters before the value.
const LONGEST: usize = 12;

impl Around<'_, '_> {
    /// The kind of rule that a share alone in its bracket is.
    pub(super) fn share_alone(&self, share: &Share) -> Option<TermKind> {
        let behind = self.behind_in_bracket()?;
        let interest = share.form == Form::Percent
            && matches!(self.lead, "" | "年" | "年率")
            && matches!(behind, "を上限" | "以内" | "が上限")
            && self.before_bracket().ends_with("利子");
        let rate = share.form == Form::Fraction && behind == "以内" && !self.lead.contains(['の', 'を', 'が', 'は']);
        match (interest, rate) {
            (true, _) => Some(TermKind::Interest),
            (_, true) => Some(TermKind::Rate),
            _ => None,
        }
    }

    /// Whether 定額 is alone in its bracket.
    pub(super) fn fixed_alone(&self) -> bool {
        self.lead.is_empty() && self.behind_in_bracket() == Some("")
    }

    /// Whether a sum for each of something is alone in its bracket, and bounded.
    pub(super) fn sum_alone(&self) -> bool {
        self.behind_in_bracket() == Some("以内") && per::before(self.lead).is_some() && self.item.speaks_of_grants()
    }

    /// What stands behind the value up to the end of its bracket, where the bracket holds this value only and stands
    /// behind words.
    fn behind_in_bracket(&self) -> Option<&str> {
        let open = self.item.outer.len() == 1 && self.label.is_none() && self.lead.chars().count() <= LONGEST;
        let start = self.item.frame.start;
        let inside = self.item.text.get(start..).filter(|_| open)?;
        let alone = inside.starts_with(self.lead) && self.item.frame.from == start;
        let behind = self.after.split_once(['）', ')']).map(|(behind, _)| behind.trim_matches(is_blank))?;
        let noun = self.before_bracket().ends_with(char::is_alphabetic);
        (alone && noun).then_some(behind)
    }

    fn before_bracket(&self) -> &str {
        let start = self.item.frame.start;
        self.item.text.get(..start).unwrap_or("").trim_end_matches(['（', '('])
    }
}
