//! An invented record without anything odd, for the tests of the rules.

use super::{Oddity, ReadDocument, ReadIssuers, of_document};
use crate::model::NodeSummary;
use crate::record::{Citation, Issuer, Number, PartialDate, Record, Signer, Span, Task};
use jiff::civil::date;
use std::sync::LazyLock;

/// The record, changed by a test.
pub(super) fn record(change: impl FnOnce(&mut Record)) -> Record {
    let mut record = Record {
        doc_type: Some("ke_hoach".to_owned()),
        status: "issued".to_owned(),
        issuer: Some(Issuer {
            name: "Ủy ban nhân dân tỉnh Lạng Sơn".to_owned(),
            level: Some("tinh".to_owned()),
            body: "people_committee".to_owned(),
            ..Issuer::default()
        }),
        number: Some(Number {
            value: Some("7/KH-UBND".to_owned()),
            ordinal: Some("7".to_owned()),
            symbol: Some("KH-UBND".to_owned()),
            alternatives: Vec::new(),
        }),
        date: Some(PartialDate { value: "2020-05-04".to_owned(), precision: "day".to_owned() }),
        subject: Some("thắp đèn bến nước".to_owned()),
        recipients: vec!["Các sở, ban, ngành".to_owned()],
        signer: Signer { name: Some("Lò Văn Pản".to_owned()), ..Signer::default() },
        text: "Thắp đèn các bến nước.".to_owned(),
        ..Record::default()
    };
    change(&mut record);
    record
}

/// A mention of a document of this number and date.
pub(super) fn cites(number: &str, date: Option<&str>, role: &str) -> Citation {
    Citation {
        number: Some(number.to_owned()),
        date: date.map(str::to_owned),
        role: role.to_owned(),
        ..Citation::default()
    }
}

/// A task of this path and lead.
pub(super) fn task(path: &str, title: &str, lead: &[&str]) -> Task {
    let lead = lead.iter().map(|body| (*body).to_owned()).collect();
    Task { path: path.to_owned(), title: title.to_owned(), lead, span: Span::default(), ..Task::default() }
}

/// What a rule says of a record that nothing is known around.
pub(super) fn messages(record: &Record, check: fn(&ReadDocument<'_>) -> Vec<Oddity>) -> Vec<String> {
    let node = NodeSummary::default();
    check(&alone(record, &node)).into_iter().map(|oddity| oddity.message).collect()
}

/// Codes of all that is found in a record.
pub(super) fn codes(record: &Record, silenced: &[String]) -> Vec<&'static str> {
    let node = NodeSummary::default();
    of_document(&alone(record, &node), silenced).into_iter().map(|finding| finding.code).collect()
}

/// A record that nothing is known around.
pub(super) fn alone<'r>(record: &'r Record, node: &'r NodeSummary) -> ReadDocument<'r> {
    static NOBODY: LazyLock<ReadIssuers> = LazyLock::new(ReadIssuers::default);
    ReadDocument { node, record, targets: &[], fates: &[], answers: &[], issuers: &NOBODY, today: date(2026, 5, 15) }
}
