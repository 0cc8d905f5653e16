//! [`SourceFile`]: one file of a folder, before anything of it is understood.

use std::path::PathBuf;

/// A file that the walk saw.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceFile {
    /// Path as reached from the folder given by the user.
    pub path: PathBuf,
    /// Size in bytes; with further photos, of all of them.
    pub size: u64,
    /// Last change, milliseconds since 1970-01-01 UTC; with further photos, the last of all.
    pub modified_ms: i64,
    /// Photos of the further pages of the same paper, in order.
    pub more_pages: Vec<PathBuf>,
}
