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
    // The key under way, letter by letter, and whether the word needs the long way instead.
    let (mut key, mut is_odd, mut before) = (String::new(), false, ' ');
    for (at, letter) in span.of(text).char_indices().chain([(span.len(), ' ')]) {
        let (is_in_word, lower) = letters::in_word(letter);
        if is_in_word {
            if start.is_none() {
                start = Some(at);
                (is_odd, before) = (false, ' ');
                key.clear();
            }
            let Some(lower) = lower else {
                is_odd = true;
                continue;
            };
            is_odd |= matches!(before, 'o' | 'u') && letters::moved_tone(before, lower).is_some();
            key.push(lower);
            before = lower;
        } else if let Some(first) = start.take() {
            let place = Span::new(first, at).shifted(span.start());
            // Most words are short enough to be kept without memory of their own.
            let key = if is_odd { SmolStr::new(fold::accented(place.of(text))) } else { SmolStr::new(&key) };
            found.push(Word { span: place, key });
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
    words(phrase, Span::new(0, phrase.len())).into_iter().map(|word| word.key.into()).collect()
}
