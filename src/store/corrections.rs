//! Corrections by people, kept apart from what was read: rows of `corrections`, by content and position in the file.
//!
//! A row is never changed but to say that it was undone. A document with corrections keeps the record as it was read in
//! `documents.as_read`; `documents.record` is always the corrected one. Reading the same content again, by whatever
//! version, brings the corrections back.

use super::writing::{Touched, number_changes};
use super::{Store, StoreError, documents, groups};
use crate::record::{self, Correction, Record, Undone};
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};

/// A document in the store: its row, file, place in the file, content and record as read.
struct Target {
    document: i64,
    file: i64,
    position: i64,
    content: String,
    record: Record,
}

impl Store {
    /// Corrects a value of the record that stands for a node; gives the correction with what stood there before, and
    /// the node it stands for now: its number is part of what it is. `None`: no file of it was read.
    ///
    /// # Errors
    /// When the database refuses or the value does not fit its field.
    pub fn correct(&mut self, node: i64, correction: &Correction) -> Result<Option<(Correction, i64)>, StoreError> {
        self.change(node, |tx, target| {
            let now = current(tx, target)?;
            let old = record::value_at(&now, &correction.field)?;
            tx.prepare_cached(
                "INSERT INTO corrections (content, position, field, old, new, who, at, why)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                target.content,
                target.position,
                correction.field,
                old.to_string(),
                correction.new.to_string(),
                correction.who,
                correction.at,
                correction.why
            ])?;
            Ok(Some(Correction { old, ..correction.clone() }))
        })
    }

    /// Undoes the last correction of a field that is not undone yet, and gives the node the document stands for then;
    /// `None` where there is none.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn undo_correction(&mut self, node: i64, field: &str, undone: &Undone) -> Result<Option<i64>, StoreError> {
        let undone = self.change(node, |tx, target| {
            let Undone { who, at, why } = undone;
            let count = tx
                .prepare_cached(
                    "UPDATE corrections SET undone_who = ?4, undone_at = ?5, undone_why = ?6 WHERE id = (
                       SELECT max(id) FROM corrections
                       WHERE content = ?1 AND position = ?2 AND field = ?3 AND undone_at IS NULL)",
                )?
                .execute(params![target.content, target.position, field, who, at, why])?;
            Ok((count > 0).then_some(()))
        })?;
        Ok(undone.map(|((), node)| node))
    }

    /// Every correction of the document that stands for a node, undone ones too, oldest first.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn corrections(&self, node: i64) -> Result<Vec<Correction>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT c.field, c.old, c.new, c.who, c.at, c.why, c.undone_who, c.undone_at, c.undone_why
             FROM nodes JOIN documents AS d ON d.id = nodes.document_id JOIN files AS f ON f.id = d.file_id
             JOIN corrections AS c ON c.content = CASE f.blake3 WHEN '' THEN f.path ELSE f.blake3 END AND c.position = d.position
             WHERE nodes.id = ?1 ORDER BY c.id",
        )?;
        let mut rows = statement.query([node])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let at: Option<String> = row.get(7)?;
            let undone = match at {
                Some(at) => Some(Undone { who: row.get(6)?, at, why: row.get(8)? }),
                None => None,
            };
            found.push(Correction { undone, ..of_row(row)? });
        }
        Ok(found)
    }

    /// Changes the corrections of one document, writes its record anew and gives its node.
    fn change<T>(
        &mut self,
        node: i64,
        change: impl FnOnce(&Transaction<'_>, &Target) -> Result<Option<T>, StoreError>,
    ) -> Result<Option<(T, i64)>, StoreError> {
        let tx = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let Some(target) = target(&tx, node)? else { return Ok(None) };
        let Some(changed) = change(&tx, &target)? else { return Ok(None) };
        let mut touched = Touched::default();
        documents::write_again(&tx, target.file, target.position, &target.content, &target.record, &mut touched)?;
        groups::relink(&tx, &mut touched)?;
        number_changes(&tx, &touched)?;
        let node = tx.query_row("SELECT node_id FROM documents WHERE id = ?1", [target.document], |row| row.get(0))?;
        tx.commit()?;
        Ok(Some((changed, node)))
    }
}

/// The corrected form of a record that was just read; `None` where nothing is corrected.
pub(super) fn applied(
    tx: &Transaction<'_>,
    content: &str,
    position: i64,
    record: &Record,
) -> Result<Option<Record>, StoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT field, old, new, who, at, why FROM corrections
         WHERE content = ?1 AND position = ?2 AND undone_at IS NULL ORDER BY id",
    )?;
    let mut rows = statement.query(params![content, position])?;
    let mut corrections = Vec::new();
    while let Some(row) = rows.next()? {
        corrections.push(of_row(row)?);
    }
    if corrections.is_empty() { Ok(None) } else { Ok(Some(record::corrected(record, &corrections)?)) }
}

fn of_row(row: &rusqlite::Row<'_>) -> Result<Correction, StoreError> {
    let value = |column: usize| -> Result<serde_json::Value, StoreError> {
        Ok(serde_json::from_str(&row.get::<_, String>(column)?)?)
    };
    Ok(Correction {
        field: row.get(0)?,
        old: value(1)?,
        new: value(2)?,
        who: row.get(3)?,
        at: row.get(4)?,
        why: row.get(5)?,
        undone: None,
    })
}

fn target(tx: &Transaction<'_>, node: i64) -> Result<Option<Target>, StoreError> {
    let found: Option<(i64, i64, i64, String, String)> = tx
        .prepare_cached(
            "SELECT d.id, d.file_id, d.position, CASE f.blake3 WHEN '' THEN f.path ELSE f.blake3 END, ifnull(d.as_read, d.record) FROM nodes
             JOIN documents AS d ON d.id = nodes.document_id JOIN files AS f ON f.id = d.file_id WHERE nodes.id = ?1",
        )?
        .query_row([node], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))
        .optional()?;
    let Some((document, file, position, content, json)) = found else { return Ok(None) };
    Ok(Some(Target { document, file, position, content, record: serde_json::from_str(&json)? }))
}

/// The record as it stands now, corrections included.
fn current(tx: &Transaction<'_>, target: &Target) -> Result<Record, StoreError> {
    let json: String =
        tx.query_row("SELECT record FROM documents WHERE id = ?1", [target.document], |row| row.get(0))?;
    Ok(serde_json::from_str(&json)?)
}
