//! Comma-separated values (RFC 4180), UTF-8 with a byte order mark, without which Excel garbles Vietnamese.
//!
//! A text that a spreadsheet would run as a formula gets an apostrophe before it; other formats hold it as it is.

use super::document::ExportDocument;
use super::table::{Cell, TableKind, looks_like_formula};
use super::{ExportError, Exporter};
use std::fs::File;
use std::io::{BufWriter, Write};

pub(super) struct CsvTable {
    table: TableKind,
    lines: csv::Writer<BufWriter<File>>,
    guarded: usize,
}

impl CsvTable {
    pub(super) fn new(file: File, table: TableKind) -> Result<CsvTable, ExportError> {
        let mut out = BufWriter::new(file);
        out.write_all("\u{FEFF}".as_bytes())?;
        let mut lines = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        lines.write_record(table.columns().iter().map(|column| column.key)).map_err(of_csv)?;
        Ok(CsvTable { table, lines, guarded: 0 })
    }

    fn cell(&mut self, cell: &Cell) -> String {
        let text = cell.plain();
        if !matches!(cell, Cell::Number(_)) && looks_like_formula(&text) {
            self.guarded += 1;
            return format!("'{text}");
        }
        text
    }
}

impl Exporter for CsvTable {
    fn document(&mut self, document: &ExportDocument) -> Result<(), ExportError> {
        for row in self.table.rows(document) {
            let cells: Vec<String> = row.iter().map(|cell| self.cell(cell)).collect();
            self.lines.write_record(cells).map_err(of_csv)?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Vec<String>, ExportError> {
        self.lines.flush()?;
        let note = format!(
            "{} ô mở đầu như công thức, đã thêm dấu nháy (cells that open like a formula, quoted)",
            self.guarded
        );
        Ok(if self.guarded > 0 { vec![note] } else { Vec::new() })
    }
}

fn of_csv(error: csv::Error) -> ExportError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => ExportError::Io(error),
        other => ExportError::of_format("CSV", format!("{other:?}")),
    }
}
