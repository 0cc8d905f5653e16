//! [`Coverage`]: how much was read, so that "none found" can be judged.

/// Counts of files (missing ones left out) and documents. `files_seen` is the sum of the other file counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Files that the last runs saw.
    pub files_seen: u64,
    /// Files with a record.
    pub files_read: u64,
    /// Files that could not be read.
    pub files_failed: u64,
    /// Files of formats that cannot be read yet.
    pub files_unsupported: u64,
    /// Files without a text layer.
    pub files_needs_ocr: u64,
    /// Files with the content of another one.
    pub files_duplicate: u64,
    /// Documents in search and audits; a file can hold several.
    pub documents: u64,
    /// Documents with a degree of secrecy, which are withheld: neither searched nor counted above.
    pub withheld: u64,
}

impl Coverage {
    /// Files whose content is known to nobody: failed, unsupported or without text.
    #[must_use]
    pub fn unread(&self) -> u64 {
        self.files_failed + self.files_unsupported + self.files_needs_ocr
    }
}
