//! What: a legal basis (*căn cứ*) had been replaced before the document's date. Why: the document should rest on the one
//! that replaced it. Example: a decision of 2022 based on a regulation replaced in 2020. Only replacements that read
//! papers tell of are known here.

use super::{Check, Oddity, ReadDocument, Rule, series};
use crate::model::Severity;

pub(super) const RULE: Rule = Rule {
    code: "superseded_basis",
    severity: Severity::Warning,
    name: "Căn cứ đã được thay thế",
    why: "Căn cứ pháp lý đã được văn bản khác thay thế trước ngày ban hành.",
    check: Check::Document(check),
};

fn check(document: &ReadDocument<'_>) -> Vec<Oddity> {
    series::ended_before(document, |fate, citation| fate.replaced && citation.role == "legal_basis")
        .into_iter()
        .map(|(citation, fate)| {
            let number = citation.number.as_deref().unwrap_or(&citation.raw);
            let message = format!("căn cứ {number}, đã được thay thế bởi {}", series::name_of(&fate.by));
            Oddity::at(series::sentence_of(citation), message)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::samples::{alone, cites, record};
    use super::*;
    use crate::model::{DocDate, Fate, NodeSummary};

    #[test]
    fn a_basis_replaced_before_is_told_and_a_mention_is_not() {
        let by = NodeSummary { id: 8, date: DocDate::from_iso("2019-01-01"), ..NodeSummary::default() };
        let replaced = vec![Fate { by, replaced: true }];
        let node = NodeSummary::default();
        for (role, expected) in [("legal_basis", 1), ("implements", 0)] {
            let record = record(|record| record.citations = vec![cites("3/QĐ-UBND", None, role)]);
            let document = ReadDocument { fates: std::slice::from_ref(&replaced), ..alone(&record, &node) };
            assert_eq!(check(&document).len(), expected, "{role}");
        }
    }
}
