//! What: a document relies on one that was repealed (*bãi bỏ, hủy bỏ*) before its date. Why: what rests on a repealed
//! paper has no ground. Example: a plan of 2022 that carries out a decision repealed in 2020. Only repeals of the whole
//! document, by papers that were read or cited with a date, are known here.

use super::{Check, Oddity, ReadDocument, Rule, series};
use crate::model::Severity;

pub(super) const RULE: Rule = Rule {
    code: "dead_reference",
    severity: Severity::Error,
    name: "Viện dẫn văn bản đã bãi bỏ",
    why: "Việc dựa trên văn bản đã bị bãi bỏ trước đó thì không còn cơ sở.",
    check: Check::Document(check),
};

fn check(document: &ReadDocument<'_>) -> Vec<Oddity> {
    series::ended_before(document, |fate, _| !fate.replaced)
        .into_iter()
        .map(|(citation, fate)| {
            let number = citation.number.as_deref().unwrap_or(&citation.raw);
            let message = format!("viện dẫn {number}, đã bị bãi bỏ bởi {}", series::name_of(&fate.by));
            Oddity::at(series::sentence_of(citation), message)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::samples::{alone, cites, record};
    use super::*;
    use crate::model::{DocDate, Fate, NodeSummary};

    fn fate(day: &str) -> Fate {
        let by = NodeSummary {
            id: 9,
            number: Some("9/QĐ-UBND".to_owned()),
            date: DocDate::from_iso(day),
            ..NodeSummary::default()
        };
        Fate { by, replaced: false }
    }

    #[track_caller]
    fn check_of(role: &str, repealed_on: &str, expected: usize) {
        let record = record(|record| record.citations = vec![cites("3/QĐ-UBND", Some("2015-01-01"), role)]);
        let node = NodeSummary::default();
        let document = ReadDocument { fates: &[vec![fate(repealed_on)]], ..alone(&record, &node) };
        assert_eq!(check(&document).len(), expected, "{role} {repealed_on}");
    }

    #[test]
    fn only_what_was_repealed_before_counts() {
        check_of("implements", "2019-12-31", 1);
        check_of("implements", "2021-01-01", 0);
        check_of("repeals", "2019-12-31", 0);
        check_of("mentions", "2019-12-31", 0);
    }
}
