//! Searches over small hand-made indexes: one line a case.

use super::*;
use crate::model::{SearchRequest, Searchable};

/// A read document with the fields that most cases need.
fn plan(id: i64, number: &str, date: &str, subject: &str, text: &str) -> Searchable {
    Searchable {
        id,
        number: Some(number.to_owned()),
        doc_type: Some("ke_hoach".to_owned()),
        status: "issued".to_owned(),
        date: Some(date.to_owned()),
        subject: Some(subject.to_owned()),
        text: text.to_owned(),
        ..Searchable::default()
    }
}

fn corpus() -> Vec<Searchable> {
    let decision = Searchable {
        id: 1,
        only_cited: true,
        number: Some("1109/QĐ-TTg".to_owned()),
        doc_type: Some("quyet_dinh".to_owned()),
        status: "cited".to_owned(),
        issuer: Some("Thủ tướng Chính phủ".to_owned()),
        body: Some("prime_minister".to_owned()),
        level: Some("trung_uong".to_owned()),
        date: Some("2019-08-28".to_owned()),
        ..Searchable::default()
    };
    let north = Searchable {
        issuer: Some("Ủy ban nhân dân tỉnh Bắc Giả".to_owned()),
        province: Some("20".to_owned()),
        province_name: Some("Lạng Sơn".to_owned()),
        level: Some("tinh".to_owned()),
        cited: vec![("1109/QĐ-TTg".to_owned(), "implements".to_owned())],
        signer: Some("Trần Văn Thử".to_owned()),
        recipients: vec!["Sở Ngoại vụ".to_owned()],
        tasks: vec!["Rà soát quy chế; Sở Tư pháp".to_owned()],
        path: Some("/kho/hai.txt".to_owned()),
        ..plan(
            2,
            "05/KH-UBND",
            "2020-02",
            "Thực hiện đề án bạn bè quốc tế",
            "Căn cứ Quyết định số 1109/QĐ-TTg, ban hành kế hoạch hòa nhập.",
        )
    };
    let party = Searchable {
        province: Some("04".to_owned()),
        province_name: Some("Cao Bằng".to_owned()),
        cited: vec![("1109/QĐ-TTg".to_owned(), "mentions".to_owned())],
        ..plan(
            3,
            "12-KH/TU",
            "2021-05-04",
            "Công tác bản làng",
            "Theo quyết định 1109/QĐ-TTg. Ban chỉ đạo họp. Hoạch định kế sách.",
        )
    };
    let old = Searchable {
        status: "unnumbered".to_owned(),
        ..plan(4, "/KH-UBND", "2018", "Ke hoach khong dau", "Van ban mat dau, chuyen ma hoa nhap.")
    };
    vec![decision, north, party, old]
}

/// Changes as the store gives them, which may fail.
fn changes(updates: impl IntoIterator<Item = IndexUpdate>) -> impl Iterator<Item = Result<IndexUpdate, IndexError>> {
    updates.into_iter().map(Ok)
}

fn update(searchable: Searchable) -> IndexUpdate {
    IndexUpdate { id: searchable.id, searchable: Some(searchable) }
}

fn gone(id: i64) -> IndexUpdate {
    IndexUpdate { id, searchable: None }
}

fn index() -> SearchIndex {
    SearchIndex::in_memory(changes(corpus().into_iter().map(update)), Stamp::new("db", 4)).unwrap()
}

fn ids(index: &SearchIndex, request: &SearchRequest) -> Vec<i64> {
    index.search(request).unwrap().hits.iter().map(|hit| hit.id).collect()
}

#[track_caller]
fn check(query: &str, expected: &[i64]) {
    assert_eq!(ids(&index(), &SearchRequest::new(query)), expected, "{query}");
}

#[track_caller]
fn check_filter(field: &str, value: &str, expected: &[i64]) {
    let mut found = ids(&index(), &SearchRequest::new("").with_filter(field, value));
    found.sort_unstable();
    assert_eq!(found, expected, "{field}={value}");
}

#[test]
fn accents_count_only_where_typed() {
    check("hòa nhập", &[2]);
    check("hoà nhập", &[2]);
    check("hoa nhap", &[4, 2]); // printed without accents first
    check("bạn", &[2]);
    check("\"ban chỉ đạo\"", &[3]);
    check("đề", &[2]);
}

#[test]
fn all_words_must_hold() {
    check("quốc tế", &[2]);
    check("quốc làng", &[]);
    check("quốc OR làng", &[3, 2]);
    check("1109/QĐ-TTg -họp", &[1, 2]);
    check("-status:cited kế", &[3, 2, 4]);
}

#[test]
fn phrases_with_and_without_accents() {
    check("\"kế hoạch\"", &[2, 4, 3]); // the type counts
    check("\"ke hoach\"", &[4, 2, 3]);
    check("\"quyết định số 1109/QĐ-TTg\"", &[2]);
    check("\"định 1109\"", &[3]);
}

#[test]
fn a_number_finds_its_document_first_then_who_cites_it() {
    for query in
        ["1109", "1109/QĐ-TTg", "1109/qd-ttg", "qd 1109", "QĐ 1109", "Quyết định số 1109/QĐ-TTg", "quyet dinh 1109"]
    {
        check(query, &[1, 3, 2]);
    }
    check("5/KH-UBND", &[2]);
    check("12-KH/TU", &[3]);
    check("number:KH-UBND", &[2, 4]);
    check("cites:1109", &[3, 2]);
    check("implements:1109/QĐ-TTg", &[2]);
    check("thực_hiện:1109", &[2]);
}

