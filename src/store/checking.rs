//! What findings look at: read documents one by one, all documents in short, and what became of documents.

use super::finding::summary_of_row;
use super::{Store, StoreError};
use crate::model::{Fate, NodeSummary};
use std::collections::HashMap;

impl Store {
    /// Nodes that a file was read of, in the order of their ids.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn read_nodes(&self) -> Result<Vec<i64>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT id FROM nodes WHERE document_id IS NOT NULL ORDER BY id")?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Every read document in short, as its own file says: copies stand apart, under the id and the contradicting dates
    /// of their node. In path order.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn read_documents(&self) -> Result<Vec<NodeSummary>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT d.node_id, d.number, d.doc_type, d.issuer, d.body, d.level, d.province, d.province_unit, d.date,
               n.other_dates, d.title, d.status, f.path
             FROM documents AS d JOIN nodes AS n ON n.id = d.node_id JOIN files AS f ON f.id = d.file_id
             ORDER BY f.path, d.position",
        )?;
        let rows = statement.query_map([], summary_of_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Documents known by citation alone whose witnesses date them differently.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn contradicted_nodes(&self) -> Result<Vec<NodeSummary>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM nodes WHERE document_id IS NULL AND other_dates <> '' ORDER BY id")?;
        let ids = statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        ids.into_iter().filter_map(|id| self.summary(id).transpose()).collect()
    }

    /// What ended documents: repeals and replacements of whole documents that read papers tell of, by the ended node.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn fates(&self) -> Result<HashMap<i64, Vec<Fate>>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT to_node, from_node, role = 'replaces' FROM citations
             WHERE role IN ('repeals', 'replaces') AND scope = 'document' AND strength >= 1
               AND from_node IS NOT NULL AND to_node IS NOT NULL AND from_node <> to_node
             ORDER BY to_node, from_node",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let mut fates: HashMap<i64, Vec<Fate>> = HashMap::new();
        for row in rows {
            let (ended, by, replaced): (i64, i64, bool) = row?;
            if let Some(by) = self.summary(by)? {
                fates.entry(ended).or_default().push(Fate { by, replaced });
            }
        }
        Ok(fates)
    }
}
