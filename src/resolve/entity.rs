//! Entity keys of issuers: `ttg`, `ubnd@20`, `ubnd@20/huu-lung`, `đht=truong-dai-hoc-x`, `?…`.
//!
//! The symbol fixes the body, names and the writer's own place fix the province, district and commune.
//! A province that reuses a code after 01/7/2025 carries its first year: `ubnd@52.2025`.

use super::names;
use super::symbol::NumberParts;
use super::writer::{Place, Reading, Writer};
use crate::model::{BodyKind, EntityFacts, Level};
use crate::record::Citation;
use crate::tables::{CodeLevel, Places, Province};
use jiff::civil::Date;

/// The issuer of the writer's own number. A body that contradicts its symbol never takes the place of the body
/// that the symbol names: a central symbol on a local document gives a local key.
pub(super) fn own_issuer(
    number: &NumberParts,
    name: Option<&str>,
    writer: &Writer<'_>,
    places: &Places,
    tag: &str,
) -> String {
    let code = &number.issuer_code;
    match (writer.level, number.issuer.level) {
        (Some(Level::Central), CodeLevel::Anywhere) => by_name(number, name).unwrap_or_else(|| code.clone()),
        (Some(Level::Central), CodeLevel::Central) => code.clone(),
        (None, CodeLevel::Central) if writer.place.is_none() => code.clone(),
        (Some(Level::Central), _) => by_name(number, name).unwrap_or_else(|| unknown(code, tag)),
        (_, _) => match &writer.place {
            Some(place) => at_place(code, &lowered(place, writer.level), places),
            None => by_name(number, name).unwrap_or_else(|| unknown(code, tag)),
        },
    }
}

/// The key of a body that no table lists, by its full name: agencies, schools, companies. A short name may be
/// many bodies, and a listed code without a place is one of many.
fn by_name(number: &NumberParts, name: Option<&str>) -> Option<String> {
    let slug = names::slug(name?);
    let is_full = slug.split('-').count() >= FULL_NAME_WORDS;
    (!number.is_listed && is_full).then(|| format!("{}={slug}", number.issuer_code))
}

/// Least words of a name that is taken as a name of one body alone.
const FULL_NAME_WORDS: usize = 4;

/// The issuer of a cited number, read from the full name, the printed name, then the symbol alone.
pub(super) fn cited_issuer(
    number: &NumberParts,
    citation: &Citation,
    day: Option<Date>,
    writer: &Writer<'_>,
    places: &Places,
    tag: &str,
) -> String {
    let code = &number.issuer_code;
    if number.issuer.level == CodeLevel::Central {
        return code.clone();
    }
    for name in [&citation.issuer_entity, &citation.issuer].into_iter().flatten() {
        match writer.read(name, day) {
            Reading::At(place) => return at_place(code, &place, places),
            Reading::Central if number.issuer.level == CodeLevel::Anywhere => {
                return by_name(number, Some(name)).unwrap_or_else(|| code.clone());
            }
            Reading::Unclear => return unknown(code, tag),
            Reading::Central | Reading::Nothing => {}
        }
    }
    if let Some(place) = from_symbol(number.issuer.level, writer, day) {
        return at_place(code, &place, places);
    }
    let name = citation.issuer_entity.as_deref().or(citation.issuer.as_deref());
    by_name(number, name).unwrap_or_else(|| unknown(code, tag))
}

/// The place that the symbol alone means where the writer stands. `KH-UBND` without an issuer is the writer's own
/// province for a province; for a district it may be its own or the province's, so it stays unknown.
fn from_symbol<'t>(level: CodeLevel, writer: &Writer<'t>, day: Option<Date>) -> Option<Place<'t>> {
    let own = writer.place.as_ref()?;
    let province = writer.own_province_on(day.or(writer.day()))?;
    match level {
        CodeLevel::Province => Some(Place { province, district: None, commune: None }),
        CodeLevel::EveryPlace if writer.level == Some(Level::Province) => {
            Some(Place { province, district: None, commune: None })
        }
        CodeLevel::District => {
            own.district.as_ref().map(|district| Place { province, district: Some(district.clone()), commune: None })
        }
        CodeLevel::Commune => own.commune.as_ref().map(|_| own.clone()),
        _ => None,
    }
}

