//! [`Citation`]: one mention of another document (*viện dẫn*).

use crate::model::{DocDate, DocNumber};
use crate::text::Span;

/// One mention of another document.
#[derive(Debug, Clone, PartialEq)]
pub struct Citation {
    /// How it is written.
    pub kind: CitationKind,
    /// Place of the mention in the clean text.
    pub span: Span,
    /// Sentence that holds the mention.
    pub sentence: Span,
    /// Slug of the type word, such as `quyet_dinh`.
    pub doc_type: Option<String>,
    /// Number, printed or taken from the antecedent.
    pub number: Option<DocNumber>,
    /// Date as printed at this mention or its antecedent.
    pub date: Option<DocDate>,
    /// Issuer as printed, never inferred.
    pub issuer: Option<String>,
    /// The body meant, in full with its place, where it could be told.
    pub issuer_entity: Option<String>,
    /// What the citing text does with it.
    pub role: CitationRole,
    /// The verb that gave the role, as printed.
    pub role_detail: Option<String>,
    /// How surely the role is stated.
    pub strength: Strength,
    /// Whether the whole document or one provision speaks.
    pub scope: Scope,
    /// Index of the citation whose own title holds this one.
    pub parent: Option<usize>,
    /// Pinpoint, such as `khoản 2 Điều 1`.
    pub pinpoint: Option<String>,
    /// What it is about (*trích yếu*), where the words behind the mention tell.
    pub title: Option<CitedTitle>,
}

/// What a cited document is about (*trích yếu*), as the citing text words it, which may not be how the document does.
#[derive(Debug, Clone, PartialEq)]
pub struct CitedTitle {
    /// Place in the clean text: `về việc phê duyệt Đề án …`.
    pub span: Span,
    /// The paper that it approves or promulgates.
    pub promulgates: Option<PromulgatedPaper>,
}

/// A paper without a number of its own that an act puts in force: the *Đề án* of a decision.
#[derive(Debug, Clone, PartialEq)]
pub struct PromulgatedPaper {
    /// [`CitationRole::Approves`] or [`CitationRole::Promulgates`].
    pub role: CitationRole,
    /// Slug of its type, such as `de_an`.
    pub doc_type: String,
    /// Place of its name in the clean text, the type with it.
    pub name: Span,
}

/// How a mention is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CitationKind {
    /// Number and symbol are printed.
    Full,
    /// A number without its symbol: `Chỉ thị 38`.
    Short,
    /// A pointing word: `Quyết định nêu trên`.
    Anaphora,
    /// By name, without a number.
    Named,
}

impl CitationKind {
    /// Slug of the record.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            CitationKind::Full => "full",
            CitationKind::Short => "short",
            CitationKind::Anaphora => "anaphora",
            CitationKind::Named => "named",
        }
    }
}

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident = $slug:literal),+ $(,)?) => {
        /// What the citing text does with the cited document; a closed list.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum CitationRole { $($(#[$doc])* $name),+ }

        impl CitationRole {
            /// Slug of the record, such as `legal_basis`.
            #[must_use]
            pub fn slug(self) -> &'static str {
                match self { $(CitationRole::$name => $slug),+ }
            }

            /// The role of a slug.
            #[must_use]
            pub fn from_slug(slug: &str) -> Option<CitationRole> {
                match slug { $($slug => Some(CitationRole::$name),)+ _ => None }
            }
        }
    };
}

roles! {
    /// *Thực hiện, triển khai*.
    Implements = "implements",
    /// *Căn cứ*.
    LegalBasis = "legal_basis",
    /// *Hướng dẫn*.
    Guides = "guides",
    /// *Sửa đổi, bổ sung*.
    Amends = "amends",
    /// *Đính chính*.
    Corrects = "corrects",
    /// *Kéo dài, gia hạn*.
    Extends = "extends",
    /// *Thay thế*.
    Replaces = "replaces",
    /// *Bãi bỏ, hủy bỏ*.
    Repeals = "repeals",
    /// *Tạm dừng, ngưng hiệu lực*.
    Suspends = "suspends",
    /// *Thu hồi*.
    Withdraws = "withdraws",
    /// *Phê duyệt*.
    Approves = "approves",
    /// *Ban hành (kèm theo)*.
    Promulgates = "promulgates",
    /// *Sao gửi, gửi kèm, chuyển*.
    Forwards = "forwards",
    /// *Phúc đáp, trả lời*.
    RepliesTo = "replies_to",
    /// *Theo đề nghị tại Tờ trình*.
    ProposedBy = "proposed_by",
    /// *Báo cáo thẩm định, thẩm tra*.
    ReviewedBy = "reviewed_by",
    /// *Báo cáo kết quả thực hiện, sơ kết, tổng kết*.
    ReportsOn = "reports_on",
    /// *Kết luận*.
    Concludes = "concludes",
    /// *Kiểm tra việc thực hiện*.
    Inspects = "inspects",
    /// No role is stated.
    Mentions = "mentions",
}

/// How surely a role is stated, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// `theo`, `theo chỉ đạo tại`, `quán triệt`.
    Weak,
    /// `tiếp tục thực hiện` in the body.
    Medium,
    /// Title, `V/v`, first sentence, or a plain verb.
    Strong,
}

impl Strength {
    /// Slug of the record.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Strength::Weak => "weak",
            Strength::Medium => "medium",
            Strength::Strong => "strong",
        }
    }

    /// The strength of a slug; weak for an unknown one.
    #[must_use]
    pub fn from_slug(slug: &str) -> Strength {
        match slug {
            "strong" => Strength::Strong,
            "medium" => Strength::Medium,
            _ => Strength::Weak,
        }
    }
}

/// Whether the whole document or one provision of it has the role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Subject, title or opening sentence.
    Document,
    /// One section, item or task.
    Provision,
}

impl Scope {
    /// Slug of the record.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Scope::Document => "document",
            Scope::Provision => "provision",
        }
    }
}
