//! The only place that joins the stages; the only API of the command line and later faces.

mod audit_making;
mod audit_wire;
mod audits;
mod bundling;
mod checks;
mod connecting;
mod correcting;
mod exporting;
#[cfg(test)]
mod graph_tests;
mod indexing;
mod photos;
mod pipeline;
mod queries;
mod reading;
mod registering;
mod reporting;
mod reviewing;
mod rulings;
mod run;
mod searching;
mod showing;
#[cfg(test)]
mod tests;
mod tracing;
mod validity;
mod wire;
mod workers;
mod write_lock;

pub use audit_wire::{
    AlignedTaskWire, AlignmentWire, AuditWire, CoverageWire, DatedWire, DeadlineWire, EvidenceWire, MatrixRow,
    MatrixWire, PartWire, PlaceWire, SummaryWire, TaskWire,
};
pub use audits::AuditOptions;
pub use bundling::Bundled;
pub use checks::{CheckOptions, CheckWire, FindingWire, RuleWire, rules};
pub use connecting::{CommonWire, ConnectionWire, HopWire};
pub use correcting::{Corrected, CorrectionRequest, correct, field_names, undo_correction};
pub use exporting::{ExportRequest, ExportSelection, Exported, export};
pub use pipeline::{IngestRequest, ingest};
pub use queries::{App, log_access};
pub use reading::{DocumentReader, read_record, serve_reader};
pub use registering::{DifferenceWire, EntryWire, RegisterWire, RegistersWire};
pub use reporting::{ReportRequest, audit_sheets, write_report};
pub use reviewing::{ReviewItemWire, ReviewWire};
pub use rulings::rule_same_paper;
pub use run::RunStep;
pub use searching::{SearchAnswer, reindex, search};
pub use showing::{CandidateWire, CitedByWire, CopyWire, DraftWire, LinkWire, ShowWire, WordingWire};
pub use tracing::{TraceStep, TraceWire};
pub use validity::{ActWire, ValidityWire};
pub use wire::{AccessWire, DocumentWire, StatusWire, WitnessWire};
pub use write_lock::WriteLock;

pub use crate::export::{ExportFormat, ExportOptions, ReportFormat, TableKind};
pub use crate::extract::OcrEngine;
pub use crate::worker::Limits;
