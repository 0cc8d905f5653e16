//! Questions to a store of invented documents.

use super::audits::AuditOptions;
use super::queries::App;
use super::tracing::TraceStep;
use crate::model::DocDate;
use crate::store::Store;
use crate::store::samples::{CAO_BANG, CENTRE, GIA_LAI, HUU_LUNG, LANG_SON, LANG_SON_PARTY, cites, read, record};
use jiff::civil::date;
use serde_json::Value;

const DECISION: &str = "1109/QĐ-TTg";

/// A decision that Cao Bằng implements; a district implements a plan of its Party committee that does too;
/// Gia Lai without number; an older decision of the same number.
fn app() -> App {
    let decision = |role| cites(DECISION, Some("2019-08-28"), "Thủ tướng Chính phủ", role);
    let inside = |mut citation: Value, parent: usize| {
        citation["parent"] = parent.into();
        citation
    };
    let party_plan = cites("12-KH/TU", Some("2019-09-10"), "Tỉnh ủy", "implements");
    let mut store = Store::in_memory();
    store
        .apply(&[
            read("v/a.txt", record(CAO_BANG, Some("2511/KH-UBND"), Some("2019-10-09"), &[decision("implements")])),
            read("v/b.txt", record(GIA_LAI, None, Some("2020-02"), &[decision("implements")])),
            read("v/c.txt", record(HUU_LUNG, None, None, &[party_plan.clone(), inside(decision("implements"), 0)])),
            read("v/d.txt", record(LANG_SON, Some("61/KH-UBND"), Some("2019-11-01"), &[party_plan])),
            read(
                "v/e.txt",
                record(
                    LANG_SON_PARTY,
                    Some("3-BC/TU"),
                    Some("2019-12-01"),
                    &[cites(DECISION, Some("2011-07-11"), "Thủ tướng Chính phủ", "mentions")],
                ),
            ),
            read(
                "v/f.txt",
                record(CENTRE, Some("38/CT-TTg"), Some("2019-01-02"), &[cites("2511/KH-TCT", None, "", "mentions")]),
            ),
        ])
        .unwrap();
    App::of_store(store)
}

#[track_caller]
fn check_find(typed: &str, date: Option<&str>, expected: &[(&str, &str)]) {
    let found = app().find(typed, date.and_then(DocDate::from_iso)).unwrap();
    let found: Vec<(String, String)> = found
        .into_iter()
        .map(|node| (node.number.unwrap_or_default(), node.date.map(|date| date.to_string()).unwrap_or_default()))
        .collect();
    let expected: Vec<(String, String)> =
        expected.iter().map(|(number, date)| ((*number).to_owned(), (*date).to_owned())).collect();
    assert_eq!(found, expected, "{typed}");
}

#[test]
fn numbers_are_found_as_people_type_them() {
    let both = [(DECISION, "2011-07-11"), (DECISION, "2019-08-28")];
    for typed in ["1109/QĐ-TTg", "1109/qd-ttg", "1109", "qd 1109", "Quyết định số 1109/QĐ-TTg", "01109 / QĐ–TTG"]
    {
        check_find(typed, None, &both);
    }
    check_find("1109", Some("2019"), &both[1..]);
    check_find("1109", Some("2011-07-11"), &both[..1]);
    check_find("1109", Some("2015"), &[]);
    check_find("KH 2511", None, &[("2511/KH-TCT", ""), ("2511/KH-UBND", "2019-10-09")]);
    check_find("2511/KH-UBND", None, &[("2511/KH-UBND", "2019-10-09")]);
    check_find("2511/HD-UBND", None, &[]);
    check_find("7777", None, &[]);
}

#[test]
fn files_and_ids_are_found() {
    check_find("v/a.txt", None, &[("2511/KH-UBND", "2019-10-09")]);
    check_find("a.txt", None, &[("2511/KH-UBND", "2019-10-09")]);
    let app = app();
    let node = app.find("a.txt", None).unwrap()[0].clone();
    assert_eq!(app.find(&format!("#{}", node.id), None).unwrap(), std::slice::from_ref(&node));
    assert_eq!(app.find(&node.id.to_string(), None).unwrap(), [node]);
}

