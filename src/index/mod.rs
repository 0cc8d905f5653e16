//! The full-text index: derived from the store, thrown away and rebuilt whenever it does not fit it.
//!
//! The only module that knows `tantivy`. Takes [`Searchable`]s with the change number of the store, answers
//! [`SearchRequest`]s with [`Found`]. The number of the last change it holds travels in the commit itself ([`Stamp`]), so that
//! index and store can never disagree about what is indexed. One writer at a time; the caller holds the lock.
//!
//! [`Searchable`]: crate::model::Searchable
//! [`SearchRequest`]: crate::model::SearchRequest
//! [`Found`]: crate::model::Found

mod compile;
mod date_range;
mod field_name;
mod folder;
mod number_forms;
mod province;
mod query;
mod schema;
mod search;
mod snippet;
mod stamp;
mod tokenizer;
mod writer;

pub use stamp::Stamp;
pub use writer::IndexUpdate;

use schema::Fields;
use std::path::Path;
use tantivy::{Index, IndexReader, ReloadPolicy};

/// What can go wrong with the index.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// The index itself failed.
    #[error("search index: {0}")]
    Engine(#[from] tantivy::TantivyError),
    /// A file or folder of the index failed.
    #[error("search index: {0}")]
    Io(#[from] std::io::Error),
    /// A filter that is not understood; its reason.
    #[error("filter not understood: {0}")]
    Filter(String),
}

/// An index that can be searched and brought up to date.
pub struct SearchIndex {
    index: Index,
    reader: IndexReader,
    fields: Fields,
    stamp: Stamp,
}

impl SearchIndex {
    /// The live index of `folder`; `None` when there is none, or it is damaged or of another version of fields or
    /// words, so that it has to be built with [`SearchIndex::build`].
    #[must_use]
    pub fn open(folder: &Path) -> Option<SearchIndex> {
        let build = folder::live_build(folder)?;
        SearchIndex::of(Index::open_in_dir(build).ok()?).ok().filter(SearchIndex::is_usable)
    }

    /// What the index holds.
    #[must_use]
    pub fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    /// Number of documents.
    #[must_use]
    pub fn documents(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    fn of(index: Index) -> Result<SearchIndex, IndexError> {
        index.tokenizers().register(tokenizer::TOKENIZER, tokenizer::VietnameseTokenizer);
        let stamp = Stamp::read(index.load_metas()?.payload.as_deref().unwrap_or_default());
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(SearchIndex { index, reader, fields: Fields::new(), stamp })
    }

    fn is_usable(&self) -> bool {
        self.stamp.is_of_this_version() && self.index.schema() == self.fields.schema
    }
}

#[cfg(test)]
mod tests;
