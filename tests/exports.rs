//! Exports as other programs read them: each format by a reader of another maker (`tests/readers`, set up by
//! `.ci/setup`), the numbers against the records themselves.

use assert_cmd::Command;
use calamine::{Reader, Xlsx};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command as Process;
use tempfile::TempDir;

/// A folder with the shipped texts read into `data`, and exports beside it.
struct Desk(TempDir);

impl Desk {
    fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().expect("a folder"));
        let texts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/text");
        desk.vanban().arg("ingest").arg(texts).assert().success();
        desk
    }

    fn vanban(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vanban"));
        command.arg("--data").arg(self.0.path().join("data"));
        command
    }

    fn export(&self, format: &str, name: &str, more: &[&str]) -> PathBuf {
        let file = self.0.path().join(name);
        self.vanban().args(["export", "--format", format, "--out"]).arg(&file).args(more).assert().success();
        file
    }

    /// The JSON lines: one value a document.
    fn lines(&self, more: &[&str]) -> Vec<Value> {
        let text = fs::read_to_string(self.export("jsonl", "records.jsonl", more)).expect("the export");
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }
}

/// The interpreter with the readers, where `.ci/setup` could install them.
fn readers() -> Option<PathBuf> {
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/readers/bin/python");
    if !python.exists() {
        eprintln!("skipped: no readers of other makers here; `.ci/test` installs them");
    }
    python.exists().then_some(python)
}

fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

fn count(lines: &[Value], name: &str) -> usize {
    lines.iter().map(|line| list(&line["record"], name).len()).sum()
}

