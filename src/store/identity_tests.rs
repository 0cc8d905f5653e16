//! Identity through the store: copies, different papers of one number, drafts, rulings, bodies.

use super::Store;
use super::samples::{CAO_BANG, CENTRE, LANG_SON, cites, read, record};
use crate::model::{BodyPart, LedgerChange};
use crate::record::Record;
use serde_json::json;

/// Words of an invented paper; other seeds give other papers, every `wrong`-th word is misread.
fn paper(seed: usize, wrong: usize) -> String {
    let word = |at: usize| {
        let name = (at * 7919 + seed * 104_729 + at * at * 31) % 4001;
        if wrong > 0 && at.is_multiple_of(wrong) { format!("l{name}") } else { format!("từ{name}") }
    };
    (0..400).map(word).collect::<Vec<_>>().join(" ")
}

fn with_text(record: Record, text: String) -> Record {
    Record { text, ..record }
}

fn store(changes: &[LedgerChange<Record>]) -> Store {
    let mut store = Store::in_memory();
    store.apply(changes).unwrap();
    store
}

/// The files of each node, the one that stands for it first, with the reasons of the others.
fn papers(store: &Store) -> Vec<String> {
    let sql = "SELECT group_concat(path || ifnull(' (' || joined || ')', ''), ', ' ORDER BY joined IS NOT NULL, path)
               FROM documents JOIN files ON files.id = file_id WHERE node_id IS NOT NULL GROUP BY node_id ORDER BY 1";
    let mut statement = store.connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

fn plan(number: Option<&str>, day: Option<&str>, text: String) -> Record {
    with_text(record(LANG_SON, number, day, &[]), text)
}

#[test]
fn a_scan_and_a_reprint_are_one_work_and_the_best_read_file_stands_for_it() {
    let mut scan = plan(Some("71/KH-UBND"), Some("2021-04-12"), paper(1, 7));
    scan.source.text_layer = "ocr".to_owned();
    let found = store(&[
        read("scan.pdf", scan),
        read("paper.docx", plan(Some("71/KH-UBND"), Some("2021-04-12"), paper(1, 0))),
        read("reprint.html", plan(Some("71/KH-UBND"), None, format!("{} cuối", paper(1, 0)))),
    ]);
    assert_eq!(papers(&found), ["reprint.html, paper.docx (text), scan.pdf (date)"]);
}

#[test]
fn two_papers_of_one_number_stay_two_until_a_person_joins_them() {
    let cited = |day| cites("72/KH-UBND", day, "UBND tỉnh Lạng Sơn", "implements");
    let mut found = store(&[
        read("one", plan(Some("72/KH-UBND"), Some("2021-04-12"), paper(1, 0))),
        read("two", plan(Some("72/KH-UBND"), Some("2021-09-30"), paper(2, 0))),
        read(
            "citing",
            record(CAO_BANG, Some("3/BC-UBND"), Some("2022-01-04"), &[cited(Some("2021-09-30")), cited(None)]),
        ),
    ]);
    assert_eq!(papers(&found), ["citing", "one", "two"]);
    let citing = found.find("3/BC-UBND", None).unwrap()[0].id;
    let two = found.find("two", None).unwrap();
    let links = found.document(citing).unwrap().unwrap().links;
    assert_eq!(links[0].target, Some(two[0].id));
    assert_eq!((links[1].target, links[1].candidates.len()), (None, 2));

    assert!(found.rule("one", "two", Some(true), "bản sửa lại").unwrap());
    assert_eq!(papers(&found), ["citing", "one, two (ruling)"]);
    assert_eq!(found.document(citing).unwrap().unwrap().links[1].candidates.len(), 0);
    assert!(found.rule("two", "one", None, "").unwrap());
    assert_eq!(papers(&found), ["citing", "one", "two"]);
    assert!(!found.rule("one", "unknown", Some(true), "").unwrap());
}

#[test]
fn a_draft_joins_its_numbered_paper_in_any_order_and_leaves_it_again() {
    let draft = || read("draft.docx", plan(None, None, paper(1, 30)));
    let with_symbol = |change: LedgerChange<Record>| match change {
        LedgerChange::Read(entry, mut record) => {
            record.number = serde_json::from_value(json!({"symbol": "KH-UBND"})).unwrap();
            LedgerChange::Read(entry, record)
        }
        other => other,
    };
    let numbered = || read("signed.pdf", plan(Some("73/KH-UBND"), Some("2021-04-12"), paper(1, 0)));
    let other = || read("other.pdf", plan(Some("74/KH-UBND"), Some("2021-04-13"), paper(2, 0)));
    let of_draft = |store: &Store| -> Option<String> {
        let sql = "SELECT n.id FROM nodes n JOIN documents d ON d.id = n.document_id JOIN files f ON f.id = d.file_id
                   WHERE f.path = 'draft.docx'";
        let node = store.connection.query_row(sql, [], |row| row.get(0)).unwrap();
        store.draft_of(node).unwrap().and_then(|found| found.0.path)
    };
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let mut found = Store::in_memory();
        for at in order {
            found.apply(&[[with_symbol(draft()), numbered(), other()][at].clone()]).unwrap();
        }
        assert_eq!(of_draft(&found).as_deref(), Some("signed.pdf"), "{order:?}");
        found.apply(&[LedgerChange::Missing("signed.pdf".to_owned())]).unwrap();
        assert_eq!(of_draft(&found), None, "{order:?}");
    }
}

