//! What could not be read, and how the answer was found.

use super::{MOST_UNREAD, ReportRequest, STATUSES, Words, section};
use crate::app::audit_wire::AuditWire;
use crate::export::{Block, ReportCell, ReportTable, Section};
use crate::model::LedgerEntry;

/// The files that could not be read, with their reasons.
pub(super) fn unread(words: Words, audits: &[AuditWire], files: &[LedgerEntry]) -> Section {
    let name = words.pick("Tệp chưa đọc được", "Unread files");
    let mut unread = section(name, name);
    let coverage = audits.first().map(|audit| &audit.coverage);
    let all =
        coverage.map_or(0, |coverage| coverage.files_failed + coverage.files_unsupported + coverage.files_needs_ocr);
    if files.is_empty() {
        let none = words.pick("Mọi tệp đều đọc được.", "Every file was read.");
        unread.blocks.push(Block::Paragraph(none.to_owned()));
        return unread;
    }
    let place_of = |path: &str| {
        let mut places = audits.iter().flat_map(|audit| &audit.places);
        places.find(|place| place.unread_files.iter().any(|file| file == path)).map(|place| place.name.clone())
    };
    let rows = files.iter().map(|file| {
        vec![
            ReportCell { file: Some(file.path.clone()), ..ReportCell::text(&file.path) },
            ReportCell::text(place_of(&file.path).unwrap_or_else(|| words.pick("không rõ", "unknown").to_owned())),
            ReportCell::text(words.label("outcome", file.outcome.slug())),
            ReportCell::text(file.reason.clone().unwrap_or_default()),
        ]
    });
    let columns = [
        (words.pick("Tệp", "File"), 60),
        (words.pick("Nơi", "Place"), 18),
        (words.pick("Kết cục", "Outcome"), 20),
        (words.pick("Lý do", "Reason"), 40),
    ];
    unread.blocks.push(Block::Table(ReportTable {
        columns: columns.into_iter().map(|(heading, width)| (heading.to_owned(), width)).collect(),
        rows: rows.collect(),
    }));
    if files.len() >= MOST_UNREAD {
        let more = words
            .pick(format!("Tất cả {all} tệp; ở đây {}.", files.len()), format!("{all} in all; here {}.", files.len()));
        unread.blocks.push(Block::Paragraph(more));
    }
    unread
}

/// What the statuses mean, what counts as evidence, and how to repeat the audit.
pub(super) fn method(words: Words, audits: &[AuditWire], request: &ReportRequest) -> Section {
    let name = words.pick("Phương pháp", "Method");
    let mut method = section(name, name);
    let meanings =
        STATUSES.map(|status| format!("{}: {}", words.label("place_status", status), meaning(words, status)));
    method.blocks.push(Block::List(meanings.to_vec()));
    method.blocks.push(Block::Paragraph(
        words
            .pick(
                "Một nơi chỉ được tính là triển khai khi một văn bản nói rõ như vậy bằng từ ngữ (thực hiện, triển khai …) \
                 trong câu có viện dẫn; nhắc đến thôi không đủ. Số và ngày lấy đúng như in trên văn bản; chỗ trống không \
                 được đoán. Số trùng ở hai năm hay hai nơi là hai văn bản; viện dẫn có thể chỉ nhiều văn bản thì không \
                 tính cho văn bản nào.",
                "A place counts as implementing only where a document says so by words of carrying out in the sentence that \
                 cites the decision; a mention is not enough. Numbers and dates are as printed; blanks are not guessed. The \
                 same number in two years or places is two documents; a citation that may mean several counts for none.",
            )
            .to_owned(),
    ));
    let warnings: Vec<String> = audits.iter().flat_map(|audit| audit.warnings.clone()).collect();
    if !warnings.is_empty() {
        method.blocks.push(Block::Paragraph(words.pick("Lưu ý:", "Warnings:").to_owned()));
        method.blocks.push(Block::List(warnings));
    }
    let version = env!("CARGO_PKG_VERSION");
    let (day, command) = (words.date(&request.day.to_string()), &request.command);
    method.blocks.push(Block::Paragraph(words.pick(
        format!("Lập bằng vanban {version} ngày {day}. Lặp lại: {command}"),
        format!("Made by vanban {version} on {day}. To repeat: {command}"),
    )));
    method
}

fn meaning(words: Words, status: &str) -> &'static str {
    match status {
        "implemented" => words.pick(
            "Ủy ban nhân dân, Chủ tịch, Hội đồng nhân dân hoặc cấp ủy của nơi đó có văn bản đủ số, ngày nói là thực hiện",
            "committee, chair, council or Party committee of the place say so in a numbered and dated document",
        ),
        "unnumbered" => words.pick("như trên, nhưng số hoặc ngày để trống hay không đọc được", "the same, number or day blank or unread"),
        "indirect" => words.pick(
            "văn bản của nơi đó thực hiện một văn bản khác, văn bản ấy thực hiện quyết định này",
            "a document of the place carries out another one that carries out this decision",
        ),
        "subordinate" => words.pick(
            "chỉ có văn bản của sở, huyện hoặc xã thuộc nơi đó",
            "only a department, district or commune of the place says so",
        ),
        "cited" => words.pick("chỉ nhắc đến, làm căn cứ, hoặc nói không rõ", "only mentioned, a legal basis, or said weakly"),
        _ => words.pick("chưa thấy văn bản nào trong những gì đã đọc", "nothing found in what was read"),
    }
}
