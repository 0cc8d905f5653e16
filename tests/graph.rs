//! Works and their files, ways between documents and validity, as a user meets them on the shipped fixtures.

use assert_cmd::Command;
use serde_json::Value;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A data folder with the texts and the office files read into it; gone when dropped.
struct Desk(TempDir);

impl Desk {
    fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().expect("a folder for the store"));
        desk.vanban().arg("ingest").args([fixtures("text"), fixtures("office")]).assert().success();
        desk
    }

    fn vanban(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vanban"));
        command.arg("--data").arg(self.0.path());
        command
    }

    #[track_caller]
    fn json(&self, words: &[&str]) -> Value {
        let output = self.vanban().args(words).args(["--format", "json"]).output().expect("the command runs");
        serde_json::from_slice(&output.stdout).expect("one JSON value on standard output")
    }

    fn copies(&self) -> Vec<(String, String)> {
        let shown = self.json(&["show", "96/KH-UBND"]);
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let copies = shown["copies"].as_array().cloned().unwrap_or_default();
        copies.iter().map(|copy| (text(&copy["file"]), text(&copy["reason"]))).collect()
    }
}

fn fixtures(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder)
}

#[test]
fn one_plan_in_six_formats_is_one_work_and_a_person_can_part_it() {
    let desk = Desk::new();
    let copies = desk.copies();
    assert!(copies.len() >= 4, "{copies:?}");
    assert!(copies.iter().all(|(_, reason)| reason == "text" || reason == "date"), "{copies:?}");

    let files = [copies[0].0.as_str(), copies[1].0.as_str()];
    let shown = desk.json(&["show", "96/KH-UBND"]);
    let main = shown["file"].as_str().unwrap();
    desk.vanban().args(["same", files[0], main, "--apart", "--why", "thử"]).assert().success();
    let parted = desk.vanban().args(["show", "96/KH-UBND"]).output().expect("the command runs");
    assert_eq!(parted.status.code(), Some(1), "the number now stands for two papers");
    desk.vanban().args(["same", files[0], main, "--undo"]).assert().success();
    assert_eq!(desk.copies(), copies);
}

#[test]
fn a_district_plan_reaches_the_decision_over_the_plan_of_its_province() {
    let desk = Desk::new();
    let found = desk.json(&["trace", "38/KH-UBND", "--to", "1862/QĐ-TTg", "--to-date", "2021-10-12"]);
    let paths = found["paths"].as_array().unwrap();
    let over_province = paths.iter().any(|path| {
        let hops = path.as_array().unwrap();
        hops.len() == 2
            && hops[0]["to"]["number"] == "147/KH-UBND"
            && hops.iter().all(|hop| hop["role"] == "implements")
    });
    assert!(over_province, "{found:#}");
}

#[test]
fn a_decision_holds_from_its_day_as_far_as_was_read() {
    let desk = Desk::new();
    let on = |day: &str| {
        let found = desk.json(&["trace", "1862/QĐ-TTg", "--date", "2021-10-12", "--in-force-on", day]);
        found["validity"]["in_force"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!((on("2021-01-01"), on("2022-06-01")), ("not_yet".to_owned(), "yes".to_owned()));
}
