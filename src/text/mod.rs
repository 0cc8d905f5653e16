//! Text without meaning: spans, offset maps, folding, words.
//!
//! Knows nothing of documents; imported by everything, imports nothing of the crate.

pub mod fold;
mod letters;
mod mapped;
pub mod nearness;
mod plain;
mod prefix;
mod sketch;
mod span;
pub mod words;

pub use mapped::MappedText;
pub use plain::PlainText;
pub use prefix::prefix;
pub use sketch::Sketch;
pub use span::Span;
