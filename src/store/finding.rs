//! Finding documents by what a person types: an id (`#17`), a path, a number in any spacing, case or accents.

use super::{Store, StoreError};
use crate::model::{BodyKind, DocDate, Level, NodeSummary};
use crate::tables::Tables;
use crate::text::fold;
use rusqlite::{OptionalExtension, Row};
use std::collections::{BTreeSet, HashMap};
use std::path::Path;

/// Columns of a summary, from `nodes` with its document and file.
const SUMMARY: &str = "SELECT nodes.id, nodes.number, nodes.doc_type, nodes.issuer, nodes.body, nodes.level,
  nodes.province, nodes.province_unit, nodes.date, nodes.other_dates, nodes.title, nodes.status, files.path
  FROM nodes LEFT JOIN documents ON documents.id = nodes.document_id LEFT JOIN files ON files.id = documents.file_id";

impl Store {
    /// Every document that a file was read of, in the order of dates.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn held_documents(&self) -> Result<Vec<NodeSummary>, StoreError> {
        let sql = format!("{SUMMARY} WHERE nodes.document_id IS NOT NULL ORDER BY nodes.date, nodes.id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([], summary_of_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The document with this id.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn summary(&self, node: i64) -> Result<Option<NodeSummary>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!("{SUMMARY} WHERE nodes.id = ?1"))?;
        Ok(statement.query_row([node], summary_of_row).optional()?)
    }

    /// The documents with these ids; ids without a document are left out.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn summaries(&self, nodes: impl IntoIterator<Item = i64>) -> Result<HashMap<i64, NodeSummary>, StoreError> {
        let wanted: BTreeSet<i64> = nodes.into_iter().collect();
        let wanted: Vec<String> = wanted.iter().map(i64::to_string).collect();
        let sql = format!("{SUMMARY} WHERE nodes.id IN (SELECT value FROM json_each(?1))");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([format!("[{}]", wanted.join(","))], summary_of_row)?;
        rows.map(|row| row.map(|summary| (summary.id, summary)).map_err(StoreError::from)).collect()
    }

    /// The documents that `typed` can mean, oldest first; `date` leaves only those whose date can be the same.
    ///
    /// Tried in this order: `#17` is the document with that id; the path of a file; a number: its ordinal with any
    /// words of its symbol or type (`1109/QĐ-TTg`, `1109/qd-ttg`, `qd 1109`, `1109`); digits that are no number of
    /// any document are an id. A number typed whole, or with the right accents, leaves out what only looks like it.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn find(&self, typed: &str, date: Option<DocDate>) -> Result<Vec<NodeSummary>, StoreError> {
        let typed = typed.trim();
        if let Some(id) = typed.strip_prefix('#').and_then(|id| id.parse().ok()) {
            return Ok(self.summary(id)?.into_iter().collect());
        }
        let of_file = self.nodes_of_path(typed)?;
        if !of_file.is_empty() {
            return Ok(of_file);
        }
        let mut found = self.by_number(typed)?;
        if found.is_empty()
            && let Ok(id) = typed.parse()
        {
            found.extend(self.summary(id)?);
        }
        if let Some(date) = date {
            found.retain(|node| node.date.is_none_or(|known| may_be_same(known, date)));
            if found.iter().any(|node| node.date.is_some()) {
                found.retain(|node| node.date.is_some());
            }
        }
        found.sort_by_key(|node| (node.date, node.id));
        Ok(found)
    }

    /// Nodes of the documents of the file at this path, or whose path ends in it.
    fn nodes_of_path(&self, typed: &str) -> Result<Vec<NodeSummary>, StoreError> {
        let absolute =
            std::path::absolute(Path::new(typed)).map_or_else(|_| typed.to_owned(), |path| path.display().to_string());
        let exact = "SELECT DISTINCT node_id FROM documents JOIN files ON files.id = file_id
                     WHERE path IN (?1, ?2) AND node_id IS NOT NULL ORDER BY position LIMIT 1";
        let ending = "SELECT DISTINCT node_id FROM documents JOIN files ON files.id = file_id
                      WHERE substr(path, -length(?1) - 1) = '/' || ?1 AND node_id IS NOT NULL AND position = 0";
        let mut nodes = self.node_ids(exact, &[typed, &absolute])?;
        if nodes.is_empty() && Path::new(typed).extension().is_some() {
            nodes = self.node_ids(ending, &[typed])?;
        }
        nodes.into_iter().filter_map(|node| self.summary(node).transpose()).collect()
    }

    fn node_ids(&self, sql: &str, values: &[&str]) -> Result<Vec<i64>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(rusqlite::params_from_iter(values), |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn by_number(&self, typed: &str) -> Result<Vec<NodeSummary>, StoreError> {
        let Some(wanted) = WantedNumber::of_typed(typed) else { return Ok(Vec::new()) };
        let mut statement = self.connection.prepare_cached(&format!("{SUMMARY} WHERE ordinal = ?1"))?;
        let rows = statement.query_map([&wanted.ordinal], summary_of_row)?;
        let mut found: Vec<(u8, NodeSummary)> = Vec::new();
        for row in rows {
            let node = row?;
            if let Some(closeness) = wanted.closeness(&node) {
                found.push((closeness, node));
            }
        }
        let closest = found.iter().map(|(closeness, _)| *closeness).max();
        Ok(found.into_iter().filter(|(closeness, _)| Some(*closeness) == closest).map(|(_, node)| node).collect())
    }
}

