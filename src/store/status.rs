//! Counts of everything: [`StoreStatus`].

use super::{Store, StoreError};

/// How much the store holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoreStatus {
    /// Files by outcome, missing ones left out, in the order of outcome names.
    pub files: Vec<(String, u64)>,
    /// Files that later runs no longer saw.
    pub missing: u64,
    /// Documents in search and audits.
    pub documents: u64,
    /// Nodes: documents read or known by citation, copies counted once.
    pub nodes: u64,
    /// Nodes that no file was read of.
    pub only_cited: u64,
    /// Citations that lead to one node.
    pub citations_linked: u64,
    /// Citations that fit several nodes.
    pub citations_ambiguous: u64,
    /// Citations without a whole number.
    pub citations_without_number: u64,
    /// Tasks.
    pub tasks: u64,
    /// Number of the last change.
    pub last_seq: i64,
}

impl Store {
    /// Counts everything.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn status(&self) -> Result<StoreStatus, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT outcome, count(*) FROM files WHERE missing = 0 GROUP BY outcome ORDER BY outcome",
        )?;
        let files = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))?;
        Ok(StoreStatus {
            files: files.collect::<Result<_, _>>()?,
            missing: self.count("files WHERE missing = 1")?,
            documents: self.count("documents WHERE node_id IS NOT NULL")?,
            nodes: self.count("nodes")?,
            only_cited: self.count("nodes WHERE document_id IS NULL")?,
            citations_linked: self.count("citations WHERE state = 1")?,
            citations_ambiguous: self.count("citations WHERE state = 2")?,
            citations_without_number: self.count("citations WHERE state = 3")?,
            tasks: self.count("tasks")?,
            last_seq: self.last_seq()?,
        })
    }

    fn count(&self, of: &str) -> Result<u64, StoreError> {
        let sql = format!("SELECT count(*) FROM {of}");
        Ok(self.connection.query_row(&sql, [], |row| row.get::<_, i64>(0))?.unsigned_abs())
    }
}
