//! How fast text becomes records: bytes a second for cleaning and parsing, on one core, over the shipped fixtures.
//!
//! The answer is asserted inside the loop, so that a faster wrong reader does not pass. The fixtures are short and hold
//! little but heads, citations, tasks and signatures; `VANBAN_TEXTS=DIR` measures the plain texts of a folder instead.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::fs;
use std::path::{Path, PathBuf};
use vanban::model::{CleanText, MediaType, PageText};
use vanban::tables::Tables;
use vanban::{clean, extract, parse};

/// The plain-text fixtures, or the texts of the folder that `VANBAN_TEXTS` names.
#[expect(clippy::disallowed_methods, reason = "a bench is told by its environment")]
fn documents() -> Vec<PageText> {
    let named = std::env::var_os("VANBAN_TEXTS").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/text"));
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("fixtures").map(|entry| entry.expect("entry").path()).collect();
    paths.sort();
    let texts = paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "txt"));
    texts.map(|path| extract::extract(&fs::read(path).expect("a text"), MediaType::Text).expect("text")).collect()
}

fn bytes(texts: &[CleanText]) -> u64 {
    texts.iter().map(|text| text.as_str().len() as u64).sum()
}

fn stages(bench: &mut Criterion) {
    let pages = documents();
    let texts: Vec<CleanText> = pages.iter().map(clean::clean).collect();
    let tables = Tables::built_in();
    let expected: usize = texts.iter().map(|text| parse::parse(text, tables).value.citations.len()).sum();
    assert!(expected > 60, "only {expected} citations: the fixtures are not read right");
    let mut group = bench.benchmark_group("throughput");
    group.throughput(Throughput::Bytes(bytes(&texts)));
    group.bench_function("clean", |run| {
        run.iter(|| {
            let total: usize = pages.iter().map(|page_text| clean::clean(page_text).as_str().len()).sum();
            assert_eq!(total as u64, bytes(&texts));
        });
    });
    group.bench_function("parse", |run| {
        run.iter(|| {
            let found: usize = texts.iter().map(|text| parse::parse(text, tables).value.citations.len()).sum();
            assert_eq!(found, expected);
        });
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
