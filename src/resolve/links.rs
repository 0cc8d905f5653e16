//! Identities in one record: [`links_of_record`].

use super::period::period_of;
use super::symbol::read_number;
use super::writer::Writer;
use super::{bodies, entity};
use crate::model::{DocDate, DocKey, DocumentLinks};
use crate::record::{Citation, Record};
use crate::tables::{CodeLevel, Tables};

/// The record's own identity and that of every document it cites. `tag` is unique to the document and the same
/// in every run (its content hash); it keeps what cannot be placed apart from everything else.
#[must_use]
pub fn links_of_record(record: &Record, tag: &str, tables: &Tables) -> DocumentLinks {
    let writer = Writer::of_record(record, &tables.places);
    let mut citations: Vec<Option<DocKey>> =
        record.citations.iter().map(|citation| cited_key(citation, &writer, tag, tables)).collect();
    date_by_other_mentions(&mut citations);
    let own = own_key(record, &writer, tag, tables);
    let named = own.as_ref().map(|key| key.issuer.clone()).filter(|issuer| !issuer.starts_with('?'));
    DocumentLinks {
        issuer: named.or_else(|| bodies::issuer_without_number(record, &writer, tables)),
        own,
        bodies: bodies::of_record(record, &writer, tables),
        province_unit: writer.place.as_ref().map(|place| place.province.unit_id.clone()),
        citations,
    }
}

/// A mention without a date is the document that the same text cites with one: a letter's subject drops the date that
/// its first sentence prints. Where the text dates the number twice differently, the mention stays undated.
fn date_by_other_mentions(citations: &mut [Option<DocKey>]) {
    let dated: Vec<DocKey> = citations.iter().flatten().filter(|key| key.period.is_some()).cloned().collect();
    for key in citations.iter_mut().flatten().filter(|key| key.period.is_none()) {
        let same =
            |other: &&DocKey| (other.system, &other.issuer, &other.number) == (key.system, &key.issuer, &key.number);
        let mut periods = dated.iter().filter(same).map(|other| other.period);
        if let Some(first) = periods.next()
            && periods.all(|period| period == first)
        {
            key.period = first;
        }
    }
}

fn own_key(record: &Record, writer: &Writer<'_>, tag: &str, tables: &Tables) -> Option<DocKey> {
    let number = read_number(record.number.as_ref()?.value.as_deref()?, tables)?;
    let central = number.issuer.level == CodeLevel::Central;
    let name = record.issuer.as_ref().map(|issuer| issuer.name.as_str());
    Some(DocKey {
        issuer: entity::own_issuer(&number, name, writer, &tables.places, tag),
        period: period_of(number.system, central, writer.date, number.year),
        system: number.system,
        number: number.canonical,
    })
}

