//! Applying the changes of a run: one transaction, then only the groups whose members changed are linked again.

use super::{Store, StoreError, documents, drafts, files, groups};
use crate::model::{LedgerChange, LedgerEntry};
use crate::record::Record;
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior};
use std::collections::BTreeSet;

/// What the changes of one transaction touched.
#[derive(Debug, Default)]
pub(super) struct Touched {
    /// Groups whose members changed.
    pub(super) groups: BTreeSet<i64>,
    /// Documents written or removed, to be linked again.
    pub(super) documents: BTreeSet<i64>,
    /// Nodes whose searchable form changed.
    pub(super) nodes: BTreeSet<i64>,
    /// Nodes that are no more.
    pub(super) gone: BTreeSet<i64>,
}

impl Store {
    /// Applies the changes of a run in one transaction: ledger, records, links, change sequence.
    ///
    /// A missing file keeps its row and its record, out of search and audits, so that [`LedgerChange::Touched`]
    /// or [`LedgerChange::Moved`] can bring it back without reading it again.
    ///
    /// # Errors
    /// When the database refuses; nothing is changed then.
    pub fn apply(&mut self, changes: &[LedgerChange<Record>]) -> Result<(), StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut touched = Touched::default();
        for change in changes {
            apply_change(&transaction, change, &mut touched)?;
        }
        finish(&transaction, touched)?;
        transaction.commit()?;
        Ok(())
    }
}

/// Links what was touched again and numbers the changes for the index.
pub(super) fn finish(tx: &Transaction<'_>, mut touched: Touched) -> Result<(), StoreError> {
    let documents = touched.documents.clone();
    groups::relink(tx, &mut touched)?;
    drafts::relink(tx, &documents, &mut touched)?;
    number_changes(tx, &touched)
}

fn apply_change(tx: &Transaction<'_>, change: &LedgerChange<Record>, touched: &mut Touched) -> Result<(), StoreError> {
    match change {
        LedgerChange::Read(entry, record) => {
            let file = files::write_entry(tx, entry)?;
            documents::write_all(tx, file, entry, record, touched)
        }
        LedgerChange::Unread(entry) => {
            let file = files::write_entry(tx, entry)?;
            documents::delete_from(tx, file, 0, touched)
        }
        LedgerChange::Touched(entry) => {
            let file = files::write_entry(tx, entry)?;
            documents::revive(tx, file, entry, touched)
        }
        LedgerChange::Moved { from, entry } => move_file(tx, from, entry, touched),
        LedgerChange::Missing(path) => {
            let Some(file) = files::file_at(tx, path)? else { return Ok(()) };
            tx.prepare_cached("UPDATE files SET missing = 1 WHERE id = ?1")?.execute([file])?;
            documents::retire(tx, file, touched)
        }
    }
}

fn move_file(tx: &Transaction<'_>, from: &str, entry: &LedgerEntry, touched: &mut Touched) -> Result<(), StoreError> {
    let Some(file) = files::file_at(tx, from)? else {
        files::write_entry(tx, entry)?;
        return Ok(());
    };
    if let Some(other) = files::file_at(tx, &entry.path)?.filter(|other| *other != file) {
        documents::delete_from(tx, other, 0, touched)?;
        tx.prepare_cached("DELETE FROM files WHERE id = ?1")?.execute([other])?;
    }
    files::update_entry(tx, file, entry)?;
    documents::revive(tx, file, entry, touched)?;
    let mut statement = tx.prepare_cached("SELECT id, group_id FROM documents WHERE file_id = ?1")?;
    let mut rows = statement.query([file])?;
    while let Some(row) = rows.next()? {
        touched.documents.insert(row.get(0)?);
        touched.groups.extend(row.get::<_, Option<i64>>(1)?);
    }
    Ok(())
}

/// Gives every touched node the next number of the change sequence.
pub(super) fn number_changes(tx: &Transaction<'_>, touched: &Touched) -> Result<(), StoreError> {
    let mut seq: i64 = tx.query_row("SELECT value FROM meta WHERE key = 'seq'", [], |row| row.get(0))?;
    for node in &touched.gone {
        seq += 1;
        tx.prepare_cached("INSERT OR REPLACE INTO gone_nodes (node, seq) VALUES (?1, ?2)")?.execute([*node, seq])?;
    }
    for node in touched.nodes.difference(&touched.gone) {
        let found: Option<i64> = tx
            .prepare_cached("UPDATE nodes SET seq = ?2 WHERE id = ?1 RETURNING id")?
            .query_row([*node, seq + 1], |row| row.get(0))
            .optional()?;
        seq += i64::from(found.is_some());
    }
    tx.prepare_cached("UPDATE meta SET value = ?1 WHERE key = 'seq'")?.execute([seq])?;
    Ok(())
}
