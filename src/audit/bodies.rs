//! Rows of an audit below the provinces, one a department, district or commune: [`locate`].
//!
//! There is no complete list of such bodies here, so the rows are those that said something, and those of the user's
//! own list.

use super::geography;
use super::{Question, Row, Spot, status};
use crate::model::{AuditLevel, ExpectedPlace, NodeSummary};
use crate::text::fold;

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

/// True when a line of the user's list means this row.
pub(super) fn is_meant(line: &ExpectedPlace, row: &Row, question: &Question<'_>) -> bool {
    let province = line.province.as_deref();
    let lies_there = province.is_none_or(|word| {
        geography::named(word, question).is_some_and(|unit| row.key.starts_with(&format!("{} ", unit.unit_id)))
    });
    let (wanted, found) = (fold::accented(&place_of(&line.name)), fold::accented(&row.name));
    lies_there && (found == wanted || found.ends_with(&format!(" {wanted}")) || wanted.ends_with(&format!(" {found}")))
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
