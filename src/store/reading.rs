//! Reading a document back: its record, its copies, and where its citations lead.

use super::{Store, StoreError};
use crate::model::{LedgerEntry, NodeSummary};
use crate::record::Record;
use rusqlite::OptionalExtension;

/// The record that stands for a document.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredDocument {
    /// The record, with the attachments of its file when it is the file's first document.
    pub record: Record,
    /// Path of its file.
    pub path: String,
    /// Other files that hold the same document.
    pub copies: Vec<Copy>,
    /// One a citation, in the record's order.
    pub links: Vec<CitationLink>,
}

/// Another file of a document, and why it was taken for one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Copy {
    /// Its path.
    pub path: String,
    /// Slug of the reason: `text`, `date`, `number` or `ruling`; see [`crate::model::JoinReason`].
    pub reason: Option<String>,
    /// How much of the shorter text stands in the longer one, in percent.
    pub alike: Option<u8>,
}

/// Where a citation leads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CitationLink {
    /// The document meant; `None` when its number is not whole or fits several documents.
    pub target: Option<i64>,
    /// The documents that it fits, when there are several, likeliest first.
    pub candidates: Vec<Candidate>,
}

/// A document that a mention may mean, with what speaks for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Candidate {
    /// Node.
    pub node: i64,
    /// Slugs of what speaks for it or against it (`…_differs`), see [`crate::resolve::rank_candidates`].
    pub reasons: Vec<&'static str>,
}

impl Store {
    /// The record that stands for a node; `None` when it is only known by citation.
    ///
    /// # Errors
    /// When the database refuses or the record cannot be read.
    pub fn document(&self, node: i64) -> Result<Option<StoredDocument>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT d.id, d.record, f.path, d.file_id, d.position FROM nodes JOIN documents AS d ON d.id = nodes.document_id
             JOIN files AS f ON f.id = d.file_id WHERE nodes.id = ?1",
        )?;
        let found: Option<(i64, String, String, i64, i64)> = statement
            .query_row([node], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))
            .optional()?;
        let Some((document, json, path, file, position)) = found else { return Ok(None) };
        let mut record: Record = serde_json::from_str(&json)?;
        if position == 0 {
            record.attachments = self.attachments(file)?;
        }
        Ok(Some(StoredDocument { record, path, copies: self.copies(node, document)?, links: self.links(document)? }))
    }

    fn attachments(&self, file: i64) -> Result<Vec<Record>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT record FROM documents WHERE file_id = ?1 AND position > 0 ORDER BY position")?;
        let rows = statement.query_map([file], |row| row.get::<_, String>(0))?;
        rows.map(|json| Ok(serde_json::from_str(&json?)?)).collect()
    }

    fn copies(&self, node: i64, document: i64) -> Result<Vec<Copy>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT path, joined, alike FROM documents JOIN files ON files.id = file_id
             WHERE node_id = ?1 AND documents.id <> ?2 ORDER BY path",
        )?;
        let rows = statement.query_map([node, document], |row| {
            Ok(Copy { path: row.get(0)?, reason: row.get(1)?, alike: row.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The other documents of the file that holds this one.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn beside(&self, node: i64) -> Result<Vec<NodeSummary>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT other.node_id FROM nodes JOIN documents AS own ON own.id = nodes.document_id
             JOIN documents AS other ON other.file_id = own.file_id AND other.id <> own.id
             WHERE nodes.id = ?1 AND other.node_id IS NOT NULL ORDER BY other.position",
        )?;
        let rows = statement.query_map([node], |row| row.get(0))?;
        let ids: Vec<i64> = rows.collect::<Result<_, _>>()?;
        ids.into_iter().filter_map(|id| self.summary(id).transpose()).collect()
    }

    /// What the ledger knows of the file at this path.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn file(&self, path: &str) -> Result<Option<LedgerEntry>, StoreError> {
        Ok(self.ledger_where("path = ?1", [path])?.pop())
    }
}
