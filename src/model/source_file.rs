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

/// What the bytes of a file are, decided by content, not by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaType {
    /// Plain text in any Unicode encoding.
    Text,
    /// Text with Markdown marks.
    Markdown,
    /// HTML.
    Html,
    /// A known format that cannot be read yet; holds its media type.
    Other(&'static str),
    /// Bytes of no known format.
    Unknown,
}

impl MediaType {
    /// The media type's name, such as `text/html`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            MediaType::Text => "text/plain",
            MediaType::Markdown => "text/markdown",
            MediaType::Html => "text/html",
            MediaType::Other(name) => name,
            MediaType::Unknown => "application/octet-stream",
        }
    }
}
