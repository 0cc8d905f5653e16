//! Bringing the index up to the store: by changes where it fits, by a whole new build where it does not.
//!
//! The caller holds the [`super::WriteLock`].

use crate::index::{IndexUpdate, SearchIndex, Stamp};
use crate::store::{IndexChange, Store, StoreError};
use anyhow::Context;
use std::path::{Path, PathBuf};

/// Name of the index folder in the data folder.
const FOLDER: &str = "index";

/// Changes read from the store at a time; each holds a whole text.
const PAGE: usize = 500;

/// The index folder of a data folder.
pub(super) fn index_folder(data: &Path) -> PathBuf {
    data.join(FOLDER)
}

/// True when the index holds exactly what the store holds.
pub(super) fn is_current(index: &SearchIndex, store: &Store) -> anyhow::Result<bool> {
    Ok(index.stamp().database == store.identity() && index.stamp().seq == store.last_seq()?)
}

/// Applies what changed in the store since the index was last written, or builds the index anew when it is damaged, of
/// another version, of another store, or ahead of a store that was put back from a backup.
///
/// # Errors
/// When the store cannot be read or the index cannot be written.
pub(super) fn bring_up_to_date(store: &Store, data: &Path) -> anyhow::Result<SearchIndex> {
    let last = store.last_seq()?;
    let fitting = SearchIndex::open(&index_folder(data))
        .filter(|index| index.stamp().database == store.identity() && index.stamp().seq <= last);
    let Some(mut index) = fitting else { return rebuild(store, data) };
    let since = index.stamp().seq;
    if since < last {
        let applied = index.apply(Changes::since(store, since), Stamp::new(store.identity(), last));
        applied.context("the store is complete, but the index is not up to date; run `vanban reindex`")?;
    }
    Ok(index)
}

/// Builds the index anew from the store; the old one answers until the new one is whole.
///
/// # Errors
/// When the store cannot be read or the index cannot be written.
pub(super) fn rebuild(store: &Store, data: &Path) -> anyhow::Result<SearchIndex> {
    let stamp = Stamp::new(store.identity(), store.last_seq()?);
    let built = SearchIndex::build(&index_folder(data), Changes::since(store, 0), stamp);
    built.with_context(|| format!("cannot build the index in {}", index_folder(data).display()))
}

/// The changes of a store after one, a page at a time.
struct Changes<'a> {
    store: &'a Store,
    after: i64,
    page: std::vec::IntoIter<IndexChange>,
}

impl Changes<'_> {
    fn since(store: &Store, after: i64) -> Changes<'_> {
        Changes { store, after, page: Vec::new().into_iter() }
    }
}

impl Iterator for Changes<'_> {
    type Item = Result<IndexUpdate, StoreError>;

    fn next(&mut self) -> Option<Result<IndexUpdate, StoreError>> {
        if self.page.len() == 0 {
            match self.store.changes_page(self.after, PAGE) {
                Ok(page) => self.page = page.into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
        let change = self.page.next()?;
        self.after = change.seq;
        Some(Ok(IndexUpdate { id: change.node, searchable: change.searchable }))
    }
}
