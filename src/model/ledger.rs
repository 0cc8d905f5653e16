//! The ledger of files (*sổ tệp*): what is known of each file from earlier runs, and what a run found.

use crate::model::Outcome;

/// What the store knows of one file. `outcome` is how its content last ended when it was looked at: one of
/// `New` (read), `Duplicate`, `NeedsOcr`, `Unsupported`, `Failed`; never `Unchanged`, `Replaced` or `Moved`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerEntry {
    /// Path as reached from the folder given by the user; the key.
    pub path: String,
    /// The folder given by the user, for later questions such as "what is missing under it".
    pub root: String,
    /// Size in bytes.
    pub size: u64,
    /// Last change, milliseconds since 1970-01-01 UTC.
    pub modified_ms: i64,
    /// BLAKE3 of the bytes, hexadecimal; empty when they could not be read.
    pub blake3: String,
    /// Media type, such as `text/html`.
    pub media_type: String,
    /// How its content ended.
    pub outcome: Outcome,
    /// Reason, for outcomes that need one; for a duplicate the path of the file it repeats.
    pub reason: Option<String>,
    /// Version of the parser that read it.
    pub parser_version: String,
    /// True when a later run under its root no longer saw it.
    pub missing: bool,
}

/// One change of a run, to be applied to the store. `R` is the record of a read file.
#[derive(Debug, Clone, PartialEq)]
pub enum LedgerChange<R> {
    /// The file was read (new or replaced content): its record takes the place of any earlier one.
    Read(LedgerEntry, Box<R>),
    /// The file was looked at and has no record: duplicate, needs OCR, unsupported, failed.
    Unread(LedgerEntry),
    /// The same content now stands at another path; the record stays.
    Moved {
        /// Path it had.
        from: String,
        /// The entry it has now.
        entry: LedgerEntry,
    },
    /// Only size or time changed: the content is the same.
    Touched(LedgerEntry),
    /// The file is gone; its record leaves search and audits.
    Missing(String),
}
