//! [`Searchable`]: what the index holds of one document, read or only cited.

/// One document as the search index sees it. The id is the store's node id, the one id that users see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Searchable {
    /// Node id.
    pub id: i64,
    /// True when no file of it was read: it is known from those who cite it.
    pub only_cited: bool,
    /// Number with symbol as printed (`1109/QĐ-TTg`), or `/KH-UBND` where the ordinal is blank.
    pub number: Option<String>,
    /// Slug of the type.
    pub doc_type: Option<String>,
    /// `issued`, `unnumbered`, `unknown`; `cited` when only cited.
    pub status: String,
    /// Issuer in full.
    pub issuer: Option<String>,
    /// Slug of the kind of body.
    pub body: Option<String>,
    /// GSO code of the province at the document's date.
    pub province: Option<String>,
    /// Name of that province.
    pub province_name: Option<String>,
    /// Slug of the level.
    pub level: Option<String>,
    /// Date as precise as the paper, ISO.
    pub date: Option<String>,
    /// Signer's name.
    pub signer: Option<String>,
    /// Recipients' lines.
    pub recipients: Vec<String>,
    /// Cited number and role, one a mention.
    pub cited: Vec<(String, String)>,
    /// Subject.
    pub subject: Option<String>,
    /// Whole text; empty when only cited.
    pub text: String,
    /// Tasks: title, lead and coordinating bodies of each in one line.
    pub tasks: Vec<String>,
    /// Path of the file.
    pub path: Option<String>,
}
