//! Filling an index: changes as delete and add, or a whole new build that takes the old one's place.
//!
//! A commit holds everything of one call or nothing; on any error the writer is dropped with what it had not committed.

use super::{IndexError, SearchIndex, Stamp, folder, schema::Fields};
use crate::model::Searchable;
use std::path::Path;
use tantivy::{Index, IndexSettings, IndexWriter, TantivyDocument, Term};

/// Memory of one writing thread, in bytes. More gives fewer and larger segments.
const THREAD_MEMORY: usize = 64 * 1024 * 1024;

/// Writing threads of a whole build.
const BUILD_THREADS: usize = 2;

/// One change of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexUpdate {
    /// Node id of the store.
    pub id: i64,
    /// The document as it is now; `None` when it is gone.
    pub searchable: Option<Searchable>,
}

impl SearchIndex {
    /// Builds the index of `folder` anew and makes it the live one; the old one answers until then.
    ///
    /// # Errors
    /// When the folder cannot be written or the engine fails; the old build then stays live.
    pub fn build(
        folder: &Path,
        updates: impl IntoIterator<Item = IndexUpdate>,
        stamp: Stamp,
    ) -> Result<SearchIndex, IndexError> {
        let build = folder::new_build(folder)?;
        let fields = Fields::new();
        let builder = Index::builder().schema(fields.schema.clone()).settings(IndexSettings::default());
        let mut index = SearchIndex::of(builder.create_in_dir(&build)?)?;
        index.write(updates, stamp, BUILD_THREADS)?;
        folder::publish(folder, &build)?;
        Ok(index)
    }

    /// An index in memory, for tests and benches.
    ///
    /// # Errors
    /// When the engine fails.
    pub fn in_memory(updates: impl IntoIterator<Item = IndexUpdate>, stamp: Stamp) -> Result<SearchIndex, IndexError> {
        let mut index = SearchIndex::of(Index::create_in_ram(Fields::new().schema))?;
        index.write(updates, stamp, 1)?;
        Ok(index)
    }

    /// Applies changes in order and notes `stamp`, all in one commit.
    ///
    /// # Errors
    /// When the engine fails; the index then is as it was before.
    pub fn apply(&mut self, updates: impl IntoIterator<Item = IndexUpdate>, stamp: Stamp) -> Result<(), IndexError> {
        self.write(updates, stamp, 1)
    }

    fn write(
        &mut self,
        updates: impl IntoIterator<Item = IndexUpdate>,
        stamp: Stamp,
        threads: usize,
    ) -> Result<(), IndexError> {
        let mut writer: IndexWriter<TantivyDocument> =
            self.index.writer_with_num_threads(threads, threads * THREAD_MEMORY)?;
        for update in updates {
            writer.delete_term(Term::from_field_i64(self.fields.id, update.id));
            if let Some(searchable) = &update.searchable {
                writer.add_document(self.fields.document(searchable))?;
            }
        }
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(&stamp.write());
        commit.commit()?;
        writer.wait_merging_threads()?;
        self.stamp = stamp;
        self.reader.reload()?;
        Ok(())
    }
}
