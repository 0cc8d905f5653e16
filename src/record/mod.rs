//! The wire shape of a record: what `vanban parse` prints, what the store keeps, what every face reads.
//!
//! Stable: fields are only ever added. Dates are ISO 8601 strings as precise as the paper
//! (`2019-10-09`, `2020-02`, `2026`); spans are UTF-8 byte offsets into the record's own [`Record::text`].
//! Does not decide anything: the meaning of each field is documented on the domain types in [`crate::model`].

mod convert;
mod corrections;
mod layout;
mod places;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use convert::{ATTACHMENT_UNREAD, from_container, from_dispatch, unreadable, with_attachments};
pub use corrections::{CORRECTABLE, corrected, value_at};
pub use layout::with_pages;
pub use places::{Evidence, Page, PageLine, Recognition, Stamp};

/// One document (*văn bản*) as read from one file. See the field docs for units and nulls.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Record {
    /// Where the record was read from.
    pub source: Source,
    /// Set when the file could not be read; every other field is then empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<ReadError>,
    /// Slug of the document type (*tên loại*), such as `quyet_dinh`; `cong_van` where no type name is printed.
    pub doc_type: Option<String>,
    /// `issued`, `unnumbered` (ordinal or day left blank) or `unknown` (header lost).
    pub status: String,
    /// Who issued the document (*cơ quan ban hành*).
    pub issuer: Option<Issuer>,
    /// Number and symbol (*số, ký hiệu*).
    pub number: Option<Number>,
    /// Degree of urgency (*mức độ khẩn*): `khan`, `thuong_khan`, `hoa_toc`, `hoa_toc_hen_gio` or null.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub urgency: Option<String>,
    /// Degree of secrecy (*độ mật*): `mat`, `toi_mat`, `tuyet_mat` or null.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secrecy: Option<String>,
    /// Place of the date line (*địa danh*).
    pub place: Option<String>,
    /// Date of the document (*ngày ban hành*).
    pub date: Option<PartialDate>,
    /// Subject (*trích yếu*) without an opening `V/v` or `Về việc`.
    pub subject: Option<String>,
    /// Lines of `Kính gửi`.
    pub addressees: Vec<String>,
    /// Every mention of another document, in text order.
    pub citations: Vec<Citation>,
    /// What is assigned to whom, in text order.
    pub tasks: Vec<Task>,
    /// Lines of `Nơi nhận`, without the archive line.
    pub recipients: Vec<String>,
    /// The `Lưu:` line, such as `VT, NC(PVD)`.
    pub archive: Option<String>,
    /// The signature block (*chữ ký*).
    pub signer: Signer,
    /// Further signers of a joint document.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub co_signers: Vec<Signer>,
    /// The normalised text that spans point into.
    pub text: String,
    /// Where each page stands in `text`.
    pub pages: Vec<Page>,
    /// Where each value stands.
    pub evidence: Vec<Evidence>,
    /// Stamps on the pages, kept apart from the text.
    pub stamps: Vec<Stamp>,
    /// Further documents of the same file (attachments of a mail, members of an archive), records like this one.
    pub attachments: Vec<Record>,
    /// What was odd or doubtful.
    pub warnings: Vec<Warning>,
    /// Values that a person corrected since the document was read, oldest first; the fields hold the corrected values.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// Version of the parser that made the record.
    pub parser_version: String,
}

/// The file a record was read from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Source {
    /// Path as given by the caller.
    pub path: String,
    /// Media type decided by content, such as `text/html`.
    pub media_type: String,
    /// Number of pages, 1 where the format has none.
    pub pages: u32,
    /// `native`, `ocr` or `mixed`.
    pub text_layer: String,
    /// Character encoding the text was in, such as `UTF-8` or `TCVN3`.
    pub encoding: Option<String>,
    /// Size in bytes.
    pub bytes: u64,
    /// BLAKE3 hash of the bytes, hexadecimal.
    pub blake3: Option<String>,
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReadError {
    /// Stable code, such as `unsupported`, `io`, `empty`.
    pub code: String,
    /// One line for a person, naming the reason.
    pub message: String,
}