fn cited_key(citation: &Citation, writer: &Writer<'_>, tag: &str, tables: &Tables) -> Option<DocKey> {
    let number = read_number(citation.number.as_deref()?, tables)?;
    let date = citation.date.as_deref().and_then(DocDate::from_iso);
    let central = number.issuer.level == CodeLevel::Central;
    let day = date.map(DocDate::earliest);
    Some(DocKey {
        issuer: entity::cited_issuer(&number, citation, day, writer, &tables.places, tag),
        period: period_of(number.system, central, date, number.year),
        system: number.system,
        number: number.canonical,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn record(
        issuer: &str,
        level: &str,
        province: Option<&str>,
        number: &str,
        date: &str,
        cited: &[(&str, &str)],
    ) -> Record {
        let citations: Vec<_> =
            cited.iter().map(|(number, issuer)| json!({"number": number, "issuer": issuer})).collect();
        serde_json::from_value(json!({
            "issuer": {"name": issuer, "level": level, "province": province, "body": "people_committee"},
            "number": {"value": number}, "date": {"value": date, "precision": "day"}, "citations": citations,
        }))
        .unwrap()
    }

    fn periods(cited: &[(&str, &str, Option<&str>)]) -> Vec<Option<i16>> {
        let mut record = record("Sở Nội vụ", "tinh", Some("20"), "5/KH-SNV", "2020-05-01", &[]);
        record.citations = cited
            .iter()
            .map(|(number, issuer, date)| {
                serde_json::from_value(json!({"number": number, "issuer": issuer, "date": date})).unwrap()
            })
            .collect();
        let links = links_of_record(&record, "tag", Tables::built_in());
        links.citations.into_iter().map(|key| key.and_then(|key| key.period)).collect()
    }

    #[test]
    fn an_undated_mention_takes_the_one_date_of_its_text() {
        let (bare, old, new) = (
            ("1109/QĐ-TTg", "Thủ tướng Chính phủ", None),
            ("1109/QĐ-TTg", "Thủ tướng Chính phủ", Some("2011-07-11")),
            ("1109/QĐ-TTg", "Thủ tướng Chính phủ", Some("2019-08-28")),
        );
        assert_eq!(periods(&[bare, new]), [Some(2019), Some(2019)]);
        assert_eq!(periods(&[bare, old, new]), [None, Some(2011), Some(2019)]);
    }

    fn check_own(issuer: &str, level: &str, province: Option<&str>, number: &str, date: &str, expected: &str) {
        let found = links_of_record(&record(issuer, level, province, number, date, &[]), "tag", Tables::built_in());
        assert_eq!(found.own.map(|key| key.issuer).as_deref(), Some(expected), "{issuer}");
    }

    #[test]
    fn own_issuers() {
        check_own("Thủ tướng Chính phủ", "trung_uong", None, "1109/QĐ-TTg", "2019-08-28", "ttg");
        check_own("Ủy ban nhân dân tỉnh Lạng Sơn", "tinh", Some("20"), "7/KH-UBND", "2019-10-09", "ubnd@20");
        check_own("Ủy ban nhân dân huyện Hữu Lũng", "huyen", Some("20"), "7/KH-UBND", "2024-05-09", "ubnd@20/huu-lung");
        check_own("Sở Nội vụ tỉnh Lạng Sơn", "tinh", Some("20"), "7/SNV-TH", "2024-05-09", "snv@20");
        check_own("Tỉnh ủy Cao Bằng", "tinh", None, "12-KH/TU", "2011-10-26", "tu@04");
        check_own("Ủy ban nhân dân tỉnh Bình Định", "tinh", Some("52"), "7/KH-UBND", "2025-03-01", "ubnd@52");
        check_own("Ủy ban nhân dân tỉnh Gia Lai", "tinh", Some("52"), "7/KH-UBND", "2025-09-01", "ubnd@52.2025");
        check_own("Ủy ban nhân dân xã Vân Nham", "xa", Some("20"), "7/KH-UBND", "2025-09-01", "ubnd@20//van-nham");
        check_own("Ủy ban nhân dân tỉnh Lạng Sơn", "tinh", Some("20"), "1109/QĐ-TTg", "2019-10-09", "ttg@20");
    }

    fn check_cited(writer: (&str, &str, &str), number: &str, issuer: &str, expected: &str) {
        let (name, level, province) = writer;
        let found = record(name, level, Some(province), "1/KH-UBND", "2024-05-09", &[(number, issuer)]);
        let found = links_of_record(&found, "tag", Tables::built_in());
        let key = found.citations[0].clone().map(|key| key.issuer);
        assert_eq!(key.as_deref(), Some(expected), "{number} of {issuer} by {name}");
    }

    const PROVINCE: (&str, &str, &str) = ("Ủy ban nhân dân tỉnh Lạng Sơn", "tinh", "20");
    const DISTRICT: (&str, &str, &str) = ("Ủy ban nhân dân huyện Hữu Lũng", "huyen", "20");
    const CITY: (&str, &str, &str) = ("Ủy ban nhân dân quận Ba Đình", "huyen", "01");

    #[test]
    fn issuers_that_a_province_cites() {
        check_cited(PROVINCE, "1109/QĐ-TTg", "Thủ tướng Chính phủ", "ttg");
        check_cited(PROVINCE, "61/KH-UBND", "UBND tỉnh", "ubnd@20");
        check_cited(PROVINCE, "61/KH-UBND", "", "ubnd@20");
        check_cited(PROVINCE, "12-KH/TU", "Ban Thường vụ Tỉnh ủy", "tu@20");
        check_cited(PROVINCE, "12-KH/TU", "Tỉnh ủy Cao Bằng", "tu@04");
        check_cited(PROVINCE, "9/KH-UBND", "UBND huyện Hữu Lũng", "ubnd@20/huu-lung");
        check_cited(PROVINCE, "9/KH-UBND", "UBND thành phố Lạng Sơn", "ubnd@20/lang-son");
        check_cited(PROVINCE, "9/KH-UBND", "UBND thành phố Hà Nội", "ubnd@01");
        check_cited(PROVINCE, "9/SNV-TC", "Sở Nội vụ", "snv@20");
        check_cited(PROVINCE, "9/CAT-PA", "Công an Hà Giang", "cat@02");
        check_cited(PROVINCE, "9/KH-BCĐ", "Ban Chỉ đạo", "?tag/bcđ");
        check_cited(PROVINCE, "9/KH-BCĐ", "Ban Chỉ đạo Trung ương", "bcđ");
        check_cited(PROVINCE, "9/TB-ĐHX", "Trường Đại học Ví Dụ", "đhx=truong-dai-hoc-vi-du");
        check_cited(PROVINCE, "9/TB-ĐHX", "nhà trường", "?tag/đhx");
    }

    #[test]
    fn issuers_that_a_district_cites() {
        check_cited(DISTRICT, "61/KH-UBND", "UBND tỉnh", "ubnd@20");
        check_cited(DISTRICT, "149-KH/TU", "Ban Thường vụ Tỉnh ủy", "tu@20");
        check_cited(DISTRICT, "126/KH-UBND", "UBND huyện", "ubnd@20/huu-lung");
        check_cited(DISTRICT, "126/KH-UBND", "", "?tag/ubnd");
        check_cited(DISTRICT, "968/STTTT-TTBCXB", "Sở Thông tin và Truyền thông", "stttt@20");
        check_cited(DISTRICT, "20-KH/HU", "", "hu@20/huu-lung");
        check_cited(CITY, "61/KH-UBND", "UBND thành phố", "ubnd@01");
    }
}
