//! The bodies that a document names, as entities: who issues, who has a task, who receives. [`Reader`].
//!
//! `UBND tỉnh` is the committee of the writer's province, `Sở Ngoại vụ` its department; `các sở, ban, ngành` is a group
//! and stays one. A name that no table knows is no entity: its words stay in the record.

use super::body_list::BodyList;
use super::names::{self, NameParts, Unit};
use super::writer::{Place, Reading, Writer};
use super::{entity, symbol};
use crate::model::{BodyLink, BodyPart, DocDate, Level};
use crate::record::Record;
use crate::tables::{Agency, LAST_DISTRICT_DAY, NameMatch, Tables};
use crate::text::fold;

/// Every body that a record names, resolved where it can be.
pub(super) fn of_record(record: &Record, writer: &Writer<'_>, tables: &Tables) -> Vec<BodyLink> {
    let mut links = Vec::new();
    let mut add = |part: BodyPart, position: usize, name: &str| {
        for entity in of_names(name, writer, tables) {
            links.push(BodyLink { part, position, entity, name: fold::single_spaces(name) });
        }
    };
    if let Some(issuer) = &record.issuer {
        add(BodyPart::Issuer, 0, &issuer.name);
    }
    record.addressees.iter().for_each(|name| add(BodyPart::Recipient, 0, name));
    record.recipients.iter().for_each(|name| add(BodyPart::Recipient, 0, name));
    for (position, task) in record.tasks.iter().enumerate() {
        task.lead.iter().for_each(|name| add(BodyPart::Lead, position, name));
        task.coordinate.iter().for_each(|name| add(BodyPart::Coordinate, position, name));
    }
    links.sort();
    links.dedup_by(|one, other| (one.part, one.position, &one.entity) == (other.part, other.position, &other.entity));
    links
}

/// The entity key of a body by its full name with its place, whoever names it: `Sở Ngoại vụ tỉnh Lạng Sơn` is `sngv@20`.
/// Places are those of 30/6/2025, before the last reform.
///
/// ```
/// use vanban::{resolve::entity_of_name, tables::Tables};
/// let key = |name| entity_of_name(name, Tables::built_in());
/// assert_eq!(key("Sở Ngoại vụ tỉnh Lạng Sơn").as_deref(), Some("sngv@20"));
/// assert_eq!(key("Sở Ngoại vụ"), None);
/// ```
#[must_use]
pub fn entity_of_name(name: &str, tables: &Tables) -> Option<String> {
    of_name(name, &Writer::nobody(&tables.places, DocDate::from_iso("2025-06-30")), tables)
}

/// The entity keys of what stands in a line of bodies: of one body or group, or of each body of a list, of which those
/// that no table knows are left out.
fn of_names(line: &str, writer: &Writer<'_>, tables: &Tables) -> Vec<String> {
    let line = bare(line);
    let one = of_bare_name(&line, writer, tables);
    let may_be_list = line.contains(if one.is_some() { &[';', ':'][..] } else { &[';', ':', ','] });
    let listed = if may_be_list { BodyList::of(&line, tables).entities(writer, tables) } else { Vec::new() };
    if listed.is_empty() { one.into_iter().collect() } else { listed }
}

/// The entity key of a body by its name, as the writer means it; `*…` for a group.
pub(super) fn of_name(name: &str, writer: &Writer<'_>, tables: &Tables) -> Option<String> {
    of_bare_name(&bare(name), writer, tables)
}

fn of_bare_name(name: &str, writer: &Writer<'_>, tables: &Tables) -> Option<String> {
    let words = &tables.body_words;
    if words.is_group(name) || name.contains(" các ") || names::lists_units(name) {
        let written_out = words.written_out(name);
        if !is_one_agency(&written_out, tables) {
            let place = writer
                .place
                .as_ref()
                .map_or_else(String::new, |place| format!("@{}", entity::place_key(place, &tables.places)));
            return Some(format!("*{}{place}", names::slug(&written_out)));
        }
    }
    let likely = |name: &str| one_body(name, Care::Likely, writer, tables);
    likely(name).or_else(|| likely(words.without_office(name)?))
}

/// How well a name must fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// An agency of the day under this very name.
    Sure,
    /// Also one that was there on other days, or whose name is misread.
    Likely,
}

