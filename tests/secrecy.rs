//! Papers marked *mật* and above: withheld from every face unless asked for by name, which is logged; counted, never silent.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::io::Read;
use std::path::Path;
use tempfile::TempDir;

/// A data folder with the shipped texts, one of them stamped *MẬT*: `147/KH-UBND` implements `1862/QĐ-TTg` and assigns
/// tasks; `38/KH-UBND` of a district cites it.
struct Desk(TempDir);

const SECRET: &str = "147/KH-UBND";
const DATA: &str = "data";

impl Desk {
    fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().expect("a folder"));
        let papers = desk.0.path().join("papers");
        fs::create_dir(&papers).expect("a folder");
        let texts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/text");
        for entry in fs::read_dir(texts).expect("the fixtures") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
            if path.extension().is_some_and(|ending| ending == "txt") {
                let text = fs::read_to_string(&path).expect("a text");
                let stamp = if name == "kh-147-thai-binh-2021.txt" { "MẬT\n\n" } else { "" };
                fs::write(papers.join(name), format!("{stamp}{text}")).expect("a place to write");
            }
        }
        assert_eq!(desk.ask(&["ingest", papers.to_str().expect("a path")]).code, 0);
        desk
    }

    fn ask(&self, words: &[&str]) -> Told {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vanban"));
        let output =
            command.arg("--data").arg(self.0.path().join(DATA)).args(words).output().expect("the command runs");
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Told { code: output.status.code().unwrap_or(-1), out: text(output.stdout), talk: text(output.stderr) }
    }

    fn ask_by_name(&self, words: &[&str]) -> Told {
        self.ask(&[words, &["--with-secret", "--asked-by", "Lan"]].concat())
    }
}

/// What a command answered.
struct Told {
    code: i32,
    out: String,
    talk: String,
}

impl Told {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {} {}", self.out, self.talk))
    }
}

/// Words of the secret paper alone.
const ITS_WORDS: &str = "mỗi làng chọn không quá 12 âm thanh";

#[test]
fn every_face_withholds_secret_papers_and_says_so() {
    let desk = Desk::new();
    let register = desk.0.path().join("so.csv");
    let entry = format!("Số đến;Số, ký hiệu;Ngày tháng\n1;{SECRET};30/11/2021\n2;38/KH-UBND;14/01/2022\n");
    fs::write(&register, entry).expect("a place to write");
    let files =
        ["kh-147-thai-binh-2021.txt", "kh-38-vu-thu-2022.txt"].map(|name| desk.0.path().join("papers").join(name));
    let [secret, other] = files.map(|path| path.display().to_string());
    assert_eq!(desk.ask(&["same", &secret, &other, "--apart"]).code, 0);
    let faces: [&[&str]; 11] = [
        &["register", register.to_str().expect("a path"), "--format", "json"],
        &["same"],
        &["search", "\"mỗi làng chọn không quá\""],
        &["search", "--format", "json", SECRET],
        &["show", "kh-147-thai-binh-2021.txt"],
        &["tasks", "--format", "jsonl"],
        &["trace", "1862/QĐ-TTg", "--date", "2021-10-12"],
        &["audit", "1862/QĐ-TTg", "--date", "2021-10-12", "--format", "json"],
        &["check", "--format", "json"],
        &["review", "--limit", "10000", "--format", "json"],
        &["export", "--format", "jsonl", "--out", "-"],
    ];
    for words in faces {
        let (told, shown) = (desk.ask(words), desk.ask_by_name(words));
        for trace_of_it in ["kh-147-thai-binh", ITS_WORDS] {
            assert!(!told.out.contains(trace_of_it), "{words:?} tells of it: {trace_of_it}");
        }
        assert!(told.talk.contains("1 văn bản có độ mật"), "{words:?} is silent: {}", told.talk);
        assert!(shown.talk.lines().all(|line| !line.contains("có độ mật")), "{words:?}: {}", shown.talk);
        // Rules find nothing odd in it, and nothing of it is in doubt.
        if !matches!(words[0], "check" | "review") {
            assert_ne!(shown.out, told.out, "{words:?} shows no more when asked by name");
        }
    }
}

#[test]
fn files_for_others_hold_nothing_of_secret_papers() {
    let desk = Desk::new();
    let out = desk.0.path().join("out.zip");
    let out = out.to_str().expect("a path");
    let formats = ["jsonl", "csv", "xlsx", "parquet", "graphml", "dot", "akn", "edxml", "ics", "ttl"];
    let mut faces: Vec<Vec<&str>> = formats.map(|format| vec!["export", "--format", format, "--out", out]).into();
    for table in ["citations", "tasks"] {
        faces.push(vec!["export", "--format", "csv", "--table", table, "--out", out]);
    }
    let audit = ["audit", "1862/QĐ-TTg", "--date", "2021-10-12"];
    let reports = ["report.html", "report.xlsx", "report.docx"].map(|name| format!("{out}.{name}"));
    faces.extend(reports.iter().map(|report| [&audit[..], &["--report", report]].concat()));
    let bundle = format!("{out}.zip");
    faces.push([&audit[..], &["--bundle", &bundle]].concat());
    for words in faces {
        let file = words.last().expect("a file");
        let told = desk.ask(&words);
        assert_eq!(told.code, 0, "{words:?}: {}", told.talk);
        let without = unpacked(Path::new(file));
        assert_eq!(desk.ask_by_name(&words).code, 0, "{words:?}");
        let with = unpacked(Path::new(file));
        assert_ne!(without, with, "{words:?} holds no more when asked by name");
        for trace_of_it in ["kh-147-thai-binh", ITS_WORDS, "mỗi làng chọn không quá\n12"] {
            assert!(!without.contains(trace_of_it), "{words:?} tells of it: {trace_of_it}");
        }
        // What Parquet holds is compressed.
        let is_seen = ["kh-147-thai-binh", "147/KH-UBND", "Thái Bình"].iter().any(|mark| with.contains(mark));
        assert!(is_seen || words.contains(&"parquet"), "{words:?}: the paper is not seen in the file");
    }
}

