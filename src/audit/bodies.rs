//! Rows of an audit below the provinces, one a department, district or commune: [`locate`].
//!
//! There is no complete list of such bodies here, so the rows are those that said something, and those of the user's
//! own list.

use super::geography;
use super::{Question, Row, Spot, status};
use crate::model::{AuditLevel, ExpectedPlace, NodeSummary};
use crate::tables::Province;
use crate::text::fold;

/// A line of the list that stands for all.
const EVERY_ONE: &str = "*";

/// Words that open the name of a place below the province (*loại đơn vị hành chính*).
const KINDS: [&str; 9] = ["huyện", "quận", "thị xã", "thành phố", "xã", "phường", "thị trấn", "đặc khu", "khu vực"];

/// Names of Party committees that hold the kind of their place: `Huyện ủy Hữu Lũng` is of `huyện Hữu Lũng`.
const COMMITTEES: [(&str, &str); 4] =
    [("huyện ủy", "huyện"), ("quận ủy", "quận"), ("thị ủy", "thị xã"), ("thành ủy", "thành phố")];

/// Where a document counts: in the row of its issuer.
pub(super) fn locate(document: &NodeSummary, question: &Question<'_>) -> Spot {
    let asked = question.input.level;
    match row_of(document, question).filter(|_| status::speaks_for(document, asked)) {
        Some(row) => Spot::In { key: row.key, covers: Vec::new() },
        None => Spot::Nowhere,
    }
}

/// The row of a document's issuer.
pub(super) fn row_of(document: &NodeSummary, question: &Question<'_>) -> Option<Row> {
    let issuer = document.issuer.as_deref()?;
    let unit = geography::unit_of(document, question.day, question.places);
    let name = match question.input.level {
        AuditLevel::Department | AuditLevel::Province => fold::single_spaces(issuer),
        AuditLevel::District | AuditLevel::Commune => place_of(issuer),
    };
    let province = unit.map(|unit| unit.code.clone()).unwrap_or_default();
    let key = format!("{} {}", unit.map_or("", |unit| unit.unit_id.as_str()), fold::accented(&name));
    Some(Row { key, province, name, parts: Vec::new() })
}

/// The place in a body's name: `huyện Hữu Lũng` of `Ủy ban nhân dân huyện Hữu Lũng`; the whole name where none is.
fn place_of(issuer: &str) -> String {
    let name = fold::place_tones(&fold::single_spaces(issuer));
    let lower = name.to_lowercase();
    for (committee, kind) in COMMITTEES {
        if let Some(at) = lower.find(committee)
            && let Some(place) = name.get(at + committee.len()..)
        {
            return format!("{kind}{place}");
        }
    }
    let opens = |kind: &&str| lower.find(&format!(" {kind} ")).map(|at| at + 1);
    let place = KINDS.iter().filter_map(opens).min().and_then(|at| name.get(at..).zip(lower.get(at..)));
    // The kind in small letters, the name as printed.
    match place {
        Some((printed, lower)) => {
            let kind = KINDS.iter().filter(|kind| lower.starts_with(**kind)).max_by_key(|kind| kind.len());
            let kind = kind.copied().unwrap_or_default();
            format!("{kind}{}", printed.get(kind.len()..).unwrap_or_default())
        }
        None => name,
    }
}

/// The user's list with each `*` in place of it all districts or communes of that day, of one province where the line
/// names it.
pub(super) fn whole_list(expected: &[ExpectedPlace], question: &Question<'_>) -> Vec<ExpectedPlace> {
    let places = question.places;
    let mut list = Vec::new();
    for line in expected {
        if line.name != EVERY_ONE {
            list.push(line.clone());
            continue;
        }
        let province = line.province.as_deref().and_then(|word| geography::named(word, question));
        let wanted = |code: &str| line.province.is_none() || province.is_some_and(|unit| unit.code == code);
        let mut add = |kind: &str, name: &str, province_code: &str| {
            if wanted(province_code) {
                list.push(ExpectedPlace { name: format!("{kind} {name}"), province: Some(province_code.to_owned()) });
            }
        };
        match question.input.level {
            AuditLevel::District => {
                let there = places.districts().iter().filter(|district| district.existed_on(question.day));
                there.for_each(|district| add(&district.kind, &district.name, &district.province_code));
            }
            AuditLevel::Commune => {
                let there = places.communes().iter().filter(|commune| commune.existed_on(question.day));
                there.for_each(|commune| add(&commune.kind, &commune.name, &commune.province_code));
            }
            AuditLevel::Province | AuditLevel::Department => {}
        }
    }
    list
}

/// True when a line of the user's list means this row.
pub(super) fn is_meant(line: &ExpectedPlace, row: &Row, question: &Question<'_>) -> bool {
    let province = line.province.as_deref();
    let lies_there = province.is_none_or(|word| {
        geography::named(word, question).is_some_and(|unit| row.key.starts_with(&format!("{} ", unit.unit_id)))
    });
    let unit = row.key.split(' ').next().and_then(|unit| question.places.province(unit));
    let (wanted, found) = (without_province(&place_of(&line.name), unit), without_province(&row.name, unit));
    lies_there && (found == wanted || found.ends_with(&format!(" {wanted}")) || wanted.ends_with(&format!(" {found}")))
}

/// A folded name without the province behind it: `sở công thương` of `Sở Công Thương tỉnh Lào Cai`.
fn without_province(name: &str, unit: Option<&Province>) -> String {
    let name = fold::accented(name);
    let Some(unit) = unit else { return name };
    let tails = [unit.full_name.as_str(), &unit.name, "tỉnh", "thành phố"].map(fold::accented);
    let body = tails.iter().find_map(|tail| name.strip_suffix(tail.as_str())?.strip_suffix(' ').map(str::to_owned));
    body.unwrap_or(name)
}

/// The row of a line that no document answers.
pub(super) fn row_of_line(line: &ExpectedPlace, question: &Question<'_>) -> Row {
    let unit = line.province.as_deref().and_then(|word| geography::named(word, question));
    let province = unit.map(|unit| unit.code.clone()).unwrap_or_default();
    Row { key: format!("? {} {province}", line.name), province, name: line.name.clone(), parts: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_named_with_or_without_its_province() {
        let places = &crate::tables::Tables::built_in().places;
        let unit = places.province_by_name("Lào Cai", jiff::civil::date(2020, 1, 1));
        for name in ["Sở Công Thương tỉnh Lào Cai", "Sở Công Thương Lào Cai", "SỞ CÔNG THƯƠNG"] {
            assert_eq!(without_province(name, unit), "sở công thương");
        }
        for name in ["Công an tỉnh", "Công an tỉnh Lào Cai"] {
            assert_eq!(without_province(name, unit), "công an");
        }
    }

    #[test]
    fn the_place_of_a_body_is_told_from_its_name() {
        for (issuer, place) in [
            ("Ủy ban nhân dân huyện Hữu Lũng", "huyện Hữu Lũng"),
            ("Uỷ ban nhân dân Huyện Hữu Lũng", "huyện Hữu Lũng"),
            ("Huyện ủy Hữu Lũng", "huyện Hữu Lũng"),
            ("Ủy ban nhân dân thị xã Kỳ Anh", "thị xã Kỳ Anh"),
            ("Đảng ủy xã Bách Thuận", "xã Bách Thuận"),
        ] {
            assert_eq!(place_of(issuer), place);
        }
    }
}