/// The entity key of one body by its folded name, as printed or with its abbreviations written out.
pub(super) fn one_body(name: &str, care: Care, writer: &Writer<'_>, tables: &Tables) -> Option<String> {
    let printed = body_as_spelled(name, Care::Sure, writer, tables);
    printed.or_else(|| body_as_spelled(&tables.body_words.written_out(name), care, writer, tables))
}

fn body_as_spelled(name: &str, care: Care, writer: &Writer<'_>, tables: &Tables) -> Option<String> {
    let parts = names::name_parts(name);
    let day = writer.day();
    let reading = writer.read(name, day);
    let level = match &reading {
        Reading::At(place) => Some(level_of(place)),
        Reading::Central => Some(Level::Central),
        Reading::Unclear => return None,
        Reading::Nothing => None,
    };
    let agency = agency(&parts, level, care, writer, tables)?;
    match (reading, agency.level) {
        (_, Some(Level::Central)) => Some(agency.code.clone()),
        (Reading::At(place), _) => Some(entity::at_place(&agency.code, &place, &tables.places)),
        (Reading::Nothing, Some(level)) => {
            Some(entity::at_place(&agency.code, &own_place(level, writer)?, &tables.places))
        }
        _ => None,
    }
}

/// True when the name, perhaps with a place behind it, is that of an agency although it holds the word of a group
/// (`Ban Quản lý các khu công nghiệp`).
fn is_one_agency(name: &str, tables: &Tables) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let heads = (0..=PLACE_WORDS.min(words.len())).map(|cut| words[..words.len() - cut].join(" "));
    heads.filter(|head| head.contains(" các ")).any(|head| {
        let (how, found) = tables.agencies.named(&head);
        how == NameMatch::Accented && !found.is_empty()
    })
}

/// Most words of a place behind a name, its unit word included.
const PLACE_WORDS: usize = 5;

/// Folded, without a bullet before it, a bracket or a full stop behind it.
fn bare(name: &str) -> String {
    let folded = fold::accented(name);
    let cut = folded.split('(').next().unwrap_or("").trim();
    let cut = cut.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    cut.trim_end_matches(['.', ',', ':', ';', ' ']).to_owned()
}

fn level_of(place: &Place<'_>) -> Level {
    match (&place.district, &place.commune) {
        (_, Some(_)) => Level::Commune,
        (Some(_), None) => Level::District,
        (None, None) => Level::Province,
    }
}

/// The agency that the words before the place name, at `level` or at the writer's own and those above it.
fn agency<'t>(
    parts: &NameParts,
    level: Option<Level>,
    care: Care,
    writer: &Writer<'_>,
    tables: &'t Tables,
) -> Option<&'t Agency> {
    let day = writer.day().unwrap_or(LAST_DISTRICT_DAY);
    let levels: Vec<Option<Level>> = match (level, writer.level) {
        (Some(level), _) => vec![Some(level), Some(Level::Central)],
        (None, Some(own)) => [own, Level::Province, Level::Central].into_iter().map(Some).collect(),
        (None, None) => vec![Some(Level::Central)],
    };
    let named: Vec<(NameMatch, Vec<&'t Agency>)> =
        spellings(parts, level).iter().map(|name| tables.agencies.named(name)).collect();
    let one_of = |found: &[&'t Agency], level: Option<Level>| {
        let of_level = || found.iter().copied().filter(|agency| agency.level == level);
        let there: Vec<&Agency> = of_level().filter(|agency| agency.existed_on(day)).collect();
        let fitting = if there.is_empty() && care == Care::Likely { of_level().collect() } else { there };
        let first = *fitting.first()?;
        fitting.iter().all(|agency| agency.code == first.code).then_some(first)
    };
    let each = |misread: bool| {
        let counted = named.iter().filter(|(how, _)| misread || *how == NameMatch::Accented);
        let mut found = counted.flat_map(|(_, found)| levels.iter().map(move |level| (found, *level)));
        found.find_map(|(found, level)| one_of(found, level))
    };
    each(false).or_else(|| if care == Care::Likely { each(true) } else { None })
}

