//! Text recognition (*nhận dạng chữ, OCR*): images of pages to words with places, through Tesseract.
//!
//! A page is made ready (`sheet`, `straighten`, `rulings`), read by the engine (`engine`, `tsv`), and laid out as any
//! placed words are (see `layout`). What was read is not repaired: a doubtful digit keeps its low confidence.

mod colour;
mod engine;
mod image_file;
mod ink;
mod placed;
mod rulings;
mod sheet;
mod straighten;
mod tiff_pages;
mod tsv;

pub use engine::{OcrEngine, OcrMissing};
pub(super) use image_file::{page_picture, read_image_file};

use super::ExtractError;
use super::layout::{self, Rule};
use crate::model::{PageSize, TextLayer, TextPage};
use engine::Segmentation;
use image::DynamicImage;
use ink::Ink;
use sheet::Sheet;

/// Points an inch.
const POINTS: f32 = 72.0;

/// The engine sees pages at this resolution: it brings each line to a height of 36 pixels, which is what 13 to 14 points
/// have here, and does so more coarsely than we do. From 300 dpi this takes a third of the wrong words away.
const READING_DPI: f32 = 150.0;

/// Lines that lean less are not turned, in degrees.
const MIN_SLOPE: f32 = 0.5;

/// The text of the image of one page; `dpi` where the source tells it.
///
/// # Errors
/// `Limit` when the page takes too long, `Broken` when the engine fails.
pub(super) fn read_page(image: &DynamicImage, dpi: Option<f32>, engine: &OcrEngine) -> Result<TextPage, ExtractError> {
    let recogniser = engine.for_page();
    let sheet = straightened(Sheet::of(image, dpi));
    let ink = Ink::of(&sheet.grey);
    let rulings = rulings::find(&ink, sheet.dpi);
    let cleared = rulings::erased(&sheet.grey, &ink, &rulings);
    let factor = (READING_DPI / sheet.dpi).min(1.0);
    let small = sheet::resized(&cleared, factor);
    let mut words = recogniser.words(&[small], sheet.dpi * factor, Segmentation::Page)?.pop().unwrap_or_default();
    for word in &mut words {
        word.scale(factor.recip());
    }
    let to_points = POINTS / sheet.dpi;
    #[expect(clippy::cast_precision_loss, reason = "pixels of a page")]
    let size =
        PageSize { width: sheet.grey.width() as f32 * to_points, height: sheet.grey.height() as f32 * to_points };
    let rules: Vec<Rule> = rulings.iter().map(|ruling| placed::rule(ruling, to_points)).collect();
    let page = layout::page(placed::words(&words, to_points), &rules, size);
    Ok(TextPage { layer: TextLayer::Ocr, ..page })
}

/// The sheet with its lines level. A small lean is left: turning costs sharpness, the engine reads along it.
fn straightened(sheet: Sheet) -> Sheet {
    let slope = straighten::slope(&Ink::of(&sheet.grey));
    if slope.abs() < MIN_SLOPE { sheet } else { Sheet { grey: straighten::turned(&sheet.grey, slope), ..sheet } }
}
