//! The table of citations: one row a mention, with the document it leads to and the sentence that holds it.

use super::{Cell, Column, ColumnKind, Row};
use crate::export::document::{ExportDocument, ExportLink};
use crate::model::{DocDate, Language};
use crate::record::Citation;
use crate::tables::Tables;

pub(super) const COLUMNS: &[Column] = &[
    Column::new("document", "Mã văn bản", "Id of the document", ColumnKind::Number, 10),
    Column::new("document_number", "Văn bản viện dẫn", "Citing document", ColumnKind::Text, 20),
    Column::new("position", "Thứ tự", "Position", ColumnKind::Number, 8),
    Column::new("from", "Mã chủ thể", "Id of the subject", ColumnKind::Number, 10),
    Column::new("role", "Mã vai trò", "Role code", ColumnKind::Text, 13),
    Column::new("role_name", "Vai trò", "Role", ColumnKind::Text, 14),
    Column::new("strength", "Độ rõ", "Strength", ColumnKind::Text, 9),
    Column::new("scope", "Phạm vi", "Scope", ColumnKind::Text, 11),
    Column::new("cited_number", "Số, ký hiệu được dẫn", "Cited number", ColumnKind::Text, 22),
    Column::new("cited_type", "Loại được dẫn", "Cited type", ColumnKind::Text, 14),
    Column::new("cited_date", "Ngày in", "Printed date", ColumnKind::PaperDate, 13),
    Column::new("cited_issuer", "Cơ quan được dẫn", "Cited issuer", ColumnKind::Text, 30),
    Column::new("to", "Mã được dẫn", "Id of the cited", ColumnKind::Number, 11),
    Column::new("to_date", "Ngày của văn bản được dẫn", "Date of the cited", ColumnKind::PaperDate, 13),
    Column::new("to_known_from", "Biết từ", "Known from", ColumnKind::Text, 10),
    Column::new("candidates", "Có thể là", "Candidates", ColumnKind::List, 14),
    Column::new("pinpoint", "Điều, khoản, điểm", "Pinpoint", ColumnKind::Text, 18),
    Column::new("quote", "Câu trích", "Quote", ColumnKind::Text, 80),
    Column::new("page", "Trang", "Page", ColumnKind::Number, 7),
    Column::new("file", "Tệp", "File", ColumnKind::File, 40),
];

pub(super) fn rows(document: &ExportDocument) -> Vec<Row> {
    let citations = document.citations().enumerate();
    citations.map(|(position, (citation, link))| row(document, position, citation, link)).collect()
}

fn row(document: &ExportDocument, position: usize, citation: &Citation, link: &ExportLink) -> Row {
    let to = link.to.as_ref();
    let known_from = to.map(|to| if to.only_cited() { "citations" } else { "file" });
    let date = citation.date.as_deref().and_then(DocDate::from_iso);
    vec![
        Cell::Number(document.node.id),
        Cell::text(document.node.number.clone()),
        Cell::count(position + 1),
        link.from.map_or(Cell::Empty, Cell::Number),
        Cell::Text(citation.role.clone()),
        Cell::text(Some(Tables::built_in().labels.name("role", &citation.role, Language::Vietnamese))),
        Cell::Text(citation.strength.clone()),
        Cell::Text(citation.scope.clone()),
        Cell::text(citation.number.clone()),
        Cell::text(citation.doc_type.clone()),
        Cell::paper_date(date),
        Cell::text(citation.issuer_entity.clone().or_else(|| citation.issuer.clone())),
        to.map_or(Cell::Empty, |to| Cell::Number(to.id)),
        Cell::paper_date(to.and_then(|to| to.date)),
        Cell::text(known_from),
        Cell::List(link.candidates.iter().map(ToString::to_string).collect()),
        Cell::text(citation.pinpoint.clone()),
        Cell::Text(document.quote(citation)),
        Cell::Number(i64::from(document.page_at(citation.span.start))),
        Cell::text(document.file.as_ref().map(|file| file.path.clone())),
    ]
}
