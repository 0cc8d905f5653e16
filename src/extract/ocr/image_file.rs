//! Image files: PNG, JPEG with its orientation, TIFF and BigTIFF of one page or several (CCITT group 4, LZW, deflate,
//! JPEG, none). A TIFF of CCITT group 3 is refused as unsupported: the library decodes group 4 alone.

use super::read_page;
use crate::extract::picture::no_such_page;
use crate::extract::{ExtractError, PageSink, ReadOptions, Reading};
use crate::model::{ReadingNote, TextPage};
use image::error::{ImageError, LimitErrorKind};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// Most pixels of an image: A2 at 600 dpi has 140 million.
const MAX_PIXELS: u64 = 200_000_000;

/// Most bytes a decoder may take.
const MAX_BYTES: u64 = 1 << 30;

/// Most pages of one file.
const MAX_PAGES: usize = 2_000;

/// Inches that a longer side may have for a stated resolution to be believed: from a letter card to A2.
const LIKELY_INCHES: std::ops::RangeInclusive<f32> = 5.0..=24.0;

/// Reads an image file, a page an image.
pub(in crate::extract) fn read_image_file(
    bytes: &[u8],
    options: &ReadOptions,
    pages: &mut PageSink<'_>,
) -> Result<Reading, ExtractError> {
    let engine = options.ocr.as_ref().ok_or(ExtractError::NeedsOcr)?;
    let mut notes = Vec::new();
    let mut bytes = bytes.to_vec();
    let directories = TiffPages::of(&bytes);
    let count = directories.as_ref().map_or(1, |tiff| tiff.offsets.len());
    for number in (options.skip_pages..count).take(options.wanted()) {
        if let Some(tiff) = &directories {
            tiff.point_at(&mut bytes, number);
        }
        let page = decode(&bytes).and_then(|image| read_page(&image, likely_resolution(&bytes, &image), engine));
        match page {
            Ok(page) => pages(page),
            // One bad page of several does not take the others along.
            Err(error) if count > 1 => {
                notes.push(ReadingNote::new("page.unread", error.to_string()).on_page(number + 1));
                pages(TextPage::default());
            }
            Err(error) => return Err(error),
        }
    }
    Ok(Reading { notes, ..Reading::default() })
}

/// The image of page `index` (from 0).
pub(in crate::extract) fn page_picture(bytes: &[u8], index: usize) -> Result<DynamicImage, ExtractError> {
    let mut bytes = bytes.to_vec();
    match TiffPages::of(&bytes) {
        Some(tiff) if index < tiff.offsets.len() => tiff.point_at(&mut bytes, index),
        None if index == 0 => {}
        _ => return Err(no_such_page()),
    }
    decode(&bytes)
}

fn decode(bytes: &[u8]) -> Result<DynamicImage, ExtractError> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    let mut reader = reader.map_err(|error| ExtractError::Broken(error.to_string()))?;
    if TiffHead::of(bytes).is_some() {
        reader.set_format(ImageFormat::Tiff);
    }
    let mut decoder = reader.into_decoder().map_err(|error| told(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(ExtractError::Limit(format!("an image of {width} x {height} pixels")));
    }
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MAX_BYTES);
    decoder.set_limits(limits).map_err(|error| told(&error))?;
    let orientation = decoder.orientation().map_err(|error| told(&error))?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| told(&error))?;
    image.apply_orientation(orientation);
    Ok(image)
}

fn told(error: &ImageError) -> ExtractError {
    match error {
        ImageError::Unsupported(_) => ExtractError::Unsupported(format!("this kind of image ({error})")),
        ImageError::Limits(limit) if !matches!(limit.kind(), LimitErrorKind::Unsupported { .. }) => {
            ExtractError::Limit(error.to_string())
        }
        _ => ExtractError::Broken(error.to_string()),
    }
}

/// How the numbers of a TIFF are written.
#[derive(Clone, Copy)]
struct TiffHead {
    is_little_endian: bool,
    /// BigTIFF, with places of eight bytes.
    is_big: bool,
}

