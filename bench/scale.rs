//! A country of 200,000 generated records with 900,000 citations: how long an audit, a trace of three hops and adding
//! 100 documents take, and how much memory. The answers are checked as they come.
//!
//! `cargo bench --bench scale [-- RECORDS]`. Prints one line a figure; no thresholds, machines differ.

use jiff::civil::date;
use std::path::Path;
use std::time::{Duration, Instant};
use vanban::app::{App, AuditOptions};
use vanban::model::{LedgerChange, LedgerEntry, NodeSummary, Outcome, SecretPapers};
use vanban::record::{Citation, Issuer, Number, PartialDate, Record, Span};
use vanban::store::Store;
use vanban::tables::{Province, Tables};

/// Records without an argument.
const RECORDS: usize = 200_000;
/// Records applied in one transaction while the country is made.
const BATCH: usize = 2_000;
/// Questions of each kind.
const QUESTIONS: usize = 400;
/// Documents added at the end.
const ADDED: usize = 100;
/// Laws that everything rests on.
const LAWS: usize = 60;
/// First year of the ten.
const FIRST_YEAR: usize = 2015;

/// A small generator of numbers, the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound.max(1)
    }

    /// Small numbers oftener than large ones: a few decisions are carried out by many.
    fn skewed(&mut self, bound: usize) -> usize {
        let widest = self.below(bound) + 1;
        self.below(widest)
    }
}

/// What is known of a generated document, to be cited by later ones.
#[derive(Clone)]
struct Paper {
    number: String,
    day: String,
    issuer: String,
    doc_type: &'static str,
}

struct Country {
    random: Random,
    provinces: Vec<&'static Province>,
    decisions: Vec<Paper>,
    plans: Vec<Vec<Paper>>,
    citations: usize,
}

impl Country {
    fn new() -> Country {
        let places = &Tables::built_in().places;
        let provinces: Vec<&Province> = places.provinces_at(date(2020, 1, 1)).collect();
        let plans = vec![Vec::new(); provinces.len()];
        Country { random: Random(7), provinces, decisions: Vec::new(), plans, citations: 0 }
    }

    /// The record with this serial number: a decision of the centre, a plan of a province, a letter of a department or
    /// a plan of a district.
    fn record(&mut self, serial: usize) -> Record {
        let day = format!("{}-{:02}-{:02}", FIRST_YEAR + serial / 20_000, serial / 1700 % 12 + 1, serial % 28 + 1);
        let at = self.random.below(self.provinces.len());
        let province = self.provinces[at];
        let kind = self.random.below(100);
        let (issuer, level, body, symbol, doc_type) = match kind {
            0..3 => ("Thủ tướng Chính phủ".to_owned(), "trung_uong", "prime_minister", "QĐ-TTg", "quyet_dinh"),
            3..25 => (committee(province), "tinh", "people_committee", "KH-UBND", "ke_hoach"),
            25..65 => {
                (format!("Sở Nội vụ {}", lower_first(&province.full_name)), "tinh", "department", "SNV-TH", "cong_van")
            }
            _ => (
                format!("Ủy ban nhân dân huyện Mẫu {}", serial % 9),
                "huyen",
                "people_committee",
                "KH-UBND",
                "ke_hoach",
            ),
        };
        let paper = Paper { number: format!("{}/{symbol}", serial + 1), day, issuer, doc_type };
        let mut record = Record {
            doc_type: Some(doc_type.to_owned()),
            status: "issued".to_owned(),
            issuer: Some(Issuer {
                name: paper.issuer.clone(),
                level: Some(level.to_owned()),
                province: (level != "trung_uong").then(|| province.code.clone()),
                body: body.to_owned(),
                parent: None,
            }),
            number: Some(Number { value: Some(paper.number.clone()), ..Number::default() }),
            date: Some(PartialDate { value: paper.day.clone(), precision: "day".to_owned() }),
            subject: Some(format!("Việc mẫu số {serial}")),
            recipients: vec!["Sở Ngoại vụ".to_owned(), "Các sở, ban, ngành".to_owned()],
            text: text_of(serial),
            ..Record::default()
        };
        self.cite(&mut record, at, kind);
        self.citations += record.citations.len();
        match kind {
            0..3 => self.decisions.push(paper),
            3..25 => self.plans[at].push(paper),
            _ => {}
        }
        record
    }

    /// Four or five citations: a law, decisions, plans of the own province.
    fn cite(&mut self, record: &mut Record, province: usize, kind: usize) {
        let law = self.random.below(LAWS);
        record.citations.push(Citation {
            number: Some(format!("{}/2014/QH13", law + 1)),
            doc_type: Some("luat".to_owned()),
            ..citation("legal_basis")
        });
        let wanted = 4 + usize::from(self.random.below(2) == 0);
        while record.citations.len() < wanted {
            let plans = self.plans[province].len();
            let of_plan = kind >= 25 && plans > 0 && self.random.below(2) == 0;
            let found = if of_plan {
                let at = self.random.below(plans);
                self.plans[province].get(at).cloned()
            } else {
                let at = self.random.skewed(self.decisions.len());
                self.decisions.get(at).cloned()
            };
            let role = if record.citations.len() == 1 { "implements" } else { "legal_basis" };
            let Some(paper) = found else { break };
            record.citations.push(Citation {
                number: Some(paper.number),
                date: Some(paper.day),
                issuer: Some(paper.issuer),
                doc_type: Some(paper.doc_type.to_owned()),
                ..citation(role)
            });
        }
    }
}

