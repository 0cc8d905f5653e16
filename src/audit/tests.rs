//! What places get from hand-made statements.

use super::*;
use crate::model::{BodyKind, Coverage, DocDate, Level, NodeSummary, Statement, Strength, Witness};
use crate::tables::Tables;
use jiff::civil::date;

/// A statement of a body about the decision: (unit, level, body), role, strength.
fn row(place: (&str, Level, BodyKind), role: &str, strength: Strength) -> AuditRow {
    let (unit, level, body) = place;
    AuditRow {
        statement: Statement {
            from: 2,
            to: 1,
            role: role.to_owned(),
            strength,
            scope: "document".to_owned(),
            nested: false,
            witness: Witness { node: 2, path: "a".to_owned(), page: 1, ..Witness::default() },
        },
        document: NodeSummary {
            id: 2,
            number: Some("7/KH-UBND".to_owned()),
            date: DocDate::from_iso("2019-10-09"),
            province_unit: Some(unit.to_owned()),
            level: Some(level),
            body: Some(body),
            status: "issued".to_owned(),
            path: Some("a".to_owned()),
            ..NodeSummary::default()
        },
        hops: 1,
    }
}

fn input(rows: Vec<AuditRow>) -> AuditInput {
    let date = DocDate::from_iso("2019-08-28");
    AuditInput { decision: NodeSummary { id: 1, date, ..NodeSummary::default() }, rows, ..AuditInput::default() }
}

fn audit(rows: Vec<AuditRow>) -> Audit {
    judge(input(rows), date(2026, 11, 21), &Tables::built_in().places)
}

fn place_20(audit: &Audit) -> &PlaceAudit {
    audit.places.iter().find(|place| place.province == "20").unwrap()
}

const LANG_SON: &str = "20-20040101";
const OWN: (&str, Level, BodyKind) = (LANG_SON, Level::Province, BodyKind::PeopleCommittee);

#[track_caller]
fn check(row: AuditRow, expected: PlaceStatus) {
    assert_eq!(place_20(&audit(vec![row])).status, expected);
}

#[test]
fn bodies_and_words_decide_the_status() {
    check(row(OWN, "implements", Strength::Strong), PlaceStatus::Implemented);
    check(row(OWN, "implements", Strength::Medium), PlaceStatus::Implemented);
    check(row(OWN, "implements", Strength::Weak), PlaceStatus::Cited);
    check(row(OWN, "legal_basis", Strength::Strong), PlaceStatus::Cited);
    check(
        row((LANG_SON, Level::Province, BodyKind::PartyCommittee), "implements", Strength::Strong),
        PlaceStatus::Implemented,
    );
    check(
        row((LANG_SON, Level::Province, BodyKind::Department), "implements", Strength::Strong),
        PlaceStatus::Subordinate,
    );
    check(
        row((LANG_SON, Level::District, BodyKind::PeopleCommittee), "implements", Strength::Strong),
        PlaceStatus::Subordinate,
    );
    check(row((LANG_SON, Level::Province, BodyKind::FrontOrUnion), "implements", Strength::Strong), PlaceStatus::Cited);
    check(
        row(("04-20040101", Level::Province, BodyKind::PeopleCommittee), "implements", Strength::Strong),
        PlaceStatus::None,
    );
}

#[test]
fn a_blank_number_or_day_is_unnumbered() {
    let mut blank = row(OWN, "implements", Strength::Strong);
    blank.document.number = Some("/KH-UBND".to_owned());
    check(blank, PlaceStatus::Unnumbered);
    let mut month = row(OWN, "implements", Strength::Strong);
    month.document.date = DocDate::from_iso("2020-02");
    let found = audit(vec![month]);
    let place = place_20(&found);
    assert_eq!((place.status, place.delay_days, place.delay_range), (PlaceStatus::Unnumbered, None, Some((157, 185))));
}

#[test]
fn a_chain_counts_as_indirect_and_a_title_of_another_as_cited() {
    let mut far = row(OWN, "implements", Strength::Strong);
    far.hops = 2;
    check(far, PlaceStatus::Indirect);
    let mut nested = row(OWN, "implements", Strength::Strong);
    nested.statement.nested = true;
    nested.document.path = None;
    let found = audit(vec![nested]);
    assert_eq!(place_20(&found).status, PlaceStatus::Cited);
    assert!(found.warnings[0].contains("chưa được đọc"), "{:?}", found.warnings);
}

#[test]
fn the_best_evidence_comes_first_and_gives_the_delay() {
    let weak = row(OWN, "implements", Strength::Weak);
    let mut later = row(OWN, "implements", Strength::Strong);
    later.document.date = DocDate::from_iso("2020-01-01");
    later.statement.from = 3;
    let found = audit(vec![weak, later, row(OWN, "implements", Strength::Strong)]);
    let place = place_20(&found);
    let order: Vec<(PlaceStatus, i64)> =
        place.evidence.iter().map(|found| (found.status, found.row.statement.from)).collect();
    let expected = [(PlaceStatus::Implemented, 2), (PlaceStatus::Implemented, 3), (PlaceStatus::Cited, 2)];
    assert_eq!((order.as_slice(), place.delay_days), (expected.as_slice(), Some(42)));
}

#[test]
fn every_province_of_the_day_has_a_row_and_unread_files_are_placed_by_folder() {
    let mut question = input(Vec::new());
    question.coverage = Coverage { files_failed: 3, ..Coverage::default() };
    question.unread_paths = vec!["/v/20/a".to_owned(), "/v/20/b".to_owned(), "/v/c".to_owned()];
    question.folder_places = vec![("/v/20/".to_owned(), "20".to_owned())];
    let found = judge(question, date(2026, 11, 21), &Tables::built_in().places);
    assert_eq!(found.places.len(), 63);
    assert!(found.places.is_sorted_by_key(|place| place.province.clone()));
    assert_eq!((place_20(&found).unread, found.unread_unknown_place), (2, 1));
}
