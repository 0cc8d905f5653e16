//! The only place that joins the stages; the only API of the command line and later faces.

mod data_folder;
mod indexing;
mod pipeline;
mod reading;
mod run;
mod searching;
mod workers;

pub use data_folder::{WriteLock, data_folder};
pub use pipeline::{IngestRequest, ingest};
pub use reading::read_record;
pub use run::RunStep;
pub use searching::{SearchAnswer, reindex, search};
