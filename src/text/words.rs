//! Words (*tiếng*): runs of letters and digits with their places and folded keys.

use super::{Span, fold, letters};
use smol_str::SmolStr;

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its bytes in the text.
    pub span: Span,
    /// Lower case, composed, one tone placement.
    pub key: SmolStr,
}

/// The words of `text[span]`, places in `text`.
///
/// ```
/// use vanban::text::{Span, words};
/// let text = "sửa đổi, bổ sung";
/// let found = words::words(text, Span::new(0, text.len()));
/// let keys: Vec<&str> = found.iter().map(|word| word.key.as_str()).collect();
/// assert_eq!(keys, ["sửa", "đổi", "bổ", "sung"]);
/// ```
#[must_use]
pub fn words(text: &str, span: Span) -> Vec<Word> {
    let mut found = Vec::with_capacity(span.len() / 5);
    let mut start = None;
    let mut scratch = String::new();
    for (at, letter) in span.of(text).char_indices().chain([(span.len(), ' ')]) {
        match (letters::is_in_word(letter), start) {
            (true, None) => start = Some(at),
            (false, Some(first)) => {
                let place = Span::new(first, at).shifted(span.start());
                found.push(Word { span: place, key: key(place.of(text), &mut scratch) });
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Most words are short enough to be kept without memory of their own; `scratch` serves all words of a text.
fn key(word: &str, scratch: &mut String) -> SmolStr {
    scratch.clear();
    if fold::accented_into(word, scratch) { SmolStr::new(&scratch) } else { SmolStr::new(fold::accented(word)) }
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
    words(phrase, Span::new(0, phrase.len())).into_iter().map(|word| word.key.into()).collect()
}
