//! The tables of the store and its numbered migrations.

use super::StoreError;
use rusqlite::Connection;

/// Each entry brings the schema from its index to the next number (`PRAGMA user_version`). Never edited once released.
const MIGRATIONS: [&str; 5] = [FIRST, IDENTITY, CORRECTIONS, SECRECY, TITLES];

/// Number of the schema that this version reads and writes.
pub(super) fn known_version() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// Brings the schema up to date.
///
/// # Errors
/// [`StoreError::Schema`] when a newer version wrote it.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let found = version(&transaction)?;
    if found > known_version() {
        return Err(StoreError::Schema { found, known: known_version() });
    }
    for migration in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or(0)) {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "user_version", known_version())?;
    transaction.commit()?;
    Ok(())
}

/// Number of the schema of an open database; 0 for an empty one.
pub(super) fn version(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// `citations.state`: 0 not linked yet, 1 linked, 2 ambiguous (candidates are the nodes of its group),
/// 3 without a whole number. `strength`: 0 weak, 1 medium, 2 strong. Empty text in `variants` means unknown,
/// period 0 likewise, so that the primary key holds.
const FIRST: &str = "
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
INSERT INTO meta VALUES ('identity', lower(hex(randomblob(16)))), ('seq', 0);

CREATE TABLE files (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, root TEXT NOT NULL, size INTEGER NOT NULL,
    modified_ms INTEGER NOT NULL, blake3 TEXT NOT NULL, media_type TEXT NOT NULL, outcome TEXT NOT NULL,
    reason TEXT, parser_version TEXT NOT NULL, missing INTEGER NOT NULL
);

CREATE INDEX files_by_outcome ON files (missing, outcome);

CREATE TABLE groups (
    id INTEGER PRIMARY KEY, system TEXT NOT NULL, issuer TEXT NOT NULL, number TEXT NOT NULL,
    UNIQUE (number, issuer, system)
);

CREATE TABLE nodes (
    id INTEGER PRIMARY KEY AUTOINCREMENT, group_id INTEGER REFERENCES groups (id), period INTEGER,
    solo_document INTEGER UNIQUE, document_id INTEGER, number TEXT, ordinal TEXT, doc_type TEXT, issuer TEXT,
    body TEXT, level TEXT, province TEXT, province_unit TEXT, date TEXT, title TEXT, status TEXT NOT NULL,
    other_dates TEXT NOT NULL DEFAULT '', seq INTEGER NOT NULL
);
CREATE UNIQUE INDEX nodes_by_group ON nodes (group_id, ifnull(period, 0)) WHERE group_id IS NOT NULL;
CREATE INDEX nodes_by_ordinal ON nodes (ordinal);
CREATE UNIQUE INDEX nodes_by_seq ON nodes (seq);

CREATE TABLE gone_nodes (node INTEGER PRIMARY KEY, seq INTEGER NOT NULL UNIQUE);

CREATE TABLE documents (
    id INTEGER PRIMARY KEY, file_id INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    position INTEGER NOT NULL, group_id INTEGER, period INTEGER, node_id INTEGER, number TEXT, doc_type TEXT,
    status TEXT NOT NULL, issuer TEXT, body TEXT, level TEXT, province TEXT, province_unit TEXT, date TEXT,
    title TEXT, signer TEXT, text_length INTEGER NOT NULL, record TEXT NOT NULL,
    UNIQUE (file_id, position)
);
CREATE INDEX documents_by_group ON documents (group_id);
CREATE INDEX documents_by_node ON documents (node_id);

CREATE TABLE citations (
    id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL, group_id INTEGER, period INTEGER, from_node INTEGER, to_node INTEGER,
    state INTEGER NOT NULL, role TEXT NOT NULL, strength INTEGER NOT NULL, scope TEXT NOT NULL, parent INTEGER,
    number TEXT, date TEXT, doc_type TEXT, issuer TEXT, start INTEGER NOT NULL, end INTEGER NOT NULL,
    page INTEGER NOT NULL, quote TEXT NOT NULL,
    UNIQUE (document_id, position)
);
CREATE INDEX citations_by_target ON citations (to_node, role, strength, from_node);
CREATE INDEX citations_by_source ON citations (from_node, role, to_node);
CREATE INDEX citations_by_group ON citations (group_id, period);
CREATE INDEX citations_not_linked ON citations (group_id) WHERE state = 0;

CREATE TABLE variants (
    group_id INTEGER NOT NULL, period INTEGER NOT NULL, number TEXT NOT NULL, date TEXT NOT NULL,
    doc_type TEXT NOT NULL, issuer TEXT NOT NULL, mentions INTEGER NOT NULL,
    PRIMARY KEY (group_id, period, number, date, doc_type, issuer)
) WITHOUT ROWID;

CREATE TABLE tasks (
    id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL, path TEXT NOT NULL, title TEXT NOT NULL, lead TEXT NOT NULL, coordinate TEXT NOT NULL,
    bodies TEXT NOT NULL, result TEXT, modality TEXT, deadline TEXT, deadline_kind TEXT, deadline_start TEXT,
    deadline_end TEXT, recurrence TEXT, page INTEGER NOT NULL,
    UNIQUE (document_id, position)
);
CREATE INDEX tasks_by_deadline ON tasks (deadline_end);
";

/// Several papers of one number and period (`nodes.part`), pictures of texts, why a file stands with another
/// (`documents.joined`, `alike` in percent), drafts of numbered papers, what a person ruled, and the bodies that
/// documents name: `participants.part` is 0 issuer, 1 recipient, 2 lead, 3 coordinate; `position` the task.
const IDENTITY: &str = "
ALTER TABLE documents ADD COLUMN issuer_key TEXT;
ALTER TABLE documents ADD COLUMN sketch BLOB;
ALTER TABLE documents ADD COLUMN layer INTEGER NOT NULL DEFAULT 0;
ALTER TABLE documents ADD COLUMN tag TEXT NOT NULL DEFAULT '';
ALTER TABLE documents ADD COLUMN joined TEXT;
ALTER TABLE documents ADD COLUMN alike INTEGER;
CREATE INDEX documents_by_issuer ON documents (issuer_key, doc_type, date);
CREATE INDEX documents_alone ON documents (issuer_key, doc_type) WHERE group_id IS NULL;

ALTER TABLE nodes ADD COLUMN part INTEGER NOT NULL DEFAULT 0;
ALTER TABLE nodes ADD COLUMN draft_of INTEGER;
ALTER TABLE nodes ADD COLUMN draft_alike INTEGER;
DROP INDEX nodes_by_group;
CREATE INDEX nodes_by_group ON nodes (group_id, period, part) WHERE group_id IS NOT NULL;
CREATE INDEX nodes_drafts ON nodes (draft_of) WHERE draft_of IS NOT NULL;

CREATE TABLE rulings (
    one TEXT NOT NULL, other TEXT NOT NULL, same INTEGER NOT NULL, why TEXT NOT NULL, PRIMARY KEY (one, other)
) WITHOUT ROWID;

CREATE TABLE entities (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL);
CREATE TABLE participants (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE, part INTEGER NOT NULL,
    position INTEGER NOT NULL, entity_id INTEGER NOT NULL, PRIMARY KEY (document_id, part, position, entity_id)
) WITHOUT ROWID;
CREATE INDEX participants_by_entity ON participants (entity_id, part, document_id);
";

/// `corrections.content` is the hash of the file, or its path where it has none; values are JSON. `documents.as_read` is set
/// where `record` is corrected. `doubts` holds the values of records that are less than sure.
const CORRECTIONS: &str = "
ALTER TABLE documents ADD COLUMN as_read TEXT;

CREATE TABLE corrections (
    id INTEGER PRIMARY KEY, content TEXT NOT NULL, position INTEGER NOT NULL, field TEXT NOT NULL, old TEXT NOT NULL,
    new TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, why TEXT NOT NULL, undone_who TEXT, undone_at TEXT,
    undone_why TEXT
);
CREATE INDEX corrections_by_content ON corrections (content, position);

CREATE TABLE doubts (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE, field TEXT NOT NULL, value TEXT NOT NULL,
    confidence REAL NOT NULL, reasons TEXT NOT NULL, page INTEGER NOT NULL, start INTEGER NOT NULL,
    PRIMARY KEY (document_id, field)
) WITHOUT ROWID;
";

/// `documents.secrecy` is what the record says, corrections included; see [`super::secrecy`].
const SECRECY: &str = "
ALTER TABLE documents ADD COLUMN secrecy TEXT GENERATED ALWAYS AS (nullif(json_extract(record, '$.secrecy'), '')) VIRTUAL;
CREATE INDEX documents_secret ON documents (id) WHERE secrecy IS NOT NULL;

CREATE TABLE access_log (id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL);
";

/// What citing papers say a document is about, counted by wording like `variants`; what secret papers say is not kept.
const TITLES: &str = "
ALTER TABLE citations ADD COLUMN title TEXT;
CREATE TABLE cited_titles (
    group_id INTEGER NOT NULL, period INTEGER NOT NULL, title TEXT NOT NULL, mentions INTEGER NOT NULL,
    PRIMARY KEY (group_id, period, title)
) WITHOUT ROWID;
";
