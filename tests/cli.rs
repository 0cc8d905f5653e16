//! The command line as a user meets it: the shipped fixtures read once, then each question with its exit code.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A data folder with the fixtures of `text/` read into it; gone when dropped.
struct Desk(TempDir);

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().expect("a folder for the store");
        vanban(folder.path()).arg("ingest").arg(fixtures("text")).assert().success();
        Desk(folder)
    }

    /// Runs a question on the fixtures; gives its exit code and what it printed.
    fn ask(&self, words: &[&str]) -> (i32, String) {
        let output = vanban(self.0.path()).args(words).output().expect("the command runs");
        (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stdout).into_owned())
    }

    #[track_caller]
    fn json(&self, words: &[&str]) -> Value {
        serde_json::from_str(&self.ask(words).1).expect("one JSON value on standard output")
    }
}

fn fixtures(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder)
}

fn vanban(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanban"));
    command.arg("--data").arg(data);
    command
}

#[test]
fn every_file_ends_in_one_outcome_and_a_second_run_does_nothing() {
    let data = tempfile::tempdir().unwrap();
    let run = |folder: &str| {
        let output = vanban(data.path()).args(["ingest", "--format", "json"]).arg(fixtures(folder)).output().unwrap();
        (output.status.code(), serde_json::from_slice::<Value>(&output.stdout).unwrap())
    };
    let (_, first) = run("");
    let files = first["files"].as_array().unwrap();
    let sum: u64 = first["outcomes"].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum();
    assert_eq!(sum, files.len() as u64);
    let outcome = |name: &str| {
        let file = files.iter().find(|file| file["path"].as_str().unwrap().ends_with(name));
        file.map(|file| file["outcome"].as_str().unwrap().to_owned())
    };
    assert_eq!(outcome("sao-y/ban-sao-kh-147.txt").as_deref(), Some("duplicate"));
    assert_eq!(outcome("broken/random.bin").as_deref(), Some("unsupported"));
    assert_eq!(outcome("broken/fake.pdf").as_deref(), Some("failed"));
    assert_eq!(outcome("broken/empty.txt").as_deref(), Some("failed"));
    assert_eq!(outcome("text/qd-1862-ttg-2021.txt").as_deref(), Some("new"));
    let (_, second) = run("");
    let unchanged = second["outcomes"]["unchanged"].as_u64();
    assert_eq!(unchanged, Some(files.len() as u64), "a second run looks at nothing");
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let data = tempfile::tempdir().unwrap();
    let output = vanban(data.path()).args(["ingest", "no-such-folder"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no-such-folder"));
}

#[test]
fn a_number_finds_its_document_in_every_spelling() {
    let desk = Desk::new();
    for query in ["1862/QĐ-TTg", "1862/qd-ttg", "1862", "qd 1862", "QĐ 1862"] {
        let (code, printed) = desk.ask(&["search", query]);
        assert_eq!(code, 0, "{query}");
        assert!(printed.contains("1862/QĐ-TTg"), "{query}: {printed}");
    }
}

#[test]
fn a_document_that_is_only_cited_says_so() {
    let desk = Desk::new();
    let hits = desk.json(&["search", "71-CT/TW", "--format", "json"]);
    let text = hits.to_string();
    assert!(text.contains("\"only_cited\":true"), "{text}");
}

#[test]
fn accents_are_not_needed() {
    let desk = Desk::new();
    let (with, without) = (desk.ask(&["search", "âm thanh làng quê"]), desk.ask(&["search", "am thanh lang que"]));
    assert_eq!((with.0, without.0), (0, 0));
    assert!(without.1.contains("147/KH-UBND"), "{}", without.1);
}

#[test]
fn nothing_found_is_exit_one_and_says_how_much_was_searched() {
    let desk = Desk::new();
    let output = vanban(desk.0.path()).args(["search", "khôngcótừnày"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("đã tìm trong"), "{said}");
}

#[test]
fn a_number_of_two_years_lists_both() {
    let desk = Desk::new();
    let (code, printed) = desk.ask(&["audit", "1862/QĐ-TTg"]);
    assert_eq!(code, 1);
    assert!(printed.contains("2021-10-12") && printed.contains("2017-11-23"), "{printed}");
    let candidates = desk.json(&["audit", "1862/QĐ-TTg", "--format", "json"]);
    assert_eq!(candidates["candidates"].as_array().map(Vec::len), Some(2));
}

#[test]
fn an_unknown_number_is_exit_one() {
    let desk = Desk::new();
    assert_eq!(desk.ask(&["audit", "9999/QĐ-TTg"]).0, 1);
    assert_eq!(desk.ask(&["trace", "9999/QĐ-TTg"]).0, 1);
    assert_eq!(desk.ask(&["show", "9999/QĐ-TTg"]).0, 1);
}

/// The answer written by hand, province by province: status, evidence, delay.
#[test]
fn the_audit_is_the_one_written_by_hand() {
    let desk = Desk::new();
    let expected: Value = serde_json::from_str(&fs::read_to_string(fixtures("gold/audit.json")).unwrap()).unwrap();
    for decision in expected["decisions"].as_array().unwrap() {
        let (number, date) = (decision["number"].as_str().unwrap(), decision["date"].as_str().unwrap());
        let audit = desk.json(&["audit", number, "--date", date, "--format", "json"]);
        assert_eq!(audit["decision"]["date"].as_str(), Some(date));
        let known_from = if decision["in_corpus"] == true { "file" } else { "citations" };
        assert_eq!(audit["decision"]["known_from"], known_from);
        let places = audit["places"].as_array().unwrap();
        assert_eq!(places.len() as u64, expected["provinces_at_the_time"].as_u64().unwrap());
        for place in places {
            check_place(place, &decision["provinces"][place["province"].as_str().unwrap()], date);
        }
    }
}

fn check_place(place: &Value, expected: &Value, date: &str) {
    let what = format!("{} for {date}", place["name"]);
    let status = expected["status"].as_str().unwrap_or("none");
    assert_eq!(place["status"].as_str(), Some(status), "{what}");
    let numbers: Vec<&Value> = place["evidence"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|evidence| evidence["status"].as_str().is_none_or(|own| own == status))
        .map(|evidence| &evidence["number"])
        .collect();
    for number in expected["evidence"].as_array().into_iter().flatten() {
        assert!(numbers.contains(&number), "{what}: {number} is not among {numbers:?}");
    }
    if status != "none" {
        assert_eq!(place["delay_days"], expected["delay_days"], "{what}");
        assert!(place["evidence"][0]["quote"].as_str().is_some_and(|quote| !quote.is_empty()), "{what} has no quote");
    }
}

#[test]
fn the_chain_goes_down_to_the_commune() {
    let desk = Desk::new();
    let (code, printed) = desk.ask(&["trace", "1862/QĐ-TTg", "--date", "2021-10-12", "--down"]);
    assert_eq!(code, 0);
    let place = |number: &str| printed.find(number).unwrap_or_else(|| panic!("{number} is not in\n{printed}"));
    assert!(place("147/KH-UBND") < place("38/KH-UBND") && place("38/KH-UBND") < place("09/KH-UBND"));
}

#[test]
fn a_number_of_two_provinces_is_two_documents() {
    let desk = Desk::new();
    let (code, printed) = desk.ask(&["show", "35-KH/TU"]);
    assert_eq!(code, 1);
    assert!(printed.contains("Hưng Yên") && printed.contains("Kiên Giang"), "{printed}");
}

#[test]
fn show_quotes_the_page() {
    let desk = Desk::new();
    let (_, cited) = desk.ask(&["show", "71-CT/TW"]);
    assert!(cited.contains("(cited as): về dạy bơi cho trẻ em vùng sông nước"), "{cited}");
    // The other decision of this number approves a plan.
    let (_, approved) = desk.ask(&["show", "1862/QĐ-TTg", "--date", "2021"]);
    assert!(
        approved.contains("phê duyệt “Chương trình Lưu giữ âm thanh làng quê giai đoạn 2021 - 2025” ("),
        "{approved}"
    );
    assert!(!approved.contains("nhạc cụ"), "{approved}");
    let (code, printed) = desk.ask(&["show", "147/KH-UBND"]);
    assert_eq!(code, 0);
    assert!(printed.contains("Thái Bình") && printed.contains("thực hiện"), "{printed}");
}

#[test]
fn tasks_of_a_body_are_found_without_accents() {
    let desk = Desk::new();
    let (code, printed) = desk.ask(&["tasks", "--body", "so tai chinh", "--format", "jsonl"]);
    assert_eq!(code, 0);
    for line in printed.lines() {
        let task: Value = serde_json::from_str(line).unwrap();
        let bodies = format!("{}{}", task["lead"], task["coordinate"]);
        assert!(bodies.contains("Sở Tài chính"), "{line}");
    }
    assert_eq!(desk.ask(&["tasks", "--body", "cơ quan không có"]).0, 1);
}

#[test]
fn parse_goes_on_behind_a_file_it_cannot_read() {
    let data = tempfile::tempdir().unwrap();
    let output = vanban(data.path())
        .arg("parse")
        .args([fixtures("broken/fake.pdf"), fixtures("text/kh-147-thai-binh-2021.txt")])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let printed = String::from_utf8(output.stdout).unwrap();
    let records: Vec<Value> = printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(records[0]["error"]["code"], "broken");
    assert_eq!(records[1]["number"]["value"], "147/KH-UBND");
}

#[test]
fn every_value_of_a_record_leads_to_words_of_its_text_and_file() {
    let data = tempfile::tempdir().unwrap();
    let file = fixtures("text/kh-147-thai-binh-2021.txt");
    let output = vanban(data.path()).arg("parse").arg(&file).output().unwrap();
    let record: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = record["text"].as_str().unwrap();
    let bytes = fs::read(&file).unwrap();
    let evidence = record["evidence"].as_array().unwrap();
    for field in ["/number", "/date", "/issuer", "/subject", "/citations/0", "/recipients/0", "/signer/name"] {
        let found =
            evidence.iter().find(|found| found["field"] == field).unwrap_or_else(|| panic!("no evidence of {field}"));
        let place = |key: &str| usize::try_from(found[key].as_u64().unwrap()).unwrap();
        assert!(!text[place("start")..place("end")].trim().is_empty(), "{field}");
        let original = &found["original"];
        let (start, end) = (original["start"].as_u64().unwrap(), original["end"].as_u64().unwrap());
        let printed = &bytes[usize::try_from(start).unwrap()..usize::try_from(end).unwrap()];
        assert!(std::str::from_utf8(printed).is_ok_and(|words| !words.trim().is_empty()), "{field} in the file");
    }
}

#[test]
fn the_schema_is_json() {
    let desk = Desk::new();
    let schema = desk.json(&["schema"]);
    assert!(schema["properties"]["citations"].is_object());
}

#[test]
fn reindex_finds_the_same() {
    let desk = Desk::new();
    let before = desk.ask(&["search", "Thái Bình", "--format", "json"]).1;
    assert_eq!(desk.ask(&["reindex"]).0, 0);
    let after = desk.ask(&["search", "Thái Bình", "--format", "json"]).1;
    let numbers = |printed: &str| {
        let hits: Value = serde_json::from_str(printed).unwrap();
        let hits = hits["hits"].as_array().unwrap().clone();
        hits.iter().map(|hit| hit["number"].to_string()).collect::<Vec<_>>()
    };
    assert_eq!(numbers(&before), numbers(&after));
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_a_quiet_end() {
    let binary = env!("CARGO_BIN_EXE_vanban");
    let files = fixtures("text/kh-147-thai-binh-2021.txt");
    let line = format!(
        "for i in 1 2 3; do set -- \"$@\" {files:?}; done; '{binary}' parse \"$@\" | head -c 10; exit ${{PIPESTATUS[0]}}"
    );
    let output = std::process::Command::new("bash").args(["-c", &line]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}
