//! What: a document is dated differently by its copies or by those who cite it. Why: one of the papers misprints it, or
//! two documents are taken for one. Example: a plan dated 09/5/2022 that another cites as of 19/5/2022.

use super::{Check, Oddity, Rule};
use crate::model::{NodeSummary, Severity};
use std::collections::BTreeSet;

pub(super) const RULE: Rule = Rule {
    code: "contradicting_dates",
    severity: Severity::Warning,
    name: "Ngày mâu thuẫn giữa các nơi",
    why: "Cùng một văn bản mà các nơi ghi ngày khác nhau: có nơi in nhầm, hoặc hai văn bản bị coi là một.",
    check: Check::Corpus(check),
};

fn check(documents: &[NodeSummary]) -> Vec<(usize, Oddity)> {
    let mut told = BTreeSet::new();
    let odd = documents.iter().enumerate().filter(|(_, document)| !document.other_dates.is_empty());
    odd.filter(|(_, document)| told.insert(document.id))
        .map(|(at, node)| {
            let own = node.date.map_or_else(|| "không rõ ngày".to_owned(), |date| date.to_string());
            let others: Vec<String> = node.other_dates.iter().map(ToString::to_string).collect();
            (at, Oddity::general(format!("ghi ngày {own}, nơi khác ghi {}", others.join(", "))))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DocDate;

    #[test]
    fn dates_of_others_are_told_once_a_document() {
        let node = NodeSummary {
            id: 3,
            date: DocDate::from_iso("2022-05-09"),
            other_dates: DocDate::from_iso("2022-05-19").into_iter().collect(),
            ..NodeSummary::default()
        };
        let found = check(&[NodeSummary::default(), node.clone(), node]);
        assert_eq!(found, [(1, Oddity::general("ghi ngày 2022-05-09, nơi khác ghi 2022-05-19".to_owned()))]);
    }
}
