//! Drafts: a paper without a number joins the numbered paper of the same issuer and type whose text holds its own.
//!
//! Only documents that a run touched are compared, with those of their issuer and type within a year.

use super::writing::Touched;
use super::{Store, StoreError};
use crate::model::NodeSummary;
use crate::resolve;
use crate::text::Sketch;
use rusqlite::{OptionalExtension, Row, Transaction, params};
use std::collections::BTreeSet;

/// What drafts are told by.
struct Paper {
    is_alone: bool,
    is_there: bool,
    issuer: Option<String>,
    doc_type: Option<String>,
    date: Option<String>,
    sketch: Option<Sketch>,
}

/// Finds again what the touched documents are drafts of, and which drafts they are the numbered paper of.
pub(super) fn relink(tx: &Transaction<'_>, documents: &BTreeSet<i64>, touched: &mut Touched) -> Result<(), StoreError> {
    let mut drafts: BTreeSet<i64> = BTreeSet::new();
    for document in documents {
        let Some(paper) = paper(tx, *document)? else { continue };
        if paper.is_alone && paper.is_there {
            drafts.insert(*document);
        } else {
            drafts.extend(alone_beside(tx, &paper)?);
        }
    }
    drafts.extend(orphans(tx)?);
    for draft in drafts {
        settle(tx, draft, touched)?;
    }
    Ok(())
}

fn paper(tx: &Transaction<'_>, document: i64) -> Result<Option<Paper>, StoreError> {
    let of_row = |row: &Row<'_>| {
        Ok(Paper {
            is_alone: row.get::<_, Option<i64>>(0)?.is_none(),
            is_there: row.get::<_, Option<i64>>(1)?.is_some(),
            issuer: row.get(2)?,
            doc_type: row.get(3)?,
            date: row.get(4)?,
            sketch: row.get::<_, Option<Vec<u8>>>(5)?.and_then(|bytes| Sketch::from_bytes(&bytes)),
        })
    };
    let mut statement =
        tx.prepare_cached("SELECT group_id, node_id, issuer_key, doc_type, date, sketch FROM documents WHERE id = ?1")?;
    Ok(statement.query_row([document], of_row).optional()?)
}

/// The documents without a number of the same issuer and type.
fn alone_beside(tx: &Transaction<'_>, paper: &Paper) -> Result<Vec<i64>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT id FROM documents INDEXED BY documents_alone
         WHERE issuer_key = ?1 AND doc_type IS ?2 AND group_id IS NULL AND node_id IS NOT NULL",
    )?;
    let rows = statement.query_map(params![paper.issuer, paper.doc_type], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Drafts whose numbered paper is no longer there.
fn orphans(tx: &Transaction<'_>) -> Result<Vec<i64>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT draft.solo_document FROM nodes AS draft LEFT JOIN nodes AS numbered ON numbered.id = draft.draft_of
         WHERE draft.draft_of IS NOT NULL AND numbered.document_id IS NULL AND draft.solo_document IS NOT NULL",
    )?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Sets what a document without a number is the draft of: the paper most alike, the first path between equals.
fn settle(tx: &Transaction<'_>, draft: i64, touched: &mut Touched) -> Result<(), StoreError> {
    let Some(paper) = paper(tx, draft)? else { return Ok(()) };
    let best = best_of(tx, &paper)?;
    let (numbered, alike) = best.map_or((None, None), |(alike, node)| (Some(node), Some(alike)));
    let changed: Option<i64> = tx
        .prepare_cached(
            "UPDATE nodes SET draft_of = ?2, draft_alike = ?3
             WHERE solo_document = ?1 AND (draft_of IS NOT ?2 OR draft_alike IS NOT ?3) RETURNING id",
        )?
        .query_row(params![draft, numbered, alike], |row| row.get(0))
        .optional()?;
    touched.nodes.extend(changed);
    Ok(())
}

fn best_of(tx: &Transaction<'_>, draft: &Paper) -> Result<Option<(u8, i64)>, StoreError> {
    let Some(sketch) = &draft.sketch else { return Ok(None) };
    let year = draft.date.as_ref().and_then(|date| date.get(..4)?.parse::<i16>().ok());
    let bound = |years: i16| year.map(|year| format!("{}", year + years));
    let mut statement = tx.prepare_cached(
        "SELECT d.node_id, d.sketch FROM documents AS d INDEXED BY documents_by_issuer JOIN files AS f ON f.id = d.file_id
         WHERE d.issuer_key = ?1 AND d.doc_type IS ?2 AND (?3 IS NULL OR d.date IS NULL OR d.date >= ?3 AND d.date < ?4)
           AND d.group_id IS NOT NULL AND d.node_id IS NOT NULL AND d.sketch IS NOT NULL ORDER BY f.path, d.position",
    )?;
    let mut rows = statement.query(params![draft.issuer, draft.doc_type, bound(-1), bound(2)])?;
    let mut best: Option<(u8, i64)> = None;
    while let Some(row) = rows.next()? {
        let Some(other) = Sketch::from_bytes(row.get_ref(1)?.as_blob().unwrap_or_default()) else { continue };
        let Some(alike) = resolve::draft_likeness(sketch, &other) else { continue };
        if best.is_none_or(|(most, _)| alike > most) {
            best = Some((alike, row.get(0)?));
        }
    }
    Ok(best)
}

impl Store {
    /// The numbered paper that a document is a draft of, and how much of its text stands there in percent.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn draft_of(&self, node: i64) -> Result<Option<(NodeSummary, Option<u8>)>, StoreError> {
        Ok(self
            .draft_rows("SELECT draft_of, draft_alike FROM nodes WHERE id = ?1 AND draft_of IS NOT NULL", node)?
            .pop())
    }

    /// The drafts of a document, and how much of their text stands in it in percent.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn drafts_of(&self, node: i64) -> Result<Vec<(NodeSummary, Option<u8>)>, StoreError> {
        self.draft_rows("SELECT id, draft_alike FROM nodes WHERE draft_of = ?1 ORDER BY id", node)
    }

    fn draft_rows(&self, sql: &str, node: i64) -> Result<Vec<(NodeSummary, Option<u8>)>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([node], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let found: Vec<(i64, Option<u8>)> = rows.collect::<Result<_, _>>()?;
        let named = found.into_iter().map(|(node, alike)| Ok(self.summary(node)?.map(|summary| (summary, alike))));
        named.filter_map(Result::transpose).collect()
    }
}