fn committee(province: &Province) -> String {
    format!("Ủy ban nhân dân {}", lower_first(&province.full_name))
}

fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

fn citation(role: &str) -> Citation {
    Citation {
        kind: "full".to_owned(),
        role: role.to_owned(),
        strength: "strong".to_owned(),
        scope: "document".to_owned(),
        sentence: Span { start: 0, end: 120 },
        ..Citation::default()
    }
}

/// Some 150 words of its own for each document.
fn text_of(serial: usize) -> String {
    let word = |at: usize| format!("từ{} ", (at * 7919 + serial * 104_729 + at * at * 31) % 9973);
    (0..150).map(word).collect()
}

fn change(serial: usize, record: Record) -> LedgerChange<Record> {
    let entry = LedgerEntry {
        path: format!("/country/{serial:06}.docx"),
        root: "/country".to_owned(),
        size: 1,
        modified_ms: 1,
        blake3: format!("{serial:064}"),
        media_type: "text/plain".to_owned(),
        outcome: Outcome::New,
        reason: None,
        parser_version: "1".to_owned(),
        missing: false,
    };
    LedgerChange::Read(entry, Box::new(record))
}

/// Runs `ask` for each question and prints how long it took.
fn measure<T>(name: &str, questions: &[T], mut ask: impl FnMut(&T) -> usize) {
    let mut times = Vec::new();
    let mut answers = 0;
    for question in questions {
        let started = Instant::now();
        answers += ask(question);
        times.push(started.elapsed());
    }
    times.sort();
    let at = |percent: usize| milliseconds(times[(times.len() - 1) * percent / 100]);
    println!("{name}: p50 {} ms, p95 {} ms, most {} ms; {answers} answers", at(50), at(95), at(100));
    assert!(answers > 0, "{name} found nothing");
}

fn milliseconds(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64() * 1000.0)
}

/// Most memory that this process has had, in MB.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn fill(folder: &Path, country: &mut Country, records: usize) {
    let mut store = Store::open(folder).expect("a new store");
    let started = Instant::now();
    let mut batch = Vec::new();
    for serial in 0..records {
        batch.push(change(serial, country.record(serial)));
        if batch.len() == BATCH || serial + 1 == records {
            store.apply(&batch).expect("a batch");
            batch.clear();
        }
    }
    println!("{records} records, {} citations: {:.0} s", country.citations, started.elapsed().as_secs_f64());
}

fn main() {
    let typed = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let records = typed.unwrap_or(RECORDS);
    let folder = tempfile::tempdir().expect("a folder");
    let mut country = Country::new();
    fill(folder.path(), &mut country, records);
    println!("memory while filling: {} MB at most", peak_memory());

    let mut store = Store::open(folder.path()).expect("the store");
    let added: Vec<_> = (records..records + ADDED).map(|serial| change(serial, country.record(serial))).collect();
    let started = Instant::now();
    store.apply(&added).expect("more documents");
    println!("{ADDED} documents added and linked: {} ms", milliseconds(started.elapsed()));
    let (_, again) = added.split_at(ADDED / 2);
    let started = Instant::now();
    store.apply(again).expect("the same documents again");
    println!("{} documents read again: {} ms", again.len(), milliseconds(started.elapsed()));
    drop(store);

    let app = App::open(folder.path(), SecretPapers::Withheld).expect("the store for reading");
    let found = |paper: &Paper| -> NodeSummary { app.find(&paper.number, None).expect("a decision").remove(0) };
    let drawn = (0..QUESTIONS).map(|_| country.random.below(country.decisions.len())).collect::<Vec<_>>();
    let decisions: Vec<NodeSummary> = drawn.into_iter().map(|at| found(&country.decisions[at])).collect();
    let oldest: Vec<NodeSummary> = country.decisions.iter().take(QUESTIONS / 10).map(found).collect();
    let all_plans: Vec<&Paper> = country.plans.iter().flatten().collect();
    let mut plans: Vec<NodeSummary> = Vec::new();
    for _ in 0..QUESTIONS {
        plans.push(found(all_plans[country.random.below(all_plans.len())]));
    }
    let options = AuditOptions::on(date(2026, 1, 1));
    let audit = |decision: &NodeSummary| app.audit(decision, &options).expect("an audit").places.len();
    measure("audit of any decision", &decisions, audit);
    measure("audit of the oldest decisions, which most rest on", &oldest, audit);
    let trace = |node: &NodeSummary| {
        let trace = app.trace(node, true, true, 3).expect("a trace");
        trace.up.unwrap_or_default().len() + trace.down.unwrap_or_default().len()
    };
    measure("trace of three hops up and down, any decision", &decisions, trace);
    measure("trace of three hops up and down, the oldest decisions", &oldest, trace);
    measure("trace of three hops up and down, plans", &plans, trace);
    let pairs: Vec<_> = plans.iter().zip(&decisions).collect();
    measure("ways between a plan and a decision", &pairs, |(plan, decision)| {
        let found = app.connection(plan, decision, 4).expect("ways");
        found.paths.len() + found.common.len()
    });
    println!("memory in all: {} MB at most", peak_memory());
}
