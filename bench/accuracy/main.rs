//! How right the records are: every field of every set of answers made by hand, against `bench/baseline.toml`.
//!
//! `cargo bench --bench accuracy [-- --scans] [-- --publish]` prints for each set right, wrong, missed and invented values,
//! precision, recall and F1, gains and losses against the committed baseline, and how far the confidence of values can be
//! trusted. The fixtures are always read; the public papers where their folder lies beside the checkout. Scans are read
//! where `VANBAN_READINGS` names a folder of kept readings, or when asked for with `--scans`: recognition takes minutes.
//! `--publish` writes the figures into the baseline and into `src/docs/accuracy.md`; sets that were not read keep theirs.
//!
//! The counting is that of the golden tests (`tests/support`).

mod baseline;
mod page;
#[path = "../../tests/support/mod.rs"]
mod support;

use baseline::Baseline;
use serde_json::Value;
use std::path::{Path, PathBuf};
use support::answer::{Answer, read_answers};
use support::score::score;
use support::tally::Tally;
use vanban::app::{DocumentReader, OcrEngine};
use vanban::record::Record;

/// The sets in the order of the page, with the kinds of answers they hold; the fixtures have none.
const SETS: [(&str, &[&str]); 5] = [
    ("fixtures", &[]),
    ("digital", &["born_digital"]),
    ("text", &["text", "seed"]),
    ("legacy", &["legacy"]),
    ("scan", &["scan"]),
];

/// One set with its answers, and the folder of its documents.
struct AnswerSet {
    name: &'static str,
    answers: Vec<Value>,
    folder: PathBuf,
}

/// One set, counted.
struct Measured {
    name: &'static str,
    documents: usize,
    tally: Tally,
}

fn main() {
    let options: Vec<String> = std::env::args().skip(1).collect();
    let has = |option: &str| options.iter().any(|given| given == option);
    let readings = readings_folder();
    let with_scans = has("--scans") || readings.is_some();
    let reader = reader(readings);
    let committed = Baseline::read(&root().join("bench/baseline.toml"));
    let mut measured = Vec::new();
    for set in sets(with_scans) {
        let counted = measure(&set, &reader);
        println!("{}: {} documents\n{}", set.name, counted.documents, counted.tally);
        println!("{}", committed.compared(set.name, &counted.tally));
        println!("{}", page::trust(counted.tally.judged()));
        measured.push(counted);
    }
    println!("{}", page::figures(&measured, &committed));
    if has("--publish") {
        committed.updated(&measured).write(&root().join("bench/baseline.toml"));
        page::publish(&root().join("src/docs/accuracy.md"), &measured, &committed);
    }
}

#[expect(clippy::disallowed_methods, reason = "a bench has no command line of its own to take settings from")]
fn readings_folder() -> Option<PathBuf> {
    std::env::var_os("VANBAN_READINGS").filter(|folder| !folder.is_empty()).map(PathBuf::from)
}

fn reader(readings: Option<PathBuf>) -> DocumentReader {
    let engine = OcrEngine::find().inspect_err(|missing| println!("scans are not read: {missing}")).ok();
    let with_ocr = engine.is_some();
    let reader = DocumentReader::in_process(engine);
    match readings {
        Some(folder) => reader.keeping_readings_in(folder, with_ocr),
        None => reader,
    }
}

/// The sets that can be read here.
fn sets(with_scans: bool) -> Vec<AnswerSet> {
    let shared = root().join("../shared");
    let public = if shared.join("eval/gold").is_dir() {
        read_answers(&shared.join("eval/gold"))
    } else {
        println!("skipped: no folder of public papers at {}", shared.display());
        Vec::new()
    };
    let of = |name: &'static str, kinds: &[&str]| {
        if kinds.is_empty() {
            let folder = root().join("fixtures");
            return AnswerSet { name, answers: read_answers(&folder.join("gold")), folder };
        }
        let is_wanted = |answer: &&Value| kinds.contains(&Answer(answer).text("kind").flatten().unwrap_or("seed"));
        AnswerSet { name, answers: public.iter().filter(is_wanted).cloned().collect(), folder: shared.join("corpus") }
    };
    let asked = SETS.iter().filter(|(name, _)| with_scans || *name != "scan");
    asked.map(|(name, kinds)| of(name, kinds)).filter(|set| !set.answers.is_empty()).collect()
}

fn measure(set: &AnswerSet, reader: &DocumentReader) -> Measured {
    let mut tally = Tally::new();
    let mut documents = 0;
    for answer in set.answers.iter().map(Answer) {
        let path = set.folder.join(answer.text_or_empty("file"));
        if !path.is_file() {
            println!("skipped: no file {}", path.display());
            continue;
        }
        let record = reader.read(&path);
        documents += 1;
        // What could not be read says nothing, not even its status.
        let record = match record.error {
            Some(error) => {
                println!("not read: {}: {}", path.display(), error.message);
                Record { error: Some(error), ..Record::default() }
            }
            None => record,
        };
        score(&answer, &record, &mut tally);
    }
    let misses = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("accuracy-{}.tsv", set.name));
    std::fs::write(&misses, tally.misses().join("\n")).expect("target/tmp can be written");
    Measured { name: set.name, documents, tally }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
