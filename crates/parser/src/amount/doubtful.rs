//! Amounts of a headline that damage made doubtful; they are given out as none, with a finding.
//!
//! ```text
//! lost bracket = amount character* amount ")"        8.5億円C7.5億円): nothing opens the bracket
//! lone one     = amount "（" 一億円 "）"              一 beside figures in digits may be a dash
//! ```

use yosan_normaliser::read_unit;

use super::problem;
use super::token::{Kind, Tokens};
use crate::brackets::Bracket;

/// Takes the doubtful amounts out of the tokens.
pub(super) fn settle(text: &str, tokens: &mut Tokens) {
    let mut open = 0_usize;
    let mut amounts = 0_usize;
    let mut found = Vec::new();
    for (index, token) in tokens.list.iter().enumerate() {
        match token.kind {
            Kind::Open(Bracket::Round) => open += 1,
            Kind::Close(Bracket::Round) if open > 0 => open -= 1,
            Kind::Close(Bracket::Round) => {
                let before = index.checked_sub(1).filter(|_| amounts > 1);
                if let Some(before) = before.filter(|before| matches!(tokens.list[*before].kind, Kind::Money(_))) {
                    found.push((before, "an amount of its own", "one in a bracket that was lost"));
                }
            }
            Kind::Money(_) => {
                let behind_open = index.checked_sub(1).is_some_and(|at| matches!(tokens.list[at].kind, Kind::Open(_)));
                if amounts > 0 && behind_open && is_lone_one(&text[token.range.clone()]) && text.contains(in_digits) {
                    found.push((index, "the number one", "a dash that stands for nothing"));
                }
                amounts += 1;
            }
            _ => {}
        }
    }
    for (index, one, other) in found {
        let token = &mut tokens.list[index];
        token.kind = Kind::Broken;
        tokens.problems.push(problem::two_readings(text, token.range.clone(), one, other));
    }
}

/// 一 and a unit, nothing else: `一億円`, `一千万円`, `一億`.
fn is_lone_one(printed: &str) -> bool {
    let unit = printed.strip_prefix('一').unwrap_or_default();
    unit == "億" || read_unit(unit).is_some_and(|(_, len)| len == unit.len())
}

fn in_digits(character: char) -> bool {
    character.is_ascii_digit()
}
