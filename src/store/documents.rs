//! Rows of `documents`, `citations` and `tasks`: written from records, without links.

use super::writing::Touched;
use super::{StoreError, citations, column, corrections, participants, review};
use crate::model::{DocumentLinks, LedgerEntry};
use crate::record::Record;
use crate::resolve;
use crate::tables::Tables;
use crate::text::Sketch;
use rusqlite::{OptionalExtension, Transaction, named_params, params};

/// Writes the documents of a file, the first one and its attachments, in place of those it had.
pub(super) fn write_all(
    tx: &Transaction<'_>,
    file: i64,
    entry: &LedgerEntry,
    record: &Record,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    let mut records = Vec::new();
    flatten(record, &mut records);
    for (position, record) in (0..).zip(&records) {
        write_again(tx, file, position, content_of(entry), record, touched)?;
    }
    let count = i64::try_from(records.len()).unwrap_or(i64::MAX);
    delete_from(tx, file, count, touched)
}

/// Writes one document of a file as it was read, with the corrections that people made to it.
pub(super) fn write_again(
    tx: &Transaction<'_>,
    file: i64,
    position: i64,
    content: &str,
    record: &Record,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    let corrected = corrections::applied(tx, content, position, record)?;
    let shown = corrected.as_ref().unwrap_or(record);
    let document = write_row(tx, file, position, shown, touched)?;
    let as_read = corrected.as_ref().map(|_| without_attachments(record)).transpose()?;
    tx.prepare_cached("UPDATE documents SET as_read = ?2 WHERE id = ?1")?.execute(params![document, as_read])?;
    review::write_doubts(tx, document, shown)?;
    activate(tx, document, shown, &tag(content, position), touched)
}

/// Deletes the documents of a file from `first` on.
pub(super) fn delete_from(
    tx: &Transaction<'_>,
    file: i64,
    first: i64,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    for (document, position) in documents_of(tx, file)? {
        if position >= first {
            deactivate(tx, document, touched)?;
            tx.prepare_cached("DELETE FROM documents WHERE id = ?1")?.execute([document])?;
        }
    }
    Ok(())
}

/// Takes the documents of a file out of search and audits; their records stay.
pub(super) fn retire(tx: &Transaction<'_>, file: i64, touched: &mut Touched) -> Result<(), StoreError> {
    documents_of(tx, file)?.into_iter().try_for_each(|(document, _)| deactivate(tx, document, touched))
}

/// Brings retired documents of a file back.
pub(super) fn revive(
    tx: &Transaction<'_>,
    file: i64,
    entry: &LedgerEntry,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    for (document, position) in documents_of(tx, file)? {
        let retired: Option<String> = tx
            .prepare_cached("SELECT record FROM documents WHERE id = ?1 AND node_id IS NULL")?
            .query_row([document], |row| row.get(0))
            .optional()?;
        if let Some(json) = retired {
            activate(tx, document, &serde_json::from_str(&json)?, &tag(content_of(entry), position), touched)?;
        }
    }
    Ok(())
}

/// The record and its attachments that could be read, each behind the one it belongs to; the others are told by
/// warnings.
fn flatten<'r>(record: &'r Record, into: &mut Vec<&'r Record>) {
    into.push(record);
    for attachment in record.attachments.iter().filter(|attachment| attachment.error.is_none()) {
        flatten(attachment, into);
    }
}

/// A name of the document that does not depend on the order of reading.
fn tag(content: &str, position: i64) -> String {
    format!("{content}#{position}")
}

/// What tells the content of a file apart: its hash, its path where it has none.
fn content_of(entry: &LedgerEntry) -> &str {
    if entry.blake3.is_empty() { &entry.path } else { &entry.blake3 }
}

fn without_attachments(record: &Record) -> Result<String, StoreError> {
    if record.attachments.is_empty() {
        return Ok(serde_json::to_string(record)?);
    }
    Ok(serde_json::to_string(&Record { attachments: Vec::new(), ..record.clone() })?)
}

