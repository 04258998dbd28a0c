//! Reads item after item and remembers the label that is still in force.

use super::frame::{self, Siblings};
use super::item::{Inherited, Item, Outcome};
use super::prose::{is_prose, may_hold_value};
use super::shape::{Shape, is_bare_list, is_example, shape};
use super::table::{Column, Columns};
use super::token::{Piece, Token, cut, prints_label, tokens};
use super::vocabulary::{LOAN_WORDS, Label, PAYING_VERBS};
use super::{ReadTerm, TermSetting, condition};
use crate::record::SectionKind;

/// Reads the items of one section, or of the attributes of one plan item, in order.
///
/// A label said in one item (`補助上限額：50万円`) holds for bare values in the next (`100万円`), until another label, a
/// heading or prose ends it.
#[derive(Debug)]
pub struct TermReader {
    /// The label of the attribute, in force throughout.
    base: Option<Label>,
    /// Shares without any word are rates here: a scheme, the conditions.
    bare: bool,
    /// Only what a label says is a rule here: goals.
    strict: bool,
    carried: Carried,
    /// What the frames before leave: `通常枠：補助上限500万円`.
    siblings: Siblings,
    columns: Option<Columns>,
    late: Option<String>,
    /// Of the item that is read; kept for the next one.
    tokens: Vec<Token>,
}

/// What the items before leave to the next one.
#[derive(Debug, Default)]
struct Carried {
    inherited: Inherited,
    /// Only an item that starts with a bracket continues it: `補助（定額）`, then `（2/3：…）`.
    brackets: bool,
}

impl TermReader {
    /// A reader at the start of a section or an attribute.
    pub fn new(setting: TermSetting<'_>) -> Self {
        let (base, kind) = match setting {
            TermSetting::Attribute(label) => (label_of(label), None),
            TermSetting::Section(kind) => (None, Some(kind)),
            TermSetting::Description => (None, None),
        };
        Self {
            base,
            bare: matches!(kind, Some(SectionKind::Conditions | SectionKind::Scheme)),
            strict: kind == Some(SectionKind::Goals),
            carried: Carried::default(),
            siblings: Siblings::default(),
            columns: None,
            late: None,
            tokens: Vec::new(),
        }
    }

    /// The rules of the next item, in reading order. `補助上限額：1,000万円/者、補助率2/3` has two.
    pub fn read(&mut self, text: &str) -> Vec<ReadTerm> {
        self.read_seen(text, may_hold_value(text))
    }

    /// Reads an item of which it is known whether it may hold a value.
    fn read_seen(&mut self, text: &str, value: bool) -> Vec<ReadTerm> {
        self.late = None;
        if !value && is_prose(text) {
            self.end_said(text);
            return Vec::new();
        }
        let mut tokens = std::mem::take(&mut self.tokens);
        cut(text, &mut tokens);
        let terms = self.read_tokens(text, &tokens);
        self.tokens = tokens;
        terms
    }

    fn read_tokens(&mut self, text: &str, tokens: &[Token]) -> Vec<ReadTerm> {
        let shape = shape(text, tokens);
        if let Some(columns) = Columns::of_head(text, tokens) {
            self.columns = Some(columns);
            self.carried = Carried::default();
            return Vec::new();
        }
        if let Some(terms) = self.row(text, tokens, &shape) {
            return terms;
        }
        if shape == Shape::Example {
            self.carried = Carried::default();
            return Vec::new();
        }
        let mut inherited = self.inherited(text);
        inherited.frame = frame::opens(text, tokens);
        if shape == Shape::Payment {
            // 委託, 民間団体等, 補助（2/3）: who is paid stands before the way of paying.
            inherited.condition = None;
        }
        let before = self.carried.inherited.label;
        let from_before = inherited.label.is_some() && self.carried.inherited.label.is_some();
        if inherited.frame {
            inherited.label = inherited.label.or(self.siblings.label(tokens));
            self.siblings.note(tokens);
        }
        if inherited.label.is_none() && self.bare && is_bare_list(text, tokens) {
            inherited.label = Some(Label::Payment);
        }
        let outcome = if says_nothing(tokens) { Outcome::default() } else { Item::new(text, tokens, inherited).read() };
        self.carry(&shape, &outcome, from_before && !frees_sums(before, tokens));
        if self.strict {
            outcome.terms.into_iter().filter(|term| labelled(text, term)).collect()
        } else {
            outcome.terms
        }
    }

