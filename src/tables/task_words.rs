//! [`TaskWords`]: fixed words around tasks (*giao việc*), by what they say of the paragraph that holds them.

use super::phrase_map::PhraseMap;
use super::tsv;
use crate::text::words::{self, Word};

/// What the words of a kind say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskWord {
    /// Stands before the bodies of a heading or order: *Giao, Đề nghị, Trách nhiệm của*.
    Opener,
    /// A time or ground before the bodies: *Định kỳ …, Căn cứ …*.
    Circumstance,
    /// Asks, behind a circumstance or behind the name of the one who asks: *giao, yêu cầu*.
    Ask,
    /// Behind a body's name: that body speaks in the document: *đề nghị, nhận được*.
    Speech,
    /// Starts a paragraph that ends the tasks: *Trên đây là …*.
    Closing,
    /// Ends a request that asks for nothing new: *… thực hiện nghiêm túc*.
    RequestEnd,
    /// Starts an item on papers or money: *Bãi bỏ …*.
    AboutPaper,
    /// In the opener of a list: its bullets are asked for.
    ListAsked,
    /// In the last words of an opener: its bullets tell: *có ý kiến như sau*.
    ListTold,
    /// A verb of duty: *chủ trì, có trách nhiệm*.
    Charge,
    /// Makes a sentence of a line that starts with bodies.
    SentenceVerb,
    /// Starts the title of an article that says what each body is to do.
    DutyArticle,
    /// In the title of an article: whose duty it tells: *Quyền và trách nhiệm của …*.
    DutyOwner,
    /// In the title of a section that says what each body is to do.
    DutySection,
    /// Starts the title of a section that assigns nothing: aims, scope, findings.
    TellingSection,
    /// Labels a meeting's place or persons: *Địa điểm*.
    MeetingLabel,
    /// Starts a table's row that sums up.
    Sum,
    /// Behind a body's name: what it may do or may not, no duty: *có quyền*.
    Right,
    /// In an article: what a body is or works by, no order: *có nhiệm vụ, hoạt động theo*.
    Statute,
    /// Starts an item that is about a thing and asks for nothing: *Việc …, Hồ sơ …*.
    Noun,
    /// Before a person's name: *Ông, Đồng chí*.
    PersonTitle,
    /// A noun that holds what would be a verb alone: *ban chỉ đạo, thu nhập*.
    VerbNoun,
    /// What a company does, a part of its name: *đầu, xây*.
    Trade,
    /// Behind *liên quan*, goes on with the name of a group: *trên, thuộc*.
    GroupOn,
    /// Goes on with the name of a body that is whole without it: *tỉnh, cấp*.
    NameOn,
}

const KINDS: [(&str, TaskWord); 25] = [
    ("opener", TaskWord::Opener),
    ("circumstance", TaskWord::Circumstance),
    ("ask", TaskWord::Ask),
    ("speech", TaskWord::Speech),
    ("closing", TaskWord::Closing),
    ("request_end", TaskWord::RequestEnd),
    ("about_paper", TaskWord::AboutPaper),
    ("list_asked", TaskWord::ListAsked),
    ("list_told", TaskWord::ListTold),
    ("charge", TaskWord::Charge),
    ("sentence_verb", TaskWord::SentenceVerb),
    ("duty_article", TaskWord::DutyArticle),
    ("duty_owner", TaskWord::DutyOwner),
    ("duty_section", TaskWord::DutySection),
    ("telling_section", TaskWord::TellingSection),
    ("meeting_label", TaskWord::MeetingLabel),
    ("sum", TaskWord::Sum),
    ("right", TaskWord::Right),
    ("statute", TaskWord::Statute),
    ("noun", TaskWord::Noun),
    ("person_title", TaskWord::PersonTitle),
    ("verb_noun", TaskWord::VerbNoun),
    ("trade", TaskWord::Trade),
    ("group_on", TaskWord::GroupOn),
    ("name_on", TaskWord::NameOn),
];

/// Words around tasks by kind.
#[derive(Debug)]
pub struct TaskWords {
    by_kind: Vec<PhraseMap<String>>,
}

impl TaskWords {
    pub(super) fn built_in() -> TaskWords {
        let rows = tsv::rows(include_str!("../../grammars/task_words.tsv"), ["kind", "phrase", "value"]);
        let of_kind = |name: &str| {
            let phrases = rows.iter().filter(|[kind, ..]| *kind == name);
            PhraseMap::new(phrases.map(|[_, phrase, value]| (words::keys(phrase), (*value).to_owned())))
        };
        TaskWords { by_kind: KINDS.iter().map(|(name, _)| of_kind(name)).collect() }
    }

    /// The longest phrase of a kind that starts `words`: its value, mostly empty, and how many words it takes.
    #[must_use]
    pub fn at_start(&self, kind: TaskWord, words: &[Word]) -> Option<(&str, usize)> {
        self.of(kind).at_start(words).map(|(value, count)| (value.as_str(), count))
    }

    /// True where a phrase of a kind starts `words`.
    #[must_use]
    pub fn starts(&self, kind: TaskWord, words: &[Word]) -> bool {
        self.at_start(kind, words).is_some()
    }

    /// The same for words whose accents or spaces are damaged, as titles in capitals often are.
    #[must_use]
    pub fn like_starts(&self, kind: TaskWord, words: &[Word]) -> bool {
        self.of(kind).like_start(words).is_some()
    }

    /// True where a phrase of a kind ends `words`.
    #[must_use]
    pub fn ends(&self, kind: TaskWord, words: &[Word]) -> bool {
        self.of(kind).at_end(words).is_some()
    }

    /// True where a phrase of a kind stands somewhere in `words`; not one that says `none`, nor what it holds.
    #[must_use]
    pub fn holds(&self, kind: TaskWord, words: &[Word]) -> bool {
        let mut at = 0;
        while at < words.len() {
            match self.at_start(kind, &words[at..]) {
                Some(("none", count)) => at += count,
                Some(_) => return true,
                None => at += 1,
            }
        }
        false
    }

    /// The same for words whose accents or spaces are damaged.
    #[must_use]
    pub fn like_holds(&self, kind: TaskWord, words: &[Word]) -> bool {
        (0..words.len()).any(|at| self.like_starts(kind, &words[at..]))
    }

    fn of(&self, kind: TaskWord) -> &PhraseMap<String> {
        &self.by_kind[kind as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::Tables;
    use crate::text::Span;

    #[test]
    fn every_kind_has_words_and_every_row_a_kind() {
        let rows = tsv::rows(include_str!("../../grammars/task_words.tsv"), ["kind"]);
        for (at, (name, kind)) in KINDS.iter().enumerate() {
            assert_eq!(*kind as usize, at, "{name}");
            assert!(rows.iter().any(|[row]| row == name), "{name}");
        }
        assert!(rows.iter().all(|[row]| KINDS.iter().any(|(name, _)| row == name)));
    }

    #[test]
    fn the_longest_opener_counts() {
        let text = "Giao cho Sở Mẫu";
        let all = words::words(text, Span::new(0, text.len()));
        let words = &Tables::built_in().task_words;
        assert_eq!(words.at_start(TaskWord::Opener, &all), Some(("order", 2)));
        assert!(!words.holds(TaskWord::Charge, &all));
    }
}
