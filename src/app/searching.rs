//! `search` and `reindex`: questions to the index, brought up to date first.

use super::indexing;
use super::queries;
use super::write_lock::WriteLock;
use crate::index::SearchIndex;
use crate::model::{Coverage, Found, SearchRequest, SecretPapers};
use crate::store::Store;
use anyhow::Context;
use std::path::Path;

/// The answer to a search with what it rests on.
#[derive(Debug, Clone)]
pub struct SearchAnswer {
    /// Hits, total, hints.
    pub found: Found,
    /// How much was read.
    pub coverage: Coverage,
    /// True when another process was writing, so that its latest changes are not in the answer.
    pub behind: bool,
}

/// Answers a search over the store in the data folder. An index older than the store is brought up to date first,
/// unless another process is writing.
///
/// # Errors
/// When there is no store, store or index cannot be read, or a filter is not understood.
pub fn search(data: &Path, papers: SecretPapers, request: &SearchRequest) -> anyhow::Result<SearchAnswer> {
    let (index, behind) = current_index(&Store::open_read_only(data)?, data)?;
    let store = queries::open_store(data, papers)?;
    let request = SearchRequest { without: store.withheld_nodes()?, ..request.clone() };
    Ok(SearchAnswer { found: index.search(&request)?, coverage: store.coverage()?, behind })
}

/// The ids of all documents that match, ascending, by an index as fresh as it can be had.
///
/// # Errors
/// When the index cannot be read or built, or a filter is not understood.
pub(super) fn matching(store: &Store, data: &Path, request: &SearchRequest) -> anyhow::Result<Vec<i64>> {
    // The index is kept by the whole store, whatever this one hides.
    let (index, _behind) = current_index(&Store::open_read_only(data)?, data)?;
    Ok(index.matching(&SearchRequest { without: store.withheld_nodes()?, ..request.clone() })?)
}

/// Builds the index anew from the store; gives the number of documents in it.
///
/// # Errors
/// When there is no store, another process writes, or the index cannot be written.
pub fn reindex(data: &Path) -> anyhow::Result<u64> {
    let store = Store::open_read_only(data)?;
    let _lock = WriteLock::take(data)?;
    Ok(indexing::rebuild(&store, data)?.documents())
}

/// The index as fresh as it can be had, and whether it is behind the store.
fn current_index(store: &Store, data: &Path) -> anyhow::Result<(SearchIndex, bool)> {
    let opened = SearchIndex::open(&indexing::index_folder(data));
    let opened = opened.filter(|index| index.stamp().database == store.identity());
    if let Some(index) = opened {
        if indexing::is_current(&index, store)? {
            return Ok((index, false));
        }
        return match WriteLock::take(data) {
            Ok(_lock) => Ok((indexing::bring_up_to_date(store, data)?, false)),
            Err(_) => Ok((index, true)),
        };
    }
    let _lock = WriteLock::take(data).context("there is no usable index yet")?;
    Ok((indexing::bring_up_to_date(store, data)?, false))
}
