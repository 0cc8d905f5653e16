//! One group, all its mentions: which documents they are. [`plan_group`].
//!
//! Each period is a document of its own, and within a period each paper (see [`super::same_paper`]). A mention without
//! a period belongs to the only document known; where several are known it stays ambiguous, where none is known it is
//! a document without a period. The plan depends on the members alone, never on the order in which they came.

use super::same_paper;
use crate::model::{CitedAs, DocDate, GroupPlan, OwnMember, PlannedMember, PlannedNode, Ruling, Undated, Variant};
use std::collections::{BTreeMap, BTreeSet};

/// The nodes of a group of mentions and read documents.
#[must_use]
pub fn plan_group(variants: &[Variant], members: &[OwnMember], rulings: &[Ruling]) -> GroupPlan {
    let periods: BTreeSet<i16> = variants
        .iter()
        .filter_map(|variant| variant.period)
        .chain(members.iter().filter_map(|member| member.period))
        .collect();
    let only_period = periods.first().copied().filter(|_| periods.len() == 1);
    let is_undated_settled = periods.len() <= 1;
    let mut by_period: BTreeMap<Option<i16>, (Vec<&Variant>, Vec<&OwnMember>)> = BTreeMap::new();
    for variant in variants {
        if variant.period.is_some() || is_undated_settled {
            by_period.entry(variant.period.or(only_period)).or_default().0.push(variant);
        }
    }
    for member in members {
        by_period.entry(member.period.or(only_period)).or_default().1.push(member);
    }
    let mut nodes = Vec::new();
    for (period, (variants, members)) in by_period {
        nodes.extend(nodes_of_period(period, &variants, members, rulings));
    }
    let of_undated = nodes.iter().filter(|node| node.period == only_period).count();
    let undated = if is_undated_settled && of_undated <= 1 { Undated::To(only_period) } else { Undated::Ambiguous };
    GroupPlan { nodes, undated }
}

/// One node a paper; where there are several, mentions tell them apart by the day.
fn nodes_of_period(
    period: Option<i16>,
    variants: &[&Variant],
    mut members: Vec<&OwnMember>,
    rulings: &[Ruling],
) -> Vec<PlannedNode> {
    members.sort_by_key(|member| {
        (member.position, -member.layer, -member.text_length, member.path.clone(), member.document)
    });
    let mut papers: Vec<(Vec<&OwnMember>, Vec<PlannedMember>)> = Vec::new();
    for member in members {
        let joins = |paper: &(Vec<&OwnMember>, Vec<PlannedMember>)| same_paper::judge(paper.0[0], member, rulings);
        let found = papers.iter().enumerate().find_map(|(at, paper)| Some((at, joins(paper)?)));
        if let Some((at, joined)) = found {
            papers[at].0.push(member);
            papers[at].1.push(PlannedMember { document: member.document, joined: Some(joined) });
        } else {
            papers.push((vec![member], vec![PlannedMember { document: member.document, joined: None }]));
        }
    }
    if papers.len() <= 1 {
        let (members, documents) = papers.pop().unwrap_or_default();
        return vec![node(period, 0, variants, &members, documents)];
    }
    let mentions = |members: &[&OwnMember]| -> i64 {
        own_variants(variants, members).iter().map(|variant| variant.mentions).sum()
    };
    papers.sort_by_key(|(members, _)| -mentions(members));
    let papers = (0..).zip(papers);
    papers
        .map(|(part, (members, documents))| node(period, part, &own_variants(variants, &members), &members, documents))
        .collect()
}

/// The mentions that bear the day of a paper.
fn own_variants<'v>(variants: &[&'v Variant], members: &[&OwnMember]) -> Vec<&'v Variant> {
    let date = members.iter().find_map(|member| member.date).filter(|date| date.exact().is_some());
    variants.iter().copied().filter(|variant| date.is_some() && variant.date == date).collect()
}

