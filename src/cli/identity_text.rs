//! What a document is one with: its copies and why, drafts, and how those who cite it write it.

use super::words;
use crate::app::{CandidateWire, CopyWire, DraftWire, ShowWire, WordingWire};
use std::collections::BTreeSet;

/// Lines on copies and drafts.
pub(super) fn lines(shown: &ShowWire) -> Vec<String> {
    let mut lines: Vec<String> = shown.copies.iter().map(copy_line).collect();
    lines.extend(shown.draft_of.iter().map(|draft| draft_line("Bản thảo của (draft of)", draft)));
    lines.extend(shown.drafts.iter().map(|draft| draft_line("Bản thảo (draft)", draft)));
    lines
}

fn copy_line(copy: &CopyWire) -> String {
    let why = match copy.reason.as_deref() {
        Some("text") => "cùng số, cùng cơ quan, lời văn gần như một (same number and text)",
        Some("date") => "cùng số, cùng cơ quan, cùng ngày (same number and date)",
        Some("number") => "cùng số, cùng cơ quan, văn bản quá ngắn để so sánh (same number, too short to compare)",
        Some("ruling") => "theo xác nhận của người dùng (ruled by a person)",
        _ => "cùng số, cùng cơ quan (same number)",
    };
    format!("Bản khác (copy): {}: {why}{}", copy.file, alike(copy.alike))
}

fn draft_line(label: &str, draft: &DraftWire) -> String {
    format!("{label}: {}{}", words::document_line(&draft.document), alike(draft.alike))
}

fn alike(percent: Option<u8>) -> String {
    percent.map(|percent| format!(", {percent} % lời văn trùng (text alike)")).unwrap_or_default()
}

/// How those who cite it write it, when they do not all write the same.
pub(super) fn wording_lines(wordings: &[WordingWire]) -> Vec<String> {
    let differ = |value: &dyn Fn(&WordingWire) -> Option<String>| {
        wordings.iter().filter_map(value).collect::<BTreeSet<String>>().len() > 1
    };
    let is_odd = differ(&|wording| wording.date.clone()) || differ(&|wording| wording.doc_type.clone());
    if !is_odd {
        return Vec::new();
    }
    let mut lines = vec!["Các nơi viện dẫn ghi (as others cite it):".to_owned()];
    lines.extend(wordings.iter().map(|wording| {
        let parts = [
            wording.doc_type.as_deref().map(words::type_name),
            Some(wording.number.clone()),
            wording.date.clone(),
            wording.issuer.clone(),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        format!("  {} × {}", wording.mentions, parts.join(", "))
    }));
    lines
}

/// `#4 (cùng tỉnh, đã đọc) hoặc #7 (…)`.
pub(super) fn candidates(candidates: &[CandidateWire]) -> String {
    let one = |candidate: &CandidateWire| {
        let reasons: Vec<&str> = candidate.reasons.iter().map(|reason| reason_words(reason)).collect();
        let reasons = if reasons.is_empty() { String::new() } else { format!(" ({})", reasons.join(", ")) };
        format!("#{}{reasons}", candidate.document)
    };
    candidates.iter().map(one).collect::<Vec<_>>().join(" hoặc ")
}

fn reason_words(slug: &str) -> &str {
    match slug {
        "date_agrees" => "ngày khớp",
        "date_differs" => "ngày khác",
        "type_agrees" => "loại khớp",
        "type_differs" => "loại khác",
        "issuer_agrees" => "cơ quan khớp",
        "same_province" => "cùng tỉnh",
        "other_province" => "khác tỉnh",
        "written_later" => "ban hành sau",
        "last_before" => "gần nhất trước đó",
        "read" => "có tệp",
        other => other,
    }
}
