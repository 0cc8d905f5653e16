//! Doubts about the values of head and end: number, date, type, issuer, place, subject, archive, signer.

use super::doubts::Doubt;
use super::{shape, symbol};
use crate::record::{Evidence, Issuer, Record};
use crate::tables::Tables;

/// Words of a subject at the most; longer ones have run into the text.
const LONGEST_SUBJECT: usize = 80;

/// What speaks against the value of the head that stands at `value`.
pub(super) fn doubts(record: &Record, value: &Evidence, tables: &Tables) -> Vec<Doubt> {
    let printed = record.number.as_ref().and_then(|number| number.symbol.as_deref());
    let against_type = || type_code(record, printed, tables);
    let against_issuer = || issuer_code(record, printed, tables);
    let found = match value.field.as_str() {
        "/number" => vec![against_type(), against_issuer(), unknown_code(printed, tables)],
        "/date" => vec![date_order(record), partial(record, value)],
        "/doc_type" => vec![against_type(), by_default(record)],
        "/issuer" => {
            let issuer = record.issuer.as_ref();
            let mut found = vec![against_issuer(), inferred(record)];
            found.extend(
                issuer
                    .map(|issuer| vec![shape::noise(&issuer.name), odd_name(issuer), unplaced(issuer)])
                    .unwrap_or_default(),
            );
            found
        }
        "/issuer/parent" => vec![record.issuer.as_ref().and_then(|issuer| shape::noise(issuer.parent.as_deref()?))],
        "/place" => vec![record.place.as_deref().and_then(shape::noise)],
        "/archive" => vec![record.archive.as_deref().and_then(shape::noise)],
        "/subject" => record.subject.as_deref().map(subject).unwrap_or_default(),
        "/signer/name" => {
            vec![record.signer.name.as_deref().filter(|name| !shape::is_person(name)).map(|_| Doubt::NotAName)]
        }
        "/signer/position" => vec![record.signer.position.as_deref().and_then(shape::noise)],
        _ => Vec::new(),
    };
    found.into_iter().flatten().collect()
}

fn type_code(record: &Record, printed: Option<&str>, tables: &Tables) -> Option<Doubt> {
    let doc_type = record.doc_type.as_deref()?;
    symbol::contradicts_type(printed?, doc_type, tables).then_some(Doubt::TypeCode)
}

fn issuer_code(record: &Record, printed: Option<&str>, tables: &Tables) -> Option<Doubt> {
    symbol::contradicts_issuer(printed?, record.issuer.as_ref()?, tables).then_some(Doubt::IssuerCode)
}

fn unknown_code(printed: Option<&str>, tables: &Tables) -> Option<Doubt> {
    (!symbol::is_known(printed?, tables)).then_some(Doubt::UnknownCode)
}

/// A letter has no type name: where no number speaks either, the name may only be lost.
fn by_default(record: &Record) -> Option<Doubt> {
    let is_letter = record.doc_type.as_deref() == Some("cong_van");
    (is_letter && record.number.is_none()).then_some(Doubt::TypeByDefault)
}

/// No document cites what is younger.
fn date_order(record: &Record) -> Option<Doubt> {
    let own = &record.date.as_ref()?.value;
    let is_younger = |date: &str| date.get(..own.len()).is_some_and(|date| date > own.as_str());
    record.citations.iter().filter_map(|citation| citation.date.as_deref()).any(is_younger).then_some(Doubt::DateOrder)
}

fn partial(record: &Record, value: &Evidence) -> Option<Doubt> {
    let date = record.date.as_ref().filter(|_| value.recognised.is_some())?;
    (date.precision != "day").then_some(Doubt::Partial)
}

fn inferred(record: &Record) -> Option<Doubt> {
    record.warnings.iter().any(|warning| warning.code == "issuer.inferred").then_some(Doubt::Inferred)
}

fn unplaced(issuer: &Issuer) -> Option<Doubt> {
    issuer.level.is_none().then_some(Doubt::Unplaced)
}

/// Sentence marks, digits that are no number of a document, or a long run of small letters stand in no name of a body.
fn odd_name(issuer: &Issuer) -> Option<Doubt> {
    let mut small = 0;
    let has_run = issuer.name.split_whitespace().any(|word| {
        small = if word.starts_with(char::is_lowercase) { small + 1 } else { 0 };
        small > 8
    });
    let is_mark = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ':' | '/');
    let has_mark = issuer.name.contains(is_mark) && !issuer.name.contains(" số ");
    (has_run || has_mark).then_some(Doubt::OddBody)
}

fn subject(subject: &str) -> Vec<Option<Doubt>> {
    let words = shape::word_count(subject);
    let opens_odd = subject.starts_with(|letter: char| !letter.is_alphanumeric() && !"\"'“(‘".contains(letter))
        || ["của ", "cửa "].iter().any(|word| subject.to_lowercase().starts_with(word));
    let holds_date_line = subject.contains("ngày") && subject.contains("tháng") && subject.contains(", ngày");
    vec![
        shape::noise(subject),
        (words > LONGEST_SUBJECT).then_some(Doubt::Long),
        (words < 3).then_some(Doubt::Short),
        (opens_odd || holds_date_line).then_some(Doubt::OddOpening),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Citation, PartialDate};

    fn of(record: &Record, field: &str) -> Vec<Doubt> {
        doubts(record, &Evidence { field: field.to_owned(), ..Evidence::default() }, Tables::built_in())
    }

    #[test]
    fn a_date_before_what_is_cited_is_doubted() {
        let record = |own: &str| Record {
            date: Some(PartialDate { value: own.to_owned(), precision: String::new() }),
            citations: vec![Citation { date: Some("2021-10-12".to_owned()), ..Citation::default() }],
            ..Record::default()
        };
        assert_eq!(of(&record("2021-10"), "/date"), []);
        assert_eq!(of(&record("2021-11-02"), "/date"), []);
        assert_eq!(of(&record("2020-11-02"), "/date"), [Doubt::DateOrder]);
    }

    #[test]
    fn a_signer_is_a_person() {
        let record = |name: &str| {
            let mut record = Record::default();
            record.signer.name = Some(name.to_owned());
            record
        };
        assert_eq!(of(&record("Trần Văn Mẫu"), "/signer/name"), []);
        assert_eq!(of(&record("Chương II"), "/signer/name"), [Doubt::NotAName]);
    }
}
