//! RDF in Turtle: each document as an `eli:LegalResource` with its text as `eli:LegalExpression`.
//!
//! European Legislation Identifier terms where they say the same, Dublin Core terms for replacing and for files; a role
//! that neither knows is said in words of our own beside `eli:cites`.

use super::document::ExportDocument;
use super::{ExportError, Exporter, uri};
use crate::model::DocDate;
use oxrdf::vocab::{rdf, xsd};
use oxrdf::{Literal, NamedNode, NamedNodeRef, TermRef, TripleRef};
use oxttl::TurtleSerializer;
use oxttl::turtle::WriterTurtleSerializer;
use std::fs::File;
use std::io::{BufWriter, Write};

const ELI: &str = "http://data.europa.eu/eli/ontology#";
const TERMS: &str = "http://purl.org/dc/terms/";
const LABELS: &str = "http://www.w3.org/2004/02/skos/core#";
const OWN: &str = "urn:vanban:role:";

pub(super) struct Turtle {
    base: String,
    out: WriterTurtleSerializer<BufWriter<File>>,
    open_ended: u64,
}

impl Turtle {
    pub(super) fn new(file: File, base: &str) -> Result<Turtle, ExportError> {
        let prefixes = [
            ("eli", ELI),
            ("dcterms", TERMS),
            ("skos", LABELS),
            ("role", OWN),
            ("xsd", "http://www.w3.org/2001/XMLSchema#"),
        ];
        let mut serializer = TurtleSerializer::new();
        for (prefix, namespace) in prefixes {
            serializer = serializer.with_prefix(prefix, namespace).map_err(of_iri)?;
        }
        NamedNode::new(format!("{base}/akn/vn")).map_err(of_iri)?;
        Ok(Turtle { base: base.to_owned(), out: serializer.for_writer(BufWriter::new(file)), open_ended: 0 })
    }

    fn resource(&self, path: &str) -> NamedNode {
        // Paths are made of letters, digits, dashes, slashes, `_`, `~`, `@` and `!`; the base was checked at the start.
        NamedNode::new_unchecked(format!("{}{path}", self.base))
    }

    fn issuer(&self, name: &str) -> NamedNode {
        self.resource(&format!("/akn/ontology/organization/vn/{}", uri::slug(name)))
    }