    /// The condition that the last item, a bracket without a value, gave to the rule before it.
    pub fn late_condition(&self) -> Option<&str> {
        self.late.as_deref()
    }

    /// Ends what was said before an item of prose; that a section speaks of loans holds until an example.
    fn end_said(&mut self, text: &str) {
        let loan = self.carried.inherited.loan && !is_example(text);
        self.carried = Carried { inherited: Inherited { loan, ..Inherited::default() }, brackets: false };
        self.columns = None;
        self.siblings = Siblings::default();
    }

    fn inherited(&mut self, text: &str) -> Inherited {
        let bracket = starts_with_bracket(text);
        let mut inherited = std::mem::take(&mut self.carried.inherited);
        if self.carried.brackets && !bracket {
            inherited = Inherited { loan: inherited.loan, ..Inherited::default() };
        }
        // Of loans and grants in one section each line says which it is about.
        inherited.loan = inherited.loan && (!PAYING_VERBS.within(text) || LOAN_WORDS.within(text));
        self.carried.inherited.label = inherited.label;
        self.carried.inherited.loan = inherited.loan;
        inherited.label = inherited.label.or(self.base);
        inherited
    }

    /// Keeps what the next item may need.
    fn carry(&mut self, shape: &Shape, outcome: &Outcome, from_before: bool) {
        let before = std::mem::take(&mut self.carried);
        let loan = before.inherited.loan
            || matches!(
                shape,
                Shape::LabelOnly(Label::LoanLimit | Label::Loan) | Shape::Labelled(Label::LoanLimit | Label::Loan)
            );
        let kept = before.inherited.label.filter(|_| from_before);
        let inherited = |label, condition| Inherited { label, condition, per: outcome.per.clone(), loan, frame: false };
        let (inherited, brackets) = match shape {
            _ if outcome.open => (inherited(outcome.label, None), false),
            Shape::LabelOnly(label) | Shape::Labelled(label) => {
                (inherited(Some(*label), None), *label == Label::Payment && !outcome.terms.is_empty())
            }
            Shape::Payment => (inherited(Some(Label::Payment), None), true),
            Shape::Condition(words) => {
                self.late = kept.or(self.base).map(|_| words.clone());
                (inherited(kept, None), before.brackets)
            }
            Shape::Class(words) => (inherited(kept, kept.map(|_| words.clone())), before.brackets),
            Shape::Neutral => (inherited(kept, None), before.brackets),
            _ if !outcome.terms.is_empty() => (inherited(kept, None), before.brackets),
            Shape::Example | Shape::Other => (inherited(None, None), false),
        };
        self.carried = Carried { inherited, brackets };
    }

    /// The rules of a row under a head that names its columns.
    fn row(&mut self, text: &str, row: &[Token], shape: &Shape) -> Option<Vec<ReadTerm>> {
        if *shape == Shape::Neutral {
            return None;
        }
        let columns = self.columns.take()?;
        let cells = columns.row(text, row)?;
        let named = |column: &Column| column.label.is_some_and(|label| label != Label::Foreign);
        let name = cells
            .iter()
            .filter(|(column, _)| !named(column))
            .find_map(|(_, cell)| condition::before(text.get(cell.clone())?));
        let mut terms = Vec::new();
        for (column, cell) in cells.into_iter().filter(|(column, _)| named(column)) {
            let inherited = Inherited { label: column.label, condition: name.clone(), ..Inherited::default() };
            let inside = text.get(cell.clone()).unwrap_or("");
            let read = Item::new(inside, &tokens(inside), inherited).read();
            let bracket = inside.find(['（', '(']).unwrap_or(inside.len());
            terms.extend(read.terms.into_iter().map(|mut term| {
                if let Some(remark) = column.remark.clone().filter(|_| term.range.start > bracket) {
                    term.condition = condition::join(term.condition.as_deref(), Some(remark));
                }
                shifted(term, cell.start)
            }));
        }
        self.columns = Some(columns);
        Some(terms)
    }
}

