//! [`TaskRow`]: a task with the document that sets it.

/// One task of a read document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TaskRow {
    /// Node of the document.
    pub document: i64,
    /// Its number as printed.
    pub number: Option<String>,
    /// Its date, ISO.
    pub date: Option<String>,
    /// Its issuer.
    pub issuer: Option<String>,
    /// Numbers of the sections above the task.
    pub section: String,
    /// Text of the job.
    pub title: String,
    /// Who does it.
    pub lead: Vec<String>,
    /// Who helps.
    pub coordinate: Vec<String>,
    /// Expected result.
    pub result: Option<String>,
    /// Deadline as printed.
    pub deadline: Option<String>,
    /// Slug of its kind.
    pub deadline_kind: Option<String>,
    /// First day, ISO.
    pub deadline_start: Option<String>,
    /// Last day, ISO.
    pub deadline_end: Option<String>,
    /// RFC 5545 RRULE.
    pub recurrence: Option<String>,
    /// Path of the file.
    pub path: String,
    /// Page, from 1.
    pub page: u32,
}