/// A document in short, of a row of thirteen columns: id, number, type, issuer, body, level, province, its unit, date,
/// other dates, title, status, path.
pub(super) fn summary_of_row(row: &Row<'_>) -> rusqlite::Result<NodeSummary> {
    let slug = |column: usize| row.get::<_, Option<String>>(column);
    let other_dates: String = row.get(9)?;
    Ok(NodeSummary {
        id: row.get(0)?,
        number: row.get(1)?,
        doc_type: row.get(2)?,
        issuer: row.get(3)?,
        body: slug(4)?.map(|slug| BodyKind::from_slug(&slug)),
        level: slug(5)?.and_then(|slug| Level::from_slug(&slug)),
        province: row.get(6)?,
        province_unit: row.get(7)?,
        date: slug(8)?.and_then(|iso| DocDate::from_iso(&iso)),
        other_dates: other_dates.split_whitespace().filter_map(DocDate::from_iso).collect(),
        title: row.get(10)?,
        status: row.get(11)?,
        path: row.get(12)?,
    })
}

/// True when one day can be meant by both.
fn may_be_same(one: DocDate, other: DocDate) -> bool {
    one.earliest() <= other.latest() && other.earliest() <= one.latest()
}

/// A number as typed: its ordinal and the words beside it.
#[derive(Debug, PartialEq, Eq)]
struct WantedNumber {
    ordinal: String,
    /// Words with accents, folded to lower case.
    words: Vec<String>,
}

impl WantedNumber {
    /// `None` when nothing in it starts with a digit.
    fn of_typed(typed: &str) -> Option<WantedNumber> {
        let mut words = parts(typed);
        let place = words.iter().position(|word| word.starts_with(|letter: char| letter.is_ascii_digit()))?;
        let ordinal = words.remove(place);
        let short = ordinal.trim_start_matches('0');
        let ordinal = if short.starts_with(|letter: char| letter.is_ascii_digit()) { short } else { &ordinal };
        words.retain(|word| word != "số" && word != "so");
        Some(WantedNumber { ordinal: ordinal.to_owned(), words })
    }

    /// How well a document fits: 3 the whole number with its accents, 2 without them, 1 some of its words,
    /// `None` when a word is not its own.
    fn closeness(&self, node: &NodeSummary) -> Option<u8> {
        let number = parts(node.number.as_deref().unwrap_or(""));
        let symbol = number.get(1..).unwrap_or_default();
        let kinds = &Tables::built_in().doc_kinds;
        let of_symbol = || symbol.iter().find_map(|code| kinds.of_code(code));
        let type_words = node.doc_type.as_deref().or_else(of_symbol).unwrap_or("");
        let fits = |word: &String| {
            symbol.contains(word)
                || symbol.iter().any(|part| fold::unaccented(part) == *word)
                || type_words.split('_').any(|part| part == fold::unaccented(word))
        };
        if !self.words.iter().all(fits) {
            return None;
        }
        let folded = |words: &[String]| words.iter().map(|word| fold::unaccented(word)).collect::<Vec<_>>();
        let has_accents = self.words.iter().any(|word| !word.is_ascii());
        match self.words.as_slice() {
            words if has_accents && words == symbol => Some(3),
            words if folded(words) == folded(symbol) => Some(2),
            _ => Some(1),
        }
    }
}

/// Lower-case parts of a number between spaces, slashes and dashes.
fn parts(text: &str) -> Vec<String> {
    let text = fold::accented(text);
    text.split(|letter: char| letter.is_whitespace() || matches!(letter, '/' | ':') || fold::is_dash(letter))
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}
