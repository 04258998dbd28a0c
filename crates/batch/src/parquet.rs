//! Parquet: rows in memory, a file that takes them, and rows read back.
//!
//! A row group ends after the document that fills it, so that its borders depend on the documents and their order
//! alone, and a run that takes rows over from the former output writes the same bytes as one that reads everything.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as PhysicalType};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::{Type, TypePtr};

use crate::manifest::TOOL;
use crate::table::{Column, Kind, Table, Value};

/// Memory that the rows of a group may take before it is written.
const GROUP_BYTES: usize = 4 << 20;

/// Rows of a table, column by column.
pub(crate) struct Rows {
    columns: Vec<Cells>,
    len: u64,
    bytes: usize,
}

/// The cells of a column: a level for each (0: null), a value for each that is not null.
enum Cells {
    Text(Vec<i16>, Vec<ByteArray>),
    Integer(Vec<i16>, Vec<i64>),
    Boolean(Vec<i16>, Vec<bool>),
}

impl Rows {
    /// No rows of this table.
    pub(crate) fn new(table: &Table) -> Self {
        Self { columns: table.columns().map(Cells::new).collect(), len: 0, bytes: 0 }
    }

    /// The number of rows.
    pub(crate) fn len(&self) -> u64 {
        self.len
    }

    /// Appends a row.
    pub(crate) fn push(&mut self, row: &[Value<'_>]) {
        let mut values = row.iter();
        for cells in &mut self.columns {
            self.bytes += cells.push(values.next().unwrap_or(&Value::Null));
        }
        self.len += 1;
    }

    fn append(&mut self, other: Self) {
        for (cells, more) in self.columns.iter_mut().zip(other.columns) {
            cells.append(more);
        }
        self.len += other.len;
        self.bytes += other.bytes;
    }
}

impl Cells {
    fn new(column: &Column) -> Self {
        match column.kind {
            Kind::Integer => Self::Integer(Vec::new(), Vec::new()),
            Kind::Boolean => Self::Boolean(Vec::new(), Vec::new()),
            Kind::Text | Kind::List | Kind::Object | Kind::Word(_) => Self::Text(Vec::new(), Vec::new()),
        }
    }

    /// Appends a cell and says about how much memory it takes.
    fn push(&mut self, value: &Value<'_>) -> usize {
        match (self, value) {
            (Self::Text(levels, values), Value::Text(text)) => {
                levels.push(1);
                values.push(ByteArray::from(text.as_bytes().to_vec()));
                text.len() + size_of::<ByteArray>()
            }
            (Self::Integer(levels, values), Value::Integer(number)) => {
                levels.push(1);
                values.push(*number);
                size_of::<i64>()
            }
            (Self::Boolean(levels, values), Value::Boolean(value)) => {
                levels.push(1);
                values.push(*value);
                size_of::<bool>()
            }
            (Self::Text(levels, _) | Self::Integer(levels, _) | Self::Boolean(levels, _), _) => {
                levels.push(0);
                size_of::<i16>()
            }
        }
    }

    fn append(&mut self, more: Self) {
        match (self, more) {
            (Self::Text(levels, values), Self::Text(more_levels, more_values)) => {
                levels.extend(more_levels);
                values.extend(more_values);
            }
            (Self::Integer(levels, values), Self::Integer(more_levels, more_values)) => {
                levels.extend(more_levels);
                values.extend(more_values);
            }
            (Self::Boolean(levels, values), Self::Boolean(more_levels, more_values)) => {
                levels.extend(more_levels);
                values.extend(more_values);
            }
            _ => debug_assert!(false, "rows of two tables"),
        }
    }

    fn write(&self, writer: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        match (self, writer.untyped()) {
            (Self::Text(levels, values), ColumnWriter::ByteArrayColumnWriter(column)) => {
                column.write_batch(values, Some(levels), None)?;
            }
            (Self::Integer(levels, values), ColumnWriter::Int64ColumnWriter(column)) => {
                column.write_batch(values, Some(levels), None)?;
            }
            (Self::Boolean(levels, values), ColumnWriter::BoolColumnWriter(column)) => {
                column.write_batch(values, Some(levels), None)?;
            }
            _ => return Err(ParquetError::General("the column has another type".to_owned())),
        }
        Ok(())
    }
}

/// A Parquet file that is being written.
pub(crate) struct ParquetSink<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    table: &'static Table,
    pending: Rows,
}

