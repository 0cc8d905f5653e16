//! How sure each value of a record is, 0 to 1, and why it is less: [`weigh`].
//!
//! Looks at a finished record as a careful clerk does: how well the words were recognised, whether type, symbol,
//! issuer and dates agree with each other, whether a value looks like its kind. Changes no value. A low value becomes a
//! warning with its place. The confidence of a citation is that of what is cited (number, date, type), not of its role,
//! which has a strength; that of a task covers its text and who leads it.

mod citations;
mod doubts;
mod head;
mod lists;
mod shape;
mod symbol;
mod tasks;
mod warnings;

use crate::record::{Evidence, Record};
use crate::tables::Tables;
use doubts::Doubt;

/// Recognised with less than this, of 100, a word may be another one. On real scans the numbers that were read wrong,
/// mostly written by hand, stood at 36 and below, printed ones mostly above 90.
const UNSURE: u8 = 60;

/// The same for the least sure of the many words of a mention: number, date and issuer.
const UNSURE_MENTION: u8 = 40;

/// Recognised with less than this, of 100, a word is likely but not sure.
const FAIR: u8 = 85;

/// What a code of [`Evidence::doubts`] means, Vietnamese and English; `None` for codes of other versions.
///
/// ```
/// assert!(vanban::weigh::doubt_in_words("date.partial").unwrap().starts_with("chưa đọc được đủ ngày"));
/// ```
#[must_use]
pub fn doubt_in_words(code: &str) -> Option<&'static str> {
    Doubt::of_code(code).map(Doubt::words)
}

/// The record with [`Evidence::confidence`] and [`Evidence::doubts`] of every value that has a place, and a warning for
/// each that is low.
///
/// ```
/// use vanban::record::{Evidence, Number, Record};
/// let record = Record {
///     doc_type: Some("quyet_dinh".to_owned()),
///     number: Some(Number { value: Some("12/KH-UBND".to_owned()), symbol: Some("KH-UBND".to_owned()), ..Number::default() }),
///     evidence: vec![Evidence { field: "/number".to_owned(), ..Evidence::default() }],
///     ..Record::default()
/// };
/// let weighed = vanban::weigh::weigh(record, vanban::tables::Tables::built_in());
/// assert!(weighed.evidence[0].doubts.contains(&"type.code".to_owned()));
/// assert!(weighed.evidence[0].confidence < Some(0.9));
/// ```
#[must_use]
pub fn weigh(mut record: Record, tables: &Tables) -> Record {
    let judged: Vec<Judgement> = record.evidence.iter().map(|value| judge(&record, value, tables)).collect();
    let warnings = warnings::of(&record, &judged);
    for (value, judgement) in record.evidence.iter_mut().zip(&judged) {
        value.confidence = Some(judgement.confidence());
        value.doubts = judgement.doubts.iter().map(|doubt| doubt.code().to_owned()).collect();
    }
    record.warnings.extend(warnings);
    record
}

/// What speaks against one value.
#[derive(Debug)]
struct Judgement {
    /// How often such a value is right where nothing speaks against it.
    base: f32,
    doubts: Vec<Doubt>,
}

impl Judgement {
    /// 0 to 1, in hundredths.
    fn confidence(&self) -> f32 {
        let left = self.doubts.iter().fold(self.base, |left, doubt| left * doubt.weight());
        (left * 100.0).round() / 100.0
    }
}

/// The kinds of values, with how often they are right where nothing speaks against them: printed, recognised.
fn base(field: &str, is_recognised: bool) -> f32 {
    let [printed, recognised] = match field {
        "number" | "date" | "place" | "doc_type" => [0.99, 0.95],
        "issuer" => [0.98, 0.93],
        "subject" => [0.97, 0.92],
        "citations" => [0.98, 0.95],
        "tasks" => [0.92, 0.85],
        "addressees" | "recipients" | "archive" => [0.97, 0.9],
        _ => [0.97, 0.93],
    };
    if is_recognised { recognised } else { printed }
}

fn judge(record: &Record, value: &Evidence, tables: &Tables) -> Judgement {
    let mut steps = value.field.split('/').skip(1);
    let field = steps.next().unwrap_or_default();
    let part = steps.next();
    let index = part.and_then(|part| part.parse::<usize>().ok());
    let mut doubts: Vec<Doubt> = recognition(value, field).into_iter().collect();
    match (field, index) {
        ("citations", Some(index)) => doubts.extend(citations::doubts(record, index, value, tables)),
        ("tasks", Some(index)) => doubts.extend(tasks::doubts(record, index, tables)),
        ("addressees", Some(index)) => doubts.extend(lists::doubts(&record.addressees, index)),
        ("recipients", Some(index)) => doubts.extend(lists::doubts(&record.recipients, index)),
        _ => doubts.extend(head::doubts(record, value, tables)),
    }
    Judgement { base: base(field, value.recognised.is_some()), doubts }
}

/// Short values stand or fall with their least sure word, running text with most of its words; a citation has more words
/// than its number.
fn recognition(value: &Evidence, field: &str) -> Option<Doubt> {
    let found = value.recognised?;
    let (sure, unsure) = match field {
        "subject" | "tasks" | "recipients" | "addressees" => (found.mean, UNSURE),
        "citations" => (found.least, UNSURE_MENTION),
        _ => (found.least, UNSURE),
    };
    match sure {
        sure if sure < unsure => Some(Doubt::Unsure),
        sure if sure < FAIR => Some(Doubt::Fair),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Number, Recognition};

    /// Confidence and doubts of `/number`, whose words were recognised with `least`.
    fn number(printed: &str, doc_type: &str, least: Option<u8>) -> Evidence {
        let symbol = printed.split_once('/').map(|(_, symbol)| symbol.to_owned());
        let record = Record {
            doc_type: Some(doc_type.to_owned()),
            number: Some(Number { value: Some(printed.to_owned()), symbol, ..Number::default() }),
            evidence: vec![Evidence {
                field: "/number".to_owned(),
                recognised: least.map(|least| Recognition { least, mean: least }),
                ..Evidence::default()
            }],
            ..Record::default()
        };
        weigh(record, Tables::built_in()).evidence.remove(0)
    }

    #[test]
    fn a_number_is_as_sure_as_its_least_sure_word() {
        let sure = |least| number("83/TTr-UBND", "to_trinh", least).confidence.unwrap();
        assert!(sure(None) > 0.95 && sure(Some(96)) >= 0.9);
        assert!(sure(Some(70)) < 0.9 && sure(Some(35)) < 0.5);
    }

    #[test]
    fn a_low_value_is_told() {
        let record = |least| Record {
            number: Some(Number { value: Some("83/TTr-UBND".to_owned()), ..Number::default() }),
            evidence: vec![Evidence {
                field: "/number".to_owned(),
                recognised: Some(Recognition { least, mean: least }),
                ..Evidence::default()
            }],
            ..Record::default()
        };
        let codes = |least| -> Vec<String> {
            weigh(record(least), Tables::built_in()).warnings.into_iter().map(|warning| warning.code).collect()
        };
        assert_eq!(codes(35), ["number.doubtful"]);
        assert!(codes(95).is_empty());
    }
}
