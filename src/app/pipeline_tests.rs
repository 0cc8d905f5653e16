//! Runs over small folders with a made-up reader: one test a case of the ledger.

use super::*;
use crate::model::{Outcome, SearchRequest, SecretPapers, SourceFile};
use crate::record::{Number, ReadError, Record, Source};
use std::cell::RefCell;
use std::fs;
use std::sync::Mutex;

/// A folder of documents and a data folder.
struct Office {
    documents: tempfile::TempDir,
    data: tempfile::TempDir,
    force: bool,
    /// Files opened by the reader in the last run, by name.
    opened: RefCell<Vec<String>>,
}

impl Office {
    fn with(files: &[(&str, &str)]) -> Office {
        let office = Office {
            documents: tempfile::tempdir().unwrap(),
            data: tempfile::tempdir().unwrap(),
            force: false,
            opened: RefCell::default(),
        };
        for (name, text) in files {
            office.write(name, text);
        }
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.documents.path().canonicalize().unwrap().join(name)
    }

    /// Writes a file with a time two hours back, so that it does not count as still being written.
    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
        self.set_age(name, 7200 + text.len() as u64);
    }

    #[expect(clippy::disallowed_methods, reason = "file times are relative to now")]
    fn set_age(&self, name: &str, seconds: u64) {
        let time = SystemTime::now() - std::time::Duration::from_secs(seconds);
        fs::File::options().write(true).open(self.path(name)).unwrap().set_modified(time).unwrap();
    }

    fn report(&self) -> RunReport {
        self.report_with(&|file| read(&file.path))
    }

    fn report_with(&self, reader: &Reader<'_>) -> RunReport {
        let request = IngestRequest { folders: vec![self.documents.path().to_path_buf()], jobs: 2, force: self.force };
        let opened = Mutex::new(Vec::new());
        let noting = |file: &SourceFile| {
            opened.lock().unwrap().push(file.path.file_name().unwrap().to_string_lossy().into_owned());
            reader(file)
        };
        let report = ingest_with(self.data.path(), &request, &noting, &mut |_| {}).unwrap();
        *self.opened.borrow_mut() = opened.into_inner().unwrap();
        self.opened.borrow_mut().sort();
        report
    }

    /// Runs and compares outcomes by name, then the missing.
    #[track_caller]
    fn check(&self, expected: &str) {
        self.check_report(&self.report(), expected);
    }

    #[track_caller]
    fn check_report(&self, report: &RunReport, expected: &str) {
        let root = self.path("");
        let name = |path: &Path| path.strip_prefix(&root).unwrap().display().to_string();
        let files = report.files.iter().map(|file| format!("{} {}", name(&file.path), file.outcome.slug()));
        let missing = report.missing.iter().map(|path| format!("{} missing", name(path)));
        assert_eq!(files.chain(missing).collect::<Vec<_>>().join(", "), expected);
        assert_eq!(report.counts().values().sum::<usize>(), report.files.len());
    }

    fn hits(&self, query: &str) -> usize {
        crate::app::search(self.data.path(), SecretPapers::Withheld, &SearchRequest::new(query)).unwrap().found.total
    }
}

/// The first word of a file says how it ends; else it is a number and the rest its text.
fn read(path: &Path) -> Record {
    let text = fs::read_to_string(path).unwrap();
    let source = Source { path: path.display().to_string(), media_type: "text/plain".to_owned(), ..Source::default() };
    let (first, rest) = text.split_once(' ').unwrap_or((&text, ""));
    let error = |code: &str| Some(ReadError { code: code.to_owned(), message: rest.to_owned() });
    match first {
        "HỎNG" => Record { source, error: error("io"), ..Record::default() },
        "PDF" => Record { source, error: error("unsupported"), ..Record::default() },
        "ẢNH" => Record { source, error: error("needs_ocr"), ..Record::default() },
        "LỖI" => panic!("lỗi {rest}"),
        _ => Record {
            source,
            status: "issued".to_owned(),
            number: Some(Number {
                value: Some(format!("{first}/KH-UBND")),
                ordinal: Some(first.to_owned()),
                symbol: Some("KH-UBND".to_owned()),
                ..Number::default()
            }),
            subject: Some(rest.to_owned()),
            text,
            ..Record::default()
        },
    }
}

