//! Tasks of all documents.

use super::{Store, StoreError};
use crate::model::TaskRow;
use crate::text::fold;
use jiff::civil::Date;
use rusqlite::Row;

impl Store {
    /// Tasks whose lead or coordinating bodies hold the words `body` (accents and case do not matter) or are the body with
    /// the key `entity`, and whose last day lies before `due_before`; those with a day first, in its order, then in the order of the files.
    ///
    /// # Errors
    /// When the database refuses or a stored list cannot be read.
    pub fn tasks(
        &self,
        body: Option<&str>,
        entity: Option<&str>,
        due_before: Option<Date>,
    ) -> Result<Vec<TaskRow>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT d.node_id, d.number, d.date, d.issuer, t.path, t.title, t.lead, t.coordinate, t.result, t.deadline,
               t.deadline_kind, t.deadline_start, t.deadline_end, t.recurrence, f.path, t.page
             FROM tasks AS t JOIN documents AS d ON d.id = t.document_id JOIN files AS f ON f.id = d.file_id
             WHERE (?1 = '' OR instr(t.bodies, ?1) > 0 OR EXISTS (SELECT 1 FROM participants AS p
                 JOIN entities AS e ON e.id = p.entity_id
                 WHERE p.document_id = t.document_id AND p.part IN (2, 3) AND p.position = t.position AND e.key = ?3))
               AND (?2 IS NULL OR ifnull(t.deadline_end, t.deadline_start) < ?2)
             ORDER BY ifnull(t.deadline_end, t.deadline_start) IS NULL, ifnull(t.deadline_end, t.deadline_start),
               f.path, d.position, t.position",
        )?;
        let body = body.map(fold::unaccented).unwrap_or_default();
        let due_before = due_before.map(|day| day.to_string());
        let mut rows = statement.query(rusqlite::params![body, due_before, entity])?;
        let mut tasks = Vec::new();
        while let Some(row) = rows.next()? {
            tasks.push(task_of_row(row)?);
        }
        Ok(tasks)
    }
}

fn task_of_row(row: &Row<'_>) -> Result<TaskRow, StoreError> {
    let list = |column: usize| -> Result<Vec<String>, StoreError> {
        Ok(serde_json::from_str(&row.get::<_, String>(column)?)?)
    };
    Ok(TaskRow {
        document: row.get::<_, Option<i64>>(0)?.unwrap_or_default(),
        number: row.get(1)?,
        date: row.get(2)?,
        issuer: row.get(3)?,
        section: row.get(4)?,
        title: row.get(5)?,
        lead: list(6)?,
        coordinate: list(7)?,
        result: row.get(8)?,
        deadline: row.get(9)?,
        deadline_kind: row.get(10)?,
        deadline_start: row.get(11)?,
        deadline_end: row.get(12)?,
        recurrence: row.get(13)?,
        path: row.get(14)?,
        page: row.get(15)?,
    })
}