#[test]
fn an_audit_tells_each_place_by_its_best_evidence() {
    let app = app();
    let decision = app.find(DECISION, DocDate::from_iso("2019")).unwrap().remove(0);
    let audit = app.audit(&decision, &AuditOptions::on(date(2026, 11, 21))).unwrap();
    let told: Vec<(&str, &str, Option<i32>)> = audit
        .places
        .iter()
        .filter(|place| place.status != "none")
        .map(|place| (place.name.as_str(), place.status, place.delay_days))
        .collect();
    let expected =
        [("Cao Bằng", "implemented", Some(42)), ("Lạng Sơn", "indirect", Some(65)), ("Gia Lai", "unnumbered", None)];
    assert_eq!(told, expected);
    let lang_son = audit.places.iter().find(|place| place.province == "20").unwrap();
    let evidence: Vec<(&str, Option<&str>, u32)> =
        lang_son.evidence.iter().map(|found| (found.status, found.number.as_deref(), found.hops)).collect();
    assert_eq!(evidence, [("indirect", Some("61/KH-UBND"), 2), ("cited", Some("12-KH/TU"), 1), ("cited", None, 1)]);
    assert_eq!(lang_son.evidence[0].quote, "Câu mở đầu.");
    assert!(audit.warnings.iter().any(|line| line.starts_with("12-KH/TU")), "{:?}", audit.warnings);
    assert_eq!((audit.coverage.documents, audit.places.len()), (6, 63));
}

/// Numbers of a tree, with their hops.
fn numbers(steps: &[TraceStep]) -> Vec<(u32, String)> {
    steps
        .iter()
        .flat_map(|step| {
            let own = (step.hops, step.document.number.clone().unwrap_or_default());
            std::iter::once(own).chain(numbers(&step.steps))
        })
        .collect()
}

#[test]
fn a_trace_follows_chains_stated_by_others() {
    let app = app();
    let decision = app.find(DECISION, DocDate::from_iso("2019")).unwrap().remove(0);
    let trace = app.trace(&decision, false, true, 5).unwrap();
    let down = trace.down.unwrap();
    let expected = [(1, "12-KH/TU"), (2, "61/KH-UBND"), (2, ""), (1, "2511/KH-UBND"), (1, "")];
    assert_eq!(numbers(&down), expected.map(|(hops, number)| (hops, number.to_owned())));
    assert!(trace.up.is_none());
    let plan = app.find("v/d.txt", None).unwrap().remove(0);
    let up = app.trace(&plan, true, true, 5).unwrap().up.unwrap();
    assert_eq!(numbers(&up), [(1, "12-KH/TU".to_owned()), (2, DECISION.to_owned())]);
    assert_eq!(up[0].steps[0].witnesses[0].file, "v/c.txt");
    assert_eq!(numbers(&app.trace(&plan, true, false, 1).unwrap().up.unwrap()).len(), 1);
}

#[test]
fn a_circle_of_documents_ends() {
    let mut store = Store::in_memory();
    let cites_plan = |number| [cites(number, Some("2019-10-09"), "UBND tỉnh", "implements")];
    store
        .apply(&[
            read("a", record(LANG_SON, Some("1/KH-UBND"), Some("2019-10-09"), &cites_plan("2/KH-UBND"))),
            read("b", record(LANG_SON, Some("2/KH-UBND"), Some("2019-10-09"), &cites_plan("1/KH-UBND"))),
        ])
        .unwrap();
    let app = App::of_store(store);
    let node = app.find("a", None).unwrap().remove(0);
    assert_eq!(numbers(&app.trace(&node, true, false, 5).unwrap().up.unwrap()).len(), 2);
    let audit = app.audit(&node, &AuditOptions::on(date(2026, 1, 1))).unwrap();
    let place = audit.places.iter().find(|place| place.province == "20").unwrap();
    assert_eq!((place.status, place.evidence.len()), ("implemented", 1));
}

#[test]
fn a_document_known_by_citation_shows_its_witnesses() {
    let app = app();
    let plan = app.find("12-KH/TU", None).unwrap().remove(0);
    let shown = app.show(&plan).unwrap();
    assert!(shown.record.is_none());
    let witnesses: Vec<&str> = shown.cited_by.iter().map(|cited| cited.witness.file.as_str()).collect();
    assert_eq!(witnesses, ["v/c.txt", "v/d.txt"]);
    let read = app.show(&app.find("v/c.txt", None).unwrap()[0]).unwrap();
    assert_eq!(read.links[0].document, Some(plan.id));
}