/// The writer's place cut to its level.
pub(super) fn lowered<'t>(place: &Place<'t>, level: Option<Level>) -> Place<'t> {
    match level {
        Some(Level::Commune) => place.clone(),
        Some(Level::District) => Place { commune: None, ..place.clone() },
        _ => Place { district: None, commune: None, ..place.clone() },
    }
}

fn unknown(code: &str, tag: &str) -> String {
    format!("?{tag}/{code}")
}

/// The key of the body `code` of a place.
pub(super) fn at_place(code: &str, place: &Place<'_>, places: &Places) -> String {
    format!("{code}@{}", place_key(place, places))
}

/// `20`, `20/huu-lung`, `20//van-nham`.
pub(super) fn place_key(place: &Place<'_>, places: &Places) -> String {
    let mut key = unit_key(place.province, places);
    if place.district.is_some() || place.commune.is_some() {
        key.push('/');
        key.push_str(place.district.as_deref().unwrap_or(""));
    }
    if let Some(commune) = &place.commune {
        key.push('/');
        key.push_str(commune);
    }
    key
}

/// The code, with the first year of the unit where an earlier one had the same code.
fn unit_key(province: &Province, places: &Places) -> String {
    let first = places.provinces().iter().find(|other| other.code == province.code);
    match province.valid_from.filter(|_| first.is_some_and(|first| first.unit_id != province.unit_id)) {
        Some(day) => format!("{}.{}", province.code, day.year()),
        None => province.code.clone(),
    }
}

/// What an entity key tells of its body.
///
/// ```
/// use vanban::{model::Level, resolve::facts_of_entity, tables::Tables};
/// let facts = facts_of_entity("ubnd@20/huu-lung", Tables::built_in());
/// assert_eq!((facts.level, facts.province.as_deref()), (Some(Level::District), Some("20")));
/// ```
#[must_use]
pub fn facts_of_entity(issuer: &str, tables: &crate::tables::Tables) -> EntityFacts {
    if let Some(rest) = issuer.strip_prefix('?') {
        let code = rest.rsplit_once('/').map_or("", |found| found.1);
        return EntityFacts { body: body_of_code(code), ..EntityFacts::default() };
    }
    if let Some((code, _)) = issuer.split_once('=') {
        return EntityFacts { body: body_of_code(code), ..EntityFacts::default() };
    }
    let Some((code, place)) = issuer.split_once('@') else {
        return EntityFacts { level: Some(Level::Central), body: body_of_code(issuer), ..EntityFacts::default() };
    };
    let mut parts = place.split('/');
    let unit = parts.next().unwrap_or("");
    let province = tables.places.provinces().iter().find(|province| unit_key(province, &tables.places) == unit);
    let level = match parts.count() {
        0 => Level::Province,
        1 => Level::District,
        _ => Level::Commune,
    };
    EntityFacts {
        level: Some(level),
        body: body_of_code(code),
        province_unit: province.map(|province| province.unit_id.clone()),
        province: province.map(|province| province.code.clone()),
    }
}

fn body_of_code(code: &str) -> Option<BodyKind> {
    Some(match code {
        "ubnd" => BodyKind::PeopleCommittee,
        "hđnd" => BodyKind::PeopleCouncil,
        "tu" | "hu" | "qu" | "thu" | "txu" | "đu" | "đux" | "tw" => BodyKind::PartyCommittee,
        "ttg" => BodyKind::PrimeMinister,
        "cp" => BodyKind::Government,
        "mttq" | "mttq-btt" | "ubmttq" | "mttw" => BodyKind::FrontOrUnion,
        code if code.starts_with('s') => BodyKind::Department,
        _ => return None,
    })
}
