//! The place of the writing document and of the bodies it names: [`Writer`], [`Place`].
//!
//! A name without a place (`UBND tỉnh`) is read from where the writer stands. Where two places fit, none is taken.

use super::names::{self, NameParts, Unit, UnitName};
use super::units;
use crate::model::{DocDate, Level};
use crate::record::Record;
use crate::tables::{District, LAST_DISTRICT_DAY, NameMatch, Places, Province};
use crate::text::fold;
use jiff::civil::Date;

/// A province, or a district or commune of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place<'t> {
    pub(super) province: &'t Province,
    pub(super) district: Option<String>,
    pub(super) commune: Option<String>,
}

/// What a name tells of the place of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading<'t> {
    /// This place.
    At(Place<'t>),
    /// The centre.
    Central,
    /// A unit is named that cannot be told.
    Unclear,
    /// No place is named.
    Nothing,
}

/// Where the citing document stands.
#[derive(Debug, Clone)]
pub(super) struct Writer<'t> {
    pub(super) level: Option<Level>,
    pub(super) place: Option<Place<'t>>,
    /// True when the issuer is called a *thành phố*.
    is_city: bool,
    pub(super) date: Option<DocDate>,
    places: &'t Places,
}

impl<'t> Writer<'t> {
    /// The writer of a record, from its issuer, the body above it and its date.
    pub(super) fn of_record(record: &Record, places: &'t Places) -> Writer<'t> {
        let date = record.date.as_ref().and_then(|date| DocDate::from_iso(&date.value));
        let mut writer = Writer { level: None, place: None, is_city: false, date, places };
        let Some(issuer) = &record.issuer else { return writer };
        writer.level = issuer.level.as_deref().and_then(Level::from_slug);
        let parts = names::name_parts(&issuer.name);
        writer.is_city = parts.units.iter().any(|unit| unit.unit == Unit::City);
        let day = date.map(DocDate::earliest);
        let province = match &issuer.province {
            Some(code) => province_of_code(places, code, day, &parts),
            None => writer.province_in(&parts, day).or_else(|| writer.district_in(&parts, day).map(|found| found.1)),
        };
        writer.place = province.map(|province| writer.place_in(province, &parts, issuer.parent.as_deref()));
        writer
    }

    /// No writer at all: only names that tell their place can be read.
    pub(super) fn nobody(places: &'t Places, date: Option<DocDate>) -> Writer<'t> {
        Writer { level: None, place: None, is_city: false, date, places }
    }

    /// The day on which names are read: the first of the date, or the last where only then the writer's province was.
    pub(super) fn day(&self) -> Option<Date> {
        let date = self.date?;
        let came_within =
            |place: &Place<'_>| !place.province.existed_on(date.earliest()) && place.province.existed_on(date.latest());
        let is_new = self.place.as_ref().is_some_and(came_within);
        Some(if is_new { date.latest() } else { date.earliest() })
    }

    /// The writer's own place below a known province.
    fn place_in(&self, province: &'t Province, parts: &NameParts, parent: Option<&str>) -> Place<'t> {
        let above = names::name_parts(parent.unwrap_or(""));
        let lower = |unit: Unit, levels: &[Level]| {
            let fits = self.level.is_some_and(|level| levels.contains(&level));
            let all = parts.units.iter().chain(&above.units);
            all.filter(|_| fits).find(|found| found.unit == unit && !found.words.is_empty())
        };
        let below_province = [Level::District, Level::Commune];
        let day = self.day();
        let district = lower(Unit::District, &below_province)
            .or_else(|| lower(Unit::City, &below_province))
            .map(|found| self.district_key(found, province, day));
        let commune = lower(Unit::Commune, &[Level::Commune]);
        let Some(commune) = commune else { return Place { province, district, commune: None } };
        let (above, key) = self.commune_key(commune, province, district.as_deref(), day);
        Place { province, district: district.or(above), commune: Some(key) }
    }

    /// What a name tells, on the day of the document it issued.
    pub(super) fn read(&self, name: &str, day: Option<Date>) -> Reading<'t> {
        let parts = names::name_parts(name);
        let day = day.or(self.day());
        let has = |unit: Unit| parts.units.iter().find(|found| found.unit == unit);
        if let Some(commune) = has(Unit::Commune) {
            return self.read_commune(commune, &parts, day);
        }
        if has(Unit::District).is_some() {
            return self.read_district(&parts, day);
        }
        if let Some(city) = has(Unit::City) {
            return self.read_city(city, &parts, day);
        }
        if has(Unit::Province).is_some() {
            let named = self.province_in(&parts, day);
            return named.or_else(|| self.own_province_on(day)).map_or(Reading::Unclear, whole_province);
        }
        if parts.central {
            return Reading::Central;
        }
        names::longest_suffix(&parts.words, |words| self.province_named(words, day))
            .map_or(Reading::Nothing, whole_province)
    }

    fn read_commune(&self, commune: &UnitName, parts: &NameParts, day: Option<Date>) -> Reading<'t> {
        let own = self.place.as_ref().filter(|_| matches!(self.level, Some(Level::District | Level::Commune)));
        if commune.words.is_empty() {
            let here = own.filter(|place| place.commune.is_some());
            return here.map_or(Reading::Unclear, |place| Reading::At(place.clone()));
        }
        let named = self.district_in(parts, day);
        let province = named.as_ref().map(|found| found.1).or_else(|| self.province_in(parts, day));
        let Some(province) = province.or_else(|| self.own_province_on(day)) else { return Reading::Unclear };
        let district = named.map(|found| found.0).or_else(|| own.and_then(|place| place.district.clone()));
        let (above, key) = self.commune_key(commune, province, district.as_deref(), day);
        let district = district.or(above);
        if district.is_none() && day.is_some_and(|day| day <= LAST_DISTRICT_DAY) {
            return Reading::Unclear;
        }
        Reading::At(Place { province, district, commune: Some(key) })
    }

    fn read_district(&self, parts: &NameParts, day: Option<Date>) -> Reading<'t> {
        if let Some((district, province)) = self.district_in(parts, day) {
            return Reading::At(Place { province, district: Some(district), commune: None });
        }
        let unnamed = parts.units.iter().all(|unit| unit.unit == Unit::Province || unit.words.is_empty());
        let own = self.place.as_ref().filter(|place| unnamed && place.district.is_some());
        own.map_or(Reading::Unclear, |place| Reading::At(Place { commune: None, ..place.clone() }))
    }

