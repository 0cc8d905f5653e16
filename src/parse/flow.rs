//! [`Flow`]: the text that the readers walk over, with its words folded once.

use crate::text::Span;
use crate::text::words::{self, Word};
use std::ops::Deref;

/// A text and its words. Reads as a string wherever one is wanted.
#[derive(Debug)]
pub(super) struct Flow {
    text: String,
    words: Vec<Word>,
}

impl Flow {
    pub(super) fn new(text: String) -> Flow {
        let words = words::words(&text, Span::new(0, text.len()));
        Flow { text, words }
    }

    /// The words that stand whole inside `span`.
    pub(super) fn words(&self, span: Span) -> &[Word] {
        let first = self.words.partition_point(|word| word.span.start() < span.start());
        let behind = &self.words[first..];
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
        assert_eq!(flow.last_words(Span::new(0, flow.len()), 2)[0].key, "số");
    }
}
