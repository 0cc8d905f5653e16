//! The only place that joins the stages; the only API of the command line and later faces.

mod audits;
mod exporting;
mod indexing;
mod photos;
mod pipeline;
mod queries;
mod reading;
mod run;
mod searching;
mod showing;
#[cfg(test)]
mod tests;
mod tracing;
mod wire;
mod workers;
mod write_lock;

pub use audits::{AuditWire, CoverageWire, EvidenceWire, PlaceWire};
pub use exporting::{ExportRequest, ExportSelection, Exported, export};
pub use pipeline::{IngestRequest, ingest};
pub use queries::App;
pub use reading::{DocumentReader, read_record, serve_reader};
pub use run::RunStep;
pub use searching::{SearchAnswer, reindex, search};
pub use showing::{CitedByWire, LinkWire, ShowWire};
pub use tracing::{TraceStep, TraceWire};
pub use wire::{DocumentWire, StatusWire, WitnessWire};
pub use write_lock::WriteLock;

pub use crate::export::{ExportFormat, ExportOptions, TableKind};
pub use crate::extract::OcrEngine;
pub use crate::worker::Limits;
