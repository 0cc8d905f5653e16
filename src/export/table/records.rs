//! The table of documents.

use super::{Cell, Column, ColumnKind, Row};
use crate::export::document::ExportDocument;
use crate::model::Level;
use crate::tables::Tables;

pub(super) const COLUMNS: &[Column] = &[
    Column::new("document", "Mã", "Id", ColumnKind::Number, 8),
    Column::new("number", "Số, ký hiệu", "Number", ColumnKind::Text, 20),
    Column::new("date", "Ngày ban hành", "Date", ColumnKind::PaperDate, 13),
    Column::new("date_first", "Ngày sớm nhất", "Earliest day", ColumnKind::Day, 13),
    Column::new("doc_type", "Mã loại", "Type code", ColumnKind::Text, 14),
    Column::new("type_name", "Tên loại", "Type", ColumnKind::Text, 14),
    Column::new("issuer", "Cơ quan ban hành", "Issuer", ColumnKind::Text, 36),
    Column::new("level", "Cấp", "Level", ColumnKind::Text, 11),
    Column::new("province", "Mã tỉnh", "Province code", ColumnKind::Text, 9),
    Column::new("province_name", "Tỉnh, thành phố", "Province", ColumnKind::Text, 18),
    Column::new("subject", "Trích yếu", "Subject", ColumnKind::Text, 60),
    Column::new("signer", "Người ký", "Signer", ColumnKind::Text, 22),
    Column::new("signer_position", "Chức vụ", "Position", ColumnKind::Text, 20),
    Column::new("status", "Tình trạng", "Status", ColumnKind::Text, 12),
    Column::new("addressees", "Kính gửi", "Addressees", ColumnKind::List, 30),
    Column::new("recipients", "Nơi nhận", "Recipients", ColumnKind::List, 30),
    Column::new("citations", "Số viện dẫn", "Citations", ColumnKind::Number, 11),
    Column::new("tasks", "Số nhiệm vụ", "Tasks", ColumnKind::Number, 11),
    Column::new("warnings", "Cảnh báo", "Warnings", ColumnKind::List, 24),
    Column::new("file", "Tệp", "File", ColumnKind::File, 40),
    Column::new("copies", "Bản khác", "Copies", ColumnKind::List, 20),
    Column::new("pages", "Số trang", "Pages", ColumnKind::Number, 9),
    Column::new("blake3", "Mã băm BLAKE3", "BLAKE3", ColumnKind::Text, 20),
    Column::new("uri", "URI", "URI", ColumnKind::Text, 40),
];

pub(super) fn row(document: &ExportDocument) -> Row {
    let node = &document.node;
    let record = document.record.as_ref();
    let file = document.file.as_ref();
    let type_name = node.doc_type.as_deref().and_then(|slug| Tables::built_in().doc_kinds.name(slug));
    let list = |of: fn(&crate::record::Record) -> Vec<String>| Cell::List(record.map(of).unwrap_or_default());
    let count = |of: fn(&crate::record::Record) -> usize| record.map_or(Cell::Empty, |record| Cell::count(of(record)));
    vec![
        Cell::Number(node.id),
        Cell::text(node.number.clone()),
        Cell::paper_date(node.date),
        node.date.map_or(Cell::Empty, |date| Cell::Day(date.earliest())),
        Cell::text(node.doc_type.clone()),
        Cell::text(type_name),
        Cell::text(node.issuer.clone()),
        Cell::text(node.level.map(Level::slug)),
        Cell::text(node.province.clone()),
        Cell::text(document.province_name.clone()),
        Cell::text(node.title.clone()),
        Cell::text(record.and_then(|record| record.signer.name.clone())),
        Cell::text(record.and_then(|record| record.signer.position.clone())),
        Cell::Text(node.status.clone()),
        list(|record| record.addressees.clone()),
        list(|record| record.recipients.clone()),
        count(|record| record.citations.len()),
        count(|record| record.tasks.len()),
        list(|record| record.warnings.iter().map(|warning| warning.code.clone()).collect()),
        Cell::text(file.map(|file| file.path.clone())),
        Cell::List(document.copies.clone()),
        file.map_or(Cell::Empty, |file| Cell::Number(i64::from(file.pages))),
        Cell::text(file.and_then(|file| file.blake3.clone())),
        Cell::Text(document.uri()),
    ]
}
