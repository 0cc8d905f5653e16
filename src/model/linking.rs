//! What linking needs and gives: [`DocumentLinks`], [`GroupPlan`].
//!
//! A group is every mention of one (system, issuer, number), whatever the period; a node is one document of it.

use crate::model::{BodyKind, DocDate, DocKey, Level};

/// What one record says about identity: its own and that of each document it cites.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentLinks {
    /// Its own identity; `None` where the number is blank or unread, so it stands alone.
    pub own: Option<DocKey>,
    /// `unit_id` of the province it belongs to, where that can be told.
    pub province_unit: Option<String>,
    /// One a citation, in the record's order; `None` where no whole number is printed.
    pub citations: Vec<Option<DocKey>>,
}

/// What an entity key tells of a body that is only known from symbols and names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntityFacts {
    /// Level, where it can be told.
    pub level: Option<Level>,
    /// Kind of body, where the symbol tells.
    pub body: Option<BodyKind>,
    /// `unit_id` of the province.
    pub province_unit: Option<String>,
    /// GSO code of the province.
    pub province: Option<String>,
}

/// One wording under which a group is cited, and how often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Period, where the mention tells it.
    pub period: Option<i16>,
    /// Number as printed.
    pub number: String,
    /// Date as printed.
    pub date: Option<DocDate>,
    /// Slug of the type.
    pub doc_type: Option<String>,
    /// Issuer in full, else as printed.
    pub issuer: Option<String>,
    /// Number of mentions.
    pub mentions: i64,
}

/// A read document whose own number belongs to a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnMember {
    /// Row of the document.
    pub document: i64,
    /// Period, where its date tells it.
    pub period: Option<i16>,
    /// Its date.
    pub date: Option<DocDate>,
    /// 0 for the main document of a file, then its attachments.
    pub position: i64,
    /// Length of its text in bytes: of several copies the longest stands for all.
    pub text_length: i64,
    /// Path of its file, the last word between equals.
    pub path: String,
}

/// The nodes of a group and where mentions without a period go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GroupPlan {
    /// One a document meant, the one without a period first, then by period.
    pub nodes: Vec<PlannedNode>,
    /// Where mentions without a period go.
    pub undated: Undated,
}

/// Where mentions without a period go.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Undated {
    /// To the node of this period (or the node without one).
    To(Option<i16>),
    /// Several documents have this number: none is guessed.
    #[default]
    Ambiguous,
}

/// One node of a group.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlannedNode {
    /// Year, or first year of the term.
    pub period: Option<i16>,
    /// Documents read of it, the one that stands for it first.
    pub documents: Vec<i64>,
    /// What citing documents call it, most frequent wording first; empty fields where none says.
    pub cited_as: CitedAs,
    /// Its date: of the document that stands for it, else the one most often cited.
    pub date: Option<DocDate>,
    /// Dates that contradict it.
    pub other_dates: Vec<DocDate>,
}

/// The most frequent wording of a node by those who cite it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CitedAs {
    /// Number as printed.
    pub number: Option<String>,
    /// Slug of the type.
    pub doc_type: Option<String>,
    /// Issuer.
    pub issuer: Option<String>,
}
