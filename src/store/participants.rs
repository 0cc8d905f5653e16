//! Rows of `entities` and `participants`: which bodies documents name, and in what part.

use super::{Store, StoreError, column};
use crate::model::{BodyLink, BodyPart, NodeSummary};
use rusqlite::{OptionalExtension, Transaction, params};

/// Writes the bodies that a document names.
pub(super) fn write(tx: &Transaction<'_>, document: i64, bodies: &[BodyLink]) -> Result<(), StoreError> {
    for body in bodies {
        let entity = entity_of(tx, body)?;
        tx.prepare_cached("INSERT OR IGNORE INTO participants VALUES (?1, ?2, ?3, ?4)")?.execute(params![
            document,
            body.part.rank(),
            column(body.position),
            entity
        ])?;
    }
    Ok(())
}

/// The row of an entity; the first name that was met stays its name.
fn entity_of(tx: &Transaction<'_>, body: &BodyLink) -> Result<i64, StoreError> {
    let found = tx
        .prepare_cached("SELECT id FROM entities WHERE key = ?1")?
        .query_row([&body.entity], |row| row.get(0))
        .optional()?;
    if let Some(entity) = found {
        return Ok(entity);
    }
    tx.prepare_cached("INSERT INTO entities (key, name) VALUES (?1, ?2)")?.execute([&body.entity, &body.name])?;
    Ok(tx.last_insert_rowid())
}

impl Store {
    /// The documents in which the body with this entity key has this part, oldest first.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn documents_of_body(&self, entity: &str, part: BodyPart) -> Result<Vec<NodeSummary>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT d.node_id FROM participants AS p JOIN documents AS d ON d.id = p.document_id
             WHERE p.entity_id = (SELECT id FROM entities WHERE key = ?1) AND p.part = ?2 AND d.node_id IS NOT NULL
             ORDER BY d.date, d.node_id",
        )?;
        let rows = statement.query_map(params![entity, part.rank()], |row| row.get(0))?;
        let nodes: Vec<i64> = rows.collect::<Result<_, _>>()?;
        nodes.into_iter().filter_map(|node| self.summary(node).transpose()).collect()
    }

    /// The bodies that a document names in this part, with the task (from 0) of leads and coordinating bodies:
    /// (position, entity key).
    ///
    /// # Errors
    /// When the database refuses.
    pub fn bodies_of(&self, node: i64, part: BodyPart) -> Result<Vec<(i64, String)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT p.position, e.key FROM nodes JOIN participants AS p ON p.document_id = nodes.document_id
             JOIN entities AS e ON e.id = p.entity_id WHERE nodes.id = ?1 AND p.part = ?2 ORDER BY p.position, e.key",
        )?;
        let rows = statement.query_map(params![node, part.rank()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
