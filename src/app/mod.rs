//! The only place that joins the stages; the only API of the command line and later faces.

mod reading;

pub use reading::read_record;
