//! The types that flow between stages, one per arrow, and the words of the domain.
//!
//! No input, output, clock or serialisation here; a value that exists is valid.

pub mod access;
pub mod audit;
pub mod citation;
pub mod coverage;
pub mod date;
pub mod dispatch;
pub mod doc_number;
pub mod finding;
pub mod hit;
pub mod identity;
mod in_force;
pub mod issuer;
pub mod language;
pub mod ledger;
pub mod linking;
pub mod media_type;
pub mod node;
pub mod pages;
pub mod parsed;
pub mod register;
pub mod review_item;
pub mod run_report;
pub mod search_request;
pub mod searchable;
pub mod signature;
pub mod source_file;
pub mod task;
pub mod task_row;

pub use access::{Access, SecretPapers};
pub use audit::{
    Audit, AuditDeadline, AuditInput, AuditLevel, AuditRow, ExpectedPlace, Geography, PlaceAudit, PlaceEvidence,
    PlacePart, PlaceStatus, Timeliness,
};
pub use citation::{Citation, CitationKind, CitationRole, CitedTitle, PromulgatedPaper, Scope, Strength};
pub use coverage::Coverage;
pub use date::DocDate;
pub use dispatch::{Dispatch, DispatchStatus, Letterhead, Located};
pub use doc_number::DocNumber;
pub use finding::{Fate, Finding, Severity};
pub use hit::{Found, Hit, QueryHint, Snippet};
pub use identity::{DocKey, System};
pub use in_force::{Act, InForce};
pub use issuer::{BodyKind, IssuerName, Level};
pub use language::Language;
pub use ledger::{LedgerChange, LedgerEntry};
pub use linking::{
    BodyLink, BodyPart, CitedAs, DocumentLinks, EntityFacts, GroupPlan, JoinReason, Mention, OwnMember, PlannedMember,
    PlannedNode, Ruling, Undated, Variant,
};
pub use media_type::MediaType;
pub use node::{NodeSummary, Statement, Witness};
pub use pages::{
    Area, Attachment, CleanText, FileText, PageSize, PageText, PlacedWord, ReadingNote, Stamp, StampKind, TextLayer,
    TextPage, Unread,
};
pub use parsed::{Diagnostic, Parsed};
pub use register::{Register, RegisterComparison, RegisterDifference, RegisterKind, RegisterRow};
pub use review_item::ReviewItem;
pub use run_report::{FileOutcome, Outcome, RunReport};
pub use search_request::SearchRequest;
pub use searchable::Searchable;
pub use signature::{SignAuthority, Signature};
pub use source_file::SourceFile;
pub use task::{CountedFrom, Deadline, DeadlineEvent, DeadlineKind, Modality, Reporting, TaskAssignment};
pub use task_row::TaskRow;
