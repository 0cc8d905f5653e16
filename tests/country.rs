//! Audits of a small invented country, against the answer written by hand in `fixtures/gold/country.json`.

mod papers;

use assert_cmd::Command;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The country read into a data folder, and the answer written by hand.
struct Desk {
    files: TempDir,
    data: TempDir,
    gold: Value,
}

impl Desk {
    fn new() -> Desk {
        let (files, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        papers::write(files.path());
        let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/gold/country.json");
        let gold = serde_json::from_str(&fs::read_to_string(gold).unwrap()).unwrap();
        let desk = Desk { files, data, gold };
        assert_eq!(desk.run(&["ingest", desk.files.path().to_str().unwrap()]).0, Some(0));
        desk
    }

    fn run(&self, words: &[&str]) -> (Option<i32>, String) {
        let output =
            Command::new(env!("CARGO_BIN_EXE_vanban")).arg("--data").arg(self.data.path()).args(words).output();
        let output = output.unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    }

    /// Asks about the decision of 2016, with the folders of the unread files.
    fn audit(&self, words: &[&str]) -> Value {
        let places: Vec<String> = self.gold["places"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(folder, code)| format!("{}={}", self.files.path().join(folder).display(), code.as_str().unwrap()))
            .collect();
        let decision = format!("{}@{}", self.text("number"), self.text("date"));
        let as_of = self.gold["as_of"].as_str().unwrap();
        let mut all = vec!["audit", &decision, "--as-of", as_of, "--format", "json"];
        all.extend(places.iter().flat_map(|place| ["--place-of", place]));
        all.extend(words);
        let (code, printed) = self.run(&all);
        assert_eq!(code, Some(0), "{words:?}");
        serde_json::from_str(&printed).unwrap()
    }

    fn text(&self, field: &str) -> &str {
        self.gold["decision"][field].as_str().unwrap()
    }

    fn list(&self, text: &str) -> PathBuf {
        let path = self.data.path().join("list.txt");
        fs::write(&path, text).unwrap();
        path
    }
}

/// Names and statuses of the rows that have something.
fn found(audit: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let rows = audit["places"].as_array().unwrap().iter().filter(|place| place["status"] != "none");
    rows.map(|place| (text(&place["name"]), text(&place["status"]))).collect()
}

#[test]
fn in_the_borders_of_then_the_answer_is_the_one_written_by_hand() {
    let desk = Desk::new();
    let audit = desk.audit(&[]);
    assert_eq!(audit["deadline"]["date"], desk.gold["decision"]["deadline"]);
    let places = audit["places"].as_array().unwrap();
    assert_eq!(places.len(), 63);
    for place in places {
        let expected = &desk.gold["then"][place["province"].as_str().unwrap()];
        let date = |field: &str| place[field].get("date").cloned().unwrap_or(Value::Null);
        let told = json!({
            "status": place["status"], "delay_days": place["delay_days"], "timeliness": place["timeliness"],
            "days_over": place["days_over"], "first": date("first"), "latest": date("latest"),
            "unread": if place["unread"] == 0 { Value::Null } else { place["unread"].clone() },
        });
        for (field, value) in told.as_object().unwrap() {
            assert_eq!(value, &expected[field], "{field} of {}", place["name"]);
        }
        let evidence = place["evidence"].as_array().unwrap();
        for number in expected["evidence"].as_array().into_iter().flatten() {
            let says = |found: &&Value| found["number"] == *number && found["status"] == place["status"];
            assert!(evidence.iter().any(|found| says(&found)), "{number} of {}", place["name"]);
        }
    }
    let warned = desk.gold["warned"].as_str().unwrap();
    assert!(audit["warnings"].as_array().unwrap().iter().any(|line| line.as_str().unwrap().contains(warned)));
}

#[test]
fn in_the_borders_of_now_merged_provinces_are_told_with_their_parts() {
    let desk = Desk::new();
    let audit = desk.audit(&["--geography", "now"]);
    let places = audit["places"].as_array().unwrap();
    assert_eq!(places.len(), 34);
    for place in places {
        let expected = &desk.gold["now"][place["province"].as_str().unwrap()];
        let parts = place["parts"].as_array().unwrap().iter();
        let parts: serde_json::Map<String, Value> =
            parts.map(|part| (part["province"].as_str().unwrap().to_owned(), part["status"].clone())).collect();
        let parts = if parts.is_empty() { Value::Null } else { Value::Object(parts) };
        let unread = if place["unread"] == 0 { Value::Null } else { place["unread"].clone() };
        let told =
            [("status", &place["status"]), ("partial", &place["partial"]), ("parts", &parts), ("unread", &unread)];
        for (field, value) in told {
            assert_eq!(value, &expected[field], "{field} of {}", place["name"]);
        }
    }
}

#[test]
fn decisions_of_one_number_stand_side_by_side() {
    let desk = Desk::new();
    let other = format!("{}@{}", desk.text("number"), desk.text("other"));
    let matrix = desk.audit(&[&other]);
    assert_eq!(matrix["audits"].as_array().unwrap().len(), 2);
    let rows = matrix["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 63);
    for row in rows {
        let code = row["province"].as_str().unwrap();
        let other = desk.gold["other_decision"].get(code).cloned().unwrap_or_else(|| "none".into());
        assert_eq!(row["statuses"], json!([desk.gold["then"][code]["status"], other]), "{}", row["name"]);
    }
}

#[test]
fn a_list_of_those_expected_and_a_given_deadline_rule_the_answer() {
    let desk = Desk::new();
    let list = desk.list("# hai tỉnh\n20\nCao Bằng\nXứ Mơ\n");
    let audit = desk.audit(&["--expect", list.to_str().unwrap(), "--deadline", "2016-09-04"]);
    let told: Vec<String> = audit["places"]
        .as_array()
        .unwrap()
        .iter()
        .map(|place| {
            format!(
                "{} {} {}",
                place["name"].as_str().unwrap(),
                place["timeliness"].as_str().unwrap(),
                place["days_over"]
            )
        })
        .collect();
    assert_eq!(told, ["Cao Bằng late 1", "Lạng Sơn in_time null"]);
    assert_eq!(audit["deadline"]["source"], "given");
    let warnings = audit["warnings"].to_string();
    assert!(warnings.contains("Xứ Mơ") && warnings.contains("Hà Nội"), "{warnings}");
}

#[test]
fn below_the_provinces_those_that_said_something_and_those_of_a_list() {
    let desk = Desk::new();
    let districts = found(&desk.audit(&["--level", "district"]));
    let implemented = |name: &str| (name.to_owned(), "implemented".to_owned());
    assert_eq!(districts, [implemented("huyện Vũ Thư"), implemented("huyện Tam Nông")]);
    assert_eq!(found(&desk.audit(&["--level", "commune"])), [implemented("xã Quan Lạn")]);
    let departments = desk.audit(&["--level", "department"]);
    assert_eq!(found(&departments).len(), 2);
    let named = |place: &Value| format!("Sở Văn hóa, Thể thao và Du lịch\t{}\n", place["province"].as_str().unwrap());
    let lines: String = departments["places"].as_array().unwrap().iter().map(named).collect();
    let list = desk.list(&format!("{lines}Sở Mơ\tThái Bình\n"));
    let audit = desk.audit(&["--level", "department", "--expect", list.to_str().unwrap()]);
    assert_eq!(found(&audit), found(&departments), "the province stands beside the name or in it");
    assert_eq!(audit["places"].as_array().unwrap().len(), 3);
    let list = desk.list("huyện Vũ Thư\tThái Bình\nhuyện Bến Mơ\n");
    let audit = desk.audit(&["--level", "district", "--expect", list.to_str().unwrap()]);
    let told: Vec<&Value> = audit["places"].as_array().unwrap().iter().map(|place| &place["status"]).collect();
    assert_eq!(told, ["implemented", "none"]);
    let all = desk.list("*\tThái Bình\n");
    let audit = desk.audit(&["--level", "district", "--expect", all.to_str().unwrap()]);
    assert_eq!(audit["places"].as_array().unwrap().len(), 8, "Thái Bình had eight districts");
    assert_eq!(found(&audit), [implemented("huyện Vũ Thư")]);
}

#[test]
fn a_plan_is_held_against_the_tasks_of_the_decision() {
    let desk = Desk::new();
    let plan = desk.files.path().join("20-lang-son/ke-hoach-tinh.txt");
    let aligned = desk.audit(&["--align", plan.to_str().unwrap()]);
    let taken: Vec<bool> =
        aligned["tasks"].as_array().unwrap().iter().map(|task| !task["taken_over"].is_null()).collect();
    assert_eq!(taken, [false, true, false]);
    assert_eq!((&aligned["taken_over"], &aligned["left_out"]), (&json!(1), &json!(2)));
    let inventory = &aligned["tasks"][1];
    assert_eq!((&inventory["same_lead"], &inventory["deadline_days"]), (&json!(false), &json!(0)));
    assert_eq!(aligned["own"].as_array().unwrap().len(), 1);
}

#[test]
fn overdue_is_worded_as_what_was_not_found() {
    let desk = Desk::new();
    let decision = format!("{}@{}", desk.text("number"), desk.text("date"));
    let (_, table) = desk.run(&["audit", &decision, "--as-of", "2026-05-15"]);
    assert!(table.contains("chưa thấy báo cáo trong những gì đã đọc"), "{table}");
    assert!(table.contains("no report found in what was read"), "{table}");
}
