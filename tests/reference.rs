//! Questions on real documents that lie beside the checkout; skipped with a printed reason where they do not.

use assert_cmd::Command;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The folder of real documents, if it is there.
fn seeds() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/seeds");
    if !folder.is_dir() {
        println!("skipped: no folder of reference documents at {}", folder.display());
    }
    folder.is_dir().then_some(folder)
}

fn answer(data: &Path, words: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_vanban")).arg("--data").arg(data).args(words).output().unwrap();
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn who_implemented_decision_1109() {
    let Some(folder) = seeds() else { return };
    let data = tempfile::tempdir().unwrap();
    answer(data.path(), &["ingest", folder.to_str().unwrap()]);
    let printed = answer(data.path(), &["audit", "1109/QĐ-TTg", "--date", "2019-08-28", "--format", "json"]);
    let audit: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(audit["decision"]["known_from"], "citations");
    let mut told = Vec::new();
    let places = audit["places"].as_array().unwrap();
    for place in places.iter().filter(|place| place["status"] != "none") {
        let best = &place["evidence"][0];
        told.push(format!(
            "{} {} {} {}",
            place["name"].as_str().unwrap(),
            place["status"].as_str().unwrap(),
            best["number"].as_str().unwrap_or("-"),
            place["delay_days"]
        ));
    }
    told.sort();
    assert_eq!(
        told,
        [
            "Cao Bằng implemented 2511/KH-UBND 408",
            "Gia Lai unnumbered /KH-UBND null",
            "Lạng Sơn implemented 1057/UBND-NC 42"
        ]
    );
    assert_eq!(places.len(), 63);
}

#[test]
fn who_carries_out_conclusion_57() {
    let Some(folder) = seeds() else { return };
    let data = tempfile::tempdir().unwrap();
    answer(data.path(), &["ingest", folder.to_str().unwrap()]);
    let tree = answer(data.path(), &["trace", "57-KL/TW", "--down"]);
    for number in ["47/NQ-CP", "149-KH/TU", "126/KH-UBND", "61/KH-UBND", "968/STTTT-TTBCXB"] {
        assert!(tree.contains(number), "{number} is not in\n{tree}");
    }
    assert!(tree.contains("“Thực hiện Công văn số 968"), "the witness's sentence is quoted");
}

/// What is odd in the five reference documents, and nothing else: dates out of order, an item numbered twice, a body that
/// coordinates with itself, blanks and lost heads, and two days that passed without a report among the five.
#[test]
fn the_oddities_of_the_reference_documents_are_found_and_no_others() {
    let Some(folder) = seeds() else { return };
    let data = tempfile::tempdir().unwrap();
    answer(data.path(), &["ingest", folder.to_str().unwrap()]);
    let printed = answer(data.path(), &["check", "--as-of", "2026-11-21", "--format", "json"]);
    let found: Value = serde_json::from_str(&printed).unwrap();
    let told: Vec<String> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| {
            let file = Path::new(finding["file"].as_str().unwrap()).file_name().unwrap().to_str().unwrap().to_owned();
            format!("{} {}", &file[..3], finding["code"].as_str().unwrap())
        })
        .collect();
    assert_eq!(
        told,
        [
            "000 date_order",
            "001 self_coordination",
            "002 blank_number",
            "002 date_order",
            "002 missing_part",
            "002 overdue_task",
            "003 blank_number",
            "003 duplicate_item",
            "004 missing_part",
            "004 overdue_task",
        ]
    );
}

/// Who bears on whom in the five reference documents, against the edges written by hand. An edge to a paper without a
/// number of its own (*approves*, *promulgates*) stands with the title of the citation; one repeated as nested is not one
/// of citations.
#[test]
fn the_edges_written_by_hand_are_found() {
    let Some(folder) = seeds() else { return };
    let edges = folder.join("../../domain/golden_edges.tsv");
    let Ok(edges) = std::fs::read_to_string(&edges) else {
        println!("skipped: no edges at {}", edges.display());
        return;
    };
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let records: Vec<Value> =
        files.iter().map(|file| serde_json::from_str(&parsed(file)).expect("one record a file")).collect();
    let mut missing = Vec::new();
    let mut asked = 0;
    for edge in edges.lines().skip(1) {
        let cells: Vec<&str> = edge.split('\t').collect();
        let (role, strength) = cells[2].trim_end_matches(')').split_once('(').unwrap_or((cells[2], ""));
        if role == "mentions" {
            continue;
        }
        asked += 1;
        let citations = records[cells[0][1..].parse::<usize>().unwrap()]["citations"].as_array().unwrap();
        let is_of = |citation: &Value, number: &str| {
            let key = |number: &str| number.replace('/', "-").replace(char::is_whitespace, "").to_lowercase();
            citation["number"].as_str().is_some_and(|printed| key(printed) == key(number))
        };
        // The name as written by hand may be cut in the middle.
        let promulgates = |citation: &Value| {
            let paper = &citation["promulgates"];
            let name = paper["name"].as_str().unwrap_or_default();
            let mut pieces = cells[3].split(" ... ");
            paper["role"] == role && pieces.all(|piece| name.contains(piece)) && is_of(citation, cells[1])
        };
        let is_found = citations.iter().any(|citation| {
            if matches!(role, "approves" | "promulgates") {
                return promulgates(citation);
            }
            let from_there = citation["parent"].as_u64().map_or(cells[1] == "self", |parent| {
                citations.get(usize::try_from(parent).unwrap()).is_some_and(|citing| is_of(citing, cells[1]))
            });
            let same_strength = strength.is_empty() || citation["strength"] == strength;
            from_there && is_of(citation, cells[3]) && citation["role"] == role && same_strength
        });
        if !is_found {
            missing.push(edge);
        }
    }
    assert!(asked > 30 && missing.is_empty(), "{} of {asked} are missing: {missing:#?}", missing.len());
}

fn parsed(file: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_vanban")).arg("parse").arg(file).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}
