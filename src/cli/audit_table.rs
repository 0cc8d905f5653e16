//! Answers of audits as tables for people, Vietnamese first.

use super::output::{self, Answer};
use super::words;
use crate::app::{AlignedTaskWire, AlignmentWire, AuditWire, EvidenceWire, MatrixWire, PlaceWire, TaskWire};
use comfy_table::Table;
use std::path::Path;

/// The places with something in a table, the others counted.
pub(super) fn print_audit(audit: &AuditWire) -> anyhow::Result<Answer> {
    if let Some(decision) = &audit.decision {
        let known = if decision.known_from == "file" { "đã đọc tệp" } else { "chỉ biết qua viện dẫn" };
        output::print_line(&format!("{} — {known}", words::document_line(decision)))?;
        if let Some(title) = &decision.title {
            output::print_line(title)?;
        }
    }
    let found: Vec<&PlaceWire> = audit.places.iter().filter(|place| place.status != "none").collect();
    if !found.is_empty() {
        output::print_line(&table(&found).to_string())?;
    }
    print_counts(audit, found.len())?;
    print_overdue(audit)?;
    print_unread(audit)?;
    output::print_line(&coverage_line(audit))?;
    for warning in &audit.warnings {
        output::print_line(&format!("Lưu ý (warning): {warning}"))?;
    }
    Ok(Answer::Found)
}

/// How many places have evidence; below the provinces there is no complete list to count the others by.
fn print_counts(audit: &AuditWire, found: usize) -> anyhow::Result<Answer> {
    let none = audit.places.len() - found;
    let (kind, when) = match (audit.level, audit.geography) {
        ("province", "now") => ("tỉnh, thành", "hiện nay"),
        ("province", _) => ("tỉnh, thành", "của thời điểm ban hành"),
        _ => ("nơi", "được hỏi"),
    };
    output::print_line(&format!(
        "{found} {kind} có kết quả (with evidence); {none} chưa thấy (none found) trong {} {kind} {when}",
        audit.places.len()
    ))
}

/// Who is over the deadline: late, or not found in what was read.
fn print_overdue(audit: &AuditWire) -> anyhow::Result<()> {
    let Some(deadline) = &audit.deadline else { return Ok(()) };
    let source = if deadline.source == "decision" { "theo văn bản" } else { "theo câu hỏi" };
    output::print_line(&format!(
        "Thời hạn (deadline) {} ({source}): {} muộn (late); {} quá hạn mà chưa thấy báo cáo trong những gì đã đọc \
         (overdue: no report found in what was read)",
        deadline.date, audit.summary.late, audit.summary.overdue
    ))?;
    let overdue = audit.places.iter().filter(|place| place.timeliness == Some("overdue"));
    let names: Vec<&str> = overdue.map(|place| place.name.as_str()).collect();
    if !names.is_empty() {
        output::print_line(&format!("  {}", names.join(", ")))?;
    }
    Ok(())
}

/// Places without an answer whose files could not be read.
fn print_unread(audit: &AuditWire) -> anyhow::Result<()> {
    for place in audit.places.iter().filter(|place| place.unread > 0) {
        let status = words::place_status(place.status);
        output::print_line(&format!(
            "{} {}: {status}, nhưng có {} tệp chưa đọc được (unread files): {}",
            place.province,
            place.name,
            place.unread,
            place.unread_files.join(", ")
        ))?;
    }
    Ok(())
}

fn table(places: &[&PlaceWire]) -> Table {
    let mut table = output::new_table();
    table.set_header(["Tỉnh, thành", "Kết quả", "Sau (ngày)", "Văn bản", "Bằng chứng"]);
    for place in places {
        let Some(best) = place.evidence.first() else { continue };
        let more = place.evidence.len() - 1;
        let more = if more > 0 { format!("\n(+{more} bằng chứng khác)") } else { String::new() };
        table.add_row([
            format!("{} {}", place.province, place.name),
            status(place),
            delay(place),
            format!("{}\n{}{}", evidence_number(best), best.issuer.as_deref().unwrap_or(""), more),
            format!(
                "{} ({}, {}): “{}” — {} tr. {}",
                words::role(&best.role),
                words::strength(best.strength),
                words::scope(&best.scope),
                output::shortened(&best.quote),
                file_name(&best.file),
                best.page
            ),
        ]);
    }
    table
}

/// The last part of a path; the other formats give it whole.
fn file_name(path: &str) -> &str {
    Path::new(path).file_name().and_then(|name| name.to_str()).unwrap_or(path)
}

fn evidence_number(evidence: &EvidenceWire) -> String {
    let number = evidence.number.as_deref().unwrap_or("không số");
    let date = evidence.date.as_deref().map(|date| format!(" ngày {date}")).unwrap_or_default();
    format!("{number}{date} [#{}]", evidence.document)
}

fn delay(place: &PlaceWire) -> String {
    match (place.delay_days, place.delay_range) {
        (Some(days), _) => days.to_string(),
        (None, Some([least, most])) => format!("{least} đến {most}"),
        (None, None) => String::new(),
    }
}

