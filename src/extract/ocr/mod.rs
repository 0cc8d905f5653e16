//! Text recognition (*nhận dạng chữ, OCR*): images of pages to words with places, through Tesseract.

use super::{ExtractError, PageSink, ReadOptions, Reading};
use crate::model::TextPage;
use image::DynamicImage;
use std::path::PathBuf;

/// Tesseract as found on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OcrEngine {
    /// The program.
    pub program: PathBuf,
    /// Its models, such as `vie`.
    pub languages: String,
}

/// Why there is no text recognition on this machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no Tesseract")]
pub struct NoOcr;

impl OcrEngine {
    /// The engine of this machine.
    ///
    /// # Errors
    /// When it is not there.
    pub fn find() -> Result<OcrEngine, NoOcr> {
        Err(NoOcr)
    }
}

/// Reads an image file: PNG, JPEG, TIFF of one page or several.
pub(super) fn read_image_file(_: &[u8], options: &ReadOptions, _: &mut PageSink<'_>) -> Result<Reading, ExtractError> {
    let _engine = options.ocr.as_ref().ok_or(ExtractError::NeedsOcr)?;
    Err(ExtractError::Unsupported("image".to_owned()))
}

/// The text of the image of one page; `dpi` where the source tells it.
pub(super) fn read_page(image: &DynamicImage, dpi: Option<f32>, engine: &OcrEngine) -> Result<TextPage, ExtractError> {
    let _ = (image, dpi, engine);
    Err(ExtractError::NeedsOcr)
}
