//! One document as text: header with the words behind each value, citations, tasks, warnings, witnesses.

use super::identity_text;
use super::{correct, words};
use crate::app::{CitedByWire, LinkWire, ShowWire};
use crate::record::{Citation, Record, Span, Task};
use crate::text::{self, fold};

/// From here on a value is shown without its confidence.
const SURE: f32 = 0.9;

/// The whole page.
pub(super) fn text(shown: &ShowWire) -> String {
    let mut lines = vec![words::document_line(&shown.document)];
    match &shown.record {
        Some(record) => record_lines(shown, record, &mut lines),
        None => {
            let cited_as =
                shown.document.title.as_ref().map(|title| format!("Trích yếu như được viện dẫn (cited as): {title}"));
            lines.extend(cited_as);
            lines.push(
                "Chưa có tệp nào của văn bản này; chỉ biết qua văn bản khác viện dẫn (known by citation only)."
                    .to_owned(),
            );
        }
    }
    if !shown.contradicting_dates.is_empty() {
        lines
            .push(format!("Ngày khác do nơi khác ghi (contradicting dates): {}", shown.contradicting_dates.join(", ")));
    }
    lines.extend(identity_text::wording_lines(&shown.wordings));
    lines.extend(shown.puts_in_force.iter().map(|told| {
        let (role, witness) = (words::role(&told.role), &told.witness);
        format!(
            "Kèm theo (puts in force): {role} “{}” ({} nơi nêu, {} tr. {})",
            told.name, told.mentions, witness.file, witness.page
        )
    }));
    if !shown.cited_by.is_empty() {
        lines.push(format!("\nĐược viện dẫn (cited by), {} lần:", shown.cited_by.len()));
        lines.extend(shown.cited_by.iter().map(cited_by_line));
    }
    lines.join("\n")
}

fn record_lines(shown: &ShowWire, record: &Record, lines: &mut Vec<String>) {
    if let Some(file) = &shown.file {
        lines.push(format!("Tệp (file): {file}"));
    }
    lines.extend(identity_text::lines(shown));
    lines.extend(shown.beside.iter().map(|other| format!("Cùng tệp (same file): {}", words::document_line(other))));
    header_lines(record, lines);
    list(lines, "Kính gửi (addressees)", &record.addressees);
    if !record.citations.is_empty() {
        lines.push(format!("\nViện dẫn (citations), {}:", record.citations.len()));
        for (index, citation) in record.citations.iter().enumerate() {
            lines.push(citation_line(record, index, citation, shown.links.get(index)));
        }
    }
    if !record.tasks.is_empty() {
        lines.push(format!("\nNhiệm vụ (tasks), {}:", record.tasks.len()));
        let tasks = record.tasks.iter().enumerate();
        lines.extend(tasks.map(|(index, task)| task_line(task, &doubt(record, &format!("/tasks/{index}")))));
    }
    list(lines, "Nơi nhận (recipients)", &record.recipients);
    if let Some(archive) = &record.archive {
        lines.push(format!("Lưu (archive): {archive}"));
    }
    let signer = &record.signer;
    let signature: Vec<&str> = [&signer.authority, &signer.on_behalf_of, &signer.position, &signer.name]
        .into_iter()
        .filter_map(Option::as_deref)
        .collect();
    if !signature.is_empty() {
        lines.push(format!("Ký (signer): {}{}", signature.join(" / "), doubt(record, "/signer/name")));
    }
    if !record.corrections.is_empty() {
        lines.push("\nĐã sửa (corrected):".to_owned());
        lines.extend(record.corrections.iter().map(|correction| format!("  {}", correct::line(correction))));
    }
    if !record.warnings.is_empty() {
        lines.push(format!("\nLưu ý (warnings), {}:", record.warnings.len()));
        for warning in &record.warnings {
            let quoted = warning.span.map(|span| format!(" “{}”", quote(record, span))).unwrap_or_default();
            let hint = warning.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
            lines.push(format!("  {}: {}{quoted}{hint}", warning.code, warning.message));
        }
    }
}

