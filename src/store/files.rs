//! The ledger of files: rows of `files`.

use super::{Store, StoreError};
use crate::model::{Coverage, LedgerEntry, Outcome};
use rusqlite::{Connection, OptionalExtension, Params, Row, named_params};

const COLUMNS: &str = "path, root, size, modified_ms, blake3, media_type, outcome, reason, parser_version, missing";

impl Store {
    /// All known files in path order, missing ones too.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn ledger(&self) -> Result<Vec<LedgerEntry>, StoreError> {
        self.ledger_where("1", [])
    }

    pub(super) fn ledger_where(&self, condition: &str, values: impl Params) -> Result<Vec<LedgerEntry>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM files WHERE {condition} ORDER BY path");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(values, entry)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How much was read.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn coverage(&self) -> Result<Coverage, StoreError> {
        if let Some(counted) = self.coverage.get() {
            return Ok(*counted);
        }
        let coverage = self.counted_coverage()?;
        if self.connection.is_readonly("main")? {
            return Ok(*self.coverage.get_or_init(|| coverage));
        }
        Ok(coverage)
    }

    fn counted_coverage(&self) -> Result<Coverage, StoreError> {
        let read = [Outcome::New, Outcome::Replaced, Outcome::Unchanged, Outcome::Moved];
        let mut coverage = Coverage {
            files_read: read.into_iter().map(|outcome| self.files_with(outcome)).sum::<Result<_, _>>()?,
            files_failed: self.files_with(Outcome::Failed)?,
            files_unsupported: self.files_with(Outcome::Unsupported)?,
            files_needs_ocr: self.files_with(Outcome::NeedsOcr)?,
            files_duplicate: self.files_with(Outcome::Duplicate)?,
            ..Coverage::default()
        };
        coverage.files_seen = coverage.files_read + coverage.unread() + coverage.files_duplicate;
        let documents: i64 =
            self.connection
                .query_row("SELECT count(*) FROM documents WHERE node_id IS NOT NULL", [], |row| row.get(0))?;
        coverage.documents = documents.unsigned_abs();
        coverage.withheld = self.withheld_documents()?;
        Ok(coverage)
    }

    /// Files that are there and ended so; one search of an index each, a fifth of the time of grouping them.
    fn files_with(&self, outcome: Outcome) -> Result<u64, StoreError> {
        let mut statement =
            self.connection.prepare_cached("SELECT count(*) FROM files WHERE missing = 0 AND outcome = ?1")?;
        Ok(statement.query_row([outcome.slug()], |row| row.get::<_, i64>(0))?.unsigned_abs())
    }

    /// Paths of the files that are there and have no record: failed, unsupported or without text.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn unread_paths(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT path FROM files WHERE missing = 0 AND outcome IN ('failed', 'unsupported', 'needs_ocr') ORDER BY path",
        )?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn entry(row: &Row<'_>) -> rusqlite::Result<LedgerEntry> {
    let outcome: String = row.get(6)?;
    Ok(LedgerEntry {
        path: row.get(0)?,
        root: row.get(1)?,
        size: row.get::<_, i64>(2)?.unsigned_abs(),
        modified_ms: row.get(3)?,
        blake3: row.get(4)?,
        media_type: row.get(5)?,
        outcome: Outcome::from_slug(&outcome).unwrap_or(Outcome::Failed),
        reason: row.get(7)?,
        parser_version: row.get(8)?,
        missing: row.get(9)?,
    })
}

/// Row of the file at `path`.
pub(super) fn file_at(connection: &Connection, path: &str) -> Result<Option<i64>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT id FROM files WHERE path = ?1")?;
    Ok(statement.query_row([path], |row| row.get(0)).optional()?)
}

/// Writes the entry under its path and returns its row.
pub(super) fn write_entry(connection: &Connection, entry: &LedgerEntry) -> Result<i64, StoreError> {
    let id = match file_at(connection, &entry.path)? {
        Some(id) => id,
        None => {
            connection
                .prepare_cached(
                    "INSERT INTO files (path, root, size, modified_ms, blake3, media_type, outcome, parser_version, missing)
                     VALUES (?1, '', 0, 0, '', '', '', '', 0)",
                )?
                .execute([&entry.path])?;
            connection.last_insert_rowid()
        }
    };
    update_entry(connection, id, entry)?;
    Ok(id)
}

/// Writes the entry, its path too, into the row `id`.
pub(super) fn update_entry(connection: &Connection, id: i64, entry: &LedgerEntry) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "UPDATE files SET path = :path, root = :root, size = :size, modified_ms = :modified, blake3 = :blake3,
             media_type = :media, outcome = :outcome, reason = :reason, parser_version = :version, missing = :missing
             WHERE id = :id",
        )?
        .execute(named_params! {
            ":path": entry.path, ":root": entry.root, ":size": i64::try_from(entry.size).unwrap_or(i64::MAX), ":modified": entry.modified_ms,
            ":blake3": entry.blake3, ":media": entry.media_type, ":outcome": entry.outcome.slug(),
            ":reason": entry.reason, ":version": entry.parser_version, ":missing": entry.missing, ":id": id,
        })?;
    Ok(())
}
