//! [`Flow`]: the text that the readers walk over, with its words folded once.

use crate::text::Span;
use crate::text::words::{self, Word};
use std::ops::Deref;

/// A text and its words. Reads as a string wherever one is wanted.
#[derive(Debug)]
pub(super) struct Flow {
    text: String,
    words: Vec<Word>,
    /// Of each stretch of [`STRETCH`] bytes the first word that starts in it or behind it.
    firsts: Vec<u32>,
}

/// Bytes in which a word is looked for one by one.
const STRETCH: usize = 128;

impl Flow {
    pub(super) fn new(text: String) -> Flow {
        let words = words::words(&text, Span::new(0, text.len()));
        let mut firsts = Vec::with_capacity(text.len() / STRETCH + 1);
        for (at, word) in (0..).zip(&words) {
            let known = word.span.start() / STRETCH + 1;
            firsts.resize(firsts.len().max(known), at);
        }
        Flow { text, words, firsts }
    }

    /// The words that start at `at` or behind it.
    fn words_from(&self, at: usize) -> &[Word] {
        let first = self.firsts.get(at / STRETCH).map_or(self.words.len(), |first| *first as usize);
        let behind = &self.words[first..];
        let count = behind.iter().take_while(|word| word.span.start() < at).count();
        &behind[count..]
    }

    /// The words that stand whole inside `span`.
    pub(super) fn words(&self, span: Span) -> &[Word] {
        let behind = self.words_from(span.start());
        // The few words of a phrase are counted faster than searched for.
        let count = match behind.get(32) {
            Some(word) if word.span.end() <= span.end() => behind.partition_point(|word| word.span.end() <= span.end()),
            _ => behind.iter().take_while(|word| word.span.end() <= span.end()).count(),
        };
        &behind[..count]
    }

    /// The last `limit` words inside `span`.
    pub(super) fn last_words(&self, span: Span, limit: usize) -> &[Word] {
        let all = self.words(span);
        &all[all.len().saturating_sub(limit)..]
    }
}

impl Deref for Flow {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_span_are_those_that_stand_whole_in_it() {
        let flow = Flow::new("Căn cứ Nghị định số 30".to_owned());
        let keys =
            |start, end| -> Vec<&str> { flow.words(Span::new(start, end)).iter().map(|word| &*word.key).collect() };
        assert_eq!(keys(0, "Căn cứ Ng".len()), ["căn", "cứ"]);
        assert_eq!(keys("C".len(), "Căn cứ".len()), ["cứ"]);
        assert!(flow.words(Span::new(flow.len(), flow.len())).is_empty());
        let long = Flow::new("từ ".repeat(200));
        let starts = |from: usize| long.words(Span::new(from, long.len())).len();
        assert!((0..long.len()).all(|from| starts(from) == 200 - from.div_ceil("từ ".len())));
        assert_eq!(flow.last_words(Span::new(0, flow.len()), 2)[0].key, "số");
    }
}
