//! Values that a person corrected: [`CORRECTABLE`], [`value_at`], [`corrected`].
//!
//! A correction names a field by its JSON Pointer and brings the whole value of that field. Only the values of head and
//! end can be corrected: they have one place, so that the correction fits the record that a later version reads.

use super::{Correction, Record};
use serde_json::Value;

/// The fields that can be corrected, as JSON Pointers.
pub const CORRECTABLE: [&str; 11] = [
    "/number",
    "/date",
    "/doc_type",
    "/issuer",
    "/place",
    "/subject",
    "/archive",
    "/signer/name",
    "/signer/position",
    "/signer/authority",
    "/secrecy",
];

/// The value of a field, null where there is none.
///
/// # Errors
/// When the record cannot be written as JSON.
///
/// ```
/// use vanban::record::{Record, value_at};
/// let record = Record { place: Some("Lạng Sơn".to_owned()), ..Record::default() };
/// assert_eq!(value_at(&record, "/place").unwrap(), "Lạng Sơn");
/// ```
pub fn value_at(record: &Record, field: &str) -> Result<Value, serde_json::Error> {
    Ok(serde_json::to_value(record)?.pointer(field).cloned().unwrap_or_default())
}

/// The record with the corrections in their order; each is noted in [`Record::corrections`], its value counts as sure, and
/// the status follows number and date.
///
/// # Errors
/// When a correction brings a value that its field cannot hold.
pub fn corrected(record: &Record, corrections: &[Correction]) -> Result<Record, serde_json::Error> {
    let mut whole = serde_json::to_value(record)?;
    for correction in corrections {
        put(&mut whole, &correction.field, correction.new.clone());
    }
    let mut record: Record = serde_json::from_value(whole)?;
    for correction in corrections {
        for value in record.evidence.iter_mut().filter(|value| value.field == correction.field) {
            value.confidence = Some(1.0);
            value.doubts.clear();
        }
    }
    if corrections.iter().any(|correction| matches!(correction.field.as_str(), "/number" | "/date")) {
        record.status = status_of(&record).to_owned();
    }
    record.corrections = corrections.to_vec();
    Ok(record)
}

/// Sets a field of at most two steps.
fn put(whole: &mut Value, field: &str, new: Value) {
    let mut at = whole;
    let mut steps = field.split('/').skip(1).peekable();
    while let Some(step) = steps.next() {
        if steps.peek().is_none() {
            at[step] = new;
            return;
        }
        at = &mut at[step];
    }
}

/// As the parser tells it: `issued` with number and day, `unknown` with neither.
fn status_of(record: &Record) -> &'static str {
    let has_number = record.number.as_ref().is_some_and(|number| number.value.is_some());
    let has_day = record.date.as_ref().is_some_and(|date| date.precision == "day");
    match (has_number, has_day) {
        (true, true) => "issued",
        (false, false) if record.number.is_none() && record.date.is_none() => "unknown",
        _ => "unnumbered",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Evidence, Number, PartialDate};
    use serde_json::json;

    fn correction(field: &str, new: Value) -> Correction {
        Correction { field: field.to_owned(), new, ..Correction::default() }
    }

    #[test]
    fn a_correction_wins_and_is_noted() {
        let record = Record {
            number: Some(Number { symbol: Some("KH-UBND".to_owned()), ..Number::default() }),
            date: Some(PartialDate { value: "2022-04-05".to_owned(), precision: "day".to_owned() }),
            status: "unnumbered".to_owned(),
            evidence: vec![Evidence { field: "/number".to_owned(), confidence: Some(0.4), ..Evidence::default() }],
            ..Record::default()
        };
        let new = json!({ "value": "12/KH-UBND", "ordinal": "12", "symbol": "KH-UBND" });
        let found = corrected(&record, &[correction("/number", new)]).unwrap();
        assert_eq!(found.number.unwrap().value.as_deref(), Some("12/KH-UBND"));
        assert_eq!((found.status.as_str(), found.evidence[0].confidence), ("issued", Some(1.0)));
        assert_eq!(found.corrections.len(), 1);
    }

    #[test]
    fn every_correctable_field_can_be_emptied() {
        for field in CORRECTABLE {
            let found = corrected(&Record::default(), &[correction(field, Value::Null)]).unwrap();
            assert_eq!(value_at(&found, field).unwrap(), Value::Null, "{field}");
        }
    }
}
