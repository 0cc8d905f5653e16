//! [`DocKinds`]: type names and codes of documents (*tên loại văn bản*) and the slugs they stand for.
//!
//! Sources: Nghị định 30/2020/NĐ-CP art. 7 and Appendix III; Hướng dẫn 36-HD/VPTW; see `grammars/README.md`.

use super::tsv;
use crate::text::words::{self, Word};
use std::collections::HashMap;

/// Type names and codes.
#[derive(Debug)]
pub struct DocKinds {
    by_words: HashMap<Vec<String>, String>,
    by_code: HashMap<String, String>,
    names: HashMap<String, String>,
    longest: usize,
}

impl DocKinds {
    pub(super) fn built_in() -> DocKinds {
        let mut by_words = HashMap::new();
        let mut by_code = HashMap::new();
        let mut names = HashMap::new();
        let table = include_str!("../../grammars/doc_types.tsv");
        for [slug, name, codes] in tsv::rows(table, ["record_slug", "name", "abbr"]) {
            by_words.entry(words::keys(name)).or_insert_with(|| slug.to_owned());
            names.entry(slug.to_owned()).or_insert_with(|| name.to_owned());
            for code in tsv::list(codes, ';') {
                by_code.entry(code.to_lowercase()).or_insert_with(|| slug.to_owned());
            }
        }
        for [word, slug] in tsv::rows(include_str!("../../grammars/doc_type_words.tsv"), ["word", "record_slug"]) {
            by_words.insert(words::keys(word), slug.to_owned());
        }
        let longest = by_words.keys().map(Vec::len).max().unwrap_or(1);
        DocKinds { by_words, by_code, names, longest }
    }

    /// The slug of a type code of a symbol, such as `KH`; `None` for a letter's issuer code.
    #[must_use]
    pub fn of_code(&self, code: &str) -> Option<&str> {
        self.by_code.get(&code.to_lowercase()).map(String::as_str)
    }

    /// The slug of a whole type name, such as `Kế hoạch`.
    #[must_use]
    pub fn of_name(&self, name: &str) -> Option<&str> {
        self.by_words.get(&words::keys(name)).map(String::as_str)
    }

    /// The name of a slug: `ke_hoach` is `Kế hoạch`.
    #[must_use]
    pub fn name(&self, slug: &str) -> Option<&str> {
        self.names.get(slug).map(String::as_str)
    }

    /// The longest type name that ends `words`: its slug and how many words it takes.
    #[must_use]
    pub fn at_end(&self, words: &[Word]) -> Option<(&str, usize)> {
        let most = self.longest.min(words.len());
        (1..=most).rev().find_map(|count| {
            let tail: Vec<String> = words[words.len() - count..].iter().map(|word| word.key.clone()).collect();
            self.by_words.get(&tail).map(|slug| (slug.as_str(), count))
        })
    }

    /// The longest type name that starts `words`: its slug and how many words it takes.
    #[must_use]
    pub fn at_start(&self, words: &[Word]) -> Option<(&str, usize)> {
        let most = self.longest.min(words.len());
        (1..=most).rev().find_map(|count| {
            let head: Vec<String> = words[..count].iter().map(|word| word.key.clone()).collect();
            self.by_words.get(&head).map(|slug| (slug.as_str(), count))
        })
    }
}
