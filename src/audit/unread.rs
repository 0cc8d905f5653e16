//! Unread files by the row they would count in: [`by_row`].

use super::{Question, Spot, geography};
use crate::model::AuditLevel;
use std::collections::BTreeMap;
use std::path::Path;

/// Files that could not be read.
pub(super) struct UnreadFiles {
    /// Paths by the key of their row.
    pub(super) by_key: BTreeMap<String, Vec<String>>,
    /// Number of those whose place no folder tells.
    pub(super) unknown_place: u64,
}

/// Places each unread file by the longest folder that the user gave a province. Below the provinces a folder tells no
/// row, so all files count as of unknown place.
pub(super) fn by_row(question: &Question<'_>) -> UnreadFiles {
    let input = question.input;
    let mut by_key: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut placed = 0;
    if input.level == AuditLevel::Province {
        for path in &input.unread_paths {
            let of_folder = input.folder_places.iter().filter(|(folder, _)| Path::new(path).starts_with(folder));
            let unit =
                of_folder.max_by_key(|(folder, _)| folder.len()).and_then(|(_, word)| geography::named(word, question));
            if let Some(Spot::In { key, .. }) = unit.map(|unit| geography::locate_unit(unit, question)) {
                by_key.entry(key).or_default().push(path.clone());
                placed += 1;
            }
        }
    }
    UnreadFiles { by_key, unknown_place: input.coverage.unread().saturating_sub(placed) }
}