fn documents_of(tx: &Transaction<'_>, file: i64) -> Result<Vec<(i64, i64)>, StoreError> {
    let mut statement = tx.prepare_cached("SELECT id, position FROM documents WHERE file_id = ?1 ORDER BY position")?;
    let rows = statement.query_map([file], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Writes the typed columns and the record; the row of an earlier document at the same place is kept.
fn write_row(
    tx: &Transaction<'_>,
    file: i64,
    position: i64,
    record: &Record,
    touched: &mut Touched,
) -> Result<i64, StoreError> {
    let earlier: Option<i64> = tx
        .prepare_cached("SELECT id FROM documents WHERE file_id = ?1 AND position = ?2")?
        .query_row([file, position], |row| row.get(0))
        .optional()?;
    if let Some(document) = earlier {
        deactivate(tx, document, touched)?;
    }
    let json = without_attachments(record)?;
    let issuer = record.issuer.as_ref();
    tx.prepare_cached(
        "INSERT INTO documents (file_id, position, number, doc_type, status, issuer, body, level, province, date,
           title, signer, text_length, record, sketch, layer)
         VALUES (:file, :position, :number, :doc_type, :status, :issuer, :body, :level, :province, :date, :title,
           :signer, :text_length, :record, :sketch, :layer)
         ON CONFLICT (file_id, position) DO UPDATE SET number = excluded.number, doc_type = excluded.doc_type,
           status = excluded.status, issuer = excluded.issuer, body = excluded.body, level = excluded.level,
           province = excluded.province, date = excluded.date, title = excluded.title, signer = excluded.signer,
           text_length = excluded.text_length, record = excluded.record, sketch = excluded.sketch,
           layer = excluded.layer
         RETURNING id",
    )?
    .query_row(
        named_params! {
            ":file": file, ":position": position, ":number": printed_number(record), ":doc_type": record.doc_type,
            ":status": record.status, ":issuer": issuer.map(|issuer| &issuer.name),
            ":body": issuer.map(|issuer| &issuer.body), ":level": issuer.and_then(|issuer| issuer.level.as_ref()),
            ":province": issuer.and_then(|issuer| issuer.province.as_ref()),
            ":date": record.date.as_ref().map(|date| &date.value), ":title": record.subject,
            ":signer": record.signer.name, ":text_length": column(record.text.len()), ":record": json,
            ":sketch": Sketch::of(&record.text).to_bytes(), ":layer": layer(record),
        },
        |row| row.get(0),
    )
    .map_err(StoreError::from)
}

/// How well the text could be read: 2 where it came with the file, 1 where in part, 0 where it was recognised.
fn layer(record: &Record) -> i64 {
    match record.source.text_layer.as_str() {
        "ocr" => 0,
        "mixed" => 1,
        _ => 2,
    }
}

/// The whole number, or `/KH-UBND` where the ordinal is blank.
pub(super) fn printed_number(record: &Record) -> Option<String> {
    let number = record.number.as_ref()?;
    number.value.clone().or_else(|| number.symbol.as_ref().map(|symbol| format!("/{symbol}")))
}

/// Puts a document into its group, with its citations and tasks; links follow in [`super::groups`].
fn activate(
    tx: &Transaction<'_>,
    document: i64,
    record: &Record,
    tag: &str,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    let links: DocumentLinks = resolve::links_of_record(record, tag, Tables::built_in());
    let group = links.own.as_ref().map(|key| citations::group_of(tx, key)).transpose()?;
    let period = links.own.as_ref().and_then(|key| key.period);
    tx.prepare_cached(
        "UPDATE documents SET group_id = ?2, period = ?3, province_unit = ?4, issuer_key = ?5, tag = ?6 WHERE id = ?1",
    )?
    .execute(params![document, group, period, links.province_unit, links.issuer, tag])?;
    touched.groups.extend(group);
    touched.documents.insert(document);
    citations::write(tx, document, record, &links.citations, touched)?;
    participants::write(tx, document, &links.bodies)?;
    write_tasks(tx, document, record)
}

/// Takes a document out of its group; its citations and tasks go.
fn deactivate(tx: &Transaction<'_>, document: i64, touched: &mut Touched) -> Result<(), StoreError> {
    let group: Option<i64> =
        tx.prepare_cached("SELECT group_id FROM documents WHERE id = ?1")?.query_row([document], |row| row.get(0))?;
    touched.groups.extend(group);
    touched.documents.insert(document);
    citations::delete(tx, document, touched)?;
    tx.prepare_cached("DELETE FROM tasks WHERE document_id = ?1")?.execute([document])?;
    tx.prepare_cached("DELETE FROM participants WHERE document_id = ?1")?.execute([document])?;
    tx.prepare_cached(
        "UPDATE documents SET group_id = NULL, period = NULL, node_id = NULL, joined = NULL, alike = NULL WHERE id = ?1",
    )?
    .execute([document])?;
    Ok(())
}

fn write_tasks(tx: &Transaction<'_>, document: i64, record: &Record) -> Result<(), StoreError> {
    let mut statement = tx.prepare_cached(
        "INSERT INTO tasks (document_id, position, path, title, lead, coordinate, bodies, result, modality, deadline,
           deadline_kind, deadline_start, deadline_end, recurrence, page)
         VALUES (:document, :position, :path, :title, :lead, :coordinate, :bodies, :result, :modality, :raw, :kind,
           :start, :end, :recurrence, :page)",
    )?;
    for (position, task) in record.tasks.iter().enumerate() {
        let bodies = task.lead.iter().chain(&task.coordinate).map(String::as_str).collect::<Vec<_>>().join(" | ");
        let deadline = task.deadline.clone().unwrap_or_default();
        statement.execute(named_params! {
            ":document": document, ":position": column(position), ":path": task.path, ":title": task.title,
            ":lead": serde_json::to_string(&task.lead)?, ":coordinate": serde_json::to_string(&task.coordinate)?,
            ":bodies": crate::text::fold::unaccented(&bodies), ":result": task.result, ":modality": task.modality,
            ":raw": task.deadline.as_ref().map(|deadline| &deadline.raw),
            ":kind": task.deadline.as_ref().map(|deadline| &deadline.kind),
            ":start": deadline.start, ":end": deadline.end, ":recurrence": deadline.recurrence,
            ":page": citations::page_at(record, task.span.start),
        })?;
    }
    Ok(())
}
