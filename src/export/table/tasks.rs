//! The table of tasks: who does what by when.

use super::{Cell, Column, ColumnKind, Row};
use crate::export::document::ExportDocument;
use crate::record::Task;

pub(super) const COLUMNS: &[Column] = &[
    Column::new("document", "Mã văn bản", "Id of the document", ColumnKind::Number, 10),
    Column::new("document_number", "Văn bản giao", "Document", ColumnKind::Text, 20),
    Column::new("document_date", "Ngày văn bản", "Date", ColumnKind::PaperDate, 13),
    Column::new("document_issuer", "Cơ quan giao", "Issuer", ColumnKind::Text, 30),
    Column::new("position", "Thứ tự", "Position", ColumnKind::Number, 8),
    Column::new("section", "Mục", "Section", ColumnKind::Text, 9),
    Column::new("title", "Nhiệm vụ", "Task", ColumnKind::Text, 70),
    Column::new("lead", "Chủ trì", "Lead", ColumnKind::List, 32),
    Column::new("coordinate", "Phối hợp", "Coordinate", ColumnKind::List, 32),
    Column::new("deadline", "Thời hạn (như in)", "Deadline as printed", ColumnKind::Text, 24),
    Column::new("deadline_kind", "Loại thời hạn", "Kind of deadline", ColumnKind::Text, 13),
    Column::new("deadline_start", "Từ ngày", "From", ColumnKind::Day, 12),
    Column::new("deadline_end", "Đến ngày", "Until", ColumnKind::Day, 12),
    Column::new("deadline_bound", "Tính cả ngày cuối", "Bound", ColumnKind::Text, 12),
    Column::new("recurrence", "Lặp lại (RRULE)", "Recurrence (RRULE)", ColumnKind::Text, 24),
    Column::new("result", "Kết quả, sản phẩm", "Result", ColumnKind::Text, 40),
    Column::new("modality", "Mức độ", "Modality", ColumnKind::Text, 10),
    Column::new("page", "Trang", "Page", ColumnKind::Number, 7),
    Column::new("file", "Tệp", "File", ColumnKind::File, 40),
];

pub(super) fn rows(document: &ExportDocument) -> Vec<Row> {
    let tasks = document.record.iter().flat_map(|record| &record.tasks).enumerate();
    tasks.map(|(position, task)| row(document, position, task)).collect()
}

fn row(document: &ExportDocument, position: usize, task: &Task) -> Row {
    let node = &document.node;
    let deadline = task.deadline.as_ref();
    vec![
        Cell::Number(node.id),
        Cell::text(node.number.clone()),
        Cell::paper_date(node.date),
        Cell::text(node.issuer.clone()),
        Cell::count(position + 1),
        Cell::Text(task.path.clone()),
        Cell::Text(task.title.clone()),
        Cell::List(task.lead.clone()),
        Cell::List(task.coordinate.clone()),
        Cell::text(deadline.map(|deadline| deadline.raw.clone())),
        Cell::text(deadline.map(|deadline| deadline.kind.clone())),
        Cell::day(deadline.and_then(|deadline| deadline.start.as_ref())),
        Cell::day(deadline.and_then(|deadline| deadline.end.as_ref())),
        Cell::text(deadline.and_then(|deadline| deadline.bound.clone())),
        Cell::text(deadline.and_then(|deadline| deadline.recurrence.clone())),
        Cell::text(task.result.clone()),
        Cell::text(task.modality.clone()),
        Cell::Number(i64::from(document.page_at(task.span.start))),
        Cell::text(document.file.as_ref().map(|file| file.path.clone())),
    ]
}
