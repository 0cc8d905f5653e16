//! Grey images as one TIFF of several pages, uncompressed: the one form in which a single run of the engine takes many.
//!
//! Only what the engine needs; reading TIFF is left to the image library.

use image::GrayImage;

/// TIFF type of a 32-bit number.
const LONG: u16 = 4;

/// Bytes of one entry of a directory.
const ENTRY: usize = 12;

/// The images as pages of one file.
pub(super) fn encode(images: &[GrayImage]) -> Vec<u8> {
    let pixels: usize = images.iter().map(|image| image.as_raw().len() + 256).sum();
    let mut file = Vec::with_capacity(pixels);
    file.extend_from_slice(b"II\x2a\x00");
    push(&mut file, 8);
    for (number, image) in images.iter().enumerate() {
        let is_last = number + 1 == images.len();
        append(&mut file, image, is_last);
    }
    file
}

/// A directory, directly followed by the pixels and the next page.
fn append(file: &mut Vec<u8>, image: &GrayImage, is_last: bool) {
    let bytes = image.as_raw();
    const TAGS: usize = 9;
    let start = file.len() + 2 + TAGS * ENTRY + 4;
    let end = start + bytes.len().next_multiple_of(2);
    let entries: [(u16, usize); TAGS] = [
        (256, image.width() as usize),
        (257, image.height() as usize),
        (258, 8),                       // bits a sample
        (259, 1),                       // not compressed
        (262, 1),                       // zero is black
        (273, start),                   // where the pixels are
        (277, 1),                       // samples a pixel
        (278, image.height() as usize), // rows in the one strip
        (279, bytes.len()),
    ];
    file.extend_from_slice(&[u8::try_from(TAGS).unwrap_or(u8::MAX), 0]);
    for (tag, value) in entries {
        file.extend_from_slice(&tag.to_le_bytes());
        file.extend_from_slice(&LONG.to_le_bytes());
        push(file, 1);
        push(file, value);
    }
    push(file, if is_last { 0 } else { end });
    file.extend_from_slice(bytes);
    file.resize(end, 0);
}

fn push(file: &mut Vec<u8>, value: usize) {
    file.extend_from_slice(&u32::try_from(value).unwrap_or(u32::MAX).to_le_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Luma;

    #[test]
    fn the_first_page_reads_back() {
        let image = GrayImage::from_fn(5, 3, |x, y| Luma([u8::try_from(x * 10 + y).unwrap_or(0)]));
        let file = encode(&[image.clone(), GrayImage::new(2, 2)]);
        let read = image::load_from_memory(&file).expect("a TIFF").to_luma8();
        assert_eq!(read, image);
    }
}
