//! The table of places: of one decision with its best document, of several as a matrix.

use super::{Words, section as empty_section, shade_of};
use crate::app::audit_wire::{AuditWire, EvidenceWire, PlaceWire};
use crate::export::{Block, ReportCell, ReportTable, Section, Shade};

/// The table of one audit, or the matrix of several.
pub(super) fn section(words: Words, audits: &[AuditWire]) -> Section {
    let table = match audits {
        [audit] => one(words, audit),
        several => matrix(words, several),
    };
    let heading = words.pick("Bảng tổng hợp", "Table of places");
    Section { blocks: vec![Block::Table(table)], ..empty_section(heading, words.pick("Bảng tổng hợp", "Places")) }
}

fn one(words: Words, audit: &AuditWire) -> ReportTable {
    let has_deadline = audit.deadline.is_some();
    let has_unread = audit.places.iter().any(|place| place.unread > 0);
    let mut columns = vec![
        (words.pick("Mã", "Code"), 7),
        (words.pick("Nơi", "Place"), 17),
        (words.pick("Kết quả", "Result"), 17),
        (words.pick("Văn bản", "Document"), 21),
        (words.pick("Ngày", "Date"), 16),
        (words.pick("Sau (ngày)", "Days after"), 10),
    ];
    if has_deadline {
        columns.push((words.pick("Thời hạn", "Deadline"), 28));
    }
    if has_unread {
        columns.push((words.pick("Tệp chưa đọc", "Unread files"), 10));
    }
    let row = |place: &PlaceWire| {
        let best = place.evidence.first();
        let number = best.map(|best| numbers(words, best, place.evidence.len()));
        let file = best.filter(|best| best.witness.is_none()).map(|best| best.file.clone());
        let date = best.and_then(|best| best.date.as_deref()).map(|date| words.date(date));
        let mut row = vec![
            ReportCell::text(&place.province),
            ReportCell::text(&place.name),
            ReportCell::text(result(words, place)).shaded(shade_of(place.status)),
            ReportCell { file, ..ReportCell::text(number.unwrap_or_default()) },
            ReportCell::text(date.unwrap_or_default()),
            delay(words, place),
        ];
        if has_deadline {
            row.push(timeliness(words, place));
        }
        if has_unread {
            let unread = ReportCell::number(i64::try_from(place.unread).unwrap_or(i64::MAX));
            row.push(unread.shaded(if place.unread > 0 { Shade::Alert } else { Shade::Plain }));
        }
        row
    };
    ReportTable {
        columns: columns.into_iter().map(|(heading, width)| (heading.to_owned(), width)).collect(),
        rows: audit.places.iter().map(row).collect(),
    }
}

/// `41/KH-UBND (+1)`: the best document, and how many more pieces of evidence there are.
fn numbers(words: Words, best: &EvidenceWire, all: usize) -> String {
    let number = best.number.as_deref().unwrap_or(words.pick("(không số)", "(no number)"));
    if all > 1 { format!("{number} (+{})", all - 1) } else { number.to_owned() }
}

/// The status, and what of a merged province it stands for.
fn result(words: Words, place: &PlaceWire) -> String {
    let status = words.label("place_status", place.status);
    let done = place.parts.iter().filter(|part| !matches!(part.status, "none" | "cited"));
    let done: Vec<&str> = done.map(|part| part.name.as_str()).collect();
    if place.partial {
        let of = words.pick("mới thấy", "so far");
        return format!("{status} ({of}: {})", done.join(", "));
    }
    status.to_owned()
}

fn delay(words: Words, place: &PlaceWire) -> ReportCell {
    match (place.delay_days, place.delay_range) {
        (Some(days), _) => ReportCell::number(i64::from(days)),
        (None, Some([least, most])) => ReportCell::text(format!("{least} {} {most}", words.pick("đến", "to"))),
        (None, None) => ReportCell::default(),
    }
}

fn timeliness(words: Words, place: &PlaceWire) -> ReportCell {
    let Some(slug) = place.timeliness else { return ReportCell::default() };
    let days = place.days_over.filter(|days| *days > 0).map(|days| format!(" ({days} {})", words.pick("ngày", "days")));
    let shade = if matches!(slug, "late" | "overdue") { Shade::Alert } else { Shade::Plain };
    ReportCell::text(format!("{}{}", words.label("timeliness", slug), days.unwrap_or_default())).shaded(shade)
}

/// Places × decisions; places in the order of the first decision that asks about them.
fn matrix(words: Words, audits: &[AuditWire]) -> ReportTable {
    let mut columns = vec![(words.pick("Mã", "Code").to_owned(), 6), (words.pick("Nơi", "Place").to_owned(), 20)];
    columns.extend(audits.iter().map(|audit| (words.short_decision(audit), 24)));
    let mut known: Vec<(&str, &str)> = Vec::new();
    for place in audits.iter().flat_map(|audit| &audit.places) {
        let key = (place.province.as_str(), place.name.as_str());
        if !known.contains(&key) {
            known.push(key);
        }
    }
    let cell = |audit: &AuditWire, (province, name): (&str, &str)| {
        let place = audit.places.iter().find(|place| place.province == province && place.name == name);
        let Some(place) = place else { return ReportCell::text(words.pick("không hỏi", "not asked")) };
        let number = place.evidence.first().and_then(|best| best.number.as_deref());
        let number = number.map(|number| format!(": {number}")).unwrap_or_default();
        ReportCell::text(format!("{}{number}", result(words, place))).shaded(shade_of(place.status))
    };
    let row = |key: &(&str, &str)| {
        let mut row = vec![ReportCell::text(key.0), ReportCell::text(key.1)];
        row.extend(audits.iter().map(|audit| cell(audit, *key)));
        row
    };
    ReportTable { columns, rows: known.iter().map(row).collect() }
}
