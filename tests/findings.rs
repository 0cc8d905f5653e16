//! `vanban check` on invented papers: what is told, silenced and configured.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A decision, another that repeals it, and a plan that carries it out two years later.
fn desk() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let head = |number: &str, day: &str| {
        format!(
            "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\n\nSố: {number}\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - \
             Hạnh phúc\n\nLạng Sơn, {day}\n\n"
        )
    };
    let foot = "\n\nNơi nhận:\n- Các sở, ban, ngành;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\n\nNông Thế Ấm\n";
    let papers = [
        (
            "cu",
            "812/QĐ-UBND",
            "ngày 04 tháng 5 năm 2015",
            "QUYẾT ĐỊNH\nBan hành Quy chế giữ đèn bến nước\n\nĐiều 1. Ban hành Quy chế giữ đèn bến nước.",
        ),
        (
            "bai-bo",
            "977/QĐ-UBND",
            "ngày 11 tháng 6 năm 2018",
            "QUYẾT ĐỊNH\nBãi bỏ Quyết định số 812/QĐ-UBND ngày 04/5/2015 của Ủy ban nhân dân tỉnh\n\nĐiều 1. Bãi bỏ Quyết \
             định số 812/QĐ-UBND ngày 04/5/2015 của Ủy ban nhân dân tỉnh Lạng Sơn.",
        ),
        (
            "ke-hoach",
            "55/KH-UBND",
            "ngày 20 tháng 7 năm 2020",
            "KẾ HOẠCH\nThắp đèn bến nước năm 2020\n\nThực hiện Quyết định số 812/QĐ-UBND ngày 04/5/2015 của Ủy ban nhân \
             dân tỉnh Lạng Sơn, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:\n\n1. Thay bấc đèn.\n- Cơ quan chủ trì: Sở \
             Công Thương.\n- Cơ quan phối hợp: Sở Công Thương.\n- Thời hạn: Trước ngày 01/10/2020.",
        ),
    ];
    fs::create_dir(folder.path().join("papers")).unwrap();
    for (name, number, day, body) in papers {
        let text = format!("{}{body}{foot}", head(number, day));
        fs::write(folder.path().join(format!("papers/{name}.txt")), text).unwrap();
    }
    run(folder.path(), &["ingest", folder.path().join("papers").to_str().unwrap()]);
    folder
}

fn run(data: &Path, words: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_vanban")).arg("--data").arg(data).args(words).output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

fn codes(data: &Path, words: &[&str]) -> Vec<String> {
    let all = [&["check", "--as-of", "2026-05-15", "--format", "json"], words].concat();
    let found: Value = serde_json::from_str(&run(data, &all).1).unwrap();
    found["findings"].as_array().unwrap().iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_plan_on_repealed_ground_is_told_with_its_words() {
    let desk = desk();
    assert_eq!(codes(desk.path(), &[]), ["dead_reference", "overdue_task", "self_coordination"]);
    let (code, table) = run(desk.path(), &["check", "--as-of", "2026-05-15"]);
    assert_eq!(code, Some(0));
    assert!(table.contains("977/QĐ-UBND ngày 2018-06-11") && table.contains("chưa thấy báo cáo"), "{table}");
    // A table breaks its lines where it must; the wording is whole in the JSON.
    let json = run(desk.path(), &["check", "--as-of", "2026-05-15", "--format", "json"]).1;
    assert!(json.contains("trong những gì đã đọc (no report found in what was read)"), "{json}");
    assert_eq!(run(desk.path(), &["check", "977/QĐ-UBND"]).0, Some(1), "nothing is odd there");
}

#[test]
fn a_paper_that_two_others_date_differently_is_told() {
    let desk = desk();
    for (name, number, day) in [("mot", "71", "03"), ("hai", "72", "13")] {
        let text = format!(
            "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\n\nSố: {number}/KH-UBND\n\nLạng Sơn, ngày 20 tháng 8 năm 2021\n\nKẾ \
             HOẠCH\nThắp đèn bến nước đợt {number}\n\nThực hiện Quyết định số 640/QĐ-TTg ngày {day}/5/2021 của Thủ \
             tướng Chính phủ, Ủy ban nhân dân tỉnh ban hành Kế hoạch.\n\nNơi nhận:\n- Các sở, ban, ngành;\n- Lưu: \
             VT.\n\nCHỦ TỊCH\n\n\n\nNông Thế Ấm\n"
        );
        fs::write(desk.path().join(format!("papers/{name}.txt")), text).unwrap();
    }
    run(desk.path(), &["ingest", desk.path().join("papers").to_str().unwrap()]);
    assert_eq!(codes(desk.path(), &["640/QĐ-TTg"]), ["contradicting_dates"]);
}

#[test]
fn rules_are_silenced_by_flag_and_configuration() {
    let desk = desk();
    assert_eq!(codes(desk.path(), &["--silence", "overdue_task,dead_reference"]), ["self_coordination"]);
    fs::write(desk.path().join("vanban.toml"), "[check]\nsilence = [\"self_coordination\"]\n").unwrap();
    assert_eq!(codes(desk.path(), &["--silence", "overdue_task"]), ["dead_reference"]);
    assert_eq!(run(desk.path(), &["check", "--silence", "no_such_rule"]).0, Some(2));
}

#[test]
fn the_rules_are_listed_without_a_store() {
    let empty = tempfile::tempdir().unwrap();
    let (code, listed) = run(empty.path(), &["check", "--rules", "--format", "json"]);
    assert_eq!(code, Some(0));
    let rules: Value = serde_json::from_str(&listed).unwrap();
    assert!(rules.as_array().unwrap().iter().any(|rule| rule["code"] == "number_clash"), "{listed}");
}
