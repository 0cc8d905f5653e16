//! [`NodeSummary`], [`Statement`]: documents of the store and what is said about them.

use crate::model::{BodyKind, DocDate, Level, Strength};

/// One document, read or known by citation, in short.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NodeSummary {
    /// The id that users see.
    pub id: i64,
    /// Number as printed, `/KH-UBND` where the ordinal is blank.
    pub number: Option<String>,
    /// Slug of the type.
    pub doc_type: Option<String>,
    /// Issuer in full.
    pub issuer: Option<String>,
    /// Kind of body, where it can be told.
    pub body: Option<BodyKind>,
    /// Level, where it can be told.
    pub level: Option<Level>,
    /// GSO code of the province at the document's date.
    pub province: Option<String>,
    /// `unit_id` of that province.
    pub province_unit: Option<String>,
    /// Date as precise as the paper.
    pub date: Option<DocDate>,
    /// Dates that contradict it, by other documents or copies.
    pub other_dates: Vec<DocDate>,
    /// Subject.
    pub title: Option<String>,
    /// `issued`, `unnumbered`, `unknown`, or `cited` when no file of it was read.
    pub status: String,
    /// Path of the file that stands for it.
    pub path: Option<String>,
}

impl NodeSummary {
    /// True when no file of it was read.
    #[must_use]
    pub fn only_cited(&self) -> bool {
        self.path.is_none()
    }

    /// True when number and day are there.
    #[must_use]
    pub fn is_numbered(&self) -> bool {
        let has_ordinal = self.number.as_ref().is_some_and(|number| !number.starts_with(['/', '-']));
        has_ordinal && self.date.is_some_and(|date| date.exact().is_some()) && self.status != "unnumbered"
    }
}

/// One document says that one document stands in a role to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Node that has the role, such as the plan that implements.
    pub from: i64,
    /// Node that it has the role to.
    pub to: i64,
    /// Slug of the role.
    pub role: String,
    /// How surely it is stated.
    pub strength: Strength,
    /// `document` or `provision`.
    pub scope: String,
    /// True when it stands inside the title of another cited document, so that the witness speaks of others.
    pub nested: bool,
    /// Where it is said.
    pub witness: Witness,
}

/// Where something is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Witness {
    /// Node of the document that says it.
    pub node: i64,
    /// Its number as printed.
    pub number: Option<String>,
    /// Path of its file.
    pub path: String,
    /// Page, from 1.
    pub page: u32,
    /// The sentence, single spaces.
    pub quote: String,
}
