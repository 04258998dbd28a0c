//! The records of one document as bytes or rows for each output file; done by the workers.

use std::borrow::Cow;
use std::io;

use serde::Serialize;
use yosan_parser::record::Extraction;

use crate::Format;
use crate::json;
use crate::manifest::Options;
use crate::parquet::Rows;
use crate::pieces::Pieces;
use crate::table::{TABLES, Table, Value};

/// The mark that tells spreadsheets that a CSV file is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// The first characters that make a spreadsheet run a cell; the full-width ones do in a Japanese one.
const FORMULA_STARTS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// The files of a run and what goes into each.
pub(crate) struct Plan {
    /// In the order in which they are written.
    pub(crate) files: Vec<FilePlan>,
    excel: bool,
}

/// One file of a run.
pub(crate) struct FilePlan {
    /// Its name in the output folder.
    pub(crate) name: String,
    /// What goes into it.
    pub(crate) content: Content,
}

/// What goes into a file.
#[derive(Clone, Copy)]
pub(crate) enum Content {
    /// Records of a kind, one JSON object a line.
    JsonLines(Kind),
    /// A flat table as CSV.
    Csv(&'static Table),
    /// A flat table as Parquet.
    Parquet(&'static Table),
}

/// The kinds of records with a file of JSON lines.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Documents,
    Programmes,
    Amounts,
    Tables,
    Diagnostics,
    Lines,
}

impl Plan {
    /// The files for these options.
    pub(crate) fn new(options: &Options) -> Self {
        let files = options.formats.iter().flat_map(|format| match format {
            Format::Jsonl => json_lines_files(options.lines),
            Format::Csv => table_files("csv", Content::Csv),
            Format::Parquet => table_files("parquet", Content::Parquet),
        });
        Self { files: files.collect(), excel: options.excel }
    }

    /// What stands in a file before the first document.
    pub(crate) fn head(&self, content: Content) -> io::Result<Vec<u8>> {
        let Content::Csv(table) = content else { return Ok(Vec::new()) };
        let mark = if self.excel { BYTE_ORDER_MARK } else { "" };
        let mut writer = csv_writer(mark.as_bytes().to_vec());
        writer.write_record(table.columns().map(|column| column.name))?;
        into_bytes(writer)
    }

    /// What a document gives to each file, in the order of `files`, into `pieces`, which are empty.
    pub(crate) fn encode(&self, extraction: &Extraction<'_>, pieces: &mut Pieces) -> io::Result<()> {
        self.files.iter().try_for_each(|file| self.add_piece(file.content, extraction, pieces))
    }

    fn add_piece(&self, content: Content, extraction: &Extraction<'_>, pieces: &mut Pieces) -> io::Result<()> {
        match content {
            Content::JsonLines(kind) => pieces.add_bytes(|out| kind.append(out, extraction)),
            Content::Csv(table) => pieces.add_bytes(|out| self.append_csv(out, table, extraction)),
            Content::Parquet(table) => {
                let mut rows = Rows::new(table);
                table.rows(extraction, &mut |row| rows.push(row));
                pieces.add_rows(rows);
                Ok(())
            }
        }
    }

    fn append_csv(&self, out: &mut Vec<u8>, table: &Table, extraction: &Extraction<'_>) -> io::Result<()> {
        let mut writer = csv_writer(std::mem::take(out));
        let mut result = Ok(());
        table.rows(extraction, &mut |row| {
            if result.is_ok() {
                result = writer.write_record(row.iter().map(|value| self.cell(value).into_owned()));
            }
        });
        result?;
        *out = into_bytes(writer)?;
        Ok(())
    }

    fn cell<'a>(&self, value: &'a Value<'_>) -> Cow<'a, str> {
        match value {
            Value::Null => Cow::Borrowed(""),
            Value::Text(text) if self.excel => harmless(text),
            Value::Text(text) => Cow::Borrowed(text),
            Value::Integer(number) => Cow::Owned(number.to_string()),
            Value::Boolean(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
        }
    }
}

impl Kind {
    fn append(self, out: &mut Vec<u8>, extraction: &Extraction<'_>) -> io::Result<()> {
        match self {
            Self::Documents => append_lines(out, [&extraction.document]),
            Self::Programmes => append_lines(out, &extraction.programmes),
            Self::Amounts => append_lines(out, &extraction.amounts),
            Self::Tables => append_lines(out, &extraction.tables),
            Self::Diagnostics => append_lines(out, &extraction.diagnostics),
            Self::Lines => append_lines(out, extraction.lines()),
        }
    }
}

fn json_lines_files(lines: bool) -> Vec<FilePlan> {
    let kinds = [
        ("documents", Kind::Documents),
        ("programmes", Kind::Programmes),
        ("amounts", Kind::Amounts),
        ("tables", Kind::Tables),
        ("diagnostics", Kind::Diagnostics),
        ("lines", Kind::Lines),
    ];
    let wanted = kinds.into_iter().filter(|(_, kind)| lines || !matches!(kind, Kind::Lines));
    wanted.map(|(name, kind)| FilePlan { name: format!("{name}.jsonl"), content: Content::JsonLines(kind) }).collect()
}

fn table_files(extension: &str, content: fn(&'static Table) -> Content) -> Vec<FilePlan> {
    let file =
        |table: &'static Table| FilePlan { name: format!("{}.{extension}", table.name), content: content(table) };
    TABLES.into_iter().map(file).collect()
}

fn append_lines(out: &mut Vec<u8>, records: impl IntoIterator<Item: Serialize>) -> io::Result<()> {
    for record in records {
        json::append(out, &record)?;
        out.push(b'\n');
    }
    Ok(())
}

fn csv_writer(start: Vec<u8>) -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(start)
}

fn into_bytes(writer: csv::Writer<Vec<u8>>) -> io::Result<Vec<u8>> {
    writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

/// Puts an apostrophe before a text that a spreadsheet would run.
fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(FORMULA_STARTS) || text.trim_start().starts_with(FORMULA_STARTS) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_a_spreadsheet_would_run_get_an_apostrophe() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("- 設備投資", "'- 設備投資"),
            ("＝HYPERLINK(\"x\")", "'＝HYPERLINK(\"x\")"),
            ("  @SUM(A1)", "'  @SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("設備投資 = 1", "設備投資 = 1"),
            ("▲71億円", "▲71億円"),
            ("", ""),
        ] {
            assert_eq!(harmless(text), cell);
        }
    }
}
