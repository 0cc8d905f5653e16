//! The citation graph in the language of Graphviz; one edge for all statements of a role between two documents.

use super::document::ExportDocument;
use super::graphml::open_ended_note;
use super::{ExportError, Exporter};
use crate::model::{Language, NodeSummary};
use crate::tables::Tables;
use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::{BufWriter, Write};

pub(super) struct Dot {
    out: BufWriter<File>,
    language: Language,
    written: HashSet<i64>,
    papers: HashSet<String>,
    open_ended: u64,
}

impl Dot {
    pub(super) fn new(file: File, language: Language) -> Result<Dot, ExportError> {
        let mut out = BufWriter::new(file);
        out.write_all(
            b"digraph vanban {\n  rankdir=RL;\n  node [shape=box, fontname=\"Noto Sans, sans-serif\", fontsize=10];\n  \
              edge [fontname=\"Noto Sans, sans-serif\", fontsize=9];\n",
        )?;
        Ok(Dot { out, language, written: HashSet::new(), papers: HashSet::new(), open_ended: 0 })
    }

    fn node(&mut self, node: &NodeSummary) -> Result<(), ExportError> {
        if !self.written.insert(node.id) {
            return Ok(());
        }
        let lines = [node.number.clone(), node.date.map(|date| date.to_string()), node.issuer.clone()];
        let label = lines.into_iter().flatten().collect::<Vec<_>>().join("\n");
        let style = if node.only_cited() { ", style=dashed" } else { "" };
        writeln!(self.out, "  n{} [label={}{style}];", node.id, quoted(&label))?;
        Ok(())
    }
}

impl Exporter for Dot {
    fn document(&mut self, document: &ExportDocument) -> Result<(), ExportError> {
        self.node(&document.node)?;
        let mut edges: BTreeMap<(String, String, &str), u32> = BTreeMap::new();
        for (citation, link) in document.citations() {
            if let (Some(from), Some(to)) = (link.from, &link.to) {
                self.node(to)?;
                *edges.entry((from.to_string(), to.id.to_string(), &citation.role)).or_default() += 1;
            } else {
                self.open_ended += 1;
            }
        }
        for found in document.put_in_force() {
            self.node(found.act)?;
            let key = found.key();
            if self.papers.insert(key.clone()) {
                writeln!(
                    self.out,
                    "  {} [label={}, style=\"dashed,rounded\"];",
                    named(&key),
                    quoted(&found.paper.name)
                )?;
            }
            *edges.entry((found.act.id.to_string(), key, &found.paper.role)).or_default() += 1;
        }
        for ((from, to, role), times) in edges {
            let name = Tables::built_in().labels.name("role", role, self.language);
            let label = if times > 1 { format!("{name} ×{times}") } else { name.to_owned() };
            writeln!(self.out, "  {} -> {} [label={}];", named(&from), named(&to), quoted(&label))?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Vec<String>, ExportError> {
        self.out.write_all(b"}\n")?;
        self.out.flush()?;
        Ok(open_ended_note(self.open_ended))
    }
}

/// Name of a node: `n12`, of a paper put in force `n12_de_an`.
fn named(key: &str) -> String {
    format!("n{}", key.replace('-', "_"))
}

/// A quoted string of DOT: only quotes, backslashes and line ends have a meaning in it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
