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
