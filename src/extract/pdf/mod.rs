//! PDF: glyphs with places, page images, and for each page the choice between them.

use super::{ExtractError, PageSink, ReadOptions, Reading};

/// Reads a PDF.
pub(super) fn read(_: &[u8], _: &ReadOptions, _: &mut PageSink<'_>) -> Result<Reading, ExtractError> {
    Err(ExtractError::Unsupported("PDF".to_owned()))
}
