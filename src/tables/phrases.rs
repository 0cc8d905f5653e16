//! [`Phrases`]: fixed words of the form, by kind, from `grammars/phrases.tsv`.

use super::phrase_map::PhraseMap;
use super::tsv;
use crate::text::fold;
use crate::text::words::{self, Word};
use std::collections::{HashMap, HashSet};

/// Words that open a body, fill a role phrase, end or head the name of a body.
#[derive(Debug)]
pub struct Phrases {
    openings: PhraseMap<()>,
    role_fillers: HashSet<String>,
    issuer_stops: PhraseMap<()>,
    title_openers: PhraseMap<()>,
    title_ends: PhraseMap<()>,
    body_heads: PhraseMap<()>,
    actor_heads: PhraseMap<()>,
    no_actors: PhraseMap<()>,
    task_verbs: PhraseMap<()>,
    bare_verbs: PhraseMap<()>,
    denials: PhraseMap<()>,
    issuings: PhraseMap<()>,
    utterances: PhraseMap<()>,
    positions: PhraseMap<String>,
    ranks: PhraseMap<()>,
    surnames: PhraseMap<String>,
    urgencies: PhraseMap<String>,
    secrecies: PhraseMap<String>,
    marks: PhraseMap<()>,
}

impl Phrases {
    pub(super) fn built_in() -> Phrases {
        let mut phrases: HashMap<&str, Vec<(Vec<String>, ())>> = HashMap::new();
        let mut named: HashMap<&str, Vec<(Vec<String>, String)>> = HashMap::new();
        let mut role_fillers = HashSet::new();
        for [kind, phrase] in tsv::rows(include_str!("../../grammars/phrases.tsv"), ["kind", "phrase"]) {
            if kind == "role_filler" {
                role_fillers.extend(words::keys(phrase));
            } else if matches!(kind, "surname" | "position") {
                named.entry(kind).or_default().push((words::keys(phrase), phrase.to_owned()));
            } else if matches!(kind, "urgency" | "secrecy") {
                let slug = fold::unaccented(phrase).replace(' ', "_");
                named.entry(kind).or_default().push((words::keys(phrase), slug));
            } else {
                phrases.entry(kind).or_default().push((words::keys(phrase), ()));
            }
        }
        let mut take = |kind| PhraseMap::new(phrases.remove(kind).unwrap_or_default());
        let mut take_named = |kind| PhraseMap::new(named.remove(kind).unwrap_or_default());
        Phrases {
            openings: take("opening"),
            role_fillers,
            issuer_stops: take("issuer_stop"),
            title_openers: take("title_opener"),
            title_ends: take("title_end"),
            body_heads: take("body_head"),
            actor_heads: take("actor_head"),
            no_actors: take("no_actor"),
            task_verbs: take("task_verb"),
            bare_verbs: take("bare_verb"),
            denials: take("denial"),
            issuings: take("issuing"),
            utterances: take("utterance"),
            positions: take_named("position"),
            ranks: take("rank"),
            surnames: take_named("surname"),
            urgencies: take_named("urgency"),
            secrecies: take_named("secrecy"),
            marks: take("mark"),
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

    /// How many of the first `words` open the title of a document that stands before them (*về, phê duyệt* …).
    #[must_use]
    pub fn title_opener(&self, words: &[Word]) -> Option<usize> {
        self.title_openers.at_start(words).map(|((), count)| count)
    }

    /// True when `words` behind a comma go on with the sentence around a title (*đề nghị, trên cơ sở* …).
    #[must_use]
    pub fn ends_title(&self, words: &[Word]) -> bool {
        self.title_ends.at_start(words).is_some()
    }

    /// How many of the first `words` are the head of a body's name (*Sở, Ủy ban, Ban Chỉ đạo* …).
    #[must_use]
    pub fn body_head(&self, words: &[Word]) -> Option<usize> {
        self.body_heads.at_start(words).map(|((), count)| count)
    }

    /// How many of the first `words` are the head of one who may be given a task: a body, or people and firms
    /// (*Chủ đầu tư, Người đứng đầu* …); not where they only look like one (*Ban hành, Báo cáo kết quả* …).
    #[must_use]
    pub fn actor_head(&self, words: &[Word]) -> Option<usize> {
        let actor = self.actor_heads.at_start(words).map(|((), count)| count);
        let head = actor.max(self.body_head(words));
        let looks_like = self.no_actors.at_start(words).map(|((), count)| count);
        head.filter(|_| looks_like < head)
    }

    /// How many of the first `words` say what a body is to do (*tham mưu, chủ trì, tổ chức* …): a list of bodies
    /// ends there.
    #[must_use]
    pub fn task_verb(&self, words: &[Word]) -> Option<usize> {
        self.task_verbs.at_start(words).map(|((), count)| count)
    }

    /// How many words, between a body and the document it issued, end `words` (*có, tại, phê duyệt tại* …).
    #[must_use]
    pub fn issues(&self, words: &[Word]) -> Option<usize> {
        self.issuings.at_end(words).map(|((), count)| count)
    }

    /// True when `words` end with what a body says in a document (*đề nghị, ý kiến, chỉ đạo* …).
    #[must_use]
    pub fn speaks(&self, words: &[Word]) -> bool {
        self.utterances.at_end(words).is_some()
    }

    /// True when `words` start with a short verb that is a part of other words too (*đưa, chọn* …).
    #[must_use]
    pub fn is_bare_verb(&self, words: &[Word]) -> bool {
        self.bare_verbs.at_start(words).is_some()
    }

    /// True when `words` end with a denial (*chưa, không, tạm dừng* …).
    #[must_use]
    pub fn denies(&self, words: &[Word]) -> bool {
        self.denials.at_end(words).is_some()
    }

    /// The same for words whose accents or spaces are damaged; heads of one short word are not told then.
    #[must_use]
    pub fn like_body_head(&self, words: &[Word]) -> Option<usize> {
        let letters = |count: usize| words[..count].iter().map(|word| word.key.chars().count()).sum::<usize>();
        self.body_heads.like_start(words).map(|((), count)| count).filter(|count| letters(*count) >= 5)
    }

    /// The position (*chức vụ*) that the first `words` name, in small letters, and how many they are; accents and
    /// spaces may be damaged.
    #[must_use]
    pub fn position(&self, words: &[Word]) -> Option<(&str, usize)> {
        let found = self.positions.at_start(words).or_else(|| self.positions.like_start(words));
        found.map(|(name, count)| (name.as_str(), count))
    }

    /// How many of the first `words` are a rank or title before a name (*Đại tá, Thạc sĩ*).
    #[must_use]
    pub fn rank(&self, words: &[Word]) -> Option<usize> {
        self.ranks.at_start(words).map(|((), count)| count)
    }

    /// The surname (*họ*) that the first word is, or the only one that it is but for its accents.
    #[must_use]
    pub fn surname(&self, words: &[Word]) -> Option<&str> {
        let found = self.surnames.at_start(words).or_else(|| self.surnames.like_start(words));
        found.filter(|(_, count)| *count == 1).map(|(name, _)| name.as_str())
    }

    /// Slug of the degree of urgency (*mức độ khẩn*) that is the whole of `words`: `hoa_toc`.
    #[must_use]
    pub fn urgency(&self, words: &[Word]) -> Option<&str> {
        whole(&self.urgencies, words)
    }

    /// Slug of the degree of secrecy (*mức độ mật*) that is the whole of `words`: `toi_mat`.
    #[must_use]
    pub fn secrecy(&self, words: &[Word]) -> Option<&str> {
        whole(&self.secrecies, words)
    }

    /// True when `words` are a mark that names nobody: of copying, of circulation, of the receiver's registry.
    #[must_use]
    pub fn is_mark(&self, words: &[Word]) -> bool {
        let found = self.marks.at_start(words).or_else(|| self.marks.like_start(words));
        found.is_some_and(|((), count)| count == words.len())
    }
}

/// The value of the phrase that is the whole of `words`, accents and spaces damaged or not.
fn whole<'m>(map: &'m PhraseMap<String>, words: &[Word]) -> Option<&'m str> {
    let found = map.at_start(words).or_else(|| map.like_start(words));
    found.filter(|(_, count)| *count == words.len()).map(|(slug, _)| slug.as_str())
}
