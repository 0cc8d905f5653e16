//! Invented records for the tests of the store and of what is asked of it.

use crate::model::{LedgerChange, LedgerEntry, Outcome};
use crate::record::Record;
use serde_json::{Value, json};

/// A citation of an invented record.
pub(crate) fn cites(number: &str, date: Option<&str>, issuer: &str, role: &str) -> Value {
    json!({"kind": "full", "number": number, "date": date, "issuer": issuer, "role": role, "strength": "strong",
        "scope": "document", "sentence": {"start": 0, "end": 17}})
}

/// A record of a body at a level, with its number, day and citations.
pub(crate) fn record(
    issuer: (&str, &str, &str),
    number: Option<&str>,
    day: Option<&str>,
    citations: &[Value],
) -> Record {
    let (name, level, province) = issuer;
    let body = match name.split_whitespace().next().unwrap_or("") {
        "Sở" => "department",
        "Thủ" => "prime_minister",
        "Tỉnh" => "party_committee",
        _ => "people_committee",
    };
    let status = if number.is_some() && day.is_some() { "issued" } else { "unnumbered" };
    serde_json::from_value(json!({
        "issuer": {"name": name, "level": level, "province": Some(province).filter(|code| !code.is_empty()), "body": body},
        "number": {"value": number}, "date": day.map(|day| json!({"value": day, "precision": "day"})),
        "doc_type": "ke_hoach", "status": status, "subject": "một việc", "citations": citations,
        "text": "Câu mở đầu.\nCâu sau.",
    }))
    .unwrap()
}

/// The entry of a read file; its content hash is its path.
pub(crate) fn entry(path: &str) -> LedgerEntry {
    LedgerEntry {
        path: path.to_owned(),
        root: String::new(),
        size: 1,
        modified_ms: 1,
        blake3: format!("hash of {path}"),
        media_type: "text/plain".to_owned(),
        outcome: Outcome::New,
        reason: None,
        parser_version: "1".to_owned(),
        missing: false,
    }
}

/// The change that a read file brings.
pub(crate) fn read(path: &str, record: Record) -> LedgerChange<Record> {
    LedgerChange::Read(entry(path), Box::new(record))
}

/// The prime minister's office, a few places.
pub(crate) const CENTRE: (&str, &str, &str) = ("Thủ tướng Chính phủ", "trung_uong", "");
pub(crate) const LANG_SON: (&str, &str, &str) = ("Ủy ban nhân dân tỉnh Lạng Sơn", "tinh", "20");
pub(crate) const CAO_BANG: (&str, &str, &str) = ("Ủy ban nhân dân tỉnh Cao Bằng", "tinh", "04");
pub(crate) const GIA_LAI: (&str, &str, &str) = ("Ủy ban nhân dân tỉnh Gia Lai", "tinh", "64");
pub(crate) const HUU_LUNG: (&str, &str, &str) = ("Ủy ban nhân dân huyện Hữu Lũng", "huyen", "20");
pub(crate) const LANG_SON_PARTY: (&str, &str, &str) = ("Tỉnh ủy Lạng Sơn", "tinh", "20");
