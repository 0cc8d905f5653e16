//! Reports and bundles of audits: the numbers in them are those of the JSON, and overdue is worded as it must be.

use assert_cmd::Command;
use calamine::{Data, Range, Reader, Xlsx};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const DECISION: [&str; 5] = ["audit", "1862/QĐ-TTg", "--date", "2021-10-12", "--as-of"];
const DAY: &str = "2026-01-02";

/// A folder with the shipped texts read into `data`, and an audit of their decision.
struct Desk {
    folder: TempDir,
    audit: Value,
}

impl Desk {
    fn new(more: &[&str]) -> Desk {
        let folder = tempfile::tempdir().expect("a folder");
        let texts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
        let data = folder.path().join("data");
        let mut ingest = Command::new(env!("CARGO_BIN_EXE_vanban"));
        // The broken files beside the texts are counted as unread, so the run ends with 2.
        ingest.arg("--data").arg(&data).arg("ingest").args([texts.join("text"), texts.join("broken")]).assert().code(2);
        let mut desk = Desk { folder, audit: Value::Null };
        desk.audit = serde_json::from_str(&desk.ask(&[&["--format", "json"], more].concat())).expect("JSON");
        desk
    }

    fn ask(&self, more: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vanban"));
        command.arg("--data").arg(self.folder.path().join("data")).args(DECISION).arg(DAY).args(more);
        let output = command.output().expect("the audit");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    fn file(&self, option: &str, name: &str, more: &[&str]) -> PathBuf {
        let path = self.folder.path().join(name);
        self.ask(&[&[option, path.to_str().expect("a path")], more].concat());
        path
    }

    fn places(&self) -> &[Value] {
        self.audit["places"].as_array().expect("places")
    }

    fn evidence(&self) -> Vec<&Value> {
        self.places().iter().flat_map(|place| place["evidence"].as_array().expect("evidence")).collect()
    }
}

fn cells(range: &Range<Data>) -> Vec<Vec<String>> {
    range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

#[test]
fn the_numbers_of_the_workbook_are_those_of_the_json() {
    let desk = Desk::new(&[]);
    let mut book: Xlsx<_> = calamine::open_workbook(desk.file("--report", "report.xlsx", &[])).expect("a workbook");
    let mut by_status: BTreeMap<&str, u64> = BTreeMap::new();
    for place in desk.places() {
        *by_status.entry(place["status"].as_str().unwrap()).or_default() += 1;
    }
    let summary = cells(&book.worksheet_range("Tóm tắt").unwrap());
    let count = |label: &str| {
        let row = summary.iter().find(|row| row[0] == label).unwrap_or_else(|| panic!("{label} in {summary:?}"));
        row[1].parse::<u64>().unwrap()
    };
    for (status, label) in [("implemented", "đã triển khai"), ("cited", "chỉ viện dẫn"), ("none", "chưa thấy")]
    {
        assert_eq!(count(label), by_status.get(status).copied().unwrap_or(0), "{status}");
    }
    assert_eq!(count("Tổng số"), desk.places().len() as u64);
    let table = cells(&book.worksheet_range("Bảng tổng hợp").unwrap());
    assert_eq!(table.len(), desk.places().len() + 1);
    for (row, place) in table[1..].iter().zip(desk.places()) {
        assert_eq!(row[1], place["name"].as_str().unwrap());
        let delay = place["delay_days"].as_i64().map(|days| days.to_string());
        assert!(delay.is_none_or(|delay| row[5] == delay), "{row:?}");
    }
    let quotes = cells(&book.worksheet_range("Bằng chứng").unwrap());
    assert_eq!(quotes.len(), desk.evidence().len() + 1);
    for (row, evidence) in quotes[1..].iter().zip(desk.evidence()) {
        assert_eq!(row[2], evidence["quote"].as_str().unwrap());
    }
    let unread = cells(&book.worksheet_range("Tệp chưa đọc được").unwrap());
    let coverage = &desk.audit["coverage"];
    let expected: u64 = ["files_failed", "files_unsupported", "files_needs_ocr"]
        .iter()
        .map(|name| coverage[name].as_u64().unwrap())
        .sum();
    assert!(expected > 0);
    assert_eq!(unread.len() as u64, expected + 1);
}

#[test]
fn page_and_text_document_hold_every_place_and_quote() {
    let desk = Desk::new(&[]);
    let page = fs::read_to_string(desk.file("--report", "report.html", &[])).unwrap();
    assert_eq!(page.matches("<blockquote>").count(), desk.evidence().len());
    let mut package = zip::ZipArchive::new(fs::File::open(desk.file("--report", "report.docx", &[])).unwrap()).unwrap();
    let mut text = String::new();
    package.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
    for place in desk.places() {
        let name = place["name"].as_str().unwrap();
        assert!(page.contains(name) && text.contains(name), "{name}");
    }
    assert!(page.contains("không có nghĩa là nơi đó chưa thực hiện"));
    let english = fs::read_to_string(desk.file("--report", "english.html", &["--language", "en"])).unwrap();
    assert!(english.contains("<html lang=\"en\">") && english.contains("None found"));
}

#[test]
fn overdue_is_only_said_of_what_was_read() {
    let more = ["--deadline", "2022-01-01"];
    let desk = Desk::new(&more);
    assert!(desk.audit["summary"]["overdue"].as_u64().unwrap() > 0);
    let page = fs::read_to_string(desk.file("--report", "report.html", &more)).unwrap();
    let said: Vec<&str> = page.split("quá hạn").skip(1).collect();
    assert!(said.len() > 1);
    for after in said {
        let start: String = after.chars().take(60).collect();
        assert!(start.contains("chưa thấy báo cáo trong những gì đã đọc"), "quá hạn{start}");
    }
    let english =
        fs::read_to_string(desk.file("--report", "english.html", &[&more[..], &["--language", "en"]].concat()))
            .unwrap();
    for after in english.split("overdue").skip(1) {
        assert!(after.starts_with(": no report found in what was read"), "overdue{}", &after[..60]);
    }
}

#[test]
fn a_bundle_can_be_checked_and_repeated() {
    let desk = Desk::new(&[]);
    let mut bundle = zip::ZipArchive::new(fs::File::open(desk.file("--bundle", "bundle.zip", &[])).unwrap()).unwrap();
    let mut read = |name: &str| {
        let mut bytes = Vec::new();
        bundle.by_name(name).unwrap_or_else(|_| panic!("{name}")).read_to_end(&mut bytes).unwrap();
        bytes
    };
    let frozen: Value = serde_json::from_slice(&read("audit.json")).unwrap();
    assert_eq!(frozen, desk.audit);
    let manifest: Value = serde_json::from_slice(&read("manifest.json")).unwrap();
    let files = manifest["files"].as_array().unwrap();
    let mut sums = String::new();
    for file in files {
        let bytes = read(file["name"].as_str().unwrap());
        let hash = blake3::hash(&bytes).to_hex().to_string();
        assert_eq!(file["state"], "same");
        assert_eq!(file["blake3"], hash.as_str());
        assert_eq!(bytes, fs::read(file["path"].as_str().unwrap()).unwrap());
        sums.push_str(&format!("{hash}  {}\n", file["name"].as_str().unwrap()));
    }
    assert_eq!(String::from_utf8(read("B3SUMS")).unwrap(), sums);
    let paths: Vec<&str> = files.iter().filter_map(|file| file["path"].as_str()).collect();
    for evidence in desk.evidence() {
        assert!(paths.contains(&evidence["file"].as_str().unwrap()), "{}", evidence["file"]);
    }
    assert!(manifest["command"].as_str().unwrap().contains("--as-of 2026-01-02"));
    assert!(!read("report.html").is_empty());
}
