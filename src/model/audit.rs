//! [`Audit`]: which places implemented a decision, with evidence.

use crate::model::{Coverage, DocDate, Level, NodeSummary, Statement};
use jiff::civil::Date;

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

/// In whose borders the answer is given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Geography {
    /// The provinces of the decision's date.
    #[default]
    Then,
    /// The provinces of the day of the question; what merged provinces did counts for the one that took them over.
    Now,
}

impl Geography {
    /// Name in answers.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Geography::Then => "then",
            Geography::Now => "now",
        }
    }
}

/// Whose answers are asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AuditLevel {
    /// The provinces, by the bodies that speak for them.
    #[default]
    Province,
    /// *Sở, ban, ngành* of provinces.
    Department,
    /// *Huyện, quận, thị xã*: until 30/6/2025.
    District,
    /// *Xã, phường, thị trấn*.
    Commune,
}

impl AuditLevel {
    /// Name in answers.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            AuditLevel::Province => "province",
            AuditLevel::Department => "department",
            AuditLevel::District => "district",
            AuditLevel::Commune => "commune",
        }
    }

    /// Level of the bodies asked about.
    #[must_use]
    pub fn of_bodies(self) -> Level {
        match self {
            AuditLevel::Province | AuditLevel::Department => Level::Province,
            AuditLevel::District => Level::District,
            AuditLevel::Commune => Level::Commune,
        }
    }
}

/// One line of a list of those who had to answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedPlace {
    /// Code or name of a province; below that level words of the body's name.
    pub name: String,
    /// The province it lies in, where the list says so.
    pub province: Option<String>,
}

/// By when the places had to answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditDeadline {
    /// The last day.
    pub day: Date,
    /// The words of the decision that set it; `None` when it was given with the question.
    pub quote: Option<String>,
}

/// How a place stands to the deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timeliness {
    /// Answered by then.
    InTime,
    /// Answered after it.
    Late,
    /// The deadline has passed and no answer was found in what was read.
    Overdue,
    /// No answer was found, and there is still time.
    NotDue,
    /// Answered on a day that is known too roughly.
    Unclear,
}

impl Timeliness {
    /// Name in answers.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Timeliness::InTime => "in_time",
            Timeliness::Late => "late",
            Timeliness::Overdue => "overdue",
            Timeliness::NotDue => "not_due",
            Timeliness::Unclear => "unclear",
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
    /// In whose borders to answer.
    pub geography: Geography,
    /// Whose answers are asked for.
    pub level: AuditLevel,
    /// Who had to answer; `None` = every province.
    pub expected: Option<Vec<ExpectedPlace>>,
    /// By when, where the question or the decision says so.
    pub deadline: Option<AuditDeadline>,
    /// What was odd so far, one line each.
    pub warnings: Vec<String>,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audit {
    /// The decision.
    pub decision: NodeSummary,
    /// In whose borders.
    pub geography: Geography,
    /// Whose answers.
    pub level: AuditLevel,
    /// By when, where that is known.
    pub deadline: Option<AuditDeadline>,
    /// One row a province, in code order; below that level one a body, by province and name.
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
    /// GSO code of the province; empty where it cannot be told.
    pub province: String,
    /// Name of the province, below that level of the body.
    pub name: String,
    /// The best that holds.
    pub status: PlaceStatus,
    /// Days from the decision to the best evidence, when both dates are exact.
    pub delay_days: Option<i32>,
    /// Least and most days, when a date is only known roughly.
    pub delay_range: Option<(i32, i32)>,
    /// How it stands to the deadline; `None` where there is none.
    pub timeliness: Option<Timeliness>,
    /// Days after the deadline until the answer, or until the day of the question where none was found.
    pub days_over: Option<i32>,
    /// Date and node of the first document that carries the decision out.
    pub first: Option<(DocDate, i64)>,
    /// Date and node of the latest.
    pub latest: Option<(DocDate, i64)>,
    /// The provinces that were merged into this one, with what each did; empty where there was one.
    pub parts: Vec<PlacePart>,
    /// True when only some of the merged provinces carried the decision out.
    pub partial: bool,
    /// Files of this place that could not be read.
    pub unread: u64,
    /// Their paths.
    pub unread_files: Vec<String>,
    /// Evidence, best first.
    pub evidence: Vec<PlaceEvidence>,
}

/// A province that was merged into another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacePart {
    /// Its GSO code then.
    pub province: String,
    /// Its name then.
    pub name: String,
    /// The best that holds for it.
    pub status: PlaceStatus,
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceEvidence {
    /// What it proves.
    pub status: PlaceStatus,
    /// The statement and its document.
    pub row: AuditRow,
}
