//! The integration tests, one binary: a plain list.

mod golden; // records of documents with hand-made answers, scored field by field against floors
mod support; // reading answers, comparing, counting
