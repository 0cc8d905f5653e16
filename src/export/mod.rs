//! Documents written out for other programs, one format a file; also a [`Report`] ready to send.
//!
//! Every format takes one [`ExportDocument`] at a time and keeps none of them, so that memory does not grow with the
//! store. [`crate::app`] says which documents, in which order. No clock: the caller brings the day.

mod akoma_ntoso;
mod bundle;
mod csv_table;
mod document;
mod dot;
mod edxml;
mod graphml;
mod icalendar_events;
mod jsonl;
mod parquet_table;
mod report;
mod table;
#[cfg(test)]
mod tests;
mod turtle;
mod uri;
mod xlsx;
mod xml;
mod xml_files;

use crate::model::Language;
use jiff::civil::Date;
use std::fs::File;
use std::io;

pub use bundle::{BundleFile, BundleState, PackedFile, write_bundle};
pub use document::{ExportDocument, ExportLink, FileFacts, content_mark};
pub use report::{
    Block, MapPlace, Outlines, QuoteGroup, Report, ReportCell, ReportFormat, ReportMap, ReportQuote, ReportTable,
    Section, Shade, page as report_page, write as write_report,
};
pub use table::TableKind;

/// The formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// One JSON object a line, the whole record in it.
    Jsonl,
    /// One table as comma-separated values.
    Csv,
    /// A workbook with a sheet a table.
    Xlsx,
    /// One table as Parquet.
    Parquet,
    /// The citation graph as GraphML.
    Graphml,
    /// The citation graph in the language of Graphviz.
    Dot,
    /// Akoma Ntoso 1.0 (OASIS), one XML a document.
    AkomaNtoso,
    /// The message header of edXML (QCVN 102:2016/BTTTT), one XML a document.
    Edxml,
    /// Deadlines of tasks as iCalendar (RFC 5545).
    Icalendar,
    /// RDF in Turtle with ELI terms.
    Turtle,
}

/// What a format may want to know besides the documents.
#[derive(Debug, Clone)]
pub struct ExportOptions {
    /// Which table, for the formats that hold one.
    pub table: TableKind,
    /// Language of headings and names.
    pub language: Language,
    /// The day of the export: stamps of formats that must have one.
    pub today: Date,
    /// What stands before the path of a document's URI in RDF.
    pub base: String,
    /// One file a document in a zip archive, instead of a single document.
    pub archive: bool,
    /// Further sheets of a workbook.
    pub sheets: Vec<Section>,
}

/// Why an export failed.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The file cannot be written.
    #[error("cannot write the export")]
    Io(#[from] io::Error),
    /// The library of the format refused; its reason.
    #[error("cannot write {format}: {reason}")]
    Format {
        /// Name of the format.
        format: &'static str,
        /// What the library said.
        reason: String,
    },
    /// A format of one document a file was asked to hold several.
    #[error("several documents need a file that ends in .zip")]
    SeveralDocuments,
}

impl ExportError {
    /// What a library said.
    pub(crate) fn of_format(format: &'static str, reason: impl ToString) -> ExportError {
        ExportError::Format { format, reason: reason.to_string() }
    }
}

/// Takes documents one by one and writes them.
pub trait Exporter {
    /// Writes one document.
    ///
    /// # Errors
    /// When the file cannot be written.
    fn document(&mut self, document: &ExportDocument) -> Result<(), ExportError>;

    /// Writes what stands behind the last document; gives one line on each thing that was left out.
    ///
    /// # Errors
    /// When the file cannot be written.
    fn finish(self: Box<Self>) -> Result<Vec<String>, ExportError>;
}

/// Begins an export into an empty file.
///
/// # Errors
/// When the file cannot be written.
pub fn exporter(format: ExportFormat, file: File, options: &ExportOptions) -> Result<Box<dyn Exporter>, ExportError> {
    Ok(match format {
        ExportFormat::Jsonl => Box::new(jsonl::JsonLines::new(file)),
        ExportFormat::Csv => Box::new(csv_table::CsvTable::new(file, options.table)?),
        ExportFormat::Xlsx => Box::new(xlsx::Workbooks::new(file, options)?),
        ExportFormat::Parquet => Box::new(parquet_table::ParquetTable::new(file, options.table)?),
        ExportFormat::Graphml => Box::new(graphml::GraphMl::new(file)?),
        ExportFormat::Dot => Box::new(dot::Dot::new(file, options.language)?),
        ExportFormat::AkomaNtoso => {
            Box::new(xml_files::XmlFiles::new(file, options.archive, akoma_ntoso::write, options.today))
        }
        ExportFormat::Edxml => Box::new(xml_files::XmlFiles::new(file, options.archive, edxml::write, options.today)),
        ExportFormat::Icalendar => Box::new(icalendar_events::Calendar::new(file, options.today)?),
        ExportFormat::Turtle => Box::new(turtle::Turtle::new(file, &options.base)?),
    })
}
