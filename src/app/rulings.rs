//! A person's word on which files are one paper.

use super::indexing;
use super::queries::App;
use super::write_lock::WriteLock;
use crate::store::{RuledPair, Store};
use std::path::Path;

/// Rules that two files are the same paper (`Some(true)`), are not (`Some(false)`), or takes the ruling back (`None`).
/// `false` when one of them was not ingested.
///
/// # Errors
/// When another process writes, or store or index fail.
pub fn rule_same_paper(data: &Path, one: &str, other: &str, same: Option<bool>, why: &str) -> anyhow::Result<bool> {
    let _lock = WriteLock::take(data)?;
    let mut store = Store::open(data)?;
    let path = |typed: &str| -> anyhow::Result<Option<String>> { Ok(store.path_of_file(typed)?) };
    let (Some(one), Some(other)) = (path(one)?, path(other)?) else { return Ok(false) };
    let is_known = store.rule(&one, &other, same, why)?;
    indexing::bring_up_to_date(&store, data)?;
    Ok(is_known)
}

impl App {
    /// All rulings, by path.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn rulings(&self) -> anyhow::Result<Vec<RuledPair>> {
        Ok(self.store.rulings()?)
    }
}
