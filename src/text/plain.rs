//! [`PlainText`]: small letters without accents, one for each letter, so that places lead back to the printed text.

use super::{Span, fold};

/// A text folded letter for letter, for patterns that must bear damaged accents.
#[derive(Debug)]
pub struct PlainText {
    folded: String,
    /// For each byte of `folded` its letter's first byte in the text; one more for the end.
    places: Vec<usize>,
}

impl PlainText {
    /// Folds `text`.
    ///
    /// ```
    /// use vanban::text::PlainText;
    /// let plain = PlainText::of("Số: 05, ngày");
    /// assert_eq!(plain.as_str(), "so: 05, ngay");
    /// let at = plain.as_str().find("ngay").unwrap();
    /// assert_eq!(plain.span(at, at + 4).of("Số: 05, ngày"), "ngày");
    /// ```
    #[must_use]
    pub fn of(text: &str) -> PlainText {
        let mut folded = String::with_capacity(text.len());
        let mut places = Vec::with_capacity(text.len() + 1);
        for (at, letter) in text.char_indices() {
            let plain = fold::plain_letter(letter);
            folded.push(plain);
            places.resize(folded.len(), at);
        }
        places.push(text.len());
        PlainText { folded, places }
    }

    /// The folded text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.folded
    }

    /// Bytes of the text that the bytes `start..end` of the folded text stand for.
    #[must_use]
    pub fn span(&self, start: usize, end: usize) -> Span {
        let place = |at: usize| self.places.get(at).or(self.places.last()).copied().unwrap_or(0);
        Span::new(place(start), place(end))
    }
}
