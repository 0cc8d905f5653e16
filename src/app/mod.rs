//! The only place that joins the stages; the only API of the command line and later faces.

mod audits;
mod queries;
mod reading;
mod showing;
#[cfg(test)]
mod tests;
mod tracing;
mod wire;

pub use audits::{AuditWire, CoverageWire, EvidenceWire, PlaceWire};
pub use queries::App;
pub use reading::read_record;
pub use showing::{CitedByWire, LinkWire, ShowWire};
pub use tracing::{TraceStep, TraceWire};
pub use wire::{DocumentWire, StatusWire, WitnessWire};
