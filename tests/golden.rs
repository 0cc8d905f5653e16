//! Golden scores: every document with a hand-made answer is read and compared field by field.
//!
//! Adding a case is adding a document and its answer; `golden-floor.toml` says how low a field may fall.
//! Each run prints a table and leaves every miss in `target/tmp/golden-<set>.tsv`.

mod echo;
mod floor;

use crate::support::answer::{Answer, read_answers, read_json};
use crate::support::compare::number_stands;
use crate::support::score::score;
use crate::support::tally::Tally;
use echo::echo;
use floor::{below, read_floors};
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use vanban::record::Record;
use vanban::tables::Tables;
use vanban::text::fold;

const AUDIT_STATUSES: [&str; 5] = ["implemented", "unnumbered", "indirect", "subordinate", "cited"];

#[test]
fn fixtures_keep_their_scores() {
    let answers = fixture_answers();
    assert!(answers.len() >= 16, "only {} answers found", answers.len());
    keep_scores("fixtures", &answers, &fixtures());
}

/// Runs only where a folder with real documents lies beside the checkout; they are no part of the project.
#[test]
fn reference_documents_keep_their_scores() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let (gold, corpus) = (shared.join("eval/gold"), shared.join("corpus"));
    if !gold.is_dir() || !corpus.is_dir() {
        println!("skipped: no folder of reference documents at {}", shared.display());
        return;
    }
    let mut answers = read_answers(&gold);
    answers.retain(|answer| {
        let answer = Answer(answer);
        let readable = ["seed", "text"].contains(&answer.text("kind").flatten().unwrap_or("seed"));
        readable && corpus.join(answer.text_or_empty("file")).is_file()
    });
    assert!(!answers.is_empty(), "no answer of kind seed or text in {}", gold.display());
    keep_scores("reference", &answers, &corpus);
}

/// Scores all answers, prints the table, leaves the misses in a file, and fails on a field below its floor.
fn keep_scores(set: &str, answers: &[Value], folder: &Path) {
    let mut tally = Tally::new();
    let mut unread = Vec::new();
    for answer in answers.iter().map(Answer) {
        let file = answer.text_or_empty("file");
        let record = vanban::app::read_record(&folder.join(file));
        if let Some(error) = &record.error {
            unread.push(format!("{file}: {}", error.message));
        }
        score(&answer, &record_or_empty(record), &mut tally);
    }
    let misses = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("golden-{set}.tsv"));
    fs::write(&misses, tally.misses().join("\n")).expect("target/tmp can be written");
    println!("{set}: {} documents, {} not read\n{tally}misses: {}", answers.len(), unread.len(), misses.display());
    for line in &unread {
        println!("not read: {line}");
    }
    let low = below(&tally, &read_floors(include_str!("golden-floor.toml"), set));
    assert!(low.is_empty(), "below the floor:\n{}", low.join("\n"));
    keep_confidence(&tally);
}

/// Of the values that a record is sure of, at least 95 of 100 are right.
fn keep_confidence(tally: &Tally) {
    let sure: Vec<_> = tally.judged().iter().filter(|(_, confidence, _)| *confidence >= 0.9).collect();
    let wrong: Vec<_> = sure.iter().filter(|(_, _, right)| !right).collect();
    assert!(sure.len() > 100, "only {} values are given with confidence", sure.len());
    assert!(20 * wrong.len() <= sure.len(), "{} of {} sure values are wrong: {wrong:?}", wrong.len(), sure.len());
}

/// A record that could not be read says nothing, not even its status.
fn record_or_empty(record: Record) -> Record {
    if record.error.is_some() { Record { error: record.error, ..Record::default() } } else { record }
}

#[test]
fn a_record_that_says_the_answer_has_no_miss() {
    let mut tally = Tally::new();
    for answer in fixture_answers().iter().map(Answer) {
        score(&answer, &echo(&answer), &mut tally);
    }
    assert!(tally.misses().is_empty(), "{}", tally.misses().join("\n"));
    let unused: Vec<_> = tally.counts().filter(|(_, count)| count.right == 0).collect();
    assert!(unused.is_empty(), "no answer speaks of {unused:?}");
}

