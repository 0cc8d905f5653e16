//! Rows of `citations`, `groups`, `variants` and `cited_titles`: what documents cite, counted by wording.

use super::writing::Touched;
use super::{StoreError, column};
use crate::model::{DocKey, Strength};
use crate::record::Record;
use crate::text::{Span, fold};
use rusqlite::{OptionalExtension, ToSql, Transaction, named_params, params};

/// `citations.state` of a mention that waits to be linked.
const NOT_LINKED: i64 = 0;
/// `citations.state` of a mention without a whole number.
const WITHOUT_NUMBER: i64 = 3;

/// The row of the group that a key belongs to, made where there is none.
pub(super) fn group_of(tx: &Transaction<'_>, key: &DocKey) -> Result<i64, StoreError> {
    let found = tx
        .prepare_cached("SELECT id FROM groups WHERE number = ?1 AND issuer = ?2 AND system = ?3")?
        .query_row([&key.number, &key.issuer, key.system.slug()], |row| row.get(0))
        .optional()?;
    if let Some(group) = found {
        return Ok(group);
    }
    tx.prepare_cached("INSERT INTO groups (number, issuer, system) VALUES (?1, ?2, ?3)")?.execute([
        &key.number,
        &key.issuer,
        key.system.slug(),
    ])?;
    Ok(tx.last_insert_rowid())
}

/// Writes the citations of a document with the keys found for them.
pub(super) fn write(
    tx: &Transaction<'_>,
    document: i64,
    record: &Record,
    keys: &[Option<DocKey>],
    touched: &mut Touched,
) -> Result<(), StoreError> {
    let mut statement = tx.prepare_cached(
        "INSERT INTO citations (document_id, position, group_id, period, state, role, strength, scope, parent, number,
           date, doc_type, issuer, start, end, page, quote, title)
         VALUES (:document, :position, :group, :period, :state, :role, :strength, :scope, :parent, :number, :date,
           :doc_type, :issuer, :start, :end, :page, :quote, :title)",
    )?;
    let is_secret = is_of_secret_file(tx, document)?;
    for (position, (citation, key)) in record.citations.iter().zip(keys).enumerate() {
        let group = key.as_ref().map(|key| group_of(tx, key)).transpose()?;
        touched.groups.extend(group);
        let issuer = citation.issuer_entity.as_ref().or(citation.issuer.as_ref());
        let quote = Span::new(citation.sentence.start, citation.sentence.end).of(&record.text);
        let period = key.as_ref().and_then(|key| key.period);
        let title = citation.title.as_ref().filter(|_| !is_secret);
        statement.execute(named_params! {
            ":document": document, ":position": column(position), ":group": group, ":period": period,
            ":state": if group.is_some() { NOT_LINKED } else { WITHOUT_NUMBER }, ":role": citation.role,
            ":strength": strength_rank(&citation.strength), ":scope": citation.scope, ":parent": citation.parent.map(column),
            ":number": citation.number, ":date": citation.date, ":doc_type": citation.doc_type, ":issuer": issuer,
            ":start": column(citation.span.start), ":end": column(citation.span.end),
            ":page": page_at(record, citation.span.start), ":quote": fold::single_spaces(quote), ":title": title,
        })?;
        if let (Some(group), Some(number)) = (group, &citation.number) {
            let text = |value: Option<&String>| value.cloned().unwrap_or_default();
            tx.prepare_cached(
                "INSERT INTO variants VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1) ON CONFLICT DO UPDATE SET mentions = mentions + 1",
            )?
            .execute(params![
                group,
                period.unwrap_or(0),
                number,
                text(citation.date.as_ref()),
                text(citation.doc_type.as_ref()),
                text(issuer)
            ])?;
        }
        if let (Some(group), Some(title)) = (group, title) {
            tx.prepare_cached(
                "INSERT INTO cited_titles VALUES (?1, ?2, ?3, 1) ON CONFLICT DO UPDATE SET mentions = mentions + 1",
            )?
            .execute(params![group, period.unwrap_or(0), title])?;
        }
    }
    Ok(())
}

/// The file of a document holds a secret paper.
fn is_of_secret_file(tx: &Transaction<'_>, document: i64) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM documents AS own JOIN documents AS other ON other.file_id = own.file_id
               WHERE own.id = ?1 AND other.secrecy IS NOT NULL";
    Ok(tx.prepare_cached(sql)?.exists([document])?)
}

/// What citing papers most often say the papers of a group are about, the shortest between equals; `None` for the
/// papers of all periods.
pub(super) fn cited_title(tx: &Transaction<'_>, group: i64, period: Option<i16>) -> Result<Option<String>, StoreError> {
    let sql = "SELECT title FROM cited_titles WHERE group_id = ?1 AND (?2 IS NULL OR period = ?2)
               GROUP BY title ORDER BY sum(mentions) DESC, length(title), title LIMIT 1";
    Ok(tx.prepare_cached(sql)?.query_row(params![group, period], |row| row.get(0)).optional()?)
}

/// Deletes the citations of a document and takes them out of the counts.
pub(super) fn delete(tx: &Transaction<'_>, document: i64, touched: &mut Touched) -> Result<(), StoreError> {
    let mut statement = tx.prepare_cached(
        "DELETE FROM citations WHERE document_id = ?1
         RETURNING group_id, ifnull(period, 0), number, ifnull(date, ''), ifnull(doc_type, ''), ifnull(issuer, ''), title",
    )?;
    let mut rows = statement.query([document])?;
    while let Some(row) = rows.next()? {
        let Some(group) = row.get::<_, Option<i64>>(0)? else { continue };
        touched.groups.insert(group);
        let wording: (i64, String, String, String, String) =
            (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?);
        if let Some(title) = row.get::<_, Option<String>>(6)? {
            let same = "group_id = ?1 AND period = ?2 AND title = ?3";
            uncount(tx, "cited_titles", same, params![group, wording.0, title])?;
        }
        let same = "group_id = ?1 AND period = ?2 AND number = ?3 AND date = ?4 AND doc_type = ?5 AND issuer = ?6";
        uncount(tx, "variants", same, params![group, wording.0, wording.1, wording.2, wording.3, wording.4])?;
    }
    Ok(())
}

/// Takes one mention out of the count of a wording; a wording without mentions goes.
fn uncount(tx: &Transaction<'_>, table: &str, same: &str, wording: &[&dyn ToSql]) -> Result<(), StoreError> {
    tx.prepare_cached(&format!("UPDATE {table} SET mentions = mentions - 1 WHERE {same}"))?.execute(wording)?;
    tx.prepare_cached(&format!("DELETE FROM {table} WHERE {same} AND mentions <= 0"))?.execute(wording)?;
    Ok(())
}

fn strength_rank(slug: &str) -> i64 {
    match Strength::from_slug(slug) {
        Strength::Weak => 0,
        Strength::Medium => 1,
        Strength::Strong => 2,
    }
}

/// Number of the page that holds byte `at` of the record's text, 1 where the record has no pages.
pub(super) fn page_at(record: &Record, at: usize) -> u32 {
    record.pages.iter().rev().find(|page| page.start <= at).map_or(1, |page| page.page)
}
