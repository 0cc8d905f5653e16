//! [`Sheet`]: a page as it goes to recognition, grey and at a resolution where its lines can be told apart.

use super::colour::{self, ColouredInk};
use image::imageops::{self, FilterType};
use image::{DynamicImage, GrayImage, Luma};

/// A grey page and its resolution.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    /// The page, dark on light, without seals and signatures in colour.
    pub(super) grey: GrayImage,
    /// Dots an inch.
    pub(super) dpi: f32,
    /// What was taken out for its colour.
    pub(super) coloured: Vec<ColouredInk>,
}

/// A page outside these resolutions is brought to [`SHEET_DPI`].
const LOW_DPI: f32 = 150.0;
const HIGH_DPI: f32 = 400.0;
const SHEET_DPI: f32 = 300.0;

/// Most enlargement: beyond, there is nothing to see.
const MAX_ENLARGEMENT: f32 = 4.0;

/// The longer side of A4 in inches.
const PAGE_INCHES: f32 = 11.69;

/// White around a cut piece, in pixels.
pub(super) const BORDER: u16 = 10;

/// Below this no resolution is believed.
const MIN_DPI: f32 = 20.0;

impl Sheet {
    /// The page of an image whose source states `dpi`; without one it is taken for A4.
    pub(super) fn of(image: &DynamicImage, dpi: Option<f32>) -> Sheet {
        #[expect(clippy::cast_precision_loss, reason = "pixels of a page")]
        let longer = image.width().max(image.height()) as f32;
        let dpi = dpi.filter(|dpi| *dpi >= MIN_DPI).unwrap_or(longer / PAGE_INCHES).max(1.0);
        let (grey, coloured) = colour::parted(image, dpi);
        if (LOW_DPI..=HIGH_DPI).contains(&dpi) {
            return Sheet { grey, dpi, coloured };
        }
        let factor = (SHEET_DPI / dpi).min(MAX_ENLARGEMENT);
        let coloured = coloured.into_iter().map(|ink| ColouredInk { ink: resized(&ink.ink, factor), ..ink }).collect();
        Sheet { grey: resized(&grey, factor), dpi: dpi * factor, coloured }
    }

    /// Width and height in dots, to reckon with.
    #[expect(clippy::cast_precision_loss, reason = "dots of a page")]
    pub(super) fn size(&self) -> [f32; 2] {
        [self.grey.width() as f32, self.grey.height() as f32]
    }
}

/// The part of an image between these edges (left, upper, right, lower), at least a dot.
pub(super) fn cut(image: &GrayImage, [left, top, right, bottom]: [u32; 4]) -> GrayImage {
    imageops::crop_imm(image, left, top, right.saturating_sub(left).max(1), bottom.saturating_sub(top).max(1))
        .to_image()
}

/// The image with white around: letters at the edge get lost.
pub(super) fn with_border(part: &GrayImage) -> GrayImage {
    let border = u32::from(BORDER);
    let mut wide = GrayImage::from_pixel(part.width() + 2 * border, part.height() + 2 * border, Luma([255]));
    imageops::replace(&mut wide, part, border.into(), border.into());
    wide
}

/// Places as whole dots; what lies left of the page or above it is its edge.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "places on a page")]
pub(super) fn dots<const N: usize>(places: [f32; N]) -> [u32; N] {
    places.map(|place| place.max(0.0) as u32)
}

/// The image with sides `factor` times as long.
pub(super) fn resized(grey: &GrayImage, factor: f32) -> GrayImage {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "pixels of a page"
    )]
    let scaled = |pixels: u32| ((pixels as f32 * factor) as u32).max(1);
    // Means of areas keep thin strokes when a page gets smaller; enlarged, it needs soft edges.
    let filter = if factor < 1.0 { FilterType::Triangle } else { FilterType::CatmullRom };
    imageops::resize(grey, scaled(grey.width()), scaled(grey.height()), filter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_a_resolution_is_taken_for_a4() {
        let check = |sides: (u32, u32), stated, expected: f32| {
            let sheet = Sheet::of(&DynamicImage::new_luma8(sides.0, sides.1), stated);
            assert!((sheet.dpi - expected).abs() < 1.0, "{sides:?} {stated:?}: {}", sheet.dpi);
        };
        check((1654, 2338), Some(200.0), 200.0);
        check((600, 200), Some(300.0), 300.0);
        check((1654, 2338), None, 200.0);
        // Too small and too large pages are brought to a good resolution.
        check((620, 877), Some(75.0), 300.0);
        check((4960, 7014), None, 300.0);
    }
}
