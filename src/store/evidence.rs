//! Who says what of a document: statements, chains of statements, audit rows.

use super::{Store, StoreError};
use crate::model::{AuditRow, Level, Statement, Strength, Witness};
use crate::record::PromulgatedPaper;
use rusqlite::{Row, params};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Which way a chain is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To what the document implements, guides or is based on.
    Up,
    /// To who implements or guides it.
    Down,
}

/// Most statements that one chain gives; beyond it the answer is cut and says so.
const MOST_STATEMENTS: i64 = 20_000;

/// Most mentions that are asked what an act puts in force.
const MOST_TITLES: i64 = 500;

/// A paper that an act puts in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutInForce {
    /// The paper, by the name that most write.
    pub paper: PromulgatedPaper,
    /// How many mentions tell of it.
    pub mentions: u64,
    /// The first that writes this name.
    pub witness: Witness,
}

/// One citation with its witness; `to_node` and `from_node` must be set.
pub(super) const STATEMENT: &str =
    "SELECT c.from_node, c.to_node, c.role, c.strength, c.scope, c.parent IS NOT NULL, d.node_id,
  d.number, f.path, c.page, c.quote
  FROM citations AS c JOIN documents AS d ON d.id = c.document_id JOIN files AS f ON f.id = d.file_id";

