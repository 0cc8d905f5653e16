//! Rows of `nodes`: one document each, read or known by citation.

use super::StoreError;
use super::writing::Touched;
use crate::model::{EntityFacts, PlannedNode};
use rusqlite::{OptionalExtension, Row, Transaction, named_params};

/// The columns of a node that describe it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct NodeRow {
    document: Option<i64>,
    number: Option<String>,
    ordinal: Option<String>,
    doc_type: Option<String>,
    issuer: Option<String>,
    body: Option<String>,
    level: Option<String>,
    province: Option<String>,
    province_unit: Option<String>,
    date: Option<String>,
    pub(super) title: Option<String>,
    status: String,
    other_dates: String,
}

impl NodeRow {
    /// A planned node: the document that stands for it, what it lacks filled in from those who cite it.
    pub(super) fn of_plan(
        tx: &Transaction<'_>,
        node: &PlannedNode,
        number_key: &str,
        facts: &EntityFacts,
    ) -> Result<NodeRow, StoreError> {
        let read = match node.documents.first() {
            Some(member) => NodeRow::of_document(tx, member.document)?,
            None => NodeRow { status: "cited".to_owned(), ..NodeRow::default() },
        };
        let dates: Vec<String> = node.other_dates.iter().map(ToString::to_string).collect();
        Ok(NodeRow {
            document: read.document,
            number: read.number.or_else(|| node.cited_as.number.clone()),
            ordinal: number_key.split(['/', '-']).next().map(str::to_owned),
            doc_type: read.doc_type.or_else(|| node.cited_as.doc_type.clone()),
            issuer: read.issuer.or_else(|| node.cited_as.issuer.clone()),
            body: read.body.or_else(|| facts.body.map(|body| body.slug().to_owned())),
            level: read.level.or_else(|| facts.level.map(|level| level.slug().to_owned())),
            province: read.province.or_else(|| facts.province.clone()),
            province_unit: read.province_unit.or_else(|| facts.province_unit.clone()),
            date: node.date.map(|date| date.to_string()),
            title: read.title,
            status: read.status,
            other_dates: dates.join(" "),
        })
    }

    /// The node of one read document.
    pub(super) fn of_document(tx: &Transaction<'_>, document: i64) -> Result<NodeRow, StoreError> {
        let row = tx
            .prepare_cached(
                "SELECT id AS document_id, number, NULL AS ordinal, doc_type, issuer, body, level, province,
                   province_unit, date, title, status, '' AS other_dates FROM documents WHERE id = ?1",
            )?
            .query_row([document], NodeRow::of_row)?;
        Ok(row)
    }

    fn of_row(row: &Row<'_>) -> rusqlite::Result<NodeRow> {
        Ok(NodeRow {
            document: row.get(0)?,
            number: row.get(1)?,
            ordinal: row.get(2)?,
            doc_type: row.get(3)?,
            issuer: row.get(4)?,
            body: row.get(5)?,
            level: row.get(6)?,
            province: row.get(7)?,
            province_unit: row.get(8)?,
            date: row.get(9)?,
            title: row.get(10)?,
            status: row.get(11)?,
            other_dates: row.get(12)?,
        })
    }
}

/// Writes a node into the row `kept`, or a new one; an unchanged one is not touched. Returns its id.
pub(super) fn write(
    tx: &Transaction<'_>,
    kept: Option<i64>,
    group: Option<(i64, Option<i16>, i64)>,
    solo: Option<i64>,
    row: &NodeRow,
    touched: &mut Touched,
) -> Result<i64, StoreError> {
    let id = match kept {
        Some(id) => id,
        None => {
            tx.prepare_cached(
                "INSERT INTO nodes (status, seq) VALUES ('cited', (SELECT ifnull(min(seq), 0) FROM nodes) - 1)",
            )?
            .execute([])?;
            tx.last_insert_rowid()
        }
    };
    let before = tx
        .prepare_cached(
            "SELECT document_id, number, ordinal, doc_type, issuer, body, level, province, province_unit, date, title,
               status, other_dates FROM nodes WHERE id = ?1",
        )?
        .query_row([id], NodeRow::of_row)
        .optional()?;
    let (group, period, part) = group.map_or((None, None, 0), |(group, period, part)| (Some(group), period, part));
    tx.prepare_cached("UPDATE nodes SET group_id = ?2, period = ?3, part = ?5, solo_document = ?4 WHERE id = ?1")?
        .execute(rusqlite::params![id, group, period, solo, part])?;
    if before.as_ref() == Some(row) && kept.is_some() {
        return Ok(id);
    }
    touched.nodes.insert(id);
    tx.prepare_cached(
        "UPDATE nodes SET document_id = :document, number = :number, ordinal = :ordinal, doc_type = :doc_type,
           issuer = :issuer, body = :body, level = :level, province = :province, province_unit = :unit, date = :date,
           title = :title, status = :status, other_dates = :other_dates WHERE id = :id",
    )?
    .execute(named_params! {
        ":document": row.document, ":number": row.number, ":ordinal": row.ordinal, ":doc_type": row.doc_type,
        ":issuer": row.issuer, ":body": row.body, ":level": row.level, ":province": row.province,
        ":unit": row.province_unit, ":date": row.date, ":title": row.title, ":status": row.status,
        ":other_dates": row.other_dates, ":id": id,
    })?;
    Ok(id)
}

/// Deletes a node.
pub(super) fn delete(tx: &Transaction<'_>, id: i64, touched: &mut Touched) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM nodes WHERE id = ?1")?.execute([id])?;
    touched.gone.insert(id);
    Ok(())
}
