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
    /// The store was written by another version.
    #[error("the store has schema {found}, this version reads {known}")]
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
