//! How near printed words are to known ones, where recognition took letters for others.
//!
//! Serves to find a known word, never to change what is printed.

use super::fold;

/// Key in which letters that recognition takes for each other are one: tones and marks dropped, `h` as `b`, `l` as `i` …
///
/// ```
/// use vanban::text::nearness::shape;
/// assert_eq!(shape("biện"), shape("hiện"));
/// assert_ne!(shape("tiễn"), shape("hiện"));
/// ```
#[must_use]
pub fn shape(word: &str) -> String {
    fold::unaccented(word).chars().map(alike).collect()
}

/// True for two keys of words (see [`words`]) of one [`shape`]; quicker than making both.
///
/// ```
/// use vanban::text::nearness;
/// assert!(nearness::looks_alike("biện", "hiện") && !nearness::looks_alike("tiễn", "hiện"));
/// ```
///
/// [`words`]: super::words
#[must_use]
pub fn looks_alike(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|key| key.chars().map(|letter| alike(fold::plain_letter(letter))));
    one.eq(other)
}

/// The letter that stands for all those taken for each other.
fn alike(letter: char) -> char {
    match letter {
        'h' => 'b',
        'l' | 'j' | '1' | '|' => 'i',
        'e' => 'c',
        '0' => 'o',
        'q' => 'g',
        other => other,
    }
}

/// How many letters must be changed, added or dropped to make one word the other.
///
/// ```
/// assert_eq!(vanban::text::nearness::distance("quyetdinh", "quyodinh"), 2);
/// ```
#[must_use]
pub fn distance(one: &str, other: &str) -> usize {
    strsim::levenshtein(one, other)
}