fn node(
    period: Option<i16>,
    part: i64,
    variants: &[&Variant],
    members: &[&OwnMember],
    documents: Vec<PlannedMember>,
) -> PlannedNode {
    let own_date = members.iter().find_map(|member| member.date);
    let cited_day = most_frequent(variants, |variant| variant.date.filter(|date| date.exact().is_some()));
    let date = own_date.or(cited_day).or_else(|| most_frequent(variants, |variant| variant.date));
    let all_dates =
        variants.iter().filter_map(|variant| variant.date).chain(members.iter().filter_map(|member| member.date));
    let other_dates: BTreeSet<DocDate> =
        all_dates.filter(|other| date.is_some_and(|date| !agree(date, *other))).collect();
    PlannedNode {
        period,
        part,
        documents,
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
pub(super) fn agree(one: DocDate, other: DocDate) -> bool {
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
    use crate::model::JoinReason;
    use crate::text::Sketch;

    fn cited(period: Option<i16>, date: &str, mentions: i64) -> Variant {
        let date = DocDate::from_iso(date);
        Variant { period, number: "7/QĐ-TTg".to_owned(), date, doc_type: None, issuer: None, mentions }
    }

    fn own(document: i64, period: Option<i16>) -> OwnMember {
        OwnMember {
            document,
            period,
            date: None,
            subject: None,
            sketch: None,
            position: 0,
            layer: 2,
            text_length: 10,
            path: format!("{document}.txt"),
            tag: document.to_string(),
        }
    }

    fn periods(plan: &GroupPlan) -> Vec<Option<i16>> {
        plan.nodes.iter().map(|node| node.period).collect()
    }

    fn documents(node: &PlannedNode) -> Vec<i64> {
        node.documents.iter().map(|member| member.document).collect()
    }

    /// Words of an invented paper; other seeds give other papers.
    fn paper(seed: usize) -> Sketch {
        let words: Vec<String> =
            (0..300).map(|at: usize| format!("từ{}", (at * 7919 + seed * 104_729 + at * at) % 997)).collect();
        Sketch::of(&words.join(" "))
    }

    fn dated(document: i64, date: &str, seed: usize) -> OwnMember {
        OwnMember { date: DocDate::from_iso(date), sketch: Some(paper(seed)), ..own(document, Some(2019)) }
    }

    #[test]
    fn two_papers_of_one_number_stay_two_and_mentions_go_by_the_day() {
        let members = [dated(1, "2019-03-05", 1), dated(2, "2019-09-17", 2)];
        let mentions = [cited(Some(2019), "2019-09-17", 3), cited(Some(2019), "", 1)];
        let plan = plan_group(&mentions, &members, &[]);
        let parts: Vec<_> = plan.nodes.iter().map(|node| (node.part, documents(node), node.date)).collect();
        let day = DocDate::from_iso;
        assert_eq!(parts, [(0, vec![2], day("2019-09-17")), (1, vec![1], day("2019-03-05"))]);
        assert_eq!(plan.undated, Undated::Ambiguous);
    }

    #[test]
    fn a_misread_day_of_the_same_text_is_a_copy_that_contradicts() {
        let scan = OwnMember { layer: 0, ..dated(1, "2019-03-08", 1) };
        let plan = plan_group(&[], &[scan, dated(2, "2019-03-05", 1)], &[]);
        assert_eq!(documents(&plan.nodes[0]), [2, 1], "the file that was not recognised from images stands for it");
        assert_eq!(plan.nodes[0].documents[1].joined, Some((JoinReason::Text, Some(100))));
        assert_eq!(plan.nodes[0].other_dates, [DocDate::from_iso("2019-03-08").unwrap()]);
    }

    #[test]
    fn a_ruling_parts_and_joins() {
        let ruling = |same| [Ruling { one: "2".to_owned(), other: "1".to_owned(), same }];
        let copies = [dated(1, "2019-03-05", 1), dated(2, "2019-03-05", 1)];
        assert_eq!(plan_group(&[], &copies, &ruling(false)).nodes.len(), 2);
        let others = [dated(1, "2019-03-05", 1), dated(2, "2019-09-17", 2)];
        assert_eq!(plan_group(&[], &others, &ruling(true)).nodes.len(), 1);
    }

    #[test]
    fn a_mention_without_date_joins_the_only_period() {
        let plan = plan_group(&[cited(Some(2019), "2019-08-28", 1), cited(None, "", 2)], &[], &[]);
        assert_eq!((periods(&plan), plan.undated), (vec![Some(2019)], Undated::To(Some(2019))));
    }

    #[test]
    fn two_periods_leave_it_ambiguous() {
        let plan = plan_group(&[cited(Some(2011), "", 1), cited(Some(2019), "", 1), cited(None, "", 9)], &[], &[]);
        assert_eq!((periods(&plan), plan.undated), (vec![Some(2011), Some(2019)], Undated::Ambiguous));
    }

    #[test]
    fn without_any_period_it_is_a_document_without_one() {
        let plan = plan_group(&[cited(None, "", 1)], &[], &[]);
        assert_eq!((periods(&plan), plan.undated), (vec![None], Undated::To(None)));
    }

    #[test]
    fn an_undated_document_keeps_a_node_of_its_own_between_two_periods() {
        let plan = plan_group(&[cited(Some(2011), "", 1), cited(Some(2019), "", 1)], &[own(5, None)], &[]);
        assert_eq!(periods(&plan), [None, Some(2011), Some(2019)]);
        assert_eq!(documents(&plan.nodes[0]), [5]);
    }

    #[test]
    fn the_most_cited_date_wins_and_the_other_is_kept() {
        let plan = plan_group(&[cited(Some(2019), "2019-08-28", 3), cited(Some(2019), "2019-08-18", 1)], &[], &[]);
        assert_eq!(plan.nodes[0].date, DocDate::from_iso("2019-08-28"));
        assert_eq!(plan.nodes[0].other_dates, [DocDate::from_iso("2019-08-18").unwrap()]);
    }
}
