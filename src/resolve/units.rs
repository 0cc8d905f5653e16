//! Keys of districts and communes inside entity keys: `huu-lung`, and `ky-anh.thi-xa` where a province has two of the
//! name at one time. A renamed or promoted unit keeps its key, so that its papers stay in one series.

use super::names;
use crate::tables::{Commune, District, Places};
use crate::text::fold;
use jiff::civil::Date;

/// The key of a district within its province.
pub(super) fn district_key(district: &District, places: &Places) -> String {
    let name = fold::accented(&district.name);
    let beside = |other: &&District| {
        other.code != district.code
            && other.province_code == district.province_code
            && overlap(other, district)
            && fold::accented(&other.name) == name
    };
    with_kind(&district.name, &district.kind, places.districts().iter().any(|other| beside(&other)))
}

/// The key of a commune within its district, or within its province since there are no districts.
pub(super) fn commune_key(commune: &Commune, places: &Places, day: Date) -> String {
    let (_, same) = places.communes_like(&commune.name, None, &commune.province_code, day);
    let beside = |other: &&&Commune| other.code != commune.code && other.district_code == commune.district_code;
    with_kind(&commune.name, &commune.kind, same.iter().any(|other| beside(&other)))
}

fn with_kind(name: &str, kind: &str, is_shared: bool) -> String {
    let slug = names::slug(name);
    if is_shared { format!("{slug}.{}", names::slug(kind)) } else { slug }
}

fn overlap(one: &District, other: &District) -> bool {
    let starts_before = |one: &District, other: &District| one.valid_from.is_none_or(|first| first <= other.last_day());
    starts_before(one, other) && starts_before(other, one)
}
