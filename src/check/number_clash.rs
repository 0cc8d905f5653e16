//! What: one body gave the same number to two different papers in one year. Why: a citation of that number is ambiguous,
//! and one of the two is not in the register. Example: two `35/KH-UBND` of one province in 2022 about different things.
//! Copies of one paper have like subjects and are not told.

use super::likeness::likeness;
use super::{Check, Oddity, Rule, series};
use crate::model::{NodeSummary, Severity};

pub(super) const RULE: Rule = Rule {
    code: "number_clash",
    severity: Severity::Error,
    name: "Trùng số",
    why: "Một cơ quan cấp cùng một số cho hai văn bản khác nhau trong năm: viện dẫn số ấy không rõ là văn bản nào.",
    check: Check::Corpus(check),
};

/// Subjects less alike than this, in hundredths, are of different papers.
const LEAST_LIKENESS: usize = 30;

fn check(documents: &[NodeSummary]) -> Vec<(usize, Oddity)> {
    let mut found = Vec::new();
    for places in series::by_series(documents).values().flat_map(|series| series.values()) {
        for (index, at) in places.iter().enumerate() {
            let other = places[..index].iter().find(|other| differ(&documents[**other], &documents[*at]));
            if let Some(other) = other {
                let (node, path) = (&documents[*other], documents[*other].path.as_deref().unwrap_or_default());
                let title = node.title.as_deref().unwrap_or_default();
                let message = format!("cùng số, cùng năm với “{title}” ({}, {path})", series::name_of(node));
                found.push((*at, Oddity::general(message)));
            }
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found
}

fn differ(one: &NodeSummary, other: &NodeSummary) -> bool {
    let titles = one.title.as_deref().zip(other.title.as_deref());
    titles.and_then(|(one, other)| likeness(one, other)).is_some_and(|alike| alike < LEAST_LIKENESS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DocDate;

    fn paper(issuer: &str, title: &str, date: &str) -> NodeSummary {
        NodeSummary {
            number: Some("35/KH-UBND".to_owned()),
            issuer: Some(issuer.to_owned()),
            title: Some(title.to_owned()),
            date: DocDate::from_iso(date),
            path: Some("a".to_owned()),
            ..NodeSummary::default()
        }
    }

    #[test]
    fn two_papers_of_one_number_are_told_and_copies_are_not() {
        let first = paper("UBND tỉnh Lạng Sơn", "Thắp đèn bến nước làng", "2022-05-01");
        let copy = paper("UBND tỉnh Lạng Sơn", "thắp đèn bến nước làng", "2022-05-01");
        let clash = paper("UBND tỉnh Lạng Sơn", "Đào tạo nghề chăn dê", "2022-06-01");
        let next_year = paper("UBND tỉnh Lạng Sơn", "Đào tạo nghề chăn dê", "2023-06-01");
        let elsewhere = paper("UBND tỉnh Cao Bằng", "Đào tạo nghề chăn dê", "2022-06-01");
        let found = check(&[first, copy, clash, next_year, elsewhere]);
        assert_eq!(found.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [2]);
    }
}