/// The rules of the items of one section, item by item, and none at all where nothing can be a rule; a condition in a
/// line of its own goes to the rule before it. With each item comes whether its lines may hold a value.
pub fn read_items<'t>(setting: TermSetting<'_>, items: impl Iterator<Item = (&'t str, bool)>) -> Vec<Vec<ReadTerm>> {
    let mut read: Vec<Vec<ReadTerm>> = Vec::new();
    let mut reader = TermReader::new(setting);
    let mut items: Vec<_> = items.collect();
    // Goals are full of numbers, and few of them print a label, as each rule of a goal and the head of its table do.
    let may_rule = |(text, value): &(&str, bool)| *value && (!reader.strict || prints_label(text));
    if !items.iter().any(may_rule) {
        return read;
    }
    for (text, value) in &mut items {
        *value = *value && may_hold_value(text);
    }
    // Behind the last value only a bracket says something: for whom that value is.
    let last = items.iter().rposition(|(text, value)| *value || starts_with_bracket(text));
    let end = last.filter(|_| items.iter().any(|(_, value)| *value)).map_or(0, |last| last + 1);
    for &(text, value) in &items[..end] {
        let terms = reader.read_seen(text, value);
        if let (Some(words), Some(term)) =
            (reader.late_condition(), read.iter_mut().rev().find_map(|terms| terms.last_mut()))
        {
            term.condition = condition::join(term.condition.as_deref(), Some(words.to_owned()));
        }
        read.push(terms);
    }
    read
}

fn starts_with_bracket(text: &str) -> bool {
    text.trim_start().starts_with(['（', '('])
}

/// The rules of a text by itself: of an attribute, or of a heading.
pub fn read_text(setting: TermSetting<'_>, text: &str) -> Vec<ReadTerm> {
    // Most attributes have no value: their labels need not be read.
    if may_hold_value(text) { TermReader::new(setting).read_seen(text, true) } else { Vec::new() }
}

fn shifted(mut term: ReadTerm, by: usize) -> ReadTerm {
    term.range = term.range.start + by..term.range.end + by;
    term
}

/// Whether an item ends the label of sums before it by one of its own: `下限額：100万円`, then `（A類型）上限額：5億円`.
fn frees_sums(before: Option<Label>, tokens: &[Token]) -> bool {
    let of_sums = |label| matches!(label, Label::Cap | Label::Limit | Label::Floor | Label::Grant | Label::LoanLimit);
    before.is_some_and(of_sums) && tokens.iter().any(|token| matches!(token.piece, Piece::Label(own) if of_sums(own)))
}

/// Whether an item without a value leaves no bracket open; it states no rule and nothing goes on behind it.
fn says_nothing(tokens: &[Token]) -> bool {
    tokens.iter().all(|token| !token.is_value() && !matches!(token.piece, Piece::Open(close) if close >= tokens.len()))
}

/// The label that an attribute's own label is: `助 成 額`, `補助上限額等`.
fn label_of(label: &str) -> Option<Label> {
    let words: String = label.chars().filter(|c| !c.is_whitespace()).collect();
    tokens(&words).iter().find_map(|token| match token.piece {
        Piece::Label(label) if label != Label::Payment => Some(label),
        _ => None,
    })
}

/// Whether a rule prints its own label.
fn labelled(text: &str, term: &ReadTerm) -> bool {
    let printed = text.get(term.range.clone()).unwrap_or("");
    tokens(printed).first().is_some_and(|token| matches!(token.piece, Piece::Label(label) if label != Label::Payment))
}
