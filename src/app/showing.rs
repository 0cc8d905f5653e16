//! Showing one document: its record and links, or what those who cite it say: [`ShowWire`].

use super::queries::App;
use super::wire::{DocumentWire, WitnessWire};
use crate::model::NodeSummary;
use crate::record::Record;
use serde::Serialize;

/// One document in full.
#[derive(Debug, Clone, Serialize)]
pub struct ShowWire {
    /// The document in short.
    pub document: DocumentWire,
    /// Its record; null when it is only known by citation.
    pub record: Option<Record>,
    /// Path of its file.
    pub file: Option<String>,
    /// Other files that hold the same document.
    pub copies: Vec<String>,
    /// The other documents of its file.
    pub beside: Vec<DocumentWire>,
    /// Where its citations lead, one a citation.
    pub links: Vec<LinkWire>,
    /// What others say of it.
    pub cited_by: Vec<CitedByWire>,
    /// Dates by others that contradict its own, ISO.
    pub contradicting_dates: Vec<String>,
}

/// Where a citation leads.
#[derive(Debug, Clone, Serialize)]
pub struct LinkWire {
    /// Index of the citation in the record.
    pub citation: usize,
    /// Id of the document meant, when it is one.
    pub document: Option<i64>,
    /// Ids of the documents that fit, when they are several.
    pub candidates: Vec<i64>,
}

/// One mention by another document.
#[derive(Debug, Clone, Serialize)]
pub struct CitedByWire {
    /// The document that has the role to this one.
    pub from: DocumentWire,
    /// Slug of the role.
    pub role: String,
    /// `strong`, `medium` or `weak`.
    pub strength: &'static str,
    /// `document` or `provision`.
    pub scope: String,
    /// Where this is said.
    pub witness: WitnessWire,
}

impl App {
    /// All that is known of one document.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn show(&self, node: &NodeSummary) -> anyhow::Result<ShowWire> {
        let stored = self.store.document(node.id)?;
        let links = stored.iter().flat_map(|stored| stored.links.iter().enumerate());
        let links = links.map(|(citation, link)| LinkWire {
            citation,
            document: link.target,
            candidates: link.candidates.clone(),
        });
        let mut cited_by = Vec::new();
        for statement in self.store.statements_about(node.id)? {
            let Some(from) = self.store.summary(statement.from)? else { continue };
            cited_by.push(CitedByWire {
                from: DocumentWire::from(&from),
                strength: statement.strength.slug(),
                witness: WitnessWire::from(&statement.witness),
                role: statement.role,
                scope: statement.scope,
            });
        }
        Ok(ShowWire {
            document: DocumentWire::from(node),
            links: links.collect(),
            file: stored.as_ref().map(|stored| stored.path.clone()),
            copies: stored.as_ref().map(|stored| stored.copies.clone()).unwrap_or_default(),
            beside: self.store.beside(node.id)?.iter().map(DocumentWire::from).collect(),
            cited_by,
            contradicting_dates: node.other_dates.iter().map(ToString::to_string).collect(),
            record: stored.map(|stored| stored.record),
        })
    }
}
