//! Formats of one XML a document: a single file, or a zip archive of them.

use super::document::ExportDocument;
use super::uri;
use super::{ExportError, Exporter};
use jiff::civil::Date;
use std::fs::File;
use std::io::{BufWriter, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Writes one document as XML; the day is that of the export.
pub(super) type WriteXml = fn(&ExportDocument, Date, &mut dyn Write) -> Result<(), ExportError>;

enum Target {
    Single { out: BufWriter<File>, is_used: bool },
    Archive(Box<ZipWriter<BufWriter<File>>>),
}

pub(super) struct XmlFiles {
    target: Target,
    write: WriteXml,
    today: Date,
    /// Documents that no file was read of: there is nothing to write.
    only_cited: u64,
}

impl XmlFiles {
    pub(super) fn new(file: File, archive: bool, write: WriteXml, today: Date) -> XmlFiles {
        let out = BufWriter::new(file);
        let target = if archive {
            Target::Archive(Box::new(ZipWriter::new(out)))
        } else {
            Target::Single { out, is_used: false }
        };
        XmlFiles { target, write, today, only_cited: 0 }
    }
}

impl Exporter for XmlFiles {
    fn document(&mut self, document: &ExportDocument) -> Result<(), ExportError> {
        if document.record.is_none() {
            self.only_cited += 1;
            return Ok(());
        }
        match &mut self.target {
            Target::Single { is_used: true, .. } => Err(ExportError::SeveralDocuments),
            Target::Single { out, is_used } => {
                *is_used = true;
                (self.write)(document, self.today, out)
            }
            Target::Archive(archive) => {
                let number = document.node.number.as_deref().unwrap_or_default();
                let name = format!("{}-{}.xml", document.node.id, uri::slug(number));
                let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
                archive.start_file(name, options).map_err(of_zip)?;
                (self.write)(document, self.today, archive)
            }
        }
    }

    fn finish(self: Box<Self>) -> Result<Vec<String>, ExportError> {
        match self.target {
            Target::Single { mut out, .. } => out.flush()?,
            Target::Archive(archive) => archive.finish().map_err(of_zip)?.flush()?,
        }
        let left_out = self.only_cited;
        let note = || format!("{left_out} văn bản chỉ biết qua viện dẫn, không có nội dung (only cited, left out)");
        Ok(if left_out > 0 { vec![note()] } else { Vec::new() })
    }
}

fn of_zip(error: zip::result::ZipError) -> ExportError {
    match error {
        zip::result::ZipError::Io(error) => ExportError::Io(error),
        other => ExportError::of_format("ZIP", other),
    }
}
