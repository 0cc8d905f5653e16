//! Words of Vietnamese text for index, query and snippet: one place, so that the three never disagree.
//!
//! A word is a run of letters and digits. It gives up to two tokens at the same position of the same field:
//! - the *exact* token: accents kept (`quyết`); a word without accents gets a leading `=` (`=ban`), so that it can be
//!   told from the folded token of `bản` and `bạn`;
//! - the *folded* token: accents dropped (`quyet`, `ban`).
//!
//! A word that holds a digit and no accent gives one token (`1109`). Because both tokens share a position, a phrase may
//! mix them. Does not know about numbers of documents: see [`super::number_forms`].

use crate::text::fold;
use std::ops::Range;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use unicode_normalization::char::is_combining_mark;

/// Version of the tokens: an index of another version is rebuilt. Raise it when [`Word::of`] or [`words`] change.
pub(super) const ANALYZER_VERSION: u32 = 1;

/// Name under which the tokenizer is registered.
pub(super) const TOKENIZER: &str = "vietnamese";

/// Longest word that is indexed, in bytes; longer ones are noise of broken files.
const LONGEST_WORD: usize = 120;

/// The tokens of one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Accents kept, `=` in front where there are none.
    pub exact: String,
    /// Accents dropped.
    pub folded: String,
    /// True when the word carries an accent or `đ`.
    pub accented: bool,
}

impl Word {
    /// The tokens of a word without white space.
    pub(super) fn of(word: &str) -> Word {
        if word.is_ascii() {
            let folded = word.to_ascii_lowercase();
            let has_digit = folded.bytes().any(|byte| byte.is_ascii_digit());
            let exact = if has_digit { folded.clone() } else { format!("={folded}") };
            return Word { exact, folded, accented: false };
        }
        let exact = fold::accented(word);
        let folded = fold::strip_accents(&exact);
        if exact == folded {
            return Word { exact: format!("={folded}"), folded, accented: false };
        }
        Word { exact, folded, accented: true }
    }

    /// True when `token` of a text says that the word of a question stands there: accents count where it has some.
    pub(super) fn is_in(&self, text_word: &Word) -> bool {
        if self.accented { self.exact == text_word.exact } else { self.folded == text_word.folded }
    }
}

/// The places of the words of a text.
pub(super) fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut letters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let start = letters.find(|(_, letter)| is_word_letter(*letter))?.0;
        let mut end = text.len();
        while let Some((at, letter)) = letters.peek() {
            if !is_word_letter(*letter) {
                end = *at;
                break;
            }
            letters.next();
        }
        Some(start..end)
    })
}

/// A combining mark belongs to its letter: text typed on some systems is decomposed.
fn is_word_letter(letter: char) -> bool {
    letter.is_alphanumeric() || (!letter.is_ascii() && is_combining_mark(letter))
}

/// The tokenizer as the index takes it.
#[derive(Debug, Clone, Default)]
pub(super) struct VietnameseTokenizer;

impl Tokenizer for VietnameseTokenizer {
    type TokenStream<'a> = VietnameseStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> VietnameseStream<'a> {
        let token = Token { position: usize::MAX, ..Token::default() };
        VietnameseStream { text, places: Box::new(words(text)), token, second: None }
    }
}

/// The tokens of one text.
pub(super) struct VietnameseStream<'a> {
    text: &'a str,
    places: Box<dyn Iterator<Item = Range<usize>> + 'a>,
    token: Token,
    /// The folded token of the word whose exact token is the current one.
    second: Option<String>,
}

impl TokenStream for VietnameseStream<'_> {
    fn advance(&mut self) -> bool {
        if let Some(folded) = self.second.take() {
            self.token.text = folded;
            return true;
        }
        loop {
            let Some(place) = self.places.next() else { return false };
            self.token.position = self.token.position.wrapping_add(1);
            if place.len() > LONGEST_WORD {
                continue;
            }
            let word = Word::of(&self.text[place.clone()]);
            self.token.offset_from = place.start;
            self.token.offset_to = place.end;
            self.second = (word.exact != word.folded).then_some(word.folded);
            self.token.text = word.exact;
            return true;
        }
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(usize, &str)]) {
        let mut tokenizer = VietnameseTokenizer;
        let mut stream = tokenizer.token_stream(text);
        let mut found = Vec::new();
        while stream.advance() {
            found.push((stream.token().position, stream.token().text.clone()));
        }
        let found: Vec<(usize, &str)> = found.iter().map(|(position, text)| (*position, text.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn both_tokens_share_a_position() {
        check("Uỷ BAN", &[(0, "ủy"), (0, "uy"), (1, "=ban"), (1, "ban")]);
        check("số 1109/QĐ-TTg", &[(0, "số"), (0, "so"), (1, "1109"), (2, "qđ"), (2, "qd"), (3, "=ttg"), (3, "ttg")]);
    }

    #[test]
    fn decomposed_text_gives_the_same_tokens() {
        check("Kê\u{301} Ðô", &[(0, "kế"), (0, "ke"), (1, "đô"), (1, "do")]);
    }

    #[test]
    fn nothing_to_index() {
        check(" … --- ", &[]);
        check(&"x".repeat(500), &[]);
    }
}