#[test]
fn bodies_are_found_by_entity_whatever_they_are_called() {
    let mut own = record(LANG_SON, Some("75/KH-UBND"), Some("2021-04-12"), &[]);
    own.recipients = vec!["Sở Ngoại vụ".to_owned(), "Các sở, ban, ngành".to_owned()];
    let mut other = record(CENTRE, Some("76/QĐ-TTg"), Some("2021-04-12"), &[]);
    other.recipients = vec!["Sở Ngoại vụ tỉnh Lạng Sơn".to_owned(), "Sở Ngoại vụ tỉnh Cao Bằng".to_owned()];
    let found = store(&[read("own", own), read("other", other)]);
    let numbers = |entity: &str| -> Vec<Option<String>> {
        let documents = found.documents_of_body(entity, BodyPart::Recipient).unwrap();
        documents.into_iter().map(|node| node.number).collect()
    };
    assert_eq!(numbers("sngv@20").len(), 2);
    assert_eq!(numbers("sngv@04"), [Some("76/QĐ-TTg".to_owned())]);
    assert_eq!(numbers("*cac-so-ban-nganh@20"), [Some("75/KH-UBND".to_owned())]);
}

#[test]
fn a_mention_whose_issuer_cannot_be_told_has_candidates() {
    let bare = cites("77/KH-UBND", Some("2021-04-12"), "", "implements");
    let district =
        record(("Ủy ban nhân dân huyện Hữu Lũng", "huyen", "20"), Some("5/BC-UBND"), Some("2021-06-01"), &[bare]);
    let mut found = store(&[read("district", district)]);
    let citing = found.find("5/BC-UBND", None).unwrap()[0].id;
    let link = |store: &Store| store.document(citing).unwrap().unwrap().links[0].clone();
    assert!(link(&found).target.is_some() && link(&found).candidates.is_empty(), "only known by this document");
    found
        .apply(&[
            read("far", record(CAO_BANG, Some("77/KH-UBND"), Some("2021-04-12"), &[])),
            read("near", record(LANG_SON, Some("77/KH-UBND"), Some("2021-04-12"), &[])),
        ])
        .unwrap();
    let candidates = link(&found).candidates;
    let near = found.find("near", None).unwrap();
    assert_eq!(candidates.len(), 2);
    assert!(candidates[0].reasons.contains(&"same_province") && candidates[1].reasons.contains(&"other_province"));
    assert_eq!(near[0].id, candidates[0].node);
}
