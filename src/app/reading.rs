//! One file to one record: read, sniff, extract, clean, parse.

use crate::record::{self, Record, Source};
use std::path::Path;

/// The record of the file at `path`. Never fails: an unreadable file comes back with [`Record::error`] set.
#[must_use]
pub fn read_record(path: &Path) -> Record {
    let source = Source { path: path.display().to_string(), ..Source::default() };
    record::unreadable(source, "unsupported", "not read yet")
}