fn header_lines(record: &Record, lines: &mut Vec<String>) {
    let issuer = record.issuer.as_ref();
    let number = record.number.as_ref().and_then(|number| number.value.clone().or_else(|| number.symbol.clone()));
    let fields = [
        ("Loại (type)", "/doc_type", record.doc_type.as_deref().map(words::type_name)),
        ("Số, ký hiệu (number)", "/number", number),
        ("Cơ quan ban hành (issuer)", "/issuer", issuer.map(|issuer| issuer.name.clone())),
        ("Cơ quan cấp trên (parent)", "/issuer/parent", issuer.and_then(|issuer| issuer.parent.clone())),
        ("Địa danh (place)", "/place", record.place.clone()),
        ("Ngày (date)", "/date", record.date.as_ref().map(|date| date.value.clone())),
        ("Trích yếu (subject)", "/subject", record.subject.clone()),
    ];
    for (label, field, value) in fields {
        let Some(value) = value else { continue };
        let found = record.evidence.iter().find(|evidence| evidence.field == field);
        let place = found.map(|found| {
            let words = quote(record, Span { start: found.start, end: found.end });
            let same = fold::accented(&words) == fold::accented(&value);
            if same { format!(" (tr. {})", found.page) } else { format!(" (tr. {}: “{words}”)", found.page) }
        });
        lines.push(format!("{label}: {value}{}{}", place.unwrap_or_default(), doubt(record, field)));
    }
    if record.status != "issued" {
        lines.push(format!("Tình trạng (status): {}", record.status));
    }
}

fn citation_line(record: &Record, index: usize, citation: &Citation, link: Option<&LinkWire>) -> String {
    let target = match link {
        Some(LinkWire { document: Some(document), .. }) => format!("[#{document}]"),
        Some(link) if !link.candidates.is_empty() => {
            format!("[chưa rõ: {}]", identity_text::candidates(&link.candidates))
        }
        _ => String::new(),
    };
    let depth = nesting(record, citation);
    let inside = citation.parent.map(|parent| format!(", trong tên của viện dẫn {}", parent + 1)).unwrap_or_default();
    let printed =
        if citation.raw.is_empty() { citation.number.clone().unwrap_or_default() } else { citation.raw.clone() };
    format!(
        "  {}{}. {printed} {target}: {} ({}, {}{inside}){}",
        "  ".repeat(depth),
        index + 1,
        words::role(&citation.role),
        words::strength(&citation.strength),
        words::scope(&citation.scope),
        doubt(record, &format!("/citations/{index}"))
    )
}

/// ` [tin cậy (confidence) 0.45]` behind a value that is less than sure.
fn doubt(record: &Record, field: &str) -> String {
    let found = record.evidence.iter().find(|evidence| evidence.field == field);
    let confidence = found.and_then(|found| found.confidence).filter(|confidence| *confidence < SURE);
    confidence.map(|confidence| format!(" [tin cậy (confidence) {confidence:.2}]")).unwrap_or_default()
}

/// How many citations a citation stands inside of.
fn nesting(record: &Record, citation: &Citation) -> usize {
    let parents = std::iter::successors(citation.parent, |parent| record.citations.get(*parent)?.parent);
    parents.take(record.citations.len()).count()
}

fn task_line(task: &Task, doubt: &str) -> String {
    let mut line = format!("  {} {}{doubt}", task.path, task.title);
    for (label, bodies) in [("chủ trì", &task.lead), ("phối hợp", &task.coordinate)] {
        if !bodies.is_empty() {
            line.push_str(&format!("\n      {label}: {}", bodies.join("; ")));
        }
    }
    if let Some(deadline) = &task.deadline {
        let end = deadline.end.as_ref().map(|end| format!(" ({end})")).unwrap_or_default();
        line.push_str(&format!("\n      thời hạn: {}{end}", deadline.raw));
    }
    line
}

fn cited_by_line(cited: &CitedByWire) -> String {
    let other = cited.from.document != cited.witness.document;
    let witness = match (&cited.witness.number, other) {
        (_, false) => String::new(),
        (Some(number), true) => format!("theo {number} [#{}], ", cited.witness.document),
        (None, true) => format!("theo [#{}], ", cited.witness.document),
    };
    format!(
        "  {}: {} ({}, {})\n      {witness}{} tr. {}: “{}”",
        words::document_line(&cited.from),
        words::role(&cited.role),
        words::strength(cited.strength),
        words::scope(&cited.scope),
        cited.witness.file,
        cited.witness.page,
        cited.witness.quote
    )
}

fn list(lines: &mut Vec<String>, title: &str, items: &[String]) {
    if !items.is_empty() {
        lines.push(format!("{title}: {}", items.join("; ")));
    }
}

fn quote(record: &Record, span: Span) -> String {
    fold::single_spaces(text::Span::new(span.start, span.end).of(&record.text))
}
