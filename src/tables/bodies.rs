//! [`Bodies`]: names of agencies known in full (*tên cơ quan*), for names that hold commas and `và`.

use super::phrase_map::PhraseMap;
use super::tsv;
use crate::text::words::{self, Word};

/// Known agencies by the words of their names.
#[derive(Debug)]
pub struct Bodies {
    by_words: PhraseMap<String>,
}

impl Bodies {
    pub(super) fn built_in() -> Bodies {
        let table = tsv::rows(include_str!("../../grammars/agencies.tsv"), ["name", "aliases"]);
        let phrases = table.into_iter().flat_map(|[name, aliases]| {
            let printed = std::iter::once(name).chain(tsv::list(aliases, '|'));
            printed.map(|printed| (words::keys(printed), name.to_owned())).filter(|(keys, _)| keys.len() > 1)
        });
        Bodies { by_words: PhraseMap::new(phrases) }
    }

    /// The longest known name or alias that starts `words`: its full name and how many words it takes.
    #[must_use]
    pub fn at_start(&self, words: &[Word]) -> Option<(&str, usize)> {
        self.by_words.at_start(words).map(|(name, count)| (name.as_str(), count))
    }

    /// The longest known name or alias that starts `words` whose accents or spaces are damaged: its full name and how
    /// many words it takes.
    #[must_use]
    pub fn like_start(&self, words: &[Word]) -> Option<(&str, usize)> {
        self.by_words.like_start(words).map(|(name, count)| (name.as_str(), count))
    }

    /// The full name printed as it is written in the table, for a name in capitals.
    #[must_use]
    pub fn spelling(&self, name: &str) -> Option<&str> {
        self.by_words.of(name).map(String::as_str)
    }
}
