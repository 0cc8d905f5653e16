//! JSON lines: one object a document, with its id, URI, file, whole record and where each citation leads.

use super::document::ExportDocument;
use super::{ExportError, Exporter};
use crate::record::Record;
use serde::Serialize;
use std::fs::File;
use std::io::{BufWriter, Write};

/// One line. Stable: fields are only ever added.
#[derive(Debug, Serialize)]
struct Line<'d> {
    document: i64,
    uri: String,
    known_from: &'static str,
    number: Option<&'d str>,
    date: Option<String>,
    doc_type: Option<&'d str>,
    issuer: Option<&'d str>,
    province: Option<&'d str>,
    province_name: Option<&'d str>,
    subject: Option<&'d str>,
    file: Option<&'d str>,
    copies: &'d [String],
    links: Vec<LinkLine<'d>>,
    record: Option<&'d Record>,
}

/// Where a citation leads.
#[derive(Debug, Serialize)]
struct LinkLine<'d> {
    citation: usize,
    from: Option<i64>,
    to: Option<i64>,
    candidates: &'d [i64],
}

pub(super) struct JsonLines {
    out: BufWriter<File>,
}

impl JsonLines {
    pub(super) fn new(file: File) -> JsonLines {
        JsonLines { out: BufWriter::new(file) }
    }
}

impl Exporter for JsonLines {
    fn document(&mut self, document: &ExportDocument) -> Result<(), ExportError> {
        let node = &document.node;
        let links = document.links.iter().enumerate();
        let links = links.map(|(citation, link)| LinkLine {
            citation,
            from: link.from,
            to: link.to.as_ref().map(|to| to.id),
            candidates: &link.candidates,
        });
        let line = Line {
            document: node.id,
            uri: document.uri(),
            known_from: if node.only_cited() { "citations" } else { "file" },
            number: node.number.as_deref(),
            date: node.date.map(|date| date.to_string()),
            doc_type: node.doc_type.as_deref(),
            issuer: node.issuer.as_deref(),
            province: node.province.as_deref(),
            province_name: document.province_name.as_deref(),
            subject: node.title.as_deref(),
            file: node.path.as_deref(),
            copies: &document.copies,
            links: links.collect(),
            record: document.record.as_ref(),
        };
        serde_json::to_writer(&mut self.out, &line).map_err(std::io::Error::from)?;
        self.out.write_all(b"\n")?;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Vec<String>, ExportError> {
        self.out.flush()?;
        Ok(Vec::new())
    }
}