/// The status, how it stands to the deadline, and what the merged provinces did.
fn status(place: &PlaceWire) -> String {
    let mut lines = vec![words::place_status(place.status).to_owned()];
    if let Some(timeliness) = place.timeliness.filter(|timeliness| *timeliness != "in_time") {
        let days = place.days_over.map(|days| format!(" {days} ngày")).unwrap_or_default();
        lines.push(format!("{}{days}", words::timeliness(timeliness)));
    }
    if place.partial {
        lines.push("một phần (partial)".to_owned());
    }
    let parts = place.parts.iter().map(|part| format!("- {}: {}", part.name, words::place_status(part.status)));
    lines.extend(parts);
    lines.join("\n")
}

/// Places × decisions in a table; places without anything are counted.
pub(super) fn print_matrix(matrix: &MatrixWire) -> anyhow::Result<Answer> {
    let mut table = output::new_table();
    let numbers = matrix.audits.iter().map(|audit| {
        let decision = audit.decision.as_ref();
        let number = decision.and_then(|decision| decision.number.clone()).unwrap_or_else(|| "không số".to_owned());
        let date = decision.and_then(|decision| decision.date.clone()).unwrap_or_default();
        format!("{number}\n{date}")
    });
    table.set_header(["Tỉnh, thành".to_owned()].into_iter().chain(numbers));
    let is_found = |status: Option<&str>| status.is_some_and(|status| status != "none");
    let found: Vec<_> = matrix.rows.iter().filter(|row| row.statuses.iter().any(|status| is_found(*status))).collect();
    for row in &found {
        let statuses = row.statuses.iter().map(|status| status.map_or("", |status| words::place_status(status)));
        table.add_row([format!("{} {}", row.province, row.name)].into_iter().chain(statuses.map(str::to_owned)));
    }
    output::print_line(&table.to_string())?;
    output::print_line(&format!(
        "{} nơi có kết quả (with evidence); {} chưa thấy ở văn bản nào (none found)",
        found.len(),
        matrix.rows.len() - found.len()
    ))?;
    for audit in &matrix.audits {
        if let Some(decision) = &audit.decision {
            output::print_line(&words::document_line(decision))?;
        }
        for warning in &audit.warnings {
            output::print_line(&format!("  Lưu ý (warning): {warning}"))?;
        }
    }
    let coverage = matrix.audits.first().map(coverage_line).unwrap_or_default();
    output::print_line(&coverage)
}

/// Tasks of the decision beside those of the plan.
pub(super) fn print_alignment(alignment: &AlignmentWire) -> anyhow::Result<Answer> {
    output::print_line(&format!("Văn bản (decision): {}", words::document_line(&alignment.decision)))?;
    output::print_line(&format!("Kế hoạch (plan): {}", words::document_line(&alignment.plan)))?;
    let mut table = output::new_table();
    table.set_header(["Nhiệm vụ của văn bản", "Trong kế hoạch", "Giống (%)", "Chủ trì", "Thời hạn"]);
    for aligned in &alignment.tasks {
        let taken = aligned.taken_over.as_ref();
        table.add_row([
            task_cell(&aligned.task),
            taken.map_or_else(|| "chưa thấy (left out)".to_owned(), task_cell),
            aligned.likeness.to_string(),
            taken.map_or("", |_| if aligned.same_lead { "như nhau" } else { "khác" }).to_owned(),
            deadline_cell(aligned),
        ]);
    }
    output::print_line(&table.to_string())?;
    for task in &alignment.own {
        output::print_line(&format!("Kế hoạch tự đặt (plan's own): {}", task_cell(task)))?;
    }
    output::print_line(&format!(
        "{} nhiệm vụ được đưa vào kế hoạch (taken over), {} chưa thấy (left out), {} do kế hoạch tự đặt (its own)",
        alignment.taken_over,
        alignment.left_out,
        alignment.own.len()
    ))
}

fn task_cell(task: &TaskWire) -> String {
    let deadline = task.deadline.as_deref().map(|deadline| format!(" [{deadline}]")).unwrap_or_default();
    let lead = if task.lead.is_empty() { String::new() } else { format!("\n{}", task.lead.join("; ")) };
    format!("{} {}{deadline}{lead}", task.path, output::shortened(&task.title)).trim().to_owned()
}

fn deadline_cell(aligned: &AlignedTaskWire) -> String {
    match aligned.deadline_days {
        Some(0) => "như nhau".to_owned(),
        Some(days) if days > 0 => format!("muộn hơn {days} ngày"),
        Some(days) => format!("sớm hơn {} ngày", -days),
        None => String::new(),
    }
}

fn coverage_line(audit: &AuditWire) -> String {
    let coverage = &audit.coverage;
    let placed: u64 = audit.places.iter().map(|place| place.unread).sum();
    format!(
        "Phạm vi (coverage): đã đọc {} văn bản từ {}/{} tệp; trùng {}; không đọc được: lỗi {}, định dạng {}, cần OCR {} \
         (biết tỉnh {placed}, không rõ tỉnh {}); không hiển thị vì có độ mật {}",
        coverage.documents,
        coverage.files_read,
        coverage.files_seen,
        coverage.files_duplicate,
        coverage.files_failed,
        coverage.files_unsupported,
        coverage.files_needs_ocr,
        coverage.unread_unknown_place,
        coverage.withheld
    )
}
