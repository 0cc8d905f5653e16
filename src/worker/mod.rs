//! Isolated reading: untrusted files are opened in child processes, within limits of time, memory and output.
//!
//! The child ([`serve`]) reads one file after another; the parent ([`WorkerPool`]) asks, waits no longer than the limits
//! allow, kills a child that breaks them together with whatever it started, and goes on with a new one. Knows no format:
//! the caller of [`serve`] brings the reader.

mod child;
mod kept;
mod limits;
mod parent;
mod pool;
mod protocol;
mod wire;

pub use child::{Job, serve};
pub use kept::KeptReadings;
pub use limits::Limits;
pub use pool::WorkerPool;

#[cfg(test)]
mod tests;
