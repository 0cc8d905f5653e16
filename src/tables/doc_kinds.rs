//! [`DocKinds`]: type names and codes of documents (*tên loại văn bản*) and the slugs they stand for.
//!
//! Sources: Nghị định 30/2020/NĐ-CP art. 7 and Appendix III; Hướng dẫn 36-HD/VPTW; see `grammars/README.md`.

use super::phrase_map::PhraseMap;
use super::tsv;
use crate::text::words::{self, Word};
use std::collections::HashMap;

/// Type names and codes.
#[derive(Debug)]
pub struct DocKinds {
    by_words: PhraseMap<String>,
    by_code: HashMap<String, Vec<String>>,
    names: HashMap<String, String>,
}

impl DocKinds {
    pub(super) fn built_in() -> DocKinds {
        let words = tsv::rows(include_str!("../../grammars/doc_type_words.tsv"), ["word", "record_slug"]);
        let mut phrases: Vec<(Vec<String>, String)> =
            words.into_iter().map(|[word, slug]| (words::keys(word), slug.to_owned())).collect();
        let mut by_code: HashMap<String, Vec<String>> = HashMap::new();
        let mut names = HashMap::new();
        let table = include_str!("../../grammars/doc_types.tsv");
        for [slug, name, codes] in tsv::rows(table, ["record_slug", "name", "abbr"]) {
            phrases.push((words::keys(name), slug.to_owned()));
            names.entry(slug.to_owned()).or_insert_with(|| name.to_owned());
            for code in tsv::list(codes, ';') {
                by_code.entry(code.to_lowercase()).or_default().push(slug.to_owned());
            }
        }
        DocKinds { by_words: PhraseMap::new(phrases), by_code, names }
    }

    /// The slug of a type code of a symbol, such as `KH`; `None` for a letter's issuer code. Of types that share a code
    /// the first one of the table.
    #[must_use]
    pub fn of_code(&self, code: &str) -> Option<&str> {
        self.all_of_code(code).first().map(String::as_str)
    }

    /// The slugs of all types that a code stands for: `KL` is a conclusion, or one of an inspection.
    #[must_use]
    pub fn all_of_code(&self, code: &str) -> &[String] {
        self.by_code.get(&code.to_lowercase()).map(Vec::as_slice).unwrap_or_default()
    }

    /// The slug of a whole type name, such as `Kế hoạch`.
    #[must_use]
    pub fn of_name(&self, name: &str) -> Option<&str> {
        self.by_words.of(name).map(String::as_str)
    }

    /// The name of a slug: `ke_hoach` is `Kế hoạch`.
    #[must_use]
    pub fn name(&self, slug: &str) -> Option<&str> {
        self.names.get(slug).map(String::as_str)
    }

    /// The longest type name that ends `words`: its slug and how many words it takes.
    #[must_use]
    pub fn at_end(&self, words: &[Word]) -> Option<(&str, usize)> {
        self.by_words.at_end(words).map(|(slug, count)| (slug.as_str(), count))
    }

    /// The longest type name that starts `words`: its slug and how many words it takes.
    #[must_use]
    pub fn at_start(&self, words: &[Word]) -> Option<(&str, usize)> {
        self.by_words.at_start(words).map(|(slug, count)| (slug.as_str(), count))
    }
}
