//! The only place that joins the stages; the only API of the command line and later faces.

mod audit_making;
mod audit_wire;
mod audits;
mod bundling;
mod exporting;
mod indexing;
mod photos;
mod pipeline;
mod queries;
mod reading;
mod reporting;
mod run;
mod searching;
mod showing;
#[cfg(test)]
mod tests;
mod tracing;
mod wire;
mod workers;
mod write_lock;

pub use audit_wire::{
    AlignedTaskWire, AlignmentWire, AuditWire, CoverageWire, DatedWire, DeadlineWire, EvidenceWire, MatrixRow,
    MatrixWire, PartWire, PlaceWire, SummaryWire, TaskWire,
};
pub use audits::AuditOptions;
pub use bundling::Bundled;
pub use exporting::{ExportRequest, ExportSelection, Exported, export};
pub use pipeline::{IngestRequest, ingest};
pub use queries::App;
pub use reading::{DocumentReader, read_record, serve_reader};
pub use reporting::{ReportRequest, audit_sheets, write_report};
pub use run::RunStep;
pub use searching::{SearchAnswer, reindex, search};
pub use showing::{CitedByWire, LinkWire, ShowWire};
pub use tracing::{TraceStep, TraceWire};
pub use wire::{DocumentWire, StatusWire, WitnessWire};
pub use write_lock::WriteLock;

pub use crate::export::{ExportFormat, ExportOptions, ReportFormat, TableKind};
pub use crate::extract::OcrEngine;
pub use crate::worker::Limits;
