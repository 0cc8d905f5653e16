//! From folders to files: what is there ([`walk()`]), what each holds ([`content_hash`]),
//! and what a run does with it ([`ledger`]).
//!
//! Reads names, sizes and bytes; understands no text and keeps no memory of earlier runs (that is the store's, joined
//! in `app/pipeline.rs`).

pub mod ledger;
mod photos;
mod walk;

pub use walk::{SkipReason, Skipped, Walk, path_text, source_file, source_file_now, walk};

use crate::model::SourceFile;
use std::path::Path;

/// Largest file that is read, in bytes (64 MiB). The longest administrative documents with all annexes stay below
/// 10 MiB of text; a larger file is a scan bundle or no document, and reading it whole would cost every worker that much.
pub const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// [`content_hash`] of a file; of a paper in several photos, that of their hashes.
///
/// # Errors
/// When a file cannot be opened or read to its end.
pub fn hash_of(file: &SourceFile) -> std::io::Result<String> {
    if file.more_pages.is_empty() {
        return content_hash(&file.path);
    }
    let mut hasher = blake3::Hasher::new();
    for page in std::iter::once(&file.path).chain(&file.more_pages) {
        hasher.update(content_hash(page)?.as_bytes());
    }
    Ok(hasher.finalize().to_hex().to_string())
}

/// BLAKE3 of the bytes of the file at `path`, hexadecimal. Reads in pieces, so that the size does not matter.
///
/// # Errors
/// When the file cannot be opened or read to its end.
pub fn content_hash(path: &Path) -> std::io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(std::fs::File::open(path)?)?;
    Ok(hasher.finalize().to_hex().to_string())
}
