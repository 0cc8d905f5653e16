//! The URI of a document: `/akn/vn/doc/ke-hoach/ubnd-tinh-cao-bang/2020-10-09/2511-kh-ubnd`.
//!
//! Akoma Ntoso naming convention (OASIS, 21/02/2019): country, kind of document, type, body, date, number. The date is
//! part of it, because numbers start again every year and places keep their name when their territory changes. What
//! is not known is `_`, and then a short hash of the file, else the id, tells documents apart.

use crate::model::NodeSummary;
use crate::text::fold;

/// Types whose documents are laws and rules (*văn bản quy phạm pháp luật*: Luật 80/2015/QH13 art. 4) by name alone.
const ACTS: [&str; 7] = ["hien_phap", "bo_luat", "luat", "phap_lenh", "lenh", "nghi_dinh", "thong_tu"];

/// Long names of bodies as they are commonly shortened.
const SHORT: [(&str, &str); 4] = [
    ("uy-ban-nhan-dan", "ubnd"),
    ("hoi-dong-nhan-dan", "hdnd"),
    ("thu-tuong-chinh-phu", "thu-tuong"),
    ("uy-ban-mat-tran-to-quoc", "ubmttq"),
];

/// Path of the document as a work. `mark` is a short hash of its text, where a file of it was read.
pub(super) fn work(node: &NodeSummary, mark: Option<&str>) -> String {
    let doc_type = node.doc_type.as_deref().map(slug).filter(|slug| !slug.is_empty());
    let issuer = node.issuer.as_deref().map(issuer_slug).filter(|slug| !slug.is_empty());
    let date = node.date.map(|date| date.to_string());
    let number = node.number.as_deref().map(number_slug);
    let unknown = || "_".to_owned();
    let mut path = format!(
        "/akn/vn/{}/{}/{}/{}/{}",
        if is_act(node) { "act" } else { "doc" },
        doc_type.unwrap_or_else(unknown),
        issuer.unwrap_or_else(unknown),
        date.unwrap_or_else(unknown),
        number.unwrap_or_else(unknown),
    );
    if !is_whole(node) {
        path.push('~');
        path.push_str(&mark.map_or_else(|| node.id.to_string(), str::to_owned));
    }
    path
}

/// True when type, body, date and number are all known, so that they tell the document from all others.
pub(super) fn is_whole(node: &NodeSummary) -> bool {
    node.doc_type.is_some() && node.issuer.is_some() && node.date.is_some() && has_ordinal(node)
}

/// Path of the document as an expression: its Vietnamese text, a draft where the number is blank.
pub(super) fn expression(work: &str, node: &NodeSummary) -> String {
    let version = if node.status == "unnumbered" { "draft" } else { "" };
    format!("{work}/vie@{version}")
}

/// True for laws and rules, which Akoma Ntoso calls acts.
pub(super) fn is_act(node: &NodeSummary) -> bool {
    let by_type = node.doc_type.as_deref().is_some_and(|slug| ACTS.contains(&slug));
    // A rule bears its year between ordinal and symbol: 12/2019/QĐ-UBND.
    let number = node.number.as_deref().unwrap_or_default();
    let mut parts = number.split('/');
    let has_year = parts.next().is_some_and(|part| !part.is_empty())
        && parts.next().is_some_and(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit()));
    by_type || has_year
}

fn has_ordinal(node: &NodeSummary) -> bool {
    node.number.as_deref().is_some_and(|number| number.starts_with(|letter: char| letter.is_ascii_digit()))
}

fn number_slug(number: &str) -> String {
    let slug = slug(number);
    if number.starts_with(['/', '-']) { format!("_-{slug}") } else { slug }
}

fn issuer_slug(name: &str) -> String {
    let slug = slug(name);
    SHORT.iter().fold(slug, |slug, (long, short)| slug.replacen(long, short, 1))
}

/// Unaccented lower-case letters and digits, everything else as single dashes.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in fold::unaccented(text).chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DocDate;

    #[test]
    fn uris_are_those_of_the_naming_convention() {
        let cases = [
            (
                "nghi_dinh",
                "Chính phủ",
                "2015-09-07",
                "72/2015/NĐ-CP",
                "/akn/vn/act/nghi-dinh/chinh-phu/2015-09-07/72-2015-nd-cp",
            ),
            (
                "quyet_dinh",
                "Thủ tướng Chính phủ",
                "2021-10-12",
                "1862/QĐ-TTg",
                "/akn/vn/doc/quyet-dinh/thu-tuong/2021-10-12/1862-qd-ttg",
            ),
            (
                "ke_hoach",
                "Ủy ban nhân dân tỉnh Cao Bằng",
                "2020-10-09",
                "2511/KH-UBND",
                "/akn/vn/doc/ke-hoach/ubnd-tinh-cao-bang/2020-10-09/2511-kh-ubnd",
            ),
            (
                "quyet_dinh",
                "Ủy ban nhân dân tỉnh Lào Cai",
                "2019-02-01",
                "9/2019/QĐ-UBND",
                "/akn/vn/act/quyet-dinh/ubnd-tinh-lao-cai/2019-02-01/9-2019-qd-ubnd",
            ),
            (
                "ke_hoach",
                "Ủy ban nhân dân tỉnh Gia Lai",
                "2020-02",
                "/KH-UBND",
                "/akn/vn/doc/ke-hoach/ubnd-tinh-gia-lai/2020-02/_-kh-ubnd~0123abcd",
            ),
        ];
        for (doc_type, issuer, date, number, expected) in cases {
            let node = NodeSummary {
                doc_type: Some(doc_type.to_owned()),
                issuer: Some(issuer.to_owned()),
                date: DocDate::from_iso(date),
                number: Some(number.to_owned()),
                ..NodeSummary::default()
            };
            assert_eq!(work(&node, Some("0123abcd")), expected);
        }
    }

    #[test]
    fn what_is_not_known_is_told_apart_by_the_id() {
        let node = NodeSummary { id: 7, number: Some("5/CT-TTg".to_owned()), ..NodeSummary::default() };
        assert_eq!(work(&node, None), "/akn/vn/doc/_/_/_/5-ct-ttg~7");
    }
}
