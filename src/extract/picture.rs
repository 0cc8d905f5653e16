//! A picture of a page with the boxes of what was read, for a person to look at.

use super::{ExtractError, ReadOptions, ocr, pdf};
use crate::model::{Area, MediaType, PlacedWord, TextPage};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

/// Colours of boxes: characters of the file, words recognised surely, words recognised with doubt, stamps.
const NATIVE: Rgb<u8> = Rgb([40, 90, 200]);
const SURE: Rgb<u8> = Rgb([20, 150, 60]);
const DOUBTED: Rgb<u8> = Rgb([230, 120, 0]);
const STAMPED: Rgb<u8> = Rgb([200, 0, 120]);

/// Words recognised with less confidence are drawn as doubted.
const DOUBT: u8 = 80;

/// A picture of page `page` (from 1), PNG, with a box around each word and stamp that was read on it.
///
/// # Errors
/// When the format has no pages to draw, there is no such page, or it cannot be read.
pub fn picture(bytes: &[u8], media: MediaType, page: usize, options: &ReadOptions) -> Result<Vec<u8>, ExtractError> {
    let index = page.checked_sub(1).ok_or_else(no_such_page)?;
    let image = match media {
        MediaType::Pdf => pdf::page_picture(bytes, index)?,
        MediaType::Png | MediaType::Jpeg | MediaType::Tiff => ocr::page_picture(bytes, index)?,
        other => {
            return Err(ExtractError::Unsupported(format!(
                "{} has no pages to draw: a picture of it",
                other.described()
            )));
        }
    };
    let options = ReadOptions { skip_pages: index, most_pages: Some(1), ..options.clone() };
    let read = super::read(bytes, media, &options, &mut |_| ())?;
    let page = read.pages.into_iter().next().unwrap_or_default();
    png(&with_boxes(image, &page))
}

/// The error for a page beyond the last.
pub(super) fn no_such_page() -> ExtractError {
    ExtractError::Limit("there is no such page".to_owned())
}

fn with_boxes(image: DynamicImage, page: &TextPage) -> RgbImage {
    let mut canvas = as_it_was_read(image, page).to_rgb8();
    for word in &page.words {
        frame(&mut canvas, word.area, colour(word));
    }
    for area in page.stamps.iter().filter_map(|stamp| stamp.area) {
        frame(&mut canvas, area, STAMPED);
    }
    canvas
}

/// A page that lay on its side was turned before it was read; to the right is a guess where both fit.
fn as_it_was_read(image: DynamicImage, page: &TextPage) -> DynamicImage {
    let lies = page.size.is_some_and(|size| (size.width > size.height) != (image.width() > image.height()));
    if lies { image.rotate90() } else { image }
}

fn colour(word: &PlacedWord) -> Rgb<u8> {
    match word.confidence {
        None => NATIVE,
        Some(confidence) if confidence < DOUBT => DOUBTED,
        Some(_) => SURE,
    }
}

/// Draws the edges of a box, one pixel wide.
fn frame(canvas: &mut RgbImage, area: Area, colour: Rgb<u8>) {
    let (width, height) = canvas.dimensions();
    if width == 0 || height == 0 {
        return;
    }
    let x = |part: u16| (u32::from(part) * (width - 1) / 10_000).min(width - 1);
    let y = |part: u16| (u32::from(part) * (height - 1) / 10_000).min(height - 1);
    let (left, top, right, bottom) = (x(area.left), y(area.top), x(area.right), y(area.bottom));
    for across in left..=right {
        canvas.put_pixel(across, top, colour);
        canvas.put_pixel(across, bottom, colour);
    }
    for down in top..=bottom {
        canvas.put_pixel(left, down, colour);
        canvas.put_pixel(right, down, colour);
    }
}

fn png(picture: &RgbImage) -> Result<Vec<u8>, ExtractError> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).map_err(|error| ExtractError::Broken(error.to_string()))?;
    Ok(bytes.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn a_box_is_drawn_where_the_word_stands() {
        let area = Area { left: 1000, top: 2000, right: 5000, bottom: 4000 };
        let word = PlacedWord { origin: Span::new(0, 2), area, confidence: Some(30), font: None };
        let page = TextPage { words: vec![word], ..TextPage::default() };
        let drawn = with_boxes(DynamicImage::ImageRgb8(RgbImage::from_pixel(101, 101, Rgb([255; 3]))), &page);
        assert_eq!((*drawn.get_pixel(10, 20), *drawn.get_pixel(50, 40)), (DOUBTED, DOUBTED));
        assert_eq!((*drawn.get_pixel(30, 30), *drawn.get_pixel(9, 20)), (Rgb([255; 3]), Rgb([255; 3])));
    }

    #[test]
    fn text_has_no_picture() {
        let told = picture("Số: 1".as_bytes(), MediaType::Text, 1, &ReadOptions::default());
        assert!(matches!(told, Err(ExtractError::Unsupported(_))));
    }
}