#[test]
fn every_file_has_one_outcome_and_a_second_run_does_nothing() {
    let office = Office::with(&[("a", "1 một"), ("b", "HỎNG x"), ("c", "PDF x"), ("d/e", "ẢNH x"), ("f", "1 một")]);
    office.check("a new, b failed, c unsupported, d/e needs_ocr, f duplicate");
    let again = office.report();
    office.check_report(&again, "a unchanged, b unchanged, c unchanged, d/e unchanged, f unchanged");
    assert!(again.did_nothing() && office.opened.borrow().is_empty());
}

#[test]
fn reasons_name_the_fault_and_the_twin() {
    let office = Office::with(&[("a", "1 một"), ("b", "HỎNG đĩa lỗi"), ("c", "1 một")]);
    let report = office.report();
    assert_eq!(report.files[1].reason.as_deref(), Some("đĩa lỗi"));
    assert_eq!(report.files[2].reason, Some(office.path("a").display().to_string()));
}

#[test]
fn changed_content_replaces_and_is_searched() {
    let office = Office::with(&[("a", "1 một"), ("b", "2 hai")]);
    office.check("a new, b new");
    assert_eq!((office.hits("một"), office.hits("hai")), (1, 1));
    office.write("a", "1 một trăm");
    office.check("a replaced, b unchanged");
    assert_eq!((office.hits("trăm"), office.hits("hai")), (1, 1));
}

#[test]
fn a_new_time_alone_is_no_change() {
    let office = Office::with(&[("a", "1 một")]);
    office.check("a new");
    office.set_age("a", 90_000);
    office.check("a unchanged");
    assert!(office.opened.borrow().is_empty());
    assert_eq!(office.hits("một"), 1);
}

#[test]
fn a_moved_file_keeps_its_record() {
    let office = Office::with(&[("a", "1 một"), ("z", "9 chín")]);
    office.check("a new, z new");
    fs::rename(office.path("a"), office.path("b")).unwrap();
    office.check("b moved, z unchanged");
    assert!(office.opened.borrow().is_empty());
    let hits =
        crate::app::search(office.data.path(), SecretPapers::Withheld, &SearchRequest::new("một")).unwrap().found.hits;
    assert_eq!(hits[0].path, Some(office.path("b").display().to_string()));
}

#[test]
fn a_missing_file_leaves_the_search_and_comes_back() {
    let office = Office::with(&[("a", "1 một"), ("b", "2 hai")]);
    office.check("a new, b new");
    fs::remove_file(office.path("a")).unwrap();
    office.check("b unchanged, a missing");
    assert_eq!(office.hits("một"), 0);
    office.check("b unchanged");
    office.write("a", "1 một");
    office.check("a new, b unchanged");
    assert_eq!(office.hits("một"), 1);
}

#[test]
fn a_duplicate_is_promoted_when_its_twin_goes_or_changes() {
    let office = Office::with(&[("a", "1 một"), ("b", "1 một"), ("c", "1 một")]);
    office.check("a new, b duplicate, c duplicate");
    fs::remove_file(office.path("a")).unwrap();
    office.check("b moved, c duplicate");
    assert_eq!(office.hits("một"), 1);
    office.write("b", "2 hai");
    office.check("b replaced, c new");
    assert_eq!((office.hits("một"), office.hits("hai")), (1, 1));
}

#[test]
fn a_known_file_wins_over_a_new_copy_that_sorts_before_it() {
    let office = Office::with(&[("m", "1 một")]);
    office.check("m new");
    office.write("a", "1 một");
    office.check("a duplicate, m unchanged");
}

#[test]
fn a_copy_of_a_file_that_cannot_be_read_ends_like_it() {
    let office = Office::with(&[("a", "PDF x"), ("b", "PDF x")]);
    office.check("a unsupported, b unsupported");
    office.write("c", "PDF x");
    office.check("a unchanged, b unchanged, c unsupported");
}

#[test]
fn a_panic_fails_one_file_only() {
    let office = Office::with(&[("a", "LỖI thử"), ("b", "2 hai")]);
    let report = office.report();
    office.check_report(&report, "a failed, b new");
    assert!(report.files[0].reason.as_deref().unwrap().ends_with("lỗi thử"), "{report:?}");
}

