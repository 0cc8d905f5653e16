//! One table as Parquet, for analysts: texts, whole numbers, days and lists with their types, compressed with Snappy.

use super::document::ExportDocument;
use super::table::{Cell, Column, ColumnKind, Row, TableKind};
use super::{ExportError, Exporter};
use jiff::civil::Date;
use parquet::basic::Compression;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::fs::File;
use std::sync::Arc;

/// Rows held before they are written as a group.
const GROUP_ROWS: usize = 20_000;
/// Letters held before they are written as a group.
const GROUP_BYTES: usize = 32 << 20;

pub(super) struct ParquetTable {
    table: TableKind,
    writer: SerializedFileWriter<File>,
    rows: Vec<Row>,
    bytes: usize,
}

impl ParquetTable {
    pub(super) fn new(file: File, table: TableKind) -> Result<ParquetTable, ExportError> {
        let schema = parse_message_type(&message_type(table.columns())).map_err(of_parquet)?;
        let created_by = concat!("vanban version ", env!("CARGO_PKG_VERSION"));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(created_by.to_owned())
            .build();
        let writer = SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties)).map_err(of_parquet)?;
        Ok(ParquetTable { table, writer, rows: Vec::new(), bytes: 0 })
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        let mut column = 0;
        while let Some(mut writer) = group.next_column()? {
            let cells = self.rows.iter().map(|row| &row[column]);
            match writer.untyped() {
                ColumnWriter::Int64ColumnWriter(typed) => {
                    let (values, there) = optional(cells, |cell| match cell {
                        Cell::Number(number) => Some(*number),
                        _ => None,
                    });
                    typed.write_batch(&values, Some(&there), None)?;
                }
                ColumnWriter::Int32ColumnWriter(typed) => {
                    let (values, there) = optional(cells, |cell| match cell {
                        Cell::Day(day) => Some(days_since_1970(*day)),
                        _ => None,
                    });
                    typed.write_batch(&values, Some(&there), None)?;
                }
                ColumnWriter::ByteArrayColumnWriter(typed) if self.table.columns()[column].kind == ColumnKind::List => {
                    let (values, there, repeated) = lists(cells);
                    typed.write_batch(&values, Some(&there), Some(&repeated))?;
                }
                ColumnWriter::ByteArrayColumnWriter(typed) => {
                    let (values, there) = optional(cells, |cell| match cell {
                        Cell::Empty => None,
                        cell => Some(ByteArray::from(cell.plain().into_bytes())),
                    });
                    typed.write_batch(&values, Some(&there), None)?;
                }
                _ => return Err(ParquetError::General("a column of another type".to_owned())),
            }
            writer.close()?;
            column += 1;
        }
        group.close()?;
        self.rows.clear();
        self.bytes = 0;
        Ok(())
    }
}

impl Exporter for ParquetTable {
    fn document(&mut self, document: &ExportDocument) -> Result<(), ExportError> {
        for row in self.table.rows(document) {
            self.bytes += row.iter().map(bytes_of).sum::<usize>();
            self.rows.push(row);
        }
        if self.rows.len() >= GROUP_ROWS || self.bytes >= GROUP_BYTES {
            self.write_group().map_err(of_parquet)?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Vec<String>, ExportError> {
        if !self.rows.is_empty() {
            self.write_group().map_err(of_parquet)?;
        }
        self.writer.close().map_err(of_parquet)?;
        Ok(Vec::new())
    }
}

/// The schema in the language of Parquet. Lists in the three levels that readers expect.
fn message_type(columns: &[Column]) -> String {
    let mut schema = "message vanban {\n".to_owned();
    for column in columns {
        let key = column.key;
        schema.push_str(&match column.kind {
            ColumnKind::Number => format!("  OPTIONAL INT64 {key};\n"),
            ColumnKind::Day => format!("  OPTIONAL INT32 {key} (DATE);\n"),
            ColumnKind::Text | ColumnKind::PaperDate | ColumnKind::File => {
                format!("  OPTIONAL BYTE_ARRAY {key} (STRING);\n")
            }
            ColumnKind::List => format!(
                "  REQUIRED GROUP {key} (LIST) {{ REPEATED GROUP list {{ REQUIRED BYTE_ARRAY element (STRING); }} }}\n"
            ),
        });
    }
    schema.push('}');
    schema
}

/// The values that are there, and for each cell 1 or 0 (definition levels).
fn optional<'c, T>(cells: impl Iterator<Item = &'c Cell>, value: impl Fn(&Cell) -> Option<T>) -> (Vec<T>, Vec<i16>) {
    let mut values = Vec::new();
    let there = cells.map(|cell| {
        let value = value(cell);
        let level = i16::from(value.is_some());
        values.extend(value);
        level
    });
    let there = there.collect();
    (values, there)
}

/// The parts of all lists with their definition and repetition levels.
fn lists<'c>(cells: impl Iterator<Item = &'c Cell>) -> (Vec<ByteArray>, Vec<i16>, Vec<i16>) {
    let (mut values, mut there, mut repeated) = (Vec::new(), Vec::new(), Vec::new());
    for cell in cells {
        let parts: &[String] = if let Cell::List(parts) = cell { parts } else { &[] };
        if parts.is_empty() {
            there.push(0);
            repeated.push(0);
        }
        for (place, part) in parts.iter().enumerate() {
            values.push(ByteArray::from(part.as_str()));
            there.push(1);
            repeated.push(i16::from(place > 0));
        }
    }
    (values, there, repeated)
}

fn days_since_1970(day: Date) -> i32 {
    let since = day.since(jiff::civil::date(1970, 1, 1));
    since.map_or(0, |span| span.get_days())
}

fn bytes_of(cell: &Cell) -> usize {
    match cell {
        Cell::Text(text) => text.len(),
        Cell::List(parts) => parts.iter().map(String::len).sum(),
        _ => 8,
    }
}

fn of_parquet(error: ParquetError) -> ExportError {
    ExportError::of_format("Parquet", error)
}
