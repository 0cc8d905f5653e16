//! The change sequence that the search index follows: [`IndexChange`].

use super::{Store, StoreError};
use crate::model::Searchable;
use crate::record::Record;
use crate::tables::Tables;
use rusqlite::Row;

/// The latest state of one node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexChange {
    /// Number of the change, unique.
    pub seq: i64,
    /// The node.
    pub node: i64,
    /// What the index holds of it; `None` when the node is gone.
    pub searchable: Option<Searchable>,
}

impl Store {
    /// Every node changed after `seq`, in ascending order, in its latest state.
    ///
    /// # Errors
    /// When the database refuses or a stored record cannot be read.
    pub fn changes_since(&self, seq: i64) -> Result<Vec<IndexChange>, StoreError> {
        self.changes_page(seq, usize::MAX)
    }

    /// At most `limit` of [`Store::changes_since`]: texts are large, so a long way is gone in pages.
    /// The next page starts after the last `seq` of this one.
    ///
    /// # Errors
    /// When the database refuses or a stored record cannot be read.
    pub fn changes_page(&self, seq: i64, limit: usize) -> Result<Vec<IndexChange>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT seq, id, 1 FROM nodes WHERE seq > ?1 UNION ALL SELECT seq, node, 0 FROM gone_nodes WHERE seq > ?1
             ORDER BY seq LIMIT ?2",
        )?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = statement.query_map([seq, limit], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let mut changes = Vec::new();
        for row in rows {
            let (seq, node, there): (i64, i64, bool) = row?;
            let searchable = if there { Some(self.searchable(node)?) } else { None };
            changes.push(IndexChange { seq, node, searchable });
        }
        Ok(changes)
    }

    /// What the index holds of a node.
    fn searchable(&self, node: i64) -> Result<Searchable, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT nodes.number, nodes.doc_type, nodes.status, nodes.issuer, nodes.body, nodes.province,
               nodes.province_unit, nodes.level, nodes.date, nodes.title, documents.record, files.path
             FROM nodes LEFT JOIN documents ON documents.id = nodes.document_id
             LEFT JOIN files ON files.id = documents.file_id WHERE nodes.id = ?1",
        )?;
        let (typed, record) =
            statement.query_row([node], |row| Ok((of_row(node, row)?, row.get::<_, Option<String>>(10)?)))?;
        match record {
            Some(json) => Ok(with_record(typed, serde_json::from_str(&json)?)),
            None => Ok(typed),
        }
    }
}

fn of_row(node: i64, row: &Row<'_>) -> rusqlite::Result<Searchable> {
    let unit: Option<String> = row.get(6)?;
    let provinces = Tables::built_in().places.provinces();
    let named = unit.and_then(|unit| provinces.iter().find(|province| province.unit_id == unit));
    Ok(Searchable {
        id: node,
        only_cited: row.get_ref(10)?.as_str_or_null().ok().flatten().is_none(),
        number: row.get(0)?,
        doc_type: row.get(1)?,
        status: row.get(2)?,
        issuer: row.get(3)?,
        body: row.get(4)?,
        province: row.get(5)?,
        province_name: named.map(|province| province.name.clone()),
        level: row.get(7)?,
        date: row.get(8)?,
        subject: row.get(9)?,
        path: row.get(11)?,
        ..Searchable::default()
    })
}

fn with_record(typed: Searchable, record: Record) -> Searchable {
    let cited = record.citations.into_iter().filter_map(|citation| Some((citation.number?, citation.role)));
    let task_line = |task: crate::record::Task| {
        let bodies = task.lead.into_iter().chain(task.coordinate);
        std::iter::once(task.title).chain(bodies).collect::<Vec<_>>().join(" | ")
    };
    Searchable {
        signer: record.signer.name,
        recipients: record.recipients,
        cited: cited.collect(),
        text: record.text,
        tasks: record.tasks.into_iter().map(task_line).collect(),
        ..typed
    }
}
