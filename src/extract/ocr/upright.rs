//! Which way up a page stands: a page that hardly reads is tried the other ways round, and so is one whose words stand
//! higher than wide. The engine reads a page that lies on its side word by word, in columns that are none.

use super::engine::{PageRecogniser, Segmentation};
use super::noise;
use super::sheet::Sheet;
use super::tsv::RecognisedWord;
use super::{READING_DPI, prepared, sheet};
use crate::extract::ExtractError;
use image::GrayImage;
use image::imageops::{rotate90, rotate180, rotate270};

/// A page with a smaller share of sure syllables among its words may stand the wrong way.
const POOR_SHARE: f32 = 0.5;

/// Fewer words say nothing of the page.
const MIN_WORDS: usize = 6;

/// The other way must have this many times more sure syllables.
const CLEAR_GAIN: f32 = 1.5;

/// A word of so many letters is wider than high; most are not where a page lies on its side, and the page turned has this
/// part of its sure syllables at least.
const LONG_WORD: usize = 4;
const KEPT: f32 = 0.7;

/// The ways to turn an image.
type Turn = fn(&GrayImage) -> GrayImage;
const TURNS: [Turn; 3] = [|image| rotate90(image), |image| rotate270(image), |image| rotate180(image)];

/// The page turned, when `words` read badly and it reads better another way round.
///
/// # Errors
/// As the engine.
pub(super) fn turned(
    page: &Sheet,
    words: &[RecognisedWord],
    recogniser: &PageRecogniser<'_>,
) -> Result<Option<Sheet>, ExtractError> {
    let (share, count) = noise::sure_share(words);
    let is_lying = is_lying(words);
    if count < MIN_WORDS || share >= POOR_SHARE && !is_lying {
        return Ok(None);
    }
    let turns = if is_lying { &TURNS[..2] } else { &TURNS[..] };
    let sheets: Vec<Sheet> = turns.iter().map(|turn| Sheet { grey: turn(&page.grey), ..page.clone() }).collect();
    let factor = (READING_DPI / page.dpi).min(1.0);
    let images: Vec<GrayImage> =
        sheets.iter().map(|sheet| sheet::resized(&prepared(sheet.clone()).cleared, factor)).collect();
    let read = recogniser.words(&images, page.dpi * factor, Segmentation::Page)?;
    let best =
        sheets.into_iter().zip(read.iter().map(|words| sure(words))).max_by(|one, other| one.1.total_cmp(&other.1));
    let least = if is_lying { KEPT * sure(words) } else { CLEAR_GAIN * sure(words).max(2.0) };
    Ok(best.filter(|(_, found)| *found > least).map(|(sheet, _)| sheet))
}

/// Are most long words higher than wide?
fn is_lying(words: &[RecognisedWord]) -> bool {
    let is_long =
        |word: &&RecognisedWord| word.text.chars().filter(|letter| letter.is_alphabetic()).count() >= LONG_WORD;
    let long = words.iter().filter(is_long).count();
    let high = words.iter().filter(is_long).filter(|word| word.height() > word.right - word.left).count();
    long >= MIN_WORDS && 2 * high > long
}

/// Number of sure syllables.
fn sure(words: &[RecognisedWord]) -> f32 {
    let (share, count) = noise::sure_share(words);
    #[expect(clippy::cast_precision_loss, reason = "words of a page")]
    let count = count as f32;
    share * count
}

#[cfg(test)]
mod tests {
    use super::super::placed::tests::recognised;
    use super::*;

    #[test]
    fn a_page_on_its_side_has_words_higher_than_wide() {
        let page = |wide: f32, high: f32| -> Vec<RecognisedWord> {
            (0..8).map(|line| recognised("thành", line, [0.0, 0.0, wide, high])).collect()
        };
        assert!(is_lying(&page(20.0, 60.0)) && !is_lying(&page(60.0, 20.0)));
        assert!(!is_lying(&page(20.0, 60.0)[..3]), "some words upright in a table are no page");
    }
}
