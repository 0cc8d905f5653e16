//! Paths between two documents, and what other documents do to one (*sửa đổi, thay thế, bãi bỏ*).

use super::evidence::{STATEMENT, statement_of_row};
use super::{Store, StoreError};
use crate::model::Statement;
use rusqlite::params;

/// Most statements that one search for paths looks at.
const MOST_STATEMENTS: i64 = 20_000;

impl Store {
    /// Every statement on the ways up from a document, whatever its role, at most `depth` steps long: from each
    /// document reached to those it cites.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn statements_above(&self, node: i64, depth: u32) -> Result<Vec<Statement>, StoreError> {
        let sql = format!(
            "WITH RECURSIVE walk (node, hops) AS (
               SELECT ?1, 0
               UNION
               SELECT c.to_node, hops + 1 FROM walk JOIN citations AS c ON c.from_node = walk.node
               WHERE hops < ?2 AND c.to_node IS NOT NULL)
             {STATEMENT} WHERE c.from_node IN (SELECT node FROM walk WHERE hops < ?2)
               AND c.to_node IS NOT NULL AND c.from_node <> c.to_node
             ORDER BY c.strength DESC, f.path, c.start LIMIT {MOST_STATEMENTS}"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params![node, depth], statement_of_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What other documents do to a document that changes whether or how it holds: amend, correct, extend, replace,
    /// repeal, suspend or withdraw it.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn acts_on(&self, node: i64) -> Result<Vec<Statement>, StoreError> {
        self.acts("to_node", node)
    }

    /// What a document does to others.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn acts_of(&self, node: i64) -> Result<Vec<Statement>, StoreError> {
        self.acts("from_node", node)
    }

    fn acts(&self, end: &str, node: i64) -> Result<Vec<Statement>, StoreError> {
        let sql = format!(
            "{STATEMENT} WHERE c.{end} = ?1 AND c.from_node IS NOT NULL AND c.to_node IS NOT NULL
               AND c.from_node <> c.to_node
               AND c.role IN ('amends', 'corrects', 'extends', 'replaces', 'repeals', 'suspends', 'withdraws')
             ORDER BY f.path, c.start LIMIT {MOST_STATEMENTS}"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([node], statement_of_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