    fn say<'t>(
        &mut self,
        subject: &'t NamedNode,
        term: &'t str,
        object: impl Into<TermRef<'t>>,
    ) -> Result<(), ExportError> {
        let predicate = NamedNodeRef::new_unchecked(term);
        self.out.serialize_triple(TripleRef::new(subject.as_ref(), predicate, object))?;
        Ok(())
    }

    fn say_text(&mut self, subject: &NamedNode, term: &str, text: Option<&str>) -> Result<(), ExportError> {
        let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(()) };
        let literal = Literal::new_simple_literal(text);
        self.say(subject, term, &literal)
    }

    fn say_date(&mut self, subject: &NamedNode, date: Option<DocDate>) -> Result<(), ExportError> {
        let Some(date) = date else { return Ok(()) };
        let datatype = match date.precision() {
            "day" => xsd::DATE,
            "month" => xsd::G_YEAR_MONTH,
            _ => xsd::G_YEAR,
        };
        self.say(subject, &eli("date_document"), &Literal::new_typed_literal(date.to_string(), datatype))
    }

    fn work(&mut self, document: &ExportDocument, work: &NamedNode) -> Result<(), ExportError> {
        let node = &document.node;
        self.say(work, rdf::TYPE.as_str(), NamedNodeRef::new_unchecked(&eli("LegalResource")))?;
        self.say_text(work, &eli("id_local"), node.number.as_deref())?;
        self.say_date(work, node.date)?;
        if let Some(doc_type) = node.doc_type.as_deref() {
            let doc_type = self.resource(&format!("/akn/ontology/type/vn/{}", uri::slug(doc_type)));
            self.say(work, &eli("type_document"), &doc_type)?;
        }
        if let Some(issuer) = node.issuer.as_deref() {
            let issuer = self.issuer(issuer);
            self.say(work, &eli("passed_by"), &issuer)?;
        }
        self.say_text(work, &dublin("coverage"), document.province_name.as_deref())
    }

    fn links(&mut self, document: &ExportDocument, work: &NamedNode) -> Result<(), ExportError> {
        // Inside a title the document that has the role is the one with that title.
        for (citation, link) in document.citations() {
            let Some(to) = link.uri().filter(|_| link.from == Some(document.node.id)) else {
                self.open_ended += u64::from(link.to.is_none());
                continue;
            };
            let to = self.resource(&to);
            self.say(work, &eli("cites"), &to)?;
            self.say(work, &term_of(&citation.role), &to)?;
        }
        for found in document.put_in_force() {
            let act = self.resource(&found.link.uri().unwrap_or_default());
            let paper = self.resource(&found.uri());
            let name = Literal::new_language_tagged_literal_unchecked(&found.paper.name, "vi");
            self.say(&act, &term_of(&found.paper.role), &paper)?;
            self.say(&paper, rdf::TYPE.as_str(), NamedNodeRef::new_unchecked(&eli("LegalResourceSubdivision")))?;
            self.say(&paper, &eli("is_part_of"), &act)?;
            self.say(&paper, &eli("title"), &name)?;
        }
        Ok(())
    }

    fn expression(&mut self, document: &ExportDocument, work: &NamedNode) -> Result<(), ExportError> {
        let expression = self.resource(&uri::expression(&document.uri(), &document.node));
        self.say(work, &eli("is_realized_by"), &expression)?;
        self.say(&expression, rdf::TYPE.as_str(), NamedNodeRef::new_unchecked(&eli("LegalExpression")))?;
        let vietnamese = "http://publications.europa.eu/resource/authority/language/VIE";
        self.say(&expression, &eli("language"), NamedNodeRef::new_unchecked(vietnamese))?;
        if let Some(title) = &document.node.title {
            let title = Literal::new_language_tagged_literal_unchecked(title, "vi");
            self.say(&expression, &eli("title"), &title)?;
        }
        self.say_text(&expression, &dublin("source"), document.file.as_ref().map(|file| file.path.as_str()))?;
        let hash = document.file.as_ref().and_then(|file| file.blake3.as_deref());
        self.say_text(&expression, &dublin("identifier"), hash.map(|hash| format!("blake3:{hash}")).as_deref())
    }
}

impl Exporter for Turtle {
    fn document(&mut self, document: &ExportDocument) -> Result<(), ExportError> {
        let work = self.resource(&document.uri());
        self.work(document, &work)?;
        if document.record.is_some() {
            self.expression(document, &work)?;
        }
        self.links(document, &work)?;
        if let Some(issuer) = document.node.issuer.as_deref() {
            let body = self.issuer(issuer);
            self.say_text(&body, &format!("{LABELS}prefLabel"), Some(issuer))?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Vec<String>, ExportError> {
        self.out.finish()?.flush()?;
        Ok(super::graphml::open_ended_note(self.open_ended))
    }
}

fn eli(term: &str) -> String {
    format!("{ELI}{term}")
}

fn dublin(term: &str) -> String {
    format!("{TERMS}{term}")
}

/// The term for a role of a citation.
fn term_of(role: &str) -> String {
    match role {
        "implements" => eli("implements"),
        "legal_basis" => eli("based_on"),
        "amends" | "extends" => eli("amends"),
        "corrects" => eli("corrects"),
        "repeals" => eli("repeals"),
        "replaces" => dublin("replaces"),
        other => format!("{OWN}{other}"),
    }
}

fn of_iri(error: impl std::fmt::Display) -> ExportError {
    ExportError::of_format("Turtle", error)
}
