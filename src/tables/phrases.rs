//! [`Phrases`]: fixed words of the form, by kind, from `grammars/phrases.tsv`.

use super::tsv;
use crate::text::words::{self, Word};
use std::collections::{HashMap, HashSet};

/// Words that open a body, fill a role phrase, end or head the name of a body.
#[derive(Debug)]
pub struct Phrases {
    openings: PhraseSet,
    role_fillers: HashSet<String>,
    issuer_stops: PhraseSet,
    body_heads: PhraseSet,
    task_verbs: PhraseSet,
}

/// Phrases looked up by their words.
#[derive(Debug, Default)]
struct PhraseSet {
    phrases: HashSet<Vec<String>>,
    longest: usize,
}

impl PhraseSet {
    fn insert(&mut self, phrase: &str) {
        let keys = words::keys(phrase);
        self.longest = self.longest.max(keys.len());
        self.phrases.insert(keys);
    }

    /// How many of the first `words` the longest phrase at their start takes.
    fn starts(&self, words: &[Word]) -> Option<usize> {
        (1..=self.longest.min(words.len())).rev().find(|count| {
            let head: Vec<String> = words[..*count].iter().map(|word| word.key.clone()).collect();
            self.phrases.contains(&head)
        })
    }
}

impl Phrases {
    pub(super) fn built_in() -> Phrases {
        let mut sets: HashMap<&str, PhraseSet> = HashMap::new();
        let mut role_fillers = HashSet::new();
        for [kind, phrase] in tsv::rows(include_str!("../../grammars/phrases.tsv"), ["kind", "phrase"]) {
            if kind == "role_filler" {
                role_fillers.extend(words::keys(phrase));
            } else {
                sets.entry(kind).or_default().insert(phrase);
            }
        }
        let mut take = |kind| sets.remove(kind).unwrap_or_default();
        Phrases {
            openings: take("opening"),
            role_fillers,
            issuer_stops: take("issuer_stop"),
            body_heads: take("body_head"),
            task_verbs: take("task_verb"),
        }
    }

    /// True when `words` open a body (*Căn cứ, Thực hiện* …).
    #[must_use]
    pub fn opens_body(&self, words: &[Word]) -> bool {
        self.openings.starts(words).is_some()
    }

    /// True for a word that may stand between a role verb and the document (*nghiêm túc, nội dung* …).
    #[must_use]
    pub fn fills_role(&self, word: &Word) -> bool {
        self.role_fillers.contains(&word.key)
    }

    /// True when `words` end the name of a body that stands before them (*về, ban hành* …).
    #[must_use]
    pub fn stops_issuer(&self, words: &[Word]) -> bool {
        self.issuer_stops.starts(words).is_some()
    }

    /// How many of the first `words` are the head of a body's name (*Sở, Ủy ban, Ban Chỉ đạo* …).
    #[must_use]
    pub fn body_head(&self, words: &[Word]) -> Option<usize> {
        self.body_heads.starts(words)
    }

    /// True when `words` start what a body is to do (*tham mưu, chủ trì, tổ chức* …): a list of bodies ends there.
    #[must_use]
    pub fn starts_task(&self, words: &[Word]) -> bool {
        self.task_verbs.starts(words).is_some()
    }
}