/// The issuing body.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Issuer {
    /// Name in full with its place: `Ủy ban nhân dân tỉnh Lạng Sơn`.
    pub name: String,
    /// The body printed above it, if any.
    pub parent: Option<String>,
    /// `trung_uong`, `tinh`, `huyen` or `xa`.
    pub level: Option<String>,
    /// Statistical (GSO) code of the province at the document's date.
    pub province: Option<String>,
    /// `people_committee`, `chair`, `people_council`, `party_committee`, `department`, `ministry`,
    /// `government`, `prime_minister`, `front_or_union` or `other`.
    pub body: String,
}

/// Number and symbol of a document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Number {
    /// Whole number without spaces, `1057/UBND-NC`; null when the ordinal is blank.
    pub value: Option<String>,
    /// Ordinal as printed, `1057`; null when blank.
    pub ordinal: Option<String>,
    /// Symbol, `UBND-NC`.
    pub symbol: Option<String>,
    /// What an ordinal that could not be read may be, likeliest first; never one of them is taken for the value.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<String>,
}

/// A date as precise as the paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PartialDate {
    /// ISO 8601: `2019-10-09`, `2020-02` or `2026`.
    pub value: String,
    /// `day`, `month` or `year`.
    pub precision: String,
}

/// One mention of another document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Citation {
    /// `full`, `short`, `anaphora` or `named`.
    pub kind: String,
    /// The words of the mention, single spaces.
    pub raw: String,
    /// Slug of the cited document's type.
    pub doc_type: Option<String>,
    /// Number and symbol without spaces; null where unresolved.
    pub number: Option<String>,
    /// ISO date of the cited document as printed.
    pub date: Option<String>,
    /// Issuer as printed, never inferred.
    pub issuer: Option<String>,
    /// The body meant, in full with its place, where it could be told.
    pub issuer_entity: Option<String>,
    /// One of the closed list of roles, such as `implements`.
    pub role: String,
    /// The finer verb that gave the role, as printed.
    pub role_detail: Option<String>,
    /// `strong`, `medium` or `weak`.
    pub strength: String,
    /// `document` or `provision`.
    pub scope: String,
    /// Index of the citation whose own title holds this one.
    pub parent: Option<usize>,
    /// Pinpoint inside the cited document (*điểm, khoản, Điều*), as printed.
    pub pinpoint: Option<String>,
    /// What the cited document is about (*trích yếu*), as the words behind the mention tell; null where they do not.
    pub title: Option<String>,
    /// Where that stands in the text.
    pub title_span: Option<Span>,
    /// The paper without a number of its own that the cited document approves or promulgates, by that title.
    pub promulgates: Option<PromulgatedPaper>,
    /// Where the mention stands in the text.
    pub span: Span,
    /// The sentence that holds the mention.
    pub sentence: Span,
}

/// A paper that an act puts in force and that has no number of its own, such as the *Đề án* of a decision.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PromulgatedPaper {
    /// `approves` or `promulgates`.
    pub role: String,
    /// Slug of its type, such as `de_an`.
    pub doc_type: String,
    /// Its name with the type, single spaces.
    pub name: String,
    /// Where the name stands in the text.
    pub span: Span,
}

/// Byte range of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// One assignment.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Task {
    /// Numbers of the sections above it: `II.1`.
    pub path: String,
    /// Text of the job without its number and labels.
    pub title: String,
    /// Who does it (*chủ trì*).
    pub lead: Vec<String>,
    /// Who helps (*phối hợp*).
    pub coordinate: Vec<String>,
    /// By when, or null.
    pub deadline: Option<Deadline>,
    /// Expected result (*kết quả, sản phẩm*), or null.
    pub result: Option<String>,
    /// `order`, `request` or `duty`.
    pub modality: Option<String>,
    /// What pays for it, where it is stated for this task.
    pub funding: Option<String>,
    /// Whom to report to, where the task is or holds a duty to report.
    pub reporting: Option<Reporting>,
    /// Where the task stands in the text.
    pub span: Span,
}

/// A duty to report (*chế độ báo cáo*), bodies as written.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Reporting {
    /// To whom.
    pub to: Vec<String>,
    /// Through whom (*qua*).
    pub via: Vec<String>,
}

