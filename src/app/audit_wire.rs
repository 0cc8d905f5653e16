//! Shapes of the answers of audits as JSON. Stable: fields are only ever added.

use super::wire::{DocumentWire, WitnessWire};
use serde::Serialize;

/// The answer of an audit. Stable: fields are only ever added.
#[derive(Debug, Clone, Serialize)]
pub struct AuditWire {
    /// The decision; null when the number stands for several documents.
    pub decision: Option<DocumentWire>,
    /// The documents that the number stands for, when there are several.
    pub candidates: Vec<DocumentWire>,
    /// `then`: the provinces of the decision's date; `now`: those of the day of the question.
    pub geography: &'static str,
    /// `province`, `department`, `district` or `commune`.
    pub level: &'static str,
    /// By when the places had to answer; null where neither the question nor the decision says so.
    pub deadline: Option<DeadlineWire>,
    /// Day of the question, ISO.
    pub as_of: String,
    /// Version of the program.
    pub version: &'static str,
    /// How many places ended how.
    pub summary: SummaryWire,
    /// One a province, in code order; below that level one a body.
    pub places: Vec<PlaceWire>,
    /// How much was read.
    pub coverage: CoverageWire,
    /// What was odd, one line each.
    pub warnings: Vec<String>,
}

/// How many places ended how; a status that none has is 0.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SummaryWire {
    /// Places asked about: the sum of the six statuses.
    pub places: u64,
    /// A numbered and dated document of the place says so.
    pub implemented: u64,
    /// The same, number or day blank or unread.
    pub unnumbered: u64,
    /// Through another document.
    pub indirect: u64,
    /// Only a department, district or commune of the place.
    pub subordinate: u64,
    /// Only mentioned.
    pub cited: u64,
    /// Nothing found in what was read.
    pub none: u64,
    /// Answered after the deadline.
    pub late: u64,
    /// The deadline has passed and no report was found in what was read.
    pub overdue: u64,
    /// Only some of the merged provinces.
    pub partial: u64,
    /// Places with unread files.
    pub with_unread: u64,
}

/// A deadline and where it comes from.
#[derive(Debug, Clone, Serialize)]
pub struct DeadlineWire {
    /// The last day, ISO.
    pub date: String,
    /// `given` with the question or `decision`.
    pub source: &'static str,
    /// The decision's words.
    pub quote: Option<String>,
}

/// A document by its day.
#[derive(Debug, Clone, Serialize)]
pub struct DatedWire {
    /// Id of the document.
    pub document: i64,
    /// Its date, ISO.
    pub date: String,
}

/// A province that was merged into another.
#[derive(Debug, Clone, Serialize)]
pub struct PartWire {
    /// GSO code then.
    pub province: String,
    /// Name then.
    pub name: String,
    /// What it did, one of the statuses of a place.
    pub status: &'static str,
}

/// One place.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceWire {
    /// GSO code of the province; empty where it cannot be told.
    pub province: String,
    /// Name of the province, below that level of the body.
    pub name: String,
    /// `implemented`, `unnumbered`, `indirect`, `subordinate`, `cited` or `none`.
    pub status: &'static str,
    /// Days from the decision to the best evidence, when both dates are exact.
    pub delay_days: Option<i32>,
    /// Least and most days otherwise, when both are known roughly.
    pub delay_range: Option<[i32; 2]>,
    /// How it stands to the deadline: `in_time`, `late`, `overdue` (no report found in what was read), `not_due` or
    /// `unclear` (date known too roughly); null without a deadline.
    pub timeliness: Option<&'static str>,
    /// Days after the deadline until the answer, or until the day of the question where none was found.
    pub days_over: Option<i32>,
    /// The first document that carries the decision out.
    pub first: Option<DatedWire>,
    /// The latest.
    pub latest: Option<DatedWire>,
    /// True when only some of the provinces merged into this one carried the decision out.
    pub partial: bool,
    /// The provinces merged into this one; empty where there was one.
    pub parts: Vec<PartWire>,
    /// Files of the place that could not be read.
    pub unread: u64,
    /// Their paths.
    pub unread_files: Vec<String>,
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
    /// Documents with a degree of secrecy, withheld from the answer.
    pub withheld: u64,
}

/// Places × decisions.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixWire {
    /// One a decision, in the order asked.
    pub audits: Vec<AuditWire>,
    /// One a place of any of them.
    pub rows: Vec<MatrixRow>,
}

/// What one place did of each decision.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixRow {
    /// GSO code of the province.
    pub province: String,
    /// Name of the place or body.
    pub name: String,
    /// One a decision, in the order asked: a status; null where the place was not asked about.
    pub statuses: Vec<Option<&'static str>>,
}

/// Which tasks of a decision a plan takes over.
#[derive(Debug, Clone, Serialize)]
pub struct AlignmentWire {
    /// The decision.
    pub decision: DocumentWire,
    /// The plan.
    pub plan: DocumentWire,
    /// Tasks of the decision that the plan takes over.
    pub taken_over: u64,
    /// Tasks of the decision that it leaves out, as far as its words tell.
    pub left_out: u64,
    /// One a task of the decision, in its order.
    pub tasks: Vec<AlignedTaskWire>,
    /// Tasks of the plan that the decision does not have.
    pub own: Vec<TaskWire>,
}

/// A task of the decision and what the plan made of it.
#[derive(Debug, Clone, Serialize)]
pub struct AlignedTaskWire {
    /// The decision's task.
    pub task: TaskWire,
    /// The plan's; null where none has words near enough.
    pub taken_over: Option<TaskWire>,
    /// How alike the words are, 0 to 100; of the nearest task where none was near enough.
    pub likeness: u32,
    /// True when a lead of the decision's task leads in the plan too.
    pub same_lead: bool,
    /// The plan's last day against the decision's, in days: negative when earlier; null where one has none.
    pub deadline_days: Option<i32>,
}

/// A task in short.
#[derive(Debug, Clone, Serialize)]
pub struct TaskWire {
    /// Numbers of the sections above it.
    pub path: String,
    /// Text of the job.
    pub title: String,
    /// Who does it.
    pub lead: Vec<String>,
    /// Deadline as printed.
    pub deadline: Option<String>,
    /// Its last day, ISO.
    pub deadline_end: Option<String>,
}
