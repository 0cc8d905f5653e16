//! Vietnamese words for the slugs of answers, and one-line forms of documents.

use crate::app::DocumentWire;
use crate::model::Language;
use crate::tables::Tables;

/// Name of a document type: `quyet_dinh` is `Quyết định`.
pub(super) fn type_name(slug: &str) -> String {
    Tables::built_in().doc_kinds.name(slug).map_or_else(|| slug.replace('_', " "), str::to_owned)
}

/// The Vietnamese name of a slug of a set.
fn label<'s>(set: &str, slug: &'s str) -> &'s str {
    Tables::built_in().labels.name(set, slug, Language::Vietnamese)
}

/// Status of a place.
pub(super) fn place_status(slug: &str) -> &str {
    label("place_status", slug)
}

/// How a place stands to a deadline.
pub(super) fn timeliness(slug: &str) -> &str {
    label("timeliness", slug)
}

/// Role of a citation.
pub(super) fn role(slug: &str) -> &str {
    label("role", slug)
}

/// Strength of a role.
pub(super) fn strength(slug: &str) -> &str {
    label("strength", slug)
}

/// Scope of a role.
pub(super) fn scope(slug: &str) -> &str {
    label("scope", slug)
}

/// Outcome of a file.
pub(super) fn outcome(slug: &str) -> &str {
    match slug {
        "new" => "đã đọc (read)",
        "duplicate" => "trùng nội dung (duplicate)",
        "needs_ocr" => "cần nhận dạng chữ (needs OCR)",
        "unsupported" => "định dạng chưa đọc được (unsupported)",
        "failed" => "lỗi khi đọc (failed)",
        "withheld" => "văn bản có độ mật, không hiển thị (secret, withheld)",
        "missing" => "không còn trên đĩa (missing)",
        other => other,
    }
}

/// `Quyết định 1109/QĐ-TTg ngày 2019-08-28, Thủ tướng Chính phủ [#17]`.
pub(super) fn document_line(document: &DocumentWire) -> String {
    let mut line = document.doc_type.as_deref().map(type_name).unwrap_or_default();
    for (before, part) in [(" ", &document.number), (" ngày ", &document.date), (", ", &document.issuer)] {
        if let Some(part) = part {
            line.push_str(before);
            line.push_str(part);
        }
    }
    let province = document.province_name.as_ref().filter(|name| !line.contains(name.as_str()));
    if let Some(province) = province {
        line.push_str(&format!(" ({province})"));
    }
    let line = line.trim().trim_start_matches(',').trim();
    let line = if line.is_empty() { "văn bản không số" } else { line };
    format!("{line} [#{}]", document.document)
}
