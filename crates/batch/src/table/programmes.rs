//! The table of programmes.

use yosan_parser::record::{Extraction, Item, Kind as ProgrammeKind, NameSource, Note, Programme};

use super::value::{json, word};
use super::{Emit, PLACE, Table, Value, columns, with_place};

/// A row per programme entry.
pub(super) const TABLE: Table = Table {
    name: "programmes",
    description: "One row per programme entry; its amounts, departments, sections, terms and targets are tables of \
                  their own.",
    key: &["id"],
    links: &[("document", "documents")],
    columns: &[COLUMNS, PLACE],
    rows,
};

fn rows(extraction: &Extraction<'_>, emit: &mut Emit<'_>) {
    for programme in &extraction.programmes {
        emit(&with_place(values(programme), Some(&programme.span)));
    }
}

columns! {
    |programme: &'a Programme<'a>|
    /// Stable id: the document and 10 hex digits derived from the content.
    id: Text required = &programme.id;
    /// Id of the document.
    document: Text required = &programme.document;
    /// Reading order in the document, 1-based.
    ordinal: Integer required = programme.ordinal;
    /// How it is printed.
    kind: Word(ProgrammeKind) required = word(&programme.kind);
    /// The name without markup, bullet, numbering and 再掲.
    name: Text = programme.name.as_deref();
    /// The name as printed.
    name_printed: Text = programme.name_printed.as_deref();
    /// The name folded for joining.
    name_key: Text = programme.name_key.as_deref();
    /// Where the name came from.
    name_source: Word(NameSource) = word(&programme.name_source);
    /// The entry of the contents that stands for this programme.
    contents_name: Text = programme.contents_name.as_deref();
    /// Its page in the contents.
    contents_page: Integer = programme.contents_page;
    /// Its own numbering label, as meant.
    number: Text = programme.number.as_deref();
    /// Its numbering label as printed.
    number_printed: Text = programme.number_printed.as_deref();
    /// Whether it is marked 再掲.
    reprinted: Boolean required = programme.reprinted;
    /// Id of the entry that this one reprints.
    first_print: Text = programme.first_print.as_deref();
    /// Whether it stands in a chapter marked 臨時・特別の措置.
    special_measure: Boolean required = programme.special_measure;
    /// Whether it is marked 新 or 新規.
    new: Boolean required = programme.new;
    /// Titles of the enclosing headings, outermost first.
    path: List required = json(&programme.path);
    /// A bracketed line that qualifies the amount: …を含む.
    qualifier: Text = programme.qualifier.as_deref();
    /// The text under a listing, policy item or plan item, an item a line.
    description: Text = lines(&programme.description);
    /// The labelled bullets of a plan item: label and text.
    attributes: List required = attributes(programme);
    /// The ※ notes.
    notes: List required = json(&programme.notes.iter().map(|note: &Note<'_>| &note.text).collect::<Vec<_>>());
}

fn lines<'a>(items: &'a [Item<'a>]) -> Option<Value<'a>> {
    let text = items.iter().map(|item| item.text.as_ref()).collect::<Vec<_>>().join("\n");
    (!text.is_empty()).then(|| Value::Text(text.into()))
}

fn attributes<'a>(programme: &'a Programme<'a>) -> Value<'a> {
    let pairs = programme.attributes.iter();
    json(&pairs.map(|one| serde_json::json!({"label": one.label, "text": one.text})).collect::<Vec<_>>())
}
