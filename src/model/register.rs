//! A clerk's register (*sổ đăng ký văn bản đến, đi*) and how it compares with what was read.

use crate::model::{DocDate, NodeSummary};

/// Which register it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegisterKind {
    /// *Văn bản đến*: papers of others.
    Incoming,
    /// *Văn bản đi*: papers of the office itself.
    Outgoing,
}

/// A register as read from one sheet, or several that go on under the same headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    /// Which one, told by its columns.
    pub kind: RegisterKind,
    /// Its entries in order.
    pub rows: Vec<RegisterRow>,
}

/// One entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegisterRow {
    /// Sheet or page of the file, from 1.
    pub sheet: usize,
    /// Line of the sheet, from 1.
    pub line: usize,
    /// Number of the entry in an incoming register (*số đến*).
    pub arrival: Option<String>,
    /// Number and symbol of the paper, or its ordinal alone.
    pub number: Option<String>,
    /// Date of the paper.
    pub date: Option<DocDate>,
    /// Month and day of the paper, where the entry has no year and none can be told: `30/11` in a register of papers in,
    /// which may be of the year before.
    pub month_day: Option<(i8, i8)>,
    /// The year that the register states above the entry: `NĂM 2021`.
    pub year: Option<i16>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Its subject.
    pub subject: Option<String>,
}

/// How a register compares with the papers that were read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegisterComparison {
    /// Entries whose paper was read and agrees.
    pub agreeing: usize,
    /// Entries whose paper was not read.
    pub missing_here: Vec<RegisterRow>,
    /// Papers that were read, in the time and of the kind of the register, without an entry.
    pub missing_there: Vec<NodeSummary>,
    /// Entries whose paper was read, with what differs.
    pub differing: Vec<RegisterDifference>,
    /// Entries without a number, which nothing can be compared by.
    pub without_number: Vec<RegisterRow>,
}

/// An entry and its paper that do not say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterDifference {
    /// The entry.
    pub row: RegisterRow,
    /// The papers that it may mean: one, or several with its number.
    pub documents: Vec<NodeSummary>,
    /// What differs: `date`, `issuer`, `subject`; `several` where more than one paper fits; `number` where the entry has
    /// none and the papers are only like it.
    pub fields: Vec<&'static str>,
}
