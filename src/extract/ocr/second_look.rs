//! Doubtful pieces of lines are read once more, each on its own and at another size: headings in capitals, cells of the
//! letterhead, names of signers, numbers. The better reading is kept.
//!
//! Digits are never repaired: where the two readings differ in a number, the word's confidence falls instead.

use super::engine::{PageRecogniser, Segmentation};
use super::noise;
use super::sheet;
use super::tsv::RecognisedWord;
use crate::extract::ExtractError;
use image::{GrayImage, Luma, imageops};

/// Resolution of the second look: another one than the first, so that the two do not fail alike.
const LOOK_DPI: f32 = 130.0;

/// A piece with a word less sure than this is looked at again.
const SURE: f32 = 80.0;

/// Most pieces of a page; the least sure come first.
const MAX_PIECES: usize = 30;

/// Words of a line this many heights apart stand in different columns.
const COLUMN_GAP: f32 = 2.0;

/// Room around a piece, in heights of its words, for accents that the first look cut off.
const ROOM: f32 = 0.3;

/// The second reading of a word must be better by this much, of 100; by more where both are syllables; and by this much
/// where the piece is cut into other words.
const WORD_GAIN: f32 = 3.0;
const SYLLABLE_GAIN: f32 = 10.0;
const CLEAR_GAIN: f32 = 8.0;

/// Most confidence of a number that was read in two ways.
const TWO_READINGS: f32 = 45.0;

/// Words of one line that stand together, a range of the page's words.
struct Piece {
    words: std::ops::Range<usize>,
    worth: f32,
}

/// Reads the doubtful pieces again; `image` is the page of `dpi` that the words were found on.
///
/// # Errors
/// As the engine.
pub(super) fn take(
    words: Vec<RecognisedWord>,
    image: &GrayImage,
    dpi: f32,
    recogniser: &PageRecogniser<'_>,
) -> Result<Vec<RecognisedWord>, ExtractError> {
    let mut pieces: Vec<Piece> = pieces(&words);
    pieces.retain(|piece| words.get(piece.words.clone()).is_some_and(|words| words.iter().any(is_doubtful)));
    pieces.sort_by(|one, other| one.worth.total_cmp(&other.worth));
    pieces.truncate(MAX_PIECES);
    let factor = (LOOK_DPI / dpi).min(1.5);
    let cuts: Vec<(GrayImage, [f32; 2])> =
        pieces.iter().filter_map(|piece| Some(cut(image, words.get(piece.words.clone())?, factor))).collect();
    let images: Vec<GrayImage> = cuts.iter().map(|(image, _)| image.clone()).collect();
    let read = recogniser.words(&images, dpi * factor, Segmentation::Line)?;
    let mut second: Vec<(Piece, Vec<RecognisedWord>)> = Vec::new();
    for ((piece, (_, [left, top])), mut again) in pieces.into_iter().zip(cuts).zip(read) {
        for word in &mut again {
            word.scale(factor.recip());
            word.shift(left, top);
        }
        second.push((piece, again));
    }
    second.sort_by_key(|(piece, _)| piece.words.start);
    Ok(joined(words, second))
}

/// The words with the better reading of each piece.
fn joined(words: Vec<RecognisedWord>, second: Vec<(Piece, Vec<RecognisedWord>)>) -> Vec<RecognisedWord> {
    let mut second = second.into_iter().peekable();
    let mut joined: Vec<RecognisedWord> = Vec::with_capacity(words.len());
    let mut words = words.into_iter().enumerate().peekable();
    while let Some((at, _)) = words.peek() {
        match second.next_if(|(piece, _)| piece.words.start == *at) {
            Some((piece, again)) => {
                let first: Vec<RecognisedWord> = words.by_ref().take(piece.words.len()).map(|(_, word)| word).collect();
                joined.extend(better(first, again));
            }
            None => joined.extend(words.next().map(|(_, word)| word)),
        }
    }
    joined
}

/// Word by word where both readings have the same words, else the clearly better one as a whole. A piece with other
/// digits than before is not taken over: which of the two is right cannot be known here.
fn better(first: Vec<RecognisedWord>, again: Vec<RecognisedWord>) -> Vec<RecognisedWord> {
    if all_digits(&first) != all_digits(&again) {
        return in_doubt(first, &again);
    }
    if first.len() == again.len() {
        return first.into_iter().zip(again).map(|(one, other)| better_word(one, other)).collect();
    }
    let (letters, letters_again) = (letters(&first), letters(&again));
    let is_whole = 4 * letters_again >= 3 * letters && 3 * letters_again <= 4 * letters;
    if !is_whole || worth(&again) <= worth(&first) + CLEAR_GAIN {
        return first;
    }
    let usual = first.first().cloned();
    let like_first = |word: RecognisedWord| match &usual {
        // The boxes of a cut piece reach into its room.
        Some(usual) => RecognisedWord { top: usual.top, bottom: usual.bottom, line: usual.line, ..word },
        None => word,
    };
    again.into_iter().map(like_first).collect()
}

/// The better reading of one word, at its first place.
fn better_word(first: RecognisedWord, again: RecognisedWord) -> RecognisedWord {
    let gain = worth(std::slice::from_ref(&again)) - worth(std::slice::from_ref(&first));
    let both_spelt = noise::is_syllable(&first.text) && noise::is_syllable(&again.text);
    if gain <= if both_spelt { SYLLABLE_GAIN } else { WORD_GAIN }
        || letters(std::slice::from_ref(&again)) != letters(std::slice::from_ref(&first))
    {
        return first;
    }
    RecognisedWord { text: again.text, confidence: again.confidence, ..first }
}

