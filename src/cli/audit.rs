//! `vanban audit NUMBER [--date D] [--format table|json|csv]`: which provinces carried a decision out.
//!
//! "None found" always stands beside how much was read and what could not be read.

use super::choosing::{self, Choice};
use super::output::{self, Answer};
use super::words;
use crate::app::{App, AuditWire, EvidenceWire, PlaceWire};
use crate::model::DocDate;
use clap::{Args, ValueEnum};
use comfy_table::Table;
use std::path::Path;

#[derive(Debug, Args)]
pub(super) struct AuditArguments {
    /// Number, #id or path of the decision.
    document: String,
    /// Only a document of this date (YYYY-MM-DD, YYYY-MM or YYYY).
    #[arg(long, value_parser = choosing::read_date)]
    date: Option<DocDate>,
    /// How to print the answer.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table of the places with something, the others counted.
    Table,
    /// One JSON object with every place.
    Json,
    /// One line a piece of evidence, and one for each place without any.
    Csv,
}

pub(super) fn run(folder: &Path, typed: &AuditArguments) -> anyhow::Result<Answer> {
    let app = App::open(folder)?;
    #[expect(clippy::disallowed_methods, reason = "the day of the question; the core is told it")]
    let today = jiff::Zoned::now().date();
    let decision = match choosing::choose(&app, &typed.document, typed.date)? {
        Choice::One(node) => node,
        Choice::Several(found) if typed.format == Format::Json => {
            output::print_line(&serde_json::to_string_pretty(&app.ambiguous_audit(&found, today)?)?)?;
            return Ok(Answer::Nothing);
        }
        Choice::Several(found) => {
            choosing::print_candidates(&typed.document, &found)?;
            return Ok(Answer::Nothing);
        }
        Choice::None => {
            choosing::report_nothing(&app, &typed.document)?;
            return Ok(Answer::Nothing);
        }
    };
    let audit = app.audit(&decision, today, &[])?;
    match typed.format {
        Format::Json => output::print_line(&serde_json::to_string_pretty(&audit)?),
        Format::Csv => output::print_line(csv(&audit)?.trim_end()),
        Format::Table => print_table(&audit),
    }
}

fn print_table(audit: &AuditWire) -> anyhow::Result<Answer> {
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
    let none = audit.places.len() - found.len();
    output::print_line(&format!(
        "{} tỉnh, thành có kết quả (with evidence); {none} chưa thấy (none found) trong {} tỉnh, thành của thời điểm ban hành",
        found.len(),
        audit.places.len()
    ))?;
    output::print_line(&coverage_line(audit))?;
    for warning in &audit.warnings {
        output::print_line(&format!("Lưu ý (warning): {warning}"))?;
    }
    Ok(Answer::Found)
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
            words::place_status(place.status).to_owned(),
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

fn coverage_line(audit: &AuditWire) -> String {
    let coverage = &audit.coverage;
    let placed: u64 = audit.places.iter().map(|place| place.unread).sum();
    format!(
        "Phạm vi (coverage): đã đọc {} văn bản từ {}/{} tệp; trùng {}; không đọc được: lỗi {}, định dạng {}, cần OCR {} \
         (biết tỉnh {placed}, không rõ tỉnh {})",
        coverage.documents,
        coverage.files_read,
        coverage.files_seen,
        coverage.files_duplicate,
        coverage.files_failed,
        coverage.files_unsupported,
        coverage.files_needs_ocr,
        coverage.unread_unknown_place
    )
}

/// Where the delay stands among [`COLUMNS`].
const DELAY_COLUMNS: std::ops::Range<usize> = 3..6;

const COLUMNS: [&str; 20] = [
    "province",
    "name",
    "status",
    "delay_days",
    "delay_min",
    "delay_max",
    "unread",
    "document",
    "number",
    "date",
    "issuer",
    "body",
    "level",
    "role",
    "strength",
    "scope",
    "hops",
    "quote",
    "file",
    "page",
];

fn csv(audit: &AuditWire) -> anyhow::Result<String> {
    let mut lines = csv::Writer::from_writer(Vec::new());
    lines.write_record(COLUMNS)?;
    for place in &audit.places {
        if place.evidence.is_empty() {
            lines.write_record(csv_line(place, None))?;
        }
        for (index, evidence) in place.evidence.iter().enumerate() {
            let mut line = csv_line(place, Some(evidence));
            if index > 0 {
                // The delay is that of the best evidence.
                line[DELAY_COLUMNS].fill(String::new());
            }
            lines.write_record(line)?;
        }
    }
    Ok(String::from_utf8(lines.into_inner()?)?)
}

fn csv_line(place: &PlaceWire, evidence: Option<&EvidenceWire>) -> Vec<String> {
    let number = |value: Option<i32>| value.map(|value| value.to_string()).unwrap_or_default();
    let mut cells = vec![
        place.province.clone(),
        place.name.clone(),
        evidence.map_or(place.status, |evidence| evidence.status).to_owned(),
        number(place.delay_days),
        number(place.delay_range.map(|range| range[0])),
        number(place.delay_range.map(|range| range[1])),
        place.unread.to_string(),
    ];
    let Some(evidence) = evidence else {
        cells.resize(COLUMNS.len(), String::new());
        return cells;
    };
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    cells.extend([
        evidence.document.to_string(),
        text(&evidence.number),
        text(&evidence.date),
        text(&evidence.issuer),
        evidence.body.unwrap_or_default().to_owned(),
        evidence.level.unwrap_or_default().to_owned(),
        evidence.role.clone(),
        evidence.strength.to_owned(),
        evidence.scope.clone(),
        evidence.hops.to_string(),
        evidence.quote.clone(),
        evidence.file.clone(),
        evidence.page.to_string(),
    ]);
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_without_evidence_still_has_a_line_of_all_columns() {
        let place = PlaceWire {
            province: "20".to_owned(),
            name: "Lạng Sơn".to_owned(),
            status: "none",
            delay_days: None,
            delay_range: None,
            unread: 2,
            evidence: Vec::new(),
        };
        let line = csv_line(&place, None);
        assert_eq!(line.len(), COLUMNS.len());
        assert_eq!(line[..7], ["20", "Lạng Sơn", "none", "", "", "", "2"]);
    }
}
