//! Linking through the store: which documents become one node, whatever the order of reading.

use super::Store;
use super::samples::{CAO_BANG, CENTRE, GIA_LAI, HUU_LUNG, LANG_SON, cites, entry, read, record};
use crate::model::{LedgerChange, Outcome};
use crate::record::Record;

type Change = LedgerChange<Record>;

fn store(changes: &[Change]) -> Store {
    let mut store = Store::in_memory();
    store.apply(changes).unwrap();
    store
}

/// Every node, citation and their links in words that do not depend on row ids.
fn picture(store: &Store) -> Vec<String> {
    let node = "ifnull(groups.issuer || ' ' || groups.number || ' ' || ifnull(n.period, '-'), 'alone ' || files.path)";
    let names = format!(
        "SELECT n.id, {node} AS name, n.number, n.date, n.status, n.other_dates, files.path FROM nodes n
         LEFT JOIN groups ON groups.id = n.group_id LEFT JOIN documents d ON d.id = n.document_id
         LEFT JOIN files ON files.id = d.file_id"
    );
    let lines = format!(
        "WITH names AS ({names})
         SELECT 'node ' || name || ' = ' || ifnull(number, '') || ' ' || ifnull(date, '') || ' ' || status || ' '
           || other_dates || ' ' || ifnull(path, '') FROM names
         UNION ALL SELECT files.path || ' ' || c.position || ': ' || ifnull(source.name, '?') || ' -> '
           || ifnull(target.name, '?') || ' state ' || c.state
         FROM citations c JOIN documents d ON d.id = c.document_id JOIN files ON files.id = d.file_id
         LEFT JOIN names source ON source.id = c.from_node LEFT JOIN names target ON target.id = c.to_node
         UNION ALL SELECT 'groups ' || count(*) FROM groups
         UNION ALL SELECT 'variant ' || number || ' ' || period || ' ' || date || ' ' || mentions FROM variants
         ORDER BY 1"
    );
    let mut statement = store.connection.prepare(&lines).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

fn nodes(store: &Store) -> Vec<String> {
    picture(store).into_iter().filter(|line| line.starts_with("node ")).collect()
}

#[test]
fn one_party_number_of_two_provinces_stays_two() {
    let cited = |date| [cites("12-KH/TU", Some(date), "Ban Thường vụ Tỉnh ủy", "mentions")];
    let found = store(&[
        read("a", record(LANG_SON, Some("1/UBND-NC"), Some("2019-10-09"), &cited("2011-03-29"))),
        read("b", record(CAO_BANG, Some("1/KH-UBND"), Some("2020-10-09"), &cited("2011-10-26"))),
    ]);
    let plans: Vec<String> = nodes(&found).into_iter().filter(|line| line.contains("kh/tu")).collect();
    assert_eq!(
        plans,
        [
            "node tu@04 12-kh/tu 2010 = 12-KH/TU 2011-10-26 cited  ",
            "node tu@20 12-kh/tu 2010 = 12-KH/TU 2011-03-29 cited  "
        ]
    );
}

#[test]
fn one_number_of_two_years_stays_two_and_a_bare_mention_is_ambiguous() {
    let decision = |date| cites("1109/QĐ-TTg", date, "Thủ tướng Chính phủ", "implements");
    let mut found = store(&[
        read("a", record(LANG_SON, Some("1/KH-UBND"), Some("2019-10-09"), &[decision(Some("2019-08-28"))])),
        read("b", record(CAO_BANG, Some("2/KH-UBND"), Some("2020-10-09"), &[decision(None)])),
    ]);
    let state = |store: &Store| picture(store).into_iter().find(|line| line.starts_with("b 0")).unwrap();
    assert_eq!(state(&found), "b 0: ubnd@04 2/kh-ubnd 2020 -> ttg 1109/qđ-ttg 2019 state 1");
    found
        .apply(&[read("c", record(GIA_LAI, Some("3/KH-UBND"), Some("2012-01-09"), &[decision(Some("2011-07-11"))]))])
        .unwrap();
    assert_eq!(state(&found), "b 0: ubnd@04 2/kh-ubnd 2020 -> ? state 2");
    assert_eq!(nodes(&found).iter().filter(|line| line.contains("1109/qđ-ttg")).count(), 2);
    found.apply(&[LedgerChange::Missing("c".to_owned())]).unwrap();
    assert_eq!(state(&found), "b 0: ubnd@04 2/kh-ubnd 2020 -> ttg 1109/qđ-ttg 2019 state 1");
}

#[test]
fn a_file_takes_over_the_node_known_by_citation() {
    let cited = [cites("7/QĐ-TTg", Some("2019-08-28"), "Thủ tướng Chính phủ", "implements")];
    let mut found = store(&[read("a", record(LANG_SON, Some("1/KH-UBND"), Some("2019-10-09"), &cited))]);
    let id = |store: &Store| -> (i64, bool) {
        let sql = "SELECT id, document_id IS NOT NULL FROM nodes WHERE ordinal = '7'";
        store.connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
    };
    let (before, read_before) = id(&found);
    let seq = found.last_seq().unwrap();
    found.apply(&[read("d", record(CENTRE, Some("07/QĐ-TTg"), Some("2019-08-28"), &[]))]).unwrap();
    assert_eq!((read_before, id(&found)), (false, (before, true)));
    let changes = found.changes_since(seq).unwrap();
    assert_eq!(changes.iter().map(|change| change.node).collect::<Vec<_>>(), [before]);
    assert!(!changes[0].searchable.as_ref().unwrap().only_cited);
    found.apply(&[LedgerChange::Missing("d".to_owned())]).unwrap();
    assert_eq!(id(&found), (before, false));
}

#[test]
fn a_document_without_number_stands_alone_and_goes_with_its_file() {
    let mut found = store(&[read("a", record(GIA_LAI, None, None, &[]))]);
    assert_eq!(nodes(&found), ["node alone a =   unnumbered  a"]);
    found.apply(&[LedgerChange::Missing("a".to_owned())]).unwrap();
    assert_eq!(nodes(&found), Vec::<String>::new());
    let changes = found.changes_since(0).unwrap();
    assert!(changes.len() == 1 && changes[0].searchable.is_none());
    found.apply(&[LedgerChange::Touched(entry("a"))]).unwrap();
    assert_eq!(nodes(&found), ["node alone a =   unnumbered  a"]);
}

#[test]
fn contradicting_dates_are_kept_on_the_node() {
    let decision = |date| [cites("7/QĐ-TTg", Some(date), "Thủ tướng Chính phủ", "implements")];
    let found = store(&[
        read("a", record(LANG_SON, Some("1/KH-UBND"), Some("2019-10-09"), &decision("2019-08-28"))),
        read("b", record(CAO_BANG, Some("1/KH-UBND"), Some("2019-10-09"), &decision("2019-08-28"))),
        read("c", record(GIA_LAI, Some("1/KH-UBND"), Some("2019-10-09"), &decision("2019-08-18"))),
    ]);
    let node = nodes(&found).into_iter().find(|line| line.contains("7/qđ-ttg")).unwrap();
    assert_eq!(node, "node ttg 7/qđ-ttg 2019 = 7/QĐ-TTg 2019-08-28 cited 2019-08-18 ");
}

#[test]
fn a_replaced_file_leaves_nothing_of_the_old_record() {
    let first = record(LANG_SON, Some("1/KH-UBND"), Some("2019-10-09"), &[cites("7/QĐ-TTg", None, "", "implements")]);
    let second = record(LANG_SON, Some("2/KH-UBND"), Some("2019-10-10"), &[cites("8/QĐ-TTg", None, "", "implements")]);
    let replaced = {
        let mut store = store(&[read("a", first)]);
        store.apply(&[read("a", second.clone())]).unwrap();
        store
    };
    assert_eq!(picture(&replaced), picture(&store(&[read("a", second)])));
}

#[test]
fn a_moved_file_keeps_its_node_and_a_duplicate_has_none() {
    let mut found = store(&[read("a", record(GIA_LAI, None, None, &[]))]);
    let seq = found.last_seq().unwrap();
    let moved = LedgerChange::Moved { from: "a".to_owned(), entry: entry("b") };
    let mut copy = entry("c");
    copy.outcome = Outcome::Duplicate;
    found.apply(&[moved, LedgerChange::Unread(copy)]).unwrap();
    assert_eq!(nodes(&found), ["node alone b =   unnumbered  b"]);
    let changes = found.changes_since(seq).unwrap();
    assert_eq!(changes[0].searchable.as_ref().unwrap().path.as_deref(), Some("b"));
    assert_eq!(found.ledger().unwrap().len(), 2);
    assert_eq!(found.coverage().unwrap().files_duplicate, 1);
}

#[test]
fn a_chain_inside_a_title_starts_at_the_cited_document() {
    let mut nested = cites("57-KL/TW", Some("2023-06-15"), "Bộ Chính trị", "implements");
    nested["parent"] = 0.into();
    let outer = cites("149-KH/TU", Some("2024-01-29"), "Ban Thường vụ Tỉnh ủy", "implements");
    let found = store(&[read("a", record(HUU_LUNG, None, None, &[outer, nested]))]);
    let line = picture(&found).into_iter().find(|line| line.starts_with("a 1")).unwrap();
    assert_eq!(line, "a 1: tu@20 149-kh/tu 2020 -> tw 57-kl/tw 2021 state 1");
}

/// A set of files with every difficulty of linking.
fn difficult() -> Vec<Change> {
    let decision = |date| cites("1109/QĐ-TTg", date, "Thủ tướng Chính phủ", "implements");
    let mut nested = cites("12-KH/TU", None, "Tỉnh ủy", "implements");
    nested["parent"] = 0.into();
    vec![
        read("a", record(LANG_SON, Some("1/KH-UBND"), Some("2019-10-09"), &[decision(Some("2019-08-28")), nested])),
        read("b", record(CAO_BANG, Some("1/KH-UBND"), Some("2020-10-09"), &[decision(None)])),
        read("c", record(GIA_LAI, None, None, &[decision(Some("2011-07-11")), decision(Some("2019-08-18"))])),
        read("d", record(CENTRE, Some("1109/QĐ-TTg"), Some("2019-08-28"), &[])),
        read("e", record(CENTRE, Some("1109/QĐ-TTg"), None, &[])),
        read("f", record(LANG_SON, Some("01/KH-UBND"), Some("2019-10-09"), &[cites("/KH-UBND", None, "", "mentions")])),
    ]
}

#[test]
fn the_order_of_reading_does_not_matter() {
    let files = difficult();
    let expected = picture(&store(&files));
    let mut order: Vec<usize> = (0..files.len()).collect();
    for round in 0..60 {
        // A permutation a round, from a linear congruence: the test must be the same every time.
        for index in (1..order.len()).rev() {
            order.swap(index, (round * 7 + index * 5 + round * round) % (index + 1));
        }
        let mut found = Store::in_memory();
        for index in &order {
            found.apply(std::slice::from_ref(&files[*index])).unwrap();
        }
        assert_eq!(picture(&found), expected, "order {order:?}");
    }
}

#[test]
fn files_that_go_and_come_back_leave_the_same_picture() {
    let files = difficult();
    let expected = picture(&store(&files));
    for gone in ["a", "b", "c", "d", "e", "f"] {
        let mut found = store(&files);
        found.apply(&[LedgerChange::Missing(gone.to_owned())]).unwrap();
        let without: Vec<Change> = files
            .iter()
            .filter(|change| !matches!(change, LedgerChange::Read(entry, _) if entry.path == gone))
            .cloned()
            .collect();
        assert_eq!(picture(&found), picture(&store(&without)), "without {gone}");
        found.apply(&[LedgerChange::Touched(entry(gone))]).unwrap();
        assert_eq!(picture(&found), expected, "{gone} came back");
    }
}

#[test]
fn changes_come_in_pages_and_end_at_the_last_number() {
    let found = store(&difficult());
    let all = found.changes_since(0).unwrap();
    let mut paged = Vec::new();
    while let page = found.changes_page(paged.last().map_or(0, |change: &super::IndexChange| change.seq), 2).unwrap()
        && !page.is_empty()
    {
        paged.extend(page);
    }
    assert_eq!(paged, all);
    assert_eq!(all.last().unwrap().seq, found.last_seq().unwrap());
}

#[test]
fn a_paper_known_by_citation_is_called_what_most_call_it() {
    let decision = |title: &str| {
        let mut citation = cites("7/QĐ-TTg", Some("2019-08-28"), "Thủ tướng Chính phủ", "implements");
        citation["title"] = title.into();
        citation
    };
    let citing = |name: &str, number: &str, title: &str| {
        read(name, record(LANG_SON, Some(number), Some("2019-10-09"), &[decision(title)]))
    };
    let mut found = store(&[
        citing("a", "1/KH-UBND", "về giữ đất"),
        citing("b", "2/KH-UBND", "về giữ đất tại tỉnh"),
        citing("c", "3/KH-UBND", "về giữ đất tại tỉnh"),
    ]);
    let title = |store: &Store| store.find("7/QĐ-TTg", None).unwrap().remove(0).title;
    assert_eq!(title(&found).as_deref(), Some("về giữ đất tại tỉnh"));
    found.apply(&[LedgerChange::Missing("c".to_owned())]).unwrap();
    assert_eq!(title(&found).as_deref(), Some("về giữ đất"), "the shorter of two");
    let own = record(CENTRE, Some("7/QĐ-TTg"), Some("2019-08-28"), &[]);
    found.apply(&[read("d", Record { subject: Some("Giữ đất".to_owned()), ..own })]).unwrap();
    assert_eq!(title(&found).as_deref(), Some("Giữ đất"), "its own words");
    let secret = |secrecy: Option<&str>| {
        let own = record(LANG_SON, Some("4/KH-UBND"), Some("2019-10-09"), &[decision("về kho kín")]);
        read("e", Record { secrecy: secrecy.map(str::to_owned), ..own })
    };
    let mut hidden = store(&[secret(Some("mat"))]);
    assert_eq!(title(&hidden), None, "what a secret paper says is kept with it");
    hidden.apply(&[secret(None)]).unwrap();
    assert_eq!(title(&hidden).as_deref(), Some("về kho kín"));
}

#[test]
fn a_title_that_only_a_secret_file_tells_is_not_shown() {
    let mut telling = cites("7/QĐ-TTg", Some("2019-08-28"), "Thủ tướng Chính phủ", "implements");
    let silent = telling.clone();
    telling["title"] = "về kho kín".into();
    let annex = record(LANG_SON, Some("5/KH-UBND"), Some("2019-10-09"), &[]);
    let letter = record(LANG_SON, Some("4/UBND-NC"), Some("2019-10-09"), &[telling]);
    let annex = Record { secrecy: Some("mat".to_owned()), ..annex };
    let found = store(&[
        read("a", Record { attachments: vec![annex], ..letter }),
        read("b", record(CAO_BANG, Some("6/KH-UBND"), Some("2019-10-09"), &[silent])),
    ]);
    let node = found.find("7/QĐ-TTg", None).unwrap().remove(0);
    assert_eq!(node.title.as_deref(), Some("về kho kín"));
    let hiding = found.hiding_secrets().unwrap();
    assert_eq!(hiding.find("7/QĐ-TTg", None).unwrap().remove(0).title, None);
    assert!(hiding.withheld_nodes().unwrap().contains(&node.id));
}