/// The words, numbers that `other` does not have unsure.
fn in_doubt(mut words: Vec<RecognisedWord>, other: &[RecognisedWord]) -> Vec<RecognisedWord> {
    for word in &mut words {
        let digits = digits(&word.text);
        if !digits.is_empty() && !other.iter().any(|other| self::digits(&other.text) == digits) {
            word.confidence = word.confidence.min(TWO_READINGS);
        }
    }
    words
}

fn all_digits(words: &[RecognisedWord]) -> String {
    words.iter().map(|word| digits(&word.text)).collect()
}

fn pieces(words: &[RecognisedWord]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for end in 1..=words.len() {
        let goes_on = words.get(end - 1).zip(words.get(end)).is_some_and(|(one, next)| {
            one.line == next.line && next.left - one.right < COLUMN_GAP * one.height().max(next.height())
        });
        if !goes_on {
            let worth = words.get(start..end).map_or(0.0, worth);
            pieces.push(Piece { words: start..end, worth });
            start = end;
        }
    }
    pieces
}

/// A word that is not sure, or is spelt as no syllable.
fn is_doubtful(word: &RecognisedWord) -> bool {
    let is_lettered = word.text.chars().all(|letter| letter.is_alphabetic() || letter.is_ascii_punctuation());
    word.confidence < SURE && word.text.chars().any(char::is_alphanumeric)
        || is_lettered
            && word.text.chars().filter(|letter| letter.is_alphabetic()).count() > 1
            && !noise::is_syllable(&word.text)
}

/// Mean confidence by letters, 0 to 100; of what is spelt as no syllable only a part counts.
fn worth(words: &[RecognisedWord]) -> f32 {
    let mut sum = 0.0;
    let mut all = 0.0;
    for word in words {
        let length = f32::from(u8::try_from(word.text.chars().count()).unwrap_or(u8::MAX));
        let is_spelt = noise::is_syllable(&word.text) || !digits(&word.text).is_empty();
        sum += length * word.confidence * if is_spelt { 1.0 } else { 0.75 };
        all += length;
    }
    if all > 0.0 { sum / all } else { 0.0 }
}

fn letters(words: &[RecognisedWord]) -> usize {
    words.iter().map(|word| word.text.chars().filter(|letter| letter.is_alphanumeric()).count()).sum()
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The part of the page with the words, white around, `factor` times as large; with its place on the page.
fn cut(image: &GrayImage, words: &[RecognisedWord], factor: f32) -> (GrayImage, [f32; 2]) {
    let edge =
        |of: fn(&RecognisedWord) -> f32, pick: fn(f32, f32) -> f32| words.iter().map(of).reduce(pick).unwrap_or(0.0);
    let (top, bottom) = (edge(|word| word.top, f32::min), edge(|word| word.bottom, f32::max));
    let room = ROOM * (bottom - top);
    let (left, right) = (edge(|word| word.left, f32::min) - room, edge(|word| word.right, f32::max) + room);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "places on a page")]
    let [left, top, right, bottom] = [left, top - room, right, bottom + room].map(|place| place.max(0.0) as u32);
    let view =
        imageops::crop_imm(image, left, top, right.saturating_sub(left).max(1), bottom.saturating_sub(top).max(1));
    let part = sheet::resized(&view.to_image(), factor);
    let border = 10;
    let mut wide = GrayImage::from_pixel(part.width() + 2 * border, part.height() + 2 * border, Luma([255]));
    imageops::replace(&mut wide, &part, i64::from(border), i64::from(border));
    #[expect(clippy::cast_precision_loss, reason = "places on a page")]
    let place = [left, top].map(|edge| edge as f32 - border as f32 / factor);
    (wide, place)
}

#[cfg(test)]
mod tests {
    use super::super::placed::tests::recognised;
    use super::*;

    /// A line of `word:confidence`.
    fn line(words: &str) -> Vec<RecognisedWord> {
        let mut left = 0.0;
        let of = |word: &str| {
            let (text, confidence) = word.rsplit_once(':')?;
            left += 50.0;
            let word = recognised(text, 1, [left, 0.0, left + 40.0, 20.0]);
            Some(RecognisedWord { confidence: confidence.parse().ok()?, ..word })
        };
        words.split(' ').filter_map(of).collect()
    }

    fn check(first: &str, again: &str, expected: &str) {
        let kept = better(line(first), line(again));
        let kept: Vec<String> = kept.iter().map(|word| format!("{}:{}", word.text, word.confidence)).collect();
        assert_eq!(kept.join(" "), expected);
    }

    #[test]
    fn the_better_reading_of_each_word_is_kept() {
        check("KÉ:60 HOẠCH:90", "KẾ:92 HOẠCH:93", "KẾ:92 HOẠCH:90");
        check("KẾ:92 HOẠCH:93", "KÉ:93 HOACH:94", "KẾ:92 HOẠCH:93");
        check("KÉ:60 HOẠCH:70", "KẾ:96 HOẠC:99", "KẾ:96 HOẠCH:70");
    }

    #[test]
    fn a_piece_cut_into_other_words_is_taken_whole_or_not() {
        check("KÉHO:50 ẠCH:55", "KẾ:92 HOẠC:93 H:90", "KẾ:92 HOẠC:93 H:90");
        // Half of the line is no better reading of it.
        check("KÉ:60 HOẠCH:70", "KẾ:96", "KÉ:60 HOẠCH:70");
    }

    #[test]
    fn a_number_read_in_two_ways_stays_and_is_a_doubt() {
        check("Số::80 17/KH-UBND:70", "Số::95 11/KH-UBND:94", "Số::80 17/KH-UBND:45");
        check("Số::80 17/KH-UBND:70", "Số::70 17/KH-UBND:75", "Số::80 17/KH-UBND:75");
    }
}