/// Where the directories of a TIFF stand: the library reads the one that the head names.
struct TiffPages {
    head: TiffHead,
    offsets: Vec<u64>,
}

impl TiffHead {
    /// None for other formats.
    fn of(bytes: &[u8]) -> Option<TiffHead> {
        let (is_little_endian, is_big) = match bytes.get(..4)? {
            b"II\x2a\x00" => (true, false),
            b"MM\x00\x2a" => (false, false),
            b"II\x2b\x00" => (true, true),
            b"MM\x00\x2b" => (false, true),
            _ => return None,
        };
        Some(TiffHead { is_little_endian, is_big })
    }

    /// Where the head names the first directory.
    fn first(self) -> std::ops::Range<usize> {
        if self.is_big { 8..16 } else { 4..8 }
    }

    /// The number of `length` bytes at `at`.
    fn number(self, bytes: &[u8], at: usize, length: usize) -> Option<u64> {
        let bytes = bytes.get(at..at.checked_add(length)?)?.iter();
        let add = |sum: u64, byte: &u8| sum << 8 | u64::from(*byte);
        Some(if self.is_little_endian { bytes.rev().fold(0, add) } else { bytes.fold(0, add) })
    }

    /// Where the directory behind the one at `offset` stands; 0 for none.
    fn next(self, bytes: &[u8], offset: u64) -> Option<u64> {
        let (count_length, entry_length) = if self.is_big { (8, 20) } else { (2, 12) };
        let start = usize::try_from(offset).ok()?;
        let count = usize::try_from(self.number(bytes, start, count_length)?).ok()?;
        let end = start.checked_add(count_length)?.checked_add(count.checked_mul(entry_length)?)?;
        self.number(bytes, end, self.first().len())
    }
}

impl TiffPages {
    /// None for other formats.
    fn of(bytes: &[u8]) -> Option<TiffPages> {
        let head = TiffHead::of(bytes)?;
        let mut offsets = Vec::new();
        let mut next = head.number(bytes, head.first().start, head.first().len());
        while let Some(offset) = next.filter(|offset| *offset != 0 && !offsets.contains(offset)) {
            if offsets.len() == MAX_PAGES {
                break;
            }
            offsets.push(offset);
            next = head.next(bytes, offset);
        }
        // A head that points nowhere is left to the library to refuse.
        (!offsets.is_empty()).then_some(TiffPages { head, offsets })
    }

    /// Makes the head name the directory of page `number`.
    fn point_at(&self, bytes: &mut [u8], number: usize) {
        let first = self.head.first();
        let length = first.len();
        if let (Some(offset), Some(place)) = (self.offsets.get(number), bytes.get_mut(first)) {
            let (little, big) = (offset.to_le_bytes(), offset.to_be_bytes());
            place.copy_from_slice(if self.head.is_little_endian { &little[..length] } else { &big[8 - length..] });
        }
    }
}

/// The stated resolution where it makes the image a likely page: cameras and screens state 72 or 96 for anything.
fn likely_resolution(bytes: &[u8], image: &DynamicImage) -> Option<f32> {
    #[expect(clippy::cast_precision_loss, reason = "pixels of a page")]
    let longer = image.width().max(image.height()) as f32;
    resolution(bytes).filter(|dpi| LIKELY_INCHES.contains(&(longer / dpi)))
}

/// The resolution that a PNG or a JFIF file states, in dots an inch.
fn resolution(bytes: &[u8]) -> Option<f32> {
    let short = |at: usize| Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    if bytes.get(6..11) == Some(b"JFIF\0") {
        let density = f32::from(short(14)?);
        return match bytes.get(13)? {
            1 => Some(density),
            2 => Some(density * 2.54),
            _ => None,
        };
    }
    let at = bytes.get(..512).unwrap_or(bytes).windows(4).position(|name| name == b"pHYs")?;
    let per_metre = u32::from(short(at + 4)?) << 16 | u32::from(short(at + 6)?);
    let is_metre = bytes.get(at + 12) == Some(&1);
    let dots = u16::try_from(per_metre).ok().map(|dots| f32::from(dots) * 0.0254);
    dots.filter(|_| is_metre)
}

