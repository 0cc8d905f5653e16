//! Ways between documents, and whether one holds, over a store of invented documents.

use super::queries::App;
use crate::store::Store;
use crate::store::samples::{CAO_BANG, CENTRE, HUU_LUNG, LANG_SON, LANG_SON_PARTY, cites, read, record};
use serde_json::Value;

const PRIME: &str = "Thủ tướng Chính phủ";

/// A district carries out its province's plan, which carries out a decision; another province carries the decision out
/// alone; a later decision amends and a last one repeals it.
fn app() -> App {
    let decision = |role: &str| cites("8201/QĐ-TTg", Some("2018-03-01"), PRIME, role);
    let provision = |mut citation: Value| {
        citation["scope"] = "provision".into();
        citation
    };
    let plan = cites("8202/KH-UBND", Some("2018-05-02"), "UBND tỉnh", "implements");
    let mut store = Store::in_memory();
    store
        .apply(&[
            read("decision", record(CENTRE, Some("8201/QĐ-TTg"), Some("2018-03-01"), &[])),
            read("plan", record(LANG_SON, Some("8202/KH-UBND"), Some("2018-05-02"), &[decision("implements")])),
            read(
                "district",
                record(HUU_LUNG, Some("83/KH-UBND"), Some("2018-06-03"), &[plan.clone(), decision("mentions")]),
            ),
            read("other", record(CAO_BANG, Some("84/KH-UBND"), Some("2018-07-04"), &[decision("implements")])),
            read("party", record(LANG_SON_PARTY, Some("85-BC/TU"), Some("2018-08-05"), &[plan])),
            read("part", record(CENTRE, Some("8301/QĐ-TTg"), Some("2020-01-02"), &[provision(decision("amends"))])),
            read("end", record(CENTRE, Some("8401/QĐ-TTg"), Some("2022-01-02"), &[decision("repeals")])),
            read("draft", record(CENTRE, None, Some("2019-01"), &[decision("repeals")])),
        ])
        .unwrap();
    App::of_store(store)
}

fn ways(one: &str, other: &str) -> (Vec<String>, usize, Vec<String>) {
    let app = app();
    let node = |typed: &str| app.find(typed, None).unwrap().remove(0);
    let found = app.connection(&node(one), &node(other), 5).unwrap();
    let path = |hops: &Vec<super::HopWire>| {
        let start = hops.first().and_then(|hop| hop.from.number.clone()).unwrap_or_default();
        let steps = hops.iter().map(|hop| format!(" {} {}", hop.role, hop.to.number.clone().unwrap_or_default()));
        start + &steps.collect::<String>()
    };
    let common = found.common.iter().filter_map(|common| common.document.number.clone());
    (found.paths.iter().map(path).collect(), found.reverse.len(), common.collect())
}

#[test]
fn ways_up_shortest_first_with_their_roles() {
    let (paths, back, common) = ways("83/KH-UBND", "8201/QĐ-TTg");
    assert_eq!(paths, ["83/KH-UBND mentions 8201/QĐ-TTg", "83/KH-UBND implements 8202/KH-UBND implements 8201/QĐ-TTg"]);
    assert_eq!((back, common.len()), (0, 0));
    assert_eq!(ways("8201/QĐ-TTg", "83/KH-UBND").1, 2);
}

#[test]
fn what_both_go_back_to() {
    assert_eq!(ways("84/KH-UBND", "85-BC/TU").2, ["8201/QĐ-TTg"]);
    assert_eq!(ways("83/KH-UBND", "85-BC/TU").2, ["8202/KH-UBND"]);
}

#[test]
fn whether_a_decision_holds_through_the_years() {
    let app = app();
    let node = app.find("8201/QĐ-TTg", None).unwrap().remove(0);
    let on = |day: &str| app.validity(&node, day.parse().unwrap()).unwrap().in_force;
    let found = ["2018-01-01", "2019-06-01", "2021-01-01", "2022-01-02"].map(on);
    assert_eq!(found, ["not_yet", "yes", "changed", "no"]);
    let acts = app.changed_by(&node).unwrap();
    let acts: Vec<(&str, &str)> = acts.iter().map(|act| (act.role.as_str(), act.scope.as_str())).collect();
    assert_eq!(acts, [("repeals", "document"), ("amends", "provision"), ("repeals", "document")]);
}
