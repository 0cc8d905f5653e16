//! Auditing a decision: rows of the store → [`crate::audit::judge`] → [`AuditWire`].

use super::queries::App;
use super::wire::{DocumentWire, WitnessWire};
use crate::audit;
use crate::model::{Audit, AuditInput, BodyKind, Level, NodeSummary, PlaceAudit, PlaceEvidence};
use crate::tables::Tables;
use jiff::civil::Date;
use serde::Serialize;

/// Most steps of a chain from a place's document to the decision.
const MOST_HOPS: u32 = 5;

/// The answer of an audit. Stable: fields are only ever added.
#[derive(Debug, Clone, Serialize)]
pub struct AuditWire {
    /// The decision; null when the number stands for several documents.
    pub decision: Option<DocumentWire>,
    /// The documents that the number stands for, when there are several.
    pub candidates: Vec<DocumentWire>,
    /// `then`: the provinces of the decision's date.
    pub geography: &'static str,
    /// Day of the question, ISO.
    pub as_of: String,
    /// Version of the program.
    pub version: &'static str,
    /// One a province, in code order.
    pub places: Vec<PlaceWire>,
    /// How much was read.
    pub coverage: CoverageWire,
    /// What was odd, one line each.
    pub warnings: Vec<String>,
}

/// One place.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceWire {
    /// GSO code.
    pub province: String,
    /// Name.
    pub name: String,
    /// `implemented`, `unnumbered`, `indirect`, `subordinate`, `cited` or `none`.
    pub status: &'static str,
    /// Days from the decision to the best evidence, when both dates are exact.
    pub delay_days: Option<i32>,
    /// Least and most days otherwise, when both are known roughly.
    pub delay_range: Option<[i32; 2]>,
    /// Files of the place that could not be read.
    pub unread: u64,
    /// Evidence, best first.
    pub evidence: Vec<EvidenceWire>,
}

/// One piece of evidence.
#[derive(Debug, Clone, Serialize)]
pub struct EvidenceWire {
    /// Id of the document that has the role.
    pub document: i64,
    /// What it proves, one of the statuses of a place.
    pub status: &'static str,
    /// Its number as printed.
    pub number: Option<String>,
    /// Its date, ISO.
    pub date: Option<String>,
    /// Slug of its type.
    pub doc_type: Option<String>,
    /// Its issuer.
    pub issuer: Option<String>,
    /// Slug of the kind of body.
    pub body: Option<&'static str>,
    /// Slug of the level.
    pub level: Option<&'static str>,
    /// Slug of the role.
    pub role: String,
    /// `strong`, `medium` or `weak`.
    pub strength: &'static str,
    /// `document` or `provision`.
    pub scope: String,
    /// Steps to the decision.
    pub hops: u32,
    /// The sentence that says so.
    pub quote: String,
    /// Path of the file that holds the sentence.
    pub file: String,
    /// Page of the sentence, from 1.
    pub page: u32,
    /// The document that holds the sentence, when it is another one.
    pub witness: Option<WitnessWire>,
}

/// How much was read.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CoverageWire {
    /// Files seen: the sum of the other file counts.
    pub files_seen: u64,
    /// Files read.
    pub files_read: u64,
    /// Files that failed.
    pub files_failed: u64,
    /// Files of formats that cannot be read.
    pub files_unsupported: u64,
    /// Files without a text layer.
    pub files_needs_ocr: u64,
    /// Files with the content of another.
    pub files_duplicate: u64,
    /// Documents read.
    pub documents: u64,
    /// Unread files whose place nothing tells.
    pub unread_unknown_place: u64,
}

impl App {
    /// Audits one decision over the provinces of its date. `folder_places` says which province a folder belongs to
    /// (path prefix, GSO code), for files that could not be read.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn audit(
        &self,
        decision: &NodeSummary,
        today: Date,
        folder_places: &[(String, String)],
    ) -> anyhow::Result<AuditWire> {
        let unread_paths = if folder_places.is_empty() { Vec::new() } else { self.store.unread_paths()? };
        let input = AuditInput {
            decision: decision.clone(),
            rows: self.store.audit_rows(decision.id, MOST_HOPS)?,
            ambiguous_mentions: self.store.ambiguous_mentions(decision.id)?,
            coverage: self.store.coverage()?,
            unread_paths,
            folder_places: folder_places.to_vec(),
        };
        Ok(audit_wire(&audit::judge(input, today, &Tables::built_in().places), today))
    }

    /// The answer when a number stands for several documents: they are listed, nothing is judged.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn ambiguous_audit(&self, candidates: &[NodeSummary], today: Date) -> anyhow::Result<AuditWire> {
        let coverage = self.store.coverage()?;
        Ok(AuditWire {
            decision: None,
            candidates: candidates.iter().map(DocumentWire::from).collect(),
            coverage: coverage_wire(&coverage, coverage.unread()),
            ..empty_wire(today)
        })
    }
}

fn empty_wire(today: Date) -> AuditWire {
    AuditWire {
        decision: None,
        candidates: Vec::new(),
        geography: "then",
        as_of: today.to_string(),
        version: env!("CARGO_PKG_VERSION"),
        places: Vec::new(),
        coverage: CoverageWire::default(),
        warnings: Vec::new(),
    }
}

fn audit_wire(audit: &Audit, today: Date) -> AuditWire {
    AuditWire {
        decision: Some(DocumentWire::from(&audit.decision)),
        places: audit.places.iter().map(place_wire).collect(),
        coverage: coverage_wire(&audit.coverage, audit.unread_unknown_place),
        warnings: audit.warnings.clone(),
        ..empty_wire(today)
    }
}

fn coverage_wire(coverage: &crate::model::Coverage, unread_unknown_place: u64) -> CoverageWire {
    CoverageWire {
        files_seen: coverage.files_seen,
        files_read: coverage.files_read,
        files_failed: coverage.files_failed,
        files_unsupported: coverage.files_unsupported,
        files_needs_ocr: coverage.files_needs_ocr,
        files_duplicate: coverage.files_duplicate,
        documents: coverage.documents,
        unread_unknown_place,
    }
}

fn place_wire(place: &PlaceAudit) -> PlaceWire {
    PlaceWire {
        province: place.province.clone(),
        name: place.name.clone(),
        status: place.status.slug(),
        delay_days: place.delay_days,
        delay_range: place.delay_range.map(|(least, most)| [least, most]),
        unread: place.unread,
        evidence: place.evidence.iter().map(evidence_wire).collect(),
    }
}

fn evidence_wire(evidence: &PlaceEvidence) -> EvidenceWire {
    let (document, statement) = (&evidence.row.document, &evidence.row.statement);
    EvidenceWire {
        document: document.id,
        status: evidence.status.slug(),
        number: document.number.clone(),
        date: document.date.map(|date| date.to_string()),
        doc_type: document.doc_type.clone(),
        issuer: document.issuer.clone(),
        body: document.body.map(BodyKind::slug),
        level: document.level.map(Level::slug),
        role: statement.role.clone(),
        strength: statement.strength.slug(),
        scope: statement.scope.clone(),
        hops: evidence.row.hops,
        quote: statement.witness.quote.clone(),
        file: statement.witness.path.clone(),
        page: statement.witness.page,
        witness: (statement.witness.node != document.id).then(|| WitnessWire::from(&statement.witness)),
    }
}
