//! [`SourceFile`]: one file of a folder, before anything of it is understood.

use std::path::PathBuf;

/// A file that the walk saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Path as reached from the folder given by the user.
    pub path: PathBuf,
    /// Size in bytes.
    pub size: u64,
    /// Last change, milliseconds since 1970-01-01 UTC.
    pub modified_ms: i64,
}