/// The names under which the table may hold it: with the unit word of the level (`ủy ban nhân dân tỉnh`), and without
/// place and unit (`sở nội vụ`).
fn spellings(parts: &NameParts, level: Option<Level>) -> Vec<String> {
    let Some(first) = parts.units.first() else { return without_place(parts, level.is_some()) };
    let head = parts.words[..first.at].join(" ");
    let is_party = parts.words.get(first.at + 1).is_some_and(|word| word == "ủy");
    let unit = match (level, is_party) {
        (Some(Level::Commune), true) => "đảng ủy xã",
        (Some(Level::Commune), false) => "xã",
        (Some(Level::District), true) => "huyện ủy",
        (Some(Level::District), false) => "huyện",
        (_, true) => "tỉnh ủy",
        (_, false) => "tỉnh",
    };
    let with_unit = format!("{head} {unit}").trim().to_owned();
    let mut spellings = vec![with_unit];
    if first.unit == Unit::City && is_party && level == Some(Level::Province) {
        spellings.push(format!("{head} thành ủy").trim().to_owned());
    }
    if !head.is_empty() {
        spellings.push(head);
    }
    spellings
}

/// A name without a unit word may end in the bare name of a province (`Công an Hà Giang`), which takes at most three words.
fn without_place(parts: &NameParts, names_place: bool) -> Vec<String> {
    let count = parts.words.len();
    let heads = (1..=3).filter(|cut| names_place && count > *cut).map(|cut| parts.words[..count - cut].join(" "));
    std::iter::once(parts.words.join(" ")).chain(heads.flat_map(|head| [format!("{head} tỉnh"), head])).collect()
}

/// The writer's place cut to the level at which the body stands.
fn own_place<'t>(level: Level, writer: &Writer<'t>) -> Option<Place<'t>> {
    let own = writer.place.as_ref()?;
    match level {
        Level::Central => None,
        Level::Province => Some(Place { province: own.province, district: None, commune: None }),
        Level::District => {
            own.district.clone().map(|district| Place { district: Some(district), commune: None, ..own.clone() })
        }
        Level::Commune => own.commune.is_some().then(|| own.clone()),
    }
}