impl<W: Write + Send> ParquetSink<W> {
    /// Begins a file.
    pub(crate) fn new(file: W, table: &'static Table) -> io::Result<Self> {
        let properties =
            WriterProperties::builder().set_created_by(TOOL.to_owned()).set_compression(Compression::SNAPPY).build();
        let writer = SerializedFileWriter::new(file, schema(table).map_err(failed)?, Arc::new(properties));
        Ok(Self { writer: writer.map_err(failed)?, table, pending: Rows::new(table) })
    }

    /// Appends the rows of one document.
    pub(crate) fn append(&mut self, rows: Rows) -> io::Result<()> {
        self.pending.append(rows);
        if self.pending.bytes >= GROUP_BYTES { self.flush() } else { Ok(()) }
    }

    /// Writes what is left and the footer, and gives the file back.
    pub(crate) fn finish(mut self) -> io::Result<W> {
        self.flush()?;
        self.writer.into_inner().map_err(failed)
    }

    fn flush(&mut self) -> io::Result<()> {
        let rows = std::mem::replace(&mut self.pending, Rows::new(self.table));
        if rows.len == 0 {
            return Ok(());
        }
        let mut group = self.writer.next_row_group().map_err(failed)?;
        for cells in &rows.columns {
            if let Some(mut column) = group.next_column().map_err(failed)? {
                cells.write(&mut column).map_err(failed)?;
                column.close().map_err(failed)?;
            }
        }
        group.close().map_err(failed)?;
        Ok(())
    }
}

/// The rows of a Parquet file, from the first to the last.
pub(crate) struct ParquetRows {
    rows: RowIter<'static>,
    table: &'static Table,
}

impl ParquetRows {
    /// Opens a file of this table.
    pub(crate) fn open(path: &Path, table: &'static Table) -> io::Result<Self> {
        let reader = SerializedFileReader::new(File::open(path)?).map_err(failed)?;
        let expected = schema(table).map_err(failed)?;
        if reader.metadata().file_metadata().schema() != expected.as_ref() {
            return Err(io::Error::other("the columns of the table have changed"));
        }
        Ok(Self { rows: reader.into_iter(), table })
    }

    /// Passes over rows.
    pub(crate) fn skip(&mut self, count: u64) -> io::Result<()> {
        (0..count).try_for_each(|_| self.next_row().map(drop))
    }

    /// The next rows.
    pub(crate) fn take(&mut self, count: u64) -> io::Result<Rows> {
        let mut rows = Rows::new(self.table);
        for _ in 0..count {
            let row = self.next_row()?;
            rows.push(&row.get_column_iter().map(|(_, field)| value(field)).collect::<Vec<_>>());
        }
        Ok(rows)
    }

    fn next_row(&mut self) -> io::Result<Row> {
        let row = self.rows.next().ok_or_else(|| io::Error::other("it has fewer rows than its manifest says"))?;
        row.map_err(failed)
    }
}

fn value(field: &Field) -> Value<'_> {
    match field {
        Field::Str(text) => Value::from(text),
        Field::Long(number) => Value::Integer(*number),
        Field::Bool(value) => Value::Boolean(*value),
        _ => Value::Null,
    }
}

fn schema(table: &Table) -> Result<TypePtr, ParquetError> {
    let fields: Result<Vec<_>, _> = table.columns().map(|column| field(column).map(Arc::new)).collect();
    Type::group_type_builder(table.name).with_fields(fields?).build().map(Arc::new)
}

fn field(column: &Column) -> Result<Type, ParquetError> {
    let (physical, logical) = match column.kind {
        Kind::Integer => (PhysicalType::INT64, None),
        Kind::Boolean => (PhysicalType::BOOLEAN, None),
        Kind::Text | Kind::List | Kind::Object | Kind::Word(_) => (PhysicalType::BYTE_ARRAY, Some(LogicalType::String)),
    };
    Type::primitive_type_builder(column.name, physical)
        .with_logical_type(logical)
        .with_repetition(Repetition::OPTIONAL)
        .build()
}

fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(inner) => io::Error::other(inner.to_string()),
        },
        error => io::Error::other(error.to_string()),
    }
}
