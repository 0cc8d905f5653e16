//! [`Phrases`]: fixed words of the form, by kind, from `grammars/phrases.tsv`.

use super::phrase_map::PhraseMap;
use super::tsv;
use crate::text::words::{self, Word};
use std::collections::{HashMap, HashSet};

/// Words that open a body, fill a role phrase, end or head the name of a body.
#[derive(Debug)]
pub struct Phrases {
    openings: PhraseMap<()>,
    role_fillers: HashSet<String>,
    issuer_stops: PhraseMap<()>,
    body_heads: PhraseMap<()>,
    task_verbs: PhraseMap<()>,
    denials: PhraseMap<()>,
}

impl Phrases {
    pub(super) fn built_in() -> Phrases {
        let mut phrases: HashMap<&str, Vec<(Vec<String>, ())>> = HashMap::new();
        let mut role_fillers = HashSet::new();
        for [kind, phrase] in tsv::rows(include_str!("../../grammars/phrases.tsv"), ["kind", "phrase"]) {
            if kind == "role_filler" {
                role_fillers.extend(words::keys(phrase));
            } else {
                phrases.entry(kind).or_default().push((words::keys(phrase), ()));
            }
        }
        let mut take = |kind| PhraseMap::new(phrases.remove(kind).unwrap_or_default());
        Phrases {
            openings: take("opening"),
            role_fillers,
            issuer_stops: take("issuer_stop"),
            body_heads: take("body_head"),
            task_verbs: take("task_verb"),
            denials: take("denial"),
        }
    }

    /// True when `words` open a body (*Căn cứ, Thực hiện* …).
    #[must_use]
    pub fn opens_body(&self, words: &[Word]) -> bool {
        self.openings.at_start(words).is_some()
    }

    /// True for a word that may stand between a role verb and the document (*nghiêm túc, nội dung* …).
    #[must_use]
    pub fn fills_role(&self, word: &Word) -> bool {
        self.role_fillers.contains(word.key.as_str())
    }

    /// True when `words` end the name of a body that stands before them (*về, ban hành* …).
    #[must_use]
    pub fn stops_issuer(&self, words: &[Word]) -> bool {
        self.issuer_stops.at_start(words).is_some()
    }

    /// How many of the first `words` are the head of a body's name (*Sở, Ủy ban, Ban Chỉ đạo* …).
    #[must_use]
    pub fn body_head(&self, words: &[Word]) -> Option<usize> {
        self.body_heads.at_start(words).map(|((), count)| count)
    }

    /// True when `words` start what a body is to do (*tham mưu, chủ trì, tổ chức* …): a list of bodies ends there.
    #[must_use]
    pub fn starts_task(&self, words: &[Word]) -> bool {
        self.task_verbs.at_start(words).is_some()
    }

    /// True when `words` end with a denial (*chưa, không, tạm dừng* …).
    #[must_use]
    pub fn denies(&self, words: &[Word]) -> bool {
        self.denials.at_end(words).is_some()
    }
}