/// The issuer of a document whose own number is blank: by its symbol and place, else by its name.
pub(super) fn issuer_without_number(record: &Record, writer: &Writer<'_>, tables: &Tables) -> Option<String> {
    let symbol = record.number.as_ref().and_then(|number| number.symbol.as_deref());
    let by_symbol =
        symbol.and_then(|symbol| symbol::issuer_of_symbol(symbol, tables)).and_then(|(code, listed)| {
            match (&writer.place, listed.level) {
                (_, crate::tables::CodeLevel::Central) => Some(code),
                (Some(place), _) => {
                    Some(entity::at_place(&code, &entity::lowered(place, writer.level), &tables.places))
                }
                (None, _) => None,
            }
        });
    by_symbol.or_else(|| of_name(&record.issuer.as_ref()?.name, writer, tables))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(writer: (&str, &str, &str), name: &str, expected: Option<&str>) {
        let (issuer, level, province) = writer;
        let record: Record = serde_json::from_value(json!({
            "issuer": {"name": issuer, "level": level, "province": province},
            "date": {"value": "2024-05-09", "precision": "day"},
        }))
        .unwrap();
        let tables = Tables::built_in();
        let writer = Writer::of_record(&record, &tables.places);
        assert_eq!(of_name(name, &writer, tables).as_deref(), expected, "{name} by {issuer}");
    }

    const PROVINCE: (&str, &str, &str) = ("Ủy ban nhân dân tỉnh Lạng Sơn", "tinh", "20");
    const DISTRICT: (&str, &str, &str) = ("Ủy ban nhân dân huyện Hữu Lũng", "huyen", "20");

    #[test]
    fn names_are_read_from_where_the_writer_stands() {
        check(PROVINCE, "UBND tỉnh", Some("ubnd@20"));
        check(DISTRICT, "UBND tỉnh", Some("ubnd@20"));
        check(DISTRICT, "UBND huyện", Some("ubnd@20/huu-lung"));
        check(PROVINCE, "Sở Ngoại vụ", Some("sngv@20"));
        check(PROVINCE, "Sở Ngoại vụ tỉnh Cao Bằng", Some("sngv@04"));
        check(PROVINCE, "Tỉnh ủy", Some("tu@20"));
        check(PROVINCE, "Ban Thường vụ Tỉnh ủy Cao Bằng", Some("tu@04"));
        check(PROVINCE, "UBND thành phố Lạng Sơn", Some("ubnd@20/lang-son"));
        check(PROVINCE, "UBND thành phố Hà Nội;", Some("ubnd@01"));
        check(PROVINCE, "Bộ Ngoại giao (để báo cáo)", Some("bng"));
        check(PROVINCE, "Công an Hà Giang", Some("cat@02"));
        check(PROVINCE, "SỞ NGOAI VỤ", Some("sngv@20"));
        check(PROVINCE, "Sở Văn hóa, Thể thao và Du lịch", Some("svhttdl@20"));
        check(PROVINCE, "Sở Lao động, Thương binh và Xã hội", Some("slđtbxh@20"));
    }

    /// Code 15 was Yên Bái's and is Lào Cai's since 1 July 2025: a paper of 2025 without its day is read by its name.
    #[test]
    fn a_code_used_again_within_the_year_of_the_paper_is_read_by_the_name() {
        let record: Record = serde_json::from_value(json!({
            "issuer": {"name": "Ủy ban nhân dân tỉnh Lào Cai", "level": "tinh", "province": "15"},
            "date": {"value": "2025", "precision": "year"},
        }))
        .unwrap();
        let tables = Tables::built_in();
        let writer = Writer::of_record(&record, &tables.places);
        assert_eq!(of_name("Sở Công Thương", &writer, tables).as_deref(), Some("sct@15.2025"));
        assert_eq!(of_name("Ủy ban nhân dân tỉnh Lào Cai", &writer, tables).as_deref(), Some("ubnd@15.2025"));
    }

    #[test]
    fn persons_in_office_stand_for_their_body() {
        check(PROVINCE, "Giám đốc Sở Ngoại vụ", Some("sngv@20"));
        check(PROVINCE, "Bộ trưởng Bộ Ngoại giao", Some("bng"));
        check(PROVINCE, "Chánh Văn phòng UBND tỉnh", Some("vpubnd@20"));
        check(PROVINCE, "Lãnh đạo Phòng Ví Dụ", None);
    }

    #[test]
    fn lists_are_read_body_by_body() {
        let record: Record = serde_json::from_value(json!({
            "issuer": {"name": PROVINCE.0, "level": "tinh", "province": "20"},
            "date": {"value": "2024-05-09", "precision": "day"},
        }))
        .unwrap();
        let tables = Tables::built_in();
        let writer = Writer::of_record(&record, &tables.places);
        for (line, expected) in [
            ("HĐND, UBND thành phố Hà Nội", &["hđnd@01", "ubnd@01"][..]),
            ("Các Sở: Nội vụ, Văn hóa, Thể thao và Du lịch, Y tế", &["snv@20", "svhttdl@20", "syt@20"]),
            ("TAND tối cao; VKSND tối cao", &["tandtc", "vksndtc"]),
            ("VPCP: BTCN, các PCN, Cổng TTĐT", &["vpcp"]),
            ("Sở Văn hóa, Thể thao và Du lịch", &["svhttdl@20"]),
            ("Sở Nội vụ, Công ty Ví Dụ", &["snv@20"]),
            ("Các sở, ban, ngành", &["*cac-so-ban-nganh@20"]),
        ] {
            assert_eq!(of_names(line, &writer, tables), expected, "{line}");
        }
    }

    #[test]
    fn groups_stay_groups_and_strangers_are_none() {
        check(PROVINCE, "Các sở, ban, ngành", Some("*cac-so-ban-nganh@20"));
        check(PROVINCE, "UBND các huyện, thành phố", Some("*uy-ban-nhan-dan-cac-huyen-thanh-pho@20"));
        check(PROVINCE, "Ban Quản lý các khu công nghiệp tỉnh", Some("bqlkcn@20"));
        check(PROVINCE, "Ủy ban nhân dân cấp xã", Some("*uy-ban-nhan-dan-cap-xa@20"));
        check(PROVINCE, "UBND huyện, thị xã", Some("*uy-ban-nhan-dan-huyen-thi-xa@20"));
        check(PROVINCE, "đơn vị liên quan", Some("*don-vi-lien-quan@20"));
        check(PROVINCE, "Công ty TNHH Ví Dụ", None);
        check(PROVINCE, "Như Điều 3", None);
    }

    #[test]
    fn two_districts_of_one_name_are_told_by_their_kind() {
        let writer = ("Ủy ban nhân dân tỉnh Hà Tĩnh", "tinh", "42");
        check(writer, "UBND thị xã Kỳ Anh", Some("ubnd@42/ky-anh.thi-xa"));
        check(writer, "UBND huyện Kỳ Anh", Some("ubnd@42/ky-anh.huyen"));
    }
}
