//! Ranking the documents that a mention may mean: [`rank_candidates`]. None is chosen: a person sees all, with reasons.

use super::group::agree;
use crate::model::{Mention, NodeSummary};
use crate::text::fold;

/// The candidates, likeliest first, with what speaks for and against each: `date_agrees`, `date_differs`, `type_agrees`,
/// `type_differs`, `issuer_agrees`, `same_province`, `other_province`, `written_later` (than the text that cites it),
/// `last_before` (the youngest that the text can know), `read` (a file of it is there).
#[must_use]
pub fn rank_candidates(mention: &Mention, candidates: &[NodeSummary]) -> Vec<(i64, Vec<&'static str>)> {
    let said_on = mention.said_on.map(crate::model::DocDate::latest);
    let known = |node: &&NodeSummary| node.date.zip(said_on).is_some_and(|(date, day)| date.earliest() <= day);
    let youngest = candidates.iter().filter(known).filter_map(|node| node.date).max();
    let mut ranked: Vec<(i32, &NodeSummary, Vec<&'static str>)> = candidates
        .iter()
        .map(|node| {
            let mut reasons = Vec::new();
            let mut score = 0;
            let mut note = |points: i32, reason: &'static str| {
                score += points;
                reasons.push(reason);
            };
            if let (Some(said), Some(date)) = (mention.date, node.date) {
                if agree(said, date) { note(8, "date_agrees") } else { note(-8, "date_differs") }
            }
            if let (Some(said), Some(doc_type)) = (&mention.doc_type, &node.doc_type) {
                if said == doc_type { note(2, "type_agrees") } else { note(-2, "type_differs") }
            }
            if let (Some(said), Some(issuer)) = (&mention.issuer, &node.issuer)
                && fold::accented(issuer).contains(&fold::accented(said))
            {
                note(3, "issuer_agrees");
            }
            if let (Some(own), Some(unit)) = (&mention.said_in, &node.province_unit) {
                if own == unit { note(4, "same_province") } else { note(-4, "other_province") }
            }
            if node.date.zip(said_on).is_some_and(|(date, day)| date.earliest() > day) {
                note(-6, "written_later");
            } else if node.date.is_some() && node.date == youngest {
                note(1, "last_before");
            }
            if !node.only_cited() {
                note(1, "read");
            }
            (score, node, reasons)
        })
        .collect();
    ranked.sort_by_key(|(score, node, _)| (-score, std::cmp::Reverse(node.date), node.id));
    ranked.into_iter().map(|(_, node, reasons)| (node.id, reasons)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DocDate;

    fn node(id: i64, date: &str, unit: &str) -> NodeSummary {
        NodeSummary {
            id,
            date: DocDate::from_iso(date),
            province_unit: Some(unit.to_owned()),
            ..NodeSummary::default()
        }
    }

    #[test]
    fn the_own_province_and_what_the_text_can_know_come_first() {
        let mention = Mention {
            said_on: DocDate::from_iso("2020-03-01"),
            said_in: Some("20-20040101".to_owned()),
            ..Mention::default()
        };
        let nodes = [
            node(1, "2021-01-05", "20-20040101"),
            node(2, "2019-02-01", "04-20040101"),
            node(3, "2018-02-01", "20-20040101"),
        ];
        let ranked = rank_candidates(&mention, &nodes);
        assert_eq!(ranked.iter().map(|(node, _)| *node).collect::<Vec<_>>(), [3, 1, 2]);
        assert_eq!(ranked[1].1, ["same_province", "written_later"]);
    }
}
