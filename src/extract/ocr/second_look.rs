//! Doubtful pieces of lines, and those that say most of a paper, are read again, each on its own and at several sizes:
//! headings in capitals, cells of the letterhead, names of signers, numbers and days. The readings then vote (see
//! [`vote`]).
//!
//! [`vote`]: super::vote

use super::engine::{PageRecogniser, Segmentation};
use super::noise;
use super::sheet::{self, BORDER};
use super::tsv::RecognisedWord;
use super::vote;
use crate::extract::ExtractError;
use crate::text::fold;
use image::GrayImage;
use std::ops::Range;

/// Heights in pixels that the words of a piece are brought to, one look each: the engine fails differently at each, over
/// accents of capitals above all. Small print is enlarged by this, never beyond [`MAX_ENLARGEMENT`].
const LOOKS: [f32; 3] = [18.0, 26.0, 36.0];
const MAX_ENLARGEMENT: f32 = 3.0;

/// The resolution named to the engine; it only tells it what is too small to be a letter.
const LOOK_DPI: f32 = 150.0;

/// A piece with a word less sure than this is looked at again.
const SURE: f32 = 80.0;

/// Most pieces of a page; those that say most come first, then the least sure.
const MAX_PIECES: usize = 40;

/// Words of a line this many heights apart stand in different columns.
const COLUMN_GAP: f32 = 2.0;

/// Room around a piece, in heights of its words, for accents that the first look cut off.
const ROOM: f32 = 0.3;

/// Words of one line that stand together, a range of the page's words.
pub(super) struct Piece {
    pub(super) words: Range<usize>,
    is_telling: bool,
    worth: f32,
}

/// The box of a word this many times as high as the others of its piece reaches into the line above or below.
const HIGH: f32 = 1.6;

/// A piece as an image of its own.
struct Cut {
    image: GrayImage,
    /// Pixels of the image for one of the page.
    factor: f32,
    /// Where its upper left corner stands on the page.
    place: [f32; 2],
}

/// Reads the pieces that need it again; `image` is the page that the words were found on.
///
/// # Errors
/// As the engine.
pub(super) fn take(
    words: Vec<RecognisedWord>,
    image: &GrayImage,
    recogniser: &PageRecogniser<'_>,
) -> Result<Vec<RecognisedWord>, ExtractError> {
    let pieces = wanted(&words);
    let cuts: Vec<Cut> = pieces
        .iter()
        .filter_map(|piece| words.get(piece.words.clone()))
        .flat_map(|words| LOOKS.map(|height| cut(image, words, height)))
        .collect();
    let images: Vec<GrayImage> = cuts.iter().map(|cut| cut.image.clone()).collect();
    let mut read = recogniser.words(&images, LOOK_DPI, Segmentation::Line)?;
    for (cut, words) in cuts.iter().zip(&mut read) {
        for word in words {
            word.put_back(cut.factor, cut.place);
        }
    }
    let looks = read.chunks(LOOKS.len()).map(<[_]>::to_vec);
    let mut again: Vec<(Range<usize>, Vec<Vec<RecognisedWord>>)> =
        pieces.into_iter().map(|piece| piece.words).zip(looks).collect();
    again.sort_by_key(|(words, _)| words.start);
    Ok(joined(words, again))
}

/// The words with what was voted for each piece.
fn joined(words: Vec<RecognisedWord>, again: Vec<(Range<usize>, Vec<Vec<RecognisedWord>>)>) -> Vec<RecognisedWord> {
    let mut again = again.into_iter().peekable();
    let mut joined: Vec<RecognisedWord> = Vec::with_capacity(words.len());
    let mut words = words.into_iter().enumerate().peekable();
    while let Some((at, _)) = words.peek() {
        match again.next_if(|(piece, _)| piece.start == *at) {
            Some((piece, looks)) => {
                let first: Vec<RecognisedWord> = words.by_ref().take(piece.len()).map(|(_, word)| word).collect();
                joined.extend(vote::of(first, looks));
            }
            None => joined.extend(words.next().map(|(_, word)| word)),
        }
    }
    joined
}

/// The pieces to look at again.
fn wanted(words: &[RecognisedWord]) -> Vec<Piece> {
    let mut pieces = pieces(words);
    pieces.retain(|piece| {
        piece.is_telling || words.get(piece.words.clone()).is_some_and(|words| words.iter().any(is_doubtful))
    });
    pieces.sort_by(|one, other| other.is_telling.cmp(&one.is_telling).then(one.worth.total_cmp(&other.worth)));
    pieces.truncate(MAX_PIECES);
    pieces
}

/// The pieces of all lines.
pub(super) fn pieces(words: &[RecognisedWord]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for end in 1..=words.len() {
        let goes_on = words.get(end - 1).zip(words.get(end)).is_some_and(|(one, next)| {
            one.line == next.line && next.left - one.right < COLUMN_GAP * one.height().max(next.height())
        }) && !words.get(end..).is_some_and(begins_motto);
        if !goes_on {
            let inside = words.get(start..end).unwrap_or_default();
            pieces.push(Piece { words: start..end, is_telling: is_telling(inside), worth: vote::worth(inside) });
            start = end;
        }
    }
    pieces
}