    /// `thành phố X` is a province-level city of that day or else a district-level one.
    fn read_city(&self, city: &UnitName, parts: &NameParts, day: Option<Date>) -> Reading<'t> {
        let of_province = names::longest_prefix(&city.words, |words| self.province_named(words, day))
            .filter(|found| found.full_name.starts_with("Thành phố") && day.is_none_or(|day| found.existed_on(day)));
        if let Some(province) = of_province {
            return whole_province(province);
        }
        if !city.words.is_empty() {
            return self.read_district(parts, day);
        }
        let own_province_is_city =
            self.place.as_ref().is_some_and(|own| own.province.full_name.starts_with("Thành phố"));
        match (own_province_is_city, self.is_city && self.level == Some(Level::District)) {
            (true, false) => self.own_province_on(day).map_or(Reading::Unclear, whole_province),
            (false, true) => self.read_district(parts, day),
            _ => Reading::Unclear,
        }
    }

    /// The writer's province as it stood on `day`; `None` where several were merged into it since.
    pub(super) fn own_province_on(&self, day: Option<Date>) -> Option<&'t Province> {
        let own = self.place.as_ref()?.province;
        let Some(day) = day.filter(|day| !own.existed_on(*day)) else { return Some(own) };
        let mut before = self.places.provinces_at(day).filter(|old| old.successor.as_ref() == Some(&own.unit_id));
        before.next().filter(|_| before.next().is_none())
    }

    fn province_named(&self, words: &str, day: Option<Date>) -> Option<&'t Province> {
        self.places.province_by_name(words, day?)
    }

    /// The province behind a unit word; a name that is misread or lacks its accents counts only there.
    fn province_in(&self, parts: &NameParts, day: Option<Date>) -> Option<&'t Province> {
        let named = || parts.units.iter().filter(|found| matches!(found.unit, Unit::Province | Unit::City)).rev();
        let exact = |found: &UnitName| names::longest_prefix(&found.words, |words| self.province_named(words, day));
        let like = |words: &str| Some(self.places.province_like(words, day?)?.0);
        named().find_map(exact).or_else(|| {
            named()
                .filter(|found| found.unit == Unit::Province)
                .find_map(|found| names::longest_prefix(&found.words, like))
        })
    }

    /// The key of the district that a name tells and its province, where the name says it, one province
    /// has the district, or the writer's does.
    fn district_in(&self, parts: &NameParts, day: Option<Date>) -> Option<(String, &'t Province)> {
        let named = parts.units.iter().find(|found| matches!(found.unit, Unit::District | Unit::City))?;
        if named.words.is_empty() {
            return None;
        }
        let of_name = parts.units.iter().find(|found| found.unit == Unit::Province && !found.words.is_empty());
        let printed =
            of_name.and_then(|found| names::longest_prefix(&found.words, |words| self.province_named(words, day)));
        let province = printed.or_else(|| {
            let own = self.own_province_on(day);
            match self.districts_named(named, day).as_slice() {
                [only] => self.province_of(only, day),
                [] => own,
                several => own.filter(|own| several.iter().any(|found| found.province_code == own.code)),
            }
        })?;
        Some((self.district_key(named, province, day), province))
    }

    /// The province of a district on `day`, or on the district's last day.
    fn province_of(&self, district: &District, day: Option<Date>) -> Option<&'t Province> {
        let there = day.filter(|day| district.existed_on(*day));
        there
            .and_then(|day| self.places.province_by_code(&district.province_code, day))
            .or_else(|| self.places.province_by_code(&district.province_code, district.last_day()))
    }

    /// The districts that the words behind a unit word can mean; of the kind that is printed where there is one.
    fn districts_named(&self, named: &UnitName, day: Option<Date>) -> Vec<&'t District> {
        let day = day.unwrap_or(LAST_DISTRICT_DAY);
        let found = |kind: Option<&str>, misread: bool| {
            names::longest_prefix(&named.words, |words| {
                let (how, found) = self.places.districts_like(words, kind, day);
                let counts = misread || how == NameMatch::Accented;
                Some(found).filter(|found| counts && !found.is_empty())
            })
        };
        let exact = found(Some(named.kind), false).or_else(|| found(None, false));
        exact.or_else(|| found(Some(named.kind), true)).unwrap_or_default()
    }

    fn district_key(&self, named: &UnitName, province: &Province, day: Option<Date>) -> String {
        let found = self.districts_named(named, day);
        let there = found.iter().find(|found| found.province_code == province.code).or(found.first());
        match there {
            Some(district) => units::district_key(district, self.places),
            None => names::slug(&named.words.join(" ")),
        }
    }

    /// The key of a commune, and that of its district where the table knows only one of that name.
    fn commune_key(
        &self,
        named: &UnitName,
        province: &Province,
        district: Option<&str>,
        day: Option<Date>,
    ) -> (Option<String>, String) {
        let printed = names::slug(&named.words.join(" "));
        let Some(day) = day.or(self.day()) else { return (None, printed) };
        let like = |misread: bool| {
            names::longest_prefix(&named.words, |words| {
                let (how, found) = self.places.communes_like(words, Some(named.kind), &province.code, day);
                Some(found).filter(|found| (misread || how == NameMatch::Accented) && !found.is_empty())
            })
        };
        let Some(found) = like(false).or_else(|| like(true)) else { return (None, printed) };
        let of_district = |code: &str| {
            let rows = self.places.districts().iter();
            rows.filter(|row| row.code == code)
                .find(|row| row.existed_on(day))
                .map(|row| units::district_key(row, self.places))
        };
        let above = |at: usize| found[at].district_code.as_deref().and_then(of_district);
        let in_district = (0..found.len()).find(|at| district.is_some() && above(*at).as_deref() == district);
        match (in_district, found.as_slice()) {
            (Some(at), _) => (None, units::commune_key(found[at], self.places, day)),
            (None, [only]) => (above(0), units::commune_key(only, self.places, day)),
            (None, _) => (None, printed),
        }
    }
}

fn whole_province(province: &Province) -> Reading<'_> {
    Reading::At(Place { province, district: None, commune: None })
}

/// The province with `code` that the name calls, else the one of `day`, else the first: a code used again means another
/// province within the year, and a paper without its day may be of either.
fn province_of_code<'t>(places: &'t Places, code: &str, day: Option<Date>, parts: &NameParts) -> Option<&'t Province> {
    let same_code = || places.provinces().iter().filter(|province| province.code == code);
    let words = parts.words.join(" ");
    let called = |province: &&Province| words.contains(&fold::accented(&province.name));
    let of_day = day.and_then(|day| places.province_by_code(code, day));
    of_day.filter(called).or_else(|| same_code().find(called)).or(of_day).or_else(|| same_code().next())
}
