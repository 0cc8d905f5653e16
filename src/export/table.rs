//! The tables of an export: their columns and, for one document, their rows; shared by CSV, XLSX and Parquet.

mod citations;
mod records;
mod tasks;

use super::document::ExportDocument;
use crate::model::{DocDate, Language};
use jiff::civil::Date;

/// One of the tables.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TableKind {
    /// One row a document.
    #[default]
    Records,
    /// One row a citation.
    Citations,
    /// One row a task.
    Tasks,
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// Stable name, for programs.
    pub key: &'static str,
    /// Vietnamese heading.
    pub vietnamese: &'static str,
    /// English heading.
    pub english: &'static str,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// Width on a sheet, in letters.
    pub width: u16,
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnKind {
    Text,
    /// A date as precise as the paper: text in ISO form for programs, a day on a sheet where the day is known.
    PaperDate,
    /// A day of the calendar.
    Day,
    Number,
    List,
    /// Path of a file.
    File,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    Empty,
    Text(String),
    PaperDate(DocDate),
    Day(Date),
    Number(i64),
    List(Vec<String>),
}

pub(super) type Row = Vec<Cell>;

impl TableKind {
    pub(super) const ALL: [TableKind; 3] = [TableKind::Records, TableKind::Citations, TableKind::Tasks];

    pub(super) fn columns(self) -> &'static [Column] {
        match self {
            TableKind::Records => records::COLUMNS,
            TableKind::Citations => citations::COLUMNS,
            TableKind::Tasks => tasks::COLUMNS,
        }
    }

    pub(super) fn rows(self, document: &ExportDocument) -> Vec<Row> {
        match self {
            TableKind::Records => vec![records::row(document)],
            TableKind::Citations => citations::rows(document),
            TableKind::Tasks => tasks::rows(document),
        }
    }

    /// Name of its sheet.
    pub(super) fn title(self, language: Language) -> &'static str {
        match self {
            TableKind::Records => language.pick("Văn bản", "Documents"),
            TableKind::Citations => language.pick("Viện dẫn", "Citations"),
            TableKind::Tasks => language.pick("Nhiệm vụ", "Tasks"),
        }
    }
}

impl Column {
    const fn new(
        key: &'static str,
        vietnamese: &'static str,
        english: &'static str,
        kind: ColumnKind,
        width: u16,
    ) -> Column {
        Column { key, vietnamese, english, kind, width }
    }

    /// Heading in a language.
    pub(super) fn heading(&self, language: Language) -> &'static str {
        language.pick(self.vietnamese, self.english)
    }
}

impl Cell {
    pub(super) fn text(value: Option<impl Into<String>>) -> Cell {
        value.map_or(Cell::Empty, |value| Cell::Text(value.into()))
    }

    pub(super) fn count(number: usize) -> Cell {
        Cell::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }

    /// A day in ISO form, empty where it is none.
    pub(super) fn day(iso: Option<&String>) -> Cell {
        iso.and_then(|iso| iso.parse().ok()).map_or(Cell::Empty, Cell::Day)
    }

    pub(super) fn paper_date(date: Option<DocDate>) -> Cell {
        date.map_or(Cell::Empty, Cell::PaperDate)
    }

    /// The cell as one text; lists with semicolons.
    pub(super) fn plain(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::PaperDate(date) => date.to_string(),
            Cell::Day(day) => day.to_string(),
            Cell::Number(number) => number.to_string(),
            Cell::List(parts) => parts.join("; "),
        }
    }
}

/// True when a spreadsheet program would take the text for a formula (CWE-1236): it opens with `= + - @`, a tab or a
/// line end.
pub(super) fn looks_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}