/// The national title (*Quốc hiệu*) begins a cell of the letterhead, however near the one beside it stands.
pub(super) fn begins_motto(words: &[RecognisedWord]) -> bool {
    let [one, next, ..] = words else { return false };
    let is = |word: &RecognisedWord, wanted: &str| {
        fold::unaccented(&word.text) == wanted && word.text.chars().all(char::is_uppercase)
    };
    is(one, "cong") && is(next, "hoa")
}

/// A heading in capitals, the line of the number, a day.
fn is_telling(words: &[RecognisedWord]) -> bool {
    let letters = || words.iter().flat_map(|word| word.text.chars()).filter(|letter| letter.is_alphabetic());
    let is_heading = letters().count() > 2 && letters().all(char::is_uppercase);
    let is_number = |word: &RecognisedWord| {
        word.text.contains('/') && word.text.chars().filter(|letter| letter.is_uppercase()).count() > 1
    };
    let is_day = words.iter().any(|word| word.text == "tháng") && words.iter().any(|word| word.text == "năm");
    is_heading || is_day || words.iter().any(is_number)
}

/// A word that is not sure, or is spelt as no syllable.
fn is_doubtful(word: &RecognisedWord) -> bool {
    let is_lettered = word.text.chars().all(|letter| letter.is_alphabetic() || letter.is_ascii_punctuation());
    word.confidence < SURE && word.text.chars().any(char::is_alphanumeric)
        || is_lettered
            && word.text.chars().filter(|letter| letter.is_alphabetic()).count() > 1
            && !noise::is_syllable(&word.text)
}

/// The part of the page with the words, white around, its words `height` pixels high.
fn cut(image: &GrayImage, words: &[RecognisedWord], height: f32) -> Cut {
    let usual = usual_height(words);
    let edge = |of: fn(&RecognisedWord) -> f32, pick: fn(f32, f32) -> f32, highest: f32| {
        words.iter().filter(|word| word.height() < highest).map(of).reduce(pick).unwrap_or(0.0)
    };
    let highest = HIGH * usual;
    let (top, bottom) = (edge(|word| word.top, f32::min, highest), edge(|word| word.bottom, f32::max, highest));
    let factor = (height / usual).min(MAX_ENLARGEMENT);
    let room = ROOM * (bottom - top);
    let (left, right) =
        (edge(|word| word.left, f32::min, f32::MAX) - room, edge(|word| word.right, f32::max, f32::MAX) + room);
    let [left, top, right, bottom] = sheet::dots([left, top - room, right, bottom + room]);
    let part = sheet::resized(&sheet::cut(image, [left, top, right, bottom]), factor);
    #[expect(clippy::cast_precision_loss, reason = "places on a page")]
    let place = [left, top].map(|edge| edge as f32 - f32::from(BORDER) / factor);
    Cut { image: sheet::with_border(&part), factor, place }
}

/// The middle height of the words, of those with letters or digits where there are any.
fn usual_height(words: &[RecognisedWord]) -> f32 {
    let is_lettered = |word: &&RecognisedWord| word.text.contains(char::is_alphanumeric);
    let mut heights: Vec<f32> = words.iter().filter(is_lettered).map(RecognisedWord::height).collect();
    if heights.is_empty() {
        heights = words.iter().map(RecognisedWord::height).collect();
    }
    heights.sort_by(f32::total_cmp);
    heights.get(heights.len() / 2).copied().unwrap_or(1.0).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::super::placed::tests::recognised;
    use super::*;

    /// The pieces of a line of sure words that are looked at again.
    fn check(line: &[&str], expected: &[&str]) {
        let mut left = 0.0;
        let place = |text: &&str| {
            left += 50.0;
            recognised(text, 1, [left, 0.0, left + 40.0, 20.0])
        };
        let words: Vec<RecognisedWord> = line.iter().map(place).collect();
        let text = |piece: Piece| {
            let texts: Vec<&str> = words[piece.words].iter().map(|word| word.text.as_str()).collect();
            texts.join(" ")
        };
        let found: Vec<String> = wanted(&words).into_iter().map(text).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn telling_and_doubtful_pieces_are_looked_at_again() {
        check(&["KẾ", "HOẠCH"], &["KẾ HOẠCH"]);
        check(&["Số:", "17/KH-UBND"], &["Số: 17/KH-UBND"]);
        check(&["ngày", "3", "tháng", "4", "năm", "2021"], &["ngày 3 tháng 4 năm 2021"]);
        check(&["các", "xã"], &[]);
        check(&["các", "xzq"], &["các xzq"]);
        check(&["SỞ", "Y", "TẾ", "CỘNG", "HÒA"], &["SỞ Y TẾ", "CỘNG HÒA"]);
    }

    #[test]
    fn a_cut_piece_knows_its_place() {
        let cut = cut(&GrayImage::new(200, 100), &[recognised("KẾ", 1, [40.0, 30.0, 80.0, 50.0])], 10.0);
        assert_eq!((cut.factor, cut.place, cut.image.dimensions()), (0.5, [14.0, 4.0], (46, 36)));
    }

    #[test]
    fn a_box_that_reaches_into_the_next_line_does_not_bring_it_along() {
        let word = |left: f32, bottom: f32| recognised("số", 1, [left, 30.0, left + 40.0, bottom]);
        let of = |words: &[RecognisedWord]| cut(&GrayImage::new(400, 100), words, 20.0).image.height();
        assert_eq!(of(&[word(40.0, 50.0), word(90.0, 50.0), word(140.0, 75.0)]), of(&[word(40.0, 50.0)]));
    }
}
