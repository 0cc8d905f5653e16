//! What a person ruled of two files: the same paper, or not. Rulings hold for the content, so that they outlive moves,
//! re-reading and upgrades, and can be taken back.

use super::writing::{Touched, finish};
use super::{Store, StoreError};
use crate::model::Ruling;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

/// A ruling with its reason, by the paths at which the contents stand now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuledPair {
    /// Path of the one file.
    pub one: String,
    /// Path of the other.
    pub other: String,
    /// True for the same paper.
    pub same: bool,
    /// Why.
    pub why: String,
}

/// All rulings.
pub(super) fn all(connection: &Connection) -> Result<Vec<Ruling>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT one, other, same FROM rulings")?;
    let rows = statement.query_map([], |row| Ok(Ruling { one: row.get(0)?, other: row.get(1)?, same: row.get(2)? }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Store {
    /// Rules that the main documents of two files are the same paper (`Some(true)`), are not (`Some(false)`), or takes
    /// the ruling back (`None`). It joins only documents of one number and issuer; `false` when one file is unknown.
    ///
    /// # Errors
    /// When the database refuses; nothing is changed then.
    pub fn rule(&mut self, one: &str, other: &str, same: Option<bool>, why: &str) -> Result<bool, StoreError> {
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut touched = Touched::default();
        let mut tags = Vec::new();
        for path in [one, other] {
            let found: Option<(String, Option<i64>)> = tx
                .prepare_cached(
                    "SELECT tag, group_id FROM documents JOIN files ON files.id = file_id WHERE path = ?1 AND position = 0",
                )?
                .query_row([path], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let Some((tag, group)) = found else { return Ok(false) };
            tags.push(tag);
            touched.groups.extend(group);
        }
        tags.sort();
        match same {
            Some(same) => tx
                .prepare_cached("INSERT OR REPLACE INTO rulings VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![tags[0], tags[1], same, why])?,
            None => {
                tx.prepare_cached("DELETE FROM rulings WHERE one = ?1 AND other = ?2")?.execute([&tags[0], &tags[1]])?
            }
        };
        finish(&tx, touched)?;
        tx.commit()?;
        Ok(true)
    }

    /// The path under which a file is known, by the path that was typed, relative or absolute.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn path_of_file(&self, typed: &str) -> Result<Option<String>, StoreError> {
        let absolute = std::path::absolute(typed).map_or_else(|_| typed.to_owned(), |path| path.display().to_string());
        let mut statement =
            self.connection.prepare_cached("SELECT path FROM files WHERE path IN (?1, ?2) ORDER BY path = ?1 DESC")?;
        Ok(statement.query_row([typed, &absolute], |row| row.get(0)).optional()?)
    }

    /// All rulings, by path; where secret papers are hidden, without those on their files.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn rulings(&self) -> Result<Vec<RuledPair>, StoreError> {
        let path = |tag: &str| {
            format!(
                "ifnull((SELECT path FROM main.documents AS d JOIN files ON files.id = file_id WHERE d.tag = {tag}
                 LIMIT 1), {tag})"
            )
        };
        let shown = if self.hides_secrets {
            "WHERE NOT EXISTS (SELECT 1 FROM main.documents AS d WHERE d.tag IN (one, other)
               AND d.id IN (SELECT id FROM temp.hidden))"
        } else {
            ""
        };
        let sql = format!("SELECT {}, {}, same, why FROM rulings {shown} ORDER BY 1, 2", path("one"), path("other"));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([], |row| {
            Ok(RuledPair { one: row.get(0)?, other: row.get(1)?, same: row.get(2)?, why: row.get(3)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
