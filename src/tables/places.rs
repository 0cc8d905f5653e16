//! [`Places`]: provinces and districts through time (*đơn vị hành chính*).
//!
//! A GSO code is reused after 01/7/2025 and the same name then denotes a larger territory, so a province is a
//! `unit_id` or a (code, day), never a bare code. Sources: see `grammars/README.md`.

use super::tsv;
use crate::text::fold;
use jiff::civil::Date;
use std::collections::HashMap;

/// A province-level unit during one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Province {
    /// GSO code and first day: `52-20250701`.
    pub unit_id: String,
    /// GSO code, two digits.
    pub code: String,
    /// Name without its type: `Lạng Sơn`.
    pub name: String,
    /// Name with its type: `Tỉnh Lạng Sơn`.
    pub full_name: String,
    /// First day; `None` = before 2004.
    pub valid_from: Option<Date>,
    /// Last day; `None` = still there.
    pub valid_to: Option<Date>,
    /// `unit_id` of the unit that took it over.
    pub successor: Option<String>,
    keys: Vec<String>,
}

/// A district-level unit; the level ended on 30/6/2025.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct District {
    /// GSO code, three digits.
    pub code: String,
    /// Name without its type: `Hữu Lũng`.
    pub name: String,
    /// `huyện`, `quận`, `thị xã` or `thành phố`.
    pub kind: String,
    /// GSO code of its province on 30/6/2025.
    pub province_code: String,
}

/// Provinces and districts, looked up by name, code and day.
#[derive(Debug)]
pub struct Places {
    provinces: Vec<Province>,
    districts: Vec<District>,
    districts_by_key: HashMap<String, Vec<usize>>,
}

impl Places {
    pub(super) fn built_in() -> Places {
        let provinces = read_provinces();
        let districts = read_districts();
        let mut districts_by_key: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, district) in districts.iter().enumerate() {
            districts_by_key.entry(fold::accented(&district.name)).or_default().push(index);
        }
        Places { provinces, districts, districts_by_key }
    }

    /// Every province row, in the table's order.
    #[must_use]
    pub fn provinces(&self) -> &[Province] {
        &self.provinces
    }

    /// The provinces that existed on `day`, in the order of their codes.
    pub fn provinces_at(&self, day: Date) -> impl Iterator<Item = &Province> {
        self.provinces.iter().filter(move |province| province.existed_on(day))
    }

    /// The province with `code` on `day`.
    #[must_use]
    pub fn province_by_code(&self, code: &str, day: Date) -> Option<&Province> {
        self.provinces_at(day).find(|province| province.code == code)
    }

    /// The province called `name` on `day`: name, full name or alias, accents required.
    /// Where no such province existed that day, the latest one of that name.
    #[must_use]
    pub fn province_by_name(&self, name: &str, day: Date) -> Option<&Province> {
        let key = fold::accented(name);
        let mut named = self.provinces.iter().filter(|province| province.keys.contains(&key));
        named.clone().find(|province| province.existed_on(day)).or_else(|| named.next_back())
    }

    /// The districts called `name` (without its type), accents required.
    #[must_use]
    pub fn districts_by_name(&self, name: &str) -> Vec<&District> {
        let found = self.districts_by_key.get(&fold::accented(name));
        found.map_or_else(Vec::new, |places| places.iter().map(|place| &self.districts[*place]).collect())
    }
}

impl Province {
    /// True when the unit existed on `day`.
    #[must_use]
    pub fn existed_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|first| first <= day) && self.valid_to.is_none_or(|last| day <= last)
    }
}

fn read_provinces() -> Vec<Province> {
    let columns = ["unit_id", "code", "name", "full_name", "aliases", "valid_from", "valid_to", "successor_id"];
    tsv::rows(include_str!("../../grammars/provinces.tsv"), columns)
        .into_iter()
        .map(|[unit_id, code, name, full_name, aliases, valid_from, valid_to, successor]| {
            let names = [name, full_name].into_iter().chain(tsv::list(aliases, '|'));
            Province {
                unit_id: unit_id.to_owned(),
                code: code.to_owned(),
                name: name.to_owned(),
                full_name: full_name.to_owned(),
                valid_from: day(valid_from),
                valid_to: day(valid_to),
                successor: (!successor.is_empty()).then(|| successor.to_owned()),
                keys: names.map(fold::accented).collect(),
            }
        })
        .collect()
}

fn read_districts() -> Vec<District> {
    tsv::rows(include_str!("../../grammars/districts.tsv"), ["code", "name", "type", "province_code"])
        .into_iter()
        .map(|[code, name, kind, province_code]| District {
            code: code.to_owned(),
            name: name.to_owned(),
            kind: kind.to_owned(),
            province_code: province_code.to_owned(),
        })
        .collect()
}

fn day(cell: &str) -> Option<Date> {
    (!cell.is_empty()).then(|| cell.parse().expect("a table holds ISO days"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn province_counts_through_the_reforms() {
        let places = Places::built_in();
        for (on, expected) in [(date(2007, 1, 1), 64), (date(2019, 8, 28), 63), (date(2025, 7, 1), 34)] {
            assert_eq!(places.provinces_at(on).count(), expected, "{on}");
        }
    }

    #[test]
    fn a_reused_code_is_told_by_the_day() {
        let places = Places::built_in();
        let name = |on| places.province_by_code("52", on).map(|province| province.name.clone());
        assert_eq!(name(date(2020, 2, 1)).as_deref(), Some("Bình Định"));
        assert_eq!(name(date(2026, 2, 1)).as_deref(), Some("Gia Lai"));
    }

    #[test]
    fn a_district_leads_to_its_province() {
        let places = Places::built_in();
        let found = places.districts_by_name("Hữu Lũng");
        assert_eq!(found.iter().map(|district| district.province_code.as_str()).collect::<Vec<_>>(), ["20"]);
    }
}
