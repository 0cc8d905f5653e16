//! Linking changed groups again: members → [`resolve::plan_group`] → rows of `nodes` and targets of citations.

use super::StoreError;
use super::candidates::variant_of_row;
use super::citations;
use super::nodes::{self, NodeRow};
use super::rulings;
use super::writing::Touched;
use crate::model::{DocDate, GroupPlan, JoinReason, OwnMember, PlannedNode, Undated, Variant};
use crate::resolve;
use crate::tables::Tables;
use crate::text::Sketch;
use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::BTreeSet;

/// A node of a group as it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct GroupNode {
    period: Option<i16>,
    part: i64,
    id: i64,
    /// The document that stands for it.
    document: Option<i64>,
    /// Its date, by which mentions are told apart where several papers share the period.
    date: Option<String>,
}

/// Links everything that the changes touched.
pub(super) fn relink(tx: &Transaction<'_>, touched: &mut Touched) -> Result<(), StoreError> {
    for group in std::mem::take(&mut touched.groups) {
        relink_group(tx, group, touched)?;
    }
    for document in std::mem::take(&mut touched.documents) {
        relink_alone(tx, document, touched)?;
        set_sources(tx, document)?;
        let node: Option<Option<i64>> = tx
            .prepare_cached("SELECT node_id FROM documents WHERE id = ?1")?
            .query_row([document], |row| row.get(0))
            .optional()?;
        touched.nodes.extend(node.flatten());
    }
    Ok(())
}

fn relink_group(tx: &Transaction<'_>, group: i64, touched: &mut Touched) -> Result<(), StoreError> {
    let plan = resolve::plan_group(&variants(tx, group)?, &members(tx, group)?, &rulings::all(tx)?);
    let before = nodes_of_group(tx, group)?;
    write_nodes(tx, group, &plan, &before, touched)?;
    let after = nodes_of_group(tx, group)?;
    let places = |nodes: &[GroupNode]| nodes.iter().map(|node| (node.period, node.part, node.id)).collect::<Vec<_>>();
    let is_shared = before.iter().chain(&after).any(|node| node.part > 0);
    let only_new = !is_shared && places(&before) == places(&after) && undated_of(&before) == plan.undated;
    point_citations(tx, group, &after, plan.undated, only_new)?;
    if !only_new {
        tx.prepare_cached(
            "UPDATE citations SET from_node = (SELECT above.to_node FROM citations AS above
               WHERE above.document_id = citations.document_id AND above.position = citations.parent)
             WHERE parent IS NOT NULL AND document_id IN (SELECT document_id FROM citations WHERE group_id = ?1)",
        )?
        .execute([group])?;
    }
    if after.is_empty() {
        tx.prepare_cached("DELETE FROM groups WHERE id = ?1")?.execute([group])?;
    }
    Ok(())
}

/// Where mentions without a period went when the group had these nodes, one paper a period.
fn undated_of(nodes: &[GroupNode]) -> Undated {
    let mut periods = nodes.iter().filter_map(|node| node.period);
    match (periods.next(), periods.next()) {
        (Some(_), Some(_)) => Undated::Ambiguous,
        (only, _) => Undated::To(only),
    }
}

