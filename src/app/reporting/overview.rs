//! The answer in words and numbers, and the map.

use super::{STATUSES, Words, day_of_borders, section, shade_of, with_status};
use crate::app::audit_wire::{AuditWire, PlaceWire};
use crate::export::{Block, MapPlace, Outlines, ReportCell, ReportMap, ReportTable, Section, Shade};
use jiff::civil::date;

/// The summary of all audits.
pub(super) fn summary(words: Words, audits: &[AuditWire]) -> Section {
    let name = words.pick("Tóm tắt", "Summary");
    let mut summary = section(name, name);
    for audit in audits {
        if audits.len() > 1 {
            summary.blocks.push(Block::Paragraph(format!("{}:", words.short_decision(audit))));
        }
        summary.blocks.push(Block::Paragraph(counts_in_words(words, audit)));
        summary.blocks.extend(delays_in_words(words, audit).map(Block::Paragraph));
        summary.blocks.extend(deadline_in_words(words, audit).map(Block::Paragraph));
        summary.blocks.push(Block::Table(counts(words, audit)));
    }
    if let Some(audit) = audits.first() {
        summary.blocks.push(Block::Paragraph(coverage_in_words(words, audit)));
    }
    summary
}

/// Places of a status that are named; more are only counted.
const MOST_NAMED: usize = 12;

/// `Trong 63 tỉnh, thành phố: 2 nơi đã có văn bản triển khai đủ số, ngày (Cao Bằng, Lạng Sơn); … .`
fn counts_in_words(words: Words, audit: &AuditWire) -> String {
    let (places, kind) = (audit.places.len(), words.places(audit));
    let borders = match audit.geography {
        "now" => words.pick("theo địa giới hiện nay", "in the borders of today"),
        _ => words.pick("theo địa giới khi văn bản được ban hành", "in the borders of the decision's date"),
    };
    let parts = STATUSES.into_iter().filter_map(|status| {
        let names: Vec<&str> =
            audit.places.iter().filter(|place| place.status == status).map(|place| place.name.as_str()).collect();
        let is_short = names.len() <= MOST_NAMED && status != "none";
        let named = if is_short { format!(" ({})", names.join(", ")) } else { String::new() };
        (!names.is_empty()).then(|| format!("{} {}{named}", names.len(), in_words(words, status)))
    });
    let parts = parts.collect::<Vec<_>>().join("; ");
    words.pick(
        format!("Trong {places} {kind} ({borders}): {parts}."),
        format!("Of {places} {kind} ({borders}): {parts}."),
    )
}

/// What is said of the places of a status.
fn in_words(words: Words, status: &str) -> &'static str {
    match status {
        "implemented" => words
            .pick("nơi đã có văn bản triển khai đủ số, ngày", "have implemented it by a numbered and dated document"),
        "unnumbered" => words
            .pick("nơi có văn bản triển khai chưa rõ số hoặc ngày", "by a document whose number or day is not clear"),
        "indirect" => words.pick("nơi triển khai gián tiếp qua văn bản khác", "through another document"),
        "subordinate" => words.pick("nơi chỉ thấy văn bản của cấp dưới", "only at lower levels"),
        "cited" => words.pick("nơi chỉ viện dẫn", "only cite it"),
        _ => words.pick("nơi chưa thấy văn bản nào trong những gì đã đọc", "where nothing was found in what was read"),
    }
}

fn delays_in_words(words: Words, audit: &AuditWire) -> Option<String> {
    let mut known: Vec<(i32, &str)> =
        audit.places.iter().filter_map(|place| Some((place.delay_days?, place.name.as_str()))).collect();
    known.sort_unstable();
    let (first, last) = (known.first()?, known.last()?);
    let count = known.len();
    if count < 3 {
        let all = known
            .iter()
            .map(|(days, name)| words.pick(format!("{name} sau {days} ngày"), format!("{name} after {days} days")));
        return Some(format!("{}.", all.collect::<Vec<_>>().join("; ")));
    }
    let median = median(&known);
    Some(words.pick(
        format!(
            "Sớm nhất sau {} ngày ({}), muộn nhất sau {} ngày ({}), trung vị {median} ngày, tính trên {count} nơi biết rõ ngày.",
            first.0, first.1, last.0, last.1
        ),
        format!(
            "Earliest after {} days ({}), latest after {} days ({}), median {median} days, over {count} places whose dates are known.",
            first.0, first.1, last.0, last.1
        ),
    ))
}

/// The middle of sorted days, rounded down between two.
fn median(known: &[(i32, &str)]) -> i32 {
    let (below, above) = (known[(known.len() - 1) / 2].0, known[known.len() / 2].0);
    i32::midpoint(below, above)
}

