//! Akoma Ntoso 1.0 (OASIS, 29/8/2018): `act` for laws and rules, `doc` for administrative documents.
//!
//! Every letter of the text is kept, in order: head as preface, signature and recipients as conclusions, the rest as
//! body; what was recognised in it is marked in place ([`marks`]). Citations that lead to one document are `ref`s to
//! its URI, their roles stand in `analysis` ([`meta`]).

mod marks;
mod meta;

use super::document::ExportDocument;
use super::xml::Xml;
use super::{ExportError, uri};
use crate::record::Record;
use crate::text::{Span, fold};
use jiff::civil::Date;
use marks::{Mark, MarkKind};
use std::io::Write;

const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";
/// Namespace of what Akoma Ntoso has no element for: tasks.
const OWN_NAMESPACE: &str = "urn:vanban:record";

/// Writes one document.
pub(super) fn write(document: &ExportDocument, today: Date, out: &mut dyn Write) -> Result<(), ExportError> {
    let Some(record) = &document.record else { return Ok(()) };
    let is_act = uri::is_act(&document.node);
    let marks = marks::marks(document, record);
    let parts = Parts::of(record);
    let mut xml = Xml::new(out, false)?;
    xml.open("akomaNtoso", &[("xmlns", NAMESPACE), ("xmlns:vb", OWN_NAMESPACE)])?;
    let name = document.node.doc_type.as_deref().map_or_else(|| "van-ban".to_owned(), uri::slug);
    xml.open(if is_act { "act" } else { "doc" }, &[("name", &name)])?;
    meta::write(&mut xml, document, record, &marks, today)?;
    if !parts.preface.of(&record.text).trim().is_empty() {
        xml.open("preface", &[])?;
        write_blocks(&mut xml, record, parts.preface, &marks)?;
        xml.close()?;
    }
    if is_act {
        xml.open("body", &[])?;
        xml.open("hcontainer", &[("name", "text"), ("eId", "hcontainer_1")])?;
        xml.open("content", &[])?;
    } else {
        xml.open("mainBody", &[])?;
    }
    if write_blocks(&mut xml, record, parts.body, &marks)? == 0 {
        xml.empty("p", &[])?;
    }
    for _ in 0..if is_act { 3 } else { 1 } {
        xml.close()?;
    }
    if !parts.conclusions.of(&record.text).trim().is_empty() {
        xml.open("conclusions", &[])?;
        write_blocks(&mut xml, record, parts.conclusions, &marks)?;
        xml.close()?;
    }
    xml.finish()?;
    Ok(())
}

/// The three parts of a text, which together are the whole of it.
#[derive(Debug, PartialEq, Eq)]
struct Parts {
    preface: Span,
    body: Span,
    conclusions: Span,
}

impl Parts {
    fn of(record: &Record) -> Parts {
        let text = &record.text;
        let starts_with = |field: &str, prefixes: &[&str]| prefixes.iter().any(|prefix| field.starts_with(prefix));
        let of_fields = |prefixes: &'static [&'static str]| {
            record.evidence.iter().filter(move |evidence| starts_with(&evidence.field, prefixes))
        };
        let foot: Vec<_> = of_fields(&["/recipients", "/archive", "/signer"]).collect();
        let foot_start = foot.iter().map(|evidence| evidence.start).min();
        let foot_end = foot.iter().map(|evidence| evidence.end).max().unwrap_or(0);
        let head = of_fields(&["/doc_type", "/issuer", "/number", "/place", "/date", "/subject"])
            .filter(|evidence| foot_start.is_none_or(|start| evidence.end <= start))
            .map(|evidence| evidence.end)
            .max();
        let body_start = head.map_or(0, |end| line_end(text, end));
        // Behind the signature of many papers stand annexes: then the foot stays in its place within the body.
        let is_last = text.get(line_end(text, foot_end)..).is_some_and(|rest| rest.trim().is_empty());
        let body_end = foot_start.filter(|_| is_last).map_or(text.len(), |start| foot_heading(text, start));
        let body_end = body_end.max(body_start);
        Parts {
            preface: Span::new(0, body_start),
            body: Span::new(body_start, body_end),
            conclusions: Span::new(body_end, text.len()),
        }
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |found| found + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|after| after.find('\n')).map_or(text.len(), |found| at + found + 1)
}

/// Start of the line at `at`, or of a `Nơi nhận` line before it.
fn foot_heading(text: &str, at: usize) -> usize {
    let start = line_start(text, at);
    let before = line_start(text, start.saturating_sub(1));
    let heading = fold::unaccented(text.get(before..start).unwrap_or_default());
    if heading.starts_with("noi nhan") { before } else { start }
}

/// Writes a part as paragraphs, one a block of lines; gives their number.
fn write_blocks<W: Write>(xml: &mut Xml<W>, record: &Record, part: Span, marks: &[Mark]) -> Result<usize, ExportError> {
    let mut written = 0;
    let mut at = part.start();
    for block in part.of(&record.text).split("\n\n") {
        let span = Span::new(at, at + block.len());
        at = span.end() + 2;
        if block.trim().is_empty() {
            continue;
        }
        xml.open("p", &[])?;
        write_marked(xml, &record.text, span, marks)?;
        xml.close()?;
        written += 1;
    }
    Ok(written)
}

fn write_marked<W: Write>(xml: &mut Xml<W>, text: &str, span: Span, marks: &[Mark]) -> Result<(), ExportError> {
    let mut at = span.start();
    let inside = marks.iter().filter(|mark| mark.span.start() >= span.start() && mark.span.end() <= span.end());
    for mark in inside {
        write_lines(xml, Span::new(at, mark.span.start()).of(text))?;
        match &mark.kind {
            MarkKind::Reference { id, href } => xml.open("ref", &[("eId", id), ("href", href)])?,
            MarkKind::Date(iso) => xml.open("docDate", &[("date", iso)])?,
            MarkKind::Plain(name) => xml.open(name, &[])?,
            MarkKind::Entity { name, refers_to } => xml.open(name, &[("refersTo", refers_to)])?,
        }
        write_lines(xml, mark.span.of(text))?;
        xml.close()?;
        at = mark.span.end();
    }
    write_lines(xml, Span::new(at, span.end()).of(text))
}

fn write_lines<W: Write>(xml: &mut Xml<W>, text: &str) -> Result<(), ExportError> {
    for (place, line) in text.split('\n').enumerate() {
        if place > 0 {
            xml.empty("eol", &[])?;
        }
        if !line.is_empty() {
            xml.text(line)?;
        }
    }
    Ok(())
}
