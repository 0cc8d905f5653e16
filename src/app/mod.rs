//! The only place that joins the stages; the only API of the command line and later faces.

mod indexing;
mod pipeline;
mod reading;
mod run;
mod searching;
mod workers;
mod write_lock;

pub use pipeline::{IngestRequest, ingest};
pub use reading::read_record;
pub use run::RunStep;
pub use searching::{SearchAnswer, reindex, search};
pub use write_lock::WriteLock;