fn deadline_in_words(words: Words, audit: &AuditWire) -> Option<String> {
    let deadline = audit.deadline.as_ref()?;
    let names = |timeliness: &str| {
        let places = audit.places.iter().filter(|place| place.timeliness == Some(timeliness));
        places.map(|place| place.name.as_str()).collect::<Vec<_>>()
    };
    let (late, overdue) = (names("late"), names("overdue"));
    let list = |names: &[&str]| if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) };
    let day = words.date(&deadline.date);
    let quote = deadline.quote.as_ref().map(|quote| format!(" “{quote}”")).unwrap_or_default();
    Some(words.pick(
        format!(
            "Thời hạn {day}{quote}: {} nơi muộn{}; {} nơi quá hạn mà chưa thấy báo cáo trong những gì đã đọc{}.",
            late.len(),
            list(&late),
            overdue.len(),
            list(&overdue)
        ),
        format!(
            "Deadline {day}{quote}: {} late{}; for {} no report found in what was read{}.",
            late.len(),
            list(&late),
            overdue.len(),
            list(&overdue)
        ),
    ))
}

fn coverage_in_words(words: Words, audit: &AuditWire) -> String {
    let coverage = &audit.coverage;
    let withheld = match coverage.withheld {
        0 => String::new(),
        count => words.pick(
            format!(" {count} văn bản có độ mật không đưa vào báo cáo này."),
            format!(" {count} documents with a degree of secrecy are withheld from this report."),
        ),
    };
    let (read, seen, documents) = (coverage.files_read, coverage.files_seen, coverage.documents);
    let (failed, unsupported, scans) = (coverage.files_failed, coverage.files_unsupported, coverage.files_needs_ocr);
    let (same, unread) = (coverage.files_duplicate, failed + unsupported + scans);
    let not_read = match unread {
        0 => words.pick("Mọi tệp đều đọc được.", "Every file was read.").to_owned(),
        _ => words.pick(
            format!(
                "{unread} tệp không đọc được: {failed} lỗi, {unsupported} định dạng chưa hỗ trợ, {scans} cần nhận dạng chữ."
            ),
            format!(
                "{unread} files could not be read: {failed} failed, {unsupported} of unsupported formats, {scans} in need of \
                 recognition."
            ),
        ),
    };
    let rests = words.pick(
        format!(
            "Kết luận dựa trên {documents} văn bản đọc được từ {read} trong {seen} tệp ({same} tệp trùng nội dung). {not_read} \
             “Chưa thấy” nghĩa là chưa thấy trong những gì đã đọc, không có nghĩa là nơi đó chưa thực hiện."
        ),
        format!(
            "This rests on {documents} documents read from {read} of {seen} files ({same} with the content of another). {not_read} \
             “None found” means not found in what was read; it does not say that nothing was done."
        ),
    );
    rests + &withheld
}

fn counts(words: Words, audit: &AuditWire) -> ReportTable {
    let headings = [(words.pick("Kết quả", "Result"), 44), (words.pick("Số nơi", "Places"), 10)];
    let row = |label: String, count: usize, shade: Shade| {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        vec![ReportCell::text(label).shaded(shade), ReportCell::number(count)]
    };
    let mut rows: Vec<_> = STATUSES
        .into_iter()
        .map(|status| row(words.label("place_status", status).to_owned(), with_status(audit, status), shade_of(status)))
        .collect();
    rows.push(row(words.pick("Tổng số", "All").to_owned(), audit.places.len(), Shade::Plain));
    ReportTable { columns: headings.into_iter().map(|(heading, width)| (heading.to_owned(), width)).collect(), rows }
}

/// The maps, one a decision; none below the level of provinces.
pub(super) fn map(words: Words, audits: &[AuditWire]) -> Option<Section> {
    let name = words.pick("Bản đồ", "Map");
    let mut maps = section(name, name);
    for audit in audits.iter().filter(|audit| audit.level == "province") {
        if audits.len() > 1 {
            maps.blocks.push(Block::Paragraph(words.short_decision(audit)));
        }
        maps.blocks.push(Block::Map(map_of(words, audit)?));
    }
    (!maps.blocks.is_empty()).then_some(maps)
}

fn map_of(words: Words, audit: &AuditWire) -> Option<ReportMap> {
    let day = day_of_borders(audit)?;
    let outlines = if day < date(2025, 7, 1) { Outlines::Before2025 } else { Outlines::Since2025 };
    let place = |place: &PlaceWire| MapPlace {
        code: place.province.clone(),
        title: format!("{}: {}", place.name, words.label("place_status", place.status)),
        shade: shade_of(place.status),
    };
    let legend = STATUSES.into_iter().map(|status| {
        (shade_of(status), format!("{}: {}", words.label("place_status", status), with_status(audit, status)))
    });
    let caption = words.pick(
        "Số trên bản đồ là mã tỉnh trong bảng tổng hợp. Ranh giới giản lược, không dùng để xác định địa giới.",
        "Numbers are the codes of the table of places. Borders are simplified and say nothing of where borders run.",
    );
    Some(ReportMap {
        outlines,
        places: audit.places.iter().map(place).collect(),
        legend: legend.collect(),
        caption: caption.to_owned(),
    })
}
