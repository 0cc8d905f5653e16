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
    /// It starts with a capital.
    pub is_capital: bool,
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
    let printed = span.of(text);
    let mut found = Vec::with_capacity(printed.len() / 5);
    let mut letters = printed.char_indices();
    while let Some((start, first)) = letters.next() {
        let mut folding = Folding::default();
        if folding.takes(first) {
            let end = letters.find(|(_, letter)| !folding.takes(*letter)).map_or(printed.len(), |(at, _)| at);
            found.push(Word {
                span: Span::new(start, end).shifted(span.start()),
                key: folding.key(&printed[start..end]),
                is_capital: first.is_uppercase(),
            });
        }
    }
    found
}

/// What the letters of a word say of its key.
struct Folding {
    /// The key is the word as printed, as of most words of running text.
    is_folded: bool,
    /// Letters must be composed or a tone moved, so that the key takes the long way.
    is_odd: bool,
    before: char,
}

impl Default for Folding {
    fn default() -> Folding {
        Folding { is_folded: true, is_odd: false, before: ' ' }
    }
}

impl Folding {
    /// Goes on with the next letter; false for a sign, which no word holds.
    fn takes(&mut self, letter: char) -> bool {
        let (is_in_word, lower) = letters::in_word(letter);
        if let (true, Some(lower)) = (is_in_word, lower) {
            self.is_odd |= matches!(self.before, 'o' | 'u') && letters::moved_tone(self.before, lower).is_some();
            self.is_folded &= lower == letter;
            self.before = lower;
        } else {
            self.is_odd |= is_in_word;
        }
        is_in_word
    }

    /// The key of the word whose letters were taken. Most are short enough to be kept without memory of their own.
    fn key(&self, printed: &str) -> SmolStr {
        match (self.is_odd, self.is_folded) {
            (true, _) => SmolStr::new(fold::accented(printed)),
            (false, true) => SmolStr::new(printed),
            (false, false) => printed.chars().filter_map(letters::lower).collect(),
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_folded_the_short_and_the_long_way() {
        let text = "Ủy ban HOÀ bình, U\u{309}Y BAN: quý 5/2020 Ðảng (đ)";
        let found = words(text, Span::new(0, text.len()));
        let told: Vec<(&str, bool)> = found.iter().map(|word| (word.key.as_str(), word.is_capital)).collect();
        let expected = [
            ("ủy", true),
            ("ban", false),
            ("hòa", true),
            ("bình", false),
            ("u", true),
            ("y", true),
            ("ban", true),
            ("quý", false),
            ("5", false),
            ("2020", false),
            ("đảng", true),
            ("đ", false),
        ];
        assert_eq!(told, expected);
    }
}
