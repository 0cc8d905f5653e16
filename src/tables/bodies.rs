//! [`Bodies`]: names of agencies known in full (*tên cơ quan*), for names that hold commas and `và`.

use super::tsv;
use crate::text::words::{self, Word};
use std::collections::HashMap;

/// Known agencies by the words of their names.
#[derive(Debug)]
pub struct Bodies {
    by_words: HashMap<Vec<String>, String>,
    longest: usize,
}

impl Bodies {
    pub(super) fn built_in() -> Bodies {
        let mut by_words = HashMap::new();
        let table = include_str!("../../grammars/agencies.tsv");
        for [name, aliases] in tsv::rows(table, ["name", "aliases"]) {
            for printed in std::iter::once(name).chain(tsv::list(aliases, '|')) {
                let keys = words::keys(printed);
                if keys.len() > 1 {
                    by_words.entry(keys).or_insert_with(|| name.to_owned());
                }
            }
        }
        let longest = by_words.keys().map(Vec::len).max().unwrap_or(1);
        Bodies { by_words, longest }
    }

    /// The longest known name or alias that starts `words`: its full name and how many words it takes.
    #[must_use]
    pub fn at_start(&self, words: &[Word]) -> Option<(&str, usize)> {
        let most = self.longest.min(words.len());
        (2..=most).rev().find_map(|count| {
            let head: Vec<String> = words[..count].iter().map(|word| word.key.clone()).collect();
            self.by_words.get(&head).map(|name| (name.as_str(), count))
        })
    }

    /// The full name printed as it is written in the table, for a name in capitals.
    #[must_use]
    pub fn spelling(&self, name: &str) -> Option<&str> {
        self.by_words.get(&words::keys(name)).map(String::as_str)
    }
}
