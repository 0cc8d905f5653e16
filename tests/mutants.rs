//! Mutants of the fixtures: what is written another way reads the same; what is blank stays blank; a changed number
//! changes that number and nothing else.
//!
//! Each mutant changes the text of a fixture at places that a seed picks. Records are compared without places in the text
//! and without case, spaces and dashes (see [`essence`]).

mod writing;

use regex::Regex;
use serde_json::Value;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use vanban::model::MediaType;
use vanban::record::{self, Record, Source};
use vanban::tables::Tables;
use vanban::text::fold;
use vanban::{clean, extract, parse};
use writing::Dice;

/// How many mutants of a kind each fixture has.
const MUTANTS: u32 = 4;

/// Members of the record that tell places, spellings and versions, not what the paper says.
const SPELLING: [&str; 12] = [
    "span",
    "title_span",
    "sentence",
    "text",
    "pages",
    "evidence",
    "warnings",
    "source",
    "parser_version",
    "stamps",
    "raw",
    "role_detail",
];

#[test]
fn spaces_mean_nothing() {
    same_record(writing::other_spaces, &[]);
}

#[test]
fn dashes_are_one_dash() {
    same_record(writing::other_dashes, &[]);
}

#[test]
fn tones_may_stand_on_either_vowel() {
    same_record(writing::old_tones, &[]);
}

#[test]
fn letters_may_be_taken_apart() {
    same_record(writing::decomposed, &[]);
}

#[test]
fn type_words_of_mentions_may_be_small() {
    same_record(writing::small_type_words, &[]);
}

#[test]
fn paragraphs_may_be_set_in_a_column() {
    same_record(writing::broken_lines, &[]);
}

#[test]
fn numbers_may_break_behind_a_dash() {
    same_record(writing::broken_numbers, &[]);
}

#[test]
fn dates_may_be_written_out() {
    // A title or subject quotes the date as it is written.
    same_record(writing::other_dates, &["title", "subject"]);
}

#[test]
fn pages_may_end_between_paragraphs() {
    same_record(writing::page_breaks, &[]);
}

#[test]
fn recipients_may_stand_in_any_order() {
    same_record(writing::recipients_reversed, &[]);
}

#[test]
fn a_blank_ordinal_stays_blank() {
    let mut faults = Vec::new();
    for (name, text) in fixtures() {
        let record = read(&text);
        let Some(ordinal) = record.number.as_ref().and_then(|number| number.ordinal.clone()) else { continue };
        let Some(blank) = writing::blank_ordinal(&text, &ordinal) else { continue };
        let mutant = read(&blank);
        let given = mutant.number.as_ref().and_then(|number| number.value.as_deref());
        if given.is_some() || mutant.status != "unnumbered" {
            faults.push(format!("{name}: number {given:?}, {}", mutant.status));
        }
        // A document without its number may be named by its own words as by another's.
        faults.extend(differing(
            &name,
            &without(&record, &["number", "status", "citations"]),
            &without(&mutant, &["number", "status", "citations"]),
        ));
    }
    report(&faults);
}

#[test]
fn a_blank_day_stays_blank() {
    let mut faults = Vec::new();
    for (name, text) in fixtures() {
        let record = read(&text);
        let Some(date) = record.date.as_ref().filter(|date| date.precision == "day") else { continue };
        let Some(blank) = writing::blank_day(&text) else { continue };
        let mutant = read(&blank);
        let given = mutant.date.as_ref().map(|date| date.value.as_str());
        if given != date.value.get(..7) || mutant.status != "unnumbered" {
            faults.push(format!("{name}: date {given:?}, {}", mutant.status));
        }
        let left_out = ["date", "status", "deadline"];
        faults.extend(differing(&name, &without(&record, &left_out), &without(&mutant, &left_out)));
    }
    report(&faults);
}

#[test]
fn another_number_changes_that_number_alone() {
    let mut faults = Vec::new();
    let mut tried = 0;
    for (name, text) in fixtures() {
        let record = read(&text);
        for number in record.citations.iter().filter_map(|citation| citation.number.as_deref()) {
            let Some((ordinal, other, mutant)) = writing::other_ordinal(&text, number) else { continue };
            tried += 1;
            let replaced = |value: &str| {
                value.replace(&fold::number_key(number), &fold::number_key(&number.replacen(&ordinal, &other, 1)))
            };
            let wanted = mapped(without(&record, &[]), &replaced);
            faults.extend(differing(&format!("{name}: {number}"), &wanted, &without(&read(&mutant), &[])));
        }
    }
    assert!(tried > 40, "only {tried} numbers could be changed");
    report(&faults);
}

