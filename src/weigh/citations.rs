//! Doubts about a citation: number, type, date and issuer against each other and against the rest of the text.

use super::doubts::Doubt;
use super::{FAIR, symbol};
use crate::record::{Citation, Evidence, Record};
use crate::tables::Tables;
use crate::text::fold;

/// What speaks against citation `index`, which stands at `value`.
pub(super) fn doubts(record: &Record, index: usize, value: &Evidence, tables: &Tables) -> Vec<Doubt> {
    let Some(citation) = record.citations.get(index) else { return Vec::new() };
    let is_doubtful = value.recognised.is_some_and(|found| found.least < FAIR);
    let found = [
        (citation.kind != "full").then_some(Doubt::Antecedent),
        against_type(citation, tables),
        unknown_code(citation, tables),
        younger_than_own(citation, record),
        is_doubtful.then(|| near_other(record, citation)).flatten().map(|_| Doubt::NearOther),
    ];
    found.into_iter().flatten().collect()
}

fn against_type(citation: &Citation, tables: &Tables) -> Option<Doubt> {
    let printed = symbol::of_number(citation.number.as_deref()?);
    symbol::contradicts_type(printed, citation.doc_type.as_deref()?, tables).then_some(Doubt::TypeCode)
}

fn unknown_code(citation: &Citation, tables: &Tables) -> Option<Doubt> {
    (!symbol::is_known(symbol::of_number(citation.number.as_deref()?), tables)).then_some(Doubt::UnknownCode)
}

fn younger_than_own(citation: &Citation, record: &Record) -> Option<Doubt> {
    let own = &record.date.as_ref()?.value;
    let cited = citation.date.as_deref()?;
    (cited.get(..own.len())? > own.as_str()).then_some(Doubt::DateOrder)
}

/// Another number of the text that differs from this one in one sign: likely the same document, one of them misread.
pub(super) fn near_other<'r>(record: &'r Record, citation: &Citation) -> Option<&'r str> {
    let own = fold::number_key(citation.number.as_deref()?);
    let others = record.citations.iter().filter_map(|other| other.number.as_deref());
    others.into_iter().find(|other| {
        let other = fold::number_key(other);
        let differing = own.chars().zip(other.chars()).filter(|(left, right)| left != right).count();
        own.chars().count() == other.chars().count() && differing == 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Recognition;

    fn record(numbers: &[&str]) -> Record {
        let citation = |number: &&str| Citation {
            kind: "full".to_owned(),
            number: Some((*number).to_owned()),
            doc_type: Some("quyet_dinh".to_owned()),
            ..Citation::default()
        };
        Record { citations: numbers.iter().map(citation).collect(), ..Record::default() }
    }

    #[test]
    fn a_number_near_another_is_doubted_where_it_was_recognised_badly() {
        let of = |numbers: &[&str], least| {
            let recognised = Some(Recognition { least, mean: least });
            doubts(&record(numbers), 0, &Evidence { recognised, ..Evidence::default() }, Tables::built_in())
        };
        assert_eq!(of(&["133/QĐ-TTg", "138/QĐ-TTg"], 70), [Doubt::NearOther]);
        assert_eq!(of(&["133/QĐ-TTg", "138/QĐ-TTg"], 95), []);
        assert_eq!(of(&["133/QĐ-TTg", "241/QĐ-TTg"], 70), []);
    }

    #[test]
    fn type_word_against_type_code() {
        let found = doubts(&record(&["133/KH-UBND"]), 0, &Evidence::default(), Tables::built_in());
        assert_eq!(found, [Doubt::TypeCode]);
    }
}