#[test]
fn force_reads_everything_again() {
    let mut office = Office::with(&[("a", "1 một"), ("b", "HỎNG x"), ("c", "1 một")]);
    office.check("a new, b failed, c duplicate");
    office.force = true;
    office.check("a replaced, b failed, c duplicate");
    assert_eq!(*office.opened.borrow(), ["a", "b"]);
    assert_eq!(office.hits("một"), 1);
}

#[test]
fn photos_of_one_paper_are_one_document_and_each_has_an_outcome() {
    let office = Office::with(&[("12_1.jpg", "1 một"), ("12_2.jpg", "2 hai"), ("b", "3 ba")]);
    office.check("12_1.jpg new, 12_2.jpg new, b new");
    assert_eq!(*office.opened.borrow(), ["12_1.jpg", "b"]);
    office.check("12_1.jpg unchanged, 12_2.jpg unchanged, b unchanged");
    office.write("12_2.jpg", "2 hai, sửa");
    office.check("12_1.jpg replaced, 12_2.jpg replaced, b unchanged");
}

#[test]
fn a_file_still_being_written_gets_a_second_look() {
    let office = Office::with(&[("b", "2 hai")]);
    office.check("b new");
    fs::write(office.path("a"), "1 mộ").unwrap();
    let finishing = |file: &SourceFile| {
        let record = read(&file.path);
        if record.text == "1 mộ" {
            fs::write(&file.path, "1 một xong").unwrap();
        }
        record
    };
    office.check_report(&office.report_with(&finishing), "a new, b unchanged");
    assert_eq!(office.hits("xong"), 1);
    office.check("a unchanged, b unchanged");
}

#[test]
fn an_interrupted_run_keeps_what_it_did() {
    let files: Vec<(String, String)> = (0..450).map(|n| (format!("{n:03}"), format!("{n} số {n}"))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let office = Office::with(&files);
    let request = IngestRequest { folders: vec![office.documents.path().to_path_buf()], jobs: 2, force: false };
    let stop = |step: RunStep| assert!(step != RunStep::Reading(430, 450), "stopped by hand");
    let stopped =
        std::panic::catch_unwind(|| ingest_with(office.data.path(), &request, &|file| read(&file.path), &mut { stop }));
    assert!(stopped.is_err());
    let report = office.report();
    assert_eq!(report.files.len(), 450);
    assert_eq!(report.counts()[&Outcome::Unchanged], 400);
    assert_eq!(office.hits(""), 450);
}

#[test]
fn folders_that_cannot_be_opened_are_told_and_nothing_below_them_is_missing() {
    let office = Office::with(&[("a", "1 một")]);
    office.check("a new");
    let nowhere = office.path("không có");
    let request = |folders| IngestRequest { folders, jobs: 1, force: false };
    let both = request(vec![office.path(""), nowhere.clone()]);
    let report = ingest(office.data.path(), &both, &DocumentReader::in_process(None), &mut |_| {}).unwrap();
    assert_eq!((report.files.len(), report.walk_errors.len(), report.missing.len()), (1, 1, 0));
    let refused = ingest(office.data.path(), &request(vec![nowhere]), &DocumentReader::in_process(None), &mut |_| {})
        .unwrap_err()
        .to_string();
    assert!(refused.contains("không có"), "{refused}");
}

#[test]
fn a_lost_index_is_built_again() {
    let office = Office::with(&[("a", "1 một")]);
    office.check("a new");
    fs::remove_dir_all(office.data.path().join("index")).unwrap();
    assert_eq!(office.hits("một"), 1);
    fs::write(office.data.path().join("index/current"), "hỏng").unwrap();
    office.check("a unchanged");
    assert_eq!(office.hits("một"), 1);
    assert_eq!(crate::app::reindex(office.data.path()).unwrap(), 1);
}

#[test]
fn the_index_of_another_store_is_not_used() {
    let one = Office::with(&[("a", "1 một")]);
    let other = Office::with(&[("a", "2 hai")]);
    one.check("a new");
    other.check("a new");
    fs::remove_dir_all(one.data.path().join("index")).unwrap();
    fs::rename(other.data.path().join("index"), one.data.path().join("index")).unwrap();
    assert_eq!((one.hits("một"), one.hits("hai")), (1, 0));
}
