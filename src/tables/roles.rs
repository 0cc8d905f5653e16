//! [`RolePhrases`]: the verbs that say what a text does with a document (*động từ viện dẫn*).
//!
//! A phrase stands before the citation; `…` in the table is a gap of a few words, such as the actor in
//! *theo chỉ đạo của … tại*. A phrase that opens with `…` stands behind the citation (*… hết hiệu lực*).

use super::phrase_map::PhraseMap;
use super::tsv;
use crate::text::nearness;
use crate::text::words::{self, Word};
use std::collections::BTreeMap;

/// Most words that a gap in a phrase may span.
const LONGEST_GAP: usize = 12;

/// A phrase of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RolePhrase {
    /// Slug of the role; `follows` for a bare *theo* and `follows_guide` for *theo hướng dẫn tại*, whose role depends
    /// on the type cited; `passive_` before a slug where the document behind the phrase acts on the one before it.
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

    /// Slug of the role that the document behind a passive phrase has to the one before it.
    #[must_use]
    pub fn passive(&self) -> Option<&str> {
        self.role.strip_prefix("passive_")
    }
}

/// The table of role phrases.
#[derive(Debug)]
pub struct RolePhrases {
    /// Phrases before a citation, the surest first.
    by_last_word: BTreeMap<String, Vec<RolePhrase>>,
    /// Phrases of several words by the shape of their last word, for what was recognised with wrong letters.
    by_last_shape: BTreeMap<String, Vec<RolePhrase>>,
    behind: PhraseMap<RolePhrase>,
}

impl RolePhrases {
    pub(super) fn built_in() -> RolePhrases {
        let mut by_last_word: BTreeMap<String, Vec<RolePhrase>> = BTreeMap::new();
        let mut by_last_shape: BTreeMap<String, Vec<RolePhrase>> = BTreeMap::new();
        let mut behind = Vec::new();
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
            let Some(last) = entry.after_gap.last() else { continue };
            if phrase.starts_with('…') {
                behind.push((entry.after_gap.clone(), entry));
                continue;
            }
            if entry.after_gap.len() > 1 && !entry.has_gap() {
                by_last_shape.entry(nearness::shape(last)).or_default().push(entry.clone());
            }
            by_last_word.entry(last.clone()).or_default().push(entry);
        }
        // Words that touch the citation are surer than those beyond a gap.
        for entries in by_last_word.values_mut().chain(by_last_shape.values_mut()) {
            entries.sort_by_key(|entry| std::cmp::Reverse((entry.after_gap.len(), entry.before_gap.len())));
        }
        RolePhrases { by_last_word, by_last_shape, behind: PhraseMap::new(behind) }
    }

    /// The surest phrase that ends `words`, and the index of its first word.
    #[must_use]
    pub fn at_end(&self, words: &[Word]) -> Option<(&RolePhrase, usize)> {
        let entries = self.by_last_word.get(words.last()?.key.as_str())?;
        entries.iter().find_map(|entry| Some((entry, start_of(entry, words, is_same)?)))
    }

    /// The longest phrase of several words that ends `words`, letters that look alike taken as one; of a phrase with a gap
    /// only the words before the gap may be damaged: `Xét để nghị của … tại`.
    #[must_use]
    pub fn nearly_at_end(&self, words: &[Word]) -> Option<(&RolePhrase, usize)> {
        let last = words.last()?;
        let touching = self.by_last_shape.get(&nearness::shape(&last.key)).into_iter().flatten();
        let mut nearly = touching.chain(self.gapped(&last.key));
        nearly.find_map(|entry| Some((entry, start_of(entry, words, looks_alike)?)))
    }

    /// Phrases with a gap that end in this word and are long enough to be known when damaged.
    fn gapped(&self, last: &str) -> impl Iterator<Item = &RolePhrase> {
        let entries = self.by_last_word.get(last).into_iter().flatten();
        entries.filter(|entry| entry.before_gap.len() > 2 && entry.after_gap.len() == 1)
    }

    /// True when `words` start with a verb of carrying out, letters that look alike taken as one: `Thực biện`.
    #[must_use]
    pub fn nearly_at_start(&self, words: &[Word]) -> bool {
        (2..=words.len().min(4)).any(|count| {
            self.nearly_at_end(&words[..count]).is_some_and(|(entry, start)| start == 0 && entry.role == "implements")
        })
    }

    /// The phrase that starts `words`, the words behind a citation.
    #[must_use]
    pub fn behind(&self, words: &[Word]) -> Option<&RolePhrase> {
        self.behind.at_start(words).map(|(entry, _)| entry)
    }
}

fn is_same(word: &Word, key: &str) -> bool {
    word.key == key
}

fn looks_alike(word: &Word, key: &str) -> bool {
    nearness::looks_alike(&word.key, key)
}

/// Index of the first word of `entry` where it ends `words`, one word by one `alike`.
fn start_of(entry: &RolePhrase, words: &[Word], alike: fn(&Word, &str) -> bool) -> Option<usize> {
    let tail = words.len().checked_sub(entry.after_gap.len())?;
    let same = |words: &[Word], keys: &[String]| {
        words.len() == keys.len() && words.iter().zip(keys).all(|(word, key)| alike(word, key))
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
