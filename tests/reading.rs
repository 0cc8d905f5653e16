//! Reading as a person meets it: `extract`, `doctor`, limits, files inside files; each through the isolated reader.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

fn vanban(arguments: &[&str], file: &Path) -> Output {
    let data = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanban"));
    command.env_remove("VANBAN_READINGS");
    command.arg("--data").arg(data.path()).args(arguments).arg(file).output().unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn extract_shows_text_pages_and_encoding() {
    let file = fixture("legacy/kh-09.tcvn3.txt");
    let output = vanban(&["extract"], &file);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("# trang (page) 1: native\n") && text.contains("legacy.converted"), "{text}");
    let found = json(&vanban(&["extract", "--format", "json"], &file));
    assert_eq!((found["encoding"].as_str(), found["media_type"].as_str()), (Some("TCVN3"), Some("text/plain")));
    assert!(found["pages"][0]["lines"].as_array().unwrap().len() > 10);
}

/// Places of the passages in the text of a fixture, and the pages whose lines hold them.
fn places(name: &str, passages: &[&str]) -> (Vec<usize>, Vec<u64>) {
    let file = fixture(name);
    let text = String::from_utf8(vanban(&["parse", "--format", "text"], &file).stdout).unwrap();
    let record = json(&vanban(&["parse"], &file));
    let at = |passage: &&str| text.find(passage).unwrap_or_else(|| panic!("{passage} is not there: {text}"));
    let places: Vec<usize> = passages.iter().map(at).collect();
    let holds = |page: &&Value, at: usize| {
        let is_there = |line: &Value| {
            let place = |end: &str| line["span"][end].as_u64().map_or(0, |place| usize::try_from(place).unwrap());
            (place("start")..place("end")).contains(&at)
        };
        page["lines"].as_array().unwrap().iter().any(is_there)
    };
    let pages = record["pages"].as_array().unwrap();
    let page_of =
        |at: &usize| pages.iter().find(|page| holds(page, *at)).map_or(0, |page| page["page"].as_u64().unwrap());
    let found = places.iter().map(page_of).collect();
    (places, found)
}

#[test]
fn footnotes_stand_behind_their_paragraphs_and_keep_their_pages() {
    // The first paragraph ends on the page of its footnote, the second on the page after.
    let first = ["cuối mỗi học kỳ.", "1 Kế hoạch số 14/KH-UBND", "Điểm trường thứ 1 chuẩn bị"];
    let second = ["dụng cụ sau mỗi buổi làm.", "2 Tài liệu do Hội", "Điểm trường thứ 13 chuẩn bị"];
    let (places, pages) = places("pdf/chu-thich-vuon-rau.pdf", &[first, second].concat());
    assert!(places[..3].is_sorted() && places[3..].is_sorted(), "{places:?}");
    assert_eq!(pages, [1, 1, 1, 2, 1, 2]);
}

#[test]
fn a_row_that_a_page_break_cuts_is_one_row() {
    let row = "19\tTổ chức hội thi nấu ăn từ rau của vườn trường, mời phụ huynh cùng dự, chấm điểm theo ba phần là trình bày, \
        vị ngon và lời giới thiệu món ăn của các em học sinh dự thi, trao giải cho các đội ngay tại vườn trường vào buổi \
        chiều cùng ngày\tHội phụ nữ xã chủ trì, phối hợp với Đoàn thanh niên xã và các điểm trường trên địa bàn xã cùng \
        chuẩn bị dụng cụ\tTháng 3\n20\tPhát hạt giống";
    let (_, pages) = places("pdf/bang-vuon-rau.pdf", &[row, "20\tPhát hạt giống"]);
    assert_eq!(pages, [1, 2]);
}

#[test]
fn extract_names_what_it_cannot_do() {
    let told = |arguments: &[&str], name: &str| {
        let output = vanban(arguments, &fixture(name));
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(told(&["extract"], "broken/locked.docx").contains("locked with a password"));
    assert!(told(&["extract", "--format", "png"], "legacy/kh-09.vni.txt").contains("no pages to draw"));
    assert!(told(&["extract", "--page", "9"], "legacy/kh-09.vni.txt").contains("it has 1 pages"));
}

#[test]
fn a_reader_that_may_take_no_memory_ends_with_a_reason() {
    let output = vanban(&["parse", "--memory-mib", "1"], &fixture("office/kh-96-phu-yen.docx"));
    assert_eq!(output.status.code(), Some(2));
    let code = json(&output)["error"]["code"].as_str().unwrap().to_owned();
    assert!(["crash", "limit"].contains(&code.as_str()), "{code}");
}

#[test]
fn documents_in_an_archive_are_found_and_the_unread_ones_are_named() {
    let data = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vanban"));
        command.arg("--data").arg(data.path()).args(arguments).output().unwrap()
    };
    let archive = fixture("container/cong-van.zip");
    let report = json(&run(&["ingest", "--format", "json", archive.to_str().unwrap()]));
    let file = &report["files"][0];
    assert_eq!(file["outcome"], "new");
    assert!(file["reason"].as_str().unwrap().contains("attachment not read"), "{file}");
    let record = json(&vanban(&["parse"], &archive));
    let readable = record["attachments"].as_array().unwrap().iter().filter(|part| part["error"].is_null());
    let numbers: Vec<&str> = readable.filter_map(|part| part["number"]["value"].as_str()).collect();
    assert!(!numbers.is_empty());
    for number in numbers {
        assert_eq!(run(&["show", number]).status.code(), Some(0), "{number}");
    }
}

#[test]
fn doctor_tells_what_is_there_and_what_is_not() {
    let data = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanban"));
    command.arg("--data").arg(data.path()).args(["doctor", "--format", "json"]);
    let checks = json(&command.output().unwrap());
    let ok =
        |name: &str| checks.as_array().unwrap().iter().find(|check| check["check"] == name).unwrap()["ok"].as_bool();
    assert_eq!((ok("reader"), ok("data")), (Some(true), Some(true)));
    // Without programs on the path there is no text recognition, and doctor says how to get it.
    let output = command.env("PATH", "").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let lacking = json(&output).as_array().unwrap().iter().find(|check| check["check"] == "ocr").unwrap().clone();
    assert_eq!(lacking["ok"], false);
    assert!(lacking["message"].as_str().unwrap().contains("tesseract-ocr-vie"), "{lacking}");
}
