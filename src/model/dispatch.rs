//! [`Dispatch`]: one administrative document (*văn bản hành chính*) as read from its text.

use crate::model::{Citation, DocDate, DocNumber, IssuerName, Signature, TaskAssignment};
use crate::text::Span;

/// A value and its place in the clean text.
#[derive(Debug, Clone, PartialEq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Located<T> {
    /// A value at a place.
    pub fn new(value: T, span: Span) -> Located<T> {
        Located { value, span }
    }
}

/// One administrative document. Every `None` means "not found on the paper", never "guessed away".
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Dispatch {
    /// Slug of the type (*tên loại*), `cong_van` where no type name is printed.
    pub doc_type: Option<Located<String>>,
    /// Whether the header is there and filled in.
    pub status: DispatchStatus,
    /// Who issued it.
    pub letterhead: Letterhead,
    /// Number and symbol.
    pub number: Option<Located<DocNumber>>,
    /// What an ordinal that could not be read may be, likeliest first; empty for one that was read, or left blank.
    pub number_alternatives: Vec<String>,
    /// Place of the date line (*địa danh*).
    pub place: Option<Located<String>>,
    /// Date of the date line.
    pub date: Option<Located<DocDate>>,
    /// Slug of the degree of urgency (*mức độ khẩn*): `khan`, `thuong_khan`, `hoa_toc`, `hoa_toc_hen_gio`.
    pub urgency: Option<Located<String>>,
    /// Slug of the degree of secrecy (*độ mật*): `mat`, `toi_mat`, `tuyet_mat`.
    pub secrecy: Option<Located<String>>,
    /// Subject (*trích yếu*).
    pub subject: Option<Located<String>>,
    /// Lines of *Kính gửi*.
    pub addressees: Vec<Located<String>>,
    /// Mentions of other documents, in text order.
    pub citations: Vec<Citation>,
    /// Assignments, in text order.
    pub tasks: Vec<TaskAssignment>,
    /// Lines of *Nơi nhận*.
    pub recipients: Vec<Located<String>>,
    /// The *Lưu* line.
    pub archive: Option<Located<String>>,
    /// The signature block.
    pub signature: Signature,
    /// Further signatures of a joint document, in the order they are printed.
    pub co_signatures: Vec<Signature>,
    /// Further documents in the same text, behind this one; its other fields say nothing of them.
    pub attached: Vec<Span>,
}

/// Whether the header is there and filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DispatchStatus {
    /// Number and day are there.
    Issued,
    /// The ordinal or the day is left blank; not proof of a draft, for number and day are often stamped as an image.
    Unnumbered,
    /// The header is lost.
    #[default]
    Unknown,
}

impl DispatchStatus {
    /// Slug of the record.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            DispatchStatus::Issued => "issued",
            DispatchStatus::Unnumbered => "unnumbered",
            DispatchStatus::Unknown => "unknown",
        }
    }
}

/// The block naming who issued the document and its superior.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Letterhead {
    /// The issuing body.
    pub issuer: Option<Located<IssuerName>>,
    /// The body printed above it, in full.
    pub parent: Option<Located<String>>,
}
