//! Which body a citation's issuer is, in full with its place: `UBND tỉnh` is relative to who writes.

use super::{body_kinds, names};
use crate::model::{BodyKind, DocDate, DocNumber, IssuerName, Level};
use crate::tables::Tables;
use crate::text::fold;
use jiff::civil::{Date, date};

/// Day used for names where the document has no date: before the reform of 2025, when every unit still had its code.
const USUAL_DAY: Date = date(2025, 1, 2);

/// The full name of the body that issued a cited document; `None` where it cannot be told.
pub(super) fn of_citation(
    printed: Option<&str>,
    number: &DocNumber,
    cited_on: Option<DocDate>,
    own: Option<&IssuerName>,
    tables: &Tables,
) -> Option<String> {
    let day = cited_on.map_or(USUAL_DAY, DocDate::latest);
    let symbol_body = body_of_symbol(number.symbol());
    let Some(printed) = printed else {
        return symbol_body.and_then(|body| with_own_place(body, day, own, tables));
    };
    let expanded = expand(printed);
    let kind = body_kinds::body_kind(&expanded);
    let level = body_kinds::level_of(kind, &expanded);
    if level == Some(Level::Central) || names::issuer(expanded.clone(), day, tables).province.is_some() {
        return Some(expanded);
    }
    with_own_place(&expanded, day, own, tables)
}

/// `UBND`, `HĐND`, `BTV` written out.
fn expand(printed: &str) -> String {
    let mut name = fold::single_spaces(printed);
    for (short, long) in [("UBND", "Ủy ban nhân dân"), ("HĐND", "Hội đồng nhân dân"), ("BTV", "Ban Thường vụ")]
    {
        if let Some(rest) = name.strip_prefix(short).filter(|rest| rest.is_empty() || rest.starts_with(' ')) {
            name = format!("{long}{rest}");
        }
    }
    name
}

/// The body that a Party or committee symbol stands for, without its place.
fn body_of_symbol(symbol: &str) -> Option<&'static str> {
    let last = symbol.rsplit(['/', '-']).next()?;
    match last {
        "TU" => Some("Tỉnh ủy"),
        "HU" => Some("Huyện ủy"),
        _ => None,
    }
}

/// A relative name (`Tỉnh ủy`, `Ủy ban nhân dân tỉnh`, `Sở Nội vụ`) completed with the writer's place.
fn with_own_place(name: &str, day: Date, own: Option<&IssuerName>, tables: &Tables) -> Option<String> {
    let own = own?;
    let folded = fold::accented(name);
    let code = own.province.as_deref()?;
    let province = tables.places.province_by_code(code, day)?;
    let province_word = if province.full_name.starts_with("Thành phố") { "thành phố" } else { "tỉnh" };
    let is_provincial = folded.ends_with(" tỉnh")
        || folded.ends_with(" thành phố") && province_word == "thành phố"
        || folded.ends_with("tỉnh ủy")
        || folded.ends_with("thành ủy") && province_word == "thành phố";
    if is_provincial {
        return Some(format!("{name} {}", province.name));
    }
    let own_place = names::place_in(&own.name, day, tables);
    if folded.ends_with(" huyện") || folded.ends_with("huyện ủy") {
        let district = own_place.filter(|place| place.level == Level::District)?;
        let bare = district.full.strip_prefix("huyện ")?;
        return Some(format!("{name} {bare}"));
    }
    if body_kinds::body_kind(name) == BodyKind::Department && folded.starts_with("sở ") {
        return Some(format!("{name} {province_word} {}", province.name));
    }
    let is_bare_committee = folded == "ủy ban nhân dân" || folded == "hội đồng nhân dân";
    (is_bare_committee && own.level == Some(Level::Province))
        .then(|| format!("{name} {province_word} {}", province.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(printed: Option<&str>, symbol: &str, own: &str, expected: Option<&str>) {
        let tables = Tables::built_in();
        let own = names::issuer(own.to_owned(), date(2024, 5, 1), tables);
        let number = DocNumber::new(Some("12"), '-', None, symbol).unwrap();
        assert_eq!(of_citation(printed, &number, None, Some(&own), tables).as_deref(), expected);
    }

    #[test]
    fn relative_names_take_the_writers_place() {
        let district = "Ủy ban nhân dân huyện Hữu Lũng";
        check(Some("UBND tỉnh"), "KH-UBND", district, Some("Ủy ban nhân dân tỉnh Lạng Sơn"));
        check(Some("Ban Thường vụ Tỉnh ủy"), "KH/TU", district, Some("Ban Thường vụ Tỉnh ủy Lạng Sơn"));
        check(None, "QĐ/TU", "Ủy ban nhân dân tỉnh Cao Bằng", Some("Tỉnh ủy Cao Bằng"));
        check(Some("Thủ tướng Chính phủ"), "QĐ-TTg", district, Some("Thủ tướng Chính phủ"));
        check(Some("Hội Mẫu"), "KH/HM", district, None);
    }
}
