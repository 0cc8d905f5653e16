//! A report ready to send: [`Report`] is its content, once, in words; the formats only lay it out, so that every
//! number is the same in all of them.

mod docx;
mod html;
mod map;
mod picture;
#[cfg(test)]
mod tests;
mod xlsx;

use super::ExportError;
use crate::model::Language;
use jiff::civil::Date;
use std::fs::File;
use std::io::{BufWriter, Write};

pub use map::{MapPlace, Outlines};
pub(super) use xlsx::write_sheet;

/// The forms of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportFormat {
    /// A workbook, one sheet a section.
    Xlsx,
    /// A page that prints well, whole in itself, without scripts.
    Html,
    /// A text document.
    Docx,
}

/// The content of a report.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Language it is written in.
    pub language: Language,
    /// Day it was made.
    pub day: Date,
    /// Title.
    pub title: String,
    /// Lines below the title.
    pub subtitle: Vec<String>,
    /// Sections in order.
    pub sections: Vec<Section>,
}

/// A part with a heading.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// Heading.
    pub heading: String,
    /// Name of its sheet in a workbook, at most 31 letters.
    pub sheet: String,
    /// What it holds, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Debug, Clone)]
pub enum Block {
    /// A paragraph.
    Paragraph(String),
    /// A list.
    List(Vec<String>),
    /// A table.
    Table(ReportTable),
    /// A map of the provinces.
    Map(ReportMap),
    /// Quotes under a heading of their own.
    Quotes(QuoteGroup),
}

/// A table.
#[derive(Debug, Clone, Default)]
pub struct ReportTable {
    /// Headings and widths, in parts of the page's width or letters of a sheet.
    pub columns: Vec<(String, u16)>,
    /// Rows of as many cells.
    pub rows: Vec<Vec<ReportCell>>,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportCell {
    /// Its text.
    pub text: String,
    /// The same as a number, where it is one.
    pub number: Option<i64>,
    /// Its colour.
    pub shade: Shade,
    /// Path of a file it leads to.
    pub file: Option<String>,
}

/// What a colour says. The text says it too: nothing is told by colour alone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shade {
    /// Nothing.
    #[default]
    Plain,
    /// Carried out, with number and date.
    Done,
    /// Carried out, number or day not clear.
    Unnumbered,
    /// Through another document.
    Indirect,
    /// Only below the place.
    Subordinate,
    /// Only cited.
    Cited,
    /// None found.
    Missing,
    /// Late, overdue or unread.
    Alert,
}

/// A map.
#[derive(Debug, Clone)]
pub struct ReportMap {
    /// In whose borders.
    pub outlines: Outlines,
    /// The places with their colour.
    pub places: Vec<MapPlace>,
    /// What the colours mean, with how many places have them.
    pub legend: Vec<(Shade, String)>,
    /// A line below.
    pub caption: String,
}

/// Quotes that prove one thing.
#[derive(Debug, Clone, Default)]
pub struct QuoteGroup {
    /// Heading, such as the place.
    pub heading: String,
    /// Colour of the heading.
    pub shade: Shade,
    /// The quotes.
    pub quotes: Vec<ReportQuote>,
}

/// A quote.
#[derive(Debug, Clone, Default)]
pub struct ReportQuote {
    /// Which document it is about and what it says.
    pub about: String,
    /// The words.
    pub words: String,
    /// Where they stand, for a person.
    pub source: String,
    /// Path of the file that holds them.
    pub file: String,
}

impl ReportCell {
    /// A cell with a text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> ReportCell {
        ReportCell { text: text.into(), ..ReportCell::default() }
    }

    /// A cell with a number.
    #[must_use]
    pub fn number(number: i64) -> ReportCell {
        ReportCell { text: number.to_string(), number: Some(number), ..ReportCell::default() }
    }

    /// The same with a colour.
    #[must_use]
    pub fn shaded(self, shade: Shade) -> ReportCell {
        ReportCell { shade, ..self }
    }
}

impl Shade {
    /// The colour as six hexadecimal digits; light enough for black letters in print.
    fn colour(self) -> &'static str {
        match self {
            Shade::Plain => "FFFFFF",
            Shade::Done => "8CC68C",
            Shade::Unnumbered => "CDE8B5",
            Shade::Indirect => "9CC9E8",
            Shade::Subordinate => "F7DE8F",
            Shade::Cited => "EBCDB4",
            Shade::Missing => "E6E6E6",
            Shade::Alert => "F3B4AE",
        }
    }
}

/// The report as one HTML page.
#[must_use]
pub fn page(report: &Report) -> String {
    html::page(report)
}

/// Writes a report into an empty file.
///
/// # Errors
/// When the file cannot be written.
pub fn write(report: &Report, format: ReportFormat, file: File) -> Result<(), ExportError> {
    match format {
        ReportFormat::Html => {
            let mut out = BufWriter::new(file);
            out.write_all(html::page(report).as_bytes())?;
            Ok(out.flush()?)
        }
        ReportFormat::Docx => docx::write(report, file),
        ReportFormat::Xlsx => xlsx::write(report, file),
    }
}

/// A path as a link, so that letters outside ASCII and marks do not break it.
fn file_link(path: &str) -> String {
    let mut link = "file://".to_owned();
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => link.push(char::from(byte)),
            other => link.push_str(&format!("%{other:02X}")),
        }
    }
    link
}
