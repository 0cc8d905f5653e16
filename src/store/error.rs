//! [`StoreError`].

use std::path::PathBuf;

/// Why the store could not answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Nothing was ingested into this folder yet.
    #[error("no store in {folder}; run `vanban ingest` first", folder = .folder.display())]
    NoStore {
        /// The data folder.
        folder: PathBuf,
    },
    /// The data folder could not be made.
    #[error("cannot make the data folder {folder}", folder = .folder.display())]
    Folder {
        /// The data folder.
        folder: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The store was written by another version. One of an older version is brought up to date by the next command that
    /// writes.
    #[error("the store has schema {found}, this version reads {known}; {}", advice(*found, *known))]
    Schema {
        /// Schema of the file.
        found: i64,
        /// Schema of this program.
        known: i64,
    },
    /// The database refused.
    #[error("database error")]
    Database(#[from] rusqlite::Error),
    /// A record in the store cannot be read or written as JSON.
    #[error("record cannot be read or written")]
    Record(#[from] serde_json::Error),
}

fn advice(found: i64, known: i64) -> &'static str {
    if found < known {
        "run `vanban ingest` (nạp lại) once to bring it up to date"
    } else {
        "a newer vanban wrote it: use that version"
    }
}
