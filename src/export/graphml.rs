//! The citation graph as GraphML: a node a document or a paper that a cited act puts in
//! force, an edge a statement with its role, sentence and page.

use super::document::ExportDocument;
use super::xml::Xml;
use super::{ExportError, Exporter};
use crate::model::{Level, NodeSummary};
use crate::record::Citation;
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufWriter, Write};

/// Attributes of nodes: key and type.
const NODE_KEYS: [&str; 9] =
    ["label", "number", "date", "doc_type", "issuer", "level", "province", "known_from", "uri"];
/// Attributes of edges.
const EDGE_KEYS: [&str; 7] = ["role", "strength", "scope", "witness", "quote", "page", "file"];

pub(super) struct GraphMl {
    xml: Xml<BufWriter<File>>,
    written: HashSet<String>,
    edges: u64,
    open_ended: u64,
}

impl GraphMl {
    pub(super) fn new(file: File) -> Result<GraphMl, ExportError> {
        let mut xml = Xml::new(BufWriter::new(file), true)?;
        xml.open("graphml", &[("xmlns", "http://graphml.graphdrawing.org/xmlns")])?;
        let keys = NODE_KEYS.iter().map(|key| ("node", key)).chain(EDGE_KEYS.iter().map(|key| ("edge", key)));
        for (of, key) in keys {
            let id = format!("{of}_{key}");
            let kind = if *key == "page" { "int" } else { "string" };
            xml.empty("key", &[("id", id.as_str()), ("for", of), ("attr.name", key), ("attr.type", kind)])?;
        }
        xml.open("graph", &[("id", "vanban"), ("edgedefault", "directed")])?;
        Ok(GraphMl { xml, written: HashSet::new(), edges: 0, open_ended: 0 })
    }

    fn document_node(&mut self, node: &NodeSummary, uri: &str) -> Result<(), ExportError> {
        let date = node.date.map(|date| date.to_string());
        let number = node.number.as_deref();
        let known_from = if node.only_cited() { "citations" } else { "file" };
        let values = [
            Some(number.unwrap_or("không số")),
            number,
            date.as_deref(),
            node.doc_type.as_deref(),
            node.issuer.as_deref(),
            node.level.map(Level::slug),
            node.province.as_deref(),
            Some(known_from),
            Some(uri),
        ];
        self.node(&node.id.to_string(), values)
    }

    /// Writes a node, once; the values are those of [`NODE_KEYS`].
    fn node(&mut self, key: &str, values: [Option<&str>; NODE_KEYS.len()]) -> Result<(), ExportError> {
        if !self.written.insert(key.to_owned()) {
            return Ok(());
        }
        self.xml.open("node", &[("id", &format!("n{key}"))])?;
        for (key, value) in NODE_KEYS.iter().zip(values) {
            if let Some(value) = value {
                self.xml.leaf("data", &[("key", &format!("node_{key}"))], value)?;
            }
        }
        self.xml.close()
    }

    /// An edge that a document states; `role`, `strength` and `scope` are of the citation that says so.
    fn edge(
        &mut self,
        document: &ExportDocument,
        (from, to): (&str, &str),
        [role, strength, scope]: [&str; 3],
        citation: &Citation,
    ) -> Result<(), ExportError> {
        self.edges += 1;
        let ends = [format!("e{}", self.edges), format!("n{from}"), format!("n{to}")];
        self.xml.open("edge", &[("id", &ends[0]), ("source", &ends[1]), ("target", &ends[2])])?;
        let witness = format!("n{}", document.node.id);
        let (quote, page) = (document.quote(citation), document.page_at(citation.span.start).to_string());
        let file = document.file.as_ref().map_or("", |file| file.path.as_str());
        let values = [role, strength, scope, &witness, &quote, &page, file];
        for (key, value) in EDGE_KEYS.iter().zip(values) {
            self.xml.leaf("data", &[("key", &format!("edge_{key}"))], value)?;
        }
        self.xml.close()
    }
}

impl Exporter for GraphMl {
    fn document(&mut self, document: &ExportDocument) -> Result<(), ExportError> {
        self.document_node(&document.node, &document.uri())?;
        for (citation, link) in document.citations() {
            let (Some(from), Some(to)) = (link.from, &link.to) else {
                self.open_ended += 1;
                continue;
            };
            self.document_node(to, &link.uri().unwrap_or_default())?;
            let ends = (from.to_string(), to.id.to_string());
            let said = [citation.role.as_str(), &citation.strength, &citation.scope];
            self.edge(document, (&ends.0, &ends.1), said, citation)?;
        }
        for found in document.put_in_force() {
            let (act, key, paper) = (found.act.id.to_string(), found.key(), found.paper);
            let (name, doc_type, uri) = (paper.name.as_str(), paper.doc_type.as_str(), found.uri());
            self.document_node(found.act, &found.link.uri().unwrap_or_default())?;
            let known_from = Some("citations");
            let values = [Some(name), None, None, Some(doc_type), None, None, None, known_from, Some(uri.as_str())];
            self.node(&key, values)?;
            self.edge(document, (&act, &key), [&paper.role, "strong", "document"], found.citation)?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Vec<String>, ExportError> {
        self.xml.finish()?.flush()?;
        Ok(open_ended_note(self.open_ended))
    }
}

/// Says how many citations have no edge.
pub(super) fn open_ended_note(open_ended: u64) -> Vec<String> {
    let note = || {
        format!(
            "{open_ended} viện dẫn không có cạnh: không có số trọn hoặc có thể là nhiều văn bản (citations without an edge: no whole number, or several documents fit)"
        )
    };
    if open_ended > 0 { vec![note()] } else { Vec::new() }
}
