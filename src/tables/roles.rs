//! [`RolePhrases`]: the verbs that say what a text does with a document (*động từ viện dẫn*).
//!
//! A phrase stands before the citation; `…` in the table is a gap of a few words, such as the actor in
//! *theo chỉ đạo của … tại*.

use super::tsv;
use crate::text::words::{self, Word};
use std::collections::BTreeMap;

/// Most words that a gap in a phrase may span.
const LONGEST_GAP: usize = 12;

/// A phrase of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RolePhrase {
    /// Slug of the role, or `follows` for a bare *theo*, whose role depends on the type cited.
    pub role: String,
    /// Slug of the strength.
    pub strength: String,
    /// The phrase as in the table.
    pub phrase: String,
    before_gap: Vec<String>,
    after_gap: Vec<String>,
}

impl RolePhrase {
    /// True when the phrase names an actor of its own, so that it does not govern a list.
    #[must_use]
    pub fn has_gap(&self) -> bool {
        !self.before_gap.is_empty()
    }
}

/// The table of role phrases.
#[derive(Debug)]
pub struct RolePhrases {
    by_last_word: BTreeMap<String, Vec<RolePhrase>>,
}

impl RolePhrases {
    pub(super) fn built_in() -> RolePhrases {
        let mut by_last_word: BTreeMap<String, Vec<RolePhrase>> = BTreeMap::new();
        let table = include_str!("../../grammars/role_phrases.tsv");
        for [role, strength, phrase] in tsv::rows(table, ["role", "strength", "phrase"]) {
            let (before, after) = phrase.split_once('…').unwrap_or(("", phrase));
            let entry = RolePhrase {
                role: role.to_owned(),
                strength: strength.to_owned(),
                phrase: phrase.to_owned(),
                before_gap: words::keys(before),
                after_gap: words::keys(after),
            };
            if let Some(last) = entry.after_gap.last() {
                by_last_word.entry(last.clone()).or_default().push(entry);
            }
        }
        for entries in by_last_word.values_mut() {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.before_gap.len() + entry.after_gap.len()));
        }
        RolePhrases { by_last_word }
    }

    /// The longest phrase that ends `words`, and the index of its first word.
    #[must_use]
    pub fn at_end(&self, words: &[Word]) -> Option<(&RolePhrase, usize)> {
        let entries = self.by_last_word.get(words.last()?.key.as_str())?;
        entries.iter().find_map(|entry| Some((entry, start_of(entry, words)?)))
    }
}

/// Index of the first word of `entry` where it ends `words`.
fn start_of(entry: &RolePhrase, words: &[Word]) -> Option<usize> {
    let tail = words.len().checked_sub(entry.after_gap.len())?;
    let same = |words: &[Word], keys: &[String]| {
        words.iter().map(|word| word.key.as_str()).eq(keys.iter().map(String::as_str))
    };
    if !same(&words[tail..], &entry.after_gap) {
        return None;
    }
    if entry.before_gap.is_empty() {
        return Some(tail);
    }
    let nearest = tail.checked_sub(entry.before_gap.len() + 1)?;
    let farthest = nearest.saturating_sub(LONGEST_GAP);
    (farthest..=nearest).rev().find(|start| same(&words[*start..start + entry.before_gap.len()], &entry.before_gap))
}
