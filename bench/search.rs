//! How long a search takes over a generated index of 20,000 short documents; every answer is checked inside the loop.

use criterion::{Criterion, criterion_group, criterion_main};
use std::convert::Infallible;
use std::hint::black_box;
use vanban::index::{IndexUpdate, SearchIndex, Stamp};
use vanban::model::{SearchRequest, Searchable};

/// Documents in the index.
const DOCUMENTS: i64 = 20_000;

/// Words of the generated texts; each document takes a run of them that depends on its number.
const WORDS: &str = "kế hoạch triển khai thực hiện công tác đối ngoại nhân dân năm của ủy ban tỉnh sở ngoại vụ chủ trì \
    phối hợp với các cơ quan liên quan báo cáo kết quả định kỳ hằng quý trong phạm vi nhiệm vụ được giao theo quy định";

fn document(id: i64) -> Searchable {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let start = usize::try_from(id * 7).unwrap_or_default();
    let text: Vec<&str> = (0..150).map(|step| words[(start + step) % words.len()]).collect();
    Searchable {
        id,
        number: Some(format!("{}/KH-UBND", id % 3000 + 1)),
        doc_type: Some("ke_hoach".to_owned()),
        status: "issued".to_owned(),
        province: Some(format!("{:02}", id % 63 + 1)),
        date: Some(format!("{}-{:02}-{:02}", 2015 + id % 10, id % 12 + 1, id % 28 + 1)),
        cited: vec![(format!("{}/QĐ-TTg", id % 500 + 4000), "implements".to_owned())],
        subject: Some(format!("Kế hoạch thử số {id}")),
        text: format!("{}. Mã riêng mr{id}.", text.join(" ")),
        ..Searchable::default()
    }
}

fn search(criterion: &mut Criterion) {
    let updates = (1..=DOCUMENTS).map(|id| Ok::<_, Infallible>(IndexUpdate { id, searchable: Some(document(id)) }));
    let index = SearchIndex::in_memory(updates, Stamp::new("bench", DOCUMENTS)).expect("an index in memory");
    let cases = [
        ("number", SearchRequest::new("4010/QĐ-TTg"), 40),
        ("ordinal", SearchRequest::new("2999"), 6),
        ("rare word", SearchRequest::new("mr777"), 1),
        ("four words", SearchRequest::new("kế hoạch đối ngoại"), 20_000),
        ("four words without accents", SearchRequest::new("ke hoach doi ngoai"), 20_000),
        ("phrase in the subjects", SearchRequest::new("\"kế hoạch thử\""), 20_000),
        ("filters", SearchRequest::new("ngoại").with_filter("province", "20").with_filter("from", "2020"), 159),
    ];
    let mut group = criterion.benchmark_group("search");
    group.sample_size(20);
    for (name, request, expected) in cases {
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let found = index.search(black_box(&request)).expect("a search");
                assert_eq!(found.total, expected, "{name}");
                found
            });
        });
    }
    group.finish();
}

criterion_group!(benches, search);
criterion_main!(benches);