#[test]
fn answers_quote_their_documents() {
    let mut faults = Vec::new();
    for answer in fixture_answers().iter().map(Answer) {
        let file = answer.text_or_empty("file");
        let bytes = fs::read(fixtures().join(file)).unwrap_or_else(|error| panic!("cannot read {file}: {error}"));
        // Words of other formats do not stand in the bytes of the file.
        let text = match String::from_utf8(bytes) {
            Ok(text) if !text.starts_with("{\\rtf") => text,
            _ => vanban::app::read_record(&fixtures().join(file)).text,
        };
        let cited = answer.objects("citations").unwrap_or_default();
        let numbers = cited.iter().map(|citation| citation.text_or_empty("number"));
        let own = answer.text("number").flatten();
        let strangers = numbers.chain(own).filter(|number| !number_stands(&fold::number_key(number), &text, &text));
        faults.extend(strangers.map(|number| format!("{file}: {number} is not in the text")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn roles_and_chains_of_answers_name_listed_citations() {
    let mut faults = Vec::new();
    for answer in fixture_answers().iter().map(Answer) {
        let cited = answer.objects("citations").unwrap_or_default();
        let listed: Vec<&str> = cited.iter().map(|citation| citation.text_or_empty("number")).collect();
        let roles = ["implements_document", "implements_provision", "legal_basis"];
        let named = roles.iter().filter_map(|role| answer.texts(role)).flatten();
        let chained = answer.pairs("chain").unwrap_or_default().into_iter().flat_map(|(from, to)| [from, to]);
        let strangers = named.chain(chained).filter(|number| !listed.contains(number));
        faults.extend(strangers.map(|number| format!("{}: {number} is no citation", answer.text_or_empty("id"))));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_expected_audit_agrees_with_the_answers() {
    let answers = fixture_answers();
    let by_file: BTreeMap<&str, Answer> =
        answers.iter().map(|answer| (Answer(answer).text_or_empty("file"), Answer(answer))).collect();
    let audit = read_json(&fixtures().join("gold/audit.json"));
    for decision in Answer(&audit).objects("decisions").expect("decisions") {
        let day: Date = decision.text_or_empty("date").parse().expect("an exact day");
        let provinces = decision.0["provinces"].as_object().expect("provinces");
        for (code, cell) in provinces {
            check_cell(code, &Answer(cell), day, &by_file);
        }
    }
}

/// The province exists on the day, the evidence belongs to it, and the delay is that of the first evidence.
fn check_cell(code: &str, cell: &Answer, day: Date, by_file: &BTreeMap<&str, Answer>) {
    let places = &Tables::built_in().places;
    assert!(places.province_by_code(code, day).is_some(), "no province {code} on {day}");
    let status = cell.text_or_empty("status");
    assert!(AUDIT_STATUSES.contains(&status), "{code}: {status}");
    let files = cell.texts("files").expect("files");
    let numbers: Vec<_> = cell.0["evidence"].as_array().expect("evidence").iter().map(Value::as_str).collect();
    assert_eq!(files.len(), numbers.len(), "{code}");
    let mut delays = Vec::new();
    for (file, number) in files.iter().zip(numbers) {
        let answer = by_file.get(file).unwrap_or_else(|| panic!("{code}: no answer for {file}"));
        assert_eq!(answer.text("province").flatten(), Some(code), "{file}");
        assert_eq!(answer.text("number").flatten(), number, "{file}");
        let exact = answer.text("date").flatten().and_then(|date| date.parse::<Date>().ok());
        delays.extend(exact.map(|date| i64::from(day.until(date).expect("a span of days").get_days())));
    }
    // A mere citation carries nothing out, so nothing is late.
    let delay = delays.iter().min().copied().filter(|_| status != "cited");
    assert_eq!(cell.0["delay_days"].as_i64(), delay, "{code}");
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn fixture_answers() -> Vec<Value> {
    read_answers(&fixtures().join("gold"))
}
