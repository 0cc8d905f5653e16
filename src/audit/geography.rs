//! In which row of a province audit a document counts: [`rows`], [`locate`].
//!
//! In the borders of the decision's date, a document of a province merged later speaks for several old ones, so it is
//! told in a warning and counted for none. In the borders of today it counts for the whole, and a document of one of
//! the merged provinces for its part. A province that only changed its name is the same.

use super::{Question, Row, Spot};
use crate::model::{Geography, NodeSummary, PlacePart, PlaceStatus};
use crate::tables::{Places, Province};
use jiff::civil::Date;

/// Most changes that one territory went through.
const MOST_CHANGES: usize = 8;

/// One row a province, in code order, with the provinces of the decision's day that were merged into it.
pub(super) fn rows(question: &Question<'_>) -> Vec<Row> {
    let day = match question.input.geography {
        Geography::Then => question.day,
        Geography::Now => question.today,
    };
    question.places.provinces_at(day).map(|province| row(province, question)).collect()
}

fn row(province: &Province, question: &Question<'_>) -> Row {
    let sources = match question.input.geography {
        Geography::Then => Vec::new(),
        Geography::Now => sources(province, question),
    };
    Row {
        key: province.unit_id.clone(),
        province: province.code.clone(),
        name: province.name.clone(),
        parts: if sources.len() > 1 { sources } else { Vec::new() },
    }
}

/// The provinces of the decision's day that ended in this one, with their units.
fn sources(province: &Province, question: &Question<'_>) -> Vec<(String, PlacePart)> {
    question
        .places
        .provinces_at(question.day)
        .filter(|old| chain(old, question.places).iter().any(|unit| unit.unit_id == province.unit_id))
        .map(|old| {
            let part = PlacePart { province: old.code.clone(), name: old.name.clone(), status: PlaceStatus::None };
            (old.unit_id.clone(), part)
        })
        .collect()
}

/// Where a document counts.
pub(super) fn locate(document: &NodeSummary, question: &Question<'_>) -> Spot {
    match unit_of(document, question.day, question.places) {
        Some(unit) => locate_unit(unit, question),
        None => Spot::Nowhere,
    }
}

/// Where all of a province counts.
pub(super) fn locate_unit(unit: &Province, question: &Question<'_>) -> Spot {
    let places = question.places;
    match question.input.geography {
        Geography::Then => then(unit, question.day, places),
        Geography::Now => {
            let now = chain(unit, places).into_iter().rev().find(|unit| unit.existed_on(question.today));
            now.map_or(Spot::Nowhere, |now| Spot::In {
                key: now.unit_id.clone(),
                covers: places
                    .provinces_at(question.day)
                    .filter(|old| chain(old, places).iter().any(|later| later.unit_id == unit.unit_id))
                    .map(|old| old.unit_id.clone())
                    .collect(),
            })
        }
    }
}

fn then(unit: &Province, day: Date, places: &Places) -> Spot {
    let spot = |unit: &Province| Spot::In { key: unit.unit_id.clone(), covers: Vec::new() };
    if unit.existed_on(day) {
        return spot(unit);
    }
    let mut before = places.provinces().iter().filter(|old| old.successor.as_ref() == Some(&unit.unit_id));
    match (before.next(), before.next()) {
        (Some(only), None) if only.existed_on(day) => spot(only),
        _ => match renamed_to(unit, places).filter(|next| next.existed_on(day)) {
            Some(next) => spot(next),
            None => Spot::Changed(unit.name.clone()),
        },
    }
}

/// The unit and all that took it over, in the order of time.
fn chain<'t>(unit: &'t Province, places: &'t Places) -> Vec<&'t Province> {
    let next = |unit: &&'t Province| {
        let successor = unit.successor.as_ref()?;
        places.provinces().iter().find(|province| province.unit_id == *successor)
    };
    std::iter::successors(Some(unit), next).take(MOST_CHANGES).collect()
}

/// The unit that took over this one alone.
fn renamed_to<'t>(unit: &Province, places: &'t Places) -> Option<&'t Province> {
    let next = unit.successor.as_ref()?;
    let sources = places.provinces().iter().filter(|old| old.successor.as_ref() == Some(next)).count();
    places.provinces().iter().find(|province| province.unit_id == *next).filter(|_| sources == 1)
}

/// The province of a document, as a unit of its own day.
pub(super) fn unit_of<'t>(document: &NodeSummary, day: Date, places: &'t Places) -> Option<&'t Province> {
    if let Some(unit) = &document.province_unit {
        return places.provinces().iter().find(|province| province.unit_id == *unit);
    }
    let own_day = document.date.map_or(day, crate::model::DocDate::earliest);
    places.province_by_code(document.province.as_deref()?, own_day)
}

/// The province that a user's word means: a unit, a code or a name, on the decision's day, else today.
pub(super) fn named<'t>(word: &str, question: &Question<'t>) -> Option<&'t Province> {
    let places = question.places;
    let by_unit = places.provinces().iter().find(|province| province.unit_id == word);
    let by_code = || {
        let on = |day| places.province_by_code(word, day);
        on(question.day).or_else(|| on(question.today))
    };
    by_unit.or_else(by_code).or_else(|| places.province_by_name(word, question.day))
}

pub(super) fn changed_warning(document: &NodeSummary, name: &str) -> String {
    let number = document.number.as_deref().unwrap_or("văn bản không số");
    format!("{number} là của {name} theo địa giới khác với ngày của văn bản, không tính cho tỉnh nào")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::AuditInput;
    use crate::tables::Tables;
    use jiff::civil::date;

    fn spot(unit: &str, day: Date, geography: Geography) -> Spot {
        let document = NodeSummary { province_unit: Some(unit.to_owned()), ..NodeSummary::default() };
        let input = AuditInput { geography, ..AuditInput::default() };
        let places = &Tables::built_in().places;
        locate(&document, &Question { input: &input, day, today: date(2026, 11, 21), places })
    }

    fn within(key: &str, covers: &[&str]) -> Spot {
        Spot::In { key: key.to_owned(), covers: covers.iter().map(|unit| (*unit).to_owned()).collect() }
    }

    #[test]
    fn then_merged_provinces_count_for_none_and_renamed_ones_stay() {
        let check = |unit, day, expected| assert_eq!(spot(unit, day, Geography::Then), expected, "{unit}");
        let before = date(2019, 8, 28);
        check("20-20040101", before, within("20-20040101", &[]));
        check("46-20250101", before, within("46-20040101", &[]));
        check("52-20250701", before, Spot::Changed("Gia Lai".to_owned()));
        check("64-20040101", date(2025, 8, 1), Spot::Changed("Gia Lai".to_owned()));
    }

    #[test]
    fn now_a_merged_province_has_its_parts() {
        let check = |unit, expected| assert_eq!(spot(unit, date(2019, 8, 28), Geography::Now), expected, "{unit}");
        check("64-20040101", within("52-20250701", &["64-20040101"]));
        check("52-20250701", within("52-20250701", &["52-20040101", "64-20040101"]));
        check("75-20250701", within("75-20260430", &["70-20040101", "75-20040101"]));
        check("20-20040101", within("20-20040101", &["20-20040101"]));
    }
}
