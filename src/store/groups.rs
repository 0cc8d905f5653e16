//! Linking changed groups again: members → [`resolve::plan_group`] → rows of `nodes` and targets of citations.

use super::StoreError;
use super::nodes::{self, NodeRow};
use super::writing::Touched;
use crate::model::{DocDate, GroupPlan, OwnMember, Undated, Variant};
use crate::resolve;
use crate::tables::Tables;
use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::{BTreeMap, BTreeSet};

/// Nodes of a group by period.
type Periods = BTreeMap<Option<i16>, i64>;

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
    let plan = resolve::plan_group(&variants(tx, group)?, &members(tx, group)?);
    let before = nodes_of_group(tx, group)?;
    let after = write_nodes(tx, group, &plan, &before, touched)?;
    let was_undated = undated_of(&before);
    let only_new = before == after && was_undated == plan.undated;
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

/// Where mentions without a period went when the group had these nodes.
fn undated_of(nodes: &Periods) -> Undated {
    let mut periods = nodes.keys().filter(|period| period.is_some());
    match (periods.next(), periods.next()) {
        (Some(_), Some(_)) => Undated::Ambiguous,
        (only, _) => Undated::To(only.copied().flatten()),
    }
}

fn variants(tx: &Transaction<'_>, group: i64) -> Result<Vec<Variant>, StoreError> {
    let mut statement =
        tx.prepare_cached("SELECT period, number, date, doc_type, issuer, mentions FROM variants WHERE group_id = ?1")?;
    let rows = statement.query_map([group], |row| {
        let known = |text: String| (!text.is_empty()).then_some(text);
        let period: i16 = row.get(0)?;
        Ok(Variant {
            period: (period != 0).then_some(period),
            number: row.get(1)?,
            date: DocDate::from_iso(&row.get::<_, String>(2)?),
            doc_type: known(row.get(3)?),
            issuer: known(row.get(4)?),
            mentions: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn members(tx: &Transaction<'_>, group: i64) -> Result<Vec<OwnMember>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT documents.id, period, date, position, text_length, path FROM documents
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
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn nodes_of_group(tx: &Transaction<'_>, group: i64) -> Result<Periods, StoreError> {
    let mut statement = tx.prepare_cached("SELECT period, id FROM nodes WHERE group_id = ?1")?;
    let rows = statement.query_map([group], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Writes the planned nodes. A node keeps its id while its period stays; one whose period goes lends its id to a
/// new period, so that a document known without a date stays the same node when its date becomes known.
fn write_nodes(
    tx: &Transaction<'_>,
    group: i64,
    plan: &GroupPlan,
    before: &Periods,
    touched: &mut Touched,
) -> Result<Periods, StoreError> {
    let planned: BTreeSet<Option<i16>> = plan.nodes.iter().map(|node| node.period).collect();
    let mut free = before.iter().filter(|(period, _)| !planned.contains(period)).map(|(_, id)| *id);
    let (issuer, number): (String, String) = tx
        .prepare_cached("SELECT issuer, number FROM groups WHERE id = ?1")?
        .query_row([group], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let facts = resolve::facts_of_entity(&issuer, Tables::built_in());
    let mut after = Periods::new();
    for node in &plan.nodes {
        let row = NodeRow::of_plan(tx, node, &number, &facts)?;
        let kept = before.get(&node.period).copied().or_else(|| free.next());
        let id = nodes::write(tx, kept, Some((group, node.period)), None, &row, touched)?;
        after.insert(node.period, id);
        for document in &node.documents {
            join_node(tx, *document, id)?;
        }
    }
    for id in free.collect::<Vec<_>>() {
        nodes::delete(tx, id, touched)?;
    }
    Ok(after)
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

/// Points the group's citations at its nodes: all of them, or only those not linked yet.
fn point_citations(
    tx: &Transaction<'_>,
    group: i64,
    nodes: &Periods,
    undated: Undated,
    only_new: bool,
) -> Result<(), StoreError> {
    let which = if only_new { "AND state = 0" } else { "" };
    for (period, node) in nodes.iter().filter(|(period, _)| period.is_some()) {
        tx.prepare_cached(&format!(
            "UPDATE citations SET to_node = ?3, state = 1 WHERE group_id = ?1 AND period = ?2 {which}"
        ))?
        .execute(params![group, period, node])?;
    }
    let target = match undated {
        Undated::To(period) => nodes.get(&period),
        Undated::Ambiguous => None,
    };
    let state = if target.is_some() { 1 } else { 2 };
    tx.prepare_cached(&format!(
        "UPDATE citations SET to_node = ?2, state = ?3 WHERE group_id = ?1 AND period IS NULL {which}"
    ))?
    .execute(params![group, target, state])?;
    Ok(())
}

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
