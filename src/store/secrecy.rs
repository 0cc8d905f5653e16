//! Papers with a degree of secrecy (*mật, tối mật, tuyệt mật*): withheld from questions unless they are asked for, which
//! is logged.
//!
//! Hiding is done once for all questions: on a connection that hides, the names of the tables mean views without the rows
//! of such papers. Hidden are all files of such a paper and all papers of its file (annexes). A hidden paper that a shown
//! one cites is known by that citation alone, with what the citation says of it. Legal source of the degrees: Luật Bảo vệ
//! bí mật nhà nước 2018, art. 8.

use super::{Store, StoreError};
use crate::model::Access;
use rusqlite::params;
use std::cell::OnceCell;

/// What is hidden, and views of this connection alone; they go before the tables of the same names.
const HIDE: &str = "
CREATE TEMP TABLE hidden (id INTEGER PRIMARY KEY, node INTEGER);
INSERT INTO temp.hidden
  SELECT d.id, d.node_id FROM main.documents AS s JOIN main.documents AS d ON d.file_id = s.file_id
  WHERE s.secrecy IS NOT NULL
  UNION
  SELECT d.id, d.node_id FROM main.documents AS s JOIN main.documents AS d ON d.node_id = s.node_id
  WHERE s.secrecy IS NOT NULL;
CREATE TEMP VIEW documents AS SELECT * FROM main.documents WHERE id NOT IN (SELECT id FROM temp.hidden);
CREATE TEMP VIEW citations AS SELECT * FROM main.citations WHERE document_id NOT IN (SELECT id FROM temp.hidden);
CREATE TEMP VIEW tasks AS SELECT * FROM main.tasks WHERE document_id NOT IN (SELECT id FROM temp.hidden);
CREATE TEMP VIEW doubts AS SELECT * FROM main.doubts WHERE document_id NOT IN (SELECT id FROM temp.hidden);
CREATE TEMP VIEW participants AS SELECT * FROM main.participants WHERE document_id NOT IN (SELECT id FROM temp.hidden);
CREATE TEMP VIEW nodes AS
  SELECT n.id, n.group_id, n.period, n.solo_document, n.number, n.ordinal, n.seq, n.part, n.draft_of, n.draft_alike,
    iif(n.document_id IN (SELECT id FROM temp.hidden), NULL, n.document_id) AS document_id,
    iif(n.document_id IN (SELECT id FROM temp.hidden), (SELECT c.doc_type FROM temp.citations AS c
      WHERE c.to_node = n.id AND c.doc_type IS NOT NULL LIMIT 1), n.doc_type) AS doc_type,
    iif(n.document_id IN (SELECT id FROM temp.hidden), (SELECT c.issuer FROM temp.citations AS c
      WHERE c.to_node = n.id AND c.issuer IS NOT NULL LIMIT 1), n.issuer) AS issuer,
    iif(n.document_id IN (SELECT id FROM temp.hidden), (SELECT c.date FROM temp.citations AS c
      WHERE c.to_node = n.id AND c.date IS NOT NULL LIMIT 1), n.date) AS date,
    iif(n.document_id IN (SELECT id FROM temp.hidden), NULL, n.body) AS body,
    iif(n.document_id IN (SELECT id FROM temp.hidden), NULL, n.level) AS level,
    iif(n.document_id IN (SELECT id FROM temp.hidden), NULL, n.province) AS province,
    iif(n.document_id IN (SELECT id FROM temp.hidden), NULL, n.province_unit) AS province_unit,
    iif(n.document_id IS NULL, (SELECT c.title FROM temp.citations AS c WHERE c.to_node = n.id AND c.title IS NOT NULL
      ORDER BY c.title <> n.title LIMIT 1),
      iif(n.document_id IN (SELECT id FROM temp.hidden), NULL, n.title)) AS title,
    iif(n.document_id IN (SELECT id FROM temp.hidden), 'cited', n.status) AS status,
    iif(n.document_id IN (SELECT id FROM temp.hidden), '', n.other_dates) AS other_dates
  FROM main.nodes AS n
  WHERE (n.document_id IS NOT NULL AND n.document_id NOT IN (SELECT id FROM temp.hidden))
    OR EXISTS (SELECT 1 FROM temp.citations AS c WHERE c.to_node = n.id);
";

impl Store {
    /// The same store, opened for reading, without papers that have a degree of secrecy; it stays as it is now, so that
    /// no paper comes in that was not known to be secret.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn hiding_secrets(mut self) -> Result<Store, StoreError> {
        self.connection.pragma_update(None, "temp_store", "memory")?;
        let secret = "SELECT EXISTS (SELECT 1 FROM documents WHERE secrecy IS NOT NULL)";
        if self.connection.query_row(secret, [], |row| row.get(0))? {
            self.connection.execute_batch(HIDE)?;
            self.hides_secrets = true;
            self.coverage = OnceCell::new();
        }
        Ok(self)
    }

    /// How many papers are withheld; 0 where they are shown.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn withheld_documents(&self) -> Result<u64, StoreError> {
        if !self.hides_secrets {
            return Ok(0);
        }
        let sql = "SELECT count(DISTINCT node) FROM temp.hidden";
        Ok(self.connection.query_row(sql, [], |row| row.get::<_, i64>(0))?.unsigned_abs())
    }

    /// What an index of the whole store must leave out: withheld papers, those only they cite, and those whose title in
    /// the index only they tell.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn withheld_nodes(&self) -> Result<Vec<i64>, StoreError> {
        if !self.hides_secrets {
            return Ok(Vec::new());
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT node FROM temp.hidden WHERE node IS NOT NULL
             UNION
             SELECT c.to_node FROM main.citations AS c WHERE c.document_id IN (SELECT id FROM temp.hidden)
               AND c.to_node IS NOT NULL AND c.to_node NOT IN (SELECT id FROM temp.nodes WHERE id = c.to_node)
             UNION
             SELECT n.id FROM main.citations AS c JOIN main.nodes AS n ON n.id = c.to_node AND n.title = c.title
             WHERE c.document_id IN (SELECT id FROM temp.hidden) AND n.document_id IS NULL
               AND NOT EXISTS (SELECT 1 FROM temp.citations AS o WHERE o.to_node = n.id AND o.title = n.title)",
        )?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// True when the file at this path is withheld.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn withholds_file(&self, path: &str) -> Result<bool, StoreError> {
        if !self.hides_secrets {
            return Ok(false);
        }
        let sql = "SELECT EXISTS (SELECT 1 FROM temp.hidden AS h JOIN main.documents AS d ON d.id = h.id
                   JOIN files AS f ON f.id = d.file_id WHERE f.path = ?1)";
        Ok(self.connection.query_row(sql, [path], |row| row.get(0))?)
    }

    /// Notes that someone asked for secret papers.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn log_access(&self, access: &Access) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("INSERT INTO access_log (at, who, what) VALUES (?1, ?2, ?3)")?
            .execute(params![access.at, access.who, access.what])?;
        Ok(())
    }

    /// Who asked for secret papers, oldest first.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn accesses(&self) -> Result<Vec<Access>, StoreError> {
        let mut statement = self.connection.prepare_cached("SELECT at, who, what FROM access_log ORDER BY id")?;
        let rows =
            statement.query_map([], |row| Ok(Access { at: row.get(0)?, who: row.get(1)?, what: row.get(2)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