#[test]
fn what_is_no_known_number_is_searched_as_words() {
    let found = index().search(&SearchRequest::new("1234/QĐ-TTg")).unwrap();
    assert_eq!((found.total, found.hints.len()), (0, 1));
    check("đề án", &[2]);
}

#[test]
fn a_document_that_is_only_cited_says_so() {
    let found = index().search(&SearchRequest::new("1109")).unwrap();
    assert!(found.hits[0].only_cited && !found.hits[1].only_cited);
    assert_eq!(found.hits[0].issuer.as_deref(), Some("Thủ tướng Chính phủ"));
    assert_eq!((found.total, found.searched), (3, 4));
}

#[test]
fn filters() {
    check_filter("province", "20", &[2]);
    check_filter("province", "lang son", &[2]);
    check_filter("province", "Tỉnh Lạng Sơn", &[2]);
    check_filter("province", "Lang Sơn", &[]);
    check_filter("type", "Quyết định", &[1]);
    check_filter("type", "KH", &[2, 3, 4]);
    check_filter("status", "chưa có số", &[4]);
    check_filter("level", "trung ương", &[1]);
    check_filter("issuer", "uy ban bac", &[2]);
    check_filter("signer", "Thử", &[2]);
    check_filter("recipient", "ngoai vu", &[2]);
    check_filter("task", "tư pháp", &[2]);
    check_filter("subject", "ban lang", &[3]);
    check_filter("body", "prime_minister", &[1]);
}

#[test]
fn dates_fit_when_any_of_their_days_does() {
    check_filter("date", "2019", &[1]);
    check_filter("date", "2/2020", &[2]);
    check_filter("date", "15/2/2020", &[2]);
    check_filter("from", "2020-02-20", &[2, 3]);
    check_filter("to", "2018-06", &[4]);
    check("từ:2019 đến:2020", &[2, 1]);
}

#[test]
fn a_filter_that_is_not_understood_is_an_error_and_an_odd_query_a_hint() {
    let request = SearchRequest::new("").with_filter("from", "mai");
    assert!(matches!(index().search(&request), Err(IndexError::Filter(_))));
    let found = index().search(&SearchRequest::new("from:mai kế")).unwrap();
    assert_eq!((found.hints.len(), found.total), (1, 3));
}

#[test]
fn snippets_show_what_matched() {
    let found = index().search(&SearchRequest::new("1109/qd-ttg")).unwrap();
    let shown = found.hits[2].snippet.as_ref().unwrap().marked("[", "]");
    assert_eq!(shown, "Căn cứ Quyết định số [1109/QĐ-TTg], ban hành kế hoạch hòa nhập.");
    assert_eq!(found.hits[0].snippet, None);
}

#[test]
fn a_change_replaces_and_removes() {
    let mut index = index();
    let changed = plan(2, "06/KH-UBND", "2022", "Đổi mới", "Nội dung khác.");
    index.apply(changes([update(changed), gone(3)]), Stamp::new("db", 6)).unwrap();
    assert_eq!(ids(&index, &SearchRequest::new("1109")), [1]);
    assert_eq!(ids(&index, &SearchRequest::new("khác")), [2]);
    assert_eq!(index.documents(), 3);
    assert_eq!(index.stamp().seq, 6);
}

#[test]
fn a_broken_stream_of_changes_leaves_the_index_as_it_was() {
    let mut index = index();
    let broken = Err(IndexError::Filter("broken".to_owned()));
    assert!(index.apply([Ok(gone(1)), broken], Stamp::new("db", 5)).is_err());
    assert_eq!(index.stamp().seq, 4);
    index.apply(changes([gone(2)]), Stamp::new("db", 5)).unwrap();
    assert_eq!(ids(&index, &SearchRequest::new("1109")), [1, 3]);
}

#[test]
fn what_was_committed_is_there_after_reopening() {
    let folder = tempfile::tempdir().unwrap();
    assert!(SearchIndex::open(folder.path()).is_none());
    SearchIndex::build(folder.path(), changes(corpus().into_iter().map(update)), Stamp::new("db", 4)).unwrap();
    let mut opened = SearchIndex::open(folder.path()).unwrap();
    assert_eq!(*opened.stamp(), Stamp::new("db", 4));
    opened.apply(changes([gone(1)]), Stamp::new("db", 5)).unwrap();
    assert_eq!(SearchIndex::open(folder.path()).unwrap().stamp().seq, 5);
}

#[test]
fn a_damaged_index_is_not_opened_and_can_be_built_again() {
    let folder = tempfile::tempdir().unwrap();
    SearchIndex::build(folder.path(), changes([gone(1)]), Stamp::new("db", 0)).unwrap();
    std::fs::write(folder.path().join("build-1/meta.json"), "{").unwrap();
    assert!(SearchIndex::open(folder.path()).is_none());
    SearchIndex::build(folder.path(), changes(corpus().into_iter().map(update)), Stamp::new("db", 4)).unwrap();
    assert_eq!(ids(&SearchIndex::open(folder.path()).unwrap(), &SearchRequest::new("bạn")), [2]);
}
