//! [`Ink`]: which pixels of a page are dark, for finding what is where; recognition itself gets the grey image.

use image::GrayImage;

/// Dark pixels of an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ink {
    width: usize,
    height: usize,
    dark: Vec<bool>,
}

impl Ink {
    /// The pixels darker than the threshold that parts paper from print best (Otsu).
    pub(super) fn of(image: &GrayImage) -> Ink {
        let threshold = threshold(image);
        let dark = image.as_raw().iter().map(|&grey| grey <= threshold).collect();
        Ink { width: image.width() as usize, height: image.height() as usize, dark }
    }

    /// Width in pixels.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Height in pixels.
    pub(super) fn height(&self) -> usize {
        self.height
    }

    /// Is the pixel dark? False outside.
    pub(super) fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.width && self.dark.get(y * self.width + x).copied().unwrap_or(false)
    }

    /// The pixels of row `y`; none outside.
    pub(super) fn row(&self, y: usize) -> &[bool] {
        self.dark.get(y * self.width..(y + 1) * self.width).unwrap_or_default()
    }

    /// Columns become rows.
    pub(super) fn transposed(&self) -> Ink {
        let mut dark = vec![false; self.dark.len()];
        for y in 0..self.height {
            for (x, _) in self.row(y).iter().enumerate().filter(|(_, dark)| **dark) {
                if let Some(pixel) = dark.get_mut(x * self.height + y) {
                    *pixel = true;
                }
            }
        }
        Ink { width: self.height, height: self.width, dark }
    }

    /// `factor` times smaller; a cell is dark where at least a fifth of its pixels are.
    pub(super) fn reduced(&self, factor: usize) -> Ink {
        let (width, height) = (self.width / factor, self.height / factor);
        let mut counts = vec![0_usize; width * height];
        for y in 0..height * factor {
            for (x, _) in self.row(y).iter().enumerate().filter(|(_, dark)| **dark) {
                if x / factor < width
                    && let Some(count) = counts.get_mut(y / factor * width + x / factor)
                {
                    *count += 1;
                }
            }
        }
        let dark = counts.iter().map(|count| 5 * count >= factor * factor).collect();
        Ink { width, height, dark }
    }
}

/// Otsu's threshold, kept between a third and nine tenths of white: a blank page has no two kinds of pixels.
fn threshold(image: &GrayImage) -> u8 {
    let mut counts = [0_u64; 256];
    for grey in image.as_raw() {
        counts[usize::from(*grey)] += 1;
    }
    let total: u64 = counts.iter().sum();
    let weighted: u64 = counts.iter().zip(0_u64..).map(|(count, grey)| count * grey).sum();
    let (mut below, mut below_weighted, mut best, mut threshold) = (0_u64, 0_u64, 0.0_f64, 127_u8);
    #[expect(clippy::cast_precision_loss, reason = "counts of pixels")]
    for (grey, count) in (0..=u8::MAX).zip(counts) {
        below += count;
        below_weighted += count * u64::from(grey);
        let above = total - below;
        if below == 0 || above == 0 {
            continue;
        }
        let difference = below_weighted as f64 / below as f64 - (weighted - below_weighted) as f64 / above as f64;
        let between = below as f64 * above as f64 * difference * difference;
        if between > best {
            (best, threshold) = (between, grey);
        }
    }
    threshold.clamp(85, 230)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use image::Luma;

    /// An image drawn with letters: `#` is dark.
    pub(in crate::extract::ocr) fn drawn(rows: &[&str]) -> GrayImage {
        let width = rows.first().map_or(0, |row| row.len());
        let pixel = |x: u32, y: u32| rows.get(y as usize).and_then(|row| row.as_bytes().get(x as usize)) == Some(&b'#');
        GrayImage::from_fn(u32::try_from(width).unwrap_or(0), u32::try_from(rows.len()).unwrap_or(0), |x, y| {
            Luma([if pixel(x, y) { 20 } else { 240 }])
        })
    }

    #[test]
    fn dark_pixels_turned_and_reduced() {
        let ink = Ink::of(&drawn(&["##..", "##..", "....", "...#"]));
        assert_eq!(
            (ink.dark.iter().filter(|dark| **dark).count(), ink.is_dark(3, 3), ink.is_dark(4, 3), ink.is_dark(0, 2)),
            (5, true, false, false)
        );
        assert!(ink.transposed().is_dark(3, 3) && !ink.transposed().is_dark(2, 0));
        assert_eq!(ink.reduced(2).dark, [true, false, false, true]);
    }

    #[test]
    fn a_white_page_has_no_ink() {
        assert!(!Ink::of(&GrayImage::from_pixel(9, 9, Luma([250]))).dark.contains(&true));
    }
}
