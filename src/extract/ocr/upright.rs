//! Which way up a page stands: a page that hardly reads is tried the other ways round.

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

/// The ways to turn an image.
type Turn = fn(&GrayImage) -> GrayImage;
const TURNS: [Turn; 3] = [|image| rotate90(image), |image| rotate180(image), |image| rotate270(image)];

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
    if share >= POOR_SHARE || count < MIN_WORDS {
        return Ok(None);
    }
    let sheets: Vec<Sheet> = TURNS.iter().map(|turn| Sheet { grey: turn(&page.grey), ..page.clone() }).collect();
    let factor = (READING_DPI / page.dpi).min(1.0);
    let images: Vec<GrayImage> =
        sheets.iter().map(|sheet| sheet::resized(&prepared(sheet.clone()).cleared, factor)).collect();
    let read = recogniser.words(&images, page.dpi * factor, Segmentation::Page)?;
    let best =
        sheets.into_iter().zip(read.iter().map(|words| sure(words))).max_by(|one, other| one.1.total_cmp(&other.1));
    Ok(best.filter(|(_, gain)| *gain > CLEAR_GAIN * sure(words).max(2.0)).map(|(sheet, _)| sheet))
}

/// Number of sure syllables.
fn sure(words: &[RecognisedWord]) -> f32 {
    let (share, count) = noise::sure_share(words);
    #[expect(clippy::cast_precision_loss, reason = "words of a page")]
    let count = count as f32;
    share * count
}
