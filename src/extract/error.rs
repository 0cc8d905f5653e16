//! [`ExtractError`]: why no text came out of a file.

/// Why no text came out of a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExtractError {
    /// A format without a reader.
    #[error("{0} is not read")]
    Unsupported(String),
    /// Text in no encoding that can be told.
    #[error("text in an encoding that cannot be told")]
    UnknownEncoding,
    /// Nothing to read.
    #[error("the file holds no text")]
    Empty,
    /// A scan, and no text recognition on this machine.
    #[error("a scan without text; it needs Tesseract with Vietnamese (see vanban doctor)")]
    NeedsOcr,
    /// Encrypted with a password that is not known.
    #[error("locked with a password")]
    Locked,
    /// Damaged; holds what is wrong.
    #[error("damaged file: {0}")]
    Broken(String),
    /// Beyond a limit; holds which.
    #[error("beyond a limit: {0}")]
    Limit(String),
}

impl ExtractError {
    /// Stable code for records and reports.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            ExtractError::Unsupported(_) => "unsupported",
            ExtractError::UnknownEncoding => "unknown_encoding",
            ExtractError::Empty => "empty",
            ExtractError::NeedsOcr => "needs_ocr",
            ExtractError::Locked => "locked",
            ExtractError::Broken(_) => "broken",
            ExtractError::Limit(_) => "limit",
        }
    }
}
