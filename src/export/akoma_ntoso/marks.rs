//! What is marked in the text of an Akoma Ntoso document: fields of the head and foot, and references.

use crate::export::document::{ExportDocument, ExportLink};
use crate::record::Record;
use crate::text::Span;

/// A piece of the text that gets an element of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub span: Span,
    pub kind: MarkKind,
    /// Index of the citation, of a reference.
    pub citation: Option<usize>,
}

/// Which element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MarkKind {
    Reference {
        id: String,
        href: String,
    },
    /// `docDate` with a day.
    Date(String),
    /// An element without attributes.
    Plain(&'static str),
    /// An element that refers to an entity of the metadata.
    Entity {
        name: &'static str,
        refers_to: &'static str,
    },
}

/// The marks in text order, none overlapping and none over a paragraph's end; of two that overlap, the one that starts
/// first.
pub(super) fn marks(document: &ExportDocument, record: &Record) -> Vec<Mark> {
    let mut found: Vec<Mark> = field_marks(record).collect();
    found.extend(references(document, record));
    found.retain(|mark| !mark.span.is_empty() && !mark.span.of(&record.text).contains("\n\n"));
    found.sort_by_key(|mark| (mark.span.start(), mark.span.end()));
    let mut last_end = 0;
    found.retain(|mark| {
        let is_free = mark.span.start() >= last_end;
        if is_free {
            last_end = mark.span.end();
        }
        is_free
    });
    found
}

fn field_marks(record: &Record) -> impl Iterator<Item = Mark> {
    record.evidence.iter().filter_map(|evidence| {
        let entity = |name, refers_to| MarkKind::Entity { name, refers_to };
        let kind = match evidence.field.as_str() {
            "/doc_type" => MarkKind::Plain("docType"),
            "/issuer" => MarkKind::Plain("docAuthority"),
            "/number" => MarkKind::Plain("docNumber"),
            "/subject" => MarkKind::Plain("docTitle"),
            "/place" => entity("location", "#place"),
            "/date" => {
                let date = record.date.as_ref().filter(|date| date.precision == "day")?;
                MarkKind::Date(date.value.clone())
            }
            "/signer/position" => entity("role", "#position"),
            "/signer/name" => entity("person", "#signer"),
            _ => return None,
        };
        Some(Mark { span: Span::new(evidence.start, evidence.end), kind, citation: None })
    })
}

fn references<'d>(document: &'d ExportDocument, record: &'d Record) -> impl Iterator<Item = Mark> + 'd {
    let citations = record.citations.iter().zip(&document.links).enumerate();
    citations.filter_map(|(index, (citation, link))| {
        let id = format!("ref_{}", index + 1);
        let href = ExportLink::uri(link)?;
        let kind = MarkKind::Reference { id, href };
        Some(Mark { span: Span::new(citation.span.start, citation.span.end), kind, citation: Some(index) })
    })
}
