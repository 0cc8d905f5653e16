//! Vietnamese words for the slugs of answers, and one-line forms of documents.

use crate::app::DocumentWire;
use crate::tables::Tables;

/// Name of a document type: `quyet_dinh` is `Quyết định`.
pub(super) fn type_name(slug: &str) -> String {
    Tables::built_in().doc_kinds.name(slug).map_or_else(|| slug.replace('_', " "), str::to_owned)
}

/// Status of a place.
pub(super) fn place_status(slug: &str) -> &str {
    match slug {
        "implemented" => "đã triển khai",
        "unnumbered" => "triển khai, chưa rõ số/ngày",
        "indirect" => "gián tiếp",
        "subordinate" => "chỉ cấp dưới",
        "cited" => "chỉ viện dẫn",
        "none" => "chưa thấy",
        other => other,
    }
}

/// How a place stands to a deadline.
pub(super) fn timeliness(slug: &str) -> &str {
    match slug {
        "in_time" => "đúng hạn",
        "late" => "muộn",
        "overdue" => "quá hạn, chưa thấy báo cáo trong những gì đã đọc",
        "not_due" => "chưa đến hạn",
        "unclear" => "chưa rõ đúng hạn hay muộn",
        other => other,
    }
}

/// Role of a citation.
pub(super) fn role(slug: &str) -> &str {
    match slug {
        "implements" => "thực hiện",
        "legal_basis" => "căn cứ",
        "guides" => "hướng dẫn",
        "amends" => "sửa đổi",
        "corrects" => "đính chính",
        "extends" => "gia hạn",
        "replaces" => "thay thế",
        "repeals" => "bãi bỏ",
        "suspends" => "tạm dừng",
        "withdraws" => "thu hồi",
        "approves" => "phê duyệt",
        "promulgates" => "ban hành",
        "forwards" => "gửi kèm",
        "replies_to" => "trả lời",
        "proposed_by" => "theo đề nghị",
        "reviewed_by" => "được thẩm định",
        "reports_on" => "báo cáo về",
        "concludes" => "kết luận",
        "inspects" => "kiểm tra",
        "mentions" => "nhắc đến",
        other => other,
    }
}

/// Strength of a role.
pub(super) fn strength(slug: &str) -> &str {
    match slug {
        "strong" => "rõ",
        "medium" => "vừa",
        "weak" => "yếu",
        other => other,
    }
}

/// Scope of a role.
pub(super) fn scope(slug: &str) -> &str {
    match slug {
        "document" => "cả văn bản",
        "provision" => "một mục",
        other => other,
    }
}

/// Outcome of a file.
pub(super) fn outcome(slug: &str) -> &str {
    match slug {
        "new" => "đã đọc (read)",
        "duplicate" => "trùng nội dung (duplicate)",
        "needs_ocr" => "cần nhận dạng chữ (needs OCR)",
        "unsupported" => "định dạng chưa đọc được (unsupported)",
        "failed" => "lỗi khi đọc (failed)",
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