#[test]
fn every_format_is_read_by_a_program_of_another_maker() {
    let Some(python) = readers() else { return };
    let desk = Desk::new();
    let lines = desk.lines(&[]);
    for table in ["records", "citations", "tasks"] {
        desk.export("parquet", &format!("{table}.parquet"), &["--table", table]);
    }
    for (format, name) in [
        ("akn", "akn.zip"),
        ("edxml", "edxml.zip"),
        ("graphml", "graph.graphml"),
        ("ics", "tasks.ics"),
        ("ttl", "graph.ttl"),
    ] {
        desk.export(format, name, &[]);
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers/read_exports.py");
    let output = Process::new(python).arg(script).arg(desk.0.path()).output().expect("the readers run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let seen: Value = serde_json::from_slice(&output.stdout).expect("one JSON object");
    check_akoma_ntoso(&seen["akoma_ntoso"], &lines);
    check_parquet(&seen["parquet"], &lines);
    check_graph(&seen, &lines);
    check_calendar(&seen["calendar"], &lines);
    let numbers: BTreeSet<&str> = seen["edxml"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(numbers.contains("147/KH-UBND"), "{numbers:?}");
}

fn check_akoma_ntoso(seen: &Value, lines: &[Value]) {
    assert_eq!(seen["faults"], Value::Array(Vec::new()));
    assert_eq!(seen["documents"], lines.len());
    assert_eq!(seen["uris"], lines.len(), "two documents have one URI");
    for line in lines {
        let words: Vec<&str> = line["record"]["text"].as_str().unwrap().split_whitespace().collect();
        let document = line["document"].to_string();
        let found: String = list(&seen["words"], &document).iter().filter_map(Value::as_str).collect();
        assert_eq!(found, words.concat(), "letters of document {document} were lost or moved");
    }
}

fn check_parquet(seen: &Value, lines: &[Value]) {
    assert_eq!(seen["records"]["rows"], lines.len());
    assert_eq!(seen["citations"]["rows"], count(lines, "citations"));
    assert_eq!(seen["tasks"]["rows"], count(lines, "tasks"));
    for (table, column, kind) in [
        ("records", "document", "BIGINT"),
        ("records", "date_first", "DATE"),
        ("records", "recipients", "VARCHAR[]"),
        ("tasks", "lead", "VARCHAR[]"),
        ("tasks", "deadline_end", "DATE"),
        ("citations", "quote", "VARCHAR"),
    ] {
        assert_eq!(seen[table]["types"][column], kind, "{table}.{column}");
    }
}

fn check_graph(seen: &Value, lines: &[Value]) {
    let mut roles: BTreeMap<&str, u64> = BTreeMap::new();
    let (mut implements, mut papers) = (BTreeSet::new(), BTreeSet::new());
    for line in lines {
        for (citation, link) in list(&line["record"], "citations").iter().zip(list(line, "links")) {
            if let (Some(role), Some(act)) = (citation["promulgates"]["role"].as_str(), link["to"].as_i64()) {
                *roles.entry(role).or_default() += 1;
                papers.insert((act, citation["promulgates"]["doc_type"].as_str()));
            }
            if link["to"].is_null() || link["from"].is_null() {
                continue;
            }
            let role = citation["role"].as_str().unwrap();
            *roles.entry(role).or_default() += 1;
            if role == "implements" && link["from"] == line["document"] {
                implements.insert((link["from"].as_i64(), link["to"].as_i64()));
            }
        }
    }
    assert!(roles.values().sum::<u64>() > 20, "{roles:?}");
    assert_eq!(seen["graphml"]["roles"], serde_json::to_value(&roles).unwrap());
    assert_eq!(seen["graphml"]["named"], seen["graphml"]["nodes"]);
    assert_eq!(seen["turtle"]["works"], lines.len());
    assert_eq!(seen["turtle"]["implements"], implements.len());
    // Two decisions of one number put in force a programme and a plan.
    assert_eq!((papers.len(), &seen["turtle"]["papers"]), (2, &Value::from(2)));
}

/// The day a calendar shows: of `trước ngày 15/11` the 14th, of `trước 10 giờ ngày 15/11` the 15th.
fn last_day_in_time(deadline: &Value) -> Option<String> {
    let end: jiff::civil::Date = deadline["end"].as_str()?.parse().expect("a day");
    let ends_before = deadline["bound"] == "exclusive" && !deadline["raw"].as_str()?.contains("giờ");
    Some(if ends_before { end.yesterday().expect("a day before") } else { end }.to_string())
}

fn check_calendar(seen: &Value, lines: &[Value]) {
    assert_eq!(seen["faults"], Value::Array(Vec::new()));
    assert_eq!(seen["uids"], seen["events"]);
    let deadlines = lines.iter().flat_map(|line| list(&line["record"], "tasks")).map(|task| &task["deadline"]);
    let dated = deadlines.clone().filter(|deadline| deadline["recurrence"].is_null() && deadline["kind"] != "from");
    let mut days: Vec<String> = dated.filter_map(last_day_in_time).collect();
    days.sort_unstable();
    assert_eq!(seen["days"], serde_json::to_value(days).unwrap());
    let rules = seen["rules"].to_string();
    assert!(rules.contains("FREQ=YEARLY;BYMONTHDAY=15;BYMONTH=12"), "{rules}");
    assert!(!rules.contains("\"FREQ=YEARLY\""), "a day was guessed: {rules}");
}

#[test]
fn the_workbook_has_three_sheets_with_vietnamese_headings() {
    let desk = Desk::new();
    let lines = desk.lines(&[]);
    let mut book: Xlsx<_> = calamine::open_workbook(desk.export("xlsx", "all.xlsx", &[])).expect("a workbook");
    assert_eq!(book.sheet_names(), ["Văn bản", "Viện dẫn", "Nhiệm vụ"]);
    let rows =
        [("Văn bản", lines.len()), ("Viện dẫn", count(&lines, "citations")), ("Nhiệm vụ", count(&lines, "tasks"))];
    for (sheet, expected) in rows {
        let range = book.worksheet_range(sheet).expect("the sheet");
        assert_eq!(range.height(), expected + 1, "{sheet}");
    }
    let records = book.worksheet_range("Văn bản").unwrap();
    assert_eq!(records.get_value((0, 1)).map(ToString::to_string).as_deref(), Some("Số, ký hiệu"));
}

#[test]
fn a_selection_exports_only_what_it_names() {
    let desk = Desk::new();
    let province = desk.lines(&["--province", "Thái Bình", "--from", "2022"]);
    assert!(!province.is_empty());
    for line in &province {
        assert_eq!(line["province_name"], "Thái Bình");
        assert!(line["date"].as_str().unwrap() >= "2022", "{}", line["date"]);
    }
    let one = desk.lines(&["147/KH-UBND"]);
    assert_eq!(one.iter().map(|line| &line["number"]).collect::<Vec<_>>(), ["147/KH-UBND"]);
    let with_cited = desk.lines(&["--with-cited"]);
    assert!(with_cited.len() > desk.lines(&[]).len());
    assert!(with_cited.iter().any(|line| line["record"].is_null() && line["known_from"] == "citations"));
}

#[test]
fn several_documents_need_an_archive_and_nothing_half_done_stays() {
    let desk = Desk::new();
    let file = desk.0.path().join("one.xml");
    let output = desk.vanban().args(["export", "--format", "akn", "--out"]).arg(&file).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains(".zip"));
    assert!(!file.exists());
    assert_eq!(fs::read_dir(desk.0.path()).unwrap().count(), 1, "only the data folder is left");
}
