//! What linking needs and gives: [`DocumentLinks`], [`GroupPlan`].
//!
//! A group is every mention of one (system, issuer, number), whatever the period; a node is one document of it.

use crate::model::{BodyKind, DocDate, DocKey, Level};
use crate::text::Sketch;

/// What one record says about identity: its own and that of each document it cites.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentLinks {
    /// Its own identity; `None` where the number is blank or unread, so it stands alone.
    pub own: Option<DocKey>,
    /// Entity key of its issuer, also where the number is blank; `None` where it cannot be told.
    pub issuer: Option<String>,
    /// `unit_id` of the province it belongs to, where that can be told.
    pub province_unit: Option<String>,
    /// The bodies it names that could be resolved.
    pub bodies: Vec<BodyLink>,
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

/// A body named by a document, resolved to an entity.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct BodyLink {
    /// In what part it is named.
    pub part: BodyPart,
    /// Index of the task, 0 elsewhere.
    pub position: usize,
    /// Entity key: `sngv@20`; `*cac-so-ban-nganh@20` for a group.
    pub entity: String,
    /// As printed.
    pub name: String,
}

/// In what part a document names a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BodyPart {
    /// It issues the document.
    Issuer,
    /// *Kính gửi*, *Nơi nhận*.
    Recipient,
    /// *Chủ trì*.
    Lead,
    /// *Phối hợp*.
    Coordinate,
}

impl BodyPart {
    /// Number in the store.
    #[must_use]
    pub fn rank(self) -> i64 {
        match self {
            BodyPart::Issuer => 0,
            BodyPart::Recipient => 1,
            BodyPart::Lead => 2,
            BodyPart::Coordinate => 3,
        }
    }
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
    /// Its subject.
    pub subject: Option<String>,
    /// Picture of its text.
    pub sketch: Option<Sketch>,
    /// 0 for the main document of a file, then its attachments.
    pub position: i64,
    /// 2 where its text came with the file, 1 where partly, 0 where it was recognised from images.
    pub layer: i64,
    /// Length of its text in bytes: of several copies read alike the longest stands for all.
    pub text_length: i64,
    /// Path of its file, the last word between equals.
    pub path: String,
    /// Name of its content in rulings.
    pub tag: String,
}

/// A person's word that two files are the same paper, or are not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// Content of the one.
    pub one: String,
    /// Content of the other.
    pub other: String,
    /// True for the same paper.
    pub same: bool,
}

/// Why a document was taken for the same paper as the one that stands for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JoinReason {
    /// Number and issuer agree and the texts are nearly the same.
    Text,
    /// Number, issuer and date agree, the texts in part or the subject.
    Date,
    /// Number and issuer agree, the texts are too short to compare and nothing contradicts.
    Number,
    /// A person said so.
    Ruling,
}

impl JoinReason {
    /// Slug in the store: `text`, `date`, `number`, `ruling`.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            JoinReason::Text => "text",
            JoinReason::Date => "date",
            JoinReason::Number => "number",
            JoinReason::Ruling => "ruling",
        }
    }
}

/// A document of a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedMember {
    /// Row of the document.
    pub document: i64,
    /// Why it stands with the first one, and how much of the texts agrees in percent; `None` for the first one.
    pub joined: Option<(JoinReason, Option<u8>)>,
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
    /// 0, and counted on where different papers bear one number in one period.
    pub part: i64,
    /// Documents read of it, the one that stands for it first.
    pub documents: Vec<PlannedMember>,
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

/// A mention that may mean several documents, with where and when it was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mention {
    /// Date of the cited document as printed.
    pub date: Option<DocDate>,
    /// Slug of its type as printed.
    pub doc_type: Option<String>,
    /// Its issuer in full, else as printed.
    pub issuer: Option<String>,
    /// Date of the citing document.
    pub said_on: Option<DocDate>,
    /// `unit_id` of the citing document's province.
    pub said_in: Option<String>,
}
