//! [`Places`]: provinces, districts and communes through time (*đơn vị hành chính*).
//!
//! A GSO code is reused after 01/7/2025 and the same name then denotes a larger territory, so a province is a
//! `unit_id` or a (code, day), never a bare code. Sources: see `grammars/README.md`.

use super::communes::{Commune, Communes};
use super::districts::{District, Districts};
use super::name_index::{NameIndex, NameMatch};
use super::tsv;
use crate::text::fold;
use jiff::civil::Date;
use std::sync::LazyLock;

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

/// Provinces, districts and communes, looked up by name, code and day.
#[derive(Debug)]
pub struct Places {
    provinces: Vec<Province>,
    names: NameIndex,
    abbreviations: NameIndex,
    districts: Districts,
    communes: LazyLock<Communes>,
}

impl Places {
    pub(super) fn built_in() -> Places {
        let (mut names, mut abbreviations) = (NameIndex::default(), NameIndex::default());
        let mut provinces = Vec::new();
        for (row, (province, short)) in read_provinces().into_iter().enumerate() {
            province.keys.iter().for_each(|key| names.add(key, row));
            for short in &short {
                abbreviations.add(short, row);
            }
            provinces.push(province);
        }
        Places {
            provinces,
            names,
            abbreviations,
            districts: Districts::built_in(),
            communes: LazyLock::new(Communes::built_in),
        }
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

    /// The province that `name` most likely means on `day` and how it was matched: name or alias, an abbreviation
    /// that one province alone had that day, without accents, or misread and near to one name only.
    ///
    /// ```
    /// use vanban::tables::{NameMatch, Tables};
    /// let day = jiff::civil::date(2020, 5, 1);
    /// let found = |name| Tables::built_in().places.province_like(name, day).map(|(unit, how)| (unit.code.as_str(), how));
    /// assert_eq!(found("Thừa Thiên Huế"), Some(("46", NameMatch::Accented)));
    /// assert_eq!(found("TPHCM"), Some(("79", NameMatch::Abbreviated)));
    /// assert_eq!(found("Quảng Binh"), Some(("44", NameMatch::Unaccented)));
    /// assert_eq!(found("Lạng Sơm"), Some(("20", NameMatch::Damaged)));
    /// // Hà Tây and Hà Tĩnh both had it then.
    /// assert_eq!(Tables::built_in().places.province_like("HT", jiff::civil::date(2005, 5, 1)), None);
    /// ```
    #[must_use]
    pub fn province_like(&self, name: &str, day: Date) -> Option<(&Province, NameMatch)> {
        if let Some(found) = self.province_by_name(name, day) {
            return Some((found, NameMatch::Accented));
        }
        let units = |rows: &[usize]| -> Vec<&Province> { rows.iter().map(|row| &self.provinces[*row]).collect() };
        let short = units(self.abbreviations.exact(name));
        let mut there = short.iter().filter(|province| province.existed_on(day));
        if let (Some(only), None) = (there.next(), there.next()) {
            return Some((only, NameMatch::Abbreviated));
        }
        if !short.is_empty() {
            return None;
        }
        let (how, rows) = self.names.like(name);
        let named = units(rows);
        let there = named.iter().find(|province| province.existed_on(day));
        there.or_else(|| named.last()).map(|found| (*found, how))
    }

    /// The unit with this key.
    #[must_use]
    pub fn province(&self, unit_id: &str) -> Option<&Province> {
        self.provinces.iter().find(|province| province.unit_id == unit_id)
    }

    /// The province that holds on `day` what was `province`: itself or the last of its successors by then.
    ///
    /// ```
    /// use jiff::civil::date;
    /// let places = &vanban::tables::Tables::built_in().places;
    /// let old = places.province_by_name("Hà Tây", date(2007, 1, 1)).unwrap();
    /// assert_eq!(places.successor_on(old, date(2010, 1, 1)).map(|unit| unit.name.as_str()), Some("Hà Nội"));
    /// ```
    #[must_use]
    pub fn successor_on<'p>(&'p self, province: &'p Province, day: Date) -> Option<&'p Province> {
        let mut unit = province;
        while unit.valid_to.is_some_and(|last| last < day) {
            unit = self.province(unit.successor.as_deref()?)?;
        }
        unit.existed_on(day).then_some(unit)
    }

    /// The provinces of `day` that are part of `province` since, itself where it was there.
    #[must_use]
    pub fn parts_on<'p>(&'p self, province: &'p Province, day: Date) -> Vec<&'p Province> {
        let until = province.valid_to.unwrap_or(Date::MAX);
        let same =
            |unit: &&Province| self.successor_on(unit, until).is_some_and(|later| later.unit_id == province.unit_id);
        self.provinces_at(day).filter(same).collect()
    }

    /// The districts called `name` (without its type), accents required: those of the level's last day, else older ones.
    #[must_use]
    pub fn districts_by_name(&self, name: &str) -> Vec<&District> {
        self.districts.by_name(name)
    }

    /// Every district row, in the order of codes and first days.
    #[must_use]
    pub fn districts(&self) -> &[District] {
        self.districts.rows()
    }

    /// The districts that `name` (without its type) can mean on `day`, of one `kind` (`huyện`) where that is printed.
    #[must_use]
    pub fn districts_like(&self, name: &str, kind: Option<&str>, day: Date) -> (NameMatch, Vec<&District>) {
        self.districts.like(name, kind, day)
    }

    /// The province of a district on the district's last day.
    #[must_use]
    pub fn province_of(&self, district: &District) -> Option<&Province> {
        self.province_by_code(&district.province_code, district.last_day())
    }

    /// Every commune row, present ones first.
    #[must_use]
    pub fn communes(&self) -> &[Commune] {
        self.communes.rows()
    }

    /// The communes that `name` (without its type) can mean in a province on `day`.
    ///
    /// ```
    /// use jiff::civil::date;
    /// let places = &vanban::tables::Tables::built_in().places;
    /// let found = places.communes_like("Hữu Lũng", Some("xã"), "20", date(2025, 9, 1)).1;
    /// assert_eq!(found.len(), 1);
    /// ```
    #[must_use]
    pub fn communes_like(
        &self,
        name: &str,
        kind: Option<&str>,
        province_code: &str,
        day: Date,
    ) -> (NameMatch, Vec<&Commune>) {
        self.communes.like(name, kind, province_code, day)
    }
}

impl Province {
    /// True when the unit existed on `day`.
    #[must_use]
    pub fn existed_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|first| first <= day) && self.valid_to.is_none_or(|last| day <= last)
    }
}

/// The provinces with their abbreviations.
fn read_provinces() -> Vec<(Province, Vec<String>)> {
    let columns =
        ["unit_id", "code", "name", "full_name", "aliases", "abbrev", "valid_from", "valid_to", "successor_id"];
    tsv::rows(include_str!("../../grammars/provinces.tsv"), columns)
        .into_iter()
        .map(|[unit_id, code, name, full_name, aliases, abbrev, valid_from, valid_to, successor]| {
            let names = [name, full_name].into_iter().chain(tsv::list(aliases, '|'));
            let province = Province {
                unit_id: unit_id.to_owned(),
                code: code.to_owned(),
                name: name.to_owned(),
                full_name: full_name.to_owned(),
                valid_from: tsv::day(valid_from),
                valid_to: tsv::day(valid_to),
                successor: (!successor.is_empty()).then(|| successor.to_owned()),
                keys: names.map(fold::accented).collect(),
            };
            (province, tsv::list(abbrev, '|').map(str::to_owned).collect())
        })
        .collect()
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