/// A deadline (*thời hạn*), printed and normalised.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Deadline {
    /// As printed.
    pub raw: String,
    /// `by`, `range`, `recurring`, `continuous`, `relative`, `until`, `from`, `milestone`, `ad_hoc`,
    /// `unspecified` or `done`.
    pub kind: String,
    /// First day, ISO, where there is one.
    pub start: Option<String>,
    /// Last day, ISO, where there is one.
    pub end: Option<String>,
    /// `inclusive` or `exclusive` (`trước ngày`).
    pub bound: Option<String>,
    /// True for words such as `đầu năm`, or a year taken from the document's date.
    pub fuzzy: bool,
    /// RFC 5545 RRULE, such as `FREQ=YEARLY`.
    pub recurrence: Option<String>,
    /// A second kind in the same words, such as `ad_hoc` of `Định kỳ hàng năm hoặc đột xuất`.
    pub also: Option<String>,
    /// Last day of the outlook (*tầm nhìn*) beyond the limit, ISO.
    pub vision: Option<String>,
    /// What the limit is counted from: `receipt`, `signature`, `issue`, `effect`, `cited_act` or `other`.
    pub event: Option<String>,
    /// How long after the event, ISO 8601 duration: `P10D`.
    pub offset: Option<String>,
    /// True where only working days count.
    pub business_days: bool,
}

impl Deadline {
    /// The last day on which it is kept: the day before an exclusive end, unless it ends at an hour of that day
    /// (`trước 10 giờ ngày 04/8/2020`, `trước 14h00 ngày …`).
    ///
    /// ```
    /// let deadline = vanban::record::Deadline {
    ///     raw: "trước ngày 30/11/2021".to_owned(),
    ///     end: Some("2021-11-30".to_owned()),
    ///     bound: Some("exclusive".to_owned()),
    ///     ..Default::default()
    /// };
    /// assert_eq!(deadline.last_day().unwrap().to_string(), "2021-11-29");
    /// let at_an_hour = vanban::record::Deadline { raw: "trước 14h00 ngày 30/11/2021".to_owned(), ..deadline };
    /// assert_eq!(at_an_hour.last_day().unwrap().to_string(), "2021-11-30");
    /// ```
    #[must_use]
    pub fn last_day(&self) -> Option<jiff::civil::Date> {
        let end: jiff::civil::Date = self.end.as_deref()?.parse().ok()?;
        // `10 giờ`, `14h00`, `8g`
        let is_hour = |word: &str| {
            let unit = word.trim_start_matches(|sign: char| sign.is_ascii_digit());
            word.to_lowercase().contains("giờ") || unit.len() < word.len() && unit.starts_with(['h', 'g'])
        };
        let names_hour = || self.raw.split_whitespace().any(is_hour);
        let ends_before = self.bound.as_deref() == Some("exclusive") && !names_hour();
        if ends_before { end.yesterday().ok() } else { Some(end) }
    }
}

/// The signature block.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Signer {
    /// `TM`, `KT`, `TL`, `TUQ`, `Q` or null.
    pub authority: Option<String>,
    /// The body or head signed for: `Ủy ban nhân dân`.
    pub on_behalf_of: Option<String>,
    /// Position, `Phó Chủ tịch`.
    pub position: Option<String>,
    /// Name, `Phạm Ngọc Thưởng`.
    pub name: Option<String>,
}

/// Something odd or doubtful, for a person to look at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Warning {
    /// Stable code, such as `number.blank`.
    pub code: String,
    /// One line for a person.
    pub message: String,
    /// Where, if it has a place.
    pub span: Option<Span>,
    /// What to do or look at, if anything.
    pub hint: Option<String>,
}

/// A value that a person corrected.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Correction {
    /// JSON Pointer of the field: `/number`.
    pub field: String,
    /// What stood there before, in the shape of the field.
    pub old: serde_json::Value,
    /// What stands there now.
    pub new: serde_json::Value,
    /// Who corrected it.
    pub who: String,
    /// When, ISO 8601.
    pub at: String,
    /// Why.
    pub why: String,
    /// Set when it was taken back; the record then holds the value before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undone: Option<Undone>,
}

/// Who took a correction back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Undone {
    /// Who.
    pub who: String,
    /// When, ISO 8601.
    pub at: String,
    /// Why.
    pub why: String,
}

/// The JSON Schema of [`Record`], pretty-printed.
///
/// # Example
/// ```
/// assert!(vanban::record::json_schema().contains("doc_type"));
/// ```
#[must_use]
pub fn json_schema() -> String {
    let schema = schemars::schema_for!(Record);
    serde_json::to_string_pretty(&schema).unwrap_or_default()
}