#[cfg(test)]
mod tests {
    use super::super::tiff_pages;
    use super::*;
    use image::{GrayImage, Luma};

    #[test]
    fn each_page_of_a_tiff_is_decoded() {
        let images = [GrayImage::from_pixel(4, 3, Luma([7])), GrayImage::from_pixel(6, 2, Luma([9]))];
        let mut file = tiff_pages::encode(&images);
        let tiff = TiffPages::of(&file).expect("a TIFF");
        assert_eq!(tiff.offsets.len(), 2);
        for (number, image) in images.iter().enumerate() {
            tiff.point_at(&mut file, number);
            assert_eq!(&decode(&file).expect("a page").to_luma8(), image);
        }
    }

    #[test]
    fn a_tiff_whose_pages_go_in_a_circle_ends() {
        let mut file = tiff_pages::encode(&[GrayImage::new(2, 2)]);
        let next = 8 + 2 + 9 * 12;
        file[next..next + 4].copy_from_slice(&8_u32.to_le_bytes());
        assert_eq!(TiffPages::of(&file).expect("a TIFF").offsets, [8]);
    }

    /// A `BigTIFF` of pages of one pixel each, with the given greys.
    fn big_tiff(greys: &[u8]) -> Vec<u8> {
        let mut file = b"II\x2b\x00\x08\x00\x00\x00\x10\x00\x00\x00\x00\x00\x00\x00".to_vec();
        for (number, grey) in greys.iter().enumerate() {
            let entries: [(u16, u64); 8] =
                [(256, 1), (257, 1), (258, 8), (259, 1), (262, 1), (273, 0), (278, 1), (279, 1)];
            let end = file.len() as u64 + 8 + 20 * 8 + 8;
            file.extend(8_u64.to_le_bytes());
            for (tag, value) in entries {
                let value = if tag == 273 { end } else { value };
                file.extend(tag.to_le_bytes());
                file.extend(if tag == 273 { 16_u16 } else { 4_u16 }.to_le_bytes());
                file.extend(1_u64.to_le_bytes());
                file.extend(value.to_le_bytes());
            }
            file.extend(if number + 1 == greys.len() { 0 } else { end + 8 }.to_le_bytes());
            file.extend([*grey, 0, 0, 0, 0, 0, 0, 0]);
        }
        file
    }

    #[test]
    fn each_page_of_a_big_tiff_is_decoded() {
        let mut file = big_tiff(&[7, 200]);
        let tiff = TiffPages::of(&file).expect("a BigTIFF");
        assert_eq!(tiff.offsets.len(), 2);
        for (number, grey) in [7, 200].into_iter().enumerate() {
            tiff.point_at(&mut file, number);
            assert_eq!(decode(&file).expect("a page").to_luma8().as_raw(), &[grey]);
        }
    }

    #[test]
    fn group_3_is_told_as_unsupported() {
        let mut file = tiff_pages::encode(&[GrayImage::new(8, 8)]);
        // The compression of the fourth entry: 3 is CCITT group 3.
        file[8 + 2 + 3 * 12 + 8] = 3;
        assert!(matches!(decode(&file), Err(ExtractError::Unsupported(_))));
    }

    #[test]
    fn damage_and_size_are_told_apart() {
        let mut png = Vec::new();
        GrayImage::new(30, 30).write_to(&mut Cursor::new(&mut png), ImageFormat::Png).expect("a PNG");
        assert!(decode(&png).is_ok());
        assert!(matches!(decode(&png[..png.len() / 2]), Err(ExtractError::Broken(_))));
        // The head of a PNG with 40,000 x 40,000 pixels.
        png[16..24].copy_from_slice(&[0, 0, 0x9c, 0x40, 0, 0, 0x9c, 0x40]);
        let told = decode(&png);
        assert!(matches!(told, Err(ExtractError::Limit(_) | ExtractError::Broken(_))), "{told:?}");
    }

    #[test]
    fn without_an_engine_an_image_needs_one() {
        let told = read_image_file(b"x", &ReadOptions::default(), &mut |_| ());
        assert_eq!(told.err(), Some(ExtractError::NeedsOcr));
    }
}
