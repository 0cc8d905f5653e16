//! Hostile and odd documents through every format.

use super::*;
use crate::model::{DocDate, NodeSummary};
use crate::record::{Deadline, Record, Task};
use calamine::{Data, Reader, Xlsx};
use std::io::{Read, Seek};

const FORMULA: &str = "=HYPERLINK(\"http://example.invalid\",\"x\")";

fn options(table: TableKind) -> ExportOptions {
    ExportOptions {
        table,
        language: Language::Vietnamese,
        today: jiff::civil::date(2026, 1, 2),
        base: "urn:vanban:".to_owned(),
        archive: true,
        sheets: Vec::new(),
    }
}

/// A document whose words look like formulas, markup and code.
fn hostile() -> ExportDocument {
    let deadline = Deadline {
        raw: "\u{1}trước ngày 05/01/2026".to_owned(),
        end: Some("2026-01-05".to_owned()),
        ..Deadline::default()
    };
    let task = Task {
        title: "+84 \"<b>\n;, \\ việc".to_owned(),
        lead: vec!["-Sở \u{0}A".to_owned()],
        deadline: Some(deadline),
        ..Task::default()
    };
    let record = Record {
        subject: Some(FORMULA.to_owned()),
        text: format!("]]>\u{b}\n\n{FORMULA} <&> \u{FFFE}"),
        recipients: vec!["@ai".to_owned()],
        tasks: vec![task],
        ..Record::default()
    };
    ExportDocument {
        node: NodeSummary {
            id: 3,
            number: Some("7/KH-X".to_owned()),
            title: Some(FORMULA.to_owned()),
            date: DocDate::from_iso("2026-01"),
            path: Some("/a b/đ.txt".to_owned()),
            ..NodeSummary::default()
        },
        record: Some(record),
        file: Some(FileFacts { path: "/a b/đ.txt".to_owned(), ..FileFacts::default() }),
        ..ExportDocument::default()
    }
}

fn exported(format: ExportFormat, table: TableKind) -> Vec<u8> {
    let mut file = tempfile::tempfile().unwrap();
    let mut exporter = exporter(format, file.try_clone().unwrap(), &options(table)).unwrap();
    exporter.document(&hostile()).unwrap();
    exporter.finish().unwrap();
    let mut bytes = Vec::new();
    file.rewind().unwrap();
    file.read_to_end(&mut bytes).unwrap();
    bytes
}

#[test]
fn no_cell_of_a_csv_opens_a_formula() {
    for table in TableKind::ALL {
        let text = String::from_utf8(exported(ExportFormat::Csv, table)).unwrap();
        let mut lines = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
        for cell in lines.records().flat_map(|line| line.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()) {
            assert!(!table::looks_like_formula(&cell), "{cell}");
        }
        // The document cites nothing.
        assert_eq!(text.contains('\''), table != TableKind::Citations, "{text}");
    }
}

#[test]
fn a_workbook_holds_texts_as_texts() {
    let bytes = exported(ExportFormat::Xlsx, TableKind::Records);
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range("Văn bản").unwrap();
    let cells: Vec<&Data> = sheet.rows().nth(1).unwrap().iter().collect();
    assert!(cells.contains(&&Data::String(FORMULA.to_owned())), "{cells:?}");
    assert!(cells.contains(&&Data::String("01/2026".to_owned())), "no day is made up: {cells:?}");
    assert!(book.worksheet_formula("Văn bản").unwrap().is_empty());
}

#[test]
fn every_format_takes_a_hostile_document() {
    for format in [ExportFormat::Jsonl, ExportFormat::Graphml, ExportFormat::Dot, ExportFormat::Icalendar] {
        let text = String::from_utf8(exported(format, TableKind::Records)).unwrap();
        assert!(text.contains("7/KH-X"), "{format:?}: {text}");
    }
    for format in [ExportFormat::Parquet, ExportFormat::AkomaNtoso, ExportFormat::Edxml, ExportFormat::Turtle] {
        assert!(!exported(format, TableKind::Tasks).is_empty());
    }
}
