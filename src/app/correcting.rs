//! Corrections by people: what was typed → a value that its field can hold → the store, then the index.

use super::indexing;
use super::queries::App;
use super::wire::DocumentWire;
use super::write_lock::WriteLock;
use crate::model::{DocDate, DocNumber};
use crate::parse;
use crate::record::{Correction, Issuer, Number, PartialDate, Record, Undone};
use crate::store::Store;
use crate::tables::Tables;
use crate::text::fold;
use anyhow::{Context, bail};
use jiff::civil::date;
use serde_json::{Value, json};
use std::path::Path;

/// The fields a person may name, Vietnamese without accents and English, and their places in the record.
const FIELDS: [(&str, &[&str]); 11] = [
    ("/number", &["number", "so", "so ky hieu"]),
    ("/date", &["date", "ngay"]),
    ("/doc_type", &["type", "doc_type", "loai"]),
    ("/issuer", &["issuer", "co quan", "co quan ban hanh"]),
    ("/place", &["place", "dia danh"]),
    ("/subject", &["subject", "trich yeu"]),
    ("/archive", &["archive", "luu"]),
    ("/signer/name", &["signer", "nguoi ky"]),
    ("/signer/position", &["position", "chuc vu"]),
    ("/signer/authority", &["authority", "quyen han"]),
    ("/secrecy", &["secrecy", "do mat"]),
];

/// Who changes what and why.
#[derive(Debug, Clone)]
pub struct CorrectionRequest {
    /// Id of the document.
    pub node: i64,
    /// The field as typed: see [`field_names`].
    pub field: String,
    /// The value as typed; none empties the field.
    pub value: Option<String>,
    /// Name of the person.
    pub who: String,
    /// The reason.
    pub why: String,
}

/// The names of the fields that can be corrected.
#[must_use]
pub fn field_names() -> Vec<&'static str> {
    FIELDS.iter().map(|(_, names)| names[0]).collect()
}

/// A correction as it was kept, and the document as it is now: with another number it is another one, with another id.
#[derive(Debug, Clone)]
pub struct Corrected {
    /// The correction.
    pub correction: Correction,
    /// The document.
    pub document: DocumentWire,
}

/// Corrects a value of a document and brings the index up to date.
///
/// # Errors
/// When the field is unknown, the value does not fit it, no file of the document was read, or the store cannot be written.
pub fn correct(data: &Path, request: &CorrectionRequest) -> anyhow::Result<Corrected> {
    let field = pointer(&request.field)?;
    let _lock = WriteLock::take(data)?;
    let mut store = Store::open(data)?;
    let Some(stored) = store.document(request.node)? else {
        bail!("chưa đọc tệp nào của văn bản này, không có gì để sửa (no file of it was read)");
    };
    let new = match &request.value {
        Some(typed) => value(field, typed, &stored.record)?,
        None => Value::Null,
    };
    let correction = Correction {
        field: field.to_owned(),
        old: Value::Null,
        new,
        who: request.who.clone(),
        at: now(),
        why: request.why.clone(),
        undone: None,
    };
    let kept = store.correct(request.node, &correction)?;
    indexing::bring_up_to_date(&store, data)?;
    let (correction, node) = kept.context("the document is no longer there")?;
    Ok(Corrected { correction, document: document(&store, node)? })
}

/// Undoes the last correction of a field and gives the document as it is then; `None` where there is none.
///
/// # Errors
/// When the field is unknown or the store cannot be written.
pub fn undo_correction(data: &Path, request: &CorrectionRequest) -> anyhow::Result<Option<DocumentWire>> {
    let field = pointer(&request.field)?;
    let _lock = WriteLock::take(data)?;
    let mut store = Store::open(data)?;
    let undone = store.undo_correction(
        request.node,
        field,
        &Undone { who: request.who.clone(), at: now(), why: request.why.clone() },
    )?;
    indexing::bring_up_to_date(&store, data)?;
    undone.map(|node| document(&store, node)).transpose()
}

fn document(store: &Store, node: i64) -> anyhow::Result<DocumentWire> {
    let summary = store.summary(node)?.context("the document is no longer there")?;
    Ok(DocumentWire::from(&summary))
}

impl App {
    /// Every correction of a document, undone ones too, oldest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn corrections(&self, node: i64) -> anyhow::Result<Vec<Correction>> {
        Ok(self.store.corrections(node)?)
    }
}