/// All that a file says: of an archive the contents of its members.
fn unpacked(path: &Path) -> String {
    let bytes = fs::read(path).expect("the file was written");
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(&bytes)) else {
        return String::from_utf8_lossy(&bytes).into_owned();
    };
    let mut all = String::new();
    for member in 0..archive.len() {
        let mut member = archive.by_index(member).expect("a member");
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes).expect("a member that can be read");
        all.push_str(&member.name().expect("a name"));
        all.push_str(&String::from_utf8_lossy(&bytes));
    }
    all
}

#[test]
fn a_secret_paper_that_is_cited_is_known_by_the_citation_alone() {
    let desk = Desk::new();
    let citing = desk.ask(&["show", "kh-38-vu-thu-2022.txt", "--format", "json"]).json();
    assert!(citing.to_string().contains(SECRET), "the citing paper prints the number");
    let shown = desk.ask(&["show", SECRET, "--format", "json"]).json();
    let document = &shown["document"];
    assert_eq!((&document["known_from"], &document["title"]), (&"citations".into(), &Value::Null), "{document}");
    assert_eq!(shown["record"], Value::Null);
    let again = desk.ask_by_name(&["show", SECRET, "--format", "json"]).json();
    assert_eq!(again["document"]["known_from"], "file");
}

#[test]
fn answers_count_what_they_withhold() {
    let desk = Desk::new();
    let counts = |told: &Told, place: &str| told.json().pointer(place).cloned();
    let audit = ["audit", "1862/QĐ-TTg", "--date", "2021-10-12", "--format", "json"];
    let status_of = |told: &Told| {
        let places = told.json()["places"].as_array().cloned().expect("places");
        let place = places.into_iter().find(|place| place["province"] == "34").expect("the province");
        place["status"].clone()
    };
    assert_eq!(counts(&desk.ask(&audit), "/coverage/withheld"), Some(1.into()));
    assert_eq!(counts(&desk.ask_by_name(&audit), "/coverage/withheld"), Some(0.into()));
    assert_ne!(status_of(&desk.ask(&audit)), "implemented");
    assert_eq!(status_of(&desk.ask_by_name(&audit)), "implemented");
    let search = ["search", "--format", "json", "làng"];
    let (told, shown) = (desk.ask(&search), desk.ask_by_name(&search));
    assert_eq!(counts(&told, "/withheld"), Some(1.into()));
    let searched = |told: &Told| told.json()["searched"].as_u64();
    assert!(searched(&told) < searched(&shown));
    let report = desk.0.path().join("report.html");
    desk.ask(&[&audit[..4], &["--report", report.to_str().expect("a path")]].concat());
    let report = fs::read_to_string(report).expect("the report");
    assert!(report.contains("1 văn bản có độ mật") && !report.contains(ITS_WORDS), "the report says what is withheld");
}

#[test]
fn asking_takes_a_name_and_is_logged() {
    let desk = Desk::new();
    let log = || desk.ask(&["status", "--format", "json"]).json()["secret_accesses"].clone();
    assert_eq!(log(), Value::Array(Vec::new()));
    assert_eq!(desk.ask(&["show", SECRET, "--with-secret"]).code, 2, "a name is needed");
    assert_eq!(log(), Value::Array(Vec::new()));
    assert_eq!(desk.ask_by_name(&["show", SECRET]).code, 0);
    let found = log();
    assert_eq!((found.as_array().map(Vec::len), &found[0]["who"]), (Some(1), &"Lan".into()));
    assert!(found[0]["what"].as_str().is_some_and(|what| what.contains("show 147/KH-UBND")), "{found}");
    assert!(desk.ask(&["status"]).out.contains("Lan: vanban"), "it is shown");
}

#[test]
fn the_mark_can_be_corrected_both_ways() {
    let desk = Desk::new();
    let by = ["--by", "Lan", "--why", "quyết định giải mật"];
    assert_eq!(
        desk.ask_by_name(&[&["correct", "kh-147-thai-binh-2021.txt", "secrecy", "--blank"], &by[..]].concat()).code,
        0
    );
    assert_eq!(desk.ask(&["show", "kh-147-thai-binh-2021.txt"]).code, 0);
    assert_eq!(desk.ask(&[&["correct", "kh-38-vu-thu-2022.txt", "độ mật", "tối mật"], &by[..]].concat()).code, 0);
    assert_eq!(desk.ask(&["show", "kh-38-vu-thu-2022.txt"]).code, 1);
}