impl Store {
    /// All that is said of a document, the witnesses in path order.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn statements_about(&self, node: i64) -> Result<Vec<Statement>, StoreError> {
        let sql = format!(
            "{STATEMENT} WHERE c.to_node = ?1 AND c.from_node IS NOT NULL AND c.from_node <> ?1 ORDER BY f.path, c.start"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([node], statement_of_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The papers without a number of their own that an act puts in force, as its first mentions with a title tell:
    /// the name most of them write for each type, how many tell it, and the first of them.
    ///
    /// # Errors
    /// When the database refuses or a record cannot be read.
    pub fn put_in_force(&self, act: i64) -> Result<Vec<PutInForce>, StoreError> {
        let sql = format!(
            "{} WHERE c.to_node = ?1 AND c.title IS NOT NULL ORDER BY f.path, c.start LIMIT {MOST_TITLES}",
            STATEMENT.replacen(
                "c.quote",
                "c.quote, json_extract(d.record, '$.citations[' || c.position || '].promulgates')",
                1
            )
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([act], |row| Ok((witness_of_row(row)?, row.get::<_, Option<String>>(11)?)))?;
        let mut papers: BTreeMap<(String, String), BTreeMap<String, PutInForce>> = BTreeMap::new();
        for row in rows {
            let (witness, Some(paper)) = row? else { continue };
            let paper: PromulgatedPaper = serde_json::from_str(&paper)?;
            let names = papers.entry((paper.role.clone(), paper.doc_type.clone())).or_default();
            let named = names.entry(paper.name.clone()).or_insert(PutInForce { paper, mentions: 0, witness });
            named.mentions += 1;
        }
        let most_said = |names: BTreeMap<String, PutInForce>| {
            let told = names.values().map(|named| named.mentions).sum();
            let named = names.into_values().max_by_key(|named| (named.mentions, Reverse(named.paper.name.len())));
            named.map(|named| PutInForce { mentions: told, ..named })
        };
        Ok(papers.into_values().filter_map(most_said).collect())
    }

    /// The statements on all chains from a document, at most `depth` steps long; safe against circles.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn chain(&self, node: i64, direction: Direction, depth: u32) -> Result<Vec<Statement>, StoreError> {
        let (near, far, roles) = match direction {
            Direction::Up => ("from_node", "to_node", "('implements', 'guides', 'legal_basis')"),
            Direction::Down => ("to_node", "from_node", "('implements', 'guides')"),
        };
        let sql = format!(
            "WITH RECURSIVE walk (node, hops) AS (
               SELECT ?1, 0
               UNION
               SELECT c.{far}, hops + 1 FROM walk JOIN citations AS c ON c.{near} = walk.node
               WHERE hops < ?2 AND c.role IN {roles} AND c.{far} IS NOT NULL)
             {STATEMENT} WHERE c.{near} IN (SELECT node FROM walk WHERE hops < ?2) AND c.role IN {roles}
               AND c.from_node IS NOT NULL AND c.to_node IS NOT NULL AND c.from_node <> c.to_node
             ORDER BY c.strength DESC, f.path, c.start LIMIT {MOST_STATEMENTS}"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(params![node, depth], statement_of_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What an audit of a decision looks at: all that is said of it, and the first steps of chains of `implements`
    /// that reach it in 2 to `depth` steps and start at a body of this level.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn audit_rows(&self, decision: i64, depth: u32, level: Level) -> Result<Vec<AuditRow>, StoreError> {
        let named = self.statements_about(decision)?.into_iter().chain(self.mentions_in_titles(decision)?);
        let mut statements: Vec<(Statement, u32)> = named.map(|statement| (statement, 1)).collect();
        statements.extend(self.indirect_statements(decision, depth, level)?);
        let documents = self.summaries(statements.iter().map(|(statement, _)| statement.from))?;
        let rows = statements.into_iter().filter_map(|(statement, hops)| {
            Some(AuditRow { document: documents.get(&statement.from)?.clone(), statement, hops })
        });
        Ok(rows.collect())
    }

    /// Witnesses that name a decision only inside the titles of other documents, as plain mentions of their own.
    fn mentions_in_titles(&self, decision: i64) -> Result<Vec<Statement>, StoreError> {
        let sql = format!(
            "{} WHERE c.to_node = ?1 AND c.parent IS NOT NULL AND d.node_id <> ?1 AND NOT EXISTS
               (SELECT 1 FROM citations AS own WHERE own.to_node = ?1 AND own.from_node = d.node_id AND own.parent IS NULL)
             ORDER BY f.path, c.start",
            STATEMENT.replacen("c.from_node", "d.node_id", 1)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([decision], |row| {
            let stated = statement_of_row(row)?;
            Ok(Statement { role: "mentions".to_owned(), strength: Strength::Weak, nested: false, ..stated })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn indirect_statements(
        &self,
        decision: i64,
        depth: u32,
        level: Level,
    ) -> Result<Vec<(Statement, u32)>, StoreError> {
        let step = "c.role = 'implements' AND c.strength >= 1 AND c.from_node <> ?1";
        let sql = format!(
            "WITH RECURSIVE reach (node, hops) AS (
               SELECT c.from_node, 1 FROM citations AS c WHERE c.to_node = ?1 AND {step}
               UNION
               SELECT c.from_node, hops + 1 FROM reach JOIN citations AS c ON c.to_node = reach.node
               WHERE hops + 1 < ?2 AND {step}),
             nearest (node, hops) AS (SELECT node, min(hops) FROM reach GROUP BY node)
             SELECT statement.*, nearest.hops + 1 FROM nearest
             JOIN ({STATEMENT} WHERE c.from_node IS NOT NULL AND {step}) AS statement ON statement.to_node = nearest.node
             JOIN nodes ON nodes.id = statement.from_node
             WHERE nodes.level = ?3 AND statement.from_node <> statement.to_node ORDER BY 9, 10"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement
            .query_map(params![decision, depth, level.slug()], |row| Ok((statement_of_row(row)?, row.get(11)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Mentions of the same number by documents that left open which of several it is.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn ambiguous_mentions(&self, node: i64) -> Result<u64, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT count(*) FROM citations WHERE group_id = (SELECT group_id FROM nodes WHERE id = ?1)
               AND period IS NULL AND state = 2",
        )?;
        Ok(statement.query_row([node], |row| row.get::<_, i64>(0))?.unsigned_abs())
    }
}

/// A statement from the columns of [`STATEMENT`].
pub(super) fn statement_of_row(row: &Row<'_>) -> rusqlite::Result<Statement> {
    let strength = match row.get(3)? {
        2 => Strength::Strong,
        1 => Strength::Medium,
        _ => Strength::Weak,
    };
    Ok(Statement {
        from: row.get(0)?,
        to: row.get(1)?,
        role: row.get(2)?,
        strength,
        scope: row.get(4)?,
        nested: row.get(5)?,
        witness: witness_of_row(row)?,
    })
}

fn witness_of_row(row: &Row<'_>) -> rusqlite::Result<Witness> {
    Ok(Witness {
        node: row.get::<_, Option<i64>>(6)?.unwrap_or_default(),
        number: row.get(7)?,
        path: row.get(8)?,
        page: row.get(9)?,
        quote: row.get(10)?,
    })
}
