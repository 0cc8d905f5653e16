//! One group, all its mentions: which documents they are. [`plan_group`].
//!
//! Each period is a document of its own. A mention without a period belongs to the only period known; where
//! several are known it stays ambiguous, where none is known it is a document without a period.
//! The plan depends on the members alone, never on the order in which they came.

use crate::model::{CitedAs, DocDate, GroupPlan, OwnMember, PlannedNode, Undated, Variant};
use std::collections::{BTreeMap, BTreeSet};

/// The nodes of a group of mentions and read documents.
#[must_use]
pub fn plan_group(variants: &[Variant], members: &[OwnMember]) -> GroupPlan {
    let periods: BTreeSet<i16> = variants
        .iter()
        .filter_map(|variant| variant.period)
        .chain(members.iter().filter_map(|member| member.period))
        .collect();
    let only_period = periods.first().copied().filter(|_| periods.len() == 1);
    let undated = if periods.len() > 1 { Undated::Ambiguous } else { Undated::To(only_period) };
    let mut nodes: BTreeMap<Option<i16>, (Vec<&Variant>, Vec<&OwnMember>)> = BTreeMap::new();
    for variant in variants {
        if variant.period.is_some() || undated != Undated::Ambiguous {
            nodes.entry(variant.period.or(only_period)).or_default().0.push(variant);
        }
    }
    for member in members {
        nodes.entry(member.period.or(only_period)).or_default().1.push(member);
    }
    let nodes = nodes.into_iter().map(|(period, (variants, members))| node(period, &variants, members)).collect();
    GroupPlan { nodes, undated }
}

fn node(period: Option<i16>, variants: &[&Variant], mut members: Vec<&OwnMember>) -> PlannedNode {
    members.sort_by_key(|member| (member.position, -member.text_length, member.path.clone(), member.document));
    let own_date = members.iter().find_map(|member| member.date);
    let cited_day = most_frequent(variants, |variant| variant.date.filter(|date| date.exact().is_some()));
    let date = own_date.or(cited_day).or_else(|| most_frequent(variants, |variant| variant.date));
    let all_dates =
        variants.iter().filter_map(|variant| variant.date).chain(members.iter().filter_map(|member| member.date));
    let other_dates: BTreeSet<DocDate> =
        all_dates.filter(|other| date.is_some_and(|date| !agree(date, *other))).collect();
    PlannedNode {
        period,
        documents: members.iter().map(|member| member.document).collect(),
        cited_as: CitedAs {
            number: most_frequent(variants, |variant| Some(variant.number.clone())),
            doc_type: most_frequent(variants, |variant| variant.doc_type.clone()),
            issuer: most_frequent(variants, |variant| variant.issuer.clone()),
        },
        date,
        other_dates: other_dates.into_iter().collect(),
    }
}

/// True when one day can be meant by both.
fn agree(one: DocDate, other: DocDate) -> bool {
    one.earliest() <= other.latest() && other.earliest() <= one.latest()
}

/// The value with the most mentions, the smallest between equals.
fn most_frequent<T: Ord + Clone>(variants: &[&Variant], value: impl Fn(&Variant) -> Option<T>) -> Option<T> {
    let mut counts: BTreeMap<T, i64> = BTreeMap::new();
    for variant in variants {
        if let Some(value) = value(variant) {
            *counts.entry(value).or_insert(0) += variant.mentions;
        }
    }
    let most = counts.values().copied().max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cited(period: Option<i16>, date: &str, mentions: i64) -> Variant {
        let date = DocDate::from_iso(date);
        Variant { period, number: "7/QĐ-TTg".to_owned(), date, doc_type: None, issuer: None, mentions }
    }

    fn own(document: i64, period: Option<i16>) -> OwnMember {
        OwnMember { document, period, date: None, position: 0, text_length: 10, path: format!("{document}.txt") }
    }

    fn periods(plan: &GroupPlan) -> Vec<Option<i16>> {
        plan.nodes.iter().map(|node| node.period).collect()
    }

    #[test]
    fn a_mention_without_date_joins_the_only_period() {
        let plan = plan_group(&[cited(Some(2019), "2019-08-28", 1), cited(None, "", 2)], &[]);
        assert_eq!((periods(&plan), plan.undated), (vec![Some(2019)], Undated::To(Some(2019))));
    }

    #[test]
    fn two_periods_leave_it_ambiguous() {
        let plan = plan_group(&[cited(Some(2011), "", 1), cited(Some(2019), "", 1), cited(None, "", 9)], &[]);
        assert_eq!((periods(&plan), plan.undated), (vec![Some(2011), Some(2019)], Undated::Ambiguous));
    }

    #[test]
    fn without_any_period_it_is_a_document_without_one() {
        let plan = plan_group(&[cited(None, "", 1)], &[]);
        assert_eq!((periods(&plan), plan.undated), (vec![None], Undated::To(None)));
    }

    #[test]
    fn an_undated_document_keeps_a_node_of_its_own_between_two_periods() {
        let plan = plan_group(&[cited(Some(2011), "", 1), cited(Some(2019), "", 1)], &[own(5, None)]);
        assert_eq!(periods(&plan), [None, Some(2011), Some(2019)]);
        assert_eq!(plan.nodes[0].documents, [5]);
    }

    #[test]
    fn the_most_cited_date_wins_and_the_other_is_kept() {
        let plan = plan_group(&[cited(Some(2019), "2019-08-28", 3), cited(Some(2019), "2019-08-18", 1)], &[]);
        assert_eq!(plan.nodes[0].date, DocDate::from_iso("2019-08-28"));
        assert_eq!(plan.nodes[0].other_dates, [DocDate::from_iso("2019-08-18").unwrap()]);
    }
}
