//! What an export reads besides records: which documents there are, and who has the role in each citation.

use super::{Store, StoreError};
use crate::model::LedgerEntry;

impl Store {
    /// Ids of the documents of which a file was read, ascending; with those only cited when `with_cited`.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn all_documents(&self, with_cited: bool) -> Result<Vec<i64>, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT id FROM nodes WHERE ?1 OR document_id IS NOT NULL ORDER BY id")?;
        let rows = statement.query_map([with_cited], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The first `limit` files, in path order, that are there and could not be read.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn unread_files(&self, limit: usize) -> Result<Vec<LedgerEntry>, StoreError> {
        let unread =
            "id IN (SELECT id FROM files WHERE missing = 0 AND outcome IN ('failed', 'unsupported', 'needs_ocr')
           ORDER BY path LIMIT ?1)";
        self.ledger_where(unread, [super::column(limit)])
    }

    /// For each citation of a document, in the record's order, the document that has the role: itself, or inside a
    /// title the one with that title; `None` where that is not one document.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn citation_subjects(&self, node: i64) -> Result<Vec<Option<i64>>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT from_node FROM citations JOIN nodes ON nodes.document_id = citations.document_id
             WHERE nodes.id = ?1 ORDER BY position",
        )?;
        let rows = statement.query_map([node], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
