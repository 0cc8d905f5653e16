//! The truth: files, records, documents and who cites whom, in one SQLite database. The only place with SQL.
//!
//! Invariant: a document is in search and audits exactly when `documents.node_id` is set. One writer at a time,
//! readers are never disturbed (WAL). Linking is decided in [`crate::resolve`], which is called inside the
//! transaction that changes its input; this is the one import between stages.

mod candidates;
mod changes;
mod checking;
mod citations;
mod corrections;
mod documents;
mod drafts;
mod error;
mod evidence;
mod exporting;
mod files;
mod finding;
mod groups;
#[cfg(test)]
mod identity_tests;
#[cfg(test)]
mod linking_tests;
mod nodes;
mod participants;
mod paths;
mod reading;
mod review;
mod rulings;
#[cfg(test)]
pub(crate) mod samples;
mod schema;
mod secrecy;
mod status;
mod tasks;
mod writing;

use crate::model::Coverage;
use rusqlite::{Connection, OpenFlags};
use std::cell::OnceCell;
use std::path::Path;
use std::time::Duration;

pub use changes::IndexChange;
pub use error::StoreError;
pub use evidence::{Direction, PutInForce};
pub use reading::{Candidate, CitationLink, Copy, StoredDocument};
pub use rulings::RuledPair;
pub use status::StoreStatus;

/// File name of the database in the data folder.
const DATABASE: &str = "vanban.db";

/// How long a reader or writer waits for another before it fails.
const BUSY: Duration = Duration::from_secs(30);

/// Pages of the database kept in memory, in KiB: a question about a decision that thousands cite reads that many places
/// all over the file.
const CACHE_KIB: i64 = 64 * 1024;

/// The open database.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    identity: String,
    /// True when the names of tables mean views without secret papers.
    hides_secrets: bool,
    /// How much was read, once counted; only of a store that cannot change.
    coverage: OnceCell<Coverage>,
}

impl Store {
    /// Opens the store of a data folder for writing; makes folder and store where there is none.
    ///
    /// # Errors
    /// When the folder cannot be made, the database cannot be opened, or a newer version wrote it.
    pub fn open(folder: &Path) -> Result<Store, StoreError> {
        std::fs::create_dir_all(folder).map_err(|source| StoreError::Folder { folder: folder.to_owned(), source })?;
        let mut connection = Connection::open(folder.join(DATABASE))?;
        prepare(&connection)?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.pragma_update(None, "synchronous", "normal")?;
        schema::migrate(&mut connection)?;
        Store::of_connection(connection)
    }

    /// Opens the store of a data folder for reading. It stays as it is at the first question: what is written later is
    /// not seen, so that one answer is of one moment.
    ///
    /// # Errors
    /// [`StoreError::NoStore`] when there is none, [`StoreError::Schema`] when another version wrote it.
    pub fn open_read_only(folder: &Path) -> Result<Store, StoreError> {
        let path = folder.join(DATABASE);
        if !path.is_file() {
            return Err(StoreError::NoStore { folder: folder.to_owned() });
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        prepare(&connection)?;
        match schema::version(&connection)? {
            0 => Err(StoreError::NoStore { folder: folder.to_owned() }),
            found if found != schema::known_version() => {
                Err(StoreError::Schema { found, known: schema::known_version() })
            }
            _ => {
                let store = Store::of_connection(connection)?;
                store.connection.execute_batch("BEGIN")?;
                Ok(store)
            }
        }
    }

    /// A store in memory, for tests.
    #[cfg(test)]
    pub(crate) fn in_memory() -> Store {
        let mut connection = Connection::open_in_memory().unwrap();
        prepare(&connection).unwrap();
        schema::migrate(&mut connection).unwrap();
        Store::of_connection(connection).unwrap()
    }

    fn of_connection(connection: Connection) -> Result<Store, StoreError> {
        let identity = connection.query_row("SELECT value FROM meta WHERE key = 'identity'", [], |row| row.get(0))?;
        Ok(Store { connection, identity, hides_secrets: false, coverage: OnceCell::new() })
    }

    /// Random hexadecimal name of this store, made when it was created; an index of another store is not its own.
    #[must_use]
    pub fn identity(&self) -> &str {
        &self.identity
    }

    /// Number of the last change; 0 in an empty store.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn last_seq(&self) -> Result<i64, StoreError> {
        Ok(self.connection.query_row("SELECT value FROM meta WHERE key = 'seq'", [], |row| row.get(0))?)
    }
}

fn prepare(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.set_prepared_statement_cache_capacity(96);
    Ok(())
}

/// A count or place in memory as SQLite holds it.
fn column(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
