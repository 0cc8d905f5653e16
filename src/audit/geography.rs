//! In which province of the decision's day a document counts: [`locate`].
//!
//! A document of a province merged after the decision speaks for several old ones, so it is told in a warning and
//! counted for none; a province that only changed its name is the same.

use crate::model::NodeSummary;
use crate::tables::{Places, Province};
use jiff::civil::Date;

/// Where a document counts.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Located {
    /// In the province with this `unit_id`.
    In(String),
    /// In none: it belongs to the centre or to a place that cannot be told.
    Nowhere,
    /// Its province, named here, is not one of that day.
    Changed(String),
}

pub(super) fn locate(document: &NodeSummary, day: Date, places: &Places) -> Located {
    let Some(unit) = unit_of(document, day, places) else { return Located::Nowhere };
    if unit.existed_on(day) {
        return Located::In(unit.unit_id.clone());
    }
    let mut before = places.provinces().iter().filter(|old| old.successor.as_ref() == Some(&unit.unit_id));
    match (before.next(), before.next()) {
        (Some(only), None) if only.existed_on(day) => Located::In(only.unit_id.clone()),
        _ => match renamed_to(unit, places).filter(|next| next.existed_on(day)) {
            Some(next) => Located::In(next.unit_id.clone()),
            None => Located::Changed(unit.name.clone()),
        },
    }
}

/// The unit that took over this one alone.
fn renamed_to<'t>(unit: &Province, places: &'t Places) -> Option<&'t Province> {
    let next = unit.successor.as_ref()?;
    let sources = places.provinces().iter().filter(|old| old.successor.as_ref() == Some(next)).count();
    places.provinces().iter().find(|province| province.unit_id == *next).filter(|_| sources == 1)
}

fn unit_of<'t>(document: &NodeSummary, day: Date, places: &'t Places) -> Option<&'t Province> {
    if let Some(unit) = &document.province_unit {
        return places.provinces().iter().find(|province| province.unit_id == *unit);
    }
    let own_day = document.date.map_or(day, crate::model::DocDate::earliest);
    places.province_by_code(document.province.as_deref()?, own_day)
}

pub(super) fn changed_warning(document: &NodeSummary, name: &str) -> String {
    let number = document.number.as_deref().unwrap_or("văn bản không số");
    format!("{number} là của {name} theo địa giới khác với ngày của văn bản, không tính cho tỉnh nào")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::Tables;
    use jiff::civil::date;

    fn check(unit: &str, day: Date, expected: Located) {
        let document = NodeSummary { province_unit: Some(unit.to_owned()), ..NodeSummary::default() };
        assert_eq!(locate(&document, day, &Tables::built_in().places), expected, "{unit}");
    }

    #[test]
    fn merged_provinces_count_for_none_and_renamed_ones_stay() {
        let before = date(2019, 8, 28);
        check("20-20040101", before, Located::In("20-20040101".to_owned()));
        check("46-20250101", before, Located::In("46-20040101".to_owned()));
        check("52-20250701", before, Located::Changed("Gia Lai".to_owned()));
        check("64-20040101", date(2025, 8, 1), Located::Changed("Gia Lai".to_owned()));
    }
}
