//! The records that come out: one file per kind, the fields in the order in which they are written.
//!
//! Field names and meanings are the contract with the people who query the output. A field that does not apply is
//! `null` or an empty list. Every record serialises the same way each time; none holds a clock, an absolute path or
//! the name of a machine. Texts borrow from the folded text of the document wherever they stand there as they are.

mod amount;
mod diagnostic;
mod document;
mod line;
mod place;
mod programme;
mod section;
mod table;
mod target;
mod term;

pub use amount::{Amount, AmountRow, Basis, BasisSource, Bound, Evidence, Role, Stage, Status};
pub use diagnostic::{Code, Diagnostic, RelatedPlace, Severity};
pub use document::{
    Accounting, ContentsEntry, Counts, Document, Extraction, Heading, Layout, Legend, LegendMeaning, Note, PolicyPoint,
};
pub use line::{LineRecord, LineRole, OwnedLine};
pub use place::Place;
pub use programme::{Attribute, Department, Kind, NameSource, Programme};
pub use section::{Item, Section, SectionKind};
pub use table::{Cell, Check, Row, Table};
pub use target::{Horizon, Target};
pub use term::{Term, TermKind};

/// A text that borrows from the document where it can.
pub type Text<'t> = std::borrow::Cow<'t, str>;
