//! [`Act`], [`InForce`]: whether a document holds on a day (*hiệu lực*), as far as what was read tells.

use crate::model::DocDate;

/// What one document does to another that changes whether it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Slug of the role: `amends`, `corrects`, `extends`, `replaces`, `repeals`, `suspends` or `withdraws`.
    pub role: String,
    /// True when only a provision of it is meant.
    pub is_partial: bool,
    /// Date of the acting document.
    pub date: Option<DocDate>,
    /// True when the acting document has a number, or is only known by citation: a draft changes nothing.
    pub is_issued: bool,
}

/// Whether a document holds on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InForce {
    /// Nothing that was read ends it.
    Yes,
    /// Amended, or a provision of it ended.
    Changed,
    /// Suspended.
    Suspended,
    /// Replaced, repealed or withdrawn as a whole.
    No,
    /// Issued later.
    NotYet,
    /// An act without a date may have ended it.
    Doubtful,
}

impl InForce {
    /// Slug: `yes`, `changed`, `suspended`, `no`, `not_yet`, `doubtful`.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            InForce::Yes => "yes",
            InForce::Changed => "changed",
            InForce::Suspended => "suspended",
            InForce::No => "no",
            InForce::NotYet => "not_yet",
            InForce::Doubtful => "doubtful",
        }
    }
}