fn variants(tx: &Transaction<'_>, group: i64) -> Result<Vec<Variant>, StoreError> {
    let mut statement =
        tx.prepare_cached("SELECT period, number, date, doc_type, issuer, mentions FROM variants WHERE group_id = ?1")?;
    let rows = statement.query_map([group], variant_of_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn members(tx: &Transaction<'_>, group: i64) -> Result<Vec<OwnMember>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT documents.id, period, date, position, text_length, path, title, sketch, layer, tag FROM documents
         JOIN files ON files.id = file_id WHERE group_id = ?1",
    )?;
    let rows = statement.query_map([group], |row| {
        Ok(OwnMember {
            document: row.get(0)?,
            period: row.get(1)?,
            date: row.get::<_, Option<String>>(2)?.and_then(|iso| DocDate::from_iso(&iso)),
            position: row.get(3)?,
            text_length: row.get(4)?,
            path: row.get(5)?,
            subject: row.get(6)?,
            sketch: row.get::<_, Option<Vec<u8>>>(7)?.and_then(|bytes| Sketch::from_bytes(&bytes)),
            layer: row.get(8)?,
            tag: row.get(9)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The nodes of a group by period and part.
fn nodes_of_group(tx: &Transaction<'_>, group: i64) -> Result<Vec<GroupNode>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT period, part, id, document_id, date FROM nodes WHERE group_id = ?1 ORDER BY period, part, id",
    )?;
    let rows = statement.query_map([group], |row| {
        Ok(GroupNode {
            period: row.get(0)?,
            part: row.get(1)?,
            id: row.get(2)?,
            document: row.get(3)?,
            date: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Writes the planned nodes. A node keeps its id while the document that stands for it or its period stays; one whose
/// period goes lends its id to a new period, so that a document known without a date stays the same node when its date
/// becomes known.
fn write_nodes(
    tx: &Transaction<'_>,
    group: i64,
    plan: &GroupPlan,
    before: &[GroupNode],
    touched: &mut Touched,
) -> Result<(), StoreError> {
    let (issuer, number): (String, String) = tx
        .prepare_cached("SELECT issuer, number FROM groups WHERE id = ?1")?
        .query_row([group], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let facts = resolve::facts_of_entity(&issuer, Tables::built_in());
    let (kept, free) = kept_ids(plan, before);
    for (node, kept) in plan.nodes.iter().zip(kept) {
        let mut row = NodeRow::of_plan(tx, node, &number, &facts)?;
        if node.documents.is_empty() {
            let period = node.period.filter(|_| plan.nodes.len() > 1);
            row.title = citations::cited_title(tx, group, period)?;
        }
        let id = nodes::write(tx, kept, Some((group, node.period, node.part)), None, &row, touched)?;
        for member in &node.documents {
            join_node(tx, member.document, id)?;
            let (reason, alike) = member.joined.unzip();
            tx.prepare_cached("UPDATE documents SET joined = ?2, alike = ?3 WHERE id = ?1")?.execute(params![
                member.document,
                reason.map(JoinReason::slug),
                alike.flatten()
            ])?;
        }
    }
    free.into_iter().try_for_each(|id| nodes::delete(tx, id, touched))
}

/// The id that each planned node keeps, and the ids that none keeps.
fn kept_ids(plan: &GroupPlan, before: &[GroupNode]) -> (Vec<Option<i64>>, Vec<i64>) {
    let mut free: Vec<&GroupNode> = before.iter().collect();
    let mut kept = vec![None; plan.nodes.len()];
    let mut take = |fits: &dyn Fn(&PlannedNode, &GroupNode) -> bool| {
        for (node, kept) in plan.nodes.iter().zip(&mut kept).filter(|(_, kept)| kept.is_none()) {
            if let Some(at) = free.iter().position(|old| fits(node, old)) {
                *kept = Some(free.remove(at).id);
            }
        }
    };
    take(&|node, old| {
        let stays = |document: i64| node.documents.iter().any(|member| member.document == document);
        node.period == old.period && old.document.is_some_and(stays)
    });
    take(&|node, old| node.period == old.period);
    let planned: BTreeSet<Option<i16>> = plan.nodes.iter().map(|node| node.period).collect();
    take(&|_, old| !planned.contains(&old.period));
    (kept, free.into_iter().map(|node| node.id).collect())
}

/// Makes `node` the node of a document and the source of what it cites.
fn join_node(tx: &Transaction<'_>, document: i64, node: i64) -> Result<(), StoreError> {
    let changed = tx
        .prepare_cached("UPDATE documents SET node_id = ?2 WHERE id = ?1 AND node_id IS NOT ?2")?
        .execute([document, node])?;
    if changed > 0 {
        tx.prepare_cached("UPDATE citations SET from_node = ?2 WHERE document_id = ?1 AND parent IS NULL")?
            .execute([document, node])?;
    }
    Ok(())
}

/// Points the group's citations at its nodes: all of them, or only those not linked yet. Where several papers share
/// number and period, a mention means the one whose day it bears, else it stays ambiguous.
fn point_citations(
    tx: &Transaction<'_>,
    group: i64,
    nodes: &[GroupNode],
    undated: Undated,
    only_new: bool,
) -> Result<(), StoreError> {
    // Named, or the planner reads all that cite a law to find the few that are new.
    let (by, which) = if only_new { ("INDEXED BY citations_not_linked", "AND state = 0") } else { ("", "") };
    let of_period = |period: Option<i16>| nodes.iter().filter(move |node| node.period == period);
    let periods: BTreeSet<i16> = nodes.iter().filter_map(|node| node.period).collect();
    for period in periods {
        let mut papers = of_period(Some(period));
        let only = papers.next().map(|node| node.id).filter(|_| papers.next().is_none());
        tx.prepare_cached(&format!(
            "UPDATE citations {by} SET to_node = ?3, state = ?4 WHERE group_id = ?1 AND period = ?2 {which}"
        ))?
        .execute(params![group, period, only, if only.is_some() { 1 } else { 2 }])?;
        if only.is_some() {
            continue;
        }
        for node in of_period(Some(period)) {
            let shared = of_period(Some(period)).filter(|other| other.date == node.date).count() > 1;
            if !shared && node.date.as_ref().is_some_and(|date| date.len() == FULL_DATE) {
                tx.prepare_cached(
                    "UPDATE citations SET to_node = ?3, state = 1 WHERE group_id = ?1 AND period = ?2 AND date = ?4",
                )?
                .execute(params![group, period, node.id, node.date])?;
            }
        }
    }
    let target = match undated {
        Undated::To(period) => of_period(period).next().map(|node| node.id),
        Undated::Ambiguous => None,
    };
    let state = if target.is_some() { 1 } else { 2 };
    tx.prepare_cached(&format!(
        "UPDATE citations {by} SET to_node = ?2, state = ?3 WHERE group_id = ?1 AND period IS NULL {which}"
    ))?
    .execute(params![group, target, state])?;
    Ok(())
}

/// Letters of an ISO date with its day.
const FULL_DATE: usize = 10;

/// A document without a whole number is a node of its own, as long as it is there and stays so.
fn relink_alone(tx: &Transaction<'_>, document: i64, touched: &mut Touched) -> Result<(), StoreError> {
    let earlier: Option<i64> = tx
        .prepare_cached("SELECT id FROM nodes WHERE solo_document = ?1")?
        .query_row([document], |row| row.get(0))
        .optional()?;
    let alone = tx
        .prepare_cached(
            "SELECT 1 FROM documents JOIN files ON files.id = file_id
             WHERE documents.id = ?1 AND group_id IS NULL AND missing = 0",
        )?
        .exists([document])?;
    if !alone {
        return earlier.map_or(Ok(()), |node| nodes::delete(tx, node, touched));
    }
    let row = NodeRow::of_document(tx, document)?;
    let node = nodes::write(tx, earlier, None, Some(document), &row, touched)?;
    join_node(tx, document, node)
}

/// Sets the sources of a document's citations: its own node, or the target of the citation they stand in.
fn set_sources(tx: &Transaction<'_>, document: i64) -> Result<(), StoreError> {
    tx.prepare_cached(
        "UPDATE citations SET from_node = CASE WHEN parent IS NULL
           THEN (SELECT node_id FROM documents WHERE id = ?1)
           ELSE (SELECT above.to_node FROM citations AS above
             WHERE above.document_id = ?1 AND above.position = citations.parent) END
         WHERE document_id = ?1",
    )?
    .execute([document])?;
    Ok(())
}
