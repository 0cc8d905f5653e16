//! [`Audit`]: which places implemented a decision, with evidence.

use crate::model::{Coverage, NodeSummary, Statement};

/// How far a place went, best first; a closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceStatus {
    /// A numbered and dated document of a body that speaks for the place says so.
    Implemented,
    /// The same, number or day blank or unread.
    Unnumbered,
    /// Through another document that implements it.
    Indirect,
    /// Only a department, district or commune of the place.
    Subordinate,
    /// Only mentioned, a legal basis, or weakly said.
    Cited,
    /// Nothing found among what was read.
    None,
}

impl PlaceStatus {
    /// Name in answers.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            PlaceStatus::Implemented => "implemented",
            PlaceStatus::Unnumbered => "unnumbered",
            PlaceStatus::Indirect => "indirect",
            PlaceStatus::Subordinate => "subordinate",
            PlaceStatus::Cited => "cited",
            PlaceStatus::None => "none",
        }
    }
}

/// A statement and the document that has the role, as the store knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// What is said.
    pub statement: Statement,
    /// The document that has the role.
    pub document: NodeSummary,
    /// Steps to the decision, 1 when it names the decision itself.
    pub hops: u32,
}

/// All that an audit looks at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditInput {
    /// The decision.
    pub decision: NodeSummary,
    /// Statements about the decision and about documents that implement it.
    pub rows: Vec<AuditRow>,
    /// Mentions of the same number that fit several documents and so count for none.
    pub ambiguous_mentions: u64,
    /// How much was read.
    pub coverage: Coverage,
    /// Paths of files that could not be read; may be left empty when no folder tells a place.
    pub unread_paths: Vec<String>,
    /// Which province a folder belongs to: path prefix and GSO code.
    pub folder_places: Vec<(String, String)>,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audit {
    /// The decision.
    pub decision: NodeSummary,
    /// One row a province of the decision's date, in code order.
    pub places: Vec<PlaceAudit>,
    /// How much was read.
    pub coverage: Coverage,
    /// Files that could not be read and whose place nothing tells.
    pub unread_unknown_place: u64,
    /// What was odd, one line each.
    pub warnings: Vec<String>,
}

/// One place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceAudit {
    /// GSO code.
    pub province: String,
    /// Name.
    pub name: String,
    /// The best that holds.
    pub status: PlaceStatus,
    /// Days from the decision to the best evidence, when both dates are exact.
    pub delay_days: Option<i32>,
    /// Least and most days, when a date is only known roughly.
    pub delay_range: Option<(i32, i32)>,
    /// Files of this place that could not be read.
    pub unread: u64,
    /// Evidence, best first.
    pub evidence: Vec<PlaceEvidence>,
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceEvidence {
    /// What it proves.
    pub status: PlaceStatus,
    /// The statement and its document.
    pub row: AuditRow,
}
