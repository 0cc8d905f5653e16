//! What a person should look at first: rows of `doubts`, one a value that is less than sure.

use super::citations::page_at;
use super::{Store, StoreError};
use crate::model::ReviewItem;
use crate::record::Record;
use crate::text::{Span, fold};
use rusqlite::{Transaction, params};

/// From here on a value needs no review.
const SURE: f32 = 0.9;

/// The values in doubt of the files that stand for their papers, the most urgent first: doubt, times what hangs on the value. On number, date, type and issuer hang
/// all statements from and to the document; on a citation that carries something out, the audit that counts it; on a
/// task, whoever must do it.
const QUEUE: &str =
    "SELECT d.node_id, d.number, d.date, d.issuer, q.field, q.value, q.confidence, q.reasons, f.path, q.page,
    CASE
      WHEN q.field IN ('/number', '/date', '/issuer', '/doc_type') THEN
        (SELECT count(*) FROM citations WHERE to_node = d.node_id)
        + (SELECT count(*) FROM citations WHERE from_node = d.node_id AND role IN ('implements', 'guides'))
      WHEN q.field LIKE '/citations/%' THEN
        (SELECT CASE WHEN role IN ('implements', 'guides') THEN 2 ELSE 0 END FROM citations
         WHERE document_id = d.id AND position = CAST(substr(q.field, 12) AS INTEGER))
      WHEN q.field LIKE '/tasks/%' THEN 1
      ELSE 0
    END AS hanging
  FROM doubts AS q JOIN documents AS d ON d.id = q.document_id JOIN files AS f ON f.id = d.file_id
  JOIN nodes AS n ON n.id = d.node_id AND n.document_id = d.id
  ORDER BY (1 - q.confidence) * (1 + hanging) DESC, q.confidence, f.path, d.position, q.start LIMIT ?1";

impl Store {
    /// At most `limit` values in doubt, the most urgent first.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn review(&self, limit: usize) -> Result<Vec<ReviewItem>, StoreError> {
        let mut statement = self.connection.prepare_cached(QUEUE)?;
        let rows = statement.query_map([i64::try_from(limit).unwrap_or(i64::MAX)], |row| {
            Ok(ReviewItem {
                document: row.get(0)?,
                number: row.get(1)?,
                date: row.get(2)?,
                issuer: row.get(3)?,
                field: row.get(4)?,
                value: row.get(5)?,
                confidence: row.get(6)?,
                reasons: row.get::<_, String>(7)?.split_whitespace().map(str::to_owned).collect(),
                path: row.get(8)?,
                page: row.get(9)?,
                hanging: row.get::<_, Option<i64>>(10)?.unwrap_or_default().unsigned_abs(),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many values are in doubt.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn doubtful_values(&self) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM doubts AS q JOIN nodes AS n ON n.document_id = q.document_id";
        Ok(self.connection.query_row(sql, [], |row| row.get::<_, i64>(0))?.unsigned_abs())
    }
}

/// Writes the values in doubt of a record in place of those it had.
pub(super) fn write_doubts(tx: &Transaction<'_>, document: i64, record: &Record) -> Result<(), StoreError> {
    tx.prepare_cached("DELETE FROM doubts WHERE document_id = ?1")?.execute([document])?;
    let mut statement = tx.prepare_cached(
        "INSERT INTO doubts (document_id, field, value, confidence, reasons, page, start) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for value in &record.evidence {
        let Some(confidence) = value.confidence.filter(|confidence| *confidence < SURE) else { continue };
        let printed = Span::new(value.start, value.end);
        let printed = record.text.get(printed.range()).map(fold::single_spaces).unwrap_or_default();
        statement.execute(params![
            document,
            value.field,
            printed.chars().take(200).collect::<String>(),
            confidence,
            value.doubts.join(" "),
            page_at(record, value.start),
            i64::try_from(value.start).unwrap_or(i64::MAX),
        ])?;
    }
    Ok(())
}
