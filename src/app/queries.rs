//! [`App`]: questions to one data folder; finding documents, tasks and status.

use super::correcting;
use super::wire::{AccessWire, StatusWire};
use crate::model::{Access, DocDate, NodeSummary, SecretPapers, TaskRow};
use crate::resolve;
use crate::store::Store;
use crate::tables::Tables;
use anyhow::Context;
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// An open data folder, for reading.
#[derive(Debug)]
pub struct App {
    pub(super) store: Store,
    folder: PathBuf,
}

impl App {
    /// Opens a data folder for reading.
    ///
    /// # Errors
    /// When nothing was ingested into it yet, or another version wrote it.
    pub fn open(folder: &Path, papers: SecretPapers) -> anyhow::Result<App> {
        Ok(App { store: open_store(folder, papers)?, folder: folder.to_owned() })
    }

    /// How many papers with a degree of secrecy are withheld.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn withheld(&self) -> anyhow::Result<u64> {
        Ok(self.store.withheld_documents()?)
    }

    /// Questions to an open store, for tests.
    #[cfg(test)]
    pub(super) fn of_store(store: Store) -> App {
        App { store, folder: PathBuf::new() }
    }

    /// The documents that `typed` can mean: see [`Store::find`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn find(&self, typed: &str, date: Option<DocDate>) -> anyhow::Result<Vec<NodeSummary>> {
        self.store.find(typed, date).with_context(|| format!("cannot look up {typed}"))
    }

    /// Why a file has no document, when the ledger knows it: its outcome and reason.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn file_outcome(&self, path: &str) -> anyhow::Result<Option<(String, Option<String>)>> {
        if self.store.withholds_file(path)? {
            return Ok(Some(("withheld".to_owned(), None)));
        }
        let entry = self.store.file(path)?;
        Ok(entry.map(|entry| {
            let outcome = if entry.missing { "missing" } else { entry.outcome.slug() };
            (outcome.to_owned(), entry.reason)
        }))
    }

    /// Tasks of all documents: see [`Store::tasks`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn tasks(&self, body: Option<&str>, due_before: Option<Date>) -> anyhow::Result<Vec<TaskRow>> {
        let entity = body.and_then(|name| resolve::entity_of_name(name, Tables::built_in()));
        Ok(self.store.tasks(body, entity.as_deref(), due_before)?)
    }

    /// How much there is.
    ///
    /// # Errors
    /// When the store or the folder cannot be read.
    pub fn status(&self) -> anyhow::Result<StatusWire> {
        let mut status = StatusWire::of(self.store.status()?);
        status.withheld = self.store.withheld_documents()?;
        status.secret_accesses = self.store.accesses()?.into_iter().map(AccessWire::from).collect();
        for entry in walkdir::WalkDir::new(&self.folder) {
            let entry = entry?;
            let data = entry.metadata()?;
            if !data.is_file() {
                continue;
            }
            status.folder_bytes += data.len();
            let name = entry.file_name().to_string_lossy();
            if matches!(&*name, "vanban.db" | "vanban.db-wal") {
                status.store_bytes += data.len();
                let changed = data.modified().ok().and_then(|time| jiff::Timestamp::try_from(time).ok());
                let changed = changed.map(|time| time.to_zoned(jiff::tz::TimeZone::system()));
                let shown = changed.map(|time| time.strftime("%Y-%m-%d %H:%M:%S %:z").to_string());
                status.last_run = status.last_run.max(shown);
            }
        }
        status.folder = self.folder.display().to_string();
        Ok(status)
    }
}

/// The store of a data folder for reading, as much of it as may be shown.
///
/// # Errors
/// When nothing was ingested yet, or another version wrote it.
pub(super) fn open_store(folder: &Path, papers: SecretPapers) -> anyhow::Result<Store> {
    let store = Store::open_read_only(folder)?;
    Ok(match papers {
        SecretPapers::Withheld => store.hiding_secrets()?,
        SecretPapers::Shown => store,
    })
}

/// Notes who asked for secret papers and how, before they are shown.
///
/// # Errors
/// When there is no store, or it cannot be written.
pub fn log_access(folder: &Path, who: &str, what: &str) -> anyhow::Result<()> {
    Store::open_read_only(folder)?;
    let access = Access { at: correcting::now(), who: who.to_owned(), what: what.to_owned() };
    Store::open(folder)?.log_access(&access).context("the log of secret papers cannot be written")
}
