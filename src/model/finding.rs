//! [`Finding`]: something in the papers that an inspector should look at (*dấu hiệu cần xem xét*).

use crate::model::{DocDate, NodeSummary};
use crate::text::Span;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Two things that cannot both hold.
    Error,
    /// Probably a mistake.
    Warning,
    /// Worth a look; often explained by what was not read.
    Note,
}

impl Severity {
    /// Name in answers.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Code of its rule, such as `date_order`.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// The document.
    pub document: NodeSummary,
    /// What is odd, one line, Vietnamese.
    pub message: String,
    /// The words that show it, single spaces; empty where nothing printed shows it.
    pub quote: String,
    /// Page of the words, from 1.
    pub page: Option<u32>,
    /// Where they stand in the record's text.
    pub span: Option<Span>,
}

/// What became of a document, as far as the read papers tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fate {
    /// The document that ended it.
    pub by: NodeSummary,
    /// True for *thay thế*, false for *bãi bỏ, hủy bỏ*.
    pub replaced: bool,
}

impl Fate {
    /// The day from which it no longer held: that of the document that ended it, where that is known.
    #[must_use]
    pub fn day(&self) -> Option<jiff::civil::Date> {
        self.by.date.map(DocDate::latest)
    }
}