fn pointer(typed: &str) -> anyhow::Result<&'static str> {
    let folded = fold::unaccented(typed.trim()).replace(',', "");
    let known = FIELDS.iter().find(|(field, names)| *field == typed || names.contains(&folded.as_str()));
    let Some((field, _)) = known else {
        bail!("không có trường \"{typed}\" (no such field); các trường (fields): {}", field_names().join(", "));
    };
    Ok(field)
}

/// The value of the record's shape.
fn value(field: &str, typed: &str, record: &Record) -> anyhow::Result<Value> {
    let typed = fold::single_spaces(&fold::place_tones(&fold::compose(typed)));
    match field {
        "/number" => {
            let Some(number) = parse::read_number(&typed) else {
                bail!("\"{typed}\" không phải số, ký hiệu (no number)")
            };
            Ok(serde_json::to_value(number_of(&number))?)
        }
        "/date" => {
            let Some(date) = DocDate::from_typed(&typed) else {
                bail!("\"{typed}\" không phải ngày (no date): YYYY-MM-DD, DD/MM/YYYY, YYYY-MM, YYYY");
            };
            Ok(serde_json::to_value(PartialDate { value: date.to_string(), precision: date.precision().to_owned() })?)
        }
        "/doc_type" => {
            let kinds = &Tables::built_in().doc_kinds;
            let slug = kinds.name(&typed).map(|_| typed.as_str()).or_else(|| kinds.of_name(&typed));
            let Some(slug) = slug else { bail!("\"{typed}\" không phải tên loại (no type of document)") };
            Ok(json!(slug))
        }
        "/issuer" => {
            let own = record.date.as_ref().and_then(|own| DocDate::from_iso(&own.value));
            let day = own.map_or(date(2025, 6, 30), DocDate::latest);
            let named = parse::read_issuer(&typed, day, Tables::built_in());
            Ok(serde_json::to_value(Issuer {
                name: named.name,
                parent: record.issuer.as_ref().and_then(|issuer| issuer.parent.clone()),
                level: named.level.map(|level| level.slug().to_owned()),
                province: named.province,
                body: named.body.slug().to_owned(),
            })?)
        }
        "/secrecy" => {
            let folded = fold::unaccented(&typed).replace('_', " ");
            let degree = ["mat", "toi mat", "tuyet mat"].into_iter().find(|degree| *degree == folded);
            let Some(degree) = degree else {
                bail!("\"{typed}\" không phải độ mật (no degree of secrecy): mật, tối mật, tuyệt mật");
            };
            Ok(json!(degree.replace(' ', "_")))
        }
        _ => Ok(json!(typed)),
    }
}

fn number_of(number: &DocNumber) -> Number {
    Number {
        value: number.ordinal().map(|_| number.to_string()),
        ordinal: number.ordinal().map(str::to_owned),
        symbol: Some(number.symbol().to_owned()),
        alternatives: Vec::new(),
    }
}

/// Now, ISO 8601 in UTC, to the millisecond.
#[expect(clippy::disallowed_methods, reason = "a correction says when it was made")]
pub(super) fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(field: &str, typed: &str) -> Result<Value, String> {
        value(pointer(field).unwrap(), typed, &Record::default()).map_err(|error| error.to_string())
    }

    #[test]
    fn values_are_read_as_their_fields_hold_them() {
        assert_eq!(typed("số", "12 /KH-UBND").unwrap()["value"], "12/KH-UBND");
        assert_eq!(typed("number", "/KH-UBND").unwrap()["value"], Value::Null);
        assert_eq!(typed("ngày", "5/4/2022").unwrap(), json!({ "value": "2022-04-05", "precision": "day" }));
        assert_eq!(typed("loại", "Kế hoạch").unwrap(), "ke_hoach");
        let issuer = typed("issuer", "Ủy ban nhân dân tỉnh Lạng Sơn").unwrap();
        assert_eq!((&issuer["province"], &issuer["body"]), (&json!("20"), &json!("people_committee")));
        assert_eq!(typed("độ mật", "TỐI MẬT").unwrap(), "toi_mat");
        assert_eq!(typed("trích yếu", "Hoà giải  ở cơ sở").unwrap(), "Hòa giải ở cơ sở");
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert!(typed("number", "không số").is_err() && typed("date", "31/02/2022").is_err());
        assert!(typed("type", "bài thơ").is_err() && pointer("màu sắc").is_err() && typed("secrecy", "kín").is_err());
    }
}
