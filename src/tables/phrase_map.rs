//! [`PhraseMap`]: phrases looked up by their words, at the start or end of a run of words.
//!
//! Most words start no phrase, so the first (or last) word is looked up alone before any phrase is compared.

use crate::text::fold;
use crate::text::words::{self, Word};
use rustc_hash::FxHashMap;

/// Values by phrases.
#[derive(Debug)]
pub(super) struct PhraseMap<V> {
    entries: Vec<(Vec<String>, V)>,
    /// Entries by their first word, longest phrase first.
    by_first: FxHashMap<String, Vec<usize>>,
    /// Entries by their last word, longest phrase first.
    by_last: FxHashMap<String, Vec<usize>>,
    /// Entries by their words without accents and spaces; `None` where two phrases are alike.
    by_plain: FxHashMap<String, Option<usize>>,
    /// Bytes of the longest phrase without accents and spaces.
    longest_plain: usize,
}

/// Words of the longest phrase that is looked up without accents.
const LONGEST: usize = 16;

impl<V> PhraseMap<V> {
    /// A map of phrases; of two equal phrases the first keeps its value. Phrases without words are left out.
    pub(super) fn new(phrases: impl IntoIterator<Item = (Vec<String>, V)>) -> PhraseMap<V> {
        let mut map = PhraseMap {
            entries: Vec::new(),
            by_first: FxHashMap::default(),
            by_last: FxHashMap::default(),
            by_plain: FxHashMap::default(),
            longest_plain: 0,
        };
        for (keys, value) in phrases {
            let (Some(first), Some(last)) = (keys.first().cloned(), keys.last().cloned()) else { continue };
            let same =
                map.by_first.get(&first).is_some_and(|places| places.iter().any(|at| map.entries[*at].0 == keys));
            if !same {
                map.by_first.entry(first).or_default().push(map.entries.len());
                map.by_last.entry(last).or_default().push(map.entries.len());
                let plain: String = keys.iter().map(|key| fold::unaccented(key)).collect();
                map.longest_plain = map.longest_plain.max(plain.len());
                let at = map.entries.len();
                map.by_plain.entry(plain).and_modify(|other| *other = None).or_insert(Some(at));
                map.entries.push((keys, value));
            }
        }
        let entries = &map.entries;
        for places in map.by_first.values_mut().chain(map.by_last.values_mut()) {
            places.sort_by_key(|at| std::cmp::Reverse(entries[*at].0.len()));
        }
        map
    }

    /// The longest phrase that starts `words`: its value and how many words it takes.
    pub(super) fn at_start(&self, words: &[Word]) -> Option<(&V, usize)> {
        let places = self.by_first.get(words.first()?.key.as_str())?;
        places.iter().find_map(|at| {
            let (keys, value) = &self.entries[*at];
            let head = words.get(..keys.len())?;
            same(head, keys).then_some((value, keys.len()))
        })
    }

    /// The longest phrase that starts `words` when accents and spaces are lost or misread: its value and how many words
    /// it takes. Phrases that differ in nothing but accents are not told apart, so neither is found.
    pub(super) fn like_start(&self, words: &[Word]) -> Option<(&V, usize)> {
        let mut joined = String::with_capacity(self.longest_plain + 24);
        let mut longest = None;
        for (at, word) in words.iter().take(LONGEST).enumerate() {
            fold::push_unaccented(&word.key, &mut joined);
            if joined.len() > self.longest_plain {
                break;
            }
            if let Some(Some(entry)) = self.by_plain.get(&joined) {
                longest = Some((&self.entries[*entry].1, at + 1));
            }
        }
        longest
    }

    /// The longest phrase that ends `words`: its value and how many words it takes.
    pub(super) fn at_end(&self, words: &[Word]) -> Option<(&V, usize)> {
        let places = self.by_last.get(words.last()?.key.as_str())?;
        places.iter().find_map(|at| {
            let (keys, value) = &self.entries[*at];
            let tail = &words[words.len().checked_sub(keys.len())?..];
            same(tail, keys).then_some((value, keys.len()))
        })
    }

    /// The value of the phrase that is the whole of `words`.
    pub(super) fn whole(&self, words: &[Word]) -> Option<&V> {
        self.at_start(words).filter(|(_, count)| *count == words.len()).map(|(value, _)| value)
    }

    /// The value of a printed phrase.
    pub(super) fn of(&self, phrase: &str) -> Option<&V> {
        let all = words::words(phrase, crate::text::Span::new(0, phrase.len()));
        self.whole(&all)
    }
}

fn same(words: &[Word], keys: &[String]) -> bool {
    words.iter().map(|word| word.key.as_str()).eq(keys.iter().map(String::as_str))
}
