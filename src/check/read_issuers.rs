//! Of whom papers were read, and how late: where nothing of a body was read, that no report of it was found says little.

use super::{body_key, is_named};
use crate::model::{DocDate, NodeSummary};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The last paper of each body that was read.
#[derive(Debug, Clone, Default)]
pub struct ReadIssuers(BTreeMap<(String, Option<String>), DocDate>);

impl ReadIssuers {
    /// From all read documents.
    #[must_use]
    pub fn of(documents: &[NodeSummary]) -> ReadIssuers {
        let mut last: BTreeMap<(String, Option<String>), DocDate> = BTreeMap::new();
        for document in documents {
            let (Some(issuer), Some(date)) = (document.issuer.as_deref(), document.date) else { continue };
            let known = last.entry((body_key(issuer), document.province.clone())).or_insert(date);
            if date.latest() > known.latest() {
                *known = date;
            }
        }
        ReadIssuers(last)
    }

    /// True when a paper of the body of this day or later was read; `body` as a paper of `province` names it, so that
    /// `Sở Nội vụ` is the one of that province.
    pub(super) fn wrote_since(&self, body: &str, province: Option<&str>, day: Date) -> bool {
        let body = body_key(body);
        let named_so = self.0.range((body.clone(), None)..).take_while(|((key, _), _)| key.starts_with(&body));
        named_so
            .filter(|((key, _), _)| is_named(key, &body))
            .filter(|((_, of), _)| of.is_none() || province.is_none() || of.as_deref() == province)
            .any(|(_, last)| last.latest() >= day)
    }
}

#[test]
fn bodies_are_those_of_the_province() {
    let paper = |issuer: &str, province: &str, date: &str| NodeSummary {
        issuer: Some(issuer.to_owned()),
        province: Some(province.to_owned()),
        date: DocDate::from_iso(date),
        ..NodeSummary::default()
    };
    let issuers = ReadIssuers::of(&[
        paper("Sở Nội vụ tỉnh Lạng Sơn", "20", "2020-05"),
        paper("Ủy ban nhân dân huyện Hữu Lũng", "20", "2021-01-02"),
    ]);
    let day = jiff::civil::date(2020, 5, 4);
    assert!(issuers.wrote_since("Sở Nội vụ", Some("20"), day));
    assert!(!issuers.wrote_since("Sở Nội vụ", Some("24"), day));
    assert!(!issuers.wrote_since("Sở Y tế", Some("20"), day));
    assert!(!issuers.wrote_since("UBND huyện Hữu L", Some("20"), day));
    assert!(issuers.wrote_since("UBND huyện Hữu Lũng", Some("20"), day));
    assert!(!issuers.wrote_since("Sở Nội vụ", Some("20"), jiff::civil::date(2020, 6, 1)));
}
