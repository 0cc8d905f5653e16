//! The place of the writing document and of the bodies it names: [`Writer`], [`Place`].
//!
//! A name without a place (`UBND tỉnh`) is read from where the writer stands. Where two places fit, none is taken.

use super::names::{self, NameParts, Unit, UnitName};
use crate::model::{DocDate, Level};
use crate::record::Record;
use crate::tables::{Places, Province};
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

    /// The writer's own place below a known province.
    fn place_in(&self, province: &'t Province, parts: &NameParts, parent: Option<&str>) -> Place<'t> {
        let above = names::name_parts(parent.unwrap_or(""));
        let lower = |unit: Unit, levels: &[Level]| {
            let fits = self.level.is_some_and(|level| levels.contains(&level));
            let all = parts.units.iter().chain(&above.units);
            all.filter(|_| fits).find(|found| found.unit == unit && !found.words.is_empty())
        };
        let below_province = [Level::District, Level::Commune];
        let district = lower(Unit::District, &below_province)
            .or_else(|| lower(Unit::City, &below_province))
            .map(|found| self.district_slug(found));
        let commune = lower(Unit::Commune, &[Level::Commune]).map(|found| names::slug(&found.words.join(" ")));
        Place { province, district, commune }
    }

    /// What a name tells, on the day of the document it issued.
    pub(super) fn read(&self, name: &str, day: Option<Date>) -> Reading<'t> {
        let parts = names::name_parts(name);
        let day = day.or(self.date.map(DocDate::earliest));
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
        Reading::At(Place { province, district, commune: Some(names::slug(&commune.words.join(" "))) })
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

    fn province_in(&self, parts: &NameParts, day: Option<Date>) -> Option<&'t Province> {
        let named = parts.units.iter().filter(|found| matches!(found.unit, Unit::Province | Unit::City));
        named.rev().find_map(|found| names::longest_prefix(&found.words, |words| self.province_named(words, day)))
    }

    /// The district that a name tells and its province, where one province has it or the writer's does.
    fn district_in(&self, parts: &NameParts, day: Option<Date>) -> Option<(String, &'t Province)> {
        let named = parts.units.iter().find(|found| matches!(found.unit, Unit::District | Unit::City))?;
        if named.words.is_empty() {
            return None;
        }
        let of_name = parts.units.iter().find(|found| found.unit == Unit::Province && !found.words.is_empty());
        let printed =
            of_name.and_then(|found| names::longest_prefix(&found.words, |words| self.province_named(words, day)));
        let slug = self.district_slug(named);
        if let Some(province) = printed {
            return Some((slug, province));
        }
        let known = names::longest_prefix(&named.words, |words| {
            Some(self.places.districts_by_name(words)).filter(|found| !found.is_empty())
        });
        let own = self.own_province_on(day);
        match known.as_deref() {
            Some([only]) => province_of_code(self.places, &only.province_code, day.or(LAST_DISTRICT_DAY), parts),
            Some(several) => own.filter(|own| several.iter().any(|found| found.province_code == own.code)),
            None => own,
        }
        .map(|province| (slug, province))
    }

    fn district_slug(&self, named: &UnitName) -> String {
        let known = names::longest_prefix(&named.words, |words| {
            (!self.places.districts_by_name(words).is_empty()).then(|| words.to_owned())
        });
        names::slug(&known.unwrap_or_else(|| named.words.join(" ")))
    }
}

/// The day that the districts' province codes are of.
const LAST_DISTRICT_DAY: Option<Date> = Some(jiff::civil::date(2025, 6, 30));

fn whole_province(province: &Province) -> Reading<'_> {
    Reading::At(Place { province, district: None, commune: None })
}

/// The province with `code` on `day`; without a day the only one, else the one that the name calls.
fn province_of_code<'t>(places: &'t Places, code: &str, day: Option<Date>, parts: &NameParts) -> Option<&'t Province> {
    if let Some(found) = day.and_then(|day| places.province_by_code(code, day)) {
        return Some(found);
    }
    let mut same_code = places.provinces().iter().filter(|province| province.code == code);
    let called = same_code.clone().find(|province| {
        let name = crate::text::fold::accented(&province.name);
        parts.words.join(" ").contains(&name)
    });
    called.or_else(|| same_code.next())
}
