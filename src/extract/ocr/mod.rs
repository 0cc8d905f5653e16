//! Text recognition (*nhận dạng chữ, OCR*): images of pages to words with places, through Tesseract.
//!
//! A page is made ready (`sheet`, `straighten`, `rulings`), read by the engine (`engine`, `tsv`), and laid out as any
//! placed words are (see `layout`). What was read is not repaired: a doubtful digit keeps its low confidence.

mod colour;
mod engine;
mod frames;
mod head_cells;
mod image_file;
mod ink;
mod lost_marks;
mod noise;
mod placed;
mod recipients;
mod rulings;
mod seals;
mod second_look;
mod sheet;
mod signing;
mod signing_lines;
mod signing_rows;
mod stacked_titles;
mod stamps;
mod straighten;
mod strokes;
mod tiff_pages;
mod tsv;
mod upright;
mod vote;

pub use engine::{OcrEngine, OcrMissing};
pub(super) use image_file::{page_picture, read_image_file};

use super::ExtractError;
use super::layout::{self, Rule};
use crate::model::{Area, PageSize, TextLayer, TextPage};
use engine::{PageRecogniser, Segmentation};
use image::{DynamicImage, GrayImage};
use ink::Ink;
use rulings::Ruling;
use sheet::Sheet;
use tsv::RecognisedWord;

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
    let sheet = Sheet::of(image, dpi);
    let mut read = ReadSheet::of(sheet.clone(), &recogniser)?;
    if let Some(turned) = upright::turned(&sheet, &read.words, &recogniser)? {
        read = ReadSheet::of(turned, &recogniser)?;
    }
    let ReadSheet { prepared: Prepared { sheet, slope, rulings, cleared }, words } = read;
    let pixels = size_of(&sheet);
    let mut words = noise::without_noise(words);
    let titles = signing::read_again(&mut words, &sheet, &cleared, &recogniser)?;
    let words = second_look::take(words, &cleared, &recogniser)?;
    let words = head_cells::read_again(words, &sheet, &cleared, &recogniser)?;
    let mut words = recipients::read_again(words, &sheet, &cleared, &recogniser)?;
    // No later look sees them apart from each other.
    stacked_titles::put(&mut words, titles);
    let frames = frames::find(&sheet.grey, &Ink::of(&sheet.grey), sheet.dpi);
    let mut stamps = stamps::in_pictures(&sheet.coloured, frames, &mut words, (pixels, sheet.dpi), &recogniser)?;
    stamps.extend(stamps::taken_out(&mut words, pixels, sheet.dpi));
    let to_points = POINTS / sheet.dpi;
    let size = PageSize { width: pixels.width * to_points, height: pixels.height * to_points };
    let rules: Vec<Rule> = rulings.iter().map(|ruling| placed::rule(ruling, to_points)).collect();
    let mut page = layout::page(placed::words(&words, to_points), &rules, size);
    placed::lean(&mut page.words, slope, size);
    let layer = if words.is_empty() && stamps.is_empty() { TextLayer::Blank } else { TextLayer::Ocr };
    Ok(TextPage { layer, stamps, ..page })
}

/// A sheet ready for the engine.
struct Prepared {
    sheet: Sheet,
    /// How far its lines leaned before, in degrees.
    slope: f32,
    rulings: Vec<Ruling>,
    /// The sheet without its ruling lines.
    cleared: GrayImage,
}

/// A sheet and its words, places in its pixels.
struct ReadSheet {
    prepared: Prepared,
    words: Vec<RecognisedWord>,
}

impl ReadSheet {
    fn of(sheet: Sheet, recogniser: &PageRecogniser<'_>) -> Result<ReadSheet, ExtractError> {
        let prepared = prepared(sheet);
        let factor = (READING_DPI / prepared.sheet.dpi).min(1.0);
        let small = sheet::resized(&prepared.cleared, factor);
        let read = recogniser.words(&[small], prepared.sheet.dpi * factor, Segmentation::Page)?;
        let mut words: Vec<RecognisedWord> = read.into_iter().flatten().collect();
        for word in &mut words {
            word.scale(factor.recip());
        }
        Ok(ReadSheet { prepared, words })
    }
}

/// The sheet with its lines level and without its ruling lines.
fn prepared(sheet: Sheet) -> Prepared {
    let (sheet, slope) = straightened(sheet);
    let ink = Ink::of(&sheet.grey);
    let rulings = rulings::find(&ink, sheet.dpi);
    let cleared = rulings::erased(&sheet.grey, &ink, &rulings);
    Prepared { sheet, slope, rulings, cleared }
}

/// The sheet with its lines level, and how far they leaned. A small lean is left: turning costs sharpness, the engine
/// reads along it.
fn straightened(sheet: Sheet) -> (Sheet, f32) {
    let slope = straighten::slope(&Ink::of(&sheet.grey));
    if slope.abs() < MIN_SLOPE {
        return (sheet, 0.0);
    }
    (Sheet { grey: straighten::turned(&sheet.grey, slope), ..sheet }, slope)
}

/// Size of a sheet in pixels.
fn size_of(sheet: &Sheet) -> PageSize {
    #[expect(clippy::cast_precision_loss, reason = "pixels of a page")]
    let [width, height] = [sheet.grey.width(), sheet.grey.height()].map(|pixels| pixels as f32);
    PageSize { width, height }
}

/// The box with these edges (left, upper, right, lower) on a page of `size`.
fn area_of([left, top, right, bottom]: [f32; 4], size: PageSize) -> Area {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the page")]
    let part = |edge: f32, whole: f32| (10_000.0 * edge / whole.max(1.0)).clamp(0.0, 10_000.0) as u16;
    Area {
        left: part(left, size.width),
        top: part(top, size.height),
        right: part(right, size.width),
        bottom: part(bottom, size.height),
    }
}