/// Reads mutants of every fixture and compares their records with the fixture's, but for the members of `left_out`.
fn same_record(mutate: fn(&str, &mut Dice) -> String, left_out: &[&str]) {
    let mut faults = Vec::new();
    let mut changed = 0;
    for (name, text) in fixtures() {
        let wanted = without(&read(&text), left_out);
        for seed in 0..MUTANTS {
            let mutant = mutate(&text, &mut Dice::new(seed));
            changed += usize::from(mutant != text);
            faults.extend(differing(&format!("{name}, seed {seed}"), &wanted, &without(&read(&mutant), left_out)));
        }
    }
    assert!(changed > 5, "only {changed} mutants differ from their fixture");
    report(&faults);
}

fn read(text: &str) -> Record {
    let page_text = extract::extract(text.as_bytes(), MediaType::Text).expect("text");
    let cleaned = clean::clean(&page_text);
    record::from_dispatch(Source::default(), &cleaned, &parse::parse(&cleaned, Tables::built_in()))
}

/// The record as JSON without [`SPELLING`] and the members of `left_out`; texts folded; lists of lines sorted.
fn without(record: &Record, left_out: &[&str]) -> Value {
    essence(serde_json::to_value(record).expect("a record"), left_out)
}

fn essence(value: Value, left_out: &[&str]) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members
                .into_iter()
                .filter(|(name, _)| !SPELLING.contains(&name.as_str()) && !left_out.contains(&name.as_str()))
                .map(|(name, value)| {
                    let value = essence(value, left_out);
                    let is_list = matches!(name.as_str(), "recipients" | "addressees");
                    (name, if is_list { sorted(value) } else { value })
                });
            Value::Object(kept.collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(|item| essence(item, left_out)).collect()),
        Value::String(text) => Value::String(plain(&text)),
        other => other,
    }
}

fn sorted(value: Value) -> Value {
    let Value::Array(mut items) = value else { return value };
    items.sort_by_key(Value::to_string);
    Value::Array(items)
}

/// Folded, without spaces beside dashes and slashes.
fn plain(text: &str) -> String {
    let mut folded = fold::accented(text);
    for mark in ["-", "/"] {
        for spaced in [format!(" {mark}"), format!("{mark} ")] {
            folded = folded.replace(&spaced, mark);
        }
    }
    folded
}

fn mapped(value: Value, change: &impl Fn(&str) -> String) -> Value {
    match value {
        Value::String(text) => Value::String(change(&text)),
        Value::Array(items) => Value::Array(items.into_iter().map(|item| mapped(item, change)).collect()),
        Value::Object(members) => {
            Value::Object(members.into_iter().map(|(name, value)| (name, mapped(value, change))).collect())
        }
        other => other,
    }
}

/// One line for each place, a JSON Pointer, where the two differ.
fn differing(name: &str, wanted: &Value, given: &Value) -> Vec<String> {
    let mut found = Vec::new();
    compare("", wanted, given, &mut found);
    found.into_iter().map(|fault| format!("{name}: {fault}")).collect()
}

fn compare(at: &str, wanted: &Value, given: &Value, found: &mut Vec<String>) {
    match (wanted, given) {
        (Value::Object(left), Value::Object(right)) => {
            for (name, value) in left {
                compare(&format!("{at}/{name}"), value, right.get(name).unwrap_or(&Value::Null), found);
            }
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            for (index, (left, right)) in left.iter().zip(right).enumerate() {
                compare(&format!("{at}/{index}"), left, right, found);
            }
        }
        (Value::Array(left), Value::Array(right)) => {
            found.push(format!("{at}: {} not {} entries", right.len(), left.len()));
        }
        _ if wanted != given => found.push(format!("{at}: {given} not {wanted}")),
        _ => {}
    }
}

/// The plain-text fixtures, by name.
fn fixtures() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/text");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("fixtures").map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    let named = |path: &PathBuf| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    paths.iter().map(|path| (named(path), fs::read_to_string(path).expect("a text"))).collect()
}

fn report(faults: &[String]) {
    let mut text = String::new();
    for fault in faults.iter().take(60) {
        let _ = writeln!(text, "{fault}");
    }
    assert!(faults.is_empty(), "{} differences:\n{text}", faults.len());
}

/// A pattern of these tests.
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern")
}
