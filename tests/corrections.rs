//! What people know better than the reader, and registers: corrections that stay, the review queue, missing papers.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A data folder with some fixtures read into it.
struct Desk(TempDir);

impl Desk {
    fn of(folder: &str) -> Desk {
        let desk = Desk(tempfile::tempdir().expect("a folder"));
        let folder = fixtures().join(folder);
        assert_eq!(desk.ask(&["ingest", folder.to_str().expect("a path")]).0, 0);
        desk
    }

    /// Exit code and standard output.
    fn ask(&self, words: &[&str]) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vanban"));
        let output = command.arg("--data").arg(self.0.path()).args(words).output().expect("the command runs");
        (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn json(&self, words: &[&str]) -> Value {
        serde_json::from_str(&self.ask(words).1).expect("JSON")
    }

    fn number_of(&self, document: &str) -> Value {
        self.json(&["show", document, "--format", "json"])["record"]["number"]["value"].clone()
    }
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

#[test]
fn a_correction_wins_over_every_reading_until_it_is_taken_back() {
    let desk = Desk::of("text");
    let paper = "kh-nghe-an-2022.txt";
    assert_eq!(desk.number_of(paper), Value::Null);
    let by = ["--by", "Lan", "--why", "bản giấy ở văn thư"];
    let correct = |words: &[&str]| desk.ask(&[&["correct", paper], words, &by].concat());
    assert_eq!(correct(&["số", "77/KH-UBND"]).0, 0);
    assert_eq!(desk.number_of(paper), "77/KH-UBND");
    assert_eq!(desk.number_of("77/KH-UBND"), "77/KH-UBND", "it is found by the corrected number");

    let folder = fixtures().join("text");
    desk.ask(&["ingest", "--force", folder.to_str().expect("a path")]);
    let shown = desk.json(&["show", paper, "--format", "json"]);
    assert_eq!(shown["record"]["number"]["value"], "77/KH-UBND", "it survives reading again");
    let kept = &shown["record"]["corrections"][0];
    assert_eq!((&kept["who"], &kept["why"]), (&Value::from("Lan"), &Value::from("bản giấy ở văn thư")));
    assert_eq!(kept["old"]["value"], Value::Null);

    assert_eq!(correct(&["số", "--undo"]).0, 0);
    assert_eq!(desk.number_of(paper), Value::Null);
    assert_eq!(correct(&["số", "--undo"]).0, 1, "nothing is left to take back");
    assert!(desk.ask(&["correct", paper]).1.contains("đã bỏ"), "the history stays");
}

#[test]
fn a_correction_needs_a_reason_and_a_value_that_fits() {
    let desk = Desk::of("text");
    let paper = "kh-nghe-an-2022.txt";
    assert_eq!(desk.ask(&["correct", paper, "số", "77/KH-UBND", "--by", "Lan"]).0, 2);
    assert_eq!(desk.ask(&["correct", paper, "ngày", "31/02/2022", "--by", "Lan", "--why", "x"]).0, 2);
    assert_eq!(desk.number_of(paper), Value::Null);
}

#[test]
fn the_review_queue_names_what_is_least_sure_first() {
    let desk = Desk::of("text");
    let review = desk.json(&["review", "--limit", "5", "--format", "json"]);
    let values = review["values"].as_array().expect("values");
    assert!(!values.is_empty() && review["total"].as_u64() >= Some(values.len() as u64));
    for value in values {
        assert!(value["confidence"].as_f64().is_some_and(|confidence| confidence < 0.9), "{value}");
        assert!(value["file"].as_str().is_some_and(|file| file.contains("fixtures/text")), "{value}");
    }
}

#[test]
fn a_register_is_compared_both_ways() {
    let desk = Desk::of("text");
    let sheet = desk.0.path().join("so-van-ban-den.csv");
    let lines = "SỔ VĂN BẢN ĐẾN NĂM 2022\n\
        Số đến;Ngày đến;Tác giả;Số, ký hiệu;Ngày tháng;Trích yếu\n\
        1;20/02/2022;UBND xã Bách Thuận;09/KH-UBND;22/02/2022;Ghi âm tiếng làng vườn Bách Thuận năm 2022\n\
        2;20/03/2022;UBND thành phố Cần Thơ;6/CT-UBND;16/3/2022;\n\
        3;21/03/2022;UBND tỉnh Mẫu;999/KH-UBND;18/3/2022;Nuôi ong\n";
    fs::write(&sheet, lines).expect("a place to write");
    let found = desk.json(&["register", sheet.to_str().expect("a path"), "--format", "json"])["registers"][0].clone();
    assert_eq!((&found["kind"], &found["entries"], &found["agreeing"]), (&"incoming".into(), &3.into(), &1.into()));
    assert_eq!(found["missing_here"][0]["number"], "999/KH-UBND");
    assert_eq!(found["differing"][0]["fields"], serde_json::json!(["date"]));
    let missing_there = found["missing_there"].as_array().expect("papers");
    assert!(missing_there.iter().all(|paper| paper["date"].as_str() >= Some("2022-02-22")), "{missing_there:?}");
}

#[test]
fn a_workbook_may_hold_both_registers_with_days_as_days() {
    let desk = Desk::of("text");
    let sheet = desk.0.path().join("so.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let day_look = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    let day = |month, day| rust_xlsxwriter::ExcelDateTime::from_ymd(2022, month, day).expect("a day");
    let papers_in = book.add_worksheet();
    papers_in.write_row(0, 0, ["SỔ ĐĂNG KÝ VĂN BẢN ĐẾN"]).expect("a title");
    let headings = ["TT", "Ngày đến", "Số đến", "Cơ quan ban hành", "Số và ký hiệu VB", "Ngày VB", "Trích yếu"];
    papers_in.write_row(2, 0, headings).expect("headings");
    papers_in.write_row(3, 2, ["15", "UBND xã Bách Thuận", "9/KH-UBND"]).expect("an entry");
    papers_in.write_with_format(3, 5, day(2, 22), &day_look).expect("a day");
    let papers_out = book.add_worksheet();
    papers_out.write_row(0, 0, ["Số, ký hiệu văn bản", "Ngày tháng văn bản", "Người ký"]).expect("headings");
    papers_out.write_row(1, 0, ["38/KH-UBND"]).expect("an entry");
    papers_out.write_with_format(1, 1, day(1, 15), &day_look).expect("a day");
    book.save(&sheet).expect("a workbook");
    let found = desk.json(&["register", sheet.to_str().expect("a path"), "--format", "json"]);
    let [papers_in, papers_out] = [0, 1].map(|register| &found["registers"][register]);
    assert_eq!((&papers_in["kind"], &papers_in["agreeing"]), (&"incoming".into(), &1.into()), "{papers_in}");
    assert_eq!((&papers_out["kind"], &papers_out["entries"]), (&"outgoing".into(), &1.into()));
    let differing = &papers_out["differing"][0];
    assert_eq!(differing["fields"], serde_json::json!(["date"]), "the paper is of the day before");
    assert_eq!((&differing["entry"]["sheet"], &differing["entry"]["line"]), (&2.into(), &2.into()));
}
