//! What is read from each fixture, as a page that can be reviewed: one snapshot a document.
//!
//! A change of the reader shows as a difference here; look at it beside the document before it is accepted
//! (`INSTA_UPDATE=always` writes the new pages).

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use vanban::record::{Citation, Record, Task};

#[test]
fn fixtures_are_read_as_reviewed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/text");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.is_file());
    paths.sort();
    assert!(paths.len() >= 20, "only {} fixtures", paths.len());
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for path in paths {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            insta::assert_snapshot!(name, page(&vanban::app::read_record(&path)));
        }
    });
}

/// The record as lines a person can hold against the document.
fn page(record: &Record) -> String {
    let mut page = String::new();
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    let issuer = record.issuer.clone().unwrap_or_default();
    let number = record.number.clone().unwrap_or_default();
    let date = record.date.clone().map(|date| date.value);
    let signer = &record.signer;
    let lines = [
        format!("type {} status {}", text(&record.doc_type), record.status),
        format!("issuer {} [{} {} {}]", issuer.name, issuer.body, text(&issuer.level), text(&issuer.province)),
        format!("parent {}", text(&issuer.parent)),
        format!("number {} | {}", text(&number.ordinal), text(&number.symbol)),
        format!("place {} date {}", text(&record.place), text(&date)),
        format!("subject {}", text(&record.subject)),
        format!("to {}", record.addressees.join(" / ")),
        format!("recipients {}", record.recipients.join(" / ")),
        format!("archive {}", text(&record.archive)),
        format!("signed {} | {} | {}", text(&signer.authority), text(&signer.position), text(&signer.name)),
    ];
    for line in lines {
        writeln!(page, "{line}").unwrap();
    }
    record
        .citations
        .iter()
        .enumerate()
        .for_each(|(at, citation)| writeln!(page, "{}", citation_line(at, citation)).unwrap());
    record.tasks.iter().for_each(|task| writeln!(page, "{}", task_line(task)).unwrap());
    record.warnings.iter().for_each(|warning| writeln!(page, "warning {}: {}", warning.code, warning.message).unwrap());
    page
}

fn citation_line(at: usize, citation: &Citation) -> String {
    let parent = citation.parent.map(|parent| format!(" in {parent}")).unwrap_or_default();
    format!("cites {at}{parent}: {} [{} {} {}]", citation.raw, citation.role, citation.strength, citation.scope)
}

fn task_line(task: &Task) -> String {
    let deadline =
        task.deadline.as_ref().map(|deadline| format!(" by {} ({})", deadline.raw, deadline.kind)).unwrap_or_default();
    let result = task.result.as_ref().map(|result| format!(" -> {result}")).unwrap_or_default();
    let title: String = task.title.chars().take(60).collect();
    format!("task {}: {title} | {} | {}{deadline}{result}", task.path, task.lead.join(", "), task.coordinate.join(", "))
}
