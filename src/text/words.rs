//! Words (*tiếng*): runs of letters and digits with their places and folded keys.

use super::{Span, fold, letters};

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its bytes in the text.
    pub span: Span,
    /// Lower case, composed, one tone placement.
    pub key: String,
}

/// The words of `text[span]`, places in `text`.
///
/// ```
/// use vanban::text::{Span, words};
/// let text = "sửa đổi, bổ sung";
/// let keys: Vec<String> = words::words(text, Span::new(0, text.len())).into_iter().map(|word| word.key).collect();
/// assert_eq!(keys, ["sửa", "đổi", "bổ", "sung"]);
/// ```
#[must_use]
pub fn words(text: &str, span: Span) -> Vec<Word> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, letter) in span.of(text).char_indices().chain([(span.len(), ' ')]) {
        match (letters::is_in_word(letter), start) {
            (true, None) => start = Some(at),
            (false, Some(first)) => {
                let place = Span::new(first, at).shifted(span.start());
                found.push(Word { span: place, key: fold::accented(place.of(text)) });
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// The last `limit` words of `text[span]`.
#[must_use]
pub fn last_words(text: &str, span: Span, limit: usize) -> Vec<Word> {
    // A syllable has at most seven letters; a generous window keeps long texts from being cut up whole.
    let mut start = span.end().saturating_sub(limit * 24).max(span.start());
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let mut found = words(text, Span::new(start, span.end()));
    found.drain(..found.len().saturating_sub(limit));
    found
}

/// Folded words of a phrase, for tables.
#[must_use]
pub fn keys(phrase: &str) -> Vec<String> {
    words(phrase, Span::new(0, phrase.len())).into_iter().map(|word| word.key).collect()
}
