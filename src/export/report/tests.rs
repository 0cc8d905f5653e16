//! One small report in every form.

use super::*;
use calamine::{Reader, Xlsx};
use std::io::{Read, Seek};

fn sample() -> Report {
    let cell = ReportCell::text("=1+1").shaded(Shade::Done);
    let table = ReportTable {
        columns: vec![("Nơi".to_owned(), 20), ("Số".to_owned(), 8)],
        rows: vec![vec![cell, ReportCell::number(63)]],
    };
    let quote = ReportQuote {
        about: "Kế hoạch 1/KH-X".to_owned(),
        words: "<b>Thực hiện</b> & \u{1}".to_owned(),
        source: "a.txt, trang 1".to_owned(),
        file: "/thư mục/a#1.txt".to_owned(),
    };
    let map = ReportMap {
        outlines: Outlines::Since2025,
        places: vec![MapPlace { code: "04".to_owned(), title: "Cao Bằng".to_owned(), shade: Shade::Done }],
        legend: vec![(Shade::Done, "đã triển khai: 1".to_owned())],
        caption: "Chú thích".to_owned(),
    };
    let section = |name: &str, blocks| Section { heading: name.to_owned(), sheet: name.to_owned(), blocks };
    let quotes = QuoteGroup { heading: "Cao Bằng".to_owned(), shade: Shade::Done, quotes: vec![quote] };
    Report {
        title: "Báo cáo".to_owned(),
        subtitle: vec!["Dòng phụ".to_owned()],
        sections: vec![
            section("Tóm tắt", vec![Block::Paragraph("Một đoạn".to_owned()), Block::Table(table.clone())]),
            section("Bản đồ", vec![Block::Map(map)]),
            section("Bảng", vec![Block::Table(table)]),
            section("Bằng chứng", vec![Block::Quotes(quotes)]),
            section("Phương pháp", vec![Block::List(vec!["một mục".to_owned()])]),
        ],
        ..Report::default()
    }
}

fn written(format: ReportFormat) -> Vec<u8> {
    let mut file = tempfile::tempfile().unwrap();
    write(&sample(), format, file.try_clone().unwrap()).unwrap();
    let mut bytes = Vec::new();
    file.rewind().unwrap();
    file.read_to_end(&mut bytes).unwrap();
    bytes
}

#[test]
fn the_page_is_whole_in_itself_and_takes_hostile_words() {
    let page = String::from_utf8(written(ReportFormat::Html)).unwrap();
    assert!(page.contains("&lt;b&gt;Thực hiện&lt;/b&gt; &amp;"), "{page}");
    assert!(page.contains("file:///th%C6%B0%20m%E1%BB%A5c/a%231.txt"), "{page}");
    for outside in ["<script", "src=", "@import", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn the_workbook_has_a_sheet_a_section() {
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(written(ReportFormat::Xlsx))).unwrap();
    assert_eq!(book.sheet_names(), ["Tóm tắt", "Bản đồ", "Bảng", "Bằng chứng", "Phương pháp"]);
    let table = book.worksheet_range("Bảng").unwrap();
    assert_eq!(table.get_value((1, 0)).map(ToString::to_string).as_deref(), Some("=1+1"));
    assert_eq!(table.get_value((1, 1)).map(ToString::to_string).as_deref(), Some("63"));
    assert!(book.worksheet_formula("Bảng").unwrap().is_empty());
}

#[test]
fn the_text_document_repeats_headings_and_holds_the_map() {
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(written(ReportFormat::Docx))).unwrap();
    let mut text = String::new();
    package.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
    assert!(text.contains("<w:tblHeader />") && text.contains("&lt;b&gt;Thực hiện"), "{text}");
    assert!(package.file_names().any(|name| name.is_ok_and(|name| name.starts_with("word/media/"))));
}
