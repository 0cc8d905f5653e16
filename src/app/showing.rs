//! Showing one document: its record and links, or what those who cite it say: [`ShowWire`].

use super::queries::App;
use super::wire::{DocumentWire, WitnessWire};
use crate::model::{NodeSummary, Variant};
use crate::record::Record;
use crate::store::{Candidate, Copy, PutInForce};
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
    pub copies: Vec<CopyWire>,
    /// The numbered paper that it is a draft of, null where it is none.
    pub draft_of: Option<DraftWire>,
    /// Drafts of it.
    pub drafts: Vec<DraftWire>,
    /// What those who cite it write differently, most frequent first.
    pub wordings: Vec<WordingWire>,
    /// The papers without a number of their own that it approves or promulgates (*Đề án*, *Quy chế*), as those who
    /// cite it tell.
    pub puts_in_force: Vec<PutInForceWire>,
    /// The other documents of its file.
    pub beside: Vec<DocumentWire>,
    /// Where its citations lead, one a citation.
    pub links: Vec<LinkWire>,
    /// What others say of it.
    pub cited_by: Vec<CitedByWire>,
    /// Dates by others that contradict its own, ISO.
    pub contradicting_dates: Vec<String>,
}

/// Another file of the document.
#[derive(Debug, Clone, Serialize)]
pub struct CopyWire {
    /// Its path.
    pub file: String,
    /// Why it was taken for a copy: `text` (nearly the same words), `date` (number, issuer and date agree), `number`
    /// (too short to compare, nothing contradicts) or `ruling` (a person said so).
    pub reason: Option<String>,
    /// How much of the shorter text stands in the longer one, in percent.
    pub alike: Option<u8>,
}

/// A draft or what it is a draft of.
#[derive(Debug, Clone, Serialize)]
pub struct DraftWire {
    /// The other document.
    pub document: DocumentWire,
    /// How much of the draft's text stands in the numbered paper, in percent.
    pub alike: Option<u8>,
}

/// How citing documents write a document.
#[derive(Debug, Clone, Serialize)]
pub struct WordingWire {
    /// Number as printed.
    pub number: String,
    /// Date as printed, ISO.
    pub date: Option<String>,
    /// Slug of the type.
    pub doc_type: Option<String>,
    /// Issuer.
    pub issuer: Option<String>,
    /// How often.
    pub mentions: i64,
}

/// A document that a mention may mean.
#[derive(Debug, Clone, Serialize)]
pub struct CandidateWire {
    /// Its id.
    pub document: i64,
    /// What speaks for it and against it: `date_agrees`, `same_province`, `written_later` …
    pub reasons: Vec<&'static str>,
}

/// A paper that a document puts in force.
#[derive(Debug, Clone, Serialize)]
pub struct PutInForceWire {
    /// `approves` or `promulgates`.
    pub role: String,
    /// Slug of its type.
    pub doc_type: String,
    /// Its name with the type, as most write it.
    pub name: String,
    /// How many mentions tell of it.
    pub mentions: u64,
    /// The first that writes this name.
    pub witness: WitnessWire,
}

/// Where a citation leads.
#[derive(Debug, Clone, Serialize)]
pub struct LinkWire {
    /// Index of the citation in the record.
    pub citation: usize,
    /// Id of the document meant, when it is one.
    pub document: Option<i64>,
    /// The documents that fit, when they are several, likeliest first.
    pub candidates: Vec<CandidateWire>,
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
            candidates: link.candidates.iter().map(CandidateWire::from).collect(),
        });
        let mut cited_by = Vec::new();
        let statements = self.store.statements_about(node.id)?;
        let citing = self.store.summaries(statements.iter().map(|statement| statement.from))?;
        for statement in statements {
            let Some(from) = citing.get(&statement.from) else { continue };
            cited_by.push(CitedByWire {
                from: DocumentWire::from(from),
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
            copies: stored.iter().flat_map(|stored| &stored.copies).map(CopyWire::from).collect(),
            draft_of: self.store.draft_of(node.id)?.map(DraftWire::from),
            drafts: self.store.drafts_of(node.id)?.into_iter().map(DraftWire::from).collect(),
            wordings: self.store.wordings(node.id)?.into_iter().map(WordingWire::from).collect(),
            puts_in_force: self.store.put_in_force(node.id)?.into_iter().map(PutInForceWire::from).collect(),
            beside: self.store.beside(node.id)?.iter().map(DocumentWire::from).collect(),
            cited_by,
            contradicting_dates: node.other_dates.iter().map(ToString::to_string).collect(),
            record: stored.map(|stored| stored.record),
        })
    }
}

impl From<&Copy> for CopyWire {
    fn from(copy: &Copy) -> CopyWire {
        CopyWire { file: copy.path.clone(), reason: copy.reason.clone(), alike: copy.alike }
    }
}

impl From<(NodeSummary, Option<u8>)> for DraftWire {
    fn from((node, alike): (NodeSummary, Option<u8>)) -> DraftWire {
        DraftWire { document: DocumentWire::from(&node), alike }
    }
}

impl From<Variant> for WordingWire {
    fn from(wording: Variant) -> WordingWire {
        WordingWire {
            number: wording.number,
            date: wording.date.map(|date| date.to_string()),
            doc_type: wording.doc_type,
            issuer: wording.issuer,
            mentions: wording.mentions,
        }
    }
}

impl From<PutInForce> for PutInForceWire {
    fn from(told: PutInForce) -> PutInForceWire {
        PutInForceWire {
            role: told.paper.role,
            doc_type: told.paper.doc_type,
            name: told.paper.name,
            mentions: told.mentions,
            witness: WitnessWire::from(&told.witness),
        }
    }
}

impl From<&Candidate> for CandidateWire {
    fn from(candidate: &Candidate) -> CandidateWire {
        CandidateWire { document: candidate.node, reasons: candidate.reasons.clone() }
    }
}
