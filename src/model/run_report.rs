//! [`RunReport`]: where each file of a run ended; nothing is lost.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// The one outcome of a file; a closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Read for the first time.
    New,
    /// Content changed since the last run; read again.
    Replaced,
    /// Nothing to do.
    Unchanged,
    /// Same content under a new path, the old path is gone.
    Moved,
    /// Same content as another file that is still there.
    Duplicate,
    /// No readable text layer and no OCR at hand.
    NeedsOcr,
    /// A format that cannot be read, named in the reason.
    Unsupported,
    /// Reading failed, reason given.
    Failed,
}

impl Outcome {
    /// All outcomes in the order of reports.
    pub const ALL: [Outcome; 8] = [
        Outcome::New,
        Outcome::Replaced,
        Outcome::Unchanged,
        Outcome::Moved,
        Outcome::Duplicate,
        Outcome::NeedsOcr,
        Outcome::Unsupported,
        Outcome::Failed,
    ];

    /// Name in reports and in the store.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Outcome::New => "new",
            Outcome::Replaced => "replaced",
            Outcome::Unchanged => "unchanged",
            Outcome::Moved => "moved",
            Outcome::Duplicate => "duplicate",
            Outcome::NeedsOcr => "needs_ocr",
            Outcome::Unsupported => "unsupported",
            Outcome::Failed => "failed",
        }
    }

    /// The outcome of a name.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|outcome| outcome.slug() == slug)
    }
}

/// Where one file ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileOutcome {
    /// Path of the file.
    pub path: PathBuf,
    /// Its one outcome.
    pub outcome: Outcome,
    /// Why, for outcomes that need a reason (`duplicate` names the other file).
    pub reason: Option<String>,
}

/// Where each file of a run ended. Invariant: one entry a file seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunReport {
    /// One entry a file, in path order.
    pub files: Vec<FileOutcome>,
    /// Files known from earlier runs under the same folders that are gone.
    pub missing: Vec<PathBuf>,
    /// Folders or entries that the walk could not open, with the reason.
    pub walk_errors: Vec<String>,
    /// What the walk saw and left alone: litter of systems, linked folders, pipes; with the reason.
    pub skipped: Vec<(PathBuf, &'static str)>,
    /// Wall-clock milliseconds.
    pub elapsed_ms: u64,
}

impl RunReport {
    /// Number of files with each outcome that occurs.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<Outcome, usize> {
        let mut counts = BTreeMap::new();
        for file in &self.files {
            *counts.entry(file.outcome).or_insert(0) += 1;
        }
        counts
    }

    /// True when nothing had changed.
    #[must_use]
    pub fn did_nothing(&self) -> bool {
        self.missing.is_empty() && self.files.iter().all(|file| file.outcome == Outcome::Unchanged)
    }
}
